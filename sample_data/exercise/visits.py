# SPDX-License-Identifier: MIT
"""Visits of joint teams, from ``visits.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from hotmap.domain.records import Visit
from sample_data.exercise.hotspots import Entry
from sample_data.exercise.identity import uuid_for
from sample_data.exercise.island import to_degrees, to_km
from sample_data.exercise.markings import MARKINGS

FILE = Path(__file__).with_name("visits.toml")


def load(entries: Sequence[Entry]) -> list[Visit]:
    """Return the visits by date, each placed at the first hotspot it went to."""
    by_name = {entry.name: entry.hotspot for entry in entries}
    visits = []
    for number, data in enumerate(tomllib.loads(FILE.read_text(encoding="utf-8"))["visit"], 1):
        seen = [by_name[name] for name in data["hotspots"]]
        visits.append(
            Visit(
                uuid=uuid_for("visit", data["name"], data["from"]),
                geometry=to_degrees(to_km(seen[0].geometry).representative_point()),
                code=f"V-{number:03d}",
                name=data["name"],
                from_date=data["from"].isoformat(),
                to_date=data["to"].isoformat(),
                sections=tuple(data["sections"]),
                hotspots=tuple(hotspot.uuid for hotspot in seen),
                findings=data["findings"],
                recommendations=data["recommendations"],
                marking=MARKINGS[data["marking"]],
            )
        )
    return visits
