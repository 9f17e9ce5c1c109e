# SPDX-License-Identifier: MIT
"""What may come in at all: bombs, rubbish, wrong names and unknown kinds stay outside."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from hotmap.errors import InputError
from hotmap.importers import files
from hotmap.importers.registry import IMPORTERS, importer_for, read_source, suffixes, tables_in


def test_registry_has_each_id_and_suffix_once() -> None:
    ids = [importer.id for importer in IMPORTERS]
    assert len(set(ids)) == len(ids)
    assert len(set(suffixes())) == len(suffixes())
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes())


def test_importer_for_missing_file_and_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        importer_for(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="folder"):
        importer_for(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.mbtiles", b"SQLite format 3\0", "base map"),
        ("a.tif", b"II*\0rest", "base map"),
        ("a.png", b"\x89PNG\r\n", "base map"),
        ("a.geojson", b"\x89PNG\r\n", "base map"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("a.csv", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
        ("a.ods", b"PK\x03\x04", "save it as .xlsx"),
        ("a.dbf", b"\x03data", "choose the .shp"),
        ("a.gml", b"<?xml version='1.0'?><gml/>", "convert it"),
        ("a.pdf", b"%PDF-1.7", "paste its coordinates"),
        ("a.csv.gz", b"\x1f\x8b\x08", "unpack"),
        ("a.unknown", b"what is this", "It reads .geojson"),
        ("a.xlsx", b"name,lat,lon\n", "content is not Excel"),
        ("a.gpkg", b"name,lat,lon\n", "content is not GeoPackage"),
        ("a.shp", b"name,lat,lon\n", "content is not Shapefile"),
        ("a.kml", b"<html><body>Log in</body></html>", "content is not KML"),
        ("a.csv", b"<!DOCTYPE html><html>", "content is not CSV"),
        ("a.zip", b"not packed", "content is not ZIP"),
        ("a.csv", b'{"type": "FeatureCollection"}', "rename it to .geojson"),
        ("a.geojson", b'<?xml version="1.0"?><kml></kml>', "rename it to .kml"),
    ],
)  # fmt: skip
def test_importer_for_other_files_refuses_with_advice(name: str, content: bytes, advice: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=advice) as refusal:
        read_source(path)
    assert refusal.value.file == str(path)
    assert refusal.value.exit_code == 2


def test_importer_for_unknown_suffix_is_told_by_content(text_file: Any) -> None:
    path = text_file("export.data", '{"type": "Point", "coordinates": [24, 12]}')
    assert importer_for(path).id == "geojson"
    assert tables_in(path) == ["export"]


def test_capital_suffixes_are_the_same(text_file: Any) -> None:
    assert len(read_source(text_file("A.CSV", "name,lat,lon\nA,12,24\n"))) == 1


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for name, member in (("a.zip", "a.geojson"), ("a.kmz", "doc.kml"), ("a.xlsx", "xl/workbook.xml")):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, b" " * 21_000_000)
        with pytest.raises(InputError, match="bomb"):
            read_source(path)


def test_zip_with_too_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_MEMBERS", 10)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(11):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(InputError, match="too much"):
        read_source(path)


def test_zip_member_outside_its_folder_stays_inside(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escaped.csv", "name,lat,lon\nA,12,24\n")
    assert len(read_source(path)) == 1
    assert not list(tmp_path.glob("**/escaped.csv"))


def test_zip_with_damaged_member_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sites.csv", "name,lat,lon\nA,12,24\n" * 50)
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"sites\.csv"):
        read_source(path)


def test_zip_with_several_data_sets_reads_the_largest_or_the_named(tmp_path: Path, import_file: Any) -> None:
    from hotmap.importers.source import ReadOptions

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/small.csv", "name,lat,lon\nS,12,24\n")
        archive.writestr("data/large.csv", "name,lat,lon\nL,12,24\nM,12,24\n")
        archive.writestr("__MACOSX/data/._large.csv", "rubbish" * 100)
    assert tables_in(path) == ["data/large.csv", "data/small.csv"]
    imported = import_file(path)
    assert imported.count == 2
    assert [warning.kind for warning in imported.warnings] == ["other-tables"]
    assert import_file(path, read=ReadOptions(sheet="small")).records[0].name == "S"


def test_zip_without_data_says_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Readme.txt", "hello")
    with pytest.raises(InputError, match=r"Readme\.txt"):
        read_source(path)


def test_zip_with_broken_data_names_archive_and_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sites.geojson", '{"type": "FeatureCollection", "features": [')
    with pytest.raises(InputError, match="cut short") as refusal:
        read_source(path)
    assert refusal.value.file == f"{path} (sites.geojson)"
