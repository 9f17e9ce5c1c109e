# SPDX-License-Identifier: MIT
"""Simplifying takes away what cannot be seen, and leaves borders and validity alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import get_num_coordinates
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from hotmap.analysis.corners import Corners
from hotmap.analysis.simplifying import simplified


def wavy(count: int = 400) -> Polygon:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radii = 1 + 0.002 * np.sin(29 * angles)
    return Polygon(np.column_stack([30 + radii * np.cos(angles), 10 + radii * np.sin(angles)]))


@given(st.floats(0.0001, 0.05))
def test_simplified_stays_within_the_tolerance_and_valid(tolerance_deg: float) -> None:
    less = simplified(wavy(), tolerance_deg)
    assert less.is_valid
    assert less.hausdorff_distance(wavy()) <= tolerance_deg * 1.01
    assert get_num_coordinates(less) <= get_num_coordinates(wavy())


def test_corners_of_a_shared_border_stay() -> None:
    border = [(31.0, 10 + i / 100 + 0.0001 * (i % 2)) for i in range(101)]
    west = Polygon([*border, (30, 11), (30, 10.5), (30, 10)])
    east = Polygon([*reversed(border), (32, 10), (32, 11)])
    less = simplified(west, 0.001, [east])
    assert all(len(Corners(less).at(*corner)) for corner in border)
    assert not len(Corners(less).at(30, 10.5))
    assert get_num_coordinates(simplified(west, 0.001)) < 10


def test_lines_keep_their_ends_and_parts_stay_parts() -> None:
    line = LineString([(0, 0), (1, 0.0001), (2, 0)])
    assert list(simplified(line, 0.01).coords) == [(0, 0), (2, 0)]
    two = MultiPolygon([wavy(), box(40, 10, 41, 11)])
    assert len(simplified(two, 0.01).geoms) == 2


def test_nothing_to_take_away_gives_the_same_shape() -> None:
    square = box(0, 0, 1, 1)
    assert simplified(square, 0.01) == square
