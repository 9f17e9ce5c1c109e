# SPDX-License-Identifier: MIT
"""EXERCISE CORAL BRIDGE as data: what a plan file of the training scenario holds.

Everything is invented: island, people, armed groups, events. The same call gives the same
records with the same identities, so that an exercise can be prepared on one laptop and merged
with the copies of others.

Examples
--------
>>> scenario = build()
>>> scenario.info_values["exercise_name"], len(scenario.records) > 500
('CORAL BRIDGE', True)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Record
from sample_data.exercise import decisions, hotspots, incidents, layers, presence, responses, visits
from sample_data.exercise.island import Island

AS_OF = date(2026, 11, 16)
EXERCISE_NAME = "CORAL BRIDGE"


@dataclass(frozen=True)
class Scenario:
    """A plan to be written.

    Attributes
    ----------
    info_values : mapping
        Values of the plan's own record by field code.
    records : list of Record
        Hotspots first, so that links always point back; each with its identity.
    layers : list of (name, kind, FeatureTable, style)
        Context layers, the lowest in the drawing first; kind and style as in a `Layer` record.
    """

    info_values: Mapping[str, Any]
    records: list[Record]
    layers: list[tuple[str, str, FeatureTable, dict[str, Any]]]


def build() -> Scenario:
    """Return the training scenario; takes about half a second."""
    island = Island()
    entries = hotspots.load(island)
    events = incidents.happen(island, entries)
    records: list[Record] = [entry.hotspot for entry in entries]
    records += [people for entry in entries for people in entry.people]
    records += [threat for entry in entries for threat in entry.threats]
    records += presence.load(island)
    records += events
    records += decisions.decide(entries, events, AS_OF)
    records += responses.plan(entries)
    records += visits.load(entries)
    return Scenario(_info(), records, layers.load(island))


def _info() -> dict[str, Any]:
    return {
        "title": "Tessara Island: joint protection plan",
        "mission": "Exercise mission in Tessara",
        "sector": "Tessara Island",
        "period": "1 December 2026 – 31 May 2027",
        "forum": decisions.FORUM,
        "catalogue": "EXC004",
        "version": 4,
        "as_of": "2026-11-16T18:00:00+04:00",
        "exercise": True,
        "exercise_name": EXERCISE_NAME,
        "contact": "POC adviser, secretariat of the group",
        "default_audiences": ("mission", "uniformed", "unct"),
        "household_size": 5.0,
        "notes": "Invented for training: island, names, groups and events. Nothing here is real.",
    }
