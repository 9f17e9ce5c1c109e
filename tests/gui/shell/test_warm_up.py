# SPDX-License-Identifier: MIT
"""What the first map does not need comes later, or at once when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow
from hotmap.gui.stages.registry import STAGES

NOT_YET = (
    "hotmap.importers.source",
    "hotmap.release",
    "hotmap.exporters",
    "hotmap.cli",
    "pyproj",
    "http.client",
    "xml.sax",
)


def test_start_imports_no_room_that_the_first_map_needs_not() -> None:
    script = f"import sys, hotmap.__main__, hotmap.app; print(*[m for m in {NOT_YET!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_stages_count_their_open_questions_soon_after_the_first_map(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(window.stages.made(entry.id) for entry in STAGES), timeout=20_000)
    qtbot.waitUntil(lambda: any(segment.count for segment in window.bar.stages._segments), timeout=5_000)


@pytest.mark.parametrize("entry", STAGES, ids=lambda entry: entry.id)
def test_stage_is_what_its_entry_says(entry: object) -> None:
    assert entry.load().id == entry.id  # type: ignore[attr-defined]


def test_click_before_anything_was_brought_in_gets_the_stage_and_the_panel(window: MainWindow) -> None:
    assert window.stages.made("share") is None
    window.bar.stage_chosen.emit("share")
    assert window.stage.id == "share"
    window.commands.run("history")
    assert window.history.isVisible()


def test_panels_of_the_map_come_after_it_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    stage: Any = window.stage
    qtbot.waitUntil(lambda: stage._inspector.is_made and stage._tables.is_made and stage._layers.is_made)


def test_first_press_on_the_map_finds_the_panels_there(window: MainWindow) -> None:
    stage: Any = window.stage
    assert not stage._inspector.is_made
    QTest.mouseClick(window.map.canvas, Qt.MouseButton.LeftButton)
    assert stage._inspector.is_made
