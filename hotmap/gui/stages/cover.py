# SPDX-License-Identifier: MIT
"""Cover: who stands at each hotspot. Near is not covered, and troops without civilian eyes are a gap of their own.

Travel times are not worked out here, and no distance stands in for them; the panel says so.
"""

from __future__ import annotations

from collections.abc import Callable

from hotmap.domain.summary import HotspotSummary
from hotmap.gui.stages.cover_panel import CoverPanel, is_told, unheld
from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.tables.column import Column, TableView
from hotmap.gui.tables.columns import CODE, COVER, LEVEL, NAME, PEOPLE
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.widgets.building import boxed, column, label, row
from hotmap.gui.widgets.chips import FilterChips
from hotmap.i18n import mark_for_translation, tr


def _eyes(record: object, view: TableView) -> str:
    summary = view.summaries.get(record.uuid)  # type: ignore[attr-defined]
    if summary is None or summary.cover is None:
        return ""
    return tr("Civilian eyes") if summary.cover.civilian else tr("No civilian eyes")


def _eyes_tone(record: object, view: TableView) -> str:
    return "ink2" if _eyes(record, view) == tr("Civilian eyes") else "ink"


EYES = Column("civilian", mark_for_translation("Civilian eyes"), _eyes, width_px=150, tone=_eyes_tone)
COLUMNS = (LEVEL, CODE, NAME, PEOPLE, COVER, EYES)


class CoverStage(Stage):
    """The stage that shows who stands where."""

    id = "cover"
    tools = ("select", "presence", "patrol", "measure")
    hint = mark_for_translation("The worst of dry and rainy season, day and night. Distance alone is never cover")

    panel: CoverPanel
    table: RecordTable

    def build(self) -> Panels:
        workspace = self.workspace
        self.panel = CoverPanel()
        self.panel.picked.connect(lambda uuid: workspace.show(workspace.plan.get(uuid)))
        self.table = RecordTable(COLUMNS, tr("Hotspots and who stands there"))
        self.table.picked.connect(workspace.select)
        self.table.activated_record.connect(workspace.show)
        self._filters = FilterChips()
        self._filters.chosen.connect(lambda _: self._show_rows())
        workspace.selection_changed.connect(lambda uuids: self.table.select_uuids(uuids))
        head = row(label(tr("Who stands where"), "strong"), margins=(16, 6, 12, 6))
        head.addWidget(self._filters, 1)
        inside = column(head, gap=0)
        inside.addWidget(self.table, 1)
        return Panels({"bottom": boxed(inside, "panel"), "right": self.panel}, {"bottom": 216, "right": 376})

    def open_questions(self) -> tuple[int, str]:
        return len(unheld(list(self.workspace.summaries.values()), "must")), "gap"

    def enter(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        summaries = [s for s in self.workspace.summaries.values() if s.hotspot.status != "closed"]
        self.panel.show_summaries(summaries, self.workspace.plan)
        filters = [(id_, text, sum(map(keep, summaries))) for id_, text, keep in _filters()]
        self._filters.show_filters(filters if is_told(summaries) else [])
        self._show_rows()

    def _show_rows(self) -> None:
        workspace = self.workspace
        keep = next((keep for id_, _, keep in _filters() if id_ == self._filters.value), lambda summary: True)
        rows = [s.hotspot for s in workspace.summaries.values() if s.hotspot.status != "closed" and keep(s)]
        view = TableView(workspace.plan, workspace.summaries, workspace.today())
        self.table.show_records(rows, view, workspace.selection)


Keep = Callable[[HotspotSummary], bool]


def _filters() -> tuple[tuple[str, str, Keep], ...]:
    def has(status: str) -> Keep:
        return lambda summary: summary.cover is not None and summary.cover.status == status

    return (
        ("open", tr("Nobody stands there"), has("open")),
        ("ears", tr("Ears only"), has("ears")),
        ("held", tr("Held"), has("held")),
        ("blind", tr("No civilian eyes"), lambda summary: summary.cover is not None and not summary.cover.civilian),
    )
