# SPDX-License-Identifier: MIT
"""Splitting loses nothing, and merging what was split gives the whole again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import get_coordinates
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.geodesy import area_m2, length_m
from hotmap.analysis.splitting import is_apart, merged, parts_of, split

HOLED = Polygon(box(30, 10, 31, 11).exterior.coords, [box(30.4, 10.4, 30.6, 10.6).exterior.coords])
ISLANDS = MultiPolygon([box(30, 10, 31, 11), box(32, 10, 32.2, 10.2)])
share = st.floats(0.01, 0.99)


@st.composite
def stars(draw: st.DrawFn) -> Polygon:
    """Areas with bays and capes about one place."""
    count = draw(st.integers(5, 25))
    radii = np.array(draw(st.lists(st.floats(0.1, 0.5), min_size=count, max_size=count)))
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return Polygon(np.column_stack([30 + radii * np.cos(angles), 10 + radii * np.sin(angles)]))


@given(stars() | st.sampled_from([HOLED, ISLANDS]), share, share)
def test_parts_sum_to_the_whole_and_merge_to_it(area: BaseGeometry, left: float, right: float) -> None:
    west, south, east, north = area.bounds
    line = [(west - 0.1, south + left * (north - south)), (east + 0.1, south + right * (north - south))]
    parts = split(area, line)
    assert sum(part.area for part in parts) == pytest.approx(area.area, rel=1e-9)
    # A side that is straight on the map is bent on the ground: a corner on it moves it by a hair.
    assert sum(map(area_m2, parts)) == pytest.approx(area_m2(area), rel=1e-3)
    assert area_m2(parts[0]) == max(map(area_m2, parts)) or is_apart(area)
    whole = merged(parts)
    assert whole.symmetric_difference(area).area < 1e-12
    assert all(part.is_valid for part in parts)


@given(stars(), share)
def test_parts_share_the_corners_of_the_cut(area: Polygon, at: float) -> None:
    west, south, east, north = area.bounds
    y = south + at * (north - south)
    parts = split(area, [(west - 1, y), (east + 1, y + 0.01)])
    assume(len(parts) == 2)
    one, other = ({tuple(c) for c in get_coordinates(part)} for part in parts)
    assert len(one & other) >= 2


def test_split_from_a_snapped_side_to_a_corner() -> None:
    area = Polygon([(30, 10), (31, 10.1), (30.9, 11), (30.1, 10.8)])
    on_side = area.exterior.interpolate(0.3).coords[0]
    parts = split(area, [on_side, (30.9, 11)])
    assert len(parts) == 2
    assert on_side in {c for part in parts for c in part.exterior.coords}


@pytest.mark.parametrize("line", [[(29, 10.5), (30.2, 10.5)], [(29, 9), (28, 8)], [(30.1, 10.1), (30.2, 10.2)]])
def test_split_by_a_line_that_does_not_go_across_gives_the_shape_back(line: list[tuple[float, float]]) -> None:
    assert split(HOLED, line) == [HOLED]


def test_split_leaves_untouched_parts_with_the_largest() -> None:
    large, small = split(ISLANDS, [(30.7, 9), (30.7, 12)])
    assert len(large.geoms) == 2
    assert small.bounds == pytest.approx((30.7, 10, 31, 11))


def test_split_line_at_each_crossing_and_not_where_it_crosses_itself() -> None:
    route = LineString([(30, 10), (31, 10), (31, 10.5), (30.5, 10.5), (30.5, 9.5)])
    parts = split(route, [(30.8, 9), (30.8, 11)])
    assert len(parts) == 3
    assert sum(map(length_m, parts)) == pytest.approx(length_m(route), rel=1e-4)
    assert merged(parts).equals(route)
    assert split(Point(30, 10), [(29, 9), (31, 11)]) == [Point(30, 10)]


def test_merge_of_neighbours_with_different_corners_on_the_border_leaves_no_sliver() -> None:
    one = Polygon([(30, 10), (31, 10.1), (31.3, 10.9), (30, 11)])
    on_border = [one.exterior.interpolate(d).coords[0] for d in (1.2, 1.4, 1.6)]
    other = Polygon([(31, 10.1), (32, 10), (32, 11), (31.3, 10.9), *reversed(on_border)])
    whole = merged([one, other])
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(one.area + other.area, rel=1e-9)


def test_merge_of_what_does_not_touch_has_several_parts() -> None:
    two = merged([box(30, 10, 31, 11), box(32, 10, 33, 11)])
    assert is_apart(two)
    assert len(parts_of(two)) == 2


def test_merge_of_points_and_an_area_keeps_the_area() -> None:
    assert merged([Point(1, 1), HOLED]) == HOLED
    assert merged([Point(1, 1), Point(2, 2)]) == Point(1, 1)
