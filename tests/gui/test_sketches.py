# SPDX-License-Identifier: MIT
"""Sketches: what the hand has begun is in the plan file, until it is finished."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
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
