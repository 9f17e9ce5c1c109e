# SPDX-License-Identifier: MIT
"""The tables under the map: a tab for each kind, any other table by choice, filters, one shared selection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget, QTabBar, QWidget

from hotmap.cartography.raster_layer import KIND as RASTER
from hotmap.domain.records import CONTENT_KINDS, KINDS
from hotmap.gui.canvas.highlight import Highlight
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.tables.changing import CellChanger
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.column_choice import ColumnChoice
from hotmap.gui.tables.filter_bar import FilterBar
from hotmap.gui.tables.filter_card import FilterCard
from hotmap.gui.tables.filters import Filters
from hotmap.gui.tables.menus import open_columns_menu, open_filter_menu, open_head_menu, open_row_menu
from hotmap.gui.tables.reading import ColumnReader
from hotmap.gui.tables.sources import LayerSource, RecordSource, Source
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.widgets.building import button, column, dress, label, row
from hotmap.gui.widgets.chips import FilterChips
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.settings import Settings
from hotmap.units import format_number

TAB_KINDS = ("hotspot", "presence", "incident", "visit")
EMPTY_WORDS = {
    "hotspot": "No hotspot yet. Draw one with Point, Line or Area, or drop a file on the window.",
    "presence": "No presence yet: bases, patrols, liaison assistants. Draw one, or bring in a list.",
    "incident": "No incident yet. Bring in the operations centre's list: Excel or CSV.",
    "visit": "No visit yet. Draw where the team went, or bring in a list.",
}
COUNTED_AT_EACH_MOVE = 5_000  # rows up to which the filters' counts follow the map


class TablePanel(QWidget):
    """The tables of the open plan.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
    """

    def __init__(self, workspace: Workspace, view: MapView) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace, self._map = workspace, view
        self._highlight = Highlight(view.canvas)
        self._sources: dict[str, Source] = {kind: RecordSource(kind, workspace, view) for kind in TAB_KINDS}
        self._other: str | None = None  # the table that somebody chose beside the tabs that are always there
        self._tables: dict[str, RecordTable] = {}
        self._synced: set[str] = set()
        self._changer = CellChanger(workspace)
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._connect()

    @property
    def kind(self) -> str:
        """The kind of the tab in front, or the uuid of its layer."""
        at = self._tabs.currentIndex()
        return TAB_KINDS[at] if at < len(TAB_KINDS) or self._other is None else self._other

    @property
    def table(self) -> RecordTable:
        """The table of the tab in front."""
        return self._table(self.kind)

    @property
    def source(self) -> Source:
        """Where the rows of the tab in front come from."""
        return self._sources[self.kind]

    def show_kind(self, kind: str) -> None:
        """Bring the table of a kind of record, or of a layer by its uuid, to the front."""
        if kind in TAB_KINDS:
            self._tabs.setCurrentIndex(TAB_KINDS.index(kind))
            return
        if kind not in self._sources:
            is_layer = kind not in KINDS
            self._sources[kind] = (
                LayerSource(kind, self._workspace, self._map, self._highlight)
                if is_layer
                else RecordSource(kind, self._workspace, self._map)
            )
        self._other = kind
        if self._tabs.count() == len(TAB_KINDS):
            self._tabs.addTab("")
        self._tabs.setCurrentIndex(len(TAB_KINDS))
        self._soon.start()

    def refresh(self) -> None:
        """Show the records as they stand."""
        self._forget_what_is_gone()
        for at, source in enumerate(self._shown_sources()):
            count = source.count() - len(self._map.sieve.left_out("time", source.id))
            self._tabs.setTabText(at, f"{source.title()}  {format_number(count)}")
        for id_ in self._synced - {self.kind}:  # they go on leaving out, whichever table is in front
            self._sources[id_].fill(self._table(id_), None)
            self._sync(id_)
        if not self.source.count():
            self._filters.show_filters(())
            self._bar.hide()
            words = EMPTY_WORDS.get(self.kind, "Nothing stands here yet.")
            self._empty.setText(tr(words) if self._workspace.is_open else "")
            self._stack.setCurrentWidget(self._empty)
            return
        self._bar.show()
        self._show_filters()
        self.source.fill(self.table, self._keep())
        self._stack.setCurrentWidget(self.table)
        self._after_filtering()

    def on_view_changed(self) -> None:
        """Take note that the map shows another part of the world."""
        if self._filters.value == "in_view":
            self._soon.start()
        elif self.isVisible() and self.source.count() < COUNTED_AT_EACH_MOVE:
            self._show_filters()

    # ---- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tabs.setAccessibleName(tr("Tables"))
        for kind in TAB_KINDS:
            self._tabs.addTab(tr(KINDS[kind].PLURAL))
        self._more = button(tr("Table of …"), self._offer_tables, kind="plain", picture="table",
                            name=tr("Table of something else: threats, decisions, a layer"))  # fmt: skip
        self._filters = FilterChips()
        self._bar = FilterBar()
        self._reader = ColumnReader(self)
        self._stack = QStackedWidget()
        self._empty = label("", "second", wrap=True)
        self._empty.setContentsMargins(16, 14, 16, 14)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._stack.addWidget(self._empty)
        head = row(self._tabs, self._more, margins=(4, 4, 12, 0))
        head.addWidget(self._filters, 1)
        layout = column(head, self._bar, gap=0)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        workspace, bar = self._workspace, self._bar
        self._tabs.currentChanged.connect(lambda _: self._on_tab())
        self._filters.chosen.connect(lambda _: self._apply_filter())
        bar.search_typed.connect(self._search)
        self._reader.progressed.connect(bar.show_reading)
        bar.test_removed.connect(self._take_off)
        bar.filters_removed.connect(lambda: self._narrow(Filters()))
        bar.filter_wanted.connect(lambda place: open_filter_menu(self.table, place, self._ask_filter))
        bar.columns_wanted.connect(lambda place: open_columns_menu(self.table, place))
        bar.map_toggled.connect(self._on_map_toggled)
        bar.zoom_wanted.connect(self._zoom_to_selected)
        workspace.opened.connect(self._on_opened)
        workspace.changed.connect(lambda _: self._soon.start())
        workspace.selection_changed.connect(self._on_selection)
        self._map.sieve.cleared.connect(self._on_cleared)
        self._map.sieve.reason_changed.connect(lambda reason: self._soon.start() if reason == "time" else None)
        self._map.canvas.ground_clicked.connect(self._on_ground_clicked)

    def _table(self, id_: str) -> RecordTable:
        if id_ not in self._tables:
            source = self._sources[id_]
            table = source.make()
            table.edits = id_ in KINDS
            table.choose(ColumnChoice.read(Settings.load().table_columns.get(id_)) if id_ in KINDS else ColumnChoice())
            table.picked.connect(partial(self._on_picked, source))
            table.edit_wanted.connect(lambda index: self._changer.ask_at(table, index))
            table.menu_wanted.connect(self._open_row_menu)
            table.head_menu_wanted.connect(lambda at, place: open_head_menu(table, at, place, self._ask_filter))
            table.choice_changed.connect(partial(self._on_choice, id_))
            self._tables[id_] = table
            self._stack.addWidget(table)
        return self._tables[id_]

    def _shown_sources(self) -> list[Source]:
        ids = (*TAB_KINDS, self._other) if self._other is not None else TAB_KINDS
        return [self._sources[id_] for id_ in ids]

    def _forget_what_is_gone(self) -> None:
        """Let go of tables of layers that were removed, or that a room may not see."""
        for id_ in [id_ for id_ in self._sources if id_ not in KINDS]:
            if self._workspace.plan.get(id_, "layer") is None:
                self._forget(id_)

    def _forget(self, id_: str) -> None:
        if self._other == id_:
            self._other = None
            with QSignalBlocker(self._tabs):
                self._tabs.removeTab(len(TAB_KINDS))
            self._highlight.show_shape(None)
        del self._sources[id_]
        self._synced.discard(id_)
        if (table := self._tables.pop(id_, None)) is not None:
            self._stack.removeWidget(table)
            table.deleteLater()
        self._map.sieve.keep_rows(id_, None)

    # ---- filters -----------------------------------------------------------------------------------

    def _show_filters(self) -> None:
        filters = [(id_, text, self._passing(keep)) for id_, text, keep in self._quick_filters()]
        self._filters.show_filters([f for f in filters if f[2] or f[0] == self._filters.value])

    def _passing(self, keep: Callable[[Any], bool]) -> int:
        if self.kind not in KINDS:
            return sum(map(keep, range(self.source.count())))
        other_times = self._map.sieve.left_out("time", self.kind)
        return sum(keep(r) for r in self._workspace.plan.of(self.kind) if r.uuid not in other_times)

    def _quick_filters(self) -> list[tuple[str, str, Callable[[Any], bool]]]:
        quick = self.source.quick_filters()
        if self.source.on_map:
            quick.insert(0, ("in_view", tr("In the map view"), self.source.inside(self._map.bounds())))
        return quick

    def _keep(self) -> Callable[[Any], bool] | None:
        """Return what the quick filter and the time strip let through; None for all."""
        quick = next((keep for id_, _, keep in self._quick_filters() if id_ == self._filters.value), None)
        other_times = self._map.sieve.left_out("time", self.kind)
        if not other_times:
            return quick
        return lambda record: record.uuid not in other_times and (quick is None or quick(record))

    def _apply_filter(self) -> None:
        self.table.records.filter(self._keep())
        self._after_filtering()

    def _search(self, text: str) -> None:
        """Show the rows with some words, once the columns in sight are read; typing goes on meanwhile."""
        table = self.table

        def narrow() -> None:
            if table is self.table:
                self._narrow(table.records.filters.with_search(text))

        searched = [column.id for column in table.shown_columns()] if text.strip() else []
        self._reader.read(lambda: table.records.cells, searched, narrow)

    def _narrow(self, filters: Filters) -> None:
        """Filter the table in front by its columns and by what is searched for."""
        self._reader.stop()
        self.table.records.set_filters(filters, [column.id for column in self.table.shown_columns()])
        self._after_filtering()

    def _take_off(self, column_id: str) -> None:
        filters = self.table.records.filters
        self._narrow(filters.with_test(column_id, None) if column_id else filters.with_search(""))
        self._bar.search.setFocus()  # the chip that had the focus is gone

    def _after_filtering(self) -> None:
        table, source = self.table, self.source
        table.select_uuids(source.selection(), scroll=False)
        records = table.records
        self._bar.show_filters(records.filters, {column.id: tr(column.label) for column in records.columns})
        self._bar.show_count(records.rowCount(), records.total)
        self._sync(source.id)
        self._show_sync()

    def _ask_filter(self, column: Column, place: QPoint) -> None:
        table = self.table
        card = FilterCard(table, column, table.records.cells, table.records.filters.tests.get(column.id))
        card.test_changed.connect(lambda test: self._narrow(table.records.filters.with_test(column.id, test)))
        card.open_at(place, card.first)

    # ---- the map -----------------------------------------------------------------------------------

    def _on_map_toggled(self, on: bool) -> None:
        (self._synced.add if on else self._synced.discard)(self.kind)
        if on:
            self._sync(self.kind)
        else:
            self.source.leave_out(None)

    def _sync(self, id_: str) -> None:
        if id_ in self._synced:
            self._sources[id_].leave_out(self._table(id_).records.keys())

    def _show_sync(self) -> None:
        selected = len(self.table.selected_rows())
        self._bar.show_map(synced=self.kind in self._synced, possible=self.source.on_map, selected=selected)

    def _on_cleared(self) -> None:
        self._synced.clear()
        if self.kind in self._tables:
            self._show_sync()

    def _zoom_to_selected(self) -> None:
        bounds = self.source.bounds(self.table.selected_items())
        if bounds is not None:
            self._workspace.zoom_wanted.emit(bounds)

    def _on_ground_clicked(self, place: QPointF) -> None:
        source = self.source
        if isinstance(source, LayerSource) and self.isVisible() and source.pick_at(place):
            self.table.select_uuids(source.selection())
            self._show_sync()

    # ---- rows --------------------------------------------------------------------------------------

    def _on_picked(self, source: Source, keys: tuple[Any, ...]) -> None:
        source.pick(keys)
        self._show_sync()

    def _on_selection(self, uuids: tuple[str, ...]) -> None:
        first = self._workspace.plan.get(uuids[0]) if uuids else None
        if first is not None and self.kind != first.KIND and first.KIND in TAB_KINDS:
            self.show_kind(first.KIND)
        if self.kind in self._tables and self.kind in KINDS:
            self.table.select_uuids(uuids)
            self._show_sync()

    def _open_row_menu(self, place: QPoint) -> None:
        table = self.table
        records = table.selected_items() if self.kind in KINDS else []
        change = partial(self._changer.ask, table, records, place) if self._changer.can_change(records) else None
        acts = [(tr("Zoom to selected"), "target", self._zoom_to_selected)] if table.selected_rows() else []
        if self._changer.can_change(records):
            acts.append((tr("Delete"), "trash", lambda: self._workspace.delete(records)))
        open_row_menu(table, place, change, acts)

    def _on_choice(self, id_: str, choice: ColumnChoice) -> None:
        """Keep what was chosen for kinds of records; a layer's columns belong to its plan, not to this computer."""
        if id_ in KINDS:
            settings = Settings.load()
            settings.with_values(table_columns={**settings.table_columns, id_: choice.plain()}).save()
        self._narrow(self.table.records.filters)  # the search looks in what is in sight

    # ---- which table -------------------------------------------------------------------------------

    def _offer_tables(self) -> None:
        menu, plan = QMenu(self), self._workspace.plan
        kinds = [kind for kind in CONTENT_KINDS if kind not in TAB_KINDS and plan.count(kind)]
        for kind in kinds:
            self._offer(menu, f"{tr(KINDS[kind].PLURAL)}  {format_number(plan.count(kind))}", kind)
        layers = [layer for layer in plan.of("layer") if layer.kind != RASTER]
        if layers and kinds:
            menu.addSeparator()
        for layer in layers:
            self._offer(menu, f"{layer.name or tr('Layer')}  {format_number(layer.count or 0)}", layer.uuid)
        if menu.isEmpty():
            menu.addAction(tr("Layers that you bring in stand here")).setEnabled(False)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _offer(self, menu: QMenu, text: str, id_: str) -> None:
        menu.addAction(text).triggered.connect(lambda _=False: self.show_kind(id_))

    def _on_tab(self) -> None:
        self._bar.settle()
        self._reader.stop()
        self.refresh()

    def _on_opened(self) -> None:
        self._reader.stop()
        for table in self._tables.values():
            table.records.set_filters(Filters())
        self._synced.clear()
        self._soon.start()
