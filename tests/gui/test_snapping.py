# SPDX-License-Identifier: MIT
"""What the hand is pulled to: what is shown, however many features there are, and in which words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.snapping import ROWS_AT_ONCE, Snap
from hotmap.cartography.scene import Scene
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer, PlanInfo
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.snap_marks import snap_text
from hotmap.gui.canvas.snapping import MOST_NEAR, SnapSources
from hotmap.gui.main_window import MainWindow

CAMP = Hotspot(uuid="camp", name="Camp", geometry=box(57.0, -4.6, 57.2, -4.4))
ROAD = LineString([(56.9, -4.5), (57.3, -4.5)])
MakeScene = Callable[[list[BaseGeometry]], Scene]


@pytest.fixture
def scene_with() -> MakeScene:
    """Make a scene of a camp and a layer of roads with these shapes."""

    def made(shapes: list[BaseGeometry]) -> Scene:
        table = FeatureTable(np.array(shapes, dtype=object), {"name": [f"Road {i}" for i in range(len(shapes))]})
        layer = Layer(uuid="roads", name="Roads", kind="roads", table="t", columns=["name"])
        return Scene(Plan([PlanInfo(uuid="p"), CAMP, layer]), features=lambda _: table)

    return made


def test_crossing_of_a_road_and_a_border_is_named_by_both(scene_with: MakeScene) -> None:
    snap = SnapSources(scene_with([ROAD])).nearest(57.2005, -4.5005, 0.002)
    assert snap is not None
    assert (snap.lon, snap.lat) == pytest.approx((57.2, -4.5))
    assert snap_text(snap) == "on the crossing of Camp and Road 0"


def test_what_is_hidden_or_in_the_hand_is_not_snapped_to(scene_with: MakeScene) -> None:
    scene = scene_with([ROAD])
    sources = SnapSources(scene)
    assert sources.nearest(57.2, -4.6, 0.001) is not None
    assert sources.nearest(57.2, -4.6, 0.001, skipped=["camp"]) is None
    scene.show("hotspots", shown=False)
    assert sources.nearest(57.2, -4.6, 0.001) is None


def test_large_layer_is_indexed_while_the_hand_moves(scene_with: MakeScene) -> None:
    far = [Point(10 + i / 1e5, 10) for i in range(2 * ROWS_AT_ONCE)]
    sources = SnapSources(scene_with([*far, ROAD]))
    assert sources.nearest(57.25, -4.5, 0.001) is None
    for _ in range(2):
        snap = sources.nearest(57.25, -4.5, 0.001)
    assert snap is not None
    assert snap.kind == "edge"


def test_too_much_under_the_hand_is_not_snapped_to_but_the_rest_is(scene_with: MakeScene) -> None:
    crowd = [Point(57.2 + i / 1e6, -4.6) for i in range(MOST_NEAR + 1)]
    snap = SnapSources(scene_with(crowd)).nearest(57.2, -4.6, 0.01)
    assert snap is not None
    assert snap.name == "Camp"


@pytest.mark.parametrize(
    ("snap", "words"),
    [
        (None, ""),
        (Snap(0, 0, "vertex", "Camp"), "on a corner of Camp"),
        (Snap(0, 0, "edge", "Road"), "on Road"),
        (Snap(0, 0, "edge", ""), "on a side"),
        (Snap(0, 0, "crossing", "Roads", "Roads"), "on a crossing of Roads"),
        (Snap(0, 0, "crossing", "", ""), "on a crossing"),
    ],
)
def test_snap_is_told_in_words(snap: Snap | None, words: str) -> None:
    assert snap_text(snap) == words


def test_each_kind_of_snap_has_a_mark_of_its_own(qtbot: QtBot, scene_with: MakeScene) -> None:
    canvas = MapCanvas(scene_with([ROAD]))
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.zoom_to((56.9, -4.7, 57.3, -4.3))
    canvas.set_tool("point")
    canvas.finish_picture()
    pictures = []
    for lon, lat in ((57.2, -4.4), (57.2, -4.5), (57.2, -4.45)):
        QTest.mouseMove(canvas, canvas.to_px(lon, lat).toPoint())
        at = canvas.to_px(lon, lat) - QPointF(12, 12)
        pictures.append(canvas.grab().toImage().copy(int(at.x()), int(at.y()), 24, 24))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


def test_status_bar_shows_snapping_and_a_click_turns_it(qtbot: QtBot, window: MainWindow) -> None:
    button, canvas = window.status._snapping, window.map.canvas
    assert button.isVisible()
    assert button.text() == "Snapping on"
    qtbot.keyClick(canvas, "s")
    assert button.text() == "Snapping off"
    button.click()
    assert canvas.pointing.snapping
    window.go_to("prioritise")
    assert not button.isVisible()
