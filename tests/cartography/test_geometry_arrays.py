# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from hotmap.cartography.geometry_arrays import PIECE_POINTS, area_outlines, line_outlines, point_array
from hotmap.cartography.outline_painting import once
from hotmap.cartography.projection import to_degrees, to_metres

ORIGIN = (0.0, 0.0)


def _array(*geometries: object) -> np.ndarray:
    found = np.empty(len(geometries), dtype=object)
    found[:] = geometries
    return found


def test_outlines_of_mixed_geometries_keep_rows_and_kinds_apart() -> None:
    hole = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    apart = MultiPolygon([box(5, 5, 6, 6), box(7, 7, 8, 8)])
    both = GeometryCollection([Point(1, 1), box(0, 0, 1, 1)])
    mixed = _array(Point(9, 9), hole, None, apart, LineString([(0, 0), (1, 1)]), both, Polygon())
    areas, lines = area_outlines(mixed, ORIGIN), line_outlines(mixed, ORIGIN)
    points, rows = point_array(mixed, ORIGIN)
    assert areas is not None
    assert lines is not None
    assert areas.row.tolist() == [1, 3, 3, 5]
    assert np.diff(areas.part_start).tolist() == [2, 1, 1, 1]  # the first has a hole
    assert lines.row.tolist() == [4]
    assert rows.tolist() == [0, 5]
    assert len(points) == 2


def test_outlines_of_nothing_are_none() -> None:
    assert area_outlines(_array(None, Point(1, 1)), ORIGIN) is None


def test_outlines_grow_south_and_hold_centimetres_near_their_origin() -> None:
    x, y = to_metres(25.0, 13.0)
    outlines = line_outlines(_array(LineString([(25.0, 13.0), (25.5, 13.5)])), (float(x), float(y)))
    assert outlines is not None
    assert outlines.points[0] == pytest.approx((0, 0), abs=0.01)
    assert outlines.points[1][1] < 0
    lon, lat = to_degrees(outlines.points[1][0] + x, y - outlines.points[1][1])
    assert (float(lon), float(lat)) == pytest.approx((25.5, 13.5), abs=1e-7)


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=400), st.floats(1, 50_000))
def test_for_scale_never_moves_a_line_by_more_than_a_pixel(xy: list[tuple[float, float]], m_per_px: float) -> None:
    outlines = line_outlines(_array(LineString(xy)), ORIGIN)
    assert outlines is not None
    thinned = outlines.for_scale(m_per_px)
    assert len(thinned.points) <= len(outlines.points)
    assert (thinned.points[0] == outlines.points[0]).all()
    assert (thinned.points[-1] == outlines.points[-1]).all()
    kept = LineString(thinned.points.astype(float))
    away = shapely.distance(shapely.points(outlines.points.astype(float)), kept)
    assert away.max() <= m_per_px * 2**0.5 * 0.7 + 1e-3


def test_in_pieces_covers_the_whole_line_with_shared_ends() -> None:
    xy = np.column_stack([np.linspace(0, 1, 3 * PIECE_POINTS + 5), np.zeros(3 * PIECE_POINTS + 5)])
    outlines = line_outlines(_array(LineString(xy), LineString([(0, 1), (1, 1)])), ORIGIN)
    assert outlines is not None
    pieces = outlines.in_pieces()
    assert pieces.row.tolist() == [0, 0, 0, 0, 1]
    length = sum(np.hypot(*np.diff(pieces.ring(i), axis=0).T).sum() for i in range(5))
    whole = sum(np.hypot(*np.diff(outlines.ring(i), axis=0).T).sum() for i in range(2))
    assert length == pytest.approx(whole, rel=1e-5)


def test_inside_finds_only_boxes_that_meet() -> None:
    outlines = area_outlines(_array(box(0, 0, 1, 1), box(10, 10, 11, 11)), ORIGIN)
    assert outlines is not None
    left, top, right, bottom = outlines.boxes[1]
    assert outlines.inside((left, top, right, bottom)).tolist() == [1]


@pytest.mark.parametrize(("only_shared", "edges"), [(False, 7), (True, 1)])
def test_once_draws_a_shared_border_once(only_shared: bool, edges: int) -> None:
    neighbours = area_outlines(_array(box(0, 0, 1, 1), box(1, 0, 2, 1)), ORIGIN)
    assert neighbours is not None
    lines = once(neighbours, only_shared=only_shared)
    assert sum(len(lines.ring(i)) - 1 for i in range(len(lines))) == edges


def test_once_without_neighbours_shares_nothing() -> None:
    alone = area_outlines(_array(box(0, 0, 1, 1)), ORIGIN)
    assert alone is not None
    assert len(once(alone, only_shared=True)) == 0
