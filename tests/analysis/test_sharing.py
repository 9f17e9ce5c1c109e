# SPDX-License-Identifier: MIT
"""Neighbours that share corners are found, and only they."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from hotmap.analysis.corners import Corners
from hotmap.analysis.sharing import has_corner_at, neighbours, shared_side, with_corners_at, with_same_corners

WEST, EAST = box(30, 10, 31, 11), box(31, 10, 32, 11)
FAR = box(31, 10.00001, 32, 10.5)
OTHERS = {"east": EAST, "far": FAR, "post": Point(31, 10), "route": LineString([(31, 10), (33, 9)])}


def test_neighbours_share_the_corner_and_points_do_not() -> None:
    found = neighbours(WEST, np.array([[31.0, 10.0]]), OTHERS)
    assert [n.uuid for n in found] == ["east", "route"]
    assert all((n.corners.places[n.indices] == (31, 10)).all() for n in found)
    assert neighbours(Point(31, 10), np.array([[31.0, 10.0]]), OTHERS) == []


def test_area_gets_a_corner_where_one_lies_on_its_side_but_a_route_does_not() -> None:
    place = np.array([[31.0, 10.3]])
    others = {"east": EAST, "route": LineString([(31, 9), (31, 12)])}
    [found] = neighbours(WEST, place, others)
    assert found.uuid == "east"
    assert len(found.corners) == len(Corners(EAST)) + 1
    assert found.corners.geometry.equals(EAST)


@given(st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_corners_moved_with_their_neighbours_are_still_shared(dx: float, dy: float) -> None:
    place = np.array([[31.0, 11.0]])
    [found] = neighbours(WEST, place, {"east": EAST})
    to = place + (dx, dy)
    corners = Corners(WEST)
    moved = corners.shaped(corners.moved(corners.at(31, 11), to))
    beside = found.corners.shaped(found.corners.moved(found.indices, to[found.of]))
    assert len(Corners(moved).at(*to[0])) == len(Corners(beside).at(*to[0])) == 1
    assert has_corner_at(np.array([beside], dtype=object), *to[0])


def test_shared_side_is_found_in_either_direction() -> None:
    east = Corners(EAST)
    side = shared_side(east, (31, 10), (31, 11))
    assert side is not None
    assert shared_side(east, (31, 11), (31, 10)) == side
    assert shared_side(east, (31, 10), (32, 11)) is None


def test_with_corners_at_keeps_the_extent_and_takes_only_what_lies_on_a_side() -> None:
    more = with_corners_at(EAST, [(31, 10.3), (31, 10.7), (31, 11), (31.5, 10.5)])
    assert more.equals(EAST)
    assert len(Corners(more)) == len(Corners(EAST)) + 2


def test_with_same_corners_joins_what_differs_by_rounding() -> None:
    off = box(31 + 1e-11, 10, 32, 11)
    one, other = with_same_corners([WEST, off])
    assert {c for c in one.exterior.coords} & {c for c in other.exterior.coords} == {(31.0, 10.0), (31.0, 11.0)}
