# SPDX-License-Identifier: MIT
"""A joint plan made up for the tests of documents: every part of a plan, any number of hotspots."""

from __future__ import annotations

import random
from collections.abc import Iterator

from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import (
    Decision,
    Hotspot,
    Incident,
    PlanInfo,
    Population,
    Presence,
    Record,
    Response,
    Threat,
)

SHARED = Marking(originator="Sector team", audiences=AUDIENCES, classification="confidential")
NASTY = '=HYPERLINK("x")</script><b>#strong[Δ] & “quoted” \\ $x$ @label'
"""A text that spreadsheets, web pages and typst would each like to take for more than a text."""

_NAMES = ("Velmar camp", "Orrin market", "Tesk crossing", "Nadoum farms", "Iseli mine", "Bratha school", "Lower Quill")
_TYPES = (
    "idp_camp_or_settlement",
    "market",
    "road_or_checkpoint",
    "farming_area",
    "mine_or_extractive_site",
    "school",
    "village",
)
_THREATS = (
    "armed_attack",
    "abduction",
    "looting_burning_extortion",
    "crop_destruction",
    "forced_displacement_or_siege",
)
_LEADS = ("force", "unpol", "civil_affairs", "unhcr", "undp", "national_ngo", "human_rights", None)
_DOING = (
    "Standing presence at the site",
    "Two liaison assistants",
    "Lighting and a second exit",
    "Farm patrols in the harvest",
    "Talks before the herds move",
    "Safe school plans",
    "Land dispute desk",
    "Night patrol with residents",
)


