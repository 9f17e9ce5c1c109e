# SPDX-License-Identifier: MIT
"""GeoJSON old and new, whole and broken."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.errors import InputError, MissingCrsError, UsageError
from hotmap.importers.geojson_shapes import shapes_of
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions

POINT = {"type": "Point", "coordinates": [24.3, 12.5]}


def _collection(*geometries: Any, **more: Any) -> str:
    features = [{"type": "Feature", "properties": {}, "geometry": geometry} for geometry in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def _named_crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_geojson_old_member_for_degrees_changes_nothing(name: str, text_file: Any) -> None:
    table = read_source(text_file("a.geojson", _collection(POINT, crs=_named_crs(name))))
    assert table.crs == "EPSG:4326"
    assert shapely.get_coordinates(table.features.geometry).tolist() == [[24.3, 12.5]]


def test_geojson_old_member_for_metres_is_honoured(text_file: Any) -> None:
    metres = {"type": "Point", "coordinates": [206534, 1383341]}
    table = read_source(text_file("a.geojson", _collection(metres, crs=_named_crs("urn:ogc:def:crs:EPSG::32635"))))
    assert table.crs == "EPSG:32635"
    assert shapely.get_coordinates(table.features.geometry)[0] == pytest.approx([24.3, 12.5], abs=1e-4)


def test_geojson_metres_without_a_member_ask_for_the_system(text_file: Any) -> None:
    path = text_file("a.geojson", _collection({"type": "Point", "coordinates": [206534, 1383341]}))
    with pytest.raises(MissingCrsError, match="reference system"):
        read_source(path)
    assert read_source(path, ReadOptions(crs="EPSG:32635")).crs == "EPSG:32635"
    with pytest.raises(UsageError, match="EPSG:n"):
        read_source(path, ReadOptions(crs="EPSG:999999"))


def test_geojson_system_given_against_the_file_is_told(text_file: Any) -> None:
    path = text_file("a.geojson", _collection(POINT, crs=_named_crs("EPSG:32635")))
    table = read_source(path, ReadOptions(crs="EPSG:4326"))
    assert [note.kind for note in table.notes] == ["crs-overridden"]
    assert table.crs == "EPSG:4326"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(POINT),
        json.dumps({"type": "Feature", "properties": None, "geometry": POINT}),
        json.dumps([{"type": "Feature", "properties": {}, "geometry": POINT}]),
        "\ufeff" + _collection(POINT),
        _collection(POINT, crs=None),
        json.dumps({"type": "Feature", "geometry": POINT}) + "\n",
        "\x1e" + json.dumps({"type": "Feature", "geometry": POINT}) + "\n",
        json.dumps({"type": "GeometryCollection", "geometries": [POINT]}),
    ],
)
def test_geojson_in_any_shape_is_one_feature(text: str, text_file: Any) -> None:
    assert len(read_source(text_file("a.geojson", text))) == 1


def test_geojson_one_feature_a_line_counts_lines(text_file: Any) -> None:
    line = json.dumps({"type": "Feature", "properties": {"a": 1}, "geometry": POINT})
    assert len(read_source(text_file("a.geojsonl", f"{line}\n\n{line}\n"))) == 2
    with pytest.raises(InputError, match="line 2"):
        read_source(text_file("b.geojsonl", f"{line}\n{line[:30]}\n{line}\n"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"type": "FeatureCollection",\n "features": [{"type": "Feat', r"cut short \(line 2"),
        ('{"type": "FeatureCollection",\n "features": [,]}', r"line 2, column 15"),
        ("[" * 100_000, "too deeply"),
        ('{"type": "Topology", "objects": {}}', "TopoJSON"),
        ('{"geometryType": "esriGeometryPoint", "features": []}', "Esri"),
        ('{"hello": 1}', "no GeoJSON"),
        ('{"type": "FeatureCollection"}', "no list"),
        ('"text"', "content is not GeoJSON"),
    ],
)
def test_geojson_that_is_none_is_refused_with_place_and_reason(text: str, reason: str, text_file: Any) -> None:
    with pytest.raises(InputError, match=reason):
        read_source(text_file("a.geojson", text))


def test_geojson_properties_become_columns_in_their_order(text_file: Any) -> None:
    features = [
        {"type": "Feature", "id": 7, "properties": {"b": 1, "a": {"x": [1]}}, "geometry": POINT},
        {"type": "Feature", "properties": {"c": True}, "geometry": POINT},
        None,
    ]
    text = json.dumps({"type": "FeatureCollection", "name": "sites", "features": features})
    table = read_source(text_file("a.geojson", text))
    assert table.name == "sites"
    assert table.features.columns == {
        "b": [1, None, None], "a": ['{"x": [1]}', None, None], "c": [None, True, None], "id": [7, None, None],
    }  # fmt: skip


def test_geojson_values_that_no_table_holds_are_made_texts(text_file: Any) -> None:
    properties = '{"n": 99999999999999999999, "t": "a\\ud800\\u0000b", "f": NaN}'
    text = f'{{"type": "Feature", "geometry": null, "properties": {properties}}}'
    assert read_source(text_file("a.geojson", text)).features.row(0) == {
        "n": "99999999999999999999",
        "t": "ab",
        "f": None,
    }
    with pytest.raises(InputError, match="Not valid JSON"):
        read_source(text_file("b.geojson", '{"type": "Point", "coordinates": [' + "9" * 5000 + ", 1]}"))


def test_geojson_with_endless_different_properties_is_refused(text_file: Any) -> None:
    features = [{"type": "Feature", "properties": {f"p{i}": 1}, "geometry": POINT} for i in range(3001)]
    with pytest.raises(InputError, match="too many"):
        read_source(text_file("a.geojson", json.dumps({"type": "FeatureCollection", "features": features})))


coordinates = st.floats(-179, 179, allow_nan=False).map(lambda v: round(v, 6))
positions = st.tuples(coordinates, coordinates)
lines = st.lists(positions, min_size=2, max_size=5)
triangles = st.lists(positions, min_size=3, max_size=5, unique=True).map(lambda ring: [*ring, ring[0]])
shapes = st.one_of(
    positions.map(shapely.Point),
    lines.map(shapely.LineString),
    triangles.map(shapely.Polygon),
    st.lists(positions, min_size=1, max_size=4).map(shapely.MultiPoint),
    st.lists(lines, min_size=1, max_size=3).map(shapely.MultiLineString),
    st.lists(triangles.map(shapely.Polygon), min_size=1, max_size=3).map(shapely.MultiPolygon),
)


@given(st.lists(shapes, max_size=12))
def test_shapes_of_written_geometries_are_the_same(given_shapes: list[Any]) -> None:
    objects = [json.loads(shapely.to_geojson(shape)) for shape in given_shapes]
    found, unreadable = shapes_of(objects)
    assert not unreadable
    assert all(a.equals_exact(b, 1e-9) for a, b in zip(found, given_shapes, strict=True))


@given(st.lists(shapes, min_size=1, max_size=6), st.integers(0, 5))
def test_shapes_of_one_broken_geometry_does_not_touch_the_others(given_shapes: list[Any], at: int) -> None:
    objects = [json.loads(shapely.to_geojson(shape)) for shape in given_shapes]
    at %= len(objects)
    objects.insert(at, {"type": given_shapes[0].geom_type, "coordinates": [None, 1]})
    found, unreadable = shapes_of(objects)
    assert set(unreadable) == {at}
    assert found[at] is None
    assert all(a.equals_exact(b, 1e-9) for a, b in zip(np.delete(found, at), given_shapes, strict=True))
