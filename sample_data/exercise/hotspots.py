# SPDX-License-Identifier: MIT
"""Hotspots with their people and threats, from the TOML files in ``hotspots/``.

An entry says ``where`` (see `placing`), ``people`` by group, ``threats`` with their seven
factors as ``"intent capability opportunity history / severity exposure vulnerability"`` in
digits, ``?`` for unknown, and the agreed ``level``; ``suggested_is`` marks an override.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hotmap.domain.codelists import FACTORS
from hotmap.domain.records import Hotspot, Population, Threat
from sample_data.exercise.identity import uuid_for
from sample_data.exercise.island import Island, to_degrees
from sample_data.exercise.markings import MARKINGS, mission_only
from sample_data.exercise.placing import place

FOLDER = Path(__file__).with_name("hotspots")
ALL_YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Entry:
    """One hotspot of the story with everything that hangs on it."""

    data: Mapping[str, Any]
    hotspot: Hotspot
    people: tuple[Population, ...]
    threats: tuple[Threat, ...]

    @property
    def name(self) -> str:
        """The hotspot's name, by which the other files speak of it."""
        return self.data["name"]


@cache
def load(island: Island) -> tuple[Entry, ...]:
    """Return the hotspots in the order in which they were first identified, which numbers them."""
    found: list[Mapping[str, Any]] = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["hotspot"]
    found.sort(key=lambda data: (data["first"], data["name"]))
    return tuple(_entry(island, data, number) for number, data in enumerate(found, 1))


def _entry(island: Island, data: Mapping[str, Any], number: int) -> Entry:
    hotspot = _hotspot(island, data, number)
    people = tuple(_population(data, hotspot, group) for group in data["people"])
    threats = tuple(_threat(data, hotspot, n, line) for n, line in enumerate(data["threats"], 1))
    return Entry(data, hotspot, people, threats)


def _hotspot(island: Island, data: Mapping[str, Any], number: int) -> Hotspot:
    name, first = data["name"], data["first"]
    area = place(island, data["where"], name)
    marking = MARKINGS[data["marking"]]
    readers = data.get("release_description")
    by_field = {"description": marking.replaced(audiences=tuple(readers))} if readers else {}
    return Hotspot(
        uuid=uuid_for("hotspot", name, first),
        geometry=to_degrees(area),
        code=f"H-{number:03d}",
        name=name,
        other_names=data.get("other_names"),
        type=data["type"],
        certainty=data.get("certainty", "exact"),
        pcode=island.district_of(area),
        description=data["description"],
        months=tuple(sorted(data["months"])) if "months" in data else None,
        status=data.get("status", "active"),
        nominated_by=data["by"],
        first_identified=first.isoformat(),
        review_due=data["review_due"].isoformat() if "review_due" in data else None,
        marking=marking,
        field_markings=by_field,
    )


def _population(data: Mapping[str, Any], hotspot: Hotspot, group: str) -> Population:
    marking = MARKINGS[data["marking"]]
    return Population(
        uuid=uuid_for("population", f"{data['name']}/{group}", data["as_of"]),
        hotspot=hotspot.uuid,
        group=group,
        persons=data["people"][group],
        unit="persons",
        as_of=data["as_of"].isoformat(),
        source=data["source"],
        estimated=data.get("estimated", False),
        marking=marking,
        field_markings={"source": mission_only(marking)},
    )


def _threat(data: Mapping[str, Any], hotspot: Hotspot, number: int, line: Mapping[str, Any]) -> Threat:
    marking = MARKINGS[line.get("marking", data["marking"])]
    actor_name = line.get("name")
    day: date = data["first"]
    return Threat(
        uuid=uuid_for("threat", f"{data['name']}/{number}", day),
        hotspot=hotspot.uuid,
        type=line["type"],
        actor_category=line["actor"],
        actor_name=actor_name,
        mandate="wider_protection" if line["type"] in ("crime", "hate_speech") else "in_poc_mandate",
        time_of_day=tuple(line["time"]) if "time" in line else None,
        months=tuple(sorted(line.get("months", ALL_YEAR))),
        confidence=line["confidence"],
        grade=line.get("grade"),
        marking=marking,
        field_markings={"actor_name": mission_only(marking)} if actor_name else {},
    ).with_values(_factors(line["factors"]))


def _factors(digits: str) -> dict[str, int | None]:
    """Return the factors of ``"4434 5?4"`` by their codes; a question mark is unknown."""
    values = [None if digit == "?" else int(digit) for digit in digits.replace(" ", "")]
    return dict(zip(FACTORS, values, strict=True))
