# SPDX-License-Identifier: MIT
"""The workspace tells what changed, turns refusals into sentences, and hides what a room may not see."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hotmap.errors import LockedError
from hotmap.gui.workspace import Workspace
from hotmap.services.session import PlanSession
from tests.gui.conftest import named


def test_delete_comes_back_whole_with_undo(qtbot: QtBot, workspace: Workspace) -> None:
    hotspot = workspace.plan.get(named(workspace, "Tiva camp"))
    with qtbot.waitSignal(workspace.acted):
        workspace.delete([hotspot])
    assert (workspace.plan.count("hotspot"), workspace.plan.count("threat")) == (2, 1)
    workspace.undo()
    assert (workspace.plan.count("hotspot"), workspace.plan.count("threat")) == (3, 2)
    assert workspace.plan.get(hotspot.uuid) == hotspot


def test_deleted_record_leaves_the_selection(workspace: Workspace) -> None:
    uuid = named(workspace, "Tiva camp")
    workspace.select((uuid,))
    workspace.delete([workspace.plan.get(uuid)])
    assert workspace.selection == ()


def test_refusal_becomes_a_sentence_and_changes_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    hotspot = workspace.plan.get(named(workspace, "Tiva camp"))
    with qtbot.waitSignal(workspace.failed) as caught:
        assert workspace.set_values(hotspot, {"type": "no such type"}) is False
    assert "no such type" in caught.args[0]
    assert workspace.plan.get(hotspot.uuid) == hotspot


def test_missing_file_is_refused_and_the_open_plan_stays(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    with qtbot.waitSignal(workspace.failed):
        assert workspace.open(tmp_path / "nothing.gpkg") is False
    assert workspace.plan.count("hotspot") == 3


def test_hidden_layers_and_levels_are_told(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.hidden_changed) as caught:
        workspace.toggle("must")
    assert caught.args == [frozenset({"must"})]
    workspace.toggle("must")
    assert workspace.hidden == frozenset()


def test_edit_in_room_mode_keeps_the_fields_that_are_blank(workspace: Workspace) -> None:
    hotspot = named(workspace, "Tiva camp")
    threat = workspace.add("threat", {"hotspot": hotspot, "actor_name": "Group"})
    workspace.set_room(True)
    assert workspace.plan.get(threat.uuid).actor_name is None
    workspace.set_values(workspace.plan.get(threat.uuid), {"intent": 3})
    workspace.set_room(False)
    assert (workspace.plan.get(threat.uuid).actor_name, workspace.plan.get(threat.uuid).intent) == ("Group", 3)


def test_delete_in_room_mode_comes_back_with_the_fields_that_were_blank(workspace: Workspace) -> None:
    hotspot = named(workspace, "Tiva camp")
    threat = workspace.add("threat", {"hotspot": hotspot, "actor_name": "Group"})
    workspace.set_room(True)
    workspace.delete([workspace.plan.get(threat.uuid)])
    workspace.undo()
    workspace.set_room(False)
    assert workspace.plan.get(threat.uuid).actor_name == "Group"


def test_locked_plan_is_told_and_can_be_read(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workspace.session is not None
    path, really_open = workspace.session.path, PlanSession.open

    def held_by_unpol(path: Path, actor: str, *, write: bool = True, at_leisure: bool = False) -> PlanSession:
        if write:
            raise LockedError("UNPOL writes to it.", path, "UNPOL")
        return really_open(path, actor, write=False)

    monkeypatch.setattr(PlanSession, "open", held_by_unpol)
    with qtbot.waitSignal(workspace.locked) as caught:
        assert workspace.open(path) is False
    assert caught.args[0] == path
    assert workspace.open_to_read(path) is True
    with qtbot.waitSignal(workspace.failed):
        assert workspace.set_values(workspace.plan.of("hotspot")[0], {"name": "Mine"}) is False


def test_room_says_nothing_of_cover_where_presence_is_hidden(workspace: Workspace) -> None:
    place = workspace.plan.get(named(workspace, "Oruk mine")).geometry
    base = workspace.add("presence", {"type": "company_operating_base", "domain": "troops"}, place)
    uuid = named(workspace, "Oruk mine")
    cover = workspace.summaries[uuid].cover
    assert cover is not None
    assert cover.status == "held"
    workspace.set_values(base, {"sensitivity": "severe"})
    workspace.set_room(True)
    assert workspace.summaries[uuid].cover is None
    workspace.set_room(False)
    assert workspace.summaries[uuid].cover == cover
