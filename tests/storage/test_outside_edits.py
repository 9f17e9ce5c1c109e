# SPDX-License-Identifier: MIT
"""Edits made with QGIS or any other program join the journal, through triggers of plain SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import shapely

from hotmap.analysis import blobs
from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Decision, Hotspot
from hotmap.storage.planfile import PlanFile
from tests.storage.conftest import records_in

Make = Callable[..., Hotspot]
Sql = Callable[..., list[Any]]


@pytest.fixture
def drawn(plan: PlanFile, hotspot: Make) -> Hotspot:
    """A hotspot in the plan."""
    first = hotspot()
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    plan.load()
    return first


@pytest.fixture(autouse=True)
def rebuilt_is_the_same(plan: PlanFile, path: Path) -> Iterator[None]:
    """Whatever a test did: journal and tables agree in the end."""
    yield
    plan.close()
    with PlanFile.open(path, actor="JPT") as again:
        again.load()
        kept = records_in(again)
        again.rebuild()
        assert records_in(again) == kept


def test_outside_edit_of_values_joins_plan_and_log(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    outside("UPDATE hotspot SET name = 'East', months = '5, 6', first_identified = '2026-01-02'")
    assert plan.changed_elsewhere()
    found = plan.load().get(drawn.uuid)
    assert (found.name, found.months, found.first_identified) == ("East", (5, 6), "2026-01-02")
    last = plan.log()[-1]
    assert (last.outside, last.changes, last.actor) == (True, 3, "another program")


def test_outside_edit_from_a_tool_that_knows_no_geometry_joins(plan: PlanFile, path: Path, drawn: Hotspot) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE hotspot SET name = 'East' WHERE code = 'H-001'")
        db.execute("INSERT INTO response (title) VALUES ('Patrol')")
    assert plan.load().get(drawn.uuid).name == "East"
    assert [r.title for r in plan.load().of("response")] == ["Patrol"]


def test_outside_edit_is_seen_when_opened_for_reading(plan: PlanFile, path: Path, drawn: Hotspot, outside: Sql) -> None:
    outside("UPDATE hotspot SET name = 'East', audiences = 'mission,unct,public'")
    with PlanFile.open(path, actor="JPT", write=False) as reader:
        found = reader.load().get(drawn.uuid)
    assert (found.name, found.marking.audiences) == ("East", ("mission", "unct"))


def test_outside_geometry_with_envelope_joins(plan: PlanFile, drawn: Hotspot) -> None:
    (blob,) = blobs.encode([shapely.box(1, 2, 3, 4)])
    with plan._db:  # this connection knows the functions that the spatial index calls, as QGIS's does
        plan._db.execute("UPDATE hotspot SET geom = ?", (blob,))
    assert plan.load().get(drawn.uuid).geometry.equals(shapely.box(1, 2, 3, 4))


def test_outside_row_without_identity_gets_one(plan: PlanFile, outside: Sql) -> None:
    outside("INSERT INTO threat (type, severity) VALUES ('killing', 4)")
    outside("INSERT INTO threat (uuid, type) VALUES ('', 'torture')")
    threats = plan.load().of("threat")
    assert [(t.type, t.severity) for t in threats] == [("killing", 4), ("torture", None)]
    assert len({t.uuid for t in threats}) == 2
    assert all(len(t.uuid) == 36 and t.uuid[14] == "7" for t in threats)


def test_outside_copy_of_a_row_gets_its_own_identity(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    outside("INSERT INTO hotspot (uuid, code, name) SELECT uuid, code, name FROM hotspot")
    found = plan.load().of("hotspot")
    assert [h.name for h in found] == ["Old market", "Old market"]
    assert found[0] == drawn
    assert found[1].uuid != drawn.uuid


def test_outside_delete_joins(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    with plan._db:
        plan._db.execute("DELETE FROM hotspot")
    assert plan.load().count("hotspot") == 0


def test_outside_delete_of_a_hotspot_with_decisions_does_not_orphan_them(plan: PlanFile, drawn: Hotspot) -> None:
    plan.commit(ChangeSet("Decide", (inserted(Decision(uuid=new_uuid(), hotspot=drawn.uuid, level="must")),)))
    with plan._db:
        plan._db.execute("DELETE FROM hotspot")
    assert plan.load().get(drawn.uuid) == drawn
    assert plan._db.execute("SELECT level FROM hotspot").fetchall() == [("must",)]


def test_outside_looser_marking_waits_until_confirmed(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    outside("UPDATE hotspot SET audiences = 'mission,unct,public'")
    held = plan.load().get(drawn.uuid)
    assert held.marking.audiences == ("mission", "unct")
    assert [conflict.kind for conflict in plan.conflicts()] == ["unconfirmed"]
    plan.commit(ChangeSet("Confirm", edited(held, {"audiences": ("mission", "unct", "public")})))
    assert plan.load().get(drawn.uuid).marking.audiences == ("mission", "unct", "public")
    assert plan.conflicts() == []


def test_outside_nonsense_is_read_as_the_strictest_and_breaks_nothing(
    plan: PlanFile, drawn: Hotspot, outside: Sql
) -> None:
    outside("UPDATE hotspot SET precision = 'very', classification = 'top secret', months = 'x', review_due = 'soon'")
    outside("INSERT INTO decision (hotspot, level, supersedes) VALUES (?, 'urgent', 'a,,b')", drawn.uuid)
    outside("INSERT INTO threat (severity, confidence) VALUES ('much', 7)")
    found = plan.load()
    marking = found.get(drawn.uuid).marking
    assert (marking.precision, marking.classification) == ("withheld", "strictly_confidential")
    assert [d.level for d in found.of("decision")] == ["urgent"]
    assert [(t.severity, t.confidence) for t in found.of("threat")] == [(None, "7")]


def test_outside_edit_of_what_is_not_to_be_edited_is_put_back(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    outside("UPDATE hotspot SET uuid = 'x', level = 'must', extra = '{\"a\": 1}', field_markings = '{}'")
    assert plan.load().get(drawn.uuid) == drawn
    assert outside("SELECT uuid, level FROM hotspot") == [(drawn.uuid, None)]
    assert not plan.log()[-1].outside


def test_outside_rows_saved_together_are_one_action(plan: PlanFile, outside: Sql) -> None:
    for number in range(20):
        outside("INSERT INTO threat (notes) VALUES (?)", f"note {number}")
    plan.load()
    assert [(a.outside, a.changes) for a in plan.log()] == [(False, 1), (True, 20)]


def test_undo_is_not_confused_by_outside_edits(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    plan.commit(ChangeSet("Edit", edited(drawn, {"name": "Ours", "notes": "Ours"})))
    outside("UPDATE hotspot SET name = 'Theirs'")
    turned = plan.undo()
    assert turned is not None
    action, changes, skipped = turned
    assert action.note == "Edit"
    assert [delta.field for delta in changes] == ["notes"]
    assert len(skipped) == 1
    found = plan.load().get(drawn.uuid)
    assert (found.name, found.notes) == ("Theirs", None)


def test_outside_edit_between_two_of_ours_comes_between_them(plan: PlanFile, drawn: Hotspot, outside: Sql) -> None:
    outside("UPDATE hotspot SET name = 'Theirs'")
    plan.commit(ChangeSet("Edit", edited(drawn, {"name": "Ours"})))
    assert plan.load().get(drawn.uuid).name == "Ours"
    assert [a.note for a in plan.log()][-2:] == ["Edited in another program", "Edit"]
    assert plan.conflicts() == []


def test_outside_edit_that_is_rolled_back_leaves_no_trace(plan: PlanFile, drawn: Hotspot) -> None:
    plan._db.execute("BEGIN")
    plan._db.execute("UPDATE hotspot SET name = 'Never'")
    plan._db.execute("ROLLBACK")
    assert plan.load().get(drawn.uuid) == drawn
    assert len(plan.log()) == 2


def test_gdal_appends_rows_that_join(plan: PlanFile, path: Path) -> None:
    import geopandas
    import pyogrio

    frame = geopandas.GeoDataFrame(
        {"name": [f"Place {n}" for n in range(300)]},
        geometry=shapely.points([[n / 100, 1] for n in range(300)]),
        crs=4326,
    )
    pyogrio.write_dataframe(frame, path, layer="hotspot", append=True)
    plan.close()
    with PlanFile.open(path, actor="JPT") as again:
        assert [h.name for h in again.load().of("hotspot")][::100] == ["Place 0", "Place 100", "Place 200"]
        assert again._db.execute("SELECT count(*) FROM rtree_hotspot_geom").fetchone() == (300,)
