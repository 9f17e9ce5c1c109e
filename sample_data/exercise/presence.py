# SPDX-License-Identifier: MIT
"""Presence from ``presence.toml``: troops, police, ears, civilian, humanitarian, host state."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hotmap.domain.records import Presence
from sample_data.exercise.identity import uuid_for
from sample_data.exercise.island import Island, to_degrees
from sample_data.exercise.markings import MARKINGS
from sample_data.exercise.placing import place

FILE = Path(__file__).with_name("presence.toml")
UNKNOWN_START = date(2024, 7, 1)


def load(island: Island) -> list[Presence]:
    """Return the presence records, numbered in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["presence"]
    return [_presence(island, data, number) for number, data in enumerate(rows, 1)]


def _presence(island: Island, data: Mapping[str, Any], number: int) -> Presence:
    name = data["name"]
    return Presence(
        uuid=uuid_for("presence", name, data.get("from", UNKNOWN_START)),
        geometry=to_degrees(place(island, data["where"], name)),
        code=f"P-{number:03d}",
        name=name,
        domain=data["domain"],
        type=data["type"],
        entity=data["entity"],
        from_date=_iso(data.get("from")),
        to_date=_iso(data.get("to")),
        permanence=data.get("permanence", "permanent"),
        strength=data.get("strength"),
        mobility=data.get("mobility"),
        ready_min=_number(data.get("ready_min")),
        reach_km=_number(data.get("reach_km")),
        night=data.get("night"),
        seasons=tuple(data["seasons"]) if "seasons" in data else None,
        marking=MARKINGS[data["marking"]],
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
