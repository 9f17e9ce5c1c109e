# SPDX-License-Identifier: MIT
"""One model for all tables. It holds the records as they are and makes texts only for rows in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from hotmap.domain.records import Record
from hotmap.gui.tables.columns import Column, TableView
from hotmap.i18n import tr

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a painted cell shows: a symbol's name or months."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Colour token of a cell's text."""
STRONG_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Records as rows, filtered and sorted.

    Parameters
    ----------
    columns : sequence of Column
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._view: TableView | None = None
        self._all: Sequence[Record] = ()
        self._rows: list[Record] = []
        self._row_of: dict[str, int] = {}
        self._keep: Callable[[Any], bool] | None = None
        self._sort = (0, Qt.SortOrder.AscendingOrder)

    def show_records(
        self, records: Sequence[Record], view: TableView, keep: Callable[[Any], bool] | None = None
    ) -> None:
        """Show records, those for which `keep` is true or all; sorting stays."""
        self._all, self._view, self._keep = records, view, keep
        self._rebuild()

    def filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only records for which `keep` is true; None shows all."""
        self._keep = keep
        self._rebuild()

    def record(self, row: int) -> Record:
        """Return the record of a row."""
        return self._rows[row]

    def row_of(self, uuid: str) -> int | None:
        """Return the row of a record, or None when it is not shown."""
        return self._row_of.get(uuid)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._view is None:
            return None
        column, record = self.columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(record, self._view)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(record, self._view) or None
        if role == MARK_ROLE:
            return column.mark(record, self._view) if column.mark else None
        if role == TONE_ROLE:
            return column.tone(record, self._view)
        if role == STRONG_ROLE:
            return column.strong
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column.numeric else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if self.columns[section].numeric else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self._rebuild()

    def _rebuild(self) -> None:
        if self._view is None:
            return
        view = self._view
        self.beginResetModel()
        rows = [r for r in self._all if self._keep is None or self._keep(r)]
        at, order = self._sort
        if 0 <= at < len(self.columns):
            column = self.columns[at]
            rows.sort(key=lambda r: column.key(r, view), reverse=order is Qt.SortOrder.DescendingOrder)
        self._rows = rows
        self._row_of = {record.uuid: row for row, record in enumerate(rows)}
        self.endResetModel()
