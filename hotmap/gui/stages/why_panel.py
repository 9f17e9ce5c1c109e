# SPDX-License-Identifier: MIT
"""Why a hotspot is where it is: the sentence, the sum, and the factors to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import FACTORS, CodeLists
from hotmap.domain.records import Threat
from hotmap.domain.rubric import IMPACT, LIKELIHOOD
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.forms.wording import place_line, span, threat_words
from hotmap.gui.marks import Mark
from hotmap.gui.widgets.building import ElidedLabel, button, column, dress, emptied, label, row
from hotmap.gui.widgets.factor import FactorScale
from hotmap.i18n import tr


class WhyPanel(QWidget):
    """The suggestion for one hotspot in words and in figures.

    Parameters
    ----------
    large : bool
        For the projector: the name is the largest thing in the room.
    """

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._mark = Mark("undecided", 30 if large else 22)
        self._name = label("", "welcome" if large else "title", wrap=large)
        self._place = label("", "second", wrap=True) if large else ElidedLabel("second")
        self._sentence = label("", "body", wrap=True)
        self._sum = row(gap=10, margins=(12, 8, 12, 8))
        self._box = QWidget()
        dress(self._box, "sunk")
        self._box.setLayout(self._sum)
        self._dissent = label("", "second", wrap=True)
        head = row(self._mark, gap=9)
        if large:
            head.addLayout(column(self._name, self._place, gap=2), 1)
        else:
            head.addWidget(self._name)
            head.addWidget(self._place, 1)
        self.setLayout(column(head, self._sentence, self._box, self._dissent, None, gap=10))

    def show_summary(self, summary: HotspotSummary | None, lists: CodeLists) -> None:
        """Show a hotspot; None asks for one."""
        for part in (self._mark, self._place, self._box, self._dissent):
            part.setVisible(summary is not None)
        if summary is None:
            self._name.setText(tr("Choose a card"))
            self._sentence.setText(
                tr("Arrow keys go from card to card. Drag one, or press 1 to 4, to agree its level.")
            )
            return
        self._mark.show_symbol(level_name(summary, gap=False), lists.text("level", summary.level))
        self._name.setText(summary.hotspot.caption or tr("No name yet"))
        self._place.setText(" · ".join(filter(None, (summary.hotspot.code, place_line(summary, lists)))))
        self._sentence.setText(summary.sentence)
        self._show_sum(summary)
        decision = summary.decision
        words = []
        if decision and decision.reason:
            words.append(tr("Agreed because: {reason}").format(reason=decision.reason))
        if decision and decision.dissent:
            words.append(tr("Dissent: {text}").format(text=decision.dissent))
        self._dissent.setText("\n".join(words))
        self._dissent.setVisible(bool(words))

    def _show_sum(self, summary: HotspotSummary) -> None:
        emptied(self._sum)
        risk = summary.suggestion.risk
        self._box.setVisible(risk is not None)
        if risk is None or risk.threat is None:
            return
        threat = risk.threat
        is_raised = risk.low > risk.likelihood[0] * risk.impact[0]
        below = tr("of 25; {low} by another threat").format(low=risk.low) if is_raised else tr("of 25")
        parts = (
            (tr("Likelihood"), span(risk.likelihood), _mean(threat, LIKELIHOOD)),
            (tr("Impact"), span(risk.impact), _mean(threat, IMPACT)),
            (tr("Risk"), span((risk.low, risk.high)), below),
        )
        for sign, (words, figure, note) in zip(("", "×", "="), parts, strict=True):
            if sign:
                self._sum.addWidget(label(sign, "title", tone="third"))
            self._sum.addLayout(column(label(words, "micro"), label(figure, "figure"), label(note, "micro"), gap=0), 1)


class FactorsPanel(QWidget):
    """The factors of one threat line, to be set while the group talks.

    A choice of threat lines stands above where there are several.
    """

    edited = Signal(object, str, object)
    """Carries the threat line, the factor's code and its value."""
    added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._threats: Sequence[Threat] = ()
        self._lists = CodeLists()
        self._at = 0
        self._title = label("", "strong")
        self._end = label("", "strong")
        self._below = label("", "second", wrap=True)
        self._next = button(tr("Next threat"), self._turn, kind="link")
        self._add = button(tr("Add a threat"), self.added.emit, picture="plus")
        self._scales: dict[str, FactorScale] = {}
        layout = column(row(self._title, None, self._end), self._below, gap=3)
        specs = Threat.specs()
        for code in FACTORS:
            scale = FactorScale()
            scale.setAccessibleName(specs[code].text)
            scale.changed.connect(lambda value, c=code: self._on_changed(c, value))
            words = label(specs[code].text, "body")
            words.setFixedWidth(96)
            self._scales[code] = scale
            layout.addLayout(row(words, scale))
        layout.addLayout(row(self._add, self._next, None))
        layout.addStretch(1)
        self.setLayout(layout)

    def show_threats(self, threats: Sequence[Threat], lists: CodeLists, *, can_add: bool) -> None:
        """Show the threat lines of a hotspot, the gravest first."""
        shown = self._threats[self._at].uuid if self._at < len(self._threats) else None
        self._threats, self._lists = threats, lists
        self._at = next((at for at, threat in enumerate(threats) if threat.uuid == shown), 0)
        self._add.setVisible(can_add)
        self._show()

    def _show(self) -> None:
        threat: Any = self._threats[self._at] if self._threats else None
        for code, scale in self._scales.items():
            scale.setEnabled(threat is not None)
            scale.set_value(threat.value(code) if threat else None)
        self._next.setVisible(len(self._threats) > 1)
        self._next.setText(tr("Next threat ({n} of {all})").format(n=self._at + 1, all=len(self._threats)))
        if threat is None:
            self._title.setText(tr("No threat line"))
            self._end.setText("")
            self._below.setText(tr("Without one, no level can be suggested."))
            return
        title, end, below = threat_words(threat, self._lists)
        self._title.setText(title)
        self._end.setText(end)
        self._below.setText(below)

    def _turn(self) -> None:
        self._at = (self._at + 1) % max(len(self._threats), 1)
        self._show()

    def _on_changed(self, code: str, value: int | None) -> None:
        if self._threats:
            self.edited.emit(self._threats[self._at], code, value)


def _mean(threat: Threat, codes: Sequence[str]) -> str:
    values = ["?" if threat.value(code) is None else str(threat.value(code)) for code in codes]
    return tr("mean of {values}").format(values=", ".join(values))
