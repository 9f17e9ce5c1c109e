# SPDX-License-Identifier: MIT
"""The time strip filters map and tables together, says so, and goes without a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.gui.main_window import MainWindow
from hotmap.gui.tables.panel import TablePanel


@pytest.fixture
def events(window: MainWindow) -> MainWindow:
    """The window over a plan with incidents of ten, sixty and two hundred days ago, and one without a date."""
    today = window.workspace.today()
    for days in (10, 60, 200, None):
        when = {} if days is None else {"date": (today - timedelta(days=days)).isoformat()}
        window.workspace.add("incident", {"type": "killing", **when}, Point(57.3, -4.3))
    return window


def incidents(window: MainWindow) -> int:
    return len(window.map.canvas.scene.incidents)


def test_time_strip_filters_map_and_table_and_counts_what_has_no_date(qtbot: QtBot, events: MainWindow) -> None:
    tables: TablePanel = events.stages["map"].tables  # type: ignore[attr-defined]
    tables.show_kind("incident")
    qtbot.keyClick(events, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    bar = events.time_bar
    assert bar.isVisible()
    assert incidents(events) == 3  # within 90 days, and the one that nobody dated
    assert "1 without a date" in bar._undated.text()
    assert events.filter_strip.words() == "1 incident is filtered out of the map."
    qtbot.waitUntil(lambda: tables.table.records.rowCount() == 3)
    QTest.keyClick(bar.way, Qt.Key.Key_Left)
    assert bar.way.value == "30"
    assert incidents(events) == 2
    assert len(events.map.canvas.scene.hotspots) == 3
    events.commands.run("time")
    assert not bar.isVisible()
    assert incidents(events) == 4
    qtbot.waitUntil(lambda: tables.table.records.rowCount() == 4)


def test_time_strip_steps_by_its_length_and_through_months(events: MainWindow) -> None:
    bar, today = events.time_bar, events.workspace.today()
    bar.toggle()
    events.commands.run("time_earlier")
    assert bar.filter().last == (today - timedelta(days=90)).isoformat()
    bar.choose("months")
    assert bar.filter().months == {today.month}
    events.commands.run("time_later")
    assert bar.filter().months == {today.month % 12 + 1}
    bar.play()
    assert bar._playing.isActive()
    bar.play()
    assert not bar._playing.isActive()


def test_show_all_and_another_plan_turn_the_time_strip_off(events: MainWindow) -> None:
    events.time_bar.toggle()
    events.map.sieve.clear()
    assert not events.time_bar.isVisible()
    events.time_bar.toggle()
    path = events.workspace.session.path  # type: ignore[union-attr]
    events.workspace.close()
    assert events.workspace.open(path)
    assert not events.time_bar.isVisible()
    assert incidents(events) == 4


def test_time_strip_marks_a_date_that_makes_no_sense(events: MainWindow) -> None:
    bar = events.time_bar
    bar.toggle()
    bar.choose("dates")
    bar.first.selectAll()
    QTest.keyClicks(bar.first, "soon")
    assert bar.first.property("problem")
    assert bar.filter().first is None
