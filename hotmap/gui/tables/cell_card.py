# SPDX-License-Identifier: MIT
"""Change a field of one record, or of all selected ones, in the table: one editor, one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hotmap.domain.records import Record
from hotmap.gui.forms.editors import FormContext, editor_for
from hotmap.gui.widgets.building import label
from hotmap.gui.widgets.popover import Popover
from hotmap.i18n import tr


class CellCard(Popover):
    """Asks for the new value of a field; what is committed is written at once, Esc leaves all as it is.

    Parameters
    ----------
    owner : QWidget
    records : sequence of Record
        Of one kind, at least one.
    code : str
        Of the field.
    context : FormContext
    write : callable
        Takes the new value.
    """

    def __init__(
        self,
        owner: QWidget,
        records: Sequence[Record],
        code: str,
        context: FormContext,
        write: Callable[[Any], object],
    ) -> None:
        spec = records[0].specs()[code]
        many = tr("{field} of {n} records").format(field=spec.text, n=len(records))
        super().__init__(owner, f"{spec.text} · {records[0].caption}" if len(records) == 1 else many, 320)
        self._write = write
        self._is_left = False
        self.editor = editor_for(spec, context)
        values = {record.value(code) for record in records}
        self.editor.show_value(records[0].value(code) if len(values) == 1 else None)
        if len(values) > 1:
            self.body.addWidget(label(tr("They differ now; the new value goes to all of them."), "second", wrap=True))
        self.body.addWidget(self.editor)
        self.editor.committed.connect(self._on_committed)
        control = self.editor.focusProxy()
        if isinstance(control, QLineEdit):
            control.selectAll()
            control.returnPressed.connect(lambda: QTimer.singleShot(0, self, self._end))

    def _on_committed(self, value: Any) -> None:
        if not self._is_left:
            self._write(value)
            if not self.editor.spec.is_many:  # of several choices more may follow
                QTimer.singleShot(0, self, self.close)

    def _end(self) -> None:
        control = self.editor.focusProxy()
        if control is None or not control.accessibleDescription():  # else a problem is being told
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave without a change with Esc."""
        self._is_left = event.key() == Qt.Key.Key_Escape
        super().keyPressEvent(event)
