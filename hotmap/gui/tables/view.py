# SPDX-License-Identifier: MIT
"""A table of items, sorted by its heads, with a selection that others share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hotmap.gui import theme
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.column_choice import ColumnChoice
from hotmap.gui.tables.copying import as_text
from hotmap.gui.tables.delegate import ROW_PX, CellDelegate
from hotmap.gui.tables.model import Index, RecordModel
from hotmap.i18n import tr

MIN_NAME_PX, MOST_NAME_PX = 130, 260
MOST_STRETCH = 1.6
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class RecordTable(QTableView):
    """Items in rows: records, or features of a layer by their number.

    Parameters
    ----------
    columns : sequence of Column
    name : str
        Accessible name.
    key : callable, optional
        Returns what an item is known by; by default a record's uuid.
    sorted_by : int
        By how many of the first columns it is sorted at the beginning.

    Attributes
    ----------
    edits : bool
        Whether a double click or F2 asks for cells to be changed.
    choice : ColumnChoice
        The columns that somebody chose; see `choose`.
    """

    picked = Signal(object)
    """The hand has selected rows; carries their keys."""
    activated_record = Signal(object)
    """A row was double-clicked or Enter pressed; carries the item."""
    edit_wanted = Signal(object)
    """A cell is to be changed; carries its index."""
    menu_wanted = Signal(QPoint)
    """The right button or the Menu key asks what can be done with the rows; carries the place on the screen."""
    head_menu_wanted = Signal(int, QPoint)
    """The same for a column, by its number."""
    choice_changed = Signal(object)
    """The hand has moved a column or changed its width; carries the `ColumnChoice`."""

    def __init__(
        self,
        columns: Sequence[Column],
        name: str = "",
        key: Callable[[Any], Any] = lambda record: record.uuid,
        sorted_by: int = 2,
    ) -> None:
        super().__init__()
        self.records = RecordModel(columns, key)
        self.edits = False
        self.choice = ColumnChoice()
        self._is_following = False
        self._is_arranging = False
        self.setModel(self.records)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(tuple(column.paint for column in columns), self))
        self._dress_rows()
        self._dress_head()
        self.restyle()
        self.records.sort_by([(at, _ASCENDING) for at in range(min(len(columns), sorted_by))])
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.doubleClicked.connect(self._on_double_click)

    def show_records(
        self,
        records: Sequence[Any],
        view: Any,
        selection: Iterable[Any] = (),
        keep: Callable[[Any], bool] | None = None,
    ) -> None:
        """Show items, those for which `keep` is true or all, and the selection that others made."""
        self._is_following = True
        self.records.show_records(records, view, keep)
        self._is_following = False
        self.select_uuids(selection, scroll=False)

    def select_uuids(self, uuids: Iterable[Any], *, scroll: bool = True) -> None:
        """Select the rows of items, by what they are known by, without telling anybody."""
        rows = [row for row in map(self.records.row_of, uuids) if row is not None]
        last = self.records.columnCount() - 1
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.records.index(row, 0), self.records.index(row, last))
        at = max(self.currentIndex().column(), 0)
        at = self._first_shown() if self.isColumnHidden(at) else at
        self._is_following = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            self.selectionModel().setCurrentIndex(
                self.records.index(rows[0], at), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            if scroll:
                self.scrollTo(self.records.index(rows[0], at))
        self._is_following = False

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows, from the top."""
        found = self.selectionModel().selection()
        parts = (found.at(number) for number in range(found.size()))
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def selected_items(self) -> list[Any]:
        """Return the selected items, from the top."""
        return [self.records.record(row) for row in self.selected_rows()]

    def shown_columns(self) -> list[Column]:
        """Return the columns in sight, in their order on the screen."""
        head = self.horizontalHeader()
        order = sorted(range(len(self.records.columns)), key=head.visualIndex)
        return [self.records.columns[at] for at in order if not self.isColumnHidden(at)]

    def choose(self, choice: ColumnChoice) -> None:
        """Show other columns, in another order or at other widths."""
        self.choice = choice
        self._share_width()
        self._order_columns()

    def sort_by_click(self, section: int, *, more: bool) -> None:
        """Sort by a column, the other way round when it is sorted by already; `more` keeps the first one."""
        sorts = self.records.sorts
        was = next((order for at, order in sorts if at == section), None)
        order = _DESCENDING if was == _ASCENDING else _ASCENDING
        first = [sort for sort in sorts[:1] if sort[0] != section] if more else []
        self._keeping_selection(lambda: self.records.sort_by((*first, (section, order))))

    def copy(self) -> None:
        """Put the selected rows, as they are seen, on the clipboard."""
        columns, view = self.shown_columns(), self.records.cells.view
        heads = [tr(column.label) for column in columns]
        rows = [[column.text(item, view) for column in columns] for item in self.selected_items()]
        if rows:
            QGuiApplication.clipboard().setText(as_text(heads, rows))

    def restyle(self) -> None:
        """Take on the look in force."""
        look = theme.active()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        self._share_width()

    # ---- Qt --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for the rows, whatever it copies elsewhere."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.matches(QKeySequence.StandardKey.Copy):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, change a cell, go to a row, open the menu of a column; arrows as in every table."""
        current, key = self.currentIndex(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_F2 and current.isValid():
            if self.edits:
                self.edit_wanted.emit(current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.activated_record.emit(self.records.record(current.row()))
        elif key == Qt.Key.Key_Down and event.modifiers() & _ALT:
            at = max(current.column(), 0) if current.isValid() else self._first_shown()
            x = self.horizontalHeader().sectionViewportPosition(at)
            self.head_menu_wanted.emit(at, self.horizontalHeader().mapToGlobal(QPoint(x, self.rowHeight(0))))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the rows, at the current cell when a key asked."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    # ---- inside ----------------------------------------------------------------------------------

    def _dress_rows(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()

    def _dress_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        # One of its own, always empty: the head would ask each row of each column whether it is selected.
        head.setSelectionModel(QItemSelectionModel(self.records, head))
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(40)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_head_menu)
        head.sectionClicked.connect(self._on_head_clicked)
        head.sectionMoved.connect(self._on_moved)
        head.sectionResized.connect(self._on_resized)

    def _on_head_clicked(self, section: int) -> None:
        self.sort_by_click(section, more=bool(QGuiApplication.keyboardModifiers() & _SHIFT))

    def _on_head_menu(self, place: QPoint) -> None:
        section = self.horizontalHeader().logicalIndexAt(place)
        if section >= 0:
            self.head_menu_wanted.emit(section, self.horizontalHeader().mapToGlobal(place))

    def _on_double_click(self, index: Index) -> None:
        if self.edits and self.records.columns[index.column()].field:
            self.edit_wanted.emit(index)
        else:
            self.activated_record.emit(self.records.record(index.row()))

    def _on_moved(self, section: int, _from: int, _to: int) -> None:
        if not self._is_arranging:
            shown = tuple(column.id for column in self.shown_columns())
            self.choice = ColumnChoice(shown, self.choice.widths_px)
            self.choice_changed.emit(self.choice)

    def _on_resized(self, section: int, _before: int, now: int) -> None:
        is_by_hand = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if not self._is_arranging and is_by_hand and now > 0:
            column_id = self.records.columns[section].id
            self.choice = self.choice.with_width(column_id, round(now / theme.active().magnify))
            self.choice_changed.emit(self.choice)

    def _keeping_selection(self, do: Callable[[], None]) -> None:
        keys = [self.records.key(item) for item in self.selected_items()]
        self._is_following = True
        do()
        self._is_following = False
        self.select_uuids(keys)

    def _first_shown(self) -> int:
        return next((at for at in range(len(self.records.columns)) if not self.isColumnHidden(at)), 0)

    def _order_columns(self) -> None:
        head, ids = self.horizontalHeader(), [column.id for column in self.records.columns]
        wanted = [ids.index(id_) for id_ in self.choice.ids(self.records.columns)]
        self._is_arranging = True
        for place, section in enumerate(wanted):
            head.moveSection(head.visualIndex(section), place)
        self._is_arranging = False

    def _share_width(self) -> None:
        """Give the columns their widths and those that take the rest what is left."""
        look, columns, room = theme.active(), self.records.columns, self.viewport().width()
        widths = {c.id: look.px(self.choice.widths_px.get(c.id, c.width_px)) for c in columns}
        chosen = self.choice.ids(columns)
        shown = [column for column in columns if column.id in chosen]
        if not self.choice.shown:
            for spare in sorted((c for c in shown if c.spare), key=lambda c: -c.spare):
                if sum(widths[c.id] or look.px(MIN_NAME_PX) for c in shown) > room:
                    shown.remove(spare)
        fixed = sum(widths[column.id] for column in shown)
        open_ends = [column.id for column in shown if not widths[column.id]]
        by_hand = set(self.choice.widths_px)
        # Beyond what a long name takes, spare width goes to all: other columns are cut first.
        most_px = look.px(MOST_NAME_PX) * len(open_ends)
        stretch = min(max((room - most_px) / max(fixed, 1), 1.0), MOST_STRETCH)
        fixed = sum(widths[c.id] if c.id in by_hand else round(widths[c.id] * stretch) for c in shown)
        left = max(room - fixed, look.px(MIN_NAME_PX) * len(open_ends))
        self._is_arranging = True
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column not in shown)
            width = widths[column.id] if column.id in by_hand else round(widths[column.id] * stretch)
            self.setColumnWidth(at, left // len(open_ends) if column.id in open_ends else width)
        self._is_arranging = False

    def _on_selection(self) -> None:
        if not self._is_following:
            self.picked.emit(tuple(self.records.key(item) for item in self.selected_items()))
