# SPDX-License-Identifier: MIT
"""Shapes as wholes in the window: copied without leaving it, pasted, duplicated, taken apart, filled."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shapely.geometry import MultiPolygon, Point, Polygon, box

from hotmap.analysis.geodesy import area_m2
from hotmap.gui.main_window import MainWindow
from hotmap.gui.shell.shape_clipboard import FORMAT
from hotmap.services import editing
from tests.gui.conftest import named
from tests.gui.mouse import Mouse

CONTROL = Qt.KeyboardModifier.ControlModifier


def select(window: MainWindow, name: str) -> Any:
    uuid = named(window.workspace, name)
    window.workspace.select((uuid,))
    return window.workspace.plan.get(uuid)


def reshape(window: MainWindow, name: str, geometry: object) -> None:
    session: Any = window.workspace.session
    record = session.plan.get(named(window.workspace, name))
    editing.set_geometry(session, record, geometry)  # type: ignore[arg-type]
    select(window, name)


def offered(window: MainWindow) -> set[str]:
    return {c.id for c in window.commands.offered() if c.group == "shape"}


def test_copy_puts_nothing_of_the_record_on_the_systems_clipboard(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Tiva camp")
    window.map.canvas.setFocus()
    window.commands.run("copy_shapes")
    data = QGuiApplication.clipboard().mimeData()
    assert data.formats() == [FORMAT]
    assert not data.hasText()
    assert b"Tiva" not in data.data(FORMAT).data()


def test_pasted_at_the_pointer_with_a_new_code_and_undone_as_one(window: MainWindow) -> None:
    camp = select(window, "Tiva camp")
    window.commands.run("copy_shapes")
    Mouse(window.map.canvas).move((57.8, -4.3))
    window.commands.run("paste")
    [uuid] = window.workspace.selection
    made = window.workspace.plan.get(uuid)
    assert (made.code, made.name, made.marking) == ("H-004", "Tiva camp 2", camp.marking)
    assert made.geometry.centroid.distance(Point(57.8, -4.3)) < 0.01
    assert area_m2(made.geometry) == pytest.approx(area_m2(camp.geometry), rel=1e-3)
    assert len(window.workspace.plan.children("threat", uuid)) == 1
    assert "threat line is copied" in window.undo_strip.accessibleName()
    window.workspace.undo()
    assert window.workspace.plan.count("hotspot") == 3


def test_paste_in_place_and_after_the_original_is_gone(window: MainWindow) -> None:
    camp = select(window, "Tiva camp")
    window.commands.run("copy_shapes")
    window.commands.run("delete")
    window.commands.run("paste_in_place")
    [uuid] = window.workspace.selection
    assert window.workspace.plan.get(uuid).geometry == camp.geometry


def test_text_copied_elsewhere_or_another_plan_ends_what_was_copied(window: MainWindow) -> None:
    select(window, "Tiva camp")
    window.commands.run("copy_shapes")
    assert "paste_shapes" in offered(window)
    QGuiApplication.clipboard().setText("12 34")
    assert "paste_shapes" not in offered(window)
    window.commands.run("copy_shapes")
    path = window.workspace.session.path  # type: ignore[union-attr]
    assert window.workspace.open(path)
    assert "paste_shapes" not in offered(window)


def test_duplicate_lies_beside_and_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    camp = select(window, "Tiva camp")
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    [uuid] = window.workspace.selection
    made = window.workspace.plan.get(uuid)
    assert made.uuid != camp.uuid
    assert made.geometry.intersects(camp.geometry)
    assert made.status == "proposed"


def test_take_apart_makes_a_record_of_each_piece(window: MainWindow) -> None:
    pieces = MultiPolygon([box(57.0, -4.5, 57.1, -4.4), box(57.3, -4.5, 57.35, -4.45)])
    reshape(window, "Tiva camp", pieces)
    assert "take_apart" in offered(window)
    window.commands.run("take_apart")
    assert window.workspace.plan.count("hotspot") == 4
    assert len(window.workspace.selection) == 2
    assert "take_apart" not in offered(window)


def test_only_hole_is_filled_from_the_menu(window: MainWindow) -> None:
    hole = box(57.04, -4.46, 57.06, -4.44).exterior.coords
    reshape(window, "Tiva camp", Polygon(box(57.0, -4.5, 57.1, -4.4).exterior.coords, [hole]))
    assert "fill_hole" in offered(window)
    window.commands.run("fill_hole")
    assert window.workspace.selected.geometry.equals(box(57.0, -4.5, 57.1, -4.4))
    assert "fill_hole" not in offered(window)


def test_simplify_takes_away_what_is_not_seen_and_says_how_much(window: MainWindow) -> None:
    reshape(window, "Tiva camp", Point(57.05, -4.45).buffer(0.05, quad_segs=400))
    window.map.zoom_to((56.5, -5, 57.5, -4))
    window.commands.run("simplify")
    note = window.workspace.undo_note() or ""
    assert note.startswith("Simplify Tiva camp from 1")
    assert len(window.workspace.selected.geometry.exterior.coords) < 100


def test_commands_are_offered_where_they_make_sense(window: MainWindow) -> None:
    assert not {"tool_split", "merge", "duplicate", "delete"} & offered(window)
    select(window, "Tiva camp")
    assert {"tool_split", "tool_hole", "tool_reshape", "tool_move", "tool_turn", "duplicate", "delete"} <= offered(
        window
    )
    assert "merge" not in offered(window)
    select(window, "Oruk mine")
    assert not {"tool_split", "tool_hole", "tool_turn"} & offered(window)
    assert "tool_move" in offered(window)
    window.workspace.select((named(window.workspace, "Tiva camp"), named(window.workspace, "Oruk mine")))
    assert "merge" in offered(window)
    window.go_to("prioritise")
    assert not {"merge", "duplicate", "tool_move"} & offered(window)


def test_plan_open_for_reading_changes_no_shape(window: MainWindow) -> None:
    path = window.workspace.session.path  # type: ignore[union-attr]
    window.workspace.close()
    assert window.workspace.open_to_read(path)
    camp = select(window, "Tiva camp")
    assert not {"tool_split", "merge", "duplicate", "copy_shapes", "simplify"} & offered(window)
    Mouse(window.map.canvas).drag((57.1, -4.4), (57.2, -4.3))
    assert window.workspace.plan.get(camp.uuid) == camp


def test_merge_opens_its_panel_shows_the_result_and_goes(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.select((named(window.workspace, "Tiva camp"), named(window.workspace, "Oruk mine")))

    def buttons() -> list[QPushButton]:
        found = window.findChildren(QPushButton)
        return [button for button in found if button.text() == "Merge into one …" and button.isVisible()]

    qtbot.waitUntil(lambda: bool(buttons()))  # the panels come after the map
    buttons()[0].click()
    assert window._side is not None
    assert not window.map.canvas.grab().isNull()
    window._side.merge_button.click()  # type: ignore[attr-defined]
    assert window._side is None
    assert window.workspace.plan.count("hotspot") == 2


def test_corner_dragged_in_the_window_is_one_named_step(window: MainWindow) -> None:
    select(window, "Tiva camp")
    window.map.zoom_to((56.9, -4.6, 57.3, -4.3))
    window.map.canvas.pointing.set_snapping(False)
    Mouse(window.map.canvas).drag((57.1, -4.4), (57.15, -4.35))
    assert window.workspace.undo_note() == "Move a corner of Tiva camp"
    window.workspace.undo()
    assert window.workspace.selected.geometry.equals(box(57.0, -4.5, 57.1, -4.4))


def test_split_in_the_window_says_what_was_copied_and_selects_the_parts(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Tiva camp")
    window.map.zoom_to((56.9, -4.6, 57.3, -4.3))
    canvas = window.map.canvas
    window.commands.run("tool_split")
    mouse = Mouse(canvas)
    mouse.click((57.03, -4.55))
    mouse.click((57.03, -4.35))
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert window.undo_strip.accessibleName() == "Split Tiva camp in 2. Its threat line is copied."
    assert len(window.workspace.selection) == 2
    assert canvas.tool.id == "select"
    assert window.sketches.waiting() == []
