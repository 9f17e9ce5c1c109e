# SPDX-License-Identifier: MIT
"""The filter of one column: a text, choices with their counts, a range of numbers or of dates."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse
from hotmap.gui import theme
from hotmap.gui.tables.cells import Cells
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.filters import Between, ColumnTest, Contains, Dated, Known, OneOf
from hotmap.gui.widgets.building import button, label, restyle, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.popover import Popover
from hotmap.i18n import tr
from hotmap.units import format_number

MOST_CHOICES = 500
LIST_ROWS = 8
_NUMBER, _DATE = FieldSpec("", Kind.NUMBER), FieldSpec("", Kind.DATE)


class FilterCard(Popover):
    """Asks what a column is to be filtered by; the table follows at once.

    Parameters
    ----------
    owner : QWidget
    column : Column
    cells : Cells
        Of all rows, for the counts.
    test : ColumnTest or None
        What it is filtered by now.
    """

    test_changed = Signal(object)

    def __init__(self, owner: QWidget, column: Column, cells: Cells, test: ColumnTest | None) -> None:
        super().__init__(owner, tr("Filter by {column}").format(column=tr(column.label)))
        self._column, self._cells, self._test = column, cells, test
        self._name = tr(column.label)
        self.first: QWidget = {
            "number": self._ask_numbers, "date": self._ask_dates, "choice": self._ask_choices,
        }.get(column.form, self._ask_text)()  # fmt: skip
        known = button(tr("Only known"), lambda: self._end_with(Known(True)), kind="chip")
        empty = button(tr("Only empty"), lambda: self._end_with(Known(False)), kind="chip")
        self.body.addLayout(row(known, empty, None, gap=6))
        if test is not None:
            self.body.addWidget(button(tr("Take this filter off"), lambda: self._end_with(None), kind="link"))

    def _ask_text(self) -> QWidget:
        field = self._field(tr("Contains"), self._test.text if isinstance(self._test, Contains) else "")
        field.textChanged.connect(lambda text: self._tell(Contains(text.strip()) if text.strip() else None))
        self.body.addWidget(label(tr("Contains"), "label"))
        self.body.addWidget(field)
        return field

    def _ask_choices(self) -> QWidget:
        chosen = self._test.choices if isinstance(self._test, OneOf) else frozenset()
        found = QListWidget()
        found.setAccessibleName(self._name)
        found.setFixedHeight(theme.active().px(26 * LIST_ROWS))
        counts = self._cells.counts(self._column.id)
        for choice, count in sorted(counts.items(), key=lambda one: (not one[0], -one[1], one[0]))[:MOST_CHOICES]:
            item = QListWidgetItem(f"{choice or tr('not said')}   {format_number(count)}")
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if choice in chosen else Qt.CheckState.Unchecked)
            found.addItem(item)
        found.setCurrentRow(0)
        found.itemChanged.connect(lambda _: self._tell(_checked(found)))
        found.itemActivated.connect(_turn)
        self.body.addWidget(found)
        return found

    def _ask_numbers(self) -> QWidget:
        test = self._test if isinstance(self._test, Between) else Between()
        ends = self._ask_span(
            "" if test.low is None else f"{test.low:g}", "" if test.high is None else f"{test.high:g}"
        )

        def tell() -> None:
            low, high = (_read(field, _NUMBER) for field in ends)
            self._tell(None if low is None and high is None else Between(low, high))

        for field in ends:
            field.textChanged.connect(tell)
        return ends[0]

    def _ask_dates(self) -> QWidget:
        test = self._test if isinstance(self._test, Dated) else Dated()
        ends = self._ask_span(test.first or "", test.last or "", tr("year-month-day"))

        def tell() -> None:
            first, last = (_read(field, _DATE) for field in ends)
            self._tell(None if first is None and last is None else Dated(first, last))

        for field in ends:
            field.textChanged.connect(tell)
        return ends[0]

    def _ask_span(self, low: str, high: str, hint: str = "") -> list[LineField]:
        made = []
        for words, text in ((tr("From"), low), (tr("Up to"), high)):
            field = self._field(words, text)
            field.setPlaceholderText(hint)
            line = row(label(words, "label"), gap=8)
            line.addStretch(1)
            line.addWidget(field)
            self.body.addLayout(line)
            made.append(field)
        return made

    def _field(self, words: str, text: str) -> LineField:
        field = LineField()
        field.setText(text)
        field.setAccessibleName(f"{self._name}: {words}")
        field.returnPressed.connect(self.close)
        return field

    def _tell(self, test: ColumnTest | None) -> None:
        self._test = test
        self.test_changed.emit(test)

    def _end_with(self, test: ColumnTest | None) -> None:
        self._tell(test)
        self.close()


def _checked(found: QListWidget) -> OneOf | None:
    items = (found.item(row) for row in range(found.count()))
    chosen = {str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked}
    return OneOf(frozenset(chosen)) if chosen else None


def _turn(item: QListWidgetItem) -> None:
    is_on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


def _read(field: LineField, spec: FieldSpec) -> Any:
    """Return what a field says, None for nothing or while it makes no sense, which is marked."""
    try:
        value = parse(spec, field.text())
    except ValueProblem as problem:
        restyle(field, problem=True)
        field.setToolTip(str(problem))
        field.setAccessibleDescription(str(problem))
        return None
    restyle(field, problem=False)
    field.setToolTip("")
    field.setAccessibleDescription("")
    return value
