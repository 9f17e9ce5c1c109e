# SPDX-License-Identifier: MIT
"""Prioritise: the matrix as cards, why each is where it is, and the group's decision on the record.

Presence is hidden here on purpose: a base nearby must not lower a priority.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hotmap.domain.codelists import DEFAULT, LEVELS
from hotmap.domain.summary import HotspotSummary
from hotmap.gui import theme
from hotmap.gui.stages.cards import CardColumns
from hotmap.gui.stages.decision_form import DecisionForm
from hotmap.gui.stages.level_choice import LevelChoice
from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.stages.why_panel import FactorsPanel, WhyPanel
from hotmap.gui.widgets.building import boxed, column, dress, row, rule, scrolled
from hotmap.i18n import mark_for_translation

MARGINS = (18, 12, 18, 10)
WIDTH, WIDTH_WITH_UNDECIDED = 900, 1010  # of four and of five columns


class PrioritiseStage(Stage):
    """The stage in which the group agrees levels."""

    id = "prioritise"
    hint = mark_for_translation(
        "Arrow keys choose a card, 1 to 4 set its level. Presence is hidden on purpose: priority and cover never mix"
    )
    hides = frozenset({*(code.code for code in DEFAULT["presence_domain"]), "patrols", "cover"})

    columns: CardColumns
    form: DecisionForm
    why: WhyPanel
    factors: FactorsPanel

    def build(self) -> Panels:
        workspace = self.workspace
        self.columns = CardColumns()
        self.columns.picked.connect(workspace.select)
        self.columns.decided.connect(self._on_dropped)
        self.why, self._large_why = WhyPanel(), WhyPanel(large=True)
        self.factors = FactorsPanel()
        self.factors.edited.connect(lambda threat, code, value: workspace.set_values(threat, {code: value}))
        self.factors.added.connect(self._add_threat)
        self.form = DecisionForm(workspace)
        self.form.recorded.connect(workspace.acted.emit)
        self.choice = LevelChoice()
        self.choice.chosen.connect(self._on_large_choice)
        self.choice.reasoned.connect(self._on_large_reason)
        self.choice.stepped.connect(self._step)
        # Selections come in bursts while cards are rebuilt; one refresh is enough.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_selected)
        workspace.selection_changed.connect(lambda _: self._soon.start())
        self._large = boxed(
            column(scrolled(boxed(column(self._large_why, margins=(36, 26, 24, 20)), "panel"))), "panel"
        )
        self._bottom = self._decision_panel()
        self._beside = boxed(column(self.columns), "window")
        return self._arranged()

    @property
    def panels(self) -> Panels:
        """The panels; for a projector fewer and larger ones."""
        return super().panels if self._panels is None else self._arranged()

    def open_questions(self) -> tuple[int, str]:
        open_ones = [s for s in self.workspace.summaries.values() if s.hotspot.status != "closed"]
        return sum(s.level is None or s.disputed for s in open_ones), ""

    def enter(self) -> None:
        self.refresh()
        if theme.active().projector and not self._selected():
            self._step(0)

    def refresh(self) -> None:
        workspace = self.workspace
        self.columns.show_summaries(workspace.summaries, workspace.plan.lists, workspace.selection)
        self._show_selected()

    def take_key(self, key: int) -> bool:
        if not self._selected():
            return False
        if theme.active().projector:
            self._on_large_choice(LEVELS[key - 1])
            return True
        return self.form.decide(LEVELS[key - 1])

    def _arranged(self) -> Panels:
        every = {"beside": (self._beside, self._large), "bottom": (self._bottom, self.choice)}
        if theme.active().projector:
            return Panels({"beside": self._large, "bottom": self.choice}, {"beside": 400, "bottom": 110}, every)
        width = WIDTH_WITH_UNDECIDED if self.open_questions()[0] else WIDTH
        return Panels({"beside": self._beside, "bottom": self._bottom}, {"beside": width, "bottom": 296}, every)

    def _decision_panel(self) -> QWidget:
        parts = row(gap=0)
        for at, (widget, share) in enumerate(((self.why, 30), (self.factors, 28), (self.form, 42))):
            if at:
                parts.addWidget(rule("vertical"))
            parts.addWidget(scrolled(boxed(column(widget, margins=MARGINS))), share)
        made = QWidget()
        dress(made, "panel")
        made.setLayout(parts)
        return made

    def _selected(self) -> list[HotspotSummary]:
        summaries = self.workspace.summaries
        return [summaries[uuid] for uuid in self.workspace.selection if uuid in summaries]

    def _show_selected(self) -> None:
        chosen = self._selected()
        one = chosen[0] if len(chosen) == 1 else None
        lists = self.workspace.plan.lists
        self.columns.show_selection(self.workspace.selection)
        for panel in (self.why, self._large_why):
            panel.show_summary(one, lists)
        self.factors.show_threats(one.threats if one else (), lists, can_add=one is not None)
        self.form.show_hotspots(chosen)
        self.choice.show_level(one.level if one else None)
        agenda = self.columns.agenda()
        at = agenda.index(one.hotspot.uuid) + 1 if one and one.hotspot.uuid in agenda else 0
        self.choice.show_place(at, len(agenda))

    def _on_dropped(self, uuids: tuple[str, ...], level: str) -> None:
        self.workspace.select(uuids)
        self._show_selected()
        self.form.decide(level)

    def _on_large_choice(self, level: str) -> None:
        if not self.form.decide(level) and self._selected():
            self.choice.ask(level, self.form.question)

    def _on_large_reason(self, level: str, reason: str) -> None:
        self.form.reason.setPlainText(reason)
        self._on_large_choice(level)

    def _step(self, step: int) -> None:
        """Go to the next place of the agenda, or back."""
        agenda = self.columns.agenda()
        chosen = self.workspace.selection
        at = agenda.index(chosen[0]) + step if len(chosen) == 1 and chosen[0] in agenda else 0
        if agenda:
            self.workspace.select((agenda[min(max(at, 0), len(agenda) - 1)],))

    def _add_threat(self) -> None:
        chosen = self._selected()
        if len(chosen) == 1:
            self.workspace.add("threat", {"hotspot": chosen[0].hotspot.uuid})
