# SPDX-License-Identifier: MIT
"""One editor for each kind of value. Leaving a field, or Enter, commits it; there is no Save button.

Add a kind of value by writing its editor and one line in `EDITORS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from hotmap.cartography.symbols import type_name
from hotmap.domain.codelists import DEFAULT, CodeLists
from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse, show
from hotmap.gui import theme
from hotmap.gui.marks import SIGN_HEIGHT_PX, SIGN_WIDTH_PX, sign_icon
from hotmap.gui.widgets.building import column, label, restyle, row
from hotmap.gui.widgets.chips import ChipPicker
from hotmap.gui.widgets.factor import FactorScale
from hotmap.gui.widgets.fields import LineField, TextField
from hotmap.gui.widgets.months import MonthStrip
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import tr

MAX_SEGMENTS = 3  # choices shown side by side; more go into a list
LONG_TEXT_LINES = 3


@dataclass(frozen=True)
class FormContext:
    """What editors look things up in.

    Attributes
    ----------
    lists : CodeLists
        The code lists in force.
    linked : callable
        Takes a kind of record and returns the titles of its records by uuid.
    """

    lists: CodeLists = field(default_factory=lambda: DEFAULT)
    linked: Callable[[str], Mapping[str, str]] = field(default=lambda kind: {})


class Editor(QWidget):
    """The base of all editors: shows a value, and tells when the hand has changed it.

    Parameters
    ----------
    spec : FieldSpec
    context : FormContext
    """

    committed = Signal(object)
    """Carries the new value, as the field stores it."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__()
        self.spec = spec
        self.context = context
        self._shown: Any = None
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()

    @property
    def value(self) -> Any:
        """The value last shown or committed."""
        return self._shown

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        self._shown = value
        self._say("")
        self._display(value)

    def commit(self, value: Any) -> None:
        """Take over what the hand has set, if it makes sense and is new."""
        try:
            parsed = parse(self.spec, value, self.context.lists)
        except ValueProblem as problem:
            self._say(str(problem))
            return
        self._say("")
        if self.spec.is_many and parsed == ():
            parsed = None
        if parsed != self._shown:
            self._shown = parsed
            self.committed.emit(parsed)

    def _display(self, value: Any) -> None:
        raise NotImplementedError

    def _install(self, control: QWidget, *beside: QWidget) -> None:
        control.setAccessibleName(self.spec.text)
        if self.spec.help:
            control.setToolTip(tr(self.spec.help))
        self.setFocusProxy(control)
        line = row(gap=6)
        line.addWidget(control, 1)
        for widget in beside:
            line.addWidget(widget)
        self.setLayout(column(line, self._problem, gap=3))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        control = self.focusProxy()
        if control is not None:
            restyle(control, problem=bool(problem))
            control.setAccessibleDescription(problem)


