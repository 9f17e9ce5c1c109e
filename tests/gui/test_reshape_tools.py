# SPDX-License-Identifier: MIT
"""Split, hole, redraw, move and turn under real mouse and key events: one edit each, or a sentence why not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point, Polygon, box

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.geodesy import area_m2, distance_m
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, PlanInfo, Presence
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools.turn import parse_angle
from hotmap.services.reshaping import MapEdit
from tests.gui.mouse import ALT, CTRL, SHIFT, Mouse

HOLED = Polygon(box(57.0, -4.6, 57.2, -4.4).exterior.coords, [box(57.08, -4.52, 57.12, -4.48).exterior.coords])
CAMP = Hotspot(uuid="camp", code="H-001", name="Camp", geometry=HOLED)
FIELDS = Hotspot(uuid="fields", code="H-002", name="Fields", geometry=box(57.2, -4.6, 57.4, -4.4))
POST = Hotspot(uuid="post", code="H-003", name="Post", geometry=Point(57.45, -4.5))
ROUTE = Presence(uuid="route", name="Route", type="foot_patrol", geometry=LineString([(57.0, -4.3), (57.4, -4.3)]))


class Told:
    """What the canvas handed out."""

    def __init__(self, canvas: MapCanvas) -> None:
        self.edits: list[MapEdit] = []
        self.parked: list[dict[str, Any]] = []
        self.hints: list[str] = [""]
        canvas.edited.connect(self.edits.append)
        canvas.sketch_parked.connect(self.parked.append)
        canvas.hint_changed.connect(self.hints.append)

    @property
    def edit(self) -> MapEdit:
        """The one edit."""
        [edit] = self.edits
        return edit


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    """A canvas 800 × 600 with two neighbours, a point and a route; snapping is off."""
    made = MapCanvas(Scene(Plan([PlanInfo(uuid="p"), CAMP, FIELDS, POST, ROUTE])))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.zoom_to((56.9, -4.9, 57.5, -4.2))
    made.pointing.set_snapping(False)
    return made


@pytest.fixture
def mouse(canvas: MapCanvas) -> Mouse:
    return Mouse(canvas)


@pytest.fixture
def told(canvas: MapCanvas) -> Told:
    return Told(canvas)


def draw(canvas: MapCanvas, mouse: Mouse, tool: str, places: list[tuple[float, float]]) -> None:
    canvas.set_tool(tool)
    for place in places:
        mouse.click(place)
    mouse.move(places[-1])
    assert not canvas.grab().isNull()
    QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_split_makes_parts_and_gives_the_map_back(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    draw(canvas, mouse, "split", [(57.05, -4.3), (57.05, -4.7)])
    edit = told.edit
    assert edit.note == "Split Camp in 2"
    [copy] = edit.copies
    assert copy.is_part
    assert edit.reshaped["camp"].area > copy.geometry.area
    assert edit.reshaped["camp"].area + copy.geometry.area == pytest.approx(HOLED.area)
    assert canvas.tool.id == "select"


def test_split_takes_neighbours_and_a_route_at_once(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp", "fields", "route", "post"))
    draw(canvas, mouse, "split", [(57.1, -4.25), (57.1, -4.55), (57.45, -4.55)])
    assert set(told.edit.reshaped) == {"camp", "fields", "route"}
    assert told.edit.note == "Split 3 shapes in 6"


def test_split_that_does_not_go_across_says_so_and_keeps_the_line(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    draw(canvas, mouse, "split", [(57.05, -4.3), (57.05, -4.5)])
    assert not told.edits
    assert "right across" in told.hints[-1]
    assert canvas.sketch_now() is not None
    mouse.click((57.05, -4.7))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.edit.copies


def test_tool_without_a_shape_selects_one_first(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.set_tool("split")
    assert told.hints[-1].startswith("Click the area or line")
    mouse.click((57.05, -4.5))
    assert canvas.selection == ("camp",)
    assert canvas.sketch_now() is None


def test_sketch_over_a_shape_is_parked_and_resumed_over_it(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    canvas.set_tool("split")
    mouse.click((57.05, -4.3))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    [sketch] = told.parked
    canvas.set_tool("select")
    canvas.select(())
    canvas.resume(sketch)
    assert canvas.selection == ("camp",)
    mouse.click((57.05, -4.7))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.edit.copies


def test_refused_edit_gives_the_sketch_back(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.edited.connect(lambda _: canvas.give_back())
    canvas.select(("camp",))
    draw(canvas, mouse, "split", [(57.05, -4.3), (57.05, -4.7)])
    assert canvas.tool.id == "split"
    assert len((canvas.sketch_now() or {})["corners"]) == 2


def test_hole_is_cut_inside_and_filled_by_a_click(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    draw(canvas, mouse, "hole", [(57.02, -4.58), (57.06, -4.58), (57.04, -4.54)])
    assert len(told.edit.reshaped["camp"].interiors) == 2
    told.edits.clear()
    canvas.set_tool("hole")
    mouse.click((57.1, -4.5))
    assert not told.edit.reshaped["camp"].interiors
    assert told.edit.note == "Fill a hole in Camp"


def test_hole_across_the_outline_is_refused(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    draw(canvas, mouse, "hole", [(56.98, -4.58), (57.06, -4.58), (57.04, -4.54)])
    assert not told.edits
    assert "wholly inside" in told.hints[-1]


@pytest.mark.parametrize("keys", [None, ALT])
def test_redrawn_border_takes_the_neighbour_along_unless_alt_is_held(
    canvas: MapCanvas, mouse: Mouse, told: Told, keys: Qt.KeyboardModifier | None
) -> None:
    canvas.select(("camp",))
    canvas.set_tool("reshape")
    for place in ((57.19, -4.58), (57.25, -4.55), (57.25, -4.45), (57.19, -4.42)):
        mouse.click(place)
    if keys:
        mouse.move((57.19, -4.42), keys=keys)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    shapes = told.edit.reshaped
    assert set(shapes) == ({"camp"} if keys else {"camp", "fields"})
    assert shapes["camp"].area > HOLED.area
    if not keys:
        assert told.edit.note == "Redraw a side of Camp and of its neighbour"
        assert shapes["camp"].area + shapes["fields"].area == pytest.approx(HOLED.area + FIELDS.geometry.area)


def test_redraw_that_does_not_come_back_is_refused(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    draw(canvas, mouse, "reshape", [(57.1, -4.45), (57.1, -4.35)])
    assert not told.edits
    assert "come back" in told.hints[-1]


def test_move_drags_all_selected_and_keeps_their_size(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp", "post"))
    canvas.set_tool("move")
    mouse.press((57.05, -4.5))
    mouse.drag_on((56.95, -4.7))
    assert not canvas.grab().isNull()
    mouse.release()
    shapes = told.edit.reshaped
    assert set(shapes) == {"camp", "post"}
    assert not told.hints[-1].startswith("Let go"), "the hand is empty"
    assert area_m2(shapes["camp"]) == pytest.approx(area_m2(HOLED), rel=1e-3)
    assert told.edit.note.startswith("Move 2 shapes by 24")


def test_move_takes_what_is_under_the_hand_and_snaps_it_at_its_corner(
    canvas: MapCanvas, mouse: Mouse, told: Told
) -> None:
    canvas.pointing.set_snapping(True)
    canvas.set_tool("move")
    mouse.drag((57.4, -4.6), (57.449, -4.502))
    assert canvas.selection == ("fields",)
    corners = list(told.edit.reshaped["fields"].exterior.coords)
    assert min(distance_m(*corner, 57.45, -4.5) for corner in corners) < 0.001


def test_move_by_keys_and_by_typing(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("post",))
    canvas.set_tool("move")
    mouse.hold_key(Qt.Key.Key_Right, 4)
    mouse.rest()
    right_px = canvas.to_px(*told.edit.reshaped["post"].coords[0]).x() - canvas.to_px(57.45, -4.5).x()
    assert right_px == pytest.approx(4, abs=0.01)
    told.edits.clear()
    canvas.tool.read("090 2 km", None).take()
    assert distance_m(57.45, -4.5, *told.edit.reshaped["post"].coords[0]) == pytest.approx(2000, abs=0.01)
    told.edits.clear()
    canvas.tool.read("-4.3, 57.1", canvas.view.bbox).take()
    assert told.edit.reshaped["post"].coords[0] == pytest.approx((57.1, -4.3))


def test_move_is_put_back_by_escape(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    canvas.set_tool("move")
    mouse.press((57.05, -4.5))
    mouse.drag_on((56.95, -4.7))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release()
    assert not told.edits
    assert canvas.tool.id == "move"


def test_turn_by_hand_in_steps_by_keys_and_by_typing(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("fields",))
    canvas.set_tool("turn")
    mouse.press((57.3, -4.35))
    mouse.drag_on((57.42, -4.37), SHIFT)
    assert not canvas.grab().isNull()
    mouse.release()
    assert told.edit.note == "Turn Fields by 45° clockwise"
    shape = told.edit.reshaped["fields"]
    assert shape.centroid.distance(FIELDS.geometry.centroid) < 1e-4
    assert area_m2(shape) == pytest.approx(area_m2(FIELDS.geometry), rel=1e-3)
    told.edits.clear()
    mouse.hold_key(Qt.Key.Key_Left, 3)
    mouse.rest()
    assert told.edit.note == "Turn Fields by 3° anticlockwise"
    told.edits.clear()
    typed = canvas.tool.read("-12,5°", None)
    assert typed.says == "turned by 12.5° anticlockwise"
    typed.take()
    assert told.edit.note == "Turn Fields by 12.5° anticlockwise"


def test_turn_of_a_point_is_refused_and_a_route_turns(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("post",))
    canvas.set_tool("turn")
    assert "cannot be turned" in told.hints[-1]
    mouse.click((57.2, -4.3))
    assert canvas.selection == ("route",)
    mouse.hold_key(Qt.Key.Key_Right, 1, SHIFT)
    mouse.rest()
    assert told.edit.note == "Turn Route by 15° clockwise"


@pytest.mark.parametrize("text", ["north", "400", "", "1 2"])
def test_angle_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CoordinateError, match="such as 30"):
        parse_angle(text)


def test_click_in_move_selects_ctrl_adds_and_neither_moves(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.set_tool("move")
    mouse.click((57.05, -4.5))
    mouse.click((57.3, -4.5), CTRL)
    assert canvas.selection == ("camp", "fields")
    mouse.click((57.05, -4.5), CTRL)
    assert canvas.selection == ("fields",)
    assert not told.edits
