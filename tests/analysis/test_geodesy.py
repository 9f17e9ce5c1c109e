# SPDX-License-Identifier: MIT
"""Lengths, areas and bearings against values known from the ellipsoid and against each other."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.geodesy import (
    area_m2,
    bearing_deg,
    between_meridians_m,
    circle,
    destination,
    distance_m,
    length_m,
    lengths_m,
)

QUARTER_MERIDIAN_M = 10_001_965.729
EARTH_M2 = 510_065_621_724_000.0


def test_length_of_a_quarter_meridian_is_known() -> None:
    assert length_m(shapely.LineString([(30, 0), (30, 45), (30, 90)])) == pytest.approx(QUARTER_MERIDIAN_M, abs=0.01)


def test_area_of_an_octant_is_an_eighth_of_the_earth() -> None:
    octant = shapely.Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    assert area_m2(octant) == pytest.approx(EARTH_M2 / 8, rel=1e-6)


@given(st.floats(-85, 85), st.floats(0.001, 60))
def test_way_between_meridians_is_the_geodesic_one(lat: float, apart_deg: float) -> None:
    true_m = distance_m(10.0, lat, 10.0 + apart_deg, lat)
    assert between_meridians_m(lat, apart_deg) == pytest.approx(true_m, rel=1e-3)


def test_area_of_a_hole_is_taken_off_whatever_its_direction() -> None:
    outer, hole = shapely.box(24, 12, 25, 13), shapely.box(24.2, 12.2, 24.4, 12.4)
    expected = area_m2(outer) - area_m2(hole)
    for ring in (hole.exterior.coords, hole.exterior.coords[::-1]):
        assert area_m2(shapely.Polygon(outer.exterior.coords, [ring])) == pytest.approx(expected)


@pytest.mark.parametrize("nothing", [None, shapely.Point(1, 2), shapely.Polygon(), shapely.LineString()])
def test_measures_of_nothing_are_zero(nothing: object) -> None:
    assert length_m(nothing) == 0
    assert area_m2(nothing) == 0


def test_lengths_of_many_are_those_of_each() -> None:
    line = shapely.LineString([(24, 12), (24.5, 12.2), (25, 12)])
    many = [
        line,
        None,
        shapely.MultiLineString([line, shapely.LineString([(0, 0), (0, 1)])]),
        shapely.Point(3, 3),
        shapely.Polygon([(24, 12), (25, 12), (25, 13)], [[(24.5, 12.1), (24.9, 12.2), (24.9, 12.5)]]),
        shapely.GeometryCollection([shapely.MultiPoint([(1, 1), (2, 2)]), shapely.MultiLineString([line])]),
    ]
    together = lengths_m(np.array(many, dtype=object))
    assert together == pytest.approx([length_m(one) for one in many])
    assert together[5] == pytest.approx(length_m(line))
    assert together[2] == pytest.approx(length_m(line) + distance_m(0, 0, 0, 1))
    assert sum(area_m2(many[i]) for i in (0, 1, 2, 3, 5)) == 0


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0, 359.9), st.floats(1, 100_000))
def test_destination_lies_at_its_bearing_and_distance(lon: float, lat: float, bearing: float, away_m: float) -> None:
    end = destination(lon, lat, bearing, away_m)
    assert distance_m(lon, lat, *end) == pytest.approx(away_m, abs=1e-3)
    turn = (bearing_deg(lon, lat, *end) - bearing + 180) % 360 - 180
    assert abs(turn) < 0.01


def test_circle_holds_what_is_within_its_radius() -> None:
    ring = circle(24.3, 12.5, 5_000)
    assert area_m2(ring) == pytest.approx(np.pi * 5_000**2, rel=0.01)
    assert ring.contains(shapely.Point(destination(24.3, 12.5, 45, 4_900)))
    assert not ring.contains(shapely.Point(destination(24.3, 12.5, 45, 5_100)))
