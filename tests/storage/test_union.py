# SPDX-License-Identifier: MIT
"""Two copies that went apart: the union of their journals is one plan, whichever way it is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hotmap.domain.changes import ChangeSet, deleted, edited, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Decision, Hotspot
from hotmap.storage.fold import Conflict, RowState, fold
from hotmap.storage.planfile import PlanFile

Make = Callable[..., Hotspot]


def union(first: PlanFile, second: PlanFile) -> dict[str, RowState]:
    """Return the rows that both journals together make, by uuid; the order of the files must not matter."""
    changes = [plan._journal.changes() for plan in (first, second)]
    one_way = fold([*changes[0], *changes[1]])
    assert one_way == fold([*changes[1], *changes[0], *changes[0]])
    return {uuid: state for (_, uuid), state in one_way.items()}


def apart(plan: PlanFile, path: Path) -> PlanFile:
    """Return the copy that a colleague takes along."""
    return PlanFile.open(shutil.copy(path, path.with_name("field copy.gpkg")), actor="Civil Affairs")


def told(conflicts: tuple[Conflict, ...]) -> list[tuple[str, str, list[Any]]]:
    """Return field, kind and actors of conflicts."""
    return [(c.field, c.kind, sorted(head.actor for head in c.heads)) for c in conflicts]


def test_union_edits_of_different_fields_both_hold(plan: PlanFile, path: Path, hotspot: Make) -> None:
    first = hotspot()
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    with apart(plan, path) as theirs:
        plan.commit(ChangeSet("Ours", edited(first, {"name": "East", "audiences": ("mission",)})))
        theirs.commit(ChangeSet("Theirs", edited(first, {"status": "active", "audiences": ("mission", "public")})))
        theirs.commit(ChangeSet("Decide", (inserted(Decision(uuid=new_uuid(), hotspot=first.uuid, level="must")),)))
        state = union(plan, theirs)[first.uuid]
    assert (state.values["name"], state.values["status"], state.values["audiences"]) == ("East", "active", ["mission"])
    assert told(state.conflicts) == [("audiences", "marking", ["Civil Affairs", "JPT"])]


def test_union_rival_values_are_listed_and_deleting_loses_against_editing(
    plan: PlanFile, path: Path, hotspot: Make
) -> None:
    renamed, dropped = hotspot(), hotspot()
    plan.commit(ChangeSet("Draw", (inserted(renamed), inserted(dropped))))
    with apart(plan, path) as theirs:
        plan.commit(ChangeSet("Ours", (*edited(renamed, {"name": "East"}), deleted(dropped))))
        theirs.commit(ChangeSet("Theirs", (*edited(renamed, {"name": "West"}), *edited(dropped, {"name": "Kept"}))))
        rows = union(plan, theirs)
    assert told(rows[renamed.uuid].conflicts) == [("name", "value", ["Civil Affairs", "JPT"])]
    assert rows[renamed.uuid].values["name"] == "West"  # the later one is shown
    assert rows[dropped.uuid].values["name"] == "Kept"
    assert told(rows[dropped.uuid].conflicts) == [("_life", "life", ["Civil Affairs", "JPT"])]


def test_union_undo_in_one_copy_takes_back_nothing_of_the_other(plan: PlanFile, path: Path, hotspot: Make) -> None:
    first = hotspot(name="Old market", notes=None)
    plan.commit(ChangeSet("Draw", (inserted(first),)))
    with apart(plan, path) as theirs:
        theirs.commit(ChangeSet("Theirs", edited(first, {"notes": "Seen"})))
        plan.commit(ChangeSet("Ours", edited(first, {"name": "East"})))
        plan.undo()
        state = union(plan, theirs)[first.uuid]
    assert (state.values["name"], state.values["notes"], state.conflicts) == ("Old market", "Seen", ())