class _Ids:
    """UUIDv7-shaped identities in order."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> str:
        self.last += 1
        return f"01930000-0000-7000-8000-{self.last:012d}"


def joint_plan(hotspots: int = 7, *, seed: int = 1, exercise: bool = True) -> Plan:
    """Return a plan with that many hotspots, all of it marked for every audience."""
    return Plan(_records(hotspots, random.Random(seed), exercise))


def _records(hotspots: int, dice: random.Random, exercise: bool) -> Iterator[Record]:
    ids = _Ids()
    yield PlanInfo(
        uuid=ids.next(),
        title="Tessamar plain: protection plan",
        sector="Tessamar plain",
        forum="Sector Joint Protection Group",
        period="1 December 2026 – 31 May 2027",
        catalogue="EXT001",
        version=4,
        as_of="2026-11-16T18:00-02:00",
        exercise=exercise,
        contact="POC adviser",
        marking=SHARED,
        release_key="00" * 32,
    )
    for number in range(1, hotspots + 1):
        yield from _hotspot(number, ids, dice)


def _hotspot(number: int, ids: _Ids, dice: random.Random) -> Iterator[Record]:
    which = number % len(_NAMES)
    uuid, threat = ids.next(), ids.next()
    place = _place(number, which, dice)
    turn = (number - 1) // len(_NAMES)
    yield Hotspot(
        uuid=uuid,
        code=f"H-{number:03d}",
        name=_NAMES[which] + (f" {turn + 1}" if turn else ""),
        type=_TYPES[which],
        pcode=f"OS{which + 1:02d}",
        status="active",
        certainty="exact",
        first_identified="2025-03-14",
        geometry=place,
        months=None if number % 3 else (3, 4, 5, 9, 10),
        description="Families sleep away from the north fence." if number % 4 == 1 else None,
        marking=SHARED,
    )
    if number % 2 == 0:
        yield Presence(
            uuid=ids.next(),
            code=f"P-{number:03d}",
            name=f"Base {number}",
            domain="troops",
            type="company_operating_base",
            entity="force",
            geometry=place.representative_point(),
            marking=SHARED,
        )
    if number % 3 == 0:
        yield Presence(
            uuid=ids.next(),
            code=f"P-{number + 500}",
            name="Liaison",
            domain="civilian",
            type="cla",
            entity="civil_affairs",
            geometry=Point(place.centroid.x, place.centroid.y + 0.01),
            reach_km=2.0,
            marking=SHARED,
        )
    for group, share in (("idps", 1.0), ("women_and_girls", 0.52), ("children", 0.31)):
        yield Population(
            uuid=ids.next(),
            hotspot=uuid,
            group=group,
            persons=int(share * dice.randrange(12, 180) * 100),
            as_of="2026-10-31",
            estimated=True,
            unit="persons",
            marking=SHARED,
        )
    yield from _threats(uuid, threat, number, ids, dice)
    level = ("must", "should", "should", "could", "could", "watch", "must")[which]
    suggested = "should" if number % 7 == 0 else level
    yield Decision(
        uuid=ids.next(),
        hotspot=uuid,
        level=level,
        suggested=suggested,
        forum="SJPG",
        role="chair",
        date="2026-11-12",
        reason="The only road between two districts" if suggested != level else None,
        dissent="One agency: wait for the review" if number % 9 == 0 else None,
        marking=SHARED,
    )
    yield from _responses(uuid, threat, number, ids, dice)
    yield Incident(
        uuid=ids.next(),
        code=f"I-{number:03d}",
        hotspot=uuid,
        type="alert",
        date=f"2026-{1 + number % 10:02d}-11T08:00+00:00",
        received="2026-09-11T08:00+00:00",
        arrived="2026-09-11T08:48+00:00",
        grade="B2",
        geometry=Point(24.1, 9.0),
        marking=SHARED,
    )


def _place(number: int, which: int, dice: random.Random) -> BaseGeometry:
    x, y = 24 + 0.09 * (number % 13) + dice.random() * 0.05, 9 + 0.11 * (number // 13) + dice.random() * 0.05
    if which == 3:
        return box(x, y, x + 0.08, y + 0.05)
    if which == 2:
        return LineString([(x, y), (x + 0.06, y + 0.02), (x + 0.11, y + 0.01)])
    return Point(x, y)


def _threats(hotspot: str, first: str, number: int, ids: _Ids, dice: random.Random) -> Iterator[Threat]:
    for turn in range(1 + number % 3):
        factors = {
            code: dice.randint(2, 5)
            for code in ("intent", "capability", "opportunity", "severity", "exposure", "vulnerability")
        }
        yield Threat(
            uuid=ids.next() if turn else first,
            hotspot=hotspot,
            type=_THREATS[(number + turn) % len(_THREATS)],
            actor_category="armed_group",
            history=None if number % 6 == 0 else dice.randint(1, 5),
            months=(3, 4, 5, 6) if turn else tuple(range(1, 13)),
            time_of_day=("night",),
            confidence="medium",
            marking=SHARED,
            **factors,
        )


def _responses(hotspot: str, threat: str, number: int, ids: _Ids, dice: random.Random) -> Iterator[Response]:
    for turn in range(dice.randint(0, 4)):
        month = dice.randint(0, 5)
        lead = _LEADS[(number + turn) % len(_LEADS)]
        yield Response(
            uuid=ids.next(),
            code=f"R-{number:03d}-{turn}",
            hotspot=hotspot,
            threat=threat,
            tier=("ii", "i", "iii")[turn % 3],
            phase=("prevention", "pre_emption", "response")[turn % 3],
            title=_DOING[(number + turn) % len(_DOING)],
            lead=lead,
            support=("ocha",) if turn else None,
            start=_day(month),
            due=_day(month + 1 + turn),
            hands_over_to="undp" if turn == 2 else None,
            status=("agreed", "planned", "started", "proposed")[turn % 4],
            indicator="seen every week by the committee" if turn else None,
            hrddp="assessment_open" if number % 8 == 0 and turn == 0 else None,
            marking=SHARED,
        )


def _day(month: int) -> str:
    """Return a day in the month so many after December 2026."""
    return f"{2026 + (11 + month) // 12}-{(11 + month) % 12 + 1:02d}-15"
