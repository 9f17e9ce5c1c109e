# SPDX-License-Identifier: MIT
"""Each edit is one named action; rules refuse before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely.geometry import Point

from hotmap.domain.codelists import FACTORS
from hotmap.domain.records import Hotspot
from hotmap.errors import RuleError, UsageError
from hotmap.services import editing
from hotmap.services.session import PlanSession


def camp(session: PlanSession, **values: object) -> Hotspot:
    record = editing.add_record(session, "hotspot", {"name": "Camp", **values}, Point(57, -4))
    assert isinstance(record, Hotspot)
    return record


def test_add_gives_identity_code_and_originator(session: PlanSession) -> None:
    record = camp(session)
    assert record.code == "H-001"
    assert record.marking.originator == "Civil Affairs"
    assert record.marking.is_unmarked
    assert session.plan.get(record.uuid) == record


def test_add_in_the_window_takes_the_plans_audiences(session: PlanSession) -> None:
    record = editing.add_record(session, "hotspot", {"name": "Camp"}, mark_as_plan=True)
    assert record.marking.audiences == ("mission", "partners")


def test_add_links_by_code_and_refuses_what_is_not_there(session: PlanSession) -> None:
    record = camp(session)
    threat = editing.add_record(session, "threat", {"hotspot": "h-001", "type": "Killing"})
    assert (threat.value("hotspot"), threat.value("type")) == (record.uuid, "killing")
    with pytest.raises(UsageError, match="H-009"):
        editing.add_record(session, "threat", {"hotspot": "H-009"})


def test_level_is_decided_and_never_set(session: PlanSession) -> None:
    record = camp(session)
    with pytest.raises(UsageError, match="record a decision"):
        editing.set_values(session, [record], {"level": "must"})


def test_set_is_one_action_for_all_and_undo_takes_it_back(session: PlanSession) -> None:
    records = [camp(session), camp(session)]
    before = len(session.log())
    editing.set_values(session, records, {"status": "active"})
    assert len(session.log()) == before + 1
    session.undo()
    assert {r.status for r in session.plan.of("hotspot")} == {None}


def test_set_with_a_wrong_value_changes_nothing(session: PlanSession) -> None:
    records = [camp(session)]
    before = len(session.log())
    with pytest.raises(UsageError, match="type"):
        editing.set_values(session, records, {"name": "Other", "type": "castle"})
    assert len(session.log()) == before


def test_edits_survive_closing_and_undo_goes_on(session: PlanSession, tmp_path: Path) -> None:
    record = camp(session)
    editing.set_values(session, [record], {"name": "Renamed"})
    session.close()
    with PlanSession.open(tmp_path / "plan.gpkg", "Civil Affairs") as again:
        assert again.plan.get(record.uuid).name == "Renamed"
        again.undo()
        assert again.plan.get(record.uuid).name == "Camp"
        again.redo()
        assert again.plan.get(record.uuid).name == "Renamed"


def test_delete_takes_what_hangs_on_it_and_undo_brings_all_back(session: PlanSession) -> None:
    record = camp(session)
    editing.add_record(session, "threat", {"hotspot": record.uuid})
    visit = editing.add_record(session, "visit", {"hotspots": "H-001"})
    incident = editing.add_record(session, "incident", {"hotspot": "H-001", "type": "alert"}, Point(57, -4))
    editing.delete(session, [record])
    assert session.plan.get(incident.uuid).hotspot is None
    assert session.plan.count("hotspot") == session.plan.count("threat") == 0
    assert session.plan.get(visit.uuid).hotspots is None
    session.undo()
    assert session.plan.count("threat") == 1
    assert session.plan.get(visit.uuid).hotspots == (record.uuid,)


def test_decide_records_suggestion_and_supersedes(session: PlanSession) -> None:
    record = camp(session, audiences="mission")
    editing.add_record(session, "threat", {"hotspot": record.uuid, **dict.fromkeys(FACTORS, 4)})
    [first] = editing.decide(session, [record], "must", forum="SJPG", role="chair")
    [second] = editing.decide(session, [record], "should", reason="Moved", forum="SJPG", role="chair")
    assert (first.suggested, first.supersedes) == ("must", None)
    assert second.supersedes == (first.uuid,)
    assert second.marking == record.marking


def test_decide_against_the_suggestion_needs_a_reason(session: PlanSession) -> None:
    record = camp(session)
    editing.add_record(session, "threat", {"hotspot": record.uuid, **dict.fromkeys(FACTORS, 4)})
    with pytest.raises(RuleError, match="reason"):
        editing.decide(session, [record], "watch", forum="SJPG", role="chair")
    assert session.plan.count("decision") == 0


def test_decision_stays_as_it_is(session: PlanSession) -> None:
    [decision] = editing.decide(session, [camp(session)], "could", forum="SJPG", role="chair")
    with pytest.raises(RuleError, match="on the record"):
        editing.set_values(session, [decision], {"level": "must"})


@pytest.mark.parametrize(
    "loosened",
    [{"audiences": "mission,unct"}, {"precision": "exact"}, {"precision": ""}, {"originator": "Force"},
     {"classification": "unclassified"}, {"expires": "2030-01-01"}],
)  # fmt: skip
def test_another_actor_cannot_loosen_a_marking(session: PlanSession, tmp_path: Path, loosened: dict[str, str]) -> None:
    record = camp(
        session, audiences="mission", precision="cell_10km", classification="confidential", expires="2027-01-01"
    )
    session.close()
    with PlanSession.open(tmp_path / "plan.gpkg", "Force") as other:
        with pytest.raises(RuleError, match="Civil Affairs"):
            editing.mark(other, [other.plan.get(record.uuid)], loosened)
        editing.mark(other, [other.plan.get(record.uuid)], {"precision": "withheld"})
        assert other.plan.get(record.uuid).marking.precision == "withheld"


def test_field_marking_is_kept_apart_from_the_records(session: PlanSession) -> None:
    record = camp(session, audiences="mission,unct", description="Night watch")
    editing.mark(session, [record], {"audiences": "mission"}, field="description")
    after = session.plan.get(record.uuid)
    assert after.marking.audiences == ("mission", "unct")
    assert after.field_markings["description"].audiences == ("mission",)
    with pytest.raises(UsageError):
        editing.mark(session, [record], {"name": "x"})


def test_observers_hear_of_every_change_after_it_is_there(session: PlanSession) -> None:
    heard: list[int] = []
    stop = session.subscribe(lambda _: heard.append(session.plan.count("hotspot")))
    camp(session)
    session.undo()
    stop()
    camp(session)
    assert heard == [1, 0]


def test_undo_of_a_deletion_brings_lines_back_in_their_order(session: PlanSession) -> None:
    record = camp(session)
    for title in ("Patrol", "Fence", "Lamps"):
        editing.add_record(session, "response", {"hotspot": record.uuid, "title": title})
    editing.delete(session, [session.plan.get(record.uuid)])
    session.undo()
    assert [line.title for line in session.plan.children("response", record.uuid)] == ["Patrol", "Fence", "Lamps"]
    with PlanSession.open(session.path, session.actor, write=False) as again:
        lines = again.plan.children("response", record.uuid)
    assert [line.title for line in lines] == ["Patrol", "Fence", "Lamps"]