class TextEditor(Editor):
    """One line of text, also for numbers, dates and moments, which are checked when it is left."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.line = LineField()
        self.line.editingFinished.connect(self._finish)
        unit = [label(spec.unit, "second")] if spec.unit else []
        self._install(self.line, *unit)
        if spec.kind in (Kind.DATE, Kind.MOMENT):
            self.line.setPlaceholderText(tr("year-month-day"))

    def _finish(self) -> None:
        self.commit(self.line.text())
        self.line.settle()

    def _display(self, value: Any) -> None:
        self.line.setText(show(self.spec, value, self.context.lists))
        self.line.setCursorPosition(0)


class LongTextEditor(Editor):
    """Several lines; Ctrl+Enter or leaving commits."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.text = TextField()
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self.text.setFixedHeight(theme.active().px(18 * LONG_TEXT_LINES + 14))
        self._install(self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if is_enter or event.type() == QEvent.Type.FocusOut:
            self.commit(self.text.toPlainText())
            self.text.settle()
        return bool(is_enter)

    def _display(self, value: Any) -> None:
        self.text.setPlainText(value or "")


class ChoiceEditor(Editor):
    """One of a list: side by side when there are few, else a drop-down list."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        codes = [(code.code, code.text) for code in context.lists[spec.codes]]
        self.control: Segmented | QComboBox
        if len(codes) <= MAX_SEGMENTS and sum(len(text) for _, text in codes) <= 36:
            self.control = Segmented([Segment(*code) for code in codes], pad_px=8, clearable=True)
            self.control.chosen.connect(self.commit)
        else:
            self.control = _drop_down(codes, self.commit)
            _add_signs(self.control, spec.codes)
        self._install(self.control)

    def _display(self, value: Any) -> None:
        if isinstance(self.control, Segmented):
            self.control.set_value(value)
        else:
            _select(self.control, value, self.context.lists.text(self.spec.codes, value))


class FlagEditor(Editor):
    """Yes, no or not known."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.control = Segmented([Segment("yes", tr("Yes")), Segment("no", tr("No"))], pad_px=8, clearable=True)
        self.control.chosen.connect(self.commit)
        self._install(self.control)

    def _display(self, value: Any) -> None:
        self.control.set_value(None if value is None else "yes" if value else "no")


class ChoicesEditor(Editor):
    """Several of a list, as chips."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.chips = ChipPicker(self._choices(), spec.text)
        self.chips.changed.connect(self.commit)
        self._install(self.chips)

    def _choices(self) -> dict[str, str]:
        if self.spec.kind is Kind.LINKS:
            return dict(self.context.linked(self.spec.links_to))
        return {code.code: code.text for code in self.context.lists[self.spec.codes]}

    def _display(self, value: Any) -> None:
        self.chips.set_choices(self._choices())
        self.chips.set_chosen(value or ())


class LinkEditor(Editor):
    """A record of another kind, by its title."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.box = _drop_down(list(context.linked(spec.links_to).items()), self.commit)
        self._install(self.box)

    def _display(self, value: Any) -> None:
        titles = self.context.linked(self.spec.links_to)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(tr("not said"), None)
        for uuid, title in titles.items():
            self.box.addItem(title, uuid)
        self.box.blockSignals(False)
        _select(self.box, value, titles.get(value or "", value or ""))


class MonthsEditor(Editor):
    """Months of the year, as a strip."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.strip = MonthStrip()
        self.strip.changed.connect(self.commit)
        self._install(self.strip)

    def _display(self, value: Any) -> None:
        self.strip.set_months(value or ())


class FactorEditor(Editor):
    """A factor of the rubric, 1–5 or not known, with the word for each."""

    def __init__(self, spec: FieldSpec, context: FormContext) -> None:
        super().__init__(spec, context)
        self.scale = FactorScale()
        self.scale.changed.connect(self.commit)
        self._install(self.scale)

    def _display(self, value: Any) -> None:
        self.scale.set_value(value)


EDITORS: Mapping[Kind, type[Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.INTEGER: TextEditor,
    Kind.NUMBER: TextEditor,
    Kind.FACTOR: FactorEditor,
    Kind.FLAG: FlagEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.DATE: TextEditor,
    Kind.MOMENT: TextEditor,
    Kind.MONTHS: MonthsEditor,
    Kind.LINK: LinkEditor,
    Kind.LINKS: ChoicesEditor,
}
"""The editor for each kind of value; data that forms do not show have none."""


def editor_for(spec: FieldSpec, context: FormContext) -> Editor:
    """Return a new editor for a field."""
    return EDITORS[spec.kind](spec, context)


class _DropDown(QComboBox):
    """A drop-down list that lets the wheel scroll the form past it instead of changing a value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _drop_down(choices: Sequence[tuple[str, str]], on_chosen: Callable[[Any], None]) -> QComboBox:
    box = _DropDown()
    box.addItem(tr("not said"), None)
    for code, text in choices:
        box.addItem(text, code)
    box.setMaxVisibleItems(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.activated.connect(lambda _: on_chosen(box.currentData()))
    return box


def _add_signs(box: QComboBox, list_id: str) -> None:
    """Set before each type the sign that it has on the map."""
    look = theme.active()
    for at in range(box.count()):
        name = type_name(list_id, box.itemData(at))
        if name:
            box.setItemIcon(at, sign_icon(name))
            box.setIconSize(QSize(look.px(SIGN_WIDTH_PX), look.px(SIGN_HEIGHT_PX - 4)))


def _select(box: QComboBox, value: Any, text: str) -> None:
    at = box.findData(value)
    if at < 0 and value is not None:  # a code that the list does not know any more
        box.addItem(text or str(value), value)
        at = box.count() - 1
    box.setCurrentIndex(max(at, 0))
