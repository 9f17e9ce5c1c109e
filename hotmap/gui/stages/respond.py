# SPDX-License-Identifier: MIT
"""Respond: who does what, where and when; by hotspot, by entity, by date, and against time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabBar, QWidget

from hotmap.domain.records import Response
from hotmap.gui.panels.inspector import Inspector
from hotmap.gui.stages.finding_chips import RULES, FindingChips
from hotmap.gui.stages.line_groups import VIEWS, groups_of
from hotmap.gui.stages.line_table import LineTable
from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.stages.tier_legend import tier_legend
from hotmap.gui.stages.time_strip import TimeStrip
from hotmap.gui.widgets.building import boxed, button, column, label, row, rule, scrolled
from hotmap.gui.widgets.chips import FilterChips
from hotmap.i18n import mark_for_translation, tr


class RespondStage(Stage):
    """The stage in which the joint plan is written."""

    id = "respond"
    hint = mark_for_translation("Choose a line to write in it. NGOs and the ICRC are never given a task")

    table: LineTable
    strip: TimeStrip
    chips: FindingChips

    def build(self) -> Panels:
        workspace = self.workspace
        self.chips, self.table, self.strip = FindingChips(), LineTable(), TimeStrip()
        self.inspector = Inspector(workspace)
        self._filters = FilterChips()
        self._views = QTabBar()
        self._views.setAccessibleName(tr("Order of the lines"))
        self._views.setExpanding(False)
        for text in VIEWS.values():
            self._views.addTab(tr(text))
        self._views.currentChanged.connect(lambda _: self.refresh())
        self._filters.chosen.connect(lambda _: self.refresh())
        self.chips.picked.connect(self._go_to)
        self.table.picked.connect(lambda uuid: workspace.select((uuid,)))
        self.strip.picked.connect(lambda uuid: workspace.select((uuid,)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_selected)
        workspace.selection_changed.connect(lambda _: self._soon.start())
        self._beside, self._bottom = self._lines_panel(), self._time_panel()
        return self._arranged()

    def open_questions(self) -> tuple[int, str]:
        return sum(f.rule in RULES and f.severity != "info" for f in self.workspace.findings), ""

    def show_findings(self) -> None:
        self.chips.show_findings(self.workspace.findings)

    def enter(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        workspace = self.workspace
        plan, summaries = workspace.plan, workspace.summaries
        self.chips.show_findings(workspace.findings)
        levels = [summaries[line.hotspot].level for line in plan.of("response") if line.hotspot in summaries]
        self._filters.show_filters([("must", tr("Must only"), levels.count("must"))])
        groups = groups_of(self._view(), plan, summaries, self._filters.value)
        today = workspace.today()
        selected = self._selected_line()
        uuid = selected.uuid if selected else None
        self.table.show_groups(groups, plan.lists, today.year, uuid)
        self.strip.show_groups(groups, plan.lists, today, uuid)

    def _view(self) -> str:
        return list(VIEWS)[self._views.currentIndex()]

    def _selected_line(self) -> Response | None:
        record = self.workspace.selected
        return record if isinstance(record, Response) else None

    def _show_selected(self) -> None:
        self.refresh()
        arranged = self._arranged()
        if self._panels is None or set(arranged.widgets) != set(self._panels.widgets):
            self._panels = arranged
            self.rearranged.emit()
        self.inspector.refresh()

    def _arranged(self) -> Panels:
        widgets: dict[str, QWidget] = {"beside": self._beside, "bottom": self._bottom}
        sizes = {"beside": 944, "bottom": 300}
        if self._selected_line() is not None:
            widgets["right"] = self.inspector
            sizes |= {"beside": 780, "right": 340}
        return Panels(widgets, sizes, {"right": (self.inspector,)})

    def _lines_panel(self) -> QWidget:
        add = button(tr("Add a line"), self._add_line, picture="plus")
        head = row(self._views, gap=10, margins=(6, 4, 12, 4))
        head.addWidget(self._filters, 1)
        head.addWidget(add)
        layout = column(boxed(column(self.chips, margins=(14, 12, 14, 10))), rule(), head, gap=0)
        layout.addWidget(self.table, 1)
        return boxed(layout, "panel")

    def _time_panel(self) -> QWidget:
        head = row(label(tr("Timeline"), "strong"), None, tier_legend(), margins=(16, 8, 16, 6))
        layout = column(head, rule(), gap=0)
        layout.addWidget(scrolled(self.strip), 1)
        return boxed(layout, "panel")

    def _add_line(self) -> None:
        """Add a line for the hotspot in hand: the selected one, or that of the selected line."""
        workspace = self.workspace
        record = workspace.selected
        hotspot = record.uuid if record is not None and record.KIND == "hotspot" else None
        if isinstance(record, Response):
            hotspot = record.hotspot
        line = workspace.add(
            "response", {"hotspot": hotspot, "status": "proposed"} if hotspot else {"status": "proposed"}
        )
        if line is not None:
            workspace.select((line.uuid,))

    def _go_to(self, uuid: str) -> None:
        record = self.workspace.plan.get(uuid)
        if record is None:
            return
        self.workspace.select((uuid,))
        hotspot = self.workspace.plan.get(record.value("hotspot"), "hotspot") if record.KIND == "response" else record
        if hotspot is not None and hotspot.geometry is not None:
            self.workspace.zoom_wanted.emit(hotspot.geometry.bounds)
