# SPDX-License-Identifier: MIT
"""What the plan checker finds, as chips with counts that lead from one place to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.domain.checks import Finding
from hotmap.gui import theme
from hotmap.gui.icons import ICON_WITH_GAP, icon
from hotmap.gui.widgets.building import button, column, emptied, label
from hotmap.gui.widgets.flow import FlowLayout
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

RULES = {
    "must-without-lead": _("Must without a lead"),
    "override-without-reason": _("overrides without a reason"),
    "disputed-level": _("disputed levels"),
    "observer-tasked": _("tasks given to an observer"),
    "support-without-hrddp": _("lines wait for HRDDP"),
    "due-before-start": _("lines due before they start"),
    "broken-link": _("links to nothing"),
    "tasked-without-consent": _("partners named as lead"),
    "line-without-lead": _("lines without a lead"),
    "line-without-date": _("lines without a date"),
    "line-overdue": _("lines overdue"),
    "line-without-hotspot": _("lines without a hotspot"),
    "line-without-indicator": _("lines without an indicator"),
}
"""The rules that belong to Respond, with the words on their chips; `hotmap check` tells all rules."""

_TONES = {"error": "gap", "warning": "caution", "info": "quiet"}
_ICONS = {"error": "warning", "warning": "clock", "info": "info"}


class FindingChips(QWidget):
    """One chip for each rule that found something; each click goes to the next place it found."""

    picked = Signal(str)
    """Carries the uuid of the record to go to."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(gap=8)
        self._sentence = label("", "second", wrap=True)
        self._sentence.hide()
        self._by_rule: dict[str, list[Finding]] = {}
        self._at: dict[str, int] = {}
        self.setLayout(column(self._flow, self._sentence, gap=6))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings of the rules that belong here."""
        emptied(self._flow)
        self._by_rule = {}
        for finding in findings:
            if finding.rule in RULES:
                self._by_rule.setdefault(finding.rule, []).append(finding)
        look = theme.active()
        for rule, own in self._by_rule.items():
            tone = _TONES[own[0].severity]
            chip = button(
                f"{len(own)}  {tr(RULES[rule])}", partial(self._step, rule), name=f"{len(own)} {tr(RULES[rule])}"
            )
            token = {"gap": "gap", "caution": "caution", "quiet": "ink2"}[tone]
            chip.setIconSize(ICON_WITH_GAP)
            chip.setIcon(icon(_ICONS[own[0].severity], token))
            fill, line = {
                "gap": (look.tokens.gap_tint, look.tokens.gap_line),
                "caution": (look.tokens.caution_tint, look.tokens.caution_line),
                "quiet": (look.tokens.sunk, look.tokens.line),
            }[tone]
            chip.setStyleSheet(
                f"QPushButton {{ background: {fill}; border-color: {line}; color: {getattr(look.tokens, token)};"
                "font-weight: 400; padding: 0 10px; }"
                f"QPushButton:focus {{ border: 2px solid {look.tokens.accent}; padding: 0 9px; }}"
            )
            chip.setToolTip(own[0].message)
            self._flow.addWidget(chip)
        if not self._by_rule:
            self._flow.addWidget(label(tr("The checker finds nothing to mend in the response lines."), "second"))
            self._sentence.hide()
        self.updateGeometry()

    def _step(self, rule: str) -> None:
        own = self._by_rule[rule]
        at = (self._at.get(rule, -1) + 1) % len(own)
        self._at[rule] = at
        place = tr("{n} of {all}: ").format(n=at + 1, all=len(own)) if len(own) > 1 else ""
        self._sentence.setText(place + own[at].message)
        self._sentence.show()
        self.picked.emit(own[at].uuid)
