# SPDX-License-Identifier: MIT
"""Previous and next view: views people settled in, by call, by key and by the side buttons of a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.gui.canvas.extent_history import DEEPEST, SETTLE_MS, ExtentHistory
from hotmap.gui.canvas.map_canvas import MapCanvas

AREAS = [(57.0 + at, -5.0, 58.0 + at, -4.0) for at in range(0, 40, 4)]


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas(Scene(Plan()))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def extents(canvas: MapCanvas) -> ExtentHistory:
    """A history that has settled in the first area."""
    made = ExtentHistory(canvas)
    _rest_in(canvas, made, 0)
    return made


def _rest_in(canvas: MapCanvas, extents: ExtentHistory, at: int) -> None:
    canvas.zoom_to(AREAS[at])
    extents._settle()  # the hand rests


def _west(canvas: MapCanvas) -> float:
    west, _, east, _ = canvas.view.bbox
    return round((west + east) / 2 - 0.5, 3)


def test_back_and_forward_go_through_the_views_one_by_one(canvas: MapCanvas, extents: ExtentHistory) -> None:
    for at in (1, 2):
        _rest_in(canvas, extents, at)
    seen = []
    for turn in (extents.back, extents.back, extents.back, extents.forward, extents.forward, extents.forward):
        turn()
        seen.append(_west(canvas))
    assert seen == [61, 57, 57, 61, 65, 65]


def test_views_passed_through_are_not_remembered(qtbot: QtBot, canvas: MapCanvas, extents: ExtentHistory) -> None:
    before = canvas.view
    for _ in range(8):
        place = QPointF(300, 200)
        turn = QWheelEvent(place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                           Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(canvas, turn)
    qtbot.wait(SETTLE_MS + 100)
    extents.back()
    assert canvas.view == before
    assert not extents.can_go_back()


def test_view_left_in_a_hurry_can_be_come_back_to(canvas: MapCanvas, extents: ExtentHistory) -> None:
    canvas.zoom_to(AREAS[3])
    assert extents.can_go_back()
    extents.back()
    assert _west(canvas) == 57
    extents.forward()
    assert _west(canvas) == 69


def test_going_elsewhere_after_back_forgets_what_came_after(canvas: MapCanvas, extents: ExtentHistory) -> None:
    _rest_in(canvas, extents, 1)
    extents.back()
    _rest_in(canvas, extents, 5)
    assert not extents.can_go_forward()
    extents.back()
    assert _west(canvas) == 57


def test_history_is_fifty_deep(canvas: MapCanvas, extents: ExtentHistory) -> None:
    for turn in range(2 * DEEPEST):
        _rest_in(canvas, extents, turn % len(AREAS))
    steps = 0
    while extents.can_go_back():
        extents.back()
        steps += 1
    assert steps == DEEPEST - 1


def test_another_size_is_the_same_view(canvas: MapCanvas, extents: ExtentHistory) -> None:
    canvas.resize(500, 420)
    extents._settle()
    assert not extents.can_go_back()


def test_side_buttons_of_the_mouse_walk_and_reach_no_tool(canvas: MapCanvas, extents: ExtentHistory) -> None:
    _rest_in(canvas, extents, 1)
    canvas.set_tool("area")
    QTest.mouseClick(canvas, Qt.MouseButton.BackButton, pos=QPoint(100, 100))
    assert _west(canvas) == 57
    QTest.mouseClick(canvas, Qt.MouseButton.ForwardButton, pos=QPoint(100, 100))
    assert _west(canvas) == 61
    assert canvas.sketch_now() is None


def test_clear_forgets_the_views_of_another_plan(canvas: MapCanvas, extents: ExtentHistory) -> None:
    _rest_in(canvas, extents, 1)
    extents.clear()
    extents.back()
    assert _west(canvas) == 61
