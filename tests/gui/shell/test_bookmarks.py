# SPDX-License-Identifier: MIT
"""Bookmarks in the window: kept by key under a name from the map, walked, renamed, moved, removed, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hotmap.domain.bookmarks import bookmarks_from
from hotmap.gui.main_window import MainWindow
from hotmap.services import editing

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLACES = {"Tiva camp": (57.05, -4.45), "Oruk mine": (58.0, -4.5), "Cape Tessa": (59.0, -4.5)}


def _look_at(window: MainWindow, name: str) -> None:
    lon, lat = PLACES[name]
    window.map.zoom_to((lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1))


def _names(window: MainWindow) -> list[str]:
    return [bookmark.name for bookmark in bookmarks_from(window.workspace.plan.info.bookmarks)]


def _in_view(window: MainWindow) -> str:
    lon, lat = window.map.canvas.view.centre
    return min(PLACES, key=lambda name: abs(PLACES[name][0] - lon) + abs(PLACES[name][1] - lat))


@pytest.fixture
def walk(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window whose plan holds three bookmarks, kept by key."""
    qtbot.waitUntil(window.isActiveWindow)
    for name in PLACES:
        _look_at(window, name)
        qtbot.keyClick(window, Qt.Key.Key_B, CONTROL)
    return window


def test_kept_views_are_named_after_what_lies_in_their_middle(walk: MainWindow) -> None:
    assert _names(walk) == list(PLACES)
    assert walk.undo_strip.accessibleName() == "View kept: Cape Tessa"


def test_view_of_everything_is_named_after_the_plan(window: MainWindow) -> None:
    window.map.zoom_full()
    window.commands.run("bookmark_keep")
    assert _names(window) == ["Everything"]


def test_name_that_a_room_may_not_see_is_not_proposed(window: MainWindow) -> None:
    session = window.workspace.session
    assert session is not None
    hidden = next(h for h in session.plan.of("hotspot") if h.name == "Oruk mine")
    editing.mark(session, [hidden], {"sensitivity": "severe"})
    _look_at(window, "Oruk mine")
    window.commands.run("bookmark_keep")
    assert "Oruk" not in _names(window)[0]


def test_page_keys_walk_from_the_last_round_to_the_first(qtbot: QtBot, walk: MainWindow) -> None:
    canvas = walk.map.canvas
    canvas.setFocus()
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        qtbot.keyClick(canvas, key)
        seen.append(_in_view(walk))
    assert seen == ["Tiva camp", "Oruk mine", "Tiva camp", "Cape Tessa"]


def test_alt_and_digit_goes_to_the_bookmark_of_that_number(qtbot: QtBot, walk: MainWindow) -> None:
    qtbot.keyClick(walk, Qt.Key.Key_2, ALT)
    assert _in_view(walk) == "Oruk mine"
    qtbot.keyClick(walk, Qt.Key.Key_9, ALT)
    assert _in_view(walk) == "Oruk mine"


def test_bookmarks_are_found_by_name_and_offered_in_the_menu(walk: MainWindow) -> None:
    found = [a for a in walk.answers.to("oruk") if a.below == "Bookmarks"]
    assert [(a.text, a.keys) for a in found] == [("Oruk mine", "Alt+2")]
    found[0].run()
    assert _in_view(walk) == "Oruk mine"
    assert set(PLACES) <= {c.text for c in walk.commands.by_group()["bookmarks"]}


def test_panel_renames_moves_and_removes_by_keys(qtbot: QtBot, walk: MainWindow) -> None:
    qtbot.keyClick(walk, Qt.Key.Key_B, CONTROL | SHIFT)
    rows = walk.bookmarks.list
    qtbot.waitUntil(rows.isVisible)
    rows.setCurrentRow(0)
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    editor = rows.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Start")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(walk) == ["Start", "Oruk mine", "Cape Tessa"])
    qtbot.keyClick(rows, Qt.Key.Key_Down, ALT)
    assert _names(walk) == ["Oruk mine", "Start", "Cape Tessa"]
    walk.workspace.select([walk.workspace.plan.of("hotspot")[0].uuid])
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert _names(walk) == ["Oruk mine", "Cape Tessa"]
    assert walk.workspace.plan.count("hotspot") == 3
    qtbot.keyClick(walk, Qt.Key.Key_Z, CONTROL)
    assert _names(walk) == ["Oruk mine", "Start", "Cape Tessa"]


def test_row_dragged_to_the_front_is_the_first_of_the_walk(walk: MainWindow) -> None:
    rows = walk.bookmarks.list
    assert rows.model().moveRow(rows.rootIndex(), 2, rows.rootIndex(), 0)
    assert _names(walk) == ["Cape Tessa", "Tiva camp", "Oruk mine"]


def test_click_on_a_row_shows_the_view(qtbot: QtBot, walk: MainWindow) -> None:
    walk.commands.run("bookmarks")
    rows = walk.bookmarks.list
    qtbot.waitUntil(rows.isVisible)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    assert _in_view(walk) == "Oruk mine"


def test_alt_left_goes_back_to_the_view_before(qtbot: QtBot, walk: MainWindow) -> None:
    qtbot.keyClick(walk, Qt.Key.Key_1, ALT)
    walk.extents._settle()
    qtbot.keyClick(walk, Qt.Key.Key_2, ALT)
    qtbot.keyClick(walk, Qt.Key.Key_Left, ALT)
    assert _in_view(walk) == "Tiva camp"
    qtbot.keyClick(walk, Qt.Key.Key_Right, ALT)
    assert _in_view(walk) == "Oruk mine"


def test_escape_puts_the_panel_away_and_gives_the_map_the_keyboard(qtbot: QtBot, walk: MainWindow) -> None:
    walk.commands.run("bookmarks")
    rows = walk.bookmarks.list
    qtbot.waitUntil(rows.hasFocus)
    qtbot.keyClick(rows, Qt.Key.Key_Escape)
    assert not rows.isVisible()
    assert walk.map.canvas.hasFocus()
