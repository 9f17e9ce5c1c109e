# SPDX-License-Identifier: MIT
"""The panel of Cover: *Must, and nobody stands there* first; then troops without civilian eyes; then the count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import LEVELS
from hotmap.domain.plan import RecordSet
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.forms.wording import cover_words, people_text
from hotmap.gui.marks import Mark
from hotmap.gui.widgets.building import boxed, button, column, dress, emptied, label, row, rule, scrolled
from hotmap.gui.widgets.notice import Notice, Picture
from hotmap.i18n import tr

MARGINS = (16, 16, 16, 16)
STATUSES = ("held", "ears", "open")
MAX_LISTED = 12


class CoverPanel(QWidget):
    """Who stands where, as sentences and lists."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, "panel")
        self._body: QVBoxLayout = column(gap=8, margins=MARGINS)
        self.setLayout(column(scrolled(boxed(self._body))))

    def show_summaries(self, summaries: Sequence[HotspotSummary], records: RecordSet) -> None:
        """Show the hotspots that are not closed."""
        emptied(self._body)
        if not is_told(summaries):
            self._body.addWidget(label(tr("Who stands where is not told here"), "gap", wrap=True))
            why = tr("Some of the presence stays off the wall, so nothing is said of what is held and what is not.")
            self._body.addWidget(label(why, "second", wrap=True))
            self._body.addStretch(1)
            return
        must = [s for s in summaries if s.level == "must"]
        gaps = unheld(summaries, "must")
        self._add_head(len(gaps), len(must))
        for at, summary in enumerate(gaps[:MAX_LISTED]):
            if at:
                self._body.addWidget(rule())
            self._add_gap(summary, records)
        if len(gaps) > MAX_LISTED:
            self._body.addWidget(label(tr("and {n} more in the table").format(n=len(gaps) - MAX_LISTED), "second"))
        self._body.addSpacing(6)
        self._add_names(tr("Should, and no force stands there"), unheld(summaries, "should"))
        self._add_names(tr("Troops, but no civilian eyes"), without_eyes(summaries))
        self._add_counts(summaries)
        self._body.addSpacing(6)
        self._body.addWidget(
            Notice(
                tr("Travel times are not worked out yet."),
                tr("“Nobody stands there” means no force inside the area, or within 200 m of the place. "
                   "How fast help arrives is another question, and distance is not an answer to it."),
                tone="quiet",
            )
        )  # fmt: skip
        self._body.addStretch(1)

    def _add_head(self, gaps: int, must: int) -> None:
        figure = label(str(gaps), "gap", tone="gap" if gaps else "ok")
        self._body.addLayout(row(label(tr("Must, and no force stands there"), "gap"), None, figure))
        if not must:
            text = tr("No hotspot is Must yet. Agree levels in Prioritise first.")
        elif not gaps:
            text = tr("A force stands at each of the {n} Must hotspots, in every season, by day and by night.").format(
                n=must
            )
        else:
            text = tr("of {n} Must hotspots, in the worst season and hour").format(n=must)
        self._body.addWidget(label(text, "second", wrap=True))
        self._body.addSpacing(4)

    def _add_gap(self, summary: HotspotSummary, records: RecordSet) -> None:
        hotspot = summary.hotspot
        name = button(hotspot.caption, lambda: self.picked.emit(hotspot.uuid), kind="name")
        people = tr("{n} people").format(n=people_text(summary)) if summary.persons is not None else ""
        head = row(Mark(level_name(summary, gap=False), 22), name, None, label(people, "second"))
        by = records.get(summary.cover.by, "presence") if summary.cover else None
        self._body.addLayout(head)
        cover = row(
            Mark(f"cover-{summary.cover.status}" if summary.cover else "cover-open", 13), gap=8, margins=(27, 0, 0, 0)
        )
        cover.addWidget(label(cover_words(summary, by), "second", wrap=True), 1)
        self._body.addLayout(cover)
        has_eyes = bool(summary.cover and summary.cover.civilian)
        eyes = row(Picture("ear", "ok" if has_eyes else "ink3", 14), gap=8, margins=(27, 0, 0, 4))
        words = tr("Civilian eyes: somebody would hear of it") if has_eyes else tr("No civilian eyes either")
        eyes.addWidget(label(words, "second", wrap=True), 1)
        self._body.addLayout(eyes)

    def _add_names(self, title: str, summaries: Sequence[HotspotSummary]) -> None:
        self._body.addWidget(rule())
        self._body.addLayout(row(label(title, "strong"), None, label(str(len(summaries)), "strong")))
        for summary in summaries[:MAX_LISTED]:
            uuid = summary.hotspot.uuid
            name = button(summary.hotspot.caption, partial(self.picked.emit, uuid), kind="name")
            self._body.addLayout(row(Mark(level_name(summary, gap=False), 19), name, None, gap=8))
        if len(summaries) > MAX_LISTED:
            more = tr("and {n} more in the table").format(n=len(summaries) - MAX_LISTED)
            self._body.addWidget(label(more, "second"))

    def _add_counts(self, summaries: Sequence[HotspotSummary]) -> None:
        """Add the small table of levels by who stands there."""
        self._body.addWidget(rule())
        words = {"held": tr("Held"), "ears": tr("Ears only"), "open": tr("Nobody")}
        head = row(label(tr("All hotspots"), "strong"), gap=8)
        head.addStretch(1)
        for status in STATUSES:
            head.addLayout(row(Mark(f"cover-{status}", 13), label(words[status], "micro"), gap=4))
        self._body.addLayout(head)
        for level in (*LEVELS, None):
            own = [s for s in summaries if s.level == level]
            if not own:
                continue
            name = tr(level.capitalize()) if level else tr("Undecided")
            counts = row(Mark(level or "undecided", 19), label(name), None, gap=8)
            for status in STATUSES:
                number = label(str(_count(own, status)), "strong")
                number.setMinimumWidth(54)
                counts.addWidget(number)
            self._body.addLayout(counts)


def is_told(summaries: Iterable[HotspotSummary]) -> bool:
    """Return whether it may be said who stands where; in a room that does not see all presence it may not."""
    placed = [s for s in summaries if s.hotspot.geometry is not None]
    return not placed or any(s.cover is not None for s in placed)


def unheld(summaries: Iterable[HotspotSummary], level: str) -> list[HotspotSummary]:
    """Return the open hotspots of a level at which no force stands, those with most people first."""
    found = [
        s
        for s in summaries
        if s.level == level and s.hotspot.status != "closed" and s.cover is not None and s.cover.status != "held"
    ]
    return sorted(found, key=lambda s: -(s.persons or 0))


def without_eyes(summaries: Iterable[HotspotSummary]) -> list[HotspotSummary]:
    """Return the hotspots that a force holds and no civilian hears, those with most people first."""
    found = [s for s in summaries if s.cover is not None and s.cover.status == "held" and not s.cover.civilian]
    return sorted(found, key=lambda s: -(s.persons or 0))


def _count(summaries: Iterable[HotspotSummary], status: str) -> int:
    return sum(s.cover is not None and s.cover.status == status for s in summaries)
