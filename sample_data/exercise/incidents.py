# SPDX-License-Identifier: MIT
"""Two years of incidents and alerts, drawn by lot with a fixed seed from the threats of the story.

A place with a graver level sees more; a threat strikes in its months and at its hours; grades,
precisions and sources vary as in real reporting. Two imminent alerts of the last week are told
by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.domain.marking import Marking
from hotmap.domain.records import Incident, Threat
from sample_data.exercise.hotspots import Entry
from sample_data.exercise.identity import TIME_ZONE, uuid_for
from sample_data.exercise.island import Island, to_degrees, to_km
from sample_data.exercise.markings import MARKINGS, mission_only, within

FIRST_DAY, LAST_DAY = date(2024, 11, 20), date(2026, 11, 8)
INCIDENTS, ALERTS, ELSEWHERE = 150, 34, 14
SEED = "coral bridge incidents"
_WEIGHT = {"must": 6, "should": 3, "could": 1, "watch": 1, None: 1}
_HOURS = {"dawn": (5, 6), "day": (8, 16), "dusk": (18, 19), "night": (21, 28)}
_DEADLY = {
    "killing": 5,
    "armed_attack": 6,
    "shelling_or_air_strike": 4,
    "intercommunal_violence": 4,
    "explosive_ordnance": 2,
}
_SECRET = {"conflict_related_sexual_violence", "torture", "arbitrary_detention", "child_recruitment"}
_FOCAL_POINT = "Alert network focal point"
_SOURCES = (
    ("joc", "Patrol report", ("A1", "A2", "B2")),
    ("civil_affairs", "Community liaison assistant", ("B2", "B3", "C2")),
    ("civil_affairs", _FOCAL_POINT, ("C2", "C3", "B3")),
    ("ocha_shared", "Humanitarian partner", ("B2", "B3", "C3")),
    ("human_rights_shared", "Human rights interview", ("A2", "B2")),
    ("joc", "Host police", ("C3", "D3", "D4")),
)
# (hotspot, received, minutes to decide, minutes to arrive or None, responder, outcome)
_LAST_WEEK = (
    ("Kessan return area", datetime(2026, 11, 13, 19, 40, tzinfo=TIME_ZONE), 95, None, "force", "none"),
    ("Upper Keth settlement", datetime(2026, 11, 14, 22, 15, tzinfo=TIME_ZONE), 12, 48, "force", "answered_in_time"),
)  # fmt: skip


def happen(island: Island, entries: Sequence[Entry]) -> list[Incident]:
    """Return incidents and alerts, numbered by date."""
    rng = Random(SEED)
    threatened = [entry for entry in entries if entry.threats]
    weights = [_WEIGHT[entry.data.get("level")] for entry in threatened]
    drafts = [_incident(rng, island, entry) for entry in rng.choices(threatened, weights, k=INCIDENTS)]
    drafts += [_alert(rng, island, entry) for entry in rng.choices(threatened, weights, k=ALERTS)]
    drafts += [_elsewhere(rng, island) for _ in range(ELSEWHERE)]
    by_name = {entry.name: entry for entry in entries}
    for name, received, decide_min, arrive_min, responder, outcome in _LAST_WEEK:
        clock = _clock(received, decide_min, arrive_min, responder, outcome)
        drafts.append(
            {
                **_told(rng, island, by_name[name], MARKINGS["civil_affairs"], _FOCAL_POINT, "B2"),
                **{"type": "alert", "imminent": True, "verified": True, "date": received.isoformat()},
                **clock,
            }
        )
    drafts.sort(key=lambda draft: (draft["date"], draft["type"], draft["hotspot"] or ""))
    return [_record(draft, number) for number, draft in enumerate(drafts, 1)]


def _record(draft: dict[str, Any], number: int) -> Incident:
    code = f"I-{number:03d}"
    day = date.fromisoformat(draft["date"][:10])
    return Incident(uuid=uuid_for("incident", code, day), code=code, **draft)


def _incident(rng: Random, island: Island, entry: Entry) -> dict[str, Any]:
    threat = rng.choice(entry.threats)
    marking, source, grades = _source(rng, threat.type or "", threat.marking)
    deaths = _DEADLY.get(threat.type or "", 0)
    exact_hour = rng.random() < 0.6
    moment = _moment(rng, threat)
    return {
        **_told(rng, island, entry, marking, source, rng.choice(grades)),
        "type": threat.type,
        "date": moment.isoformat() if exact_hour else moment.date().isoformat(),
        "date_precision": "hour" if exact_hour else rng.choice(("day", "day", "day", "week")),
        "verified": rng.random() < 0.65,
        "fatalities": max(0, rng.randint(-2, deaths)) if deaths else 0,
    }


def _alert(rng: Random, island: Island, entry: Entry) -> dict[str, Any]:
    moment = _moment(rng, rng.choice(entry.threats))
    decide_min = rng.choice((5, 10, 15, 25, 40, 90, 150))
    outcome = rng.choice(("answered_in_time", "answered_in_time", "prevented", "late", "late", "none", "false_alarm"))
    arrive_min = None if outcome == "none" else decide_min + rng.choice((20, 35, 50, 80, 130, 210))
    responder = rng.choice(("force", "force", "force", "fpu", "unpol"))
    return {
        **_told(rng, island, entry, MARKINGS["civil_affairs"], _FOCAL_POINT, rng.choice(("B2", "B3", "C2"))),
        "type": "alert",
        "date": moment.isoformat(),
        "verified": outcome != "false_alarm",
        "imminent": rng.random() < 0.4,
        **_clock(moment, decide_min, arrive_min, responder, outcome),
    }  # fmt: skip


def _elsewhere(rng: Random, island: Island) -> dict[str, Any]:
    """Return something at no hotspot: crime on the road, a peaceful gathering."""
    line, _ = rng.choice(island.layer("roads"))
    day = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
    kind = rng.choice(("crime", "peaceful_event", "peaceful_event", "tension_or_troop_movement", "unrest"))
    return {
        "hotspot": None,
        "geometry": to_degrees(to_km(line).interpolate(0.5, normalized=True)),
        "type": kind,
        "date": day.isoformat(),
        "date_precision": "day",
        "place_precision": "settlement",
        "grade": rng.choice(("B2", "C2", "C3")),
        "verified": rng.random() < 0.5,
        "fatalities": 0,
        "marking": MARKINGS[rng.choice(("joc", "joc", "shared_public", "unmarked"))],
    }


def _told(rng: Random, island: Island, entry: Entry, marking: Marking, source: str, grade: str) -> dict[str, Any]:
    marking = within(marking, entry.hotspot.marking)
    return {
        "hotspot": entry.hotspot.uuid,
        "geometry": to_degrees(_near(rng, island, to_km(entry.hotspot.geometry))),
        "date_precision": "hour",
        "place_precision": rng.choice(("exact", "settlement", "settlement", "district")),
        "grade": grade,
        "source": source,
        "marking": marking,
        "field_markings": {"source": mission_only(marking)},
    }


def _clock(received: datetime, decide_min: int, arrive_min: int | None, responder: str, outcome: str) -> dict[str, Any]:
    arrived = None if arrive_min is None else (received + timedelta(minutes=arrive_min)).isoformat()
    return {
        "received": received.isoformat(),
        "decided": (received + timedelta(minutes=decide_min)).isoformat(),
        "arrived": arrived,
        "responder": responder,
        "outcome": outcome,
    }


def _source(rng: Random, threat: str, of_threat: Marking) -> tuple[Marking, str, tuple[str, ...]]:
    """Return who tells; what would lead to a survivor stays with those who protect the case."""
    if threat in _SECRET:
        secret = of_threat if of_threat.sensitivity == "severe" else MARKINGS["human_rights"]
        return secret, "Human rights interview", ("A2", "B2", "B3")
    marking, source, grades = rng.choice(_SOURCES)
    return MARKINGS[marking if rng.random() < 0.96 else "unmarked"], source, grades


def _moment(rng: Random, threat: Threat) -> datetime:
    """Return a time in the threat's months and hours."""
    months = threat.months or range(1, 13)
    day = FIRST_DAY
    for _ in range(50):
        day = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days + 1))
        if day.month in months:
            break
    first, last = _HOURS[rng.choice(threat.time_of_day or ("dawn", "day", "dusk", "night"))]
    minutes = rng.randrange(first * 60, (last + 1) * 60, 5)
    return datetime.combine(day, time(), TIME_ZONE) + timedelta(minutes=minutes)


def _near(rng: Random, island: Island, place: BaseGeometry) -> BaseGeometry:
    """Return a point on or beside a place, on land."""
    if place.geom_type == "LineString":
        middle = place.interpolate(rng.random(), normalized=True)
    else:
        middle = place.representative_point()
    for _ in range(20):
        point = Point(middle.x + rng.gauss(0, 0.7), middle.y + rng.gauss(0, 0.7))
        if shapely.contains_properly(island.land, point):
            return point
    return middle
