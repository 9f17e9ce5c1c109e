# SPDX-License-Identifier: MIT
"""Outlines that follow a drawn line; holes that are cut and filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from hotmap.analysis.borders import neighbours_after
from hotmap.analysis.reshaping import holes_of, reshaped, with_hole, without_hole

SQUARE = box(0, 0, 10, 10)
HOLED = with_hole(SQUARE, [(4, 4), (6, 4), (6, 6), (4, 6)])
TWO = MultiPolygon([SQUARE, box(20, 0, 21, 1)])
place = st.floats(0.5, 9.5)


@given(place, place, st.floats(0.05, 0.45), st.sampled_from([SQUARE, TWO]))
def test_filling_a_hole_that_was_cut_restores_the_area(x: float, y: float, r: float, area: Polygon) -> None:
    holed = with_hole(area, [(x - r, y), (x, y - r), (x + r, y)])
    assert holed is not None
    assert holed.area < area.area
    assert without_hole(holed, x, y - r / 2) == area


@pytest.mark.parametrize("ring", [[(8, 8), (12, 8), (12, 12)], [(4.5, 4.5), (9, 4.5), (9, 9)], [(1, 1), (2, 2)],
                                  [(1, 1), (3, 3), (3, 1), (1, 3)], [(30, 30), (31, 30), (31, 31)]])  # fmt: skip
def test_hole_that_is_not_wholly_inside_is_refused(ring: list[tuple[float, float]]) -> None:
    assert with_hole(HOLED, ring) is None


def test_filling_where_there_is_no_hole_does_nothing() -> None:
    assert without_hole(HOLED, 1, 1) is None
    assert holes_of(HOLED) == 1
    assert holes_of(Point(0, 0)) == 0


def test_reshape_outside_adds_and_inside_takes_away() -> None:
    more = reshaped(SQUARE, [(2, 9), (2, 12), (5, 12), (5, 9)])
    assert more is not None
    assert more.area == pytest.approx(106)
    less = reshaped(SQUARE, [(2, 11), (2, 8), (5, 8), (5, 11)])
    assert less is not None
    assert less.area == pytest.approx(94)


def test_reshape_right_across_keeps_the_larger_side() -> None:
    assert reshaped(SQUARE, [(-1, 3), (11, 3)]).bounds == (0, 3, 10, 10)


def test_reshape_in_waves_follows_the_line_both_ways() -> None:
    wave = reshaped(SQUARE, [(1, 9), (1, 11), (3, 11), (3, 9), (5, 9), (5, 11)])
    assert wave.area == pytest.approx(100 + 2 - 2)
    assert wave.is_valid


def test_reshape_moves_the_rim_of_a_hole() -> None:
    assert reshaped(HOLED, [(5, 5), (7, 5), (7, 5.5), (5, 5.5)]).area == pytest.approx(96 - 0.5)
    assert reshaped(HOLED, [(3.5, 5.5), (6.5, 5.5)]).area == pytest.approx(96 + 1)


@pytest.mark.parametrize("line", [[(20, 20), (30, 30)], [(2, 12), (2, 5)], [(1, 1)], [(0, 0), (0, 10)]])
def test_reshape_by_a_line_that_changes_nothing_is_refused(line: list[tuple[float, float]]) -> None:
    assert reshaped(SQUARE, line) is None


def test_reshape_of_one_part_leaves_the_others() -> None:
    after = reshaped(TWO, [(2, 9), (2, 12), (5, 12), (5, 9)])
    assert after.area == pytest.approx(107)
    assert len(after.geoms) == 2


def test_reshape_of_a_line_replaces_the_part_between_and_extends() -> None:
    line = LineString([(0, 0), (10, 0)])
    bent = reshaped(line, [(2, 0), (2, 3), (6, 3), (6, 0)])
    assert list(bent.coords) == [(0, 0), (2, 0), (2, 3), (6, 3), (6, 0), (10, 0)]
    assert reshaped(line, [(6, -1), (6, 3), (2, 3), (2, -1)]).equals(bent)
    assert list(reshaped(line, [(10, 0), (12, 2)]).coords) == [(0, 0), (10, 0), (12, 2)]
    assert list(reshaped(line, [(-3, 4), (0, 0)]).coords) == [(-3, 4), (0, 0), (10, 0)]
    assert reshaped(line, [(5, 0), (5, 5)]) is None


EAST, NORTH = box(10, 0, 20, 10), box(0, 10, 10, 20)


def test_neighbour_gives_way_and_takes_what_was_left() -> None:
    line = [(10, 1), (12, 1), (12, 3), (8, 5), (8, 8), (10, 8)]
    after = reshaped(SQUARE, line)
    found = neighbours_after(SQUARE, after, {"east": EAST, "north": NORTH, "point": Point(10, 2)})
    assert set(found) == {"east"}
    assert after.area + found["east"].area == pytest.approx(200)
    assert after.intersection(found["east"]).area == pytest.approx(0)


@given(st.floats(1, 9), st.floats(0.2, 4))
def test_no_gap_and_no_overlap_whatever_border_is_drawn(y: float, width: float) -> None:
    line = [(9, 0.5), (10 + width, y), (9, 9.5)]
    after = reshaped(SQUARE, line)
    assert after is not None
    east = neighbours_after(SQUARE, after, {"east": EAST})["east"]
    assert after.union(east).area == pytest.approx(200)
    assert after.intersection(east).area == pytest.approx(0, abs=1e-9)


def test_part_that_two_neighbours_border_goes_to_one_of_them() -> None:
    after = reshaped(SQUARE, [(5, 10), (5, 7), (7, 5), (10, 5)])
    found = neighbours_after(SQUARE, after, {"east": EAST, "north": NORTH})
    assert after.area + found.get("east", EAST).area + found.get("north", NORTH).area == pytest.approx(300)
