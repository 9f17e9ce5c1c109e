# SPDX-License-Identifier: MIT
"""When the map is drawn anew and when not, and what is seen meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.cartography.palette import LIGHT
from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.canvas.picture import MARGIN, Picture

PLAN = Plan([Hotspot(uuid="h", name="Tiva", geometry=Point(25.0, 7.0))])


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    """A map of one place inland, drawn."""
    made = MapView()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    made.set_records(PLAN)
    made.zoom_to((24.0, 6.0, 26.0, 8.0))
    made.canvas.finish_picture()
    return made


def drag(view: MapView, dx_px: float, dy_px: float = 0.0) -> Picture:
    """Move the content of the map and return its picture."""
    view.canvas.set_view(view.canvas.view.panned(dx_px, dy_px))
    return view.canvas.picture


def settled(qtbot: QtBot, picture: Picture) -> Picture:
    """Wait until nothing more is due."""
    qtbot.waitUntil(lambda: picture.is_settled, timeout=10_000)
    return picture


def test_drag_within_the_margin_draws_nothing_anew(view: MapView, qtbot: QtBot) -> None:
    before = view.canvas.picture.shown_view
    assert settled(qtbot, drag(view, 40.0, -20.0)).shown_view is before


def test_drag_that_uses_up_the_margin_is_drawn_when_the_hand_rests(view: MapView, qtbot: QtBot) -> None:
    picture = drag(view, 640 * (MARGIN - 0.02))
    assert not picture.is_drawing
    shown = settled(qtbot, picture).shown_view
    assert shown is not None
    assert shown.x_m == view.canvas.view.x_m


def test_drag_beyond_the_margin_is_drawn_while_the_hand_goes_on(view: MapView, qtbot: QtBot) -> None:
    assert drag(view, 640 * MARGIN + 5.0).is_drawing
    picture = drag(view, 30.0)
    assert picture.is_drawing
    shown = settled(qtbot, picture).shown_view
    assert shown is not None
    assert shown.m_per_px == view.canvas.view.m_per_px


def test_zoom_drops_the_picture_under_way_and_is_drawn_at_rest(view: MapView, qtbot: QtBot) -> None:
    drag(view, 640 * MARGIN + 5.0)
    view.canvas.zoom_by(2.0)
    picture = view.canvas.picture
    assert not picture.is_drawing
    shown = settled(qtbot, picture).shown_view
    assert shown is not None
    assert shown.m_per_px == view.canvas.view.m_per_px


def test_change_of_a_record_is_drawn_though_the_hand_moves_at_once(view: MapView, qtbot: QtBot) -> None:
    before = QImage(view.canvas.picture.image)
    moved = PLAN.applied(ChangeSet("move", edited(PLAN.of("hotspot")[0], {"geometry": Point(25.4, 7.2)})))
    view.set_records(moved)
    drag(view, 3.0)
    drag(view, -3.0)
    assert settled(qtbot, view.canvas.picture).image != before


def test_jump_to_another_place_shows_the_new_picture_as_it_grows(view: MapView, qtbot: QtBot) -> None:
    settled(qtbot, view.canvas.picture)
    view.zoom_to((-60.0, -12.0, -58.0, -10.0))
    qtbot.waitUntil(lambda: view.canvas.picture.is_drawing)
    settled(qtbot, view.canvas.picture)
    seen = view.canvas.grab().toImage()
    assert seen.pixelColor(320, 240).name().upper() == LIGHT.colour("land").upper()
