# SPDX-License-Identifier: MIT
"""Rows whose place cannot be right are told row by row, and what can be mended is mended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.errors import InputError
from hotmap.importers.checking import check_places, of_dimension
from hotmap.importers.placing import Placement

DARFUR = (21.8, 8.6, 28.0, 16.5)


def _kinds(imported: Any) -> list[tuple[str, int | None]]:
    return [(warning.kind, warning.row) for warning in imported.warnings]


@pytest.fixture
def mixed(text_file: Any) -> Path:
    return text_file(
        "a.csv",
        "name,lat,lon\nA,12.5,24.25\nB,24.90,12.04\nC,12.6,24.3\nD,48.85,2.35\nE,0,0\nF,13.1,25.2\nG,12.2,24.9\nH,12.1,23.9\n",
    )


def test_swapped_rows_are_told_by_the_plans_area(mixed: Path, import_file: Any) -> None:
    imported = import_file(mixed, area=DARFUR)
    assert _kinds(imported) == [("swapped-lat-lon", 3), ("outside-area", 5)]
    assert [skip.row for skip in imported.skipped] == [6]
    assert imported.records[1].geometry.y == 24.90  # told, not changed


def test_swapped_rows_are_told_by_the_bulk_of_the_file(mixed: Path, import_file: Any) -> None:
    assert _kinds(import_file(mixed)) == [("swapped-lat-lon", 3)]


def test_swap_exchanges_the_doubtful_rows_only(mixed: Path, import_file: Any) -> None:
    imported = import_file(mixed, area=DARFUR, swap=True)
    assert _kinds(imported) == [("exchanged-lat-lon", None), ("outside-area", 5)]
    assert (imported.records[1].geometry.x, imported.records[1].geometry.y) == (24.90, 12.04)
    assert (imported.records[0].geometry.x, imported.records[0].geometry.y) == (24.25, 12.5)


def test_swap_exchanges_all_rows_where_none_is_doubtful(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "name,lat,lon\nA,24.25,12.5\nB,24.3,12.6\n")
    assert not import_file(path).warnings
    imported = import_file(path, swap=True)
    assert [(r.geometry.x, r.geometry.y) for r in imported.records] == [(24.25, 12.5), (24.3, 12.6)]


def test_a_whole_file_swapped_is_told_by_the_area_and_mended(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "name,lat,lon\nA,24.25,12.5\nB,24.3,12.6\n")
    assert _kinds(import_file(path, area=DARFUR)) == [("swapped-lat-lon", 2), ("swapped-lat-lon", 3)]
    assert _kinds(import_file(path, area=DARFUR, swap=True)) == [("exchanged-lat-lon", None)]


def test_latitude_beyond_ninety_is_skipped_and_its_exchange_offered(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "name,lat,lon\nA,10.5,124.25\nB,124.3,10.6\n")
    imported = import_file(path)
    assert _kinds(imported) == [("swapped-lat-lon", 3)]
    assert [skip.row for skip in imported.skipped] == [3]
    assert import_file(path, swap=True).count == 2


def test_swapped_geojson_is_told_and_mended(text_file: Any, import_file: Any) -> None:
    def feature(x: float, y: float) -> dict[str, Any]:
        return {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [x, y]}}

    path = text_file(
        "a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature(12.5, 24.2), feature(24, 12)]})
    )
    assert _kinds(import_file(path, area=shapely.box(*DARFUR))) == [("swapped-lat-lon", 1)]
    assert import_file(path, area=DARFUR, swap=True).bbox == (24.0, 12.0, 24.2, 12.5)


def test_continent_wide_lists_are_not_called_swapped(text_file: Any, import_file: Any) -> None:
    rows = [(34, 3), (9, 38), (12, -8), (-4, 15), (15, 32), (3, 34), (-18, 35), (30, 31), (6, 20)]
    path = text_file("a.csv", "name,lat,lon\n" + "".join(f"x,{lat},{lon}\n" for lat, lon in rows))
    assert not import_file(path).warnings


def test_lines_and_areas_count_as_outside_only_when_wholly_so(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv", 'name,wkt\nA,"LINESTRING (20 12, 24 12)"\nB,"POLYGON ((0 40, 1 40, 1 41, 0 40))"\nC,"POINT (24 12)"\n'
    )
    assert _kinds(import_file(path, "layer", area=DARFUR)) == [("outside-area", 3)]


def test_invalid_area_is_repaired_and_told(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", 'name,wkt\nA,"POLYGON ((24 12, 25 13, 25 12, 24 13, 24 12))"\nB,"POINT (24 12)"\n')
    imported = import_file(path, "area")
    assert _kinds(imported) == [("unexpected-geometry", None), ("repaired-geometry", 2)]
    assert imported.features.geometry[0].is_valid
    assert dict(imported.geometry_types) == {"Point": 1, "Polygon": 1}


def test_area_without_extent_and_empty_geometry_are_skipped(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv",
        'name,wkt\nA,"POLYGON ((24 12, 25 13, 26 14, 24 12))"\nB,POINT EMPTY\nC,"POINT (24 12)"\n'
        'D,"GEOMETRYCOLLECTION (POINT (24 12), POLYGON ((24 12, 25 13, 25 12, 24 12)))"\n',
    )
    imported = import_file(path, "layer")
    assert [skip.row for skip in imported.skipped] == [2, 3]
    assert _kinds(imported) == [("mixed-geometry", 5)]
    assert imported.features.geometry[-1].geom_type == "Polygon"


def test_nothing_left_is_a_refusal_with_the_reason(text_file: Any, import_file: Any) -> None:
    with pytest.raises(InputError, match="both 0"):
        import_file(text_file("a.csv", "name,lat,lon\nA,0,0\n"))


def test_of_dimension_takes_parts_from_nested_collections() -> None:
    nested = shapely.GeometryCollection(
        [
            shapely.Point(0, 0),
            shapely.GeometryCollection([shapely.MultiPoint([(1, 1), (2, 2)]), shapely.box(0, 0, 1, 1)]),
        ]
    )
    assert len(of_dimension(nested, 0).geoms) == 3
    assert of_dimension(nested, 2).geom_type == "Polygon"
    assert of_dimension(nested, 1) is None


@given(st.lists(st.tuples(st.floats(22, 27.9), st.floats(9, 16)), min_size=1, max_size=30), st.data())
def test_swap_of_what_is_flagged_puts_every_row_into_the_area(points: list[tuple[float, float]], data: Any) -> None:
    import numpy as np

    turned = data.draw(st.lists(st.booleans(), min_size=len(points), max_size=len(points)))
    given_points = [(y, x) if turn else (x, y) for (x, y), turn in zip(points, turned, strict=True)]
    if not any(turned):
        return
    shapes = shapely.points(np.array(given_points))
    placed = Placement(np.asarray(shapes, dtype=object), np.zeros(len(points), dtype=bool))
    check_places(placed, np.arange(len(points)), DARFUR, swap=True)
    assert [(p.x, p.y) for p in placed.geometry] == points
