# SPDX-License-Identifier: MIT
"""A form for a record of any kind, derived from its field descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import Record
from hotmap.gui.forms.editors import EDITORS, ChoiceEditor, Editor, FormContext, LongTextEditor, TextEditor, editor_for
from hotmap.gui.icons import icon
from hotmap.gui.widgets.building import button, column, label, restyle, row
from hotmap.gui.widgets.segmented import Segmented
from hotmap.i18n import tr

SHORT_KINDS = frozenset({Kind.CHOICE, Kind.DATE, Kind.MOMENT, Kind.INTEGER, Kind.NUMBER, Kind.TEXT, Kind.FLAG})
LONG_TEXTS = frozenset({"name", "title", "source", "other_names", "resources"})

LEADING: Mapping[str, Sequence[str]] = {
    "hotspot": ("name", "type", "pcode", "certainty", "months", "status", "description"),
    "population": ("group", "persons", "unit", "as_of"),
    "threat": (
        "type", "actor_category", "intent", "capability", "opportunity", "history", "severity", "exposure",
        "vulnerability", "months",
    ),
    "presence": ("name", "domain", "type", "entity", "permanence", "strength", "from_date", "to_date"),
    "incident": ("type", "date", "hotspot", "grade", "verified", "imminent", "fatalities", "outcome"),
    "response": ("title", "tier", "activity", "lead", "support", "start", "due", "status", "indicator"),
    "visit": ("name", "from_date", "to_date", "sections", "hotspots", "findings"),
    "plan": ("title", "mission", "sector", "period", "forum", "exercise", "exercise_name", "default_audiences"),
}  # fmt: skip
"""The fields that people fill first, by kind; all others follow behind *More*."""


class RecordForm(QWidget):
    """Editors for the fields of one kind of record.

    Parameters
    ----------
    kind : type of Record
    context : FormContext
    leave_out : iterable of str
        Codes that are told elsewhere.
    """

    edited = Signal(str, object)
    """Carries the field's code and its new value."""

    def __init__(self, kind: type[Record], context: FormContext, leave_out: Iterable[str] = ()) -> None:
        super().__init__()
        self._editors: dict[str, Editor] = {}
        hidden = set(leave_out)
        specs = {
            code: spec
            for code, spec in kind.specs().items()
            if spec.kind in EDITORS and not spec.read_only and code not in hidden
        }
        leading = [code for code in LEADING.get(kind.KIND, tuple(specs)) if code in specs]
        rest = [code for code in specs if code not in leading]
        layout = column(gap=12)
        self._lay([specs[code] for code in leading], context, layout)
        if rest:
            self._add_more([specs[code] for code in rest], context, layout)
        self.setLayout(layout)

    @property
    def editors(self) -> Mapping[str, Editor]:
        """The editors by field code."""
        return self._editors

    def show_record(self, record: Record) -> None:
        """Show the values of a record; a field that is being typed in is left alone."""
        for code, editor in self._editors.items():
            if editor.value != record.value(code) or not _is_busy(editor):
                editor.show_value(record.value(code))

    def _add_more(self, specs: list[FieldSpec], context: FormContext, layout: QVBoxLayout) -> None:
        more = QWidget()
        inner = column(gap=12)
        self._lay(specs, context, inner)
        more.setLayout(inner)
        more.hide()
        toggle = button(tr("More fields"), kind="plain", picture="chevron-right")
        toggle.setToolTip(", ".join(spec.text for spec in specs))

        def turn() -> None:
            more.setVisible(not more.isVisibleTo(self))
            toggle.setIcon(icon("chevron-down" if more.isVisibleTo(self) else "chevron-right"))

        toggle.clicked.connect(turn)
        layout.addLayout(row(toggle, None))
        layout.addWidget(more)

    def _lay(self, specs: list[FieldSpec], context: FormContext, layout: QVBoxLayout) -> None:
        waiting: QWidget | None = None
        factors: QVBoxLayout | None = None
        for spec in specs:
            field = self._field(spec, context)
            if spec.kind is Kind.FACTOR:  # lines of one scale stand close, to be read as one
                if factors is None:
                    _flush(layout, waiting)
                    waiting, factors = None, column(gap=3)
                    layout.addLayout(factors)
                factors.addWidget(field)
                continue
            if not _is_short(spec, self._editors[spec.code]):
                _flush(layout, waiting)
                waiting = None
                layout.addWidget(field)
            elif waiting is None:
                waiting = field
            else:
                layout.addLayout(_pair(waiting, field))
                waiting = None
        _flush(layout, waiting)

    def _field(self, spec: FieldSpec, context: FormContext) -> QWidget:
        editor = editor_for(spec, context)
        self._editors[spec.code] = editor
        editor.committed.connect(lambda value, code=spec.code: self.edited.emit(code, value))
        if isinstance(editor, TextEditor) and spec.code in ("name", "title"):
            restyle(editor.line, large=True)
        words = label(spec.text, "label")
        words.setBuddy(editor)
        made = QWidget()
        made.setLayout(row(words, editor) if spec.kind is Kind.FACTOR else column(words, editor, gap=4))
        if spec.kind is Kind.FACTOR:
            words.setFixedWidth(78)
        return made


def _is_short(spec: FieldSpec, editor: Editor) -> bool:
    if isinstance(editor, ChoiceEditor) and isinstance(editor.control, Segmented):
        return False
    return spec.kind in SHORT_KINDS and spec.code not in LONG_TEXTS


def _pair(one: QWidget, other: QWidget) -> Any:
    layout = row(gap=8)
    layout.addWidget(one, 1)
    layout.addWidget(other, 1)
    return layout


def _flush(layout: QVBoxLayout, waiting: QWidget | None) -> None:
    if waiting is not None:
        layout.addWidget(waiting)


def _is_busy(editor: Editor) -> bool:
    if isinstance(editor, TextEditor):
        return editor.line.hasFocus() and editor.line.isModified()
    return isinstance(editor, LongTextEditor) and editor.text.hasFocus() and editor.text.document().isModified()
