# SPDX-License-Identifier: MIT
"""Sketches: what the hand has begun is in the plan file, until it is finished."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.sketches import SketchKeeper
from hotmap.gui.main_window import MainWindow

CORNERS = [(57.0, -4.5), (57.1, -4.5), (57.1, -4.4)]


def begin(canvas: MapCanvas) -> None:
    """Set three corners of an area."""
    canvas.set_tool("area")
    for lon, lat in CORNERS:
        canvas.type_place(lon, lat)


def on_disk(window: MainWindow) -> list[object]:
    session = window.workspace.session
    assert session is not None
    return [sketch["corners"] for sketch in session.sketches()]


def test_sketch_under_way_is_on_disk_before_anybody_asks(window: MainWindow, qtbot: QtBot) -> None:
    begin(window.map.canvas)
    qtbot.waitUntil(lambda: on_disk(window) == [[list(corner) for corner in CORNERS]])
    assert not window.sketches.waiting()  # it is in the hand, not set aside


def test_corner_is_on_disk_when_its_click_is_over(window: MainWindow) -> None:
    window.map.canvas.set_tool("area")
    window.map.canvas.type_place(*CORNERS[0])
    assert on_disk(window) == [[list(CORNERS[0])]]


def test_sketch_stays_on_disk_until_its_record_is_written(window: MainWindow) -> None:
    begin(window.map.canvas)
    kept: list[int] = []
    window.workspace.changed.connect(lambda _: kept.append(len(on_disk(window))))
    window.map.canvas.tool.finish()
    assert kept[0] == 1
    assert not on_disk(window)


def test_several_sketches_wait_are_listed_and_one_of_them_resumed(window: MainWindow, qtbot: QtBot) -> None:
    canvas, parked = window.map.canvas, window.map.desk.parked
    for tool in ("circle", "corridor", "freehand"):
        canvas.set_tool(tool)
        canvas.tool.add(CORNERS[0])  # type: ignore[attr-defined]
        canvas.tool.park()
    assert [sketch["tool"] for sketch in window.sketches.waiting()] == ["circle", "corridor", "freehand"]
    window.commands.run("resume")
    rows = [button for button in parked.findChildren(QPushButton) if button.text() == "Resume"]
    assert len(rows) == 3
    rows[1].click()  # the newest stands first
    assert canvas.tool.id == "corridor"
    assert len(window.sketches.waiting()) == 2


def test_sketch_in_the_hand_gives_way_to_the_one_resumed(window: MainWindow) -> None:
    canvas = window.map.canvas
    begin(canvas)
    canvas.tool.park()
    canvas.set_tool("line")
    canvas.type_place(*CORNERS[1])
    window.sketches.resume()
    assert canvas.tool.id == "area"
    assert [sketch["tool"] for sketch in window.sketches.waiting()] == ["line"]


@pytest.mark.parametrize("tool", ["circle", "rectangle", "corridor", "freehand_line"])
def test_change_of_stage_sets_any_sketch_aside(window: MainWindow, tool: str) -> None:
    window.map.canvas.set_tool(tool)
    window.map.canvas.tool.add(CORNERS[0])  # type: ignore[attr-defined]
    window.go_to("prioritise")
    assert [sketch["tool"] for sketch in window.sketches.waiting()] == [tool]
    assert window.map.canvas.tool.id == "select"


def test_sketch_thrown_away_can_be_brought_back(window: MainWindow) -> None:
    begin(window.map.canvas)
    window.map.canvas.tool.park()
    window.map.desk.parked.throw_away_wanted.emit(window.sketches.waiting()[0]["id"])
    assert not on_disk(window)
    assert window.undo_strip.isVisibleTo(window)
    next(b for b in window.undo_strip.findChildren(QPushButton) if b.text() == "Bring back").click()
    assert len(window.sketches.waiting()) == 1


def test_ctrl_z_is_the_sketch_s_while_one_is_drawn_and_the_plan_s_after(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.map.canvas
    begin(canvas)
    note = window.workspace.undo_note()
    qtbot.keyClick(canvas, "Z", Qt.KeyboardModifier.ControlModifier)
    assert canvas.tool.count_text() == "2 corners"
    qtbot.keyClick(canvas, "Y", Qt.KeyboardModifier.ControlModifier)
    assert canvas.tool.count_text() == "3 corners"
    assert window.workspace.undo_note() == note
    canvas.tool.finish()
    hotspots = window.workspace.plan.count("hotspot")
    window.commands.run("undo")
    assert window.workspace.plan.count("hotspot") == hotspots - 1


def test_drawn_place_asks_for_its_name_and_then_its_type(window: MainWindow, qtbot: QtBot) -> None:
    begin(window.map.canvas)
    qtbot.keyClick(window.map.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QLineEdit))
    qtbot.keyClicks(window.focusWidget(), "Ileo rice fields")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(window.focusWidget(), "Farm")
    hotspot = window.workspace.selected
    assert (hotspot.name, hotspot.type, hotspot.status) == ("Ileo rice fields", "farming_area", "proposed")


def test_sketch_that_is_finished_is_forgotten(window: MainWindow, qtbot: QtBot) -> None:
    begin(window.map.canvas)
    qtbot.waitUntil(lambda: bool(on_disk(window)))
    window.map.canvas.tool.finish()
    qtbot.waitUntil(lambda: not on_disk(window))
    assert window.workspace.plan.count("hotspot") == 4


def test_sketch_survives_a_crash_after_it_was_resumed(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.map.canvas
    begin(canvas)
    canvas.tool.deactivate()
    assert len(window.sketches.waiting()) == 1
    window.sketches.resume()
    assert len(on_disk(window)) == 1
    assert canvas.sketch_now() is not None


def test_sketch_that_cannot_be_written_comes_back_into_the_hand(window: MainWindow) -> None:
    canvas, session = window.map.canvas, window.workspace.session
    assert session is not None
    path = session.path
    window.workspace.close()
    assert window.workspace.open_to_read(path)
    begin(canvas)
    canvas.tool.finish()
    assert canvas.sketch_now() is not None


def test_closing_the_plan_sets_the_sketch_aside(window: MainWindow) -> None:
    session = window.workspace.session
    assert session is not None
    path = session.path
    begin(window.map.canvas)
    window.workspace.close()
    assert window.map.canvas.sketch_now() is None
    assert window.workspace.open(path)
    QApplication.processEvents()
    assert len(window.sketches.waiting()) == 1
    assert window.notices.isVisibleTo(window)


def test_keeper_offers_nothing_without_a_plan(window: MainWindow) -> None:
    window.workspace.close()
    keeper: SketchKeeper = window.sketches
    assert keeper.waiting() == []


def test_letters_take_only_tools_that_the_stage_offers(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("prioritise")
    qtbot.keyClick(window.map.canvas, "A")
    assert window.map.canvas.tool.id == "select"
    window.go_to("map")
    qtbot.keyClick(window.map.canvas, "A")
    assert window.map.canvas.tool.id == "area"


def test_plan_open_for_reading_offers_no_tool_that_draws(window: MainWindow) -> None:
    session = window.workspace.session
    assert session is not None
    path = session.path
    window.workspace.close()
    assert window.workspace.open_to_read(path)
    assert window.map.canvas.offered == ("select", "measure")


def test_corners_are_held_only_where_places_are_drawn(window: MainWindow) -> None:
    assert window.map.canvas.reshapes
    window.go_to("prioritise")
    assert not window.map.canvas.reshapes


def test_sketches_set_aside_are_not_in_the_way_where_nothing_is_drawn(window: MainWindow) -> None:
    canvas, parked = window.map.canvas, window.map.desk.parked
    canvas.set_tool("area")
    canvas.tool.add(CORNERS[0])  # type: ignore[attr-defined]
    canvas.tool.park()
    assert parked.isVisible()
    window.go_to("share")
    assert not parked.isVisible()
    window.go_to("map")
    assert parked.isVisible()
