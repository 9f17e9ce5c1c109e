# SPDX-License-Identifier: MIT
"""A gesture is one action: what it says, what it copies, what it moves, and that undo takes back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, Polygon, box

from hotmap.domain.records import Hotspot
from hotmap.errors import RuleError
from hotmap.services import editing
from hotmap.services.reshaping import Copy, MapEdit, carry_out, next_name
from hotmap.services.session import PlanSession

WEST, EAST = box(57.0, -4.6, 57.1, -4.4), box(57.1, -4.6, 57.2, -4.4)


@pytest.fixture
def camp(session: PlanSession) -> Hotspot:
    """A camp with a threat line, people, a decision, a response line and two incidents."""
    values = {"name": "Tiva camp", "status": "active"}
    record = editing.add_record(session, "hotspot", values, WEST.union(EAST), mark_as_plan=True)
    assert isinstance(record, Hotspot)
    of = {"hotspot": record.uuid}
    editing.add_record(session, "threat", of | {"type": "abduction", "actor_name": "X"})
    editing.add_record(session, "population", of | {"persons": 2400})
    editing.add_record(session, "response", of | {"title": "Patrol"})
    editing.decide(session, [record], "could", forum="SJPG", role="chair")
    for place in (Point(57.05, -4.5), Point(57.15, -4.5)):
        editing.add_record(session, "incident", of | {"type": "alert"}, place)
    return record


def state(session: PlanSession) -> dict[str, object]:
    return {record.uuid: record for record in session.plan.content()}


def test_split_is_one_action_that_keeps_the_record_and_copies_the_threats(session: PlanSession, camp: Hotspot) -> None:
    before, actions = state(session), len(session.log())
    done = carry_out(session, MapEdit("Split Tiva camp in 2", {camp.uuid: WEST}, (Copy(camp, EAST, is_part=True),)))
    plan = session.plan
    [part] = (plan.get(uuid) for uuid in done.added)
    assert len(session.log()) == actions + 1
    assert session.log()[-1].note == "Split Tiva camp in 2"
    assert (part.name, part.code, part.status, part.geometry) == ("Tiva camp 2", "H-002", "active", EAST)
    assert part.marking == camp.marking
    [threat] = plan.children("threat", part.uuid)
    assert (threat.type, threat.actor_name) == ("abduction", "X")
    assert threat.field_markings == plan.children("threat", camp.uuid)[0].field_markings
    assert [len(plan.children(k, part.uuid)) for k in ("population", "decision", "response", "incident")] == [
        0,
        0,
        0,
        1,
    ]
    assert plan.children("population", camp.uuid)[0].persons == 2400
    assert done.said == (
        "Split Tiva camp in 2. Its threat line is copied. 1 incident went with the part in which it lies. "
        "Not copied, they stay with H-001: people at risk, decisions, response lines."
    )
    session.undo()
    assert state(session) == before


def test_part_of_another_originators_record_stays_theirs(session: PlanSession, camp: Hotspot) -> None:
    editing.mark(session, [camp], {"originator": "UNHCR", "precision": "cell_10km"})
    theirs = session.plan.get(camp.uuid)
    done = carry_out(session, MapEdit("Split", {camp.uuid: WEST}, (Copy(theirs, EAST, is_part=True),)))
    part = session.plan.get(done.added[0])
    assert part.marking == theirs.marking
    with pytest.raises(RuleError, match="UNHCR"):
        editing.mark(session, [part], {"precision": "exact"})


def test_duplicate_is_proposed_anew_with_a_code_of_its_own(session: PlanSession, camp: Hotspot) -> None:
    copies = (Copy(camp, EAST), Copy(camp, WEST))
    done = carry_out(session, MapEdit("Duplicate Tiva camp", copies=copies))
    made = [session.plan.get(uuid) for uuid in done.added]
    assert [(r.code, r.name, r.status) for r in made] == [
        ("H-002", "Tiva camp 2", "proposed"),
        ("H-003", "Tiva camp 3", "proposed"),
    ]
    assert len(session.plan.children("incident", camp.uuid)) == 2


def test_copy_of_a_record_that_is_gone_since_still_works(session: PlanSession, camp: Hotspot) -> None:
    editing.delete(session, [camp])
    [uuid] = carry_out(session, MapEdit("Paste", copies=(Copy(camp, EAST),))).added
    assert session.plan.get(uuid).name == "Tiva camp"


def test_merge_moves_what_hangs_on_the_others_and_undo_brings_all_back(session: PlanSession, camp: Hotspot) -> None:
    other = editing.add_record(session, "hotspot", {"name": "Tiva"}, EAST)
    editing.decide(session, [other], "must", reason="Close", forum="SJPG", role="chair")
    editing.add_record(session, "visit", {"hotspots": f"{other.uuid},{camp.uuid}"})
    before = state(session)
    whole = WEST.union(EAST)
    edit = MapEdit("Merge 2 hotspots", {other.uuid: whole}, removed=(camp.uuid,), heir=other.uuid)
    done = carry_out(session, edit)
    plan = session.plan
    kept = plan.get(other.uuid)
    assert plan.get(camp.uuid) is None
    assert kept.geometry.equals(whole)
    assert kept.other_names == "Tiva camp"
    assert plan.of("visit")[0].hotspots == (other.uuid,)
    counts = {
        k: len(plan.children(k, other.uuid)) for k in ("threat", "population", "response", "decision", "incident")
    }
    assert counts == {"threat": 1, "population": 1, "response": 1, "decision": 2, "incident": 2}
    assert "went over to H-002" in done.said
    session.undo()
    assert state(session) == before


def test_merge_of_different_kinds_is_refused_and_nothing_is_written(session: PlanSession, camp: Hotspot) -> None:
    patrol = editing.add_record(session, "presence", {"type": "foot_patrol"}, LineString([(57, -4), (58, -4)]))
    before = state(session)
    with pytest.raises(RuleError, match="one kind"):
        carry_out(session, MapEdit("Merge", removed=(patrol.uuid,), heir=camp.uuid))
    assert state(session) == before


@pytest.mark.parametrize("shape", [Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), Polygon()])
def test_shape_that_crosses_itself_or_is_empty_is_never_written(
    session: PlanSession, camp: Hotspot, shape: Polygon
) -> None:
    with pytest.raises(RuleError, match="cross"):
        carry_out(session, MapEdit("Move", {camp.uuid: shape}))
    assert session.plan.get(camp.uuid) == camp


def test_corners_of_several_records_move_in_one_action(session: PlanSession, camp: Hotspot) -> None:
    other = editing.add_record(session, "hotspot", {"name": "B"}, EAST)
    actions = len(session.log())
    carry_out(session, MapEdit("Move a corner", {camp.uuid: WEST, other.uuid: box(57.1, -4.6, 57.3, -4.4)}))
    assert len(session.log()) == actions + 1
    session.undo()
    assert session.plan.get(other.uuid).geometry == EAST


def test_edit_of_a_record_that_is_gone_changes_nothing(session: PlanSession, camp: Hotspot) -> None:
    actions = len(session.log())
    carry_out(session, MapEdit("Move", {"nobody": WEST}))
    assert len(session.log()) == actions
    assert replace(camp) == session.plan.get(camp.uuid)


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [("Tiva", ["Tiva"], "Tiva 2"), ("Tiva", ["Tiva", "Tiva 2"], "Tiva 3"), ("Tiva 2", ["Tiva", "Tiva 2"], "Tiva 3"),
     ("Route 7", ["Route 7"], "Route 7 2")],
)  # fmt: skip
def test_next_name_counts_on(name: str, taken: list[str], made: str) -> None:
    assert next_name(name, taken) == made


def test_merge_of_what_was_split_gives_one_of_each_threat_line(session: PlanSession, camp: Hotspot) -> None:
    before = state(session)
    threat = session.plan.children("threat", camp.uuid)[0]
    edit = MapEdit("Split", {camp.uuid: WEST}, (Copy(camp, EAST, is_part=True),))
    [part] = carry_out(session, edit).added
    copied = session.plan.children("threat", part)[0]
    line = editing.add_record(session, "response", {"hotspot": part, "threat": copied.uuid, "title": "Fence"})
    whole = {camp.uuid: camp.geometry}
    done = carry_out(session, MapEdit("Merge", whole, removed=(part,), heir=camp.uuid))  # type: ignore[arg-type]
    assert session.plan.of("threat") == (threat,)
    assert session.plan.get(line.uuid).threat == threat.uuid
    assert done.remarks == ("1 incident, 1 response line went over to H-001.",)
    after = state(session)
    after.pop(line.uuid)
    kept = after.pop(camp.uuid)
    assert kept.other_names == "Tiva camp 2"  # type: ignore[attr-defined]
    before.pop(camp.uuid)
    assert after == before
