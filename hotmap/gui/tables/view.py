# SPDX-License-Identifier: MIT
"""A table of records, sorted by its heads, with a selection that others share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hotmap.domain.records import Record
from hotmap.gui import theme
from hotmap.gui.tables.columns import Column, TableView
from hotmap.gui.tables.delegate import ROW_PX, CellDelegate
from hotmap.gui.tables.model import RecordModel

MIN_NAME_PX = 130


class RecordTable(QTableView):
    """Records in rows.

    Parameters
    ----------
    columns : sequence of Column
    name : str
        Accessible name.
    """

    picked = Signal(object)
    """The hand has selected rows; carries their uuids."""
    activated_record = Signal(object)
    """A row was double-clicked or Enter pressed; carries the record."""

    def __init__(self, columns: Sequence[Column], name: str = "") -> None:
        super().__init__()
        self.records = RecordModel(columns)
        self._is_following = False
        self.setModel(self.records)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(tuple(column.paint for column in columns), self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(40)
        self.restyle()
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(lambda index: self.activated_record.emit(self.records.record(index.row())))

    def show_records(
        self,
        records: Sequence[Record],
        view: TableView,
        selection: Iterable[str] = (),
        keep: Callable[[Any], bool] | None = None,
    ) -> None:
        """Show records, those for which `keep` is true or all, and the selection that others made."""
        self._is_following = True
        self.records.show_records(records, view, keep)
        self._is_following = False
        self.select_uuids(selection, scroll=False)

    def select_uuids(self, uuids: Iterable[str], *, scroll: bool = True) -> None:
        """Select the rows of records without telling anybody."""
        rows = [row for row in map(self.records.row_of, uuids) if row is not None]
        last = self.records.columnCount() - 1
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.records.index(row, 0), self.records.index(row, last))
        self._is_following = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            self.selectionModel().setCurrentIndex(
                self.records.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            if scroll:
                self.scrollTo(self.records.index(rows[0], 0))
        self._is_following = False

    def restyle(self) -> None:
        """Take on the look in force."""
        look = theme.active()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give the columns their widths and the one that takes the rest what is left."""
        look = theme.active()
        columns, room = self.records.columns, self.viewport().width()
        shown = list(columns)
        for spare in sorted((c for c in columns if c.spare), key=lambda c: -c.spare):
            if sum(look.px(c.width_px or MIN_NAME_PX) for c in shown) > room:
                shown.remove(spare)
        fixed = sum(look.px(column.width_px) for column in shown)
        open_ends = [at for at, column in enumerate(columns) if not column.width_px]
        left = max(room - fixed, look.px(MIN_NAME_PX) * len(open_ends))
        stretch = 1.0 if open_ends else max(room / max(fixed, 1), 1.0)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column not in shown)
            width = left // len(open_ends) if at in open_ends else round(look.px(column.width_px) * min(stretch, 1.6))
            self.setColumnWidth(at, width)

    def _on_selection(self) -> None:
        if not self._is_following:
            rows = {index.row() for index in self.selectionModel().selectedRows()}
            self.picked.emit(tuple(self.records.record(row).uuid for row in sorted(rows)))
