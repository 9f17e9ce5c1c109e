# SPDX-License-Identifier: MIT
"""Who may see a record: always in sight, so that nothing stays unmarked unnoticed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.domain.codelists import CodeLists
from hotmap.domain.marking import Marking
from hotmap.domain.records import MARKING_SPECS
from hotmap.gui.forms.editors import Editor, FormContext, editor_for
from hotmap.gui.icons import icon
from hotmap.gui.widgets.building import button, column, label, row
from hotmap.gui.widgets.notice import Notice
from hotmap.i18n import tr

FIRST = ("audiences", "precision")
REST = ("classification", "sensitivity", "community", "expires", "originator")


class MarkingSection(QWidget):
    """The marking of a record, or of several at once.

    Parameters
    ----------
    context : FormContext
    leave_out : sequence of str
        Attributes that mean nothing here, such as the precision of a layer.
    """

    edited = Signal(str, object)
    """Carries the marking attribute and its new value."""

    def __init__(self, context: FormContext, leave_out: Sequence[str] = ()) -> None:
        super().__init__()
        self._lists: CodeLists = context.lists
        self._editors: dict[str, Editor] = {}
        self._notice = Notice("", picture="lock")
        self._receivers = label("", "second", wrap=True)
        rest = QWidget()
        rest.setLayout(column(*(self._field(code, context) for code in REST if code not in leave_out), gap=10))
        rest.hide()
        more = button(tr("More about its release"), kind="plain", picture="chevron-right")

        def turn() -> None:
            rest.setVisible(not rest.isVisibleTo(self))
            more.setIcon(icon("chevron-down" if rest.isVisibleTo(self) else "chevron-right"))

        more.clicked.connect(turn)
        first = [self._field(code, context) for code in FIRST if code not in leave_out]
        self.setLayout(column(self._notice, self._receivers, *first, row(more, None), rest, gap=10))

    def show_marking(self, marking: Marking, among: int = 1) -> None:
        """Show a marking; `among` says of how many records."""
        for code, editor in self._editors.items():
            editor.show_value(getattr(marking, code))
        nobody = not marking.audiences
        self._notice.setVisible(nobody)
        self._receivers.setVisible(not nobody)
        if nobody:
            owner = marking.originator
            why = (
                tr("It was written by {owner} and names no audience.").format(owner=owner)
                if owner and among == 1
                else tr("No audience is named.")
            )
            self._notice.say(tr("Nobody will receive this yet."), why)
        else:
            names = ", ".join(self._lists.text("audience", code) for code in marking.audiences or ())
            self._receivers.setText(tr("Goes to {audiences}, as far as the policy allows.").format(audiences=names))

    def _field(self, code: str, context: FormContext) -> QWidget:
        spec = MARKING_SPECS[code]
        editor = editor_for(spec, context)
        editor.committed.connect(lambda value: self.edited.emit(code, value))
        self._editors[code] = editor
        words = label(spec.text, "label")
        words.setBuddy(editor)
        made = QWidget()
        made.setLayout(column(words, editor, gap=4))
        return made
