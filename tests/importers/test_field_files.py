# SPDX-License-Identifier: MIT
"""Real files of the field, where they are at hand: each yields what its manifest says.

They lie beside the project and are never part of it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import Any

import pytest

from hotmap.errors import InputError, MissingCrsError
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions
from tests.conftest import FIELD_FILES

MANIFEST = FIELD_FILES / "MANIFEST.csv"

pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="the field files are not at hand")


def _rows() -> list[dict[str, str]]:
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _promised(text: str) -> tuple[int | None, list[float]]:
    """Return the number of features and the extent in degrees that a manifest row verifies."""
    number = re.search(r"(?:n|rows)=(\d+)", text)
    boxes = re.findall(r"bbox(?:4326|\(no zeros\))?=\[([-\d., ]+)\]", text)
    return int(number[1]) if number else None, [float(v) for v in boxes[-1].split(",")] if boxes else []


# KML and GPX have several layers in the manifest and tests of their own below; so have the awkward ones.
PLAIN = [
    row
    for row in _rows()
    if row["verdict"].startswith("import")
    and not row["path"].startswith(("awkward/", "kml/", "gpx/"))
    and not row["path"].endswith(".mbtiles")
]


def test_field_manifest_has_rows_to_check() -> None:
    assert len(PLAIN) >= 15


@pytest.mark.parametrize("row", [pytest.param(row, id=row["path"]) for row in PLAIN])
def test_field_file_has_the_rows_and_the_extent_of_its_manifest(row: dict[str, str], import_file: Any) -> None:
    number, extent = _promised(row["verified_values"])
    imported = import_file(FIELD_FILES / row["path"], "layer")
    if number is not None:
        assert imported.read == number
    assert imported.count == imported.read - len(imported.skipped)
    if extent:
        assert imported.bbox == pytest.approx(extent, abs=1e-3)
    types = dict(
        re.findall(r"'((?:Multi)?(?:Point|LineString|Polygon))': (\d+)", row["verified_values"].split("|")[-1])
    )
    if types:
        assert dict(imported.geometry_types) == {name: int(n) for name, n in types.items()}
    broken = re.search(r"invalid=(\d+)", row["verified_values"])
    repaired = Counter(w.kind for w in imported.warnings)["repaired-geometry"]
    assert repaired == (int(broken[1]) if broken else 0)


def test_field_camps_become_hotspots_with_people(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "sudan/sudan_idp_camps.xlsx")
    assert (imported.read, imported.count) == (89, 88)
    assert [(s.row, "both 0" in s.reason) for s in imported.skipped] == [(20, True)]
    assert all(record.code.startswith("DTM") and record.name for record in imported.records)
    assert Counter(record.type for record in imported.records)["idp_camp_or_settlement"] == 73
    assert all(re.search("[\u0600-\u06ff]", record.other_names) for record in imported.records if record.other_names)
    assert len(imported.children) == 88
    assert all(count.unit == "persons" and count.as_of.startswith("2019-") for count in imported.children)


def test_field_events_become_incidents(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "sudan/conflict_data_sdn.csv", "incident")
    assert (imported.read, imported.count) == (3822, 3822)
    first = imported.records[0]
    assert (first.code.isdecimal(), first.date, first.type) == (True, "2022-01-01", "armed_attack")
    assert all(record.fatalities is not None for record in imported.records)
    assert imported.rows[0] == 3
    assert first.field_markings["source"].sensitivity == "high"
    assert {record.type for record in imported.records} == {"armed_attack", "intercommunal_violence", "killing"}
    assert Counter(record.type for record in imported.records)["killing"] == 1464


def test_field_shapefile_with_odd_encoding_file_is_read_as_utf8(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "sudan/hotosm_sdn_health_facilities_points_shp.zip")
    assert imported.count == 1126
    assert any("صيدلية" in (record.name or "") for record in imported.records)
    assert not any("Ø" in (record.name or "") for record in imported.records)
    assert Counter(record.type for record in imported.records)["health_facility"] > 1000


def test_field_land_use_becomes_farming_areas(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "southsudan/ss_landuse_polygon.geojson")
    assert Counter(record.type for record in imported.records)["farming_area"] == 86 + 215 + 37 + 2


def test_field_older_hashtags_tell_the_coordinates(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "hxl/unhcr-3w.csv", "presence")
    assert imported.count == 2250
    assert not any(warning.kind == "swapped-lat-lon" for warning in imported.warnings)


@pytest.mark.parametrize(
    "path",
    [
        "sudan/sdn_hpc_needs_api_2025.csv",
        "sudan/sdn-views-conflict-forecasts-priogrid-month.csv",
        "sudan/cod_ab_gazetteer_raw_idps_data.xlsx",
        "awkward/input-valid-latin1.csv",
    ],
)
def test_field_table_without_coordinates_is_refused_with_advice(path: str, import_file: Any) -> None:
    with pytest.raises(InputError, match="as areas"):
        import_file(FIELD_FILES / path)


def test_field_gazetteer_joins_all_its_districts(import_file: Any) -> None:
    districts = import_file(FIELD_FILES / "sudan/sdn_admin2.geojson", "area").features
    imported = import_file(FIELD_FILES / "sudan/cod_ab_gazetteer_raw_idps_data.xlsx", boundaries=[districts])
    assert (imported.read, imported.count) == (189, 189)
    assert {record.certainty for record in imported.records} == {"somewhere_here"}
    codes = list(districts.columns["adm2_pcode"])
    for record in imported.records:
        assert districts.geometry[codes.index(record.pcode)].contains(record.geometry)


def test_field_needs_join_districts_and_states(import_file: Any) -> None:
    boundaries = [import_file(FIELD_FILES / f"sudan/sdn_admin{level}.geojson", "area").features for level in (1, 2)]
    imported = import_file(FIELD_FILES / "sudan/sdn_hpc_needs_api_2025.csv", "place", boundaries=boundaries)
    assert imported.read == 22901
    assert imported.count > 22000
    assert imported.count + len(imported.skipped) == imported.read
    only_districts = import_file(FIELD_FILES / "sudan/sdn_hpc_needs_api_2025.csv", "place", boundaries=boundaries[1:])
    assert only_districts.count <= imported.count


def test_field_latin1_table_keeps_its_accents() -> None:
    table = read_source(FIELD_FILES / "awkward/input-valid-latin1.csv")
    assert table.features.columns["País"][0] == "Panamá"
    assert table.rows.tolist() == [4, 5, 6, 7]
    assert table.column("País").hxl == "#country"


def test_field_kml_samples_have_their_placemarks_and_leave_overlays(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "kml/KML_Samples.kml", "layer")
    assert (imported.read, imported.count) == (20, 19)
    assert dict(imported.geometry_types) == {"Point": 4, "LineString": 6, "Polygon": 9}
    assert any(w.kind == "overlays-skipped" and w.message.startswith("8 ") for w in imported.warnings)
    assert sum(len(shape.interiors) for shape in imported.features.geometry if shape.geom_type == "Polygon") == 1
    assert "KML Samples / Placemarks" in imported.features.columns["folder"]


def test_field_kml_states_are_repaired_and_links_never_followed(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "kml/states.kml", "area")
    kinds = Counter(warning.kind for warning in imported.warnings)
    assert (imported.count, kinds["repaired-geometry"], kinds["network-links-skipped"]) == (8, 3, 1)
    assert dict(imported.geometry_types) == {"Polygon": 6, "MultiPolygon": 2}


def test_field_kmz_with_old_namespace_keeps_its_times(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "kml/time-stamp-point.kmz", "incident")
    assert imported.count == 361
    assert imported.records[0].date == "2007-01-14T21:05:02+00:00"


def test_field_gpx_has_waypoints_and_tracks(import_file: Any) -> None:
    path = FIELD_FILES / "gpx/cerknicko-jezero.gpx"
    imported = import_file(path, "layer")
    assert (imported.read, imported.count) == (15, 14)
    assert dict(imported.geometry_types) == {"Point": 7, "MultiLineString": 7}
    assert import_file(path, "layer", ReadOptions(sheet="waypoints")).count == 7


def test_field_picture_tiles_are_refused_kindly() -> None:
    with pytest.raises(InputError, match="base map"):
        read_source(FIELD_FILES / "misc/world_l1.mbtiles")


def test_field_shapefile_without_system_asks_for_it(import_file: Any) -> None:
    path = FIELD_FILES / "awkward/can_caps_no_dbf_no_prj/can_caps.shp"
    with pytest.raises(MissingCrsError, match="reference system"):
        read_source(path)
    assert import_file(path, "place", ReadOptions(crs="EPSG:4326")).count == 13


def test_field_awkward_geojson_counts_what_it_leaves(import_file: Any) -> None:
    imported = import_file(FIELD_FILES / "awkward/ogr_geojson_14.geojson", "layer")
    assert imported.read == 27
    assert imported.count >= 1
    assert imported.count + len(imported.skipped) == 27


def test_field_truncated_kml_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="line 35") as refusal:
        read_source(FIELD_FILES / "awkward/truncated.kml")
    assert "truncated.kml" in str(refusal.value)
