# SPDX-License-Identifier: MIT
"""What a row of the matrix says."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import Point, box

from hotmap.domain.cover import standing_cover
from hotmap.domain.plan import Plan
from hotmap.domain.records import Decision, Hotspot, Population, Presence, Record, Response, Threat
from hotmap.domain.summary import level_of, people_at_risk, summarise

TODAY = date(2026, 11, 16)
CAMP = Hotspot(uuid="a", code="H-001", geometry=Point(57.0, -4.5))
BASE = Presence(uuid="p", type="company_operating_base", domain="troops", geometry=Point(57.001, -4.5))
CLA = Presence(uuid="c", type="cla", domain="civilian", geometry=Point(57.04, -4.5))


def summary(*records: Record):  # type: ignore[no-untyped-def]
    return summarise(Plan([CAMP, *records]), TODAY)["a"]


def test_level_is_the_decision_that_nothing_supersedes() -> None:
    first = Decision(uuid="1", level="must")
    second = Decision(uuid="2", level="could", supersedes=("1",))
    assert level_of([second, first]).code == "could"
    assert level_of([]).code is None


def test_level_with_two_rival_decisions_is_disputed_and_counts_higher() -> None:
    level = level_of([Decision(uuid="1", level="could"), Decision(uuid="2", level="should")])
    assert (level.code, level.disputed) == ("should", True)


@pytest.mark.parametrize(
    ("counts", "persons"),
    [
        ([], None),
        ([(None, 18400, "persons"), ("women_and_girls", 9600, "persons")], 18400),
        ([("idps", 100, "persons"), ("farmers", 50, "persons"), ("children", 80, "persons")], 150),
        ([("children", 80, "persons"), ("older_people", 20, "persons")], 80),
        ([("idps", 480, "households")], 2400),
        ([("idps", None, "persons")], None),
    ],
)
def test_people_are_never_counted_twice(counts: list[tuple[str | None, int | None, str]], persons: int | None) -> None:
    rows = [Population(group=group, persons=n, unit=unit) for group, n, unit in counts]
    assert people_at_risk(rows, household_size=5).persons == persons


def test_people_takes_the_newest_count_of_a_group() -> None:
    old = Population(group="idps", persons=10, as_of="2025-01-01")
    new = Population(group="idps", persons=20, as_of="2026-01-01")
    assert people_at_risk([new, old], 5).persons == 20


def test_raised_tells_the_agreed_level_from_the_suggested() -> None:
    threat = Threat(
        uuid="t",
        hotspot="a",
        type="crime",
        intent=3,
        capability=3,
        opportunity=3,
        history=3,
        severity=4,
        exposure=4,
        vulnerability=4,
    )
    decision = Decision(uuid="d", hotspot="a", level="must", date="2026-11-12")
    found = summary(threat, decision)
    assert (found.suggested, found.level, found.raised) == ("should", "must", 1)
    assert found.review_due == "2026-11-26"
    assert not found.overdue


def test_lead_comes_from_an_open_line() -> None:
    done = Response(uuid="1", hotspot="a", lead="force", status="done")
    planned = Response(uuid="2", hotspot="a", lead="unpol", status="planned")
    assert summary(done, planned).lead == "unpol"
    assert summary(done).lead is None


@pytest.mark.parametrize(
    ("presence", "status", "civilian"),
    [
        ((), "open", False),
        ((BASE,), "held", False),
        ((CLA,), "ears", True),
        ((BASE, CLA), "held", True),
        ((BASE.with_values({"geometry": Point(57.003, -4.5)}),), "open", False),
        ((BASE.with_values({"night": False}), CLA), "ears", True),
        ((BASE.with_values({"seasons": ("dry",)}),), "open", False),
        ((BASE.with_values({"permanence": "planned"}),), "open", False),
        ((BASE.with_values({"type": "night_patrol", "night": True}),), "open", False),
        ((BASE.with_values({"to_date": "2026-11-15"}),), "open", False),
        ((BASE.with_values({"domain": "host_state", "type": "host_state_post"}),), "open", False),
    ],
)
def test_standing_cover_is_the_worst_of_seasons_and_hours(
    presence: tuple[Presence, ...], status: str, civilian: bool
) -> None:
    cover = standing_cover([CAMP], presence, TODAY.isoformat())["a"]
    assert (cover.status, cover.civilian) == (status, civilian)


def test_base_inside_an_area_holds_it_and_one_beside_it_does_not() -> None:
    area = CAMP.with_values({"geometry": box(56.99, -4.51, 57.0005, -4.49)})
    inside = BASE.with_values({"geometry": Point(57.0, -4.5)})
    assert standing_cover([area], [inside])["a"].status == "held"
    assert standing_cover([area], [BASE])["a"].status == "open"


def test_presence_and_cover_never_enter_the_suggestion() -> None:
    threat = Threat(
        uuid="t", hotspot="a", intent=4, capability=4, opportunity=4, history=4, severity=4, exposure=4, vulnerability=4
    )
    assert summary(threat).suggestion == summary(threat, BASE, CLA).suggestion
