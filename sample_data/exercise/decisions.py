# SPDX-License-Identifier: MIT
"""What the group decided: one decision a hotspot, and what some of them replaced in May.

The suggested level is what the rubric says of the records, never typed in, so that the five
overrides of the story are overrides indeed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hotmap.domain.records import Decision, Incident
from hotmap.domain.rubric import suggest
from sample_data.exercise.hotspots import Entry
from sample_data.exercise.identity import uuid_for
from sample_data.exercise.markings import MARKINGS, within

FORUM = "Sector Joint Protection Group"
ROLE = "Chairs of the group: head of office and RCO"
MEETINGS = {"must": date(2026, 11, 10), "should": date(2026, 11, 11), "could": date(2026, 11, 12)}
SPRING = date(2026, 5, 20)
VALID_UNTIL = date(2027, 5, 31)

# Level that the group of May had agreed, where it has changed or was confirmed since.
_IN_MAY: Mapping[str, str] = {
    "Yorrabe camp": "should",
    "Upper Keth settlement": "should",
    "Faroda fields": "could",
    "Marran POC site": "must",
    "Tiva camp": "must",
    "Keth–Imbaro road": "must",
    "Emmoka": "could",
    "Makeva": "should",
    "Haleke camp": "must",
    "Imbaro camp": "must",
    "Tiva market": "could",
    "Aluketh return area": "should",
}


def decide(entries: Sequence[Entry], incidents: Sequence[Incident], today: date) -> list[Decision]:
    """Return the decisions, those of May first; hotspots only proposed have none."""
    spring = {name: _in_may(entry) for entry in entries if (name := entry.name) in _IN_MAY}
    autumn = []
    for entry in entries:
        if "level" in entry.data:
            of_hotspot = [i for i in incidents if i.hotspot == entry.hotspot.uuid]
            suggested = suggest(entry.threats, of_hotspot, today=today).level
            autumn.append(_in_november(entry, suggested, spring.get(entry.name)))
    return [*spring.values(), *autumn]


def _in_may(entry: Entry) -> Decision:
    marking = within(MARKINGS["mission_shared"], entry.hotspot.marking)
    return Decision(
        uuid=uuid_for("decision", f"{entry.name}/May", SPRING),
        hotspot=entry.hotspot.uuid,
        suggested=_IN_MAY[entry.name],
        level=_IN_MAY[entry.name],
        reason="As suggested.",
        forum=FORUM,
        role=ROLE,
        date=SPRING.isoformat(),
        valid_until="2026-11-30",
        marking=marking,
    )


def _in_november(entry: Entry, suggested: str | None, before: Decision | None) -> Decision:
    data = entry.data
    day = MEETINGS.get(data["level"], date(2026, 11, 12))
    if data.get("status") == "closed":
        day = date(2026, 6, 3)
    unknown = "Not enough information for a suggestion; the group set a level to review early."
    reason = data.get("reason") or data.get("note_level") or ("As suggested." if suggested else unknown)
    return Decision(
        uuid=uuid_for("decision", f"{entry.name}/November", day),
        hotspot=entry.hotspot.uuid,
        suggested=suggested,
        level=data["level"],
        reason=reason,
        forum=FORUM,
        role=ROLE,
        date=day.isoformat(),
        dissent=data.get("dissent"),
        valid_until=VALID_UNTIL.isoformat(),
        supersedes=(before.uuid,) if before else None,
        marking=MARKINGS[data["marking"]] if data["marking"] != "unmarked" else MARKINGS["mission"],
    )
