# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from PySide6.QtGui import QImage

from hotmap.cartography.marks import presence_mark
from hotmap.cartography.projection import View
from hotmap.cartography.range_rings import RangeRings
from hotmap.cartography.renderer import Renderer
from hotmap.cartography.scene import Scene
from hotmap.domain.codelists import DEFAULT
from hotmap.domain.plan import Plan
from hotmap.domain.records import PlanInfo, Presence

BASE = Presence(uuid="b", domain="troops", type="company_operating_base", geometry=shapely.Point(20, 2), reach_km=8.0)
VIEW = View.of((19.85, 1.85, 20.15, 2.15), 400, 400)


def _picture(presence: Presence, rings: RangeRings) -> QImage:
    scene = Scene(Plan((PlanInfo(uuid="p"), presence)))
    scene.set_rings(rings)
    return Renderer(scene, VIEW).render()


def test_rings_of_a_base_are_its_reach_and_the_distances_asked_for() -> None:
    mark = presence_mark(BASE, DEFAULT)
    assert mark is not None
    assert RangeRings(frozenset({"b"}), (5.0, 8.0)).radii_km(mark) == [(5.0, False), (8.0, True)]
    assert RangeRings(None, (5.0,)).radii_km(mark) == [(5.0, False), (8.0, True)]
    assert RangeRings(frozenset({"other"}), (5.0,)).radii_km(mark) == []


@pytest.mark.parametrize(
    "without",
    [replace(BASE, geometry=shapely.LineString([(20, 2), (20.1, 2)])), replace(BASE, domain="humanitarian")],
    ids=["route", "humanitarian"],
)
def test_rings_of_all_leave_out_routes_and_those_who_do_not_respond(without: Presence) -> None:
    mark = presence_mark(without, DEFAULT)
    assert mark is not None
    assert RangeRings(None, (5.0,)).radii_km(mark) == []


def test_rings_of_a_place_known_to_a_cell_are_not_drawn() -> None:
    mark = presence_mark(BASE, DEFAULT, lambda _: "cell_10km")
    assert mark is not None
    assert RangeRings(None, (5.0,)).radii_km(mark) == []


def test_rings_are_as_far_as_they_say_on_the_ground() -> None:
    plain, ringed = _picture(BASE, RangeRings()), _picture(BASE, RangeRings(frozenset({"b"}), (10.0,)))
    x, y = VIEW.to_px(20.0899, 2.0)  # 10 km east
    around = [(int(x) + dx, int(y)) for dx in range(-2, 3)]
    assert any(plain.pixelColor(*at) != ringed.pixelColor(*at) for at in around)
    x, y = VIEW.to_px(20.05, 2.0)
    assert plain.pixelColor(int(x), int(y)) == ringed.pixelColor(int(x), int(y))


def test_rings_without_a_reach_draw_nothing_of_it() -> None:
    hidden = replace(BASE, reach_km=None)
    assert _picture(hidden, RangeRings(None)) == _picture(hidden, RangeRings())
