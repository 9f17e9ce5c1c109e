# SPDX-License-Identifier: MIT
"""The overview: what it shows, how it moves the map, and that it is seldom drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, PlanInfo
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.canvas.overview import Box, overview_box
from hotmap.gui.main_window import MainWindow
from hotmap.settings import Settings

AREA = (57.0, -5.0, 59.0, -4.0)
PLAN = Plan([PlanInfo(uuid="p", geometry=box(*AREA)), Hotspot(uuid="h", name="Tiva", geometry=Point(57.5, -4.5))])
LEFT = Qt.MouseButton.LeftButton


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """A box of Mercator metres with an extent."""
    west, south = draw(st.floats(-1e7, 1e7)), draw(st.floats(-1e7, 1e7))
    return west, south, west + draw(st.floats(1e3, 1e6)), south + draw(st.floats(1e3, 1e6))


@given(st.none() | boxes(), boxes(), st.none() | boxes())
def test_overview_always_holds_the_view_and_settles(area: Box | None, seen: Box, now: Box | None) -> None:
    found = overview_box(area, seen, now)
    assert all(edge <= other for edge, other in zip(found[:2], seen[:2], strict=True))
    assert all(edge >= other for edge, other in zip(found[2:], seen[2:], strict=True))
    assert overview_box(area, seen, found) == found


@given(boxes())
def test_overview_of_a_view_within_the_area_is_the_area(area: Box) -> None:
    west, south, east, north = area
    corner = (west, south, west + (east - west) / 9, south + (north - south) / 9)
    other = (east - (east - west) / 9, north - (north - south) / 9, east, north)
    assert overview_box(area, corner) == overview_box(area, other)


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    """A map zoomed into a corner of a plan's area, with its overview drawn."""
    made = MapView(overview=True)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.set_records(PLAN)
    made.zoom_to((57.4, -4.6, 57.6, -4.4))
    made.canvas.finish_picture()
    assert made.overview is not None
    made.overview.map.finish_picture()
    return made


def _at(view: MapView, lon: float, lat: float) -> QPoint:
    x, y = view.overview.map.view.to_px(lon, lat)
    return QPoint(round(float(x)), round(float(y)))


def test_click_brings_the_map_there_at_the_same_scale(view: MapView) -> None:
    scale = view.scale_denominator()
    QTest.mouseClick(view.overview.map, LEFT, pos=_at(view, 58.5, -4.8))
    assert view.canvas.view.centre == pytest.approx((58.5, -4.8), abs=0.02)
    assert view.scale_denominator() == pytest.approx(scale, rel=0.01)


def test_drag_of_the_frame_moves_the_map_with_it(view: MapView) -> None:
    small = view.overview.map
    start = small.frame().center().toPoint()
    QTest.mousePress(small, LEFT, pos=start + QPoint(4, 2))
    QTest.mouseMove(small, start + QPoint(24, 12))
    QTest.mouseMove(small, start + QPoint(44, 22))
    QTest.mouseRelease(small, LEFT, pos=start + QPoint(44, 22))
    moved = small.frame().center().toPoint() - start
    assert (moved - QPoint(40, 20)).manhattanLength() <= 2


def test_arrow_keys_and_plus_move_the_map(view: MapView) -> None:
    small, before = view.overview.map, view.canvas.view
    small.setFocus()
    QTest.keyClick(small, Qt.Key.Key_Right)
    assert view.canvas.view.x_m > before.x_m
    QTest.keyClick(small, Qt.Key.Key_Plus)
    assert view.canvas.view.m_per_px < before.m_per_px


def test_panning_within_the_area_draws_only_the_frame_anew(view: MapView) -> None:
    small = view.overview.map
    picture, frame = small.picture._shown, small.frame()
    for _ in range(3):
        view.canvas.set_view(view.canvas.view.panned(-40, 0))
        view.canvas.finish_picture()
    assert not small.picture.is_busy
    assert small.picture._shown is picture
    assert small.frame().left() > frame.left()


def test_new_hotspot_comes_onto_the_overview(view: MapView) -> None:
    small = view.overview.map
    before = small.grab().toImage()
    new = Hotspot(uuid="n", name="Oruk", geometry=Point(58.7, -4.2))
    view.set_records(Plan([*PLAN.of("plan"), *PLAN.of("hotspot"), new]))
    view.canvas.finish_picture()
    small.finish_picture()
    at = _at(view, 58.7, -4.2) * small.devicePixelRatioF()
    assert small.grab().toImage().pixelColor(at) != before.pixelColor(at)


def test_overview_folds_on_a_narrow_map_and_comes_back(view: MapView) -> None:
    wide = view.overview.size()
    view.resize(500, 600)
    assert not view.overview.is_open
    assert view.overview.width() < 50
    view.overview._button.click()
    assert view.overview.is_open
    view.resize(900, 600)
    assert view.overview.size() == wide


def test_overview_stands_at_the_start_and_keeps_off_the_scale_bar(view: MapView) -> None:
    assert view.overview.x() < 20
    assert view.overview.geometry().intersected(view._scale.geometry()).isEmpty()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.overview.geometry().right() > view.width() - 20


def test_put_away_by_command_is_remembered(window: MainWindow) -> None:
    assert window.map.overview is not None
    window.resize(1440, 900)
    was_open = window.map.overview.is_open
    window.commands.run("overview")
    assert window.map.overview.is_open != was_open
    assert Settings.load().overview != was_open
