# SPDX-License-Identifier: MIT
"""A plan is a value; changes lead from one to the next and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from hotmap.domain.changes import ChangeSet, ChangeTimes, deleted, edited, inserted, same
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan, next_code, next_codes
from hotmap.domain.records import Hotspot, Threat

CAMP = Hotspot(uuid="a", code="H-001", name="Camp", geometry=Point(57, -4))
THREAT = Threat(uuid="t", hotspot="a", type="killing")


def same_records(one: Plan, other: Plan) -> bool:
    return {r.uuid: r for r in one.content()} == {r.uuid: r for r in other.content()}


@given(st.lists(st.tuples(st.sampled_from(["name", "notes", "audiences", "name@precision"]), st.text(max_size=3))))
def test_inverse_restores_the_plan(edits: list[tuple[str, str]]) -> None:
    plan = Plan([CAMP, THREAT])
    changes = ChangeSet("edit")
    after = plan
    for code, text in edits:
        value = (text,) if code == "audiences" else text
        step = ChangeSet("step", edited(after.get("a"), {code: value}))
        after, changes = after.applied(step), changes + step
    assert same_records(plan.applied(changes), after)
    assert same_records(after.applied(~changes), plan)


def test_applied_leaves_the_plan_before_as_it_was() -> None:
    plan = Plan([CAMP])
    after = plan.applied(ChangeSet("go", (deleted(CAMP), inserted(THREAT))))
    assert plan.get("a") is CAMP
    assert plan.count("threat") == 0
    assert after.get("a") is None
    assert after.children("threat", "a") == [THREAT]


def test_edit_after_insert_in_one_action_counts() -> None:
    other = Hotspot(uuid="b", name="One")
    changes = ChangeSet("two", (inserted(other), *edited(other, {"name": "Two"})))
    assert Plan().applied(changes).get("b").name == "Two"


def test_edited_leaves_out_what_does_not_change() -> None:
    assert edited(CAMP, {"name": "Camp", "geometry": Point(57, -4)}) == ()
    assert not same(Point(57, -4), Point(57, -4.0000001))
    assert not same(1, True)


def test_field_marking_is_a_value_like_any_other() -> None:
    marked = CAMP.with_values({"description@audiences": ("unct",)})
    assert marked.field_markings == {"description": Marking(audiences=("unct",))}
    assert marked.value("description@audiences") == ("unct",)
    assert marked.with_values({"description@audiences": None}).field_markings == {}


def test_unknown_field_of_a_newer_version_passes_through() -> None:
    assert CAMP.with_values({"mood": "calm"}).values()["mood"] == "calm"


def test_values_build_the_same_record_again() -> None:
    record = CAMP.with_values({"audiences": ("unct",), "name@precision": "withheld", "mood": 1})
    assert Hotspot(uuid="a").with_values(record.values()) == record


def test_by_code_finds_in_any_case() -> None:
    assert Plan([CAMP]).by_code("h-001") == [CAMP]


def test_next_code_follows_the_highest() -> None:
    records = [Hotspot(code=code) for code in ("H-001", "H-024", "X-900", "H-abc", None)]
    assert next_code(records, "H") == "H-025"
    assert next_code([], "H") == "H-001"


def test_change_times_of_a_field_that_was_never_edited_are_those_of_its_record() -> None:
    times = ChangeTimes({"a": "2026-11-01"}, {("a", "name"): "2026-11-09"})
    assert (times.of("a", "name"), times.of("a", "code"), times.of("b", "name")) == ("2026-11-09", "2026-11-01", None)
    assert times
    assert not ChangeTimes()


def test_next_codes_are_all_as_wide_as_the_last() -> None:
    assert next_codes([Hotspot(code="H-998")], "H", 2) == ["H-0999", "H-1000"]
    assert next_codes([Hotspot(code="H-²"), Hotspot(code="H-1-7")], "H", 2) == ["H-001", "H-002"]
    assert next_codes([], "H", 0) == []


def test_new_uuids_sort_by_time_and_say_version_seven() -> None:
    first, second = new_uuid(1_000), new_uuid(2_000)
    assert first < second
    assert first[14] == "7"
    assert len({new_uuid() for _ in range(100)}) == 100
