# SPDX-License-Identifier: MIT
"""Reference systems by all their names, and places that they cannot have."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely

from hotmap.errors import MissingCrsError, UsageError
from hotmap.importers.crs import crs_name, is_usable, looks_like_degrees, to_wgs84
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EPSG:4326", "EPSG:4326"), ("epsg:4326", "EPSG:4326"), ("4326", "EPSG:4326"), ("OGC:CRS84", "EPSG:4326"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"), ("urn:ogc:def:crs:EPSG::32635", "EPSG:32635"),
        ("+proj=utm +zone=35 +datum=WGS84", "EPSG:32635"), ("3857", "EPSG:3857"),
    ],
)  # fmt: skip
def test_crs_name_of_many_spellings_is_one(text: str, name: str) -> None:
    assert crs_name(text) == name


@pytest.mark.parametrize("text", ["", "nonsense", "EPSG:0", "EPSG:999999"])
def test_crs_name_of_nothing_known_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="EPSG:n"):
        crs_name(text)
    assert not is_usable(text)


def test_system_without_an_epsg_code_is_transformed_by_its_definition(tmp_path: Path, import_file: Any) -> None:
    from pyogrio import raw

    albers = "+proj=aea +lat_1=20 +lat_2=-23 +lat_0=0 +lon_0=25 +ellps=WGS84 +units=m"
    metres = pyproj.Transformer.from_crs("EPSG:4326", albers, always_xy=True).transform(24.3, 12.5)
    raw.write(
        tmp_path / "a.gpkg", geometry=shapely.to_wkb(shapely.points([metres])), field_data=[np.array([1])],
        fields=["n"], driver="GPKG", geometry_type="Point", crs=pyproj.CRS(albers).to_wkt(),
    )  # fmt: skip
    (tmp_path / "a.csv").write_text(f"name,x,y\nA,{metres[0]},{metres[1]}\n")
    for path, options in ((tmp_path / "a.gpkg", None), (tmp_path / "a.csv", ReadOptions(crs=albers))):
        assert import_file(path, "place", options).bbox == pytest.approx((24.3, 12.5, 24.3, 12.5))


@pytest.mark.parametrize("srs_id", [-1, 0])
def test_geopackage_with_an_undefined_system_asks_and_takes_it(srs_id: int, write_places: Any) -> None:
    path = write_places("geopackage")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
        database.execute("UPDATE gpkg_contents SET srs_id = ?", (srs_id,))
    with pytest.raises(MissingCrsError):
        read_source(path)
    assert read_source(path, ReadOptions(crs="EPSG:4326")).crs == "EPSG:4326"


def test_to_wgs84_keeps_east_before_north_and_missing_shapes() -> None:
    shapes = np.array([shapely.Point(206534, 1383341), None], dtype=object)
    point, missing = to_wgs84(shapes, "EPSG:32635")
    assert (point.x, point.y) == (pytest.approx(24.3, abs=1e-4), pytest.approx(12.5, abs=1e-4))
    assert missing is None
    assert to_wgs84(shapes, "EPSG:4326") is shapes


def test_looks_like_degrees_of_nothing_is_true() -> None:
    assert looks_like_degrees(np.array([None], dtype=object))
    assert looks_like_degrees(np.array([shapely.Point(24, 12)], dtype=object))
    assert not looks_like_degrees(np.array([shapely.Point(206534, 1383341)], dtype=object))


def test_places_that_a_system_cannot_have_are_skipped_with_that_reason(text_file: Any, import_file: Any) -> None:
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": position}}
        for position in ([206534, 1383341], [1e30, 1e30])
    ]
    path = text_file("a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    imported = import_file(path, read=ReadOptions(crs="EPSG:32635"))
    assert imported.rows == (1,)
    assert [(skip.row, "reference system" in skip.reason) for skip in imported.skipped] == [(2, True)]
    assert imported.crs == "EPSG:32635"
