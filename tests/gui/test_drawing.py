# SPDX-License-Identifier: MIT
"""Drawing new shapes: each tool under real mouse and key events."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.figures_on_ground import sides_m
from hotmap.analysis.geodesy import bearing_deg, distance_m
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import PlanInfo
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools import TOOLS
from hotmap.gui.tools.asking import Question
from hotmap.gui.tools.sketching import SketchTool

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
BOW_TIE = [(57.2, -4.6), (57.4, -4.4), (57.4, -4.6), (57.2, -4.4)]
SKETCHING = [tool.id for tool in TOOLS if issubclass(tool, SketchTool) and tool.kind and tool.id != "measure"]


class Told:
    """What a canvas told."""

    def __init__(self, canvas: MapCanvas) -> None:
        self.new: list[tuple[str, BaseGeometry]] = []
        self.parked: list[dict[str, Any]] = []
        self.questions: list[Question] = []
        self.hints: list[str] = []
        canvas.drawn.connect(lambda kind, geometry: self.new.append((kind, geometry)))
        canvas.sketch_parked.connect(self.parked.append)
        canvas.asked.connect(self.questions.append)
        canvas.hint_changed.connect(self.hints.append)

    @property
    def shape(self) -> Any:
        """The one geometry drawn."""
        [(_, shape)] = self.new
        return shape


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    """An empty map 800 × 600, a pixel about 0.001°."""
    made = MapCanvas(Scene(Plan([PlanInfo(uuid="p")])))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.zoom_to((56.9, -4.9, 57.6, -4.2))
    return made


@pytest.fixture
def told(canvas: MapCanvas) -> Told:
    return Told(canvas)


def send(
    canvas: MapCanvas, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton = NONE,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:  # fmt: skip
    """Send a mouse event as a screen does, with the buttons that are held."""
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, canvas.mapToGlobal(at), button, held, keys))


def click(canvas: MapCanvas, lon: float, lat: float, keys: Qt.KeyboardModifier = PLAIN) -> None:
    at = canvas.to_px(lon, lat)
    send(canvas, QEvent.Type.MouseMove, at, NONE, NONE, keys)
    send(canvas, QEvent.Type.MouseButtonPress, at, LEFT, LEFT, keys)
    send(canvas, QEvent.Type.MouseButtonRelease, at, LEFT, NONE, keys)


def drag(canvas: MapCanvas, places: list[tuple[float, float]], keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press at the first place, move along the others, let go at the last; keys are held after the press."""
    px = [canvas.to_px(*place) for place in places]
    send(canvas, QEvent.Type.MouseButtonPress, px[0], LEFT, LEFT)
    for start, end in pairwise(px):
        for step in range(1, 9):
            send(canvas, QEvent.Type.MouseMove, start + (end - start) * step / 8, NONE, LEFT, keys)
    send(canvas, QEvent.Type.MouseButtonRelease, px[-1], LEFT, NONE, keys)


def key(canvas: MapCanvas, which: Qt.Key | str) -> None:
    QTest.keyClick(canvas, which)


def begin(canvas: MapCanvas, tool: str) -> None:
    """Set a first place, and for the strokes a first piece."""
    canvas.set_tool(tool)
    if tool.startswith("freehand"):
        send(canvas, QEvent.Type.MouseButtonPress, QPointF(200, 200), LEFT, LEFT)
        for x in (230, 260, 290):
            send(canvas, QEvent.Type.MouseMove, QPointF(x, 200), NONE, LEFT)
    else:
        click(canvas, 57.2, -4.6)


# ---- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["pull", "click twice"])
def test_circle_reaches_from_its_centre_to_the_hand(canvas: MapCanvas, told: Told, way: str) -> None:
    canvas.set_tool("circle")
    if way == "pull":
        drag(canvas, [(57.2, -4.6), (57.3, -4.6)])
    else:
        click(canvas, 57.2, -4.6)
        click(canvas, 57.3, -4.6)
    radius_m = distance_m(57.2, -4.6, 57.3, -4.6)
    assert all(
        distance_m(57.2, -4.6, *corner) == pytest.approx(radius_m, rel=0.01) for corner in told.shape.exterior.coords
    )


