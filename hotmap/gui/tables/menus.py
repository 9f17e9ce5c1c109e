# SPDX-License-Identifier: MIT
"""The menus of a table: of a column, of all columns, and of the selected rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from hotmap.gui.icons import icon
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.column_choice import ColumnChoice
from hotmap.gui.tables.view import RecordTable
from hotmap.i18n import tr, tr_count

_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Act = Callable[[], object]


def open_head_menu(
    table: RecordTable, section: int, place: QPoint, filter_by: Callable[[Column, QPoint], object]
) -> QMenu:
    """Open the menu of a column: sort, filter, move, hide.

    Parameters
    ----------
    table : RecordTable
    section : int
        Number of the column.
    place : QPoint
        On the screen.
    filter_by : callable
        Takes the column and the place where its filter may be asked for.
    """
    column, menu = table.records.columns[section], QMenu(table)
    shown = [one.id for one in table.shown_columns()]
    sorts = table.records.sorts

    def sort(order: Qt.SortOrder) -> None:
        table.records.sort_by(((section, order),))
        table.select_uuids(selected)

    selected = [table.records.key(item) for item in table.selected_items()]
    _put(menu, tr("Sort upwards"), lambda: sort(_ASCENDING), "up")
    _put(menu, tr("Sort downwards"), lambda: sort(_DESCENDING), "down")
    if sorts and sorts[0][0] != section:
        first = tr(table.records.columns[sorts[0][0]].label)
        _put(menu, tr("Sort by {first}, then by this").format(first=first),
             lambda: table.sort_by_click(section, more=True))  # fmt: skip
    menu.addSeparator()
    _put(menu, tr("Filter by {column} …").format(column=tr(column.label)), lambda: filter_by(column, place), "search")
    menu.addSeparator()
    at = shown.index(column.id) if column.id in shown else 0
    move = partial(_move, table, column.id)
    _put(menu, tr("Move towards the start"), lambda: move(at - 1), is_enabled=at > 0)
    _put(menu, tr("Move towards the end"), lambda: move(at + 1), is_enabled=at < len(shown) - 1)
    _put(menu, tr("Hide this column"), lambda: _choose(table, table.choice.toggled(table.records.columns, column.id)),
         "eye-off", is_enabled=len(shown) > 1)  # fmt: skip
    menu.popup(place)
    return menu


def open_columns_menu(table: RecordTable, place: QPoint) -> QMenu:
    """Open the list of all columns, to be put in sight or out of it."""
    menu = QMenu(table)
    columns = table.records.columns
    shown = set(table.choice.ids(columns))
    for column in columns:
        action = menu.addAction(tr(column.label))
        action.setCheckable(True)
        action.setChecked(column.id in shown)
        action.triggered.connect(partial(_toggle, table, column.id))
    menu.addSeparator()
    _put(menu, tr("As they were at first"), lambda: _choose(table, ColumnChoice()), "undo")
    menu.popup(place)
    return menu


def open_filter_menu(table: RecordTable, place: QPoint, filter_by: Callable[[Column, QPoint], object]) -> QMenu:
    """Open the list of columns that can be filtered by."""
    menu = QMenu(table)
    for column in table.shown_columns():
        menu.addAction(tr(column.label)).triggered.connect(partial(_filter, filter_by, column, place))
    menu.popup(place)
    return menu


def open_row_menu(
    table: RecordTable, place: QPoint, change: Callable[[str], object] | None, acts: Sequence[tuple[str, str, Act]]
) -> QMenu:
    """Open the menu of the selected rows.

    Parameters
    ----------
    table : RecordTable
    place : QPoint
        On the screen.
    change : callable or None
        Takes the code of the field that is to be changed; None where nothing can be.
    acts : sequence of (text, icon, callable)
        What else can be done.
    """
    menu = QMenu(table)
    count = len(table.selected_rows())
    for text, picture, act in acts:
        _put(menu, text, act, picture)
    _put(menu, tr_count("Copy {n} row", "Copy {n} rows", count), table.copy, "copy", is_enabled=count > 0)
    if change is not None and count:
        submenu = menu.addMenu(icon("pencil"), tr_count("Change {n} record", "Change {n} records", count))
        for column in table.records.columns:
            if column.field:
                submenu.addAction(tr(column.label)).triggered.connect(partial(_change, change, column.field))
    menu.popup(place)
    return menu


def _put(menu: QMenu, text: str, act: Act, picture: str = "", *, is_enabled: bool = True) -> None:
    action = menu.addAction(text)
    if picture:
        action.setIcon(icon(picture))
    action.setEnabled(is_enabled)
    action.triggered.connect(lambda _=False: act())


def _choose(table: RecordTable, choice: ColumnChoice) -> None:
    table.choose(choice)
    table.choice_changed.emit(choice)


def _toggle(table: RecordTable, column_id: str, _checked: bool = False) -> None:
    _choose(table, table.choice.toggled(table.records.columns, column_id))


def _move(table: RecordTable, column_id: str, to: int) -> None:
    _choose(table, table.choice.moved(table.records.columns, column_id, to))


def _filter(filter_by: Callable[[Column, QPoint], object], column: Column, place: QPoint, _on: bool = False) -> None:
    filter_by(column, place)


def _change(change: Callable[[str], object], code: str, _on: bool = False) -> None:
    change(code)
