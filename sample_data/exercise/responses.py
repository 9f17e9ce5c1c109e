# SPDX-License-Identifier: MIT
"""Response lines: those of the Must places as written, the others from kinds that fit the place.

A line without a lead is one that nobody has taken on; the story leaves some on purpose.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hotmap.domain.codelists import DEFAULT
from hotmap.domain.marking import Marking
from hotmap.domain.records import Response
from sample_data.exercise.hotspots import Entry
from sample_data.exercise.identity import uuid_for
from sample_data.exercise.markings import MARKINGS, within

FOLDER = Path(__file__).parent
PERIOD = (date(2026, 12, 1), date(2027, 5, 31))
PLANNED_ON = date(2026, 11, 13)
MOST_LINES = {"should": 3, "could": 2, "watch": 1}
OBJECTIVES = {
    "i": "People and those who carry arms talk before it comes to violence.",
    "ii": "Physical presence in time where people would be killed.",
    "iii": "Law, land and services that make the place safer for good.",
}
# Share of the lines of the other levels, by how far they have come.
_STATUSES = ("planned", "planned", "planned", "agreed", "agreed", "funded", "proposed", "started")
_PAST_STATUSES = ("done", "done", "started", "cancelled", "on_hold", "done")
_PAST_EVERY = 6
_COMMUNITIES = {"uniformed": "mission_shared", "mission": "mission_shared", "unct": "ocha_shared"}


def plan(entries: Sequence[Entry]) -> list[Response]:
    """Return all response lines, numbered hotspot by hotspot."""
    written = tomllib.loads((FOLDER / "responses_must.toml").read_text(encoding="utf-8"))["line"]
    kinds = tomllib.loads((FOLDER / "responses_other.toml").read_text(encoding="utf-8"))["kind"]
    lines: list[Response] = []
    for entry in entries:
        own = [data for data in written if data["hotspot"] == entry.name]
        for data in own or _fitting(entry, kinds, len(lines)):
            lines.append(_line(entry, data, len(lines) + 1))
    return lines


def _fitting(entry: Entry, kinds: Sequence[Mapping[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """Yield lines for a place from the kinds that fit it."""
    level = entry.data.get("level")
    if level is None or entry.hotspot.status == "closed":
        return
    threats = {threat.type for threat in entry.threats}
    fitting = [
        kind
        for kind in kinds
        if entry.hotspot.type in kind.get("types", (entry.hotspot.type,))
        and threats & set(kind.get("threats", threats))
        and level in kind.get("levels", MOST_LINES)
    ]
    for number, kind in enumerate(fitting[: MOST_LINES[level]], count):
        yield {**kind, "title": kind["title"].format(name=entry.name), **_dates(kind, number, entry.name)}


def _dates(kind: Mapping[str, Any], number: int, name: str) -> dict[str, Any]:
    """Return start, due and status; every sixth line began before the plan period."""
    rng = Random(f"{name}/{kind['title']}")
    length = timedelta(days=30 * kind["months"])
    if number % _PAST_EVERY == 0:
        start = date(2026, 8, 10) + timedelta(days=7 * rng.randrange(5))
        due = min(start + length, date(2026, 11, 13))
        return {"start": start, "due": due, "status": _PAST_STATUSES[number // _PAST_EVERY % len(_PAST_STATUSES)]}
    start = PERIOD[0] + timedelta(days=7 * rng.randrange(10))
    status = _STATUSES[number % len(_STATUSES)] if "lead" in kind else "proposed"
    if status == "started":
        start = date(2026, 11, 2) + timedelta(days=rng.randrange(12))
    return {"start": start, "due": min(start + length, PERIOD[1]), "status": status}


def _line(entry: Entry, data: Mapping[str, Any], number: int) -> Response:
    depends = data.get("depends")
    threat = entry.threats[data.get("threat", 1) - 1] if entry.threats else None
    return Response(
        uuid=_uuid(entry, data["title"]),
        code=f"R-{number:03d}",
        hotspot=entry.hotspot.uuid,
        threat=threat.uuid if threat else None,
        tier=data["tier"],
        phase=data["phase"],
        activity=data["activity"],
        title=data["title"],
        lead=data.get("lead"),
        support=tuple(data["support"]) if "support" in data else None,
        resources=_resources(data),
        start=data["start"].isoformat(),
        due=data["due"].isoformat(),
        status=data["status"],
        indicator=data.get("indicator"),
        objective=OBJECTIVES[data["tier"]],
        hrddp=data.get("hrddp", "not_needed"),
        depends_on=(_uuid(entry, depends),) if depends else None,
        hands_over_to=data.get("hands_over_to"),
        marking=_marking(entry, data, number),
    )


def _uuid(entry: Entry, title: str) -> str:
    return uuid_for("response", f"{entry.name}/{title}", PLANNED_ON)


def _resources(data: Mapping[str, Any]) -> str | None:
    return {
        "base": "One platoon, two vehicles, water and fuel for 30 days.",
        "patrol": "One section, two vehicles.",
        "fpu_patrol": "Ten officers, two vehicles.",
        "quick_impact_project": "Project funds, local labour.",
        "clearance_of_ordnance": "One team of eight.",
        "cvr": "Wages and tools for the participants.",
    }.get(data["activity"])


def _marking(entry: Entry, data: Mapping[str, Any], number: int) -> Marking:
    """Return the marking that the lead's side would give; what is only proposed is not marked yet."""
    if data["status"] == "proposed" and number % 2:
        return MARKINGS["unmarked"]
    lead = DEFAULT["entity"].get(data.get("lead"))
    if lead and lead.group == "partner":
        return within(MARKINGS["partner"], entry.hotspot.marking)
    side = MARKINGS[_COMMUNITIES[lead.group] if lead else "mission_shared"]
    return within(side, entry.hotspot.marking)
