# SPDX-License-Identifier: MIT
"""The TopoJSON decoder that makes the base map: seams, poles, shared borders, atolls."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import numpy as np
import pytest
import shapely

from hotmap.paths import resource


@pytest.fixture(scope="module")
def topojson() -> ModuleType:
    spec = importlib.util.spec_from_file_location("topojson", resource("basemap", "topojson.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def topology(arcs: list[list[list[float]]], *countries: list[list[int]]) -> dict[str, object]:
    """Return a topology with unit steps whose countries are polygons of the given arc indices."""
    steps = [np.diff(np.array(arc), axis=0, prepend=[[0, 0]]).tolist() for arc in arcs]
    geometries = [{"type": "Polygon", "id": str(n), "arcs": rings} for n, rings in enumerate(countries, 1)]
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": steps,
        "objects": {"countries": {"geometries": geometries}, "land": {"geometries": geometries}},
    }


def test_country_polygons_share_an_arc_walked_both_ways(topojson: ModuleType) -> None:
    shared = [[1, 0], [1, 1]]  # walked northward by the west, southward by the east
    west = [[1, 1], [0, 1], [0, 0], [1, 0]]
    east = [[1, 0], [2, 0], [2, 1], [1, 1]]
    two = topology([shared, west, east], [[0, 1]], [[~0, 2]])
    areas = {number: sum(p.area for p in parts) for number, parts in topojson.country_polygons(two)}
    assert areas == {1: 1.0, 2: 1.0}
    assert [line.wkt for line in topojson.border_lines(two)] == ["LINESTRING (1 0, 1 1)"]


def test_land_polygons_across_the_antimeridian_are_cut_in_two(topojson: ModuleType) -> None:
    ring = [[179, 0], [-178, 0], [-178, 1], [179, 1], [179, 0]]
    parts = topojson.land_polygons(topology([ring], [[0]]))
    assert sorted(part.bounds for part in parts) == [(-180, 0, -178, 1), (179, 0, 180, 1)]


def test_land_polygons_round_the_pole_are_closed_over_it(topojson: ModuleType) -> None:
    ring = [[lon, -70] for lon in range(-170, 190, 20)] + [[-170, -70]]
    parts = topojson.land_polygons(topology([ring], [[0]]))
    assert shapely.union_all(parts).area == pytest.approx(360 * 20)
    assert shapely.total_bounds(parts).tolist() == [-180, -90, 180, -70]


def test_land_polygons_hole_stays_a_hole(topojson: ModuleType) -> None:
    outer = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    inner = [[3, 3], [3, 6], [6, 6], [6, 3], [3, 3]]
    (part,) = topojson.land_polygons(topology([outer, inner], [[0], [1]]))
    assert part.area == 72


@pytest.mark.parametrize("ring", [[[5, 5], [6, 5], [5, 5]], [[5, 5], [6, 5], [7, 5], [6, 5], [5, 5]]])
def test_land_polygons_collapsed_atoll_stays_a_small_valid_island(
    topojson: ModuleType, ring: list[list[float]]
) -> None:
    (part,) = topojson.land_polygons(topology([ring], [[0]]))
    assert part.is_valid
    assert 0 < part.area < 0.02
    assert part.covers(shapely.Point(5.5, 5))
