# SPDX-License-Identifier: MIT
"""Corners under real mouse and key events: each gesture is one edit, and neighbours come along."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners
from hotmap.cartography.scene import Scene
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer, PlanInfo, Presence
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools.asking import Question
from hotmap.services.reshaping import MapEdit
from tests.gui.mouse import ALT, CTRL, SHIFT, Mouse

HOLED = Polygon(box(57.0, -4.6, 57.2, -4.4).exterior.coords, [box(57.08, -4.52, 57.12, -4.48).exterior.coords])
CAMP = Hotspot(uuid="camp", code="H-001", name="Camp", geometry=HOLED)
FIELDS = Hotspot(uuid="fields", code="H-002", name="Fields", geometry=box(57.2, -4.6, 57.4, -4.4))
POST = Hotspot(uuid="post", code="H-003", name="Post", geometry=Point(57.45, -4.5))
ROUTE = Presence(uuid="route", name="Route", type="foot_patrol", geometry=LineString([(57.2, -4.4), (57.3, -4.3)]))
ISLES = Hotspot(
    uuid="isles", name="Isles", geometry=MultiPolygon([box(57.0, -4.8, 57.05, -4.75), box(57.1, -4.8, 57.15, -4.75)])
)


class Told:
    """What the canvas handed out."""

    def __init__(self, canvas: MapCanvas) -> None:
        self.edits: list[MapEdit] = []
        self.questions: list[Question] = []
        self.hints: list[str] = [""]
        self.deleted = 0
        canvas.edited.connect(self.edits.append)
        canvas.asked.connect(self.questions.append)
        canvas.hint_changed.connect(self.hints.append)
        canvas.delete_wanted.connect(self._count)

    def _count(self) -> None:
        self.deleted += 1

    @property
    def edit(self) -> MapEdit:
        """The one edit."""
        [edit] = self.edits
        return edit


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    """A canvas 800 × 600 with neighbours, a route, a point and isles; snapping is off."""
    records = [PlanInfo(uuid="p"), CAMP, FIELDS, POST, ROUTE, ISLES]
    made = MapCanvas(Scene(Plan(records)))
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


def has_corner(shape: BaseGeometry, place: tuple[float, float]) -> bool:
    return bool(len(Corners(shape).at(*place, tolerance_deg=0.0015)))


@pytest.mark.parametrize(
    ("uuid", "corner"),
    [("camp", (57.0, -4.6)), ("camp", (57.08, -4.52)), ("isles", (57.1, -4.8)), ("route", (57.3, -4.3)),
     ("post", (57.45, -4.5))],
)  # fmt: skip
def test_corner_of_any_shape_is_dragged(
    canvas: MapCanvas, mouse: Mouse, told: Told, uuid: str, corner: tuple[float, float]
) -> None:
    canvas.select((uuid,))
    before = canvas.scene.records.get(uuid).geometry
    end = (corner[0] - 0.02, corner[1] + 0.01)
    mouse.drag(corner, end)
    assert list(told.edit.reshaped) == [uuid]
    after = told.edit.reshaped[uuid]
    assert has_corner(after, end)
    assert len(Corners(after)) == len(Corners(before))


def test_shared_corner_moves_in_all_that_share_it_and_alt_moves_one(
    canvas: MapCanvas, mouse: Mouse, told: Told
) -> None:
    canvas.select(("camp",))
    mouse.drag((57.2, -4.4), (57.22, -4.38))
    assert set(told.edit.reshaped) == {"camp", "fields", "route"}
    assert told.edit.note == "Move a corner of Camp and of its 2 neighbours"
    places = [Corners(shape).at(57.22, -4.38, tolerance_deg=0.0015) for shape in told.edit.reshaped.values()]
    found = [Corners(s).places[i[0]].tolist() for s, i in zip(told.edit.reshaped.values(), places, strict=True)]
    assert found[0] == found[1] == found[2]
    told.edits.clear()
    mouse.drag((57.2, -4.4), (57.22, -4.38), ALT)
    assert list(told.edit.reshaped) == ["camp"]


def test_sharing_is_told_before_and_while_a_corner_moves(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.move((57.2, -4.6))
    assert told.hints[-1] == "Shared with Fields, and moved together. Hold Alt to move only this one."
    mouse.press((57.2, -4.6))
    mouse.drag_on((57.22, -4.62), ALT)
    assert told.hints[-1] == "Moved alone: Fields stays as it is."
    assert not canvas.grab().isNull()


def test_middle_of_a_shared_side_becomes_a_corner_of_both(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.drag((57.2, -4.5), (57.23, -4.5))
    shapes = told.edit.reshaped
    assert set(shapes) == {"camp", "fields"}
    assert len(Corners(shapes["camp"])) == len(Corners(HOLED)) + 1
    assert len(Corners(shapes["fields"])) == len(Corners(FIELDS.geometry)) + 1
    assert shapes["camp"].union(shapes["fields"]).area == pytest.approx(HOLED.area + FIELDS.geometry.area)
    assert "Add a corner to Camp" in told.edit.note


def test_double_click_and_delete_take_a_corner_out_and_records_stay(
    canvas: MapCanvas, mouse: Mouse, told: Told
) -> None:
    canvas.select(("fields",))
    mouse.double_click((57.4, -4.6))
    assert len(Corners(told.edit.reshaped["fields"])) == len(Corners(FIELDS.geometry)) - 1
    told.edits.clear()
    canvas.select(("camp",))
    mouse.move((57.12, -4.48))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(Corners(told.edit.reshaped["camp"])) == len(Corners(HOLED)) - 1
    assert told.deleted == 0
    mouse.move((57.05, -4.5))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert told.deleted == 1


def test_delete_over_a_corner_is_claimed_before_it_is_a_shortcut(canvas: MapCanvas, mouse: Mouse) -> None:
    canvas.select(("camp",))
    for place, claimed in (((57.0, -4.6), True), ((57.05, -4.55), False)):
        mouse.move(place)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
        assert event.isAccepted() is claimed


def test_corner_that_is_needed_stays_and_says_why(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("route",))
    mouse.double_click((57.3, -4.3))
    assert not told.edits
    assert "needed" in told.hints[-1]


def test_taking_out_a_corner_in_the_middle_of_a_border_takes_it_out_of_both(
    canvas: MapCanvas, mouse: Mouse, told: Told
) -> None:
    canvas.select(("camp",))
    mouse.drag((57.2, -4.5), (57.23, -4.5))
    shapes = told.edit.reshaped
    records = {uuid: canvas.scene.records.get(uuid).with_values({"geometry": g}) for uuid, g in shapes.items()}
    canvas.set_records(Plan([PlanInfo(uuid="p"), *records.values()]))
    told.edits.clear()
    mouse.double_click((57.23, -4.5))
    assert {uuid: len(Corners(g)) for uuid, g in told.edit.reshaped.items()} == {
        "camp": len(Corners(HOLED)),
        "fields": len(Corners(FIELDS.geometry)),
    }


@pytest.mark.parametrize("way", ["shift", "box"])
def test_several_chosen_corners_move_together(canvas: MapCanvas, mouse: Mouse, told: Told, way: str) -> None:
    canvas.select(("camp",))
    if way == "shift":
        mouse.click((57.0, -4.6))
        mouse.click((57.0, -4.4), SHIFT)
    else:
        mouse.drag((56.95, -4.65), (57.04, -4.35))
    assert told.hints[-1].startswith("2 corners chosen")
    mouse.drag((57.0, -4.6), (56.97, -4.6))
    shape = told.edit.reshaped["camp"]
    assert has_corner(shape, (56.97, -4.6))
    assert has_corner(shape, (56.97, -4.4))
    assert told.edit.note == "Move 2 corners of Camp"


def test_arrow_keys_nudge_a_chosen_corner_as_one_edit(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.click((57.0, -4.6))
    degree_px = canvas.to_px(57.0, -4.6).x()
    mouse.hold_key(Qt.Key.Key_Left, 3)
    mouse.rest()
    mouse.hold_key(Qt.Key.Key_Left, 1, SHIFT)
    mouse.rest()
    near, far = (
        canvas.to_px(*Corners(edit.reshaped["camp"]).places[:, :].min(axis=0)).x() - degree_px for edit in told.edits
    )
    assert (near, far) == (pytest.approx(-3, abs=0.01), pytest.approx(-10, abs=0.01))
    west = canvas.view.bbox[0]
    canvas.select(())
    mouse.hold_key(Qt.Key.Key_Left, 1)
    mouse.rest()
    assert canvas.view.bbox[0] < west


def test_held_key_told_as_many_presses_is_still_one_edit(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.click((57.0, -4.6))
    for _ in range(5):
        mouse.hold_key(Qt.Key.Key_Left, 1)
    mouse.rest()
    assert list(told.edit.reshaped) == ["camp"]
    mouse.hold_key(Qt.Key.Key_Left, 1)
    canvas.select(())
    canvas.set_tool("point")
    assert len(told.edits) == 2


def test_typed_place_goes_to_the_chosen_corner(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.click((57.0, -4.6))
    assert canvas.tool.prompt().title == "Type the place of this corner"
    canvas.type_place(57.01, -4.62)
    assert len(Corners(told.edit.reshaped["camp"]).at(57.01, -4.62))


def test_dragged_corner_snaps_to_others_but_not_to_what_moves_along(
    canvas: MapCanvas, mouse: Mouse, told: Told
) -> None:
    canvas.pointing.set_snapping(True)
    canvas.select(("camp",))
    beside = (57.052, -4.748)
    mouse.drag((57.0, -4.6), beside)
    assert len(Corners(told.edit.reshaped["camp"]).at(57.05, -4.75))
    told.edits.clear()
    mouse.drag((57.0, -4.6), beside, CTRL)
    assert not len(Corners(told.edit.reshaped["camp"]).at(57.05, -4.75))


def test_crossing_itself_is_asked_about_and_never_written_unasked(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.press((57.0, -4.6))
    mouse.drag_on((57.3, -4.45))
    assert not canvas.grab().isNull()
    mouse.release()
    assert not told.edits
    [question] = told.questions
    assert question.otherwise == "Put the corner back"
    for choice in question.choices:
        choice.act()
    assert all(shape.is_valid for edit in told.edits for shape in edit.reshaped.values())
    assert len(told.edits) == len(question.choices) == 2


def test_escape_in_the_middle_of_a_drag_puts_the_corner_back(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    mouse.press((57.0, -4.6))
    mouse.drag_on((56.95, -4.65))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    mouse.release()
    assert not told.edits
    assert canvas.selection == ("camp",)


def test_trembling_hand_moves_nothing(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.select(("camp",))
    px = 1 / (canvas.to_px(57.1, 0).x() - canvas.to_px(57.0, 0).x()) * 0.1
    mouse.drag((57.0, -4.6), (57.0 + 2 * px, -4.6))
    assert not told.edits


def test_box_without_a_shape_selects_what_lies_wholly_in_it(canvas: MapCanvas, mouse: Mouse) -> None:
    mouse.drag((57.18, -4.65), (57.48, -4.35))
    assert canvas.selection == ("fields", "post")
    mouse.drag((56.95, -4.85), (57.2, -4.7), CTRL)
    assert set(canvas.selection) == {"fields", "post", "isles"}


def test_large_shape_shows_only_corners_in_view_that_lie_apart(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    angles = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    radii = 0.25 + 0.01 * np.sin(40 * angles)
    district = Polygon(np.column_stack([57.2 + radii * np.cos(angles), -4.5 + radii * np.sin(angles)]))
    canvas.set_records(Plan([PlanInfo(uuid="p"), Hotspot(uuid="d", name="District", geometry=district)]))
    canvas.select(("d",))
    assert "Zoom in" in told.hints[-1]
    assert not canvas.grab().isNull()
    corner = district.exterior.coords[5000]
    canvas.set_view(canvas.view.centred(*corner).zoomed(400))
    px = canvas.degrees_per_px()
    mouse.drag(corner, (corner[0] + 30 * px, corner[1] + 40 * px))
    assert len(Corners(told.edit.reshaped["d"])) == 20_001


def test_corner_on_a_layer_says_that_the_layer_stays(qtbot: QtBot) -> None:
    table = FeatureTable(np.array([box(56.8, -4.6, 57.0, -4.4)], dtype=object), {})
    layer = Layer(uuid="l", name="Districts", kind="areas", table="t")
    canvas = MapCanvas(Scene(Plan([PlanInfo(uuid="p"), CAMP, layer]), features=lambda _: table))
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.zoom_to((56.9, -4.9, 57.5, -4.2))
    told, mouse = Told(canvas), Mouse(canvas)
    canvas.select(("camp",))
    mouse.move((57.0, -4.6))
    mouse.move((57.0, -4.6))
    assert "Districts has a corner here too" in told.hints[-1]


def test_where_nothing_may_be_changed_no_corner_is_held(canvas: MapCanvas, mouse: Mouse, told: Told) -> None:
    canvas.offered = ("select", "measure")
    canvas.select(("camp",))
    mouse.drag((57.0, -4.6), (56.95, -4.65))
    assert not told.edits
