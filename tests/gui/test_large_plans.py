# SPDX-License-Identifier: MIT
"""What takes longer than a blink on a large plan is worked out beside the window, and comes out the same."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hotmap.domain.checks import check
from hotmap.domain.summary import summarise
from hotmap.gui import checker, previews
from hotmap.gui.previews import Preview, Previews
from hotmap.gui.workspace import Workspace
from hotmap.services import releasing
from tests.gui.conftest import named


def test_checker_of_a_large_plan_tells_later_and_the_same(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "AT_ONCE", 0)
    with qtbot.waitSignal(workspace.findings_changed):
        assert workspace.findings == []
    assert workspace.findings == check(workspace.plan, workspace.today())


def test_checker_asked_again_while_it_works_answers_for_the_newest_plan(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "AT_ONCE", 0)
    _ = workspace.findings
    workspace.delete([workspace.plan.get(named(workspace, "Cape Tessa"))])
    with qtbot.waitSignal(workspace.findings_changed):
        _ = workspace.findings
    assert workspace.findings == check(workspace.plan, workspace.today())


def test_preview_of_a_large_plan_comes_later_and_the_same(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "AT_ONCE", 0)
    made: list[Preview] = []
    maker = Previews(workspace)
    maker.want("public", "en", made.append)
    maker.want("partners", "en", made.append)  # takes the place of the one before
    assert maker.is_busy
    qtbot.waitUntil(lambda: bool(made))
    assert [preview.audience for preview in made] == ["partners"]
    session: Any = workspace.session
    straight = releasing.preview(session, "partners").release
    assert made[0].prepared.release.hash == straight.hash
    assert made[0].summaries == straight.summaries(workspace.today())


def test_summaries_after_an_edit_are_those_of_the_whole_plan(workspace: Workspace) -> None:
    _ = workspace.summaries
    workspace.set_values(workspace.plan.get(named(workspace, "Cape Tessa")), {"name": "Cape Tessa north"})
    workspace.add("threat", {"hotspot": named(workspace, "Oruk mine"), "severity": 5})
    workspace.undo()
    assert workspace.summaries == summarise(workspace.plan, workspace.today())
