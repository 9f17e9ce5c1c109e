# SPDX-License-Identifier: MIT
"""Merging asks which record stays, says what follows, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.gui.panels.merging import MergePanel
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.services import editing
from tests.gui.conftest import named


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> MergePanel:
    made = MergePanel(workspace)
    qtbot.addWidget(made)
    return made


def records(workspace: Workspace, *names: str) -> list[Any]:
    return [workspace.plan.get(named(workspace, name)) for name in names]


def told(panel: MergePanel) -> str:
    return " ".join(n.accessibleName() for n in panel.findChildren(Notice) if n.parent() is not None)


def test_record_on_which_most_hangs_is_proposed_and_merged(panel: MergePanel, workspace: Workspace) -> None:
    tiva, tessa = records(workspace, "Tiva camp", "Cape Tessa")
    panel.begin([tessa, tiva])
    assert panel.choices.checkedButton().text() == "H-001 Tiva camp"
    actions = len(workspace.session.log())  # type: ignore[union-attr]
    panel.merge_button.click()
    assert len(workspace.session.log()) == actions + 1  # type: ignore[union-attr]
    kept = workspace.plan.get(tiva.uuid)
    assert workspace.plan.get(tessa.uuid) is None
    assert (kept.geometry, kept.other_names) == (tiva.geometry, "Cape Tessa")
    assert workspace.selection == (tiva.uuid,)
    workspace.undo()
    assert workspace.plan.get(tessa.uuid) == tessa
    assert workspace.plan.get(tiva.uuid) == tiva


def test_other_choice_keeps_the_other_record(panel: MergePanel, workspace: Workspace) -> None:
    tiva, oruk = records(workspace, "Tiva camp", "Oruk mine")
    panel.begin([tiva, oruk])
    panel.choices.buttons()[1].click()
    panel.merge_button.click()
    assert workspace.plan.get(oruk.uuid).geometry == tiva.geometry
    assert len(workspace.plan.children("threat", oruk.uuid)) == 2


def test_what_follows_is_said_beforehand(panel: MergePanel, workspace: Workspace) -> None:
    session: Any = workspace.session
    one, other = records(workspace, "Tiva camp", "Oruk mine")
    editing.set_geometry(session, other, box(58, -4, 58.1, -3.9))
    for hotspot, level in ((one, "must"), (other, "should")):
        values = {"level": level, "reason": "Agreed", "forum": "Sector group", "role": "chair", "hotspot": hotspot.uuid}
        editing.add_record(session, "decision", values)
        editing.add_record(session, "population", {"hotspot": hotspot.uuid, "persons": 100})
    editing.mark(session, [session.plan.get(other.uuid)], {"originator": "UNHCR"})
    panel.begin(records(workspace, "Tiva camp", "Oruk mine"))
    said = told(panel)
    assert "several pieces" in said
    assert "Different levels" in said
    assert "counted more than once" in said
    assert "all originators" in said


def test_different_kinds_are_refused_with_a_sentence(panel: MergePanel, workspace: Workspace) -> None:
    post = workspace.add("presence", {"type": "static_post"}, Point(57, -4))
    panel.begin([*records(workspace, "Tiva camp"), post])
    assert "Hotspots and Presence cannot become one record" in told(panel)
    assert not panel.merge_button.isEnabled()


def test_panel_follows_the_selection_and_closes_without_one(
    panel: MergePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    tiva, oruk, tessa = records(workspace, "Tiva camp", "Oruk mine", "Cape Tessa")
    panel.begin([tiva, oruk])
    shown: list[object] = []
    panel.previewed.connect(shown.append)
    workspace.select((tiva.uuid, oruk.uuid, tessa.uuid))
    assert len(panel.choices.buttons()) == 3
    with qtbot.waitSignal(panel.closed):
        workspace.select((tiva.uuid,))
    assert shown[-1] is None
