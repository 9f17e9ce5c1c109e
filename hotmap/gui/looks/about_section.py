# SPDX-License-Identifier: MIT
"""Where a layer comes from, as of when, and who may see it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hotmap.domain.records import Layer
from hotmap.gui.forms.editors import Editor, FormContext, editor_for
from hotmap.gui.forms.marking import MarkingSection
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.widgets.building import column, label
from hotmap.i18n import tr

FIELDS = ("attribution", "as_of", "notes")


class AboutSection(QWidget):
    """The layer's own fields and its marking.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        context = FormContext(desk.workspace.plan.lists)
        self.editors: dict[str, Editor] = {}
        inside = column(gap=10)
        for code in FIELDS:
            editor = editor_for(Layer.all_specs()[code], context)
            editor.committed.connect(lambda value, code=code: self._write(code, value))
            words = label(Layer.all_specs()[code].text, "label")
            words.setBuddy(editor)
            self.editors[code] = editor
            inside.addLayout(column(words, editor, gap=4))
        self.marking = MarkingSection(context, leave_out=("precision",))
        self.marking.edited.connect(self._write)
        inside.addWidget(label(tr("Who may see it"), "strong"))
        inside.addWidget(self.marking)
        self.setLayout(inside)

    def show_style(self) -> None:
        """Show what the desk holds."""
        layer = self._desk.layer
        if layer is None:
            return
        for code, editor in self.editors.items():
            editor.show_value(layer.value(code))
        self.marking.show_marking(layer.marking)

    def _write(self, code: str, value: Any) -> None:
        layer = self._desk.layer
        if layer is not None and not self._desk.workspace.set_values(layer, {code: value}):
            self.show_style()  # refused: show what stands
