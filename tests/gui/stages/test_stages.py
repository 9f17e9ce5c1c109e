# SPDX-License-Identifier: MIT
"""Five stages about one map: reached by key, counted in the bar, true to the data."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.domain.plan import Plan
from hotmap.domain.records import Decision, Hotspot, Presence, Response
from hotmap.domain.summary import summarise
from hotmap.gui.main_window import MainWindow
from hotmap.gui.stages.cover_panel import unheld, without_eyes
from hotmap.gui.stages.line_groups import groups_of
from hotmap.gui.stages.registry import STAGES
from hotmap.gui.stages.respond import RespondStage
from tests.gui.conftest import named

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("number", range(1, 6))
def test_ctrl_and_number_bring_a_stage_to_the_front(qtbot: QtBot, window: MainWindow, number: int) -> None:
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert window.stage.id == STAGES[number - 1].id
    assert window.bar.stages.value == window.stage.id
    assert all(panel.isVisible() for panel in window.stage.panels.widgets.values())


def test_without_a_plan_the_window_teaches_and_no_stage_opens(window: MainWindow) -> None:
    window.commands.run("close_plan")
    assert window.start.isVisible()
    window.go_to("share")
    assert window.start.isVisible()


def plan_of_three() -> Plan:
    """One Must that nobody holds, one that a force holds without civilian eyes, one Must with ears."""
    places = {"open": Point(10, 0), "held": Point(11, 0), "ears": Point(12, 0)}
    hotspots = [Hotspot(uuid=name, name=name, geometry=place) for name, place in places.items()]
    decisions = [Decision(uuid=f"d-{h.uuid}", hotspot=h.uuid, level="must") for h in hotspots]
    force = Presence(uuid="force", type="static_post", domain="troops", geometry=places["held"])
    cla = Presence(uuid="cla", type="cla", domain="civilian", geometry=places["ears"])
    return Plan((*hotspots, *decisions, force, cla))


def test_cover_lists_must_without_a_force_and_force_without_eyes() -> None:
    summaries = list(summarise(plan_of_three(), TODAY).values())
    assert {s.hotspot.uuid for s in unheld(summaries, "must")} == {"open", "ears"}
    assert [s.hotspot.uuid for s in without_eyes(summaries)] == ["held"]


LINES = (
    Response(uuid="a", hotspot="open", lead="force", due="2026-12-01"),
    Response(uuid="b", hotspot="open", due="2026-11-30"),
    Response(uuid="c", hotspot="gone", lead="unhcr"),
)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("hotspot", {"open": "ab", "ears": "", "held": "", "Without a hotspot": "c"}),
        ("entity", {"No lead yet": "b", "Force": "a", "UNHCR": "c"}),
        ("date", {"No date yet": "c", "Nov 2026": "b", "Dec 2026": "a"}),
    ],
)
def test_groups_hold_every_line_once(view: str, expected: dict[str, str]) -> None:
    plan = Plan((*plan_of_three().content(), *LINES))
    groups = groups_of(view, plan, summarise(plan, TODAY))
    assert {g.title: "".join(sorted(line.uuid for line in g.lines)) for g in groups} == expected


def test_respond_adds_a_line_for_the_hotspot_in_hand(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to("respond")
    stage = window.stage
    assert isinstance(stage, RespondStage)
    uuid = named(window.workspace, "Oruk mine")
    window.workspace.select((uuid,))
    stage._add_line()
    line = window.workspace.selected
    assert (line.KIND, line.hotspot, line.marking.audiences) == ("response", uuid, ("mission", "partners"))
    qtbot.waitUntil(lambda: stage.inspector.isVisible())


def test_respond_counts_what_the_checker_finds_in_its_lines(window: MainWindow) -> None:
    stage = window.stages["respond"]
    before = stage.open_questions()[0]
    window.workspace.add("response", {"hotspot": named(window.workspace, "Oruk mine"), "title": "Patrol"})
    assert stage.open_questions()[0] == before + 2  # no lead, no date
