# SPDX-License-Identifier: MIT
"""A level is two gestures; an override asks why; presence stays out of the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hotmap.gui import theme
from hotmap.gui.main_window import MainWindow
from hotmap.gui.stages.prioritise import PrioritiseStage
from hotmap.gui.workspace import Workspace
from tests.gui.conftest import named


def ready(window: MainWindow, name: str) -> PrioritiseStage:
    window.go_to("prioritise")
    stage = window.stage
    assert isinstance(stage, PrioritiseStage)
    window.workspace.select((named(window.workspace, name),))
    stage.refresh()
    stage.form.forum.setText("Sector group")
    stage.form.role.setText("Head of Office")
    return stage


def level(workspace: Workspace, name: str) -> str | None:
    return workspace.summaries[named(workspace, name)].level


def test_key_one_decides_must_where_the_rubric_suggests_it(qtbot: QtBot, window: MainWindow) -> None:
    ready(window, "Tiva camp")
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert level(window.workspace, "Tiva camp") == "must"
    decision = window.workspace.plan.of("decision")[0]
    assert (decision.suggested, decision.forum, decision.role) == ("must", "Sector group", "Head of Office")


def test_undo_takes_a_decision_back(window: MainWindow) -> None:
    ready(window, "Tiva camp").take_key(1)
    window.workspace.undo()
    assert level(window.workspace, "Tiva camp") is None


def test_override_without_reason_asks_for_one_and_records_nothing(qtbot: QtBot, window: MainWindow) -> None:
    stage = ready(window, "Tiva camp")
    assert stage.take_key(3) is False
    assert level(window.workspace, "Tiva camp") is None
    assert "Must" in stage.form.question
    stage.form.reason.setPlainText("The armed group left in August.")
    assert stage.form.record() is True
    assert level(window.workspace, "Tiva camp") == "could"
    assert window.workspace.summaries[named(window.workspace, "Tiva camp")].raised == -1


def test_forum_and_role_stay_from_the_last_decision(window: MainWindow) -> None:
    stage = ready(window, "Tiva camp")
    stage.take_key(1)
    stage.form.forum.clear()
    stage.form.role.clear()
    window.workspace.select((named(window.workspace, "Oruk mine"),))
    stage.refresh()
    assert (stage.form.forum.text(), stage.form.role.text()) == ("Sector group", "Head of Office")


def test_dropped_cards_are_decided_together(window: MainWindow) -> None:
    stage = ready(window, "Cape Tessa")
    stage.columns.decided.emit((named(window.workspace, "Cape Tessa"),), "watch")
    assert level(window.workspace, "Cape Tessa") == "watch"


def test_digits_typed_into_a_field_decide_nothing(qtbot: QtBot, window: MainWindow) -> None:
    stage = ready(window, "Tiva camp")
    stage.form.date.setFocus()
    qtbot.keyClicks(stage.form.date, "1")
    assert level(window.workspace, "Tiva camp") is None


def test_factor_set_while_talking_moves_the_suggestion(window: MainWindow) -> None:
    stage = ready(window, "Oruk mine")
    assert window.workspace.summaries[named(window.workspace, "Oruk mine")].suggested == "could"
    threat = window.workspace.plan.children("threat", named(window.workspace, "Oruk mine"))[0]
    for code in ("severity", "exposure", "vulnerability"):
        stage.factors.edited.emit(threat, code, 5)
    assert window.workspace.summaries[named(window.workspace, "Oruk mine")].suggested == "should"


def test_presence_is_hidden_here_and_shown_again_after(window: MainWindow) -> None:
    ready(window, "Tiva camp")
    assert {"troops", "civilian", "patrols"} <= window.map.canvas.scene.hidden
    window.go_to("map")
    assert not {"troops", "civilian", "patrols"} & window.map.canvas.scene.hidden


def test_projector_asks_for_the_reason_below_and_takes_it(window: MainWindow) -> None:
    stage = ready(window, "Tiva camp")
    try:
        window.set_look(projector=True)
        stage.choice.chosen.emit("watch")
        stage.choice.reasoned.emit("watch", "Nobody lives there any more.")
        assert level(window.workspace, "Tiva camp") == "watch"
    finally:
        window.set_look(projector=False)
    assert not theme.active().projector


def test_arrow_keys_lead_from_column_to_column(qtbot: QtBot, window: MainWindow) -> None:
    stage = ready(window, "Tiva camp")
    stage.take_key(1)
    undecided, must = (next(c for c in stage.columns._columns if c.level == level) for level in (None, "must"))
    undecided.cards.setFocus()
    undecided.cards.setCurrentIndex(undecided.cards.cards.index(1))
    qtbot.waitUntil(lambda: not must.cards.selectionModel().hasSelection())
    qtbot.keyClick(undecided.cards, Qt.Key.Key_Right)
    assert window.workspace.selection == (must.cards.cards.summary(0).hotspot.uuid,)
    qtbot.waitUntil(lambda: not undecided.cards.selectionModel().hasSelection())
    qtbot.keyClick(must.cards, Qt.Key.Key_Left)
    assert window.workspace.selection == (undecided.cards.cards.summary(0).hotspot.uuid,)
