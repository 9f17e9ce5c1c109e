# SPDX-License-Identifier: MIT
"""Shapes under the hand: corners move, come and go, and nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import get_coordinates
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.shaping import (
    area_from,
    chaikin,
    crosses_itself,
    midpoints_of,
    smooth_stroke,
    vertices_of,
    with_vertex_after,
    with_vertex_at,
    without_overlap,
    without_vertex,
)

HOLED = Polygon(box(0, 0, 10, 10).exterior.coords, [box(2, 2, 4, 4).exterior.coords])
SHAPES = [Point(1, 2), LineString([(0, 0), (1, 1), (2, 0)]), HOLED, MultiPolygon([HOLED, box(20, 20, 21, 21)])]
shapes = st.sampled_from(SHAPES)


@given(shapes, st.data())
def test_moving_a_corner_and_back_restores_the_shape(shape: BaseGeometry, data: st.DataObject) -> None:
    index, place = data.draw(st.sampled_from(vertices_of(shape)))
    moved = with_vertex_at(shape, index, (place[0] + 0.1, place[1]))
    assert moved != shape
    assert with_vertex_at(moved, index, place) == shape


@given(shapes.filter(lambda s: s.geom_type != "Point"), st.data())
def test_adding_a_corner_on_a_side_keeps_the_extent_and_removing_it_restores(
    shape: BaseGeometry, data: st.DataObject
) -> None:
    index, place = data.draw(st.sampled_from(midpoints_of(shape)))
    more = with_vertex_after(shape, index, place)
    assert len(get_coordinates(more)) == len(get_coordinates(shape)) + 1
    assert more.equals(shape)
    less = without_vertex(more, index + 1)
    assert less is not None
    assert less.equals(shape)


def test_rings_stay_closed_when_the_first_corner_goes() -> None:
    less = without_vertex(HOLED, 0)
    assert less is not None
    assert less.exterior.is_closed
    assert len(less.exterior.coords) == 4


@pytest.mark.parametrize("shape", [Point(0, 0), LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (0, 1)])])
def test_without_vertex_leaves_no_shape_without_extent(shape: BaseGeometry) -> None:
    assert without_vertex(shape, 0) is None


def test_area_from_refuses_what_crosses_itself_or_has_no_extent() -> None:
    bow = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]
    assert crosses_itself(bow)
    assert area_from(bow) is None
    assert area_from([(0, 0), (1, 1)]) is None
    assert area_from([(0, 0), (1, 1), (2, 2)]) is None
    assert area_from([(0, 0), (1, 0), (0, 1)]) is not None


def test_smooth_stroke_stays_near_and_keeps_its_ends() -> None:
    stroke = [(x / 10, (x % 2) / 1000) for x in range(50)]
    smooth = smooth_stroke(stroke, 0.01)
    assert smooth[0] == stroke[0]
    assert smooth[-1] == stroke[-1]
    assert LineString(smooth).hausdorff_distance(LineString(stroke)) <= 0.011


def test_chaikin_open_line_keeps_its_ends() -> None:
    line = np.array([[0, 0], [1, 2], [3, 1]])
    cut = chaikin(line, 2, closed=False)
    assert cut[0].tolist() == [0, 0]
    assert cut[-1].tolist() == [3, 1]
    assert len(cut) > len(line)


@given(st.floats(1.0, 1.08), st.integers(60, 300))
def test_stroke_that_runs_over_its_beginning_is_closed_there(turns: float, count: int) -> None:
    angles = np.linspace(0, 2 * np.pi * turns, count)
    radius = 1 - 0.1 * angles / (2 * np.pi)
    radius[-count // 8 :] += np.linspace(0, 0.4, len(radius[-count // 8 :]))  # out again, over the beginning
    stroke = [(float(r * np.cos(a)), float(r * np.sin(a))) for r, a in zip(radius, angles, strict=True)]
    area = area_from(without_overlap(stroke))
    assert area is not None
    assert area.area == pytest.approx(np.pi * 0.9, rel=0.25)


def test_stroke_whose_ends_do_not_meet_stays_as_it_is() -> None:
    stroke = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.2)]
    assert without_overlap(stroke) == stroke
