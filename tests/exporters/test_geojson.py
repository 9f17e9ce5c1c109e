# SPDX-License-Identifier: MIT
"""GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from hotmap.errors import OutputError
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.exporters.geojson import geometry_object
from hotmap.release import Release

EXPORTER = exporter_for(".geojson", "data")


@pytest.fixture
def written(released: Callable[..., Release], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def write(**options: Any) -> dict[str, Any]:
        path = tmp_path / "data.geojson"
        EXPORTER.write(released(**options), path, ExportOptions())
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found

    return write


def test_geojson_says_for_whom_and_as_of_when(written: Callable[..., dict[str, Any]]) -> None:
    about = written(audience="partners")["hotmap"]
    assert about["audience"] == "partners"
    assert about["exercise"].startswith("EXERCISE")
    assert len(about["release"]) == 64
    assert {"title", "as_of", "version", "precision_note", "withheld", "classification"} <= set(about)


def test_geojson_has_a_feature_for_each_record_without_bounding_box(
    written: Callable[..., dict[str, Any]], released: Callable[..., Release]
) -> None:
    collection = written()
    assert len(collection["features"]) == len(released().content())
    assert "bbox" not in json.dumps(collection)
    assert "crs" not in collection


def test_geojson_properties_are_field_codes_with_kind_and_level(written: Callable[..., dict[str, Any]]) -> None:
    hotspots = [f for f in written()["features"] if f["properties"]["kind"] == "hotspot"]
    told = hotspots[0]["properties"]
    assert {"code", "name", "type", "level", "precision"} <= set(told)
    assert told["level"] in ("must", "should", "could", "watch")
    assert all(f["id"] and f["type"] == "Feature" for f in hotspots)


def test_geojson_links_lead_to_features(written: Callable[..., dict[str, Any]]) -> None:
    features = written()["features"]
    ids = {f["id"] for f in features}
    links = {f["properties"]["hotspot"] for f in features if "hotspot" in f["properties"]}
    assert links
    assert links <= ids


def test_geojson_coarse_place_is_an_area_that_says_its_size(written: Callable[..., dict[str, Any]]) -> None:
    for feature in written(audience="partners")["features"]:
        if feature["properties"]["kind"] == "hotspot":
            assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
            assert feature["properties"]["precision"] == "cell_10km"


@pytest.mark.parametrize(
    "shape",
    [
        box(0, 0, 1, 1, ccw=False),
        Polygon([(0, 0), (0, 9), (9, 9), (9, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]),
        MultiPolygon([box(0, 0, 1, 1, ccw=False), box(3, 3, 4, 4)]),
        GeometryCollection([box(0, 0, 1, 1, ccw=False), Point(5, 5)]),
    ],
    ids=lambda shape: shape.geom_type,
)
def test_geojson_outer_rings_are_counter_clockwise(shape: shapely.Geometry) -> None:
    told = geometry_object(shape)
    assert told is not None
    found = shapely.geometry.shape(told)
    for part in shapely.get_parts(found):
        if part.geom_type == "Polygon":
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)
    assert found.equals(shape)


def test_geojson_height_is_left_out() -> None:
    assert geometry_object(LineString([(1, 2, 3), (4, 5, 6)])) == {
        "type": "LineString",
        "coordinates": ((1.0, 2.0), (4.0, 5.0)),
    }


@pytest.mark.parametrize("shape", [None, Polygon()])
def test_geojson_no_place_is_null(shape: Polygon | None) -> None:
    assert geometry_object(shape) is None


@pytest.mark.parametrize("suffix", [".geojson", ".kmz", ".gpkg"])
def test_data_export_twice_gives_the_same_bytes(released: Callable[..., Release], tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
    for path in files:
        exporter_for(suffix, "data").write(released(audience="unct"), path, ExportOptions())
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("suffix", [".geojson", ".kmz", ".gpkg"])
def test_data_export_to_a_missing_folder_is_a_sentence(
    released: Callable[..., Release], tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        exporter_for(suffix, "data").write(released(), tmp_path / "none" / f"x{suffix}", ExportOptions())


@pytest.mark.parametrize("suffix", [".geojson", ".kmz", ".gpkg"])
def test_data_export_tells_its_progress(released: Callable[..., Release], tmp_path: Path, suffix: str) -> None:
    shares: list[float] = []
    exporter_for(suffix, "data").write(released(), tmp_path / f"x{suffix}", ExportOptions(), shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
