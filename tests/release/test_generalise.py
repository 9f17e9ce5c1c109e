# SPDX-License-Identifier: MIT
"""Cells: fixed, nested, of no vertex of the original."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from hotmap.release.generalise import MAX_CELLS, cell_of, cells_of, generalised

CELLS = ("cell_1km", "cell_10km", "cell_100km")
SIZES = {"cell_1km": Decimal("0.01"), "cell_10km": Decimal("0.1"), "cell_100km": Decimal(1)}

lons = st.floats(-179.9, 179.9, allow_subnormal=False)
lats = st.floats(-89.9, 89.9, allow_subnormal=False)
points = st.builds(Point, lons, lats)


def _near(point: Point, offsets: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(point.x, point.y), *((point.x + dx, point.y + dy) for dx, dy in offsets)]


offsets = st.lists(st.tuples(st.floats(-0.09, 0.09), st.floats(-0.09, 0.09)), min_size=2, max_size=6, unique=True)
lines = st.builds(lambda p, o: LineString(_near(p, o)), points, offsets)
areas = st.builds(lambda p, o: MultiPoint(_near(p, o)).convex_hull, points, offsets)
shapes = st.one_of(points, lines, areas)


@pytest.mark.parametrize(
    ("lon", "lat", "precision", "cell"),
    [
        (24.287, 12.506, "cell_10km", (242, 125)),
        (-0.001, -0.001, "cell_1km", (-1, -1)),
        (0.0, -0.0, "cell_1km", (0, 0)),
        (-24.3, 12.5, "cell_10km", (-243, 125)),  # on an edge: the cell east and north of it
        (0.29, 0.57, "cell_1km", (29, 57)),  # 0.29 × 100 is 28.999… in binary
        (180.0, 90.0, "cell_100km", (179, 89)),
        (-180.0, -90.0, "cell_100km", (-180, -90)),
    ],
)
def test_cell_of_edges_and_signs(lon: float, lat: float, precision: str, cell: tuple[int, int]) -> None:
    assert cell_of(lon, lat, precision) == cell


@given(points, st.sampled_from(CELLS))
def test_cell_of_a_point_holds_it_exactly(point: Point, precision: str) -> None:
    column, row = cell_of(point.x, point.y, precision)
    size = SIZES[precision]
    assert column * size <= Decimal(repr(point.x)) < (column + 1) * size
    assert row * size <= Decimal(repr(point.y)) < (row + 1) * size


@given(shapes)
def test_generalised_cells_are_nested(shape: shapely.Geometry) -> None:
    found = [generalised(shape, precision)[0] for precision in CELLS]
    for finer, coarser in pairwise(found):
        assert shapely.buffer(coarser, 1e-9).covers(finer)


@given(shapes, st.sampled_from(CELLS))
def test_generalised_covers_the_original_and_keeps_no_vertex(shape: shapely.Geometry, precision: str) -> None:
    cells, _ = generalised(shape, precision)
    assert shapely.buffer(cells, 1e-9).covers(shape)
    per_degree = 1 / float(SIZES[precision])
    kept = set(map(tuple, shapely.get_coordinates(cells).tolist()))
    for x, y in shapely.get_coordinates(shape).tolist():
        on_grid = all(round(v * per_degree, 9).is_integer() for v in (x, y))
        assert on_grid or (x, y) not in kept


@given(shapes, st.sampled_from(CELLS))
def test_generalised_twice_changes_nothing(shape: shapely.Geometry, precision: str) -> None:
    once, own = generalised(shape, precision)
    again, _ = generalised(once, own)
    assert again.normalize().equals_exact(once, 0) or again.equals(once)


@given(points, st.lists(st.tuples(st.floats(-0.0049, 0.0049), st.floats(-0.0049, 0.0049)), max_size=5))
def test_generalised_same_cell_same_answer(middle: Point, moves: list[tuple[float, float]]) -> None:
    column, row = cell_of(middle.x, middle.y, "cell_1km")
    x, y = (column + 0.5) / 100, (row + 0.5) / 100
    answers = {generalised(Point(x + dx, y + dy), "cell_1km")[0].wkb for dx, dy in [(0, 0), *moves]}
    assert len(answers) == 1


def test_generalised_huge_area_is_told_in_larger_cells() -> None:
    area = box(20.0, 5.0, 24.5, 9.5)
    cells, precision = generalised(area, "cell_1km")
    assert precision == "cell_10km"
    assert len(cells_of(cells, precision)) <= MAX_CELLS


def test_generalised_area_of_cells_stays_what_it_is() -> None:
    cell = box(24.2, 12.5, 24.3, 12.6)
    assert generalised(cell, "cell_10km")[0].equals(cell)


def test_generalised_route_along_an_edge_is_in_the_cells_of_both_sides() -> None:
    assert cells_of(LineString([(24.3, 12.51), (24.3, 12.59)]), "cell_10km") == {(242, 125), (243, 125)}


def test_generalised_parts_are_taken_together() -> None:
    mixed = GeometryCollection([Point(1.05, 1.05), MultiPoint([(2.05, 2.05), (3.05, 3.05)])])
    assert cells_of(mixed, "cell_10km") == {(10, 10), (20, 20), (30, 30)}


def test_generalised_nothing_stays_nothing() -> None:
    assert generalised(None, "cell_1km") == (None, "withheld")
    assert generalised(Polygon(), "cell_1km") == (None, "withheld")
    assert generalised(Point(1, 2), "withheld") == (None, "withheld")


def test_generalised_exact_stays_itself() -> None:
    place = Point(57.28662, -4.50615)
    assert generalised(place, "exact") == (place, "exact")
