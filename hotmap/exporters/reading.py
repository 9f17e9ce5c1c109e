# SPDX-License-Identifier: MIT
"""A release as its readers want it: hotspots in order, with the words for level, people and cover.

Web map, plan document and matrix all read a release through this, so that one place is told in
the same words everywhere. Only what was released is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from hotmap.cartography.palette import level_letter
from hotmap.domain.codelists import LEVELS, CodeLists
from hotmap.domain.fields import show_months
from hotmap.domain.records import Hotspot, Response, Threat
from hotmap.domain.rubric import Rubric
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import tr
from hotmap.release.policy import INTERNAL
from hotmap.units import format_number

if TYPE_CHECKING:
    from hotmap.release import Release

UNDECIDED = ""
WHO_PLANS = frozenset({INTERNAL, "mission", "uniformed"})
"""Who gets every response line as it is."""
ALONE = frozenset({"ears", "open"})
"""Standing cover that leaves a place without a force."""


@dataclass(frozen=True)
class Sign:
    """How a hotspot is drawn.

    Attributes
    ----------
    level : str
        A level, or empty where none was agreed or released.
    letter : str
        Of the level, in the current language.
    symbol : str
        Name for `hotmap.cartography.symbols.symbol_svg`: hatched where not known well enough,
        with a second outline where it is Must and nobody stands there.
    raised : int
        1 or −1 where the group set a higher or lower level than the rubric suggests.
    """

    level: str
    letter: str
    symbol: str
    raised: int = 0


def sign_of(level: str, *, alone: bool = False, low_confidence: bool = False, raised: int = 0) -> Sign:
    """Return the sign of a level with its flags."""
    flags = ("+low" if low_confidence and level else "") + ("+gap" if alone else "")
    return Sign(level, level_letter(level), (level or "undecided") + flags, raised)


class Reading:
    """A release, summarised once.

    Parameters
    ----------
    release : Release
    today : date, optional
        For overdue reviews and lines; by default the day the release was built.
    only : collection of str, optional
        uuids of the hotspots that are read; by default all.
    """

    def __init__(self, release: Release, today: date | None = None, only: Collection[str] | None = None) -> None:
        self.release = release
        self.lists: CodeLists = release.lists
        self.rubric = Rubric.from_data(release.info.rubric)
        self.today = today or release.today
        self.by_uuid = release.summaries(self.today)
        if only is not None:
            self.by_uuid = {uuid: summary for uuid, summary in self.by_uuid.items() if uuid in only}

    @cached_property
    def hotspots(self) -> Sequence[HotspotSummary]:
        """Open hotspots: by level, those where nobody stands first, then by people and code."""
        found = [s for s in self.by_uuid.values() if s.hotspot.status != "closed"]
        return sorted(found, key=self._order)

    def _order(self, summary: HotspotSummary) -> tuple[int, bool, int, str]:
        level = LEVELS.index(summary.level) if summary.level else len(LEVELS)
        alone = self.cover_status(summary) in ALONE
        return level, not alone, -(summary.persons or 0), summary.hotspot.code or summary.hotspot.caption

    def at(self, level: str) -> list[HotspotSummary]:
        """Return the hotspots of one level, `UNDECIDED` for those without."""
        return [s for s in self.hotspots if (s.level or UNDECIDED) == level]

    @cached_property
    def levels_known(self) -> bool:
        """Whether this audience may know levels: what is withheld is not *undecided*."""
        return self.release.releases("decision", "level") or any(s.level for s in self.hotspots)

    @cached_property
    def cover_known(self) -> bool:
        """Whether it is known, and this audience may know, who stands where.

        A plan into which nobody has entered any presence does not say that nobody is there.
        """
        found = self.release.cover.values()
        return any(cover.status != "open" for cover in found) or bool(found and self.release.count("presence"))

    @cached_property
    def factors_known(self) -> bool:
        """Whether this audience may know the factors: what is withheld is not *unknown*."""
        return self.release.releases("threat", "severity")

    @cached_property
    def leads_known(self) -> bool:
        """Whether every response line was released with its lead: what is withheld is not *without a lead*."""
        release = self.release
        if not release.count("response") or release.withheld.get("response", "none") != "none":
            return False
        return release.releases("response", "lead") and not any(map(self.is_phrase, release.of("response")))

    def is_phrase(self, line: Response) -> bool:
        """Return whether of a response line only is told that something is planned."""
        told = (line.lead, line.status, line.due, line.activity)
        return self.release.audience not in WHO_PLANS and not any(told)

    def lead(self, summary: HotspotSummary) -> str:
        """Return who leads the first open response line, *no lead* only where that is known."""
        return self.entity(summary.lead) or (tr("no lead") if self.leads_known else "")

    def cover_status(self, summary: HotspotSummary) -> str:
        """Return ``held``, ``ears`` or ``open``; empty where it is not known or not released."""
        return summary.cover.status if summary.cover and self.cover_known else ""

    def eyes(self, summary: HotspotSummary) -> bool | None:
        """Return whether civilian eyes cover the place, None where it is not known or not released."""
        return summary.cover.civilian if summary.cover and self.cover_known else None

    def cover_word(self, status: str) -> str:
        """Return who stands there in two words."""
        words = {"held": tr("Held"), "ears": tr("Ears only"), "open": tr("Nobody"), "": tr("Not told")}
        return words[status]

    def is_alone(self, summary: HotspotSummary) -> bool:
        """Return whether it is Must and nobody stands there."""
        return summary.level == "must" and self.cover_status(summary) in ALONE

    @cached_property
    def alone(self) -> list[HotspotSummary]:
        """Must hotspots where no force stands."""
        return [s for s in self.hotspots if self.is_alone(s)]

    def sign(self, summary: HotspotSummary) -> Sign:
        """Return how a hotspot is drawn."""
        return sign_of(
            summary.level or UNDECIDED,
            alone=self.is_alone(summary),
            low_confidence=self.factors_known and summary.low_confidence,
            raised=summary.raised if self.factors_known else 0,
        )

    def level_name(self, level: str | None) -> str:
        """Return ``Must Protect`` and so on."""
        return self.lists.text("level", level) if level else tr("No level")

    def people(self, summary: HotspotSummary) -> str:
        """Return the people at risk as a figure or band, nothing where nobody has counted or may tell."""
        if summary.persons is not None:
            return format_number(summary.persons)
        return self.release.people_band(summary.hotspot.uuid)

    def kind(self, hotspot: Hotspot) -> str:
        """Return the type in words."""
        return self.lists.text("hotspot_type", hotspot.type)

    def name(self, summary: HotspotSummary) -> str:
        """Return the name of a hotspot, else what it is."""
        return summary.hotspot.name or self.kind(summary.hotspot) or summary.hotspot.code or tr("Hotspot")

    def code_beside(self, summary: HotspotSummary) -> str:
        """Return the code of a hotspot as it stands beside its name: nothing where that is the code already."""
        code = summary.hotspot.code or ""
        return "" if code == self.name(summary) else code

    def telling_name(self, summary: HotspotSummary) -> str:
        """Return the name of a hotspot, else what it is with its code, where no code stands beside it."""
        name, code = self.name(summary), summary.hotspot.code or ""
        return name if summary.hotspot.name or code in ("", name) else f"{name} {code}"

    def place_line(self, hotspot: Hotspot) -> str:
        """Return type, district and precision on one line."""
        parts = [self.kind(hotspot) if hotspot.name else "", hotspot.pcode or "", self.precision(hotspot)]
        return " · ".join(part for part in parts if part)

    def precision(self, hotspot: Hotspot) -> str:
        """Return the size of the cell a place was coarsened to; nothing for an exact one."""
        precision = self.release.precision_of(hotspot.uuid)
        return "" if precision in (None, "exact", "withheld") else self.lists.text("precision", precision)

    def threat(self, threat: Threat | None) -> str:
        """Return a threat in words."""
        return self.lists.text("threat_type", threat.type) if threat else ""

    def months(self, summary: HotspotSummary) -> str:
        """Return the months when it matters in words."""
        return show_months(summary.months) if summary.months else ""

    def entity(self, code: str | None) -> str:
        """Return an entity's name."""
        return self.lists.text("entity", code)
