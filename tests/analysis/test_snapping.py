# SPDX-License-Identifier: MIT
"""Snapping finds the nearest corner before a crossing, a crossing before a side, and of which shapes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.snapping import BoxIndex, nearest

ROAD, CAMP = LineString([(57.0, -4.5), (57.1, -4.5)]), box(57.2, -4.6, 57.3, -4.5)
TRACK = LineString([(57.06, -4.6), (57.06, -4.4)])
SHAPES = [ROAD, CAMP, TRACK, Point(57.15, -4.45)]


def test_nearest_prefers_a_corner_to_a_nearer_side() -> None:
    found = nearest(SHAPES, 57.004, -4.5001, 0.005)
    assert found is not None
    assert (found.kind, found.index, found.lon, found.lat) == ("vertex", 0, 57.0, -4.5)


def test_nearest_prefers_a_crossing_to_a_nearer_side_and_names_both() -> None:
    found = nearest(SHAPES, 57.0621, -4.5001, 0.005)
    assert found is not None
    assert (found.kind, {found.index, found.other}) == ("crossing", {0, 2})
    assert (found.lon, found.lat) == pytest.approx((57.06, -4.5))


def test_nearest_falls_on_a_side_between_corners() -> None:
    found = nearest(SHAPES, 57.03, -4.502, 0.005)
    assert found is not None
    assert (found.kind, found.index, found.other) == ("edge", 0, -1)
    assert (found.lon, found.lat) == pytest.approx((57.03, -4.5))


def test_a_shape_does_not_cross_itself_and_its_parts_do_not_either() -> None:
    eight = LineString([(0, 0), (1, 1), (1, 0), (0, 1)])
    found = nearest([eight], 0.5, 0.501, 0.01)
    assert found is not None
    assert found.kind == "edge"


@pytest.mark.parametrize("shapes", [[], [Point()], SHAPES])
def test_nearest_out_of_reach_is_nothing(shapes: list[BaseGeometry]) -> None:
    assert nearest(shapes, 57.05, -4.55, 0.005) is None


@given(st.floats(56.9, 57.4), st.floats(-4.7, -4.4))
def test_what_is_found_lies_within_reach_and_on_something(lon: float, lat: float) -> None:
    found = nearest(SHAPES, lon, lat, 0.01)
    if found:
        assert Point(lon, lat).distance(Point(found.lon, found.lat)) <= 0.0101
        shape = SHAPES[found.index]
        assert shape.boundary.union(shape).distance(Point(found.lon, found.lat)) < 1e-9


@given(st.floats(56.9, 57.4), st.floats(-4.7, -4.4), st.integers(1, 4))
def test_boxes_made_in_slices_hide_nothing_in_reach(lon: float, lat: float, rows: int) -> None:
    shapes = np.array([*SHAPES, None, MultiPolygon([CAMP]), Point()], dtype=object)
    boxes = BoxIndex(shapes)
    while not boxes.is_ready:
        boxes.advance(rows)
    near = set(boxes.near(lon, lat, 0.01).tolist())
    assert near >= {i for i, s in enumerate(shapes) if s is not None and s.distance(Point(lon, lat)) <= 0.01}
    assert 4 not in near
