# SPDX-License-Identifier: MIT
"""Shapefiles with odd capitals, odd encodings and parts that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hotmap.errors import InputError, MissingCrsError, UsageError
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions


@pytest.fixture
def shapefile(write_places: Any) -> Path:
    path: Path = write_places("shapefile")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


def test_shapefile_with_any_capitals_is_read(shapefile: Path, places: Any) -> None:
    for suffix, name in (
        (".shp", "PLACES.SHP"),
        (".dbf", "Places.Dbf"),
        (".shx", "places.SHX"),
        (".prj", "PLACES.prj"),
    ):
        shapefile.with_suffix(suffix).rename(shapefile.with_name(name))
    table = read_source(shapefile.with_name("PLACES.SHP"))
    assert list(table.features.columns["name"]) == [place.name for place in places]
    assert table.name == "PLACES"


def test_shapefile_without_system_asks_and_takes_it(shapefile: Path) -> None:
    shapefile.with_suffix(".prj").unlink()
    with pytest.raises(MissingCrsError, match="reference system"):
        read_source(shapefile)
    assert read_source(shapefile, ReadOptions(crs="EPSG:4326")).crs == "EPSG:4326"
    with pytest.raises(UsageError):
        read_source(shapefile, ReadOptions(crs="nonsense"))


@pytest.mark.parametrize("text", ['LOCAL_CS["site grid",UNIT["metre",1]]', "rubbish", 'GEOGCS["GCS', ""])
def test_shapefile_with_a_useless_system_asks_and_takes_it(text: str, shapefile: Path) -> None:
    shapefile.with_suffix(".prj").write_text(text)
    with pytest.raises(MissingCrsError):
        read_source(shapefile)
    assert read_source(shapefile, ReadOptions(crs="EPSG:4326")).crs == "EPSG:4326"


def test_shapefile_without_attributes_has_places_only(shapefile: Path, places: Any) -> None:
    shapefile.with_suffix(".dbf").unlink()
    table = read_source(shapefile)
    assert len(table) == len(places)
    assert not table.fields
    assert [note.kind for note in table.notes] == ["no-attributes"]


def test_shapefile_without_index_is_read_and_nothing_written_beside_it(shapefile: Path, places: Any) -> None:
    shapefile.with_suffix(".shx").unlink()
    before = sorted(shapefile.parent.iterdir())
    table = read_source(shapefile)
    assert len(table) == len(places)
    assert [note.kind for note in table.notes] == ["no-index"]
    assert sorted(shapefile.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("UTF-8", "utf-8"), ("UTF-8,2GB_LIMIT=No,RESIZE=Yes", "utf-8"), ("utf8\r\n", "utf-8"), ("65001", "utf-8"),
        ("1256", "cp1256"), ("ANSI 1256", "cp1256"), ("cp1256", "cp1256"), ("88596", "iso8859-6"),
        ("something else", "utf-8"), (None, "utf-8"),
    ],
)  # fmt: skip
def test_shapefile_encoding_file_is_honoured(named: str | None, encoding: str, shapefile: Path) -> None:
    dbf = shapefile.with_suffix(".dbf")
    utf8, other = "معسكر الشرق".encode(), "معسكر الشرق".encode(encoding)
    dbf.write_bytes(dbf.read_bytes().replace(utf8, other.ljust(len(utf8))))
    if named is not None:
        shapefile.with_suffix(".cpg").write_text(named)
    assert read_source(shapefile).features.columns["name"][1] == "معسكر الشرق"


def test_shapefile_cut_short_is_refused(shapefile: Path) -> None:
    data = shapefile.read_bytes()
    shapefile.write_bytes(data[:-20])
    with pytest.raises(InputError, match="cut short"):
        read_source(shapefile)


def test_shapefile_of_rubbish_is_refused(shapefile: Path, import_file: Any) -> None:
    data = bytearray(shapefile.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    shapefile.write_bytes(bytes(data))
    shapefile.with_suffix(".dbf").write_bytes(b"\x03rubbish")
    with pytest.raises(InputError) as refusal:
        import_file(shapefile)
    assert "hotmap-" not in refusal.value.message  # no temporary path


@pytest.mark.parametrize("name", ["places", "data/places.shp"])
def test_shapefile_alone_in_an_archive_goes_by_both_its_names(name: str, write_places: Any, places: Any) -> None:
    assert len(read_source(write_places("zipped shapefile"), ReadOptions(sheet=name))) == len(places)
