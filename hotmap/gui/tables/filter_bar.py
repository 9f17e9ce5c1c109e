# SPDX-License-Identifier: MIT
"""The line above a table: search, filters as chips to take off, how many rows are left, the way to the map."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.icons import icon
from hotmap.gui.tables.filters import Filters
from hotmap.gui.widgets.building import bare_button, button, emptied, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import tr
from hotmap.units import format_number

SEARCH_PX, CHIP_PX = 150, 220
MOST_CHIPS = 3
TYPING_MS = 180


class FilterBar(QWidget):
    """Tells what narrows the table in front, and asks for more or less of it."""

    search_typed = Signal(str)
    test_removed = Signal(str)
    """Carries the id of a column whose filter is to be taken off; nothing for the search."""
    filters_removed = Signal()
    filter_wanted = Signal(QPoint)
    """A column is to be filtered; carries the place on the screen for the menu."""
    columns_wanted = Signal(QPoint)
    map_toggled = Signal(bool)
    zoom_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = LineField()
        self.search.setPlaceholderText(tr("Find in the table"))
        self.search.setAccessibleName(tr("Find in the table"))
        self.search.setProperty("quiet", True)
        self.search.setFixedWidth(theme.active().px(SEARCH_PX))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(lambda: self.search_typed.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._typing.start())
        self._filter = button(tr("Filter"), kind="add-chip", picture="plus", name=tr("Filter by a column"))
        self._filter.clicked.connect(lambda: self.filter_wanted.emit(_below(self._filter)))
        self._chips = row(gap=5)
        self._count = label("", "second")
        self._on_map = button(tr("Only these on the map"), kind="chip", picture="map")
        self._on_map.setCheckable(True)
        self._on_map.setToolTip(tr("The map leaves out what the table does not show, and says so"))
        self._on_map.clicked.connect(lambda on: self.map_toggled.emit(on))
        self._zoom = button(tr("Zoom to selected"), self.zoom_wanted.emit, kind="chip", picture="target")
        columns = bare_button("table", tr("Choose columns"))
        columns.clicked.connect(lambda: self.columns_wanted.emit(_below(columns)))
        layout = row(self.search, self._filter, self._chips, self._count, None, self._zoom, self._on_map, columns,
                     gap=8, margins=(12, 4, 12, 6))  # fmt: skip
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_filters(self, filters: Filters, labels: Mapping[str, str]) -> None:
        """Show filters as chips.

        Parameters
        ----------
        filters : Filters
        labels : mapping of str to str
            Headings by column id.
        """
        if not self._typing.isActive() and self.search.text().strip() != filters.search.strip():
            self.search.blockSignals(True)
            self.search.setText(filters.search)
            self.search.blockSignals(False)
        emptied(self._chips)
        words = {id_: test.words(labels.get(id_, id_)) for id_, test in filters.tests.items()}
        if filters.search.strip():
            words = {"": tr("“{text}” anywhere").format(text=filters.search.strip()), **words}
        if len(words) > MOST_CHIPS:
            many = button(tr("{n} filters").format(n=len(words)), kind="chip")
            many.clicked.connect(lambda: self._offer_all(many, words))
            self._chips.addWidget(many)
            words = {}
        for id_, text in words.items():
            self._chips.addWidget(self._chip(id_, text))

    def settle(self) -> None:
        """Let go of what is being typed: another table comes to the front."""
        self._typing.stop()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows pass."""
        some = tr("{n} of {all}").format(n=format_number(shown), all=format_number(total))
        self._count.setText(some if shown < total else "")
        self._count.setAccessibleName(self._count.text())

    def show_reading(self, share: float) -> None:
        """Say how much of a large table is looked through, 0–1."""
        self._count.setText(tr("Reading the table: {n} %").format(n=int(100 * share)))

    def show_map(self, *, synced: bool, possible: bool, selected: int) -> None:
        """Say whether the map is filtered too, whether it can be, and how many rows are selected."""
        self._on_map.setVisible(possible)
        self._on_map.setChecked(synced)
        self._zoom.setVisible(selected > 0)

    def _chip(self, column_id: str, text: str) -> QPushButton:
        metrics = self.fontMetrics()
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme.active().px(CHIP_PX))
        chip = button(short, partial(self.test_removed.emit, column_id), kind="chip",
                      name=tr("Take off the filter: {what}").format(what=text))  # fmt: skip
        chip.setToolTip(tr("Take off the filter: {what}").format(what=text))
        chip.setIcon(icon("close"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        return chip

    def _offer_all(self, at: QPushButton, words: Mapping[str, str]) -> None:
        menu = QMenu(self)
        for id_, text in words.items():
            action = menu.addAction(icon("close"), tr("Take off the filter: {what}").format(what=text))
            action.triggered.connect(lambda _=False, i=id_: self.test_removed.emit(i))
        menu.addSeparator()
        menu.addAction(tr("Take off all filters")).triggered.connect(lambda _=False: self.filters_removed.emit())
        menu.popup(_below(at))


def _below(widget: QWidget) -> QPoint:
    is_mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return widget.mapToGlobal(QPoint(widget.width() if is_mirrored else 0, widget.height() + 2))
