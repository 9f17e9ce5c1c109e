# SPDX-License-Identifier: MIT
"""Outlines that cross themselves: where, and what can be made of them."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from hotmap.analysis.crossings import crossings, repairs

BOW_TIE = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)]
STAR = [(0.0, 3.0), (2.0, -3.0), (-3.0, 1.0), (3.0, 1.0), (-2.0, -3.0)]
LOOP = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (-1.0, 10.0), (-1.0, 9.0), (0.5, 9.0), (0.5, 10.5), (0.0, 10.5)]

places = st.tuples(st.integers(-50, 50), st.integers(-50, 50)).map(lambda p: (p[0] / 7, p[1] / 7))
outlines = st.lists(places, min_size=4, max_size=9, unique=True)


def test_crossings_of_a_bow_tie_are_its_middle() -> None:
    assert crossings(BOW_TIE, closes=True) == [(1.0, 1.0)]


def test_crossings_of_an_open_way_leave_the_closing_side_out() -> None:
    assert crossings(BOW_TIE, closes=False) == [(1.0, 1.0)]
    assert crossings([(0, 0), (2, 0), (2, 2), (1, -1)], closes=False) != []
    assert crossings([(0, 0), (4, 0), (4, 4), (2, 1), (2, -3)], closes=False) == [(2.0, 0.0)]
    assert crossings([(0, 0), (4, 0), (4, 4), (2, 1)], closes=True) == []


def test_crossings_tell_a_side_that_runs_back_over_the_one_before() -> None:
    assert crossings([(0, 0), (4, 0), (2, 0), (2, 3)], closes=True)


def test_crossings_do_not_mind_a_corner_set_twice() -> None:
    assert crossings([(0, 0), (4, 0), (4, 0), (4, 4), (0, 4)], closes=True) == []


@given(outlines)
def test_crossings_are_found_exactly_where_an_outline_is_no_area(outline: list[tuple[float, float]]) -> None:
    assume(Polygon(outline).area > 1e-9)
    assert bool(crossings(outline, closes=True)) == (not Polygon(outline).is_valid)


@given(outlines)
def test_every_repair_is_an_area_that_the_outline_goes_round(outline: list[tuple[float, float]]) -> None:
    way = LineString([*outline, outline[0]])
    for repair in repairs(outline):
        assert repair.area.is_valid
        assert repair.area.area > 0
        assert shapely.difference(repair.area.boundary, way.buffer(1e-6)).length < 1e-6
        if repair.kind == "outline":
            assert not repair.area.interiors


def test_repairs_of_a_bow_tie_keep_both_parts_or_the_larger() -> None:
    both, one = repairs([*BOW_TIE[:3], (0.0, 1.0)])
    assert (both.kind, both.parts, one.kind, one.parts) == ("parts", 2, "largest", 1)
    assert one.area.area > both.area.area / 2


def test_repairs_of_a_star_keep_the_outline_or_its_points() -> None:
    outline, points = repairs(STAR)
    assert (outline.kind, points.kind, points.parts) == ("outline", "parts", 5)
    assert outline.area.contains(Point(0, 0))
    assert not points.area.contains(Point(0, 0))


def test_repairs_of_a_small_loop_keep_nearly_all() -> None:
    first = repairs(LOOP)[0]
    assert first.area.area == pytest.approx(Polygon(LOOP).buffer(0).area, rel=0.2)


def test_repairs_of_an_outline_without_extent_are_none() -> None:
    assert repairs([(0, 0), (1, 1), (2, 2)]) == ()
