# SPDX-License-Identifier: MIT
"""The map under the hand: real mouse and key events, finished geometries out."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, PlanInfo
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools import TOOLS

CAMP = Hotspot(uuid="camp", code="H-001", name="Camp", geometry=box(57.0, -4.6, 57.2, -4.4))
POST = Hotspot(uuid="post", code="H-002", name="Post", geometry=Point(57.4, -4.5))
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Drawn:
    """What the canvas handed out."""

    def __init__(self, canvas: MapCanvas) -> None:
        self.new: list[tuple[str, BaseGeometry]] = []
        self.moved: list[tuple[str, BaseGeometry]] = []
        self.parked: list[dict[str, Any]] = []
        self.hints: list[str] = []
        canvas.drawn.connect(lambda kind, geometry: self.new.append((kind, geometry)))
        canvas.edited.connect(lambda edit: self.moved.extend(edit.reshaped.items()))
        canvas.sketch_parked.connect(self.parked.append)
        canvas.hint_changed.connect(self.hints.append)


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    """A canvas 800 × 600 that shows two hotspots."""
    made = MapCanvas(Scene(Plan([PlanInfo(uuid="p"), CAMP, POST])))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.zoom_to((56.9, -4.9, 57.5, -4.2))
    return made


def click(canvas: MapCanvas, lon: float, lat: float, button: Qt.MouseButton = LEFT) -> QPoint:
    at = canvas.to_px(lon, lat).toPoint()
    QTest.mouseMove(canvas, at)
    QTest.mouseClick(canvas, button, pos=at)
    return at


def key(canvas: MapCanvas, which: Qt.Key | str) -> None:
    QTest.keyClick(canvas, which)


def near(geometry: BaseGeometry, places: list[tuple[float, float]]) -> bool:
    """Return whether a line's or area's corners lie within two pixels (0.002°) of the places."""
    found = list(geometry.exterior.coords)[:-1] if isinstance(geometry, Polygon) else list(geometry.coords)
    return len(found) == len(places) and all(
        Point(a).distance(Point(b)) < 0.002 for a, b in zip(found, places, strict=True)
    )


CORNERS = [(57.25, -4.75), (57.35, -4.75), (57.3, -4.65)]


@pytest.mark.parametrize("finish", ["enter", "right", "double"])
def test_area_is_drawn_corner_by_corner_and_finished(canvas: MapCanvas, finish: str) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("area")
    for corner in CORNERS:
        at = click(canvas, *corner)
    if finish == "enter":
        key(canvas, Qt.Key.Key_Return)
    elif finish == "right":
        click(canvas, 57.45, -4.3, RIGHT)
    else:
        QTest.mouseDClick(canvas, LEFT, pos=at)
    [(kind, geometry)] = drawn.new
    assert kind == "hotspot"
    assert near(geometry, CORNERS)


def test_backspace_takes_back_a_corner(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("line")
    for corner in (*CORNERS, (57.45, -4.8)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Backspace)
    key(canvas, Qt.Key.Key_Return)
    assert near(drawn.new[0][1], CORNERS)
    assert isinstance(drawn.new[0][1], LineString)


def test_escape_parks_a_sketch_that_can_be_resumed(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("area")
    for corner in CORNERS[:2]:
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Escape)
    assert not drawn.new
    [sketch] = drawn.parked
    canvas.set_tool("select")
    canvas.resume(sketch)
    click(canvas, *CORNERS[2])
    key(canvas, Qt.Key.Key_Return)
    assert near(drawn.new[0][1], CORNERS)


def test_changing_the_tool_parks_the_sketch(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("line")
    click(canvas, *CORNERS[0])
    canvas.set_tool("point")
    assert drawn.parked[0]["tool"] == "line"


def test_outline_that_crosses_itself_is_not_finished(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("area")
    for corner in ((57.25, -4.75), (57.35, -4.65), (57.35, -4.75), (57.25, -4.65)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)
    assert not drawn.new
    assert "crosses itself" in drawn.hints[-1]
    assert canvas.sketch_now() is not None


def test_corner_snaps_to_a_neighbour_and_ctrl_or_s_lets_go(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("point")
    beside = (canvas.to_px(57.2, -4.4) + QPointF(5, 4)).toPoint()
    QTest.mouseClick(canvas, LEFT, pos=beside)
    QTest.mouseClick(canvas, LEFT, Qt.KeyboardModifier.ControlModifier, beside)
    canvas.set_tool("point")
    key(canvas, "s")
    QTest.mouseClick(canvas, LEFT, pos=beside)
    snapped, held, free = (geometry for _, geometry in drawn.new)
    assert snapped.equals(Point(57.2, -4.4))
    assert not held.equals(snapped)
    assert not free.equals(snapped)


def test_typed_place_is_a_corner(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool("line")
    canvas.type_place(57.25, -4.75)
    canvas.type_place(57.35, -4.75)
    key(canvas, Qt.Key.Key_Return)
    assert list(drawn.new[0][1].coords) == [(57.25, -4.75), (57.35, -4.75)]


def test_click_selects_and_a_click_beside_clears(canvas: MapCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.selection_changed):
        click(canvas, 57.4, -4.5)
    assert canvas.selection == ("post",)
    click(canvas, 57.45, -4.85)
    assert canvas.selection == ()


def drag(canvas: MapCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        step = start + QPoint(round((end - start).x() * share), round((end - start).y() * share))
        QTest.mouseMove(canvas, step)
        QApplication.processEvents()
        # An offscreen move event carries no buttons, so the drag itself is told directly.
        canvas.tool.move(canvas.pointing.press_at(QPointF(step), False, False, snaps=False), held=True)
    QTest.mouseRelease(canvas, LEFT, pos=end)


def test_dragging_a_corner_reshapes_once(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_selection(("camp",))
    drag(canvas, canvas.to_px(57.2, -4.4).toPoint(), canvas.to_px(57.3, -4.3).toPoint())
    [(uuid, shape)] = drawn.moved
    assert uuid == "camp"
    assert shape.area > CAMP.geometry.area


def test_double_click_takes_a_corner_out(canvas: MapCanvas) -> None:
    drawn = Drawn(canvas)
    canvas.set_selection(("camp",))
    QTest.mouseDClick(canvas, LEFT, pos=canvas.to_px(57.2, -4.4).toPoint())
    assert len(drawn.moved[0][1].exterior.coords) == 4


def test_wheel_zooms_at_the_pointer(canvas: MapCanvas) -> None:
    at = QPointF(200, 150)
    before = canvas.view.to_lonlat(at.x(), at.y())
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    scale = canvas.view.m_per_px
    QApplication.sendEvent(canvas, event)
    assert canvas.view.m_per_px < scale
    assert canvas.view.to_lonlat(at.x(), at.y()) == pytest.approx(before)


def test_shift_drag_zooms_to_a_box(canvas: MapCanvas) -> None:
    corner = canvas.to_px(57.0, -4.4).toPoint()
    other = canvas.to_px(57.2, -4.6).toPoint()
    QTest.mousePress(canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, corner)
    QTest.mouseRelease(canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, other)
    west, south, east, north = canvas.view.bbox
    assert (south, north) == pytest.approx((-4.6, -4.4), abs=0.08)
    assert west <= 57.0
    assert east >= 57.2


def test_delete_key_asks_for_the_selected(canvas: MapCanvas, qtbot: QtBot) -> None:
    canvas.set_selection(("camp",))
    with qtbot.waitSignal(canvas.delete_wanted):
        key(canvas, Qt.Key.Key_Delete)


@pytest.mark.parametrize("tool", [t.id for t in TOOLS])
def test_every_tool_paints_and_says_what_to_do(canvas: MapCanvas, tool: str) -> None:
    drawn = Drawn(canvas)
    canvas.set_tool(tool)
    QTest.mouseMove(canvas, QPoint(300, 200))
    QTest.mouseClick(canvas, LEFT, pos=QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(360, 260))
    assert not canvas.grab().isNull()
    assert drawn.hints[-1]


def test_picture_is_finished_in_slices_and_follows_edits(canvas: MapCanvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: canvas.picture.is_settled, timeout=10_000)
    before = canvas.grab().toImage()
    canvas.set_records(Plan([PlanInfo(uuid="p"), CAMP]))
    qtbot.waitUntil(lambda: canvas.picture.is_settled, timeout=10_000)
    assert canvas.grab().toImage() != before


def test_selected_area_too_small_for_an_outline_is_ringed(canvas: MapCanvas) -> None:
    canvas.zoom_to((52.0, -9.0, 62.0, 0.0))
    canvas.finish_picture()
    sign = canvas.grab().toImage()
    canvas.set_selection(("camp",))
    middle = canvas.to_px(57.1, -4.5).toPoint()
    selected = canvas.grab().toImage()
    assert selected.pixelColor(middle) == sign.pixelColor(middle)
    assert selected.pixelColor(middle + QPoint(16, 0)) != sign.pixelColor(middle + QPoint(16, 0))
