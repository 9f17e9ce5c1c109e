# SPDX-License-Identifier: MIT
"""Snapping finds the nearest corner before the nearest side, and says its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from hotmap.analysis.snapping import SnapIndex

INDEX = SnapIndex([LineString([(57.0, -4.5), (57.1, -4.5)]), box(57.2, -4.6, 57.3, -4.5)], ["road", "camp"])


def test_nearest_prefers_a_corner_to_a_nearer_side() -> None:
    snap = INDEX.nearest(57.004, -4.5001, 0.005)
    assert snap is not None
    assert (snap.kind, snap.name, snap.lon, snap.lat) == ("vertex", "road", 57.0, -4.5)


def test_nearest_falls_on_a_side_between_corners() -> None:
    snap = INDEX.nearest(57.05, -4.502, 0.005)
    assert snap is not None
    assert (snap.kind, snap.name) == ("edge", "road")
    assert (snap.lon, snap.lat) == pytest.approx((57.05, -4.5))


def test_nearest_out_of_reach_is_nothing() -> None:
    assert INDEX.nearest(57.05, -4.52, 0.005) is None
    assert SnapIndex([], []).nearest(0, 0, 1) is None


@given(st.floats(56.9, 57.4), st.floats(-4.7, -4.4))
def test_snap_lies_within_reach_and_on_something(lon: float, lat: float) -> None:
    snap = INDEX.nearest(lon, lat, 0.01)
    if snap:
        assert Point(lon, lat).distance(Point(snap.lon, snap.lat)) <= 0.0101
        shapes = [LineString([(57.0, -4.5), (57.1, -4.5)]), box(57.2, -4.6, 57.3, -4.5)]
        assert min(shape.boundary.union(shape).distance(Point(snap.lon, snap.lat)) for shape in shapes) < 1e-9
