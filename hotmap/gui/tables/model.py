# SPDX-License-Identifier: MIT
"""One model for all tables. It holds the rows as numbers and makes texts only for those in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from hotmap.gui.tables.cells import Cells
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.filters import Filters
from hotmap.gui.tables.ordering import ordered
from hotmap.i18n import tr

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a painted cell shows: a symbol's name or months."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Colour token of a cell's text."""
STRONG_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
Sort = tuple[int, Qt.SortOrder]
_NOWHERE = QModelIndex()
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class RecordModel(QAbstractTableModel):
    """Items as rows, filtered and sorted.

    Parameters
    ----------
    columns : sequence of Column
    key : callable, optional
        Returns what an item is known by; by default a record's uuid.
    """

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any] = lambda record: record.uuid) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self.filters = Filters()
        self.cells = Cells((), self.columns, None)
        self._keep: Callable[[Any], bool] | None = None
        self._sorts: tuple[Sort, ...] = ((0, _ASCENDING),)
        self._searched = [column.id for column in self.columns]
        self._rows = np.empty(0, np.intp)  # by row of the table the number of its item
        self._row_of: dict[Any, int] | None = None

    def show_records(self, records: Sequence[Any], view: Any, keep: Callable[[Any], bool] | None = None) -> None:
        """Show items, those for which `keep` is true or all; sorting and filters stay."""
        self.cells, self._keep = Cells(records, self.columns, view), keep
        self._rebuild()

    def filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only items for which `keep` is true; None shows all."""
        self._keep = keep
        self._rebuild()

    def set_filters(self, filters: Filters, searched: Sequence[str] | None = None) -> None:
        """Show only what passes other filters.

        Parameters
        ----------
        filters : Filters
        searched : sequence of str, optional
            Ids of the columns that are in sight, in which the search looks.
        """
        self.filters = filters
        self._searched = [column.id for column in self.columns] if searched is None else list(searched)
        self._rebuild()

    def record(self, row: int) -> Any:
        """Return the item of a row."""
        return self.cells.items[int(self._rows[row])]

    def keys(self) -> list[Any]:
        """Return what the shown items are known by, in the order of the rows."""
        return [self.key(self.cells.items[number]) for number in self._rows.tolist()]

    def row_of(self, key: Any) -> int | None:
        """Return the row of an item, or None when it is not shown."""
        if self._row_of is None:
            self._row_of = {key: row for row, key in enumerate(self.keys())}
        return self._row_of.get(key)

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The columns that are sorted by, the first counts most."""
        return self._sorts

    @property
    def total(self) -> int:
        """How many items there are, shown or not."""
        return len(self.cells)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record, view = self.columns[index.column()], self.record(index.row()), self.cells.view
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record, view)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.text(record, view) or tr("not said")
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(record, view) or None
        if role == MARK_ROLE:
            return column.mark(record, view) if column.mark else None
        if role == TONE_ROLE:
            return column.tone(record, view)
        if role == STRONG_ROLE:
            return column.strong
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].label) + self._sort_sign(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Click sorts, Shift-click sorts by a second column, right-click filters")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        self.sort_by(((column, order),))

    def sort_by(self, sorts: Sequence[Sort]) -> None:
        """Sort by columns, the first counts most."""
        self._sorts = tuple(sorts)
        self._rebuild()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(self.columns) - 1, 0))

    def _sort_sign(self, section: int) -> str:
        for at, (column, order) in enumerate(self._sorts):
            if column == section:
                return (" ▲" if order == _ASCENDING else " ▼") + (str(at + 1) if at else "")
        return ""

    def _rebuild(self) -> None:
        cells, self._row_of = self.cells, None
        self.beginResetModel()
        sorts = [
            (cells.ranks(self.columns[at].id), order == _DESCENDING)
            for at, order in self._sorts
            if 0 <= at < len(self.columns)
        ]
        rows = ordered(len(cells), sorts)
        if self.filters:
            rows = rows[self.filters.mask(cells, self._searched)[rows]]
        if self._keep is not None:
            rows = rows[np.fromiter((self._keep(cells.items[row]) for row in rows.tolist()), bool, len(rows))]
        self._rows = rows
        self.endResetModel()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column.numeric else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
