# SPDX-License-Identifier: MIT
"""The tables under the map: one tab for each kind, filters with counts, one shared selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from hotmap.domain.records import KINDS
from hotmap.gui.tables.columns import TableView, columns_of
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.widgets.building import column, dress, label, row
from hotmap.gui.widgets.chips import FilterChips
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.units import format_number

TAB_KINDS = ("hotspot", "presence", "incident", "visit")
EMPTY_WORDS = {
    "hotspot": "No hotspot yet. Draw one with Point, Line or Area, or drop a file on the window.",
    "presence": "No presence yet: bases, patrols, liaison assistants. Draw one, or bring in a list.",
    "incident": "No incident yet. Bring in the operations centre's list: Excel or CSV.",
    "visit": "No visit yet. Draw where the team went, or bring in a list.",
}

Bounds = tuple[float, float, float, float]


class TablePanel(QWidget):
    """The tables of the open plan.

    Parameters
    ----------
    workspace : Workspace
    view_bounds : callable
        Returns west, south, east, north of the map view in degrees, or None.
    """

    def __init__(self, workspace: Workspace, view_bounds: Callable[[], Bounds | None]) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._view_bounds = view_bounds
        self._tables: dict[str, RecordTable] = {}
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tabs.setAccessibleName(tr("Tables"))
        for kind in TAB_KINDS:
            self._tabs.addTab(tr(KINDS[kind].PLURAL))
        self._filters = FilterChips()
        self._filters.chosen.connect(lambda _: self._apply_filter())
        self._stack = QStackedWidget()
        self._empty = label("", "second", wrap=True)
        self._empty.setContentsMargins(16, 14, 16, 14)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._stack.addWidget(self._empty)
        head = row(self._tabs, margins=(4, 4, 12, 0))
        head.addWidget(self._filters, 1)
        layout = column(head, gap=0)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._tabs.currentChanged.connect(lambda _: self.refresh())
        workspace.opened.connect(self._soon.start)
        workspace.changed.connect(lambda _: self._soon.start())
        workspace.selection_changed.connect(self._on_selection)

    @property
    def kind(self) -> str:
        """The kind of the tab in front."""
        return TAB_KINDS[self._tabs.currentIndex()]

    @property
    def table(self) -> RecordTable:
        """The table of the tab in front."""
        return self._table(self.kind)

    def show_kind(self, kind: str) -> None:
        """Bring the tab of a kind to the front."""
        if kind in TAB_KINDS:
            self._tabs.setCurrentIndex(TAB_KINDS.index(kind))

    def refresh(self) -> None:
        """Show the records as they stand."""
        plan = self._workspace.plan
        for at, kind in enumerate(TAB_KINDS):
            self._tabs.setTabText(at, f"{tr(KINDS[kind].PLURAL)}  {format_number(plan.count(kind))}")
        if not plan.count(self.kind):
            self._filters.show_filters(())
            self._empty.setText(tr(EMPTY_WORDS[self.kind]) if self._workspace.is_open else "")
            self._stack.setCurrentWidget(self._empty)
            return
        table = self.table
        tells_leads = self._workspace.tells_all("response")
        view = TableView(plan, self._workspace.summaries, self._workspace.today(), tells_leads)
        self._show_filters()
        table.show_records(plan.of(self.kind), view, self._workspace.selection, self._keep())
        self._stack.setCurrentWidget(table)

    def on_view_changed(self) -> None:
        """Take note that the map shows another part of the world."""
        if self._filters.value == "in_view":
            self._soon.start()
        elif self._workspace.plan.count(self.kind) < 5000:
            self._show_filters()

    def _table(self, kind: str) -> RecordTable:
        if kind not in self._tables:
            table = RecordTable(columns_of(kind), tr(KINDS[kind].PLURAL))
            table.picked.connect(self._workspace.select)
            table.activated_record.connect(self._workspace.show)
            self._tables[kind] = table
            self._stack.addWidget(table)
        return self._tables[kind]

    def _show_filters(self) -> None:
        records = self._workspace.plan.of(self.kind)
        filters = [(id_, text, sum(map(keep, records))) for id_, text, keep in self._filters_of(self.kind)]
        self._filters.show_filters([f for f in filters if f[2] or f[0] == self._filters.value])

    def _apply_filter(self) -> None:
        self.table.records.filter(self._keep())
        self.table.select_uuids(self._workspace.selection)

    def _keep(self) -> Callable[[Any], bool] | None:
        if not self._filters.value:
            return None
        return next((keep for id_, _, keep in self._filters_of(self.kind) if id_ == self._filters.value), None)

    def _filters_of(self, kind: str) -> list[tuple[str, str, Callable[[Any], bool]]]:
        filters: list[tuple[str, str, Callable[[Any], bool]]] = []
        bounds = self._view_bounds()
        if bounds is not None:
            inside = _uuids_within(self._workspace.plan.of(kind), bounds)
            filters.append(("in_view", tr("In the map view"), lambda r: r.uuid in inside))
        summaries = self._workspace.summaries
        if kind == "hotspot":
            filters += [
                ("undecided", tr("Undecided"), lambda r: summaries[r.uuid].level is None),
                (
                    "no_lead",
                    tr("No lead"),
                    lambda r: summaries[r.uuid].level is not None and not summaries[r.uuid].lead,
                ),
                ("overdue", tr("Review overdue"), lambda r: summaries[r.uuid].overdue),
            ]
        if not self._workspace.tells_all("response"):
            filters = [one for one in filters if one[0] != "no_lead"]
        filters.append(("unmarked", tr("Goes to nobody"), lambda r: not r.marking.audiences))
        return filters

    def _on_selection(self, uuids: tuple[str, ...]) -> None:
        first = self._workspace.plan.get(uuids[0]) if uuids else None
        if first is not None and self.kind != first.KIND and first.KIND in TAB_KINDS:
            self.show_kind(first.KIND)
        if self.kind in self._tables:
            self.table.select_uuids(uuids)


def _uuids_within(records: Sequence[Any], bounds: Bounds) -> frozenset[str]:
    """Return the uuids of the records whose box meets the bounds; those without a place have none."""
    if not records:
        return frozenset()
    boxes = shapely.bounds(np.array([record.geometry for record in records], dtype=object))
    west, south, east, north = bounds
    meets = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    return frozenset(records[int(row)].uuid for row in np.flatnonzero(meets))
