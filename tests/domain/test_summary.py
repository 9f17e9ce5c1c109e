# SPDX-License-Identifier: MIT
"""What a row of the matrix says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from hotmap.domain.changes import ChangeSet, Delta, deleted, inserted
from hotmap.domain.cover import standing_cover
from hotmap.domain.plan import Plan
from hotmap.domain.records import Decision, Hotspot, Population, Presence, Record, Response, Threat
from hotmap.domain.summary import level_of, people_at_risk, summarise, summarise_again, summarise_since

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


HOTSPOTS = tuple(Hotspot(uuid=f"h{i}", name=f"Place {i}", geometry=Point(57 + i / 50, -4.5)) for i in range(3))
UUIDS = st.sampled_from([h.uuid for h in HOTSPOTS])
CHILDREN = st.one_of(
    st.builds(lambda h, n: Population(uuid=f"p{n}", hotspot=h, persons=n), UUIDS, st.integers(1, 9)),
    st.builds(lambda h, n: Threat(uuid=f"t{n}", hotspot=h, severity=n), UUIDS, st.integers(1, 5)),
    st.builds(lambda h, n: Decision(uuid=f"d{n}", hotspot=h, level="must"), UUIDS, st.integers(1, 5)),
    st.builds(lambda n: Presence(uuid=f"b{n}", domain="troops", geometry=Point(57.02, -4.5)), st.integers(1, 2)),
    st.builds(lambda n: Hotspot(uuid=f"n{n}", geometry=Point(57.01, -4.5)), st.integers(1, 2)),
)


@given(
    st.lists(CHILDREN, unique_by=lambda r: r.uuid),
    st.lists(st.tuples(CHILDREN, UUIDS, st.sampled_from(["insert", "delete", "move", "rename"])), max_size=4),
)
def test_summarise_again_says_what_summarise_says(there: list[Record], steps: list[tuple[Record, str, str]]) -> None:
    before = Plan([*HOTSPOTS, *there])
    deltas = []
    for record, hotspot, what in steps:
        known = before.get(record.uuid, record.KIND)
        if what == "insert" and known is None and all(d.uuid != record.uuid for d in deltas):
            deltas.append(inserted(record))
        elif what == "delete" and known is not None and all(d.uuid != record.uuid for d in deltas):
            deltas.append(deleted(known))
        elif what == "move" and known is not None and known.value("hotspot"):
            deltas.append(Delta(known.KIND, known.uuid, "hotspot", known.value("hotspot"), hotspot))
        elif what == "rename":
            deltas.append(Delta("hotspot", hotspot, "name", None, "Another"))
    changes = ChangeSet("step", tuple(deltas))
    after = before.applied(changes)
    again = summarise_again(summarise(before, TODAY), after, changes, TODAY)
    assert again == summarise(after, TODAY)
    assert summarise_since(summarise(before, TODAY), before, after, TODAY) == again
    assert summarise_since(summarise(before, TODAY, {}), before, after, TODAY, {}) == summarise(after, TODAY, {})
    assert set(again) == {hotspot.uuid for hotspot in after.of("hotspot")}


def test_summarise_again_leaves_what_was_not_touched() -> None:
    before = Plan(HOTSPOTS)
    changes = ChangeSet("rename", (Delta("hotspot", "h1", "name", "Place 1", "Market"),))
    known = summarise(before, TODAY)
    again = summarise_again(known, before.applied(changes), changes, TODAY)
    since = summarise_since(known, before, before.applied(changes), TODAY)
    assert again["h0"] is known["h0"] is since["h0"]
    assert since["h1"] == again["h1"]
    assert again["h1"].hotspot.name == "Market"
