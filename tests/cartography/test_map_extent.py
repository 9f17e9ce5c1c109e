# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from shapely.geometry import Point, box

from hotmap.cartography.map_corners import corners
from hotmap.cartography.map_extent import drawn_extent, settled
from hotmap.cartography.map_frame import MapFrame, frame_map
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Presence, Record

MARGIN_MM = 7.0


def _frame(scene: Scene) -> tuple[MapFrame, tuple[float, float, float, float]]:
    extent = drawn_extent(scene)
    assert extent is not None
    return frame_map(0, 0, 204.5, 171, extent, small=True, margin_mm=MARGIN_MM), extent


def _hotspots(*places: tuple[float, float]) -> list[Record]:
    return [
        Hotspot(uuid=f"h{i}", code=f"H-{i}", name=f"Place {i}", geometry=Point(p), status="active")
        for i, p in enumerate(places)
    ]


def test_extent_is_around_the_hotspots_that_are_drawn() -> None:
    closed = Hotspot(uuid="old", code="H-9", name="Old", geometry=Point(40.0, 13.0), status="closed")
    scene = Scene(Plan([*_hotspots((24.0, 12.0), (26.0, 13.0)), closed]))
    assert drawn_extent(scene) == (24.0, 12.0, 26.0, 13.0)
    assert drawn_extent(Scene(Plan([]))) is None


def test_settled_frame_keeps_scale_and_all_hotspots_inside_the_margin() -> None:
    # A wide row with one hotspot below it: the middle would put the scale bar on something.
    scene = Scene(Plan(_hotspots((24.0, 13.0), (25.0, 13.0), (26.0, 13.0), (26.0, 12.3), (24.0, 12.3))))
    frame, extent = _frame(scene)
    moved = settled(frame, scene, extent, MARGIN_MM)
    assert moved.denominator == pytest.approx(frame.denominator, rel=0.02)
    left, top = moved.view.to_px(extent[0], extent[3])
    right, bottom = moved.view.to_px(extent[2], extent[1])
    slack = 1e-6
    assert min(left, top) >= MARGIN_MM - slack
    assert right <= frame.width - MARGIN_MM + slack
    assert bottom <= frame.height - MARGIN_MM + slack


def test_settled_frame_finds_corners_where_nothing_is_drawn() -> None:
    scene = Scene(Plan(_hotspots((24.0, 12.0), (25.0, 12.6), (26.0, 12.0), (24.0, 12.9), (26.0, 12.9))))
    frame, extent = _frame(scene)
    view = settled(frame, scene, extent, MARGIN_MM).view
    found = corners(view, scene)
    assert set(found) == {"scale", "locator"}
    for mark in scene.hotspots:
        x, y = (float(v) for v in view.to_px(mark.geometry.x, mark.geometry.y))
        assert not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in found.values())


def test_settled_frame_looks_for_presence_beside_the_hotspots() -> None:
    base = Presence(
        uuid="base", type="company_operating_base", domain="troops", name="Base", geometry=Point(25.0, 13.85)
    )
    scene = Scene(Plan([*_hotspots((24.0, 13.0), (26.0, 13.1)), base]))
    frame, extent = _frame(scene)
    assert float(settled(frame, scene, extent, MARGIN_MM).view.to_px(25.0, 13.85)[1]) > 0


def test_corners_leave_out_a_key_that_would_hide_something() -> None:
    scene = Scene(Plan(_hotspots((24.0, 12.0))))
    view = frame_map(0, 0, 204.5, 171, box(23.9, 11.9, 24.1, 12.1).bounds, small=True).view
    assert "key" in corners(view, scene, (40.0, 20.0))
    assert "key" not in corners(view, scene, (190.0, 150.0))
