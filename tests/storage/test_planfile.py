# SPDX-License-Identifier: MIT
"""What is committed is in the file, in the tables and in the journal alike."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmap.domain.changes import LIFE, ChangeSet, Delta, deleted, edited, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS, Decision, Hotspot, PlanInfo, Record, Threat
from hotmap.errors import OutputError, PlanFileError
from hotmap.storage import migrations
from hotmap.storage.planfile import PlanFile
from tests.storage.conftest import records_in

Make = Callable[..., Hotspot]


def contents(plan: Plan) -> dict[str, Record]:
    """Return all records by uuid."""
    return {record.uuid: record for kind in KINDS for record in plan.of(kind)}


def add(plan: PlanFile, *records: Record) -> None:
    """Commit records as one action."""
    plan.commit(ChangeSet("Add", tuple(map(inserted, records))))


def test_create_new_plan_holds_its_own_record(plan: PlanFile) -> None:
    assert plan.load().info.title == "Sector North"
    assert [action.note for action in plan.log()] == ["New plan “Sector North”"]


def test_create_existing_file_is_refused_and_untouched(path: Path) -> None:
    path.write_bytes(b"mine")
    with pytest.raises(OutputError):
        PlanFile.create(path, PlanInfo(), actor="JPT")
    assert path.read_bytes() == b"mine"


def test_create_in_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        PlanFile.create(tmp_path / "no" / "plan.gpkg", PlanInfo(), actor="JPT")


def test_create_on_a_read_only_drive_is_refused_in_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "touch", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match="cannot be made here: Read-only"):
        PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT")


def test_create_on_a_full_disk_leaves_no_file_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_disk(db: sqlite3.Connection, version: int) -> None:
        db.execute("CREATE TABLE half (made)")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrations, "migrate", fill_disk)
    with pytest.raises(OutputError, match="disk is full"):
        PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT")
    assert list(path.parent.iterdir()) == []


def test_close_leaves_one_file(plan: PlanFile, path: Path) -> None:
    plan.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_commit_record_is_there_after_reopening(plan: PlanFile, path: Path, hotspot: Make) -> None:
    wanted = hotspot(field_markings={"name": Marking(precision="withheld")}, extra={"access": 3})
    add(plan, wanted)
    plan.close()
    with PlanFile.open(path, actor="Civil Affairs", write=False) as again:
        assert again.load().get(wanted.uuid) == wanted


def test_commit_edit_changes_only_its_field(plan: PlanFile, hotspot: Make) -> None:
    first = hotspot()
    add(plan, first)
    action = plan.commit(ChangeSet("Rename", edited(first, {"name": "New market"})))
    assert (action.note, action.actor, action.changes) == ("Rename", "JPT", 1)
    assert plan.load().get(first.uuid) == first.with_values({"name": "New market"})


def test_commit_edit_of_a_deleted_record_is_left_out(plan: PlanFile, hotspot: Make) -> None:
    first = hotspot()
    add(plan, first)
    plan.commit(ChangeSet("Delete", (deleted(first),)))
    plan.commit(ChangeSet("Rename", edited(first, {"name": "Ghost"})))
    assert plan.load().get(first.uuid) is None


def test_commit_deleting_what_a_live_record_names_keeps_it_and_says_so(plan: PlanFile, hotspot: Make) -> None:
    first = hotspot()
    threat = Threat(uuid=new_uuid(), hotspot=first.uuid)
    add(plan, first, threat)
    plan.load()
    plan.commit(ChangeSet("Delete", (deleted(first),)))
    assert plan.changed_elsewhere()
    assert plan.load().get(first.uuid) == first
    plan.commit(ChangeSet("Delete the threat", (deleted(threat),)))
    assert plan.load().count("hotspot") == 0


def test_commit_decision_writes_the_level_for_qgis(plan: PlanFile, hotspot: Make, outside: Callable[..., Any]) -> None:
    first = hotspot()
    add(plan, first)
    decision = Decision(uuid=new_uuid(), hotspot=first.uuid, level="must")
    add(plan, decision)
    assert outside("SELECT level FROM hotspot") == [("must",)]
    plan.commit(ChangeSet("Delete", (deleted(decision),)))
    assert outside("SELECT level FROM hotspot") == [(None,)]


def test_commit_that_fails_leaves_nothing(plan: PlanFile, hotspot: Make) -> None:
    broken = Delta("hotspot", "h-1", LIFE, None, hotspot(uuid="h-1", extra={"bad": object()}))
    with pytest.raises(TypeError):
        plan.commit(ChangeSet("Broken", (inserted(hotspot()), broken)))
    assert len(plan.log()) == 1
    assert plan.load().count("hotspot") == 0


def test_commit_when_opened_for_reading_is_refused(plan: PlanFile, path: Path, hotspot: Make) -> None:
    plan.close()
    with PlanFile.open(path, actor="JPT", write=False) as reader, pytest.raises(PlanFileError):
        reader.commit(ChangeSet("Add", (inserted(hotspot()),)))


def test_changed_elsewhere_after_another_window_wrote(plan: PlanFile, path: Path, hotspot: Make) -> None:
    plan.load()
    add(plan, hotspot())
    assert not plan.changed_elsewhere()
    with PlanFile.open(path, actor="JPT") as other:
        add(other, hotspot())
    assert plan.changed_elsewhere()
    assert plan.load().count("hotspot") == 2
    assert not plan.changed_elsewhere()


def test_log_of_one_record_leaves_out_the_others(plan: PlanFile, hotspot: Make) -> None:
    first, second = hotspot(), hotspot()
    add(plan, first)
    add(plan, second)
    assert len(plan.log()) == 3
    assert len(plan.log(first.uuid)) == 1


def test_copy_to_is_whole_and_a_copy_of_its_own(plan: PlanFile, tmp_path: Path, hotspot: Make) -> None:
    add(plan, hotspot())
    target = tmp_path / "copy.gpkg"
    plan.copy_to(target)
    with PlanFile.open(target, actor="JPT") as copy:
        assert contents(copy.load()) == contents(plan.load())
        assert copy.undoable() is None  # what was done in the other copy is not this one's to take back
        add(copy, hotspot())
        assert copy.undoable() is not None


@pytest.mark.parametrize("target", ["sector north.gpkg", "no/such/folder.gpkg"])
def test_copy_to_itself_or_nowhere_is_refused(plan: PlanFile, path: Path, target: str) -> None:
    with pytest.raises(OutputError):
        plan.copy_to(path.parent / target)
    assert plan.load().info.title == "Sector North"


def test_sketches_survive_until_dropped(plan: PlanFile, path: Path) -> None:
    plan.save_sketch({"id": "s-1", "tool": "area", "points": [[1.0, 2.0]]})
    plan.save_sketch({"id": "s-1", "tool": "area", "points": [[1.0, 2.0], [3.0, 4.0]]})
    other = plan.save_sketch({"tool": "line"})
    plan.close()
    with PlanFile.open(path, actor="JPT") as again:
        assert [sketch["id"] for sketch in again.sketches()] == ["s-1", other]
        again.drop_sketch(other)
        assert [len(sketch["points"]) for sketch in again.sketches()] == [2]


def test_releases_are_kept_with_time_and_actor(plan: PlanFile) -> None:
    plan.record_release({"audience": "partners", "hash": "ab"})
    (entry,) = plan.releases()
    assert (entry["audience"], entry["hash"], entry["actor"]) == ("partners", "ab", "JPT")


def test_file_is_valid_by_sqlite_and_holds_no_text_after_deletion(plan: PlanFile, path: Path, hotspot: Make) -> None:
    plan.save_sketch({"id": "s-1", "name": "Unmistakable words"})
    plan.drop_sketch("s-1")
    plan.close()
    assert b"Unmistakable words" not in path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


uuids = st.sampled_from([f"00000000-0000-7000-8000-00000000000{n}" for n in range(4)])
names = st.sampled_from(["East", "West", None])
audiences = st.sampled_from([None, (), ("mission",), ("mission", "unct")])


@st.composite
def deltas(draw: st.DrawFn) -> Delta:
    """Draw one delta, sensible or not: of a row that may be there or not, naming rows that may be gone."""
    kind, uuid = draw(st.sampled_from(["hotspot", "threat", "decision"])), draw(uuids)
    match draw(st.sampled_from(["insert", "insert", "edit", "edit", "delete"])):
        case "delete":
            return Delta(kind, uuid, LIFE, None, None)
        case "insert":
            links = {"hotspot": {}, "threat": {"hotspot": draw(uuids)}, "decision": {"supersedes": (draw(uuids),)}}
            return inserted(KINDS[kind](uuid=uuid, marking=Marking(audiences=draw(audiences)), **links[kind]))
    field = draw(st.sampled_from(["notes", "geometry", "audiences", "notes@audiences", "x_new", "link"]))
    values = {
        "geometry": st.just(shapely.Point(1, 2)),
        "audiences": audiences,
        "notes@audiences": audiences,
        "x_new": st.integers(0, 3),
        "link": uuids,
    }
    value = draw(values.get(field, names))
    if field == "link":
        field = {"hotspot": "notes", "threat": "hotspot", "decision": "supersedes"}[kind]
        value = (value,) if kind == "decision" else value
    return Delta(kind, uuid, field, None, value)


@settings(max_examples=25)
@given(st.lists(st.lists(deltas(), max_size=5), max_size=8), st.data())
def test_tables_after_any_session_equal_the_rebuilt(
    tmp_path_factory: pytest.TempPathFactory, session: list[list[Delta]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    with PlanFile.create(folder / "p.gpkg", PlanInfo(), actor="JPT") as plan:
        for step in session:
            plan.commit(ChangeSet("Step", tuple(step)))
            match data.draw(st.sampled_from(["go on", "undo", "redo"])):
                case "undo":
                    plan.undo()
                case "redo":
                    plan.redo()
        kept = records_in(plan)
        levels = plan._db.execute("SELECT uuid, level FROM hotspot ORDER BY uuid").fetchall()
        plan.rebuild()
        assert records_in(plan) == kept
        assert plan._db.execute("SELECT uuid, level FROM hotspot ORDER BY uuid").fetchall() == levels