def test_circle_tells_its_radius_and_area_while_it_is_pulled(canvas: MapCanvas) -> None:
    begin(canvas, "circle")
    send(canvas, QEvent.Type.MouseMove, canvas.to_px(57.3, -4.6), NONE)
    radius, area = canvas.tool.measures()
    assert radius.startswith("radius 11.1 km")
    assert "km²" in area
    assert "ha" in area


def test_rectangle_lies_between_its_corners(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("rectangle")
    drag(canvas, [(57.2, -4.6), (57.4, -4.5)])
    assert told.shape.bounds == pytest.approx((57.2, -4.6, 57.4, -4.5), abs=0.002)


@pytest.mark.parametrize("way", ["pull", "click twice"])
def test_rectangle_with_shift_is_a_square_on_the_ground(canvas: MapCanvas, told: Told, way: str) -> None:
    canvas.set_tool("rectangle")
    if way == "pull":
        drag(canvas, [(57.2, -4.6), (57.4, -4.5)], SHIFT)
    else:
        click(canvas, 57.2, -4.6)
        click(canvas, 57.4, -4.5, SHIFT)
    west, south, east, north = told.shape.bounds
    width_m, height_m = sides_m((west, south), (east, north))
    assert width_m == pytest.approx(height_m, rel=1e-5)


def test_corridor_is_a_line_and_then_its_width(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("corridor")
    for corner in ((57.2, -4.6), (57.3, -4.6), (57.4, -4.6)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)
    assert not told.new
    click(canvas, 57.3, -4.58)
    height_m = distance_m(57.3, told.shape.bounds[1], 57.3, told.shape.bounds[3])
    assert height_m == pytest.approx(2 * distance_m(57.3, -4.6, 57.3, -4.58), rel=0.05)
    assert told.shape.contains(LineString([(57.2, -4.6), (57.4, -4.6)]))


def test_corridor_goes_back_from_its_width_to_its_line(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("corridor")
    for corner in ((57.2, -4.6), (57.3, -4.6)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)
    key(canvas, Qt.Key.Key_Backspace)
    click(canvas, 57.4, -4.5)
    assert canvas.tool.count_text() == "3 corners"
    assert not told.new


def test_freehand_closes_and_gives_its_overlapping_ends_up(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("freehand")
    around = [(57.2, -4.5), (57.3, -4.6), (57.4, -4.5), (57.3, -4.4), (57.2, -4.49), (57.22, -4.54)]
    drag(canvas, around)
    assert isinstance(told.shape, Polygon)
    assert told.shape.is_valid
    assert told.shape.area == pytest.approx(0.02, rel=0.15)
    assert not told.questions


def test_freehand_warns_of_a_crossing_but_not_of_ends_that_overlap(canvas: MapCanvas) -> None:
    canvas.set_tool("freehand")
    marked: list[int] = []
    canvas.sketch_changed.connect(lambda: marked.append(len(canvas.tool._crossed)))  # type: ignore[attr-defined]
    drag(canvas, [(57.2, -4.5), (57.3, -4.6), (57.4, -4.5), (57.3, -4.4), (57.2, -4.49), (57.22, -4.54)])
    assert not any(marked)
    canvas.set_tool("freehand")
    drag(canvas, [(57.1, -4.7), (57.4, -4.4), (57.4, -4.7), (57.1, -4.4)])
    assert any(marked)


def test_freehand_line_stays_open(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("freehand_line")
    drag(canvas, [(57.2, -4.5), (57.3, -4.6), (57.4, -4.5), (57.21, -4.5)])
    assert isinstance(told.shape, LineString)


def test_click_alone_draws_no_freehand(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("freehand")
    click(canvas, 57.2, -4.5)
    assert not told.new
    assert not canvas.tool.is_under_way


# ---- corners -------------------------------------------------------------------------------------


def test_double_click_leaves_no_corner_twice(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("line")
    click(canvas, 57.2, -4.6)
    click(canvas, 57.3, -4.6)
    send(canvas, QEvent.Type.MouseButtonDblClick, canvas.to_px(57.3, -4.6) + QPointF(1, 0), LEFT, LEFT)
    assert len(told.shape.coords) == 2


def test_slow_double_click_leaves_no_corner_twice(canvas: MapCanvas) -> None:
    canvas.set_tool("line")
    click(canvas, 57.2, -4.6)
    at = canvas.to_px(57.2, -4.6) + QPointF(2, 1)
    send(canvas, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
    assert canvas.tool.count_text() == "1 corner"


def test_click_on_the_first_corner_finishes_and_its_second_half_changes_nothing(canvas: MapCanvas, told: Told) -> None:
    canvas.drawn.connect(lambda *_: canvas.set_tool("select"))
    reshaped: list[object] = []
    canvas.edited.connect(reshaped.append)
    canvas.set_tool("area")
    for corner in ((57.2, -4.6), (57.4, -4.6), (57.3, -4.4), (57.2, -4.6)):
        click(canvas, *corner)
    send(canvas, QEvent.Type.MouseButtonDblClick, canvas.to_px(57.2, -4.6), LEFT, LEFT)
    assert len(told.shape.exterior.coords) == 4
    assert not reshaped


def test_shift_keeps_a_side_to_steps_of_45_degrees(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("line")
    click(canvas, 57.2, -4.6)
    click(canvas, 57.31, -4.48, SHIFT)
    key(canvas, Qt.Key.Key_Return)
    start, end = told.shape.coords
    assert bearing_deg(*start, *end) == pytest.approx(45, abs=0.01)


def test_corners_are_taken_back_and_brought_back(canvas: MapCanvas) -> None:
    canvas.set_tool("area")
    for corner in BOW_TIE[:3]:
        click(canvas, *corner)
    tool = canvas.tool
    assert tool.take_back()
    assert tool.take_back()
    assert tool.bring_back()
    assert tool.count_text() == "2 corners"
    click(canvas, 57.5, -4.5)
    assert not tool.can_bring_back  # what was set since stands


def test_typed_corner_stands_so_far_in_that_direction(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("patrol")
    canvas.type_place(57.2, -4.6)
    canvas.tool.read("045 2.5 km", None).take()
    key(canvas, Qt.Key.Key_Return)
    (lon, lat), end = told.shape.coords
    assert distance_m(lon, lat, *end) == pytest.approx(2500)
    assert bearing_deg(lon, lat, *end) == pytest.approx(45)


@pytest.mark.parametrize(
    ("tool", "text", "expected_m"),
    [("circle", "1.5 km", 3000), ("rectangle", "3 x 2 km", 3000), ("rectangle", "3 km", 3000)],
)
def test_typed_size_finishes_the_figure(canvas: MapCanvas, told: Told, tool: str, text: str, expected_m: float) -> None:
    begin(canvas, tool)
    canvas.tool.read(text, None).take()
    west, south, east, north = told.shape.bounds
    assert sides_m((west, south), (east, north))[0] == pytest.approx(expected_m, rel=0.01)


def test_typed_width_finishes_the_corridor(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("corridor")
    for corner in ((57.2, -4.6), (57.4, -4.6)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)
    canvas.tool.read("800 m", None).take()
    _, south, _, north = told.shape.bounds
    assert distance_m(57.3, south, 57.3, north) == pytest.approx(800, rel=0.01)


# ---- crossing itself -----------------------------------------------------------------------------


def draw_bow_tie(canvas: MapCanvas) -> None:
    canvas.set_tool("area")
    for corner in BOW_TIE:
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)


def test_crossing_outline_is_repaired_only_when_asked(canvas: MapCanvas, told: Told) -> None:
    draw_bow_tie(canvas)
    assert not told.new
    [question] = told.questions
    assert [choice.label for choice in question.choices] == ["Keep both parts", "Keep the largest part"]
    question.choices[0].act()
    assert isinstance(told.shape, MultiPolygon)
    assert told.shape.is_valid
    assert not canvas.tool.is_under_way


def test_crossing_outline_can_be_drawn_on(canvas: MapCanvas, told: Told) -> None:
    draw_bow_tie(canvas)
    assert told.questions[0].withdrawn is not None
    told.questions[0].withdrawn()
    key(canvas, Qt.Key.Key_Backspace)
    key(canvas, Qt.Key.Key_Return)
    assert len(told.shape.exterior.coords) == 4


def test_crossing_is_said_at_the_hand_while_it_is_drawn(canvas: MapCanvas) -> None:
    canvas.set_tool("area")
    for corner in BOW_TIE[:3]:
        click(canvas, *corner)
    before = canvas.grab().toImage()
    send(canvas, QEvent.Type.MouseMove, canvas.to_px(57.2, -4.4), NONE)
    assert canvas.tool._warning().startswith("crosses itself")  # type: ignore[attr-defined]
    assert canvas.grab().toImage() != before


def test_freehand_stroke_that_crosses_itself_asks_too(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("freehand")
    drag(canvas, [(57.1, -4.7), (57.4, -4.4), (57.4, -4.7), (57.1, -4.4)])
    assert told.questions
    assert canvas.sketch_now() is not None  # the stroke is kept meanwhile


# ---- nothing is lost, and the map can be moved ------------------------------------------------------


@pytest.mark.parametrize("tool", SKETCHING)
def test_every_sketch_is_parked_by_esc_and_can_be_resumed(canvas: MapCanvas, told: Told, tool: str) -> None:
    begin(canvas, tool)
    kept = canvas.sketch_now()
    key(canvas, Qt.Key.Key_Escape)
    assert canvas.sketch_now() is None
    [sketch] = told.parked
    assert kept is not None
    assert sketch["corners"] == kept["corners"]
    canvas.set_tool("select")
    canvas.resume(sketch)
    assert canvas.sketch_now() == sketch


def test_parked_corridor_remembers_its_width(canvas: MapCanvas, told: Told) -> None:
    canvas.set_tool("corridor")
    for corner in ((57.2, -4.6), (57.4, -4.6)):
        click(canvas, *corner)
    key(canvas, Qt.Key.Key_Return)
    width = canvas.tool.measures()[0]
    key(canvas, Qt.Key.Key_Escape)
    canvas.resume(told.parked[0])
    assert canvas.tool.measures()[0] == width


@pytest.mark.parametrize("tool", SKETCHING)
def test_map_moves_in_the_middle_of_every_sketch(canvas: MapCanvas, tool: str) -> None:
    begin(canvas, tool)
    sketch, before = canvas.sketch_now(), canvas.view.bbox
    held = LEFT if tool.startswith("freehand") else NONE
    send(canvas, QEvent.Type.MouseButtonPress, QPointF(400, 300), MIDDLE, MIDDLE | held)
    send(canvas, QEvent.Type.MouseMove, QPointF(360, 320), NONE, MIDDLE | held)
    send(canvas, QEvent.Type.MouseButtonRelease, QPointF(360, 320), MIDDLE, held)
    panned = canvas.view.bbox
    assert panned != before
    at = QPointF(300, 200)
    wheel = QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), held, PLAIN,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    zoomed = canvas.view.bbox
    assert zoomed != panned
    if not held:
        send(canvas, QEvent.Type.MouseButtonPress, QPointF(100, 100), LEFT, LEFT, SHIFT)
        send(canvas, QEvent.Type.MouseMove, QPointF(500, 400), NONE, LEFT, SHIFT)
        send(canvas, QEvent.Type.MouseButtonRelease, QPointF(500, 400), LEFT, NONE, SHIFT)
        assert canvas.view.bbox != zoomed
        QTest.keyPress(canvas, Qt.Key.Key_Space)
        send(canvas, QEvent.Type.MouseButtonPress, QPointF(400, 300), LEFT, LEFT)
        send(canvas, QEvent.Type.MouseMove, QPointF(300, 300), NONE, LEFT)
        send(canvas, QEvent.Type.MouseButtonRelease, QPointF(300, 300), LEFT, NONE)
        QTest.keyRelease(canvas, Qt.Key.Key_Space)
    now = canvas.sketch_now()
    assert now is not None
    assert sketch is not None
    assert now["corners"] == sketch["corners"]
