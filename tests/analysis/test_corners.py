# SPDX-License-Identifier: MIT
"""Shapes under the hand: corners move, come and go, and nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import get_coordinates
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners

HOLED = Polygon(box(0, 0, 10, 10).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
LINE = LineString([(0, 0), (1, 1), (2, 0)])
SHAPES = [
    Point(1, 2), LINE, HOLED, MultiPolygon([HOLED, box(20, 20, 21, 21)]), MultiPoint([(0, 0), (5, 5)]),
    MultiLineString([LINE, [(4, 4), (5, 5)]]),
]  # fmt: skip
shapes = st.sampled_from(SHAPES)


@given(shapes, st.data())
def test_moving_a_corner_and_back_restores_the_shape(shape: BaseGeometry, data: st.DataObject) -> None:
    corners = Corners(shape)
    index = data.draw(st.sampled_from(np.flatnonzero(corners.holdable).tolist()))
    place = corners.places[index]
    moved = corners.shaped(corners.moved([index], place + (0.1, 0.0)))
    assert moved != shape
    assert Corners(moved).shaped(Corners(moved).moved([index], place)) == shape


@given(shapes.filter(lambda s: "Point" not in s.geom_type), st.data())
def test_adding_a_corner_on_a_side_keeps_the_extent_and_removing_it_restores(
    shape: BaseGeometry, data: st.DataObject
) -> None:
    corners = Corners(shape)
    side = data.draw(st.sampled_from(corners.sides.tolist()))
    lon, lat = corners.places[[side, side + 1]].mean(axis=0)
    more = corners.with_corner(side, (lon, lat))
    assert len(get_coordinates(more)) == len(corners) + 1
    assert more.equals(shape)
    less = Corners(more).without([side + 1])
    assert less is not None
    assert less.equals(shape)


@given(shapes)
def test_before_and_after_are_each_others_inverse(shape: BaseGeometry) -> None:
    corners = Corners(shape)
    for index in np.flatnonzero(corners.holdable).tolist():
        if corners.after[index] >= 0:
            assert corners.before[corners.after[index]] == index


def test_rings_stay_closed_when_the_first_corner_goes() -> None:
    less = Corners(HOLED).without([0])
    assert less is not None
    assert less.exterior.is_closed
    assert len(less.exterior.coords) == 4


@pytest.mark.parametrize("shape", [Point(0, 0), LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (0, 1)])])
def test_without_a_needed_corner_there_is_no_shape(shape: BaseGeometry) -> None:
    assert Corners(shape).without([0]) is None


def test_without_all_corners_of_a_hole_or_part_it_goes() -> None:
    assert Corners(HOLED).without([5, 6, 7, 8]) == box(0, 0, 10, 10)
    two = MultiPolygon([HOLED, box(20, 20, 21, 21)])
    assert Corners(two).without([10, 11, 12, 13]) == HOLED


def test_corners_at_a_place_and_sides_through_it() -> None:
    corners = Corners(box(0, 0, 1, 1))
    assert len(corners.at(1, 1)) == 1
    assert len(corners.sides_through(1, 0.5)) == 1
    assert len(corners.sides_through(1, 1)) == 0
    assert len(corners.sides_through(0.5, 0.5)) == 0


def test_crossings_are_told_where_a_dragged_side_crosses() -> None:
    corners = Corners(HOLED)
    assert len(corners.crossings(corners.places, [0])) == 0
    dragged = corners.moved([5], np.array([[11.0, 3.0]]))
    found = corners.crossings(dragged, [5])
    assert found is not None
    assert len(found) == 2
    assert (abs(found[:, 0] - 10) < 1e-9).all()
    assert not corners.shaped(dragged).is_valid


def test_lines_may_cross_themselves() -> None:
    corners = Corners(LineString([(0, 0), (2, 0), (1, 1), (1, -1)]))
    assert len(corners.crossings(corners.places, [3])) == 0
