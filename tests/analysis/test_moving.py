# SPDX-License-Identifier: MIT
"""Shapes keep their size on the ground wherever they are moved and however they are turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import get_coordinates
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners
from hotmap.analysis.geodesy import area_m2, bearing_deg, distance_m, length_m
from hotmap.analysis.moving import centre_of, moved, turned

AREA = Polygon([(30, 10), (31, 10.2), (31.2, 11), (30.5, 10.6), (30.1, 11)])
SHAPES = [AREA, LineString([(30, 60), (31, 60.5), (31, 61)]), MultiPolygon([AREA, box(32, 10, 32.1, 10.1)])]
shapes = st.sampled_from(SHAPES)
angle = st.floats(-360, 360)


def farthest_m(one: BaseGeometry, other: BaseGeometry) -> float:
    pairs = zip(get_coordinates(one), get_coordinates(other), strict=True)
    return max(distance_m(*a, *b) for a, b in pairs)


@given(shapes, angle)
def test_turning_there_and_back_restores_the_shape(shape: BaseGeometry, angle_deg: float) -> None:
    there = turned(shape, centre_of(shape), angle_deg)
    back = turned(there, centre_of(there), -angle_deg)
    assert farthest_m(shape, back) < 0.001
    assert area_m2(there) == pytest.approx(area_m2(shape), rel=1e-3)
    assert length_m(there) == pytest.approx(length_m(shape), rel=1e-3)


@given(shapes, st.floats(-170, 170), st.floats(-60, 60))
def test_moved_shape_keeps_its_size(shape: BaseGeometry, lon: float, lat: float) -> None:
    there = moved(shape, centre_of(shape), (lon, lat))
    assert area_m2(there) == pytest.approx(area_m2(shape), rel=1e-3)
    assert length_m(there) == pytest.approx(length_m(shape), rel=1e-3)
    assert farthest_m(moved(there, (lon, lat), centre_of(shape)), shape) < 0.001


def test_turning_is_clockwise_and_not_sheared() -> None:
    route = LineString([(30, 60), (30, 60.1)])
    there = turned(route, (30, 60), 90)
    assert bearing_deg(*there.coords[0], *there.coords[-1]) == pytest.approx(90, abs=1e-6)
    assert length_m(there) == pytest.approx(length_m(route), rel=1e-6)


def test_neighbours_moved_from_one_place_still_share_their_corners() -> None:
    west, east = box(30, 10, 31, 11), box(31, 10, 32, 11)
    there = [moved(shape, (31, 10.5), (25, 20)) for shape in (west, east)]
    corner = there[0].exterior.coords[0]
    assert all(len(Corners(shape).at(*corner)) for shape in there)


def test_centre_of_a_point_is_the_point() -> None:
    assert centre_of(Point(30, 10)) == pytest.approx((30, 10))
