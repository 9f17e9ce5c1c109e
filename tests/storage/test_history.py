# SPDX-License-Identifier: MIT
"""Undo and redo: unlimited, named, across restarts, and never of what others did."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hotmap.domain.changes import ChangeSet, deleted, edited, inserted
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS, Hotspot, PlanInfo, Record
from hotmap.storage.planfile import PlanFile

Make = Callable[..., Hotspot]


def contents(plan: Plan) -> dict[str, Record]:
    """Return all records by uuid."""
    return {record.uuid: record for kind in KINDS for record in plan.of(kind)}


def rename(plan: PlanFile, uuid: str, name: str) -> None:
    """Commit a new name."""
    plan.commit(ChangeSet(f"Name it {name}", edited(plan.load().get(uuid), {"name": name})))


def test_undo_and_redo_walk_the_whole_session_after_a_restart(plan: PlanFile, path: Path, hotspot: Make) -> None:
    first = hotspot(name=None)
    states = [contents(plan.load())]
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    states.append(contents(plan.load()))
    for name in ("East", "West"):
        rename(plan, first.uuid, name)
        states.append(contents(plan.load()))
    plan.commit(ChangeSet("Delete", (deleted(plan.load().get(first.uuid)),)))
    plan.close()
    with PlanFile.open(path, actor="JPT") as again:
        notes = []
        for wanted in reversed(states):
            turned = again.undo()
            assert turned is not None
            notes.append(turned[0].note)
            assert contents(again.load()) == wanted
        assert notes == ["Delete", "Name it West", "Name it East", "Draw"]
        for wanted in states[1:]:
            assert again.redo() is not None
            assert contents(again.load()) == wanted
        redone = again.redo()
        assert redone is not None
        assert redone[0].note == "Delete"
        assert again.redo() is None


def test_undo_returns_what_makes_the_plan_in_memory_follow(plan: PlanFile, hotspot: Make) -> None:
    first = hotspot()
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    memory = plan.load()
    for turn in (plan.undo, plan.redo, plan.undo):
        turned = turn()
        assert turned is not None
        memory = memory.applied(turned[1])
        assert contents(memory) == contents(plan.load())


def test_undo_is_marked_in_the_log_and_named(plan: PlanFile, hotspot: Make) -> None:
    plan.commit(ChangeSet("Draw", (inserted(hotspot()),)))
    undoable = plan.undoable()
    assert undoable is not None
    assert undoable.note == "Draw"
    plan.undo()
    assert [(a.note, a.undone) for a in plan.log()][1:] == [("Draw", True), ("Undo: Draw", False)]
    redoable = plan.redoable()
    assert redoable is not None
    assert redoable.note == "Draw"
    plan.redo()
    assert [(a.note, a.undone) for a in plan.log()][1:] == [
        ("Draw", False), ("Undo: Draw", True), ("Redo: Draw", False),
    ]  # fmt: skip


def test_redo_is_over_after_something_new(plan: PlanFile, hotspot: Make) -> None:
    plan.commit(ChangeSet("Draw", (inserted(hotspot()),)))
    plan.undo()
    plan.commit(ChangeSet("Draw another", (inserted(hotspot()),)))
    assert plan.redoable() is None
    assert plan.redo() is None


def test_undo_skips_and_lists_what_another_role_changed_since(plan: PlanFile, path: Path, hotspot: Make) -> None:
    first = hotspot(name="Old market", notes=None)
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    plan.commit(ChangeSet("Edit", edited(first, {"name": "East", "notes": "Ours"})))
    with PlanFile.open(path, actor="Civil Affairs") as other:
        rename(other, first.uuid, "Theirs")
        turned = plan.undo()
        assert turned is not None
        _, changes, skipped = turned
        assert [delta.field for delta in changes] == ["notes"]
        assert len(skipped) == 1
        assert "Civil Affairs" in skipped[0]
        assert "Theirs" in skipped[0]  # which hotspot, by the name it has now
        assert plan.load().get(first.uuid) == first.with_values({"name": "Theirs"})
        assert plan.undo() is not None  # the drawing itself: kept, because theirs builds on it
        assert plan.load().get(first.uuid) is not None


def test_undo_of_another_role_is_not_ours(plan: PlanFile, path: Path, hotspot: Make) -> None:
    with PlanFile.open(path, actor="Civil Affairs") as other:
        other.commit(ChangeSet("Draw", (inserted(hotspot()),)))
        assert plan.undoable() is None


def test_undo_never_takes_back_the_plan_itself(plan: PlanFile) -> None:
    assert plan.undo() is None
    assert plan.load().info.title == "Sector North"


def test_undo_in_a_file_copied_by_hand_takes_nothing_back(plan: PlanFile, path: Path, hotspot: Make) -> None:
    plan.commit(ChangeSet("Draw", (inserted(hotspot()),)))
    plan.close()
    copy = shutil.copy(path, path.with_name("plan (2).gpkg"))
    with PlanFile.open(copy, actor="JPT") as other:
        assert other.undoable() is None
        assert other.undo() is None
    with PlanFile.open(path, actor="JPT") as same:
        assert same.undoable() is not None


steps = st.lists(st.sampled_from(["draw", "rename", "delete", "undo", "redo"]), max_size=14)


@settings(max_examples=20)
@given(steps)
def test_undo_redo_follow_the_model_of_two_stacks(tmp_path_factory: Any, steps: list[str]) -> None:
    folder = tmp_path_factory.mktemp("plan")
    with PlanFile.create(folder / "p.gpkg", PlanInfo(), actor="JPT") as plan:
        done, undone = [contents(plan.load())], []
        for number, step in enumerate(steps):
            there = list(plan.load().of("hotspot"))
            if step == "undo":
                if len(done) > 1:
                    undone.append(done.pop())
                    assert plan.undo() is not None
            elif step == "redo":
                assert (plan.redo() is None) == (not undone)
                if undone:
                    done.append(undone.pop())
            elif step == "draw" or there:
                fresh = Hotspot(uuid=f"00000000-0000-7000-8000-{number:012d}")
                change = {
                    "draw": lambda fresh=fresh: (inserted(fresh),),
                    "rename": lambda there=there, n=number: edited(there[0], {"name": f"Name {n}"}),
                    "delete": lambda there=there: (deleted(there[-1]),),
                }[step]()
                plan.commit(ChangeSet(step, change))
                done.append(contents(plan.load()))
                undone.clear()
            assert contents(plan.load()) == done[-1]
