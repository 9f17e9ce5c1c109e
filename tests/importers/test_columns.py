# SPDX-License-Identifier: MIT
"""Columns are guessed from hashtags, words and content, and the user has the last word."""

from __future__ import annotations

from typing import Any

import pytest

from hotmap.domain.records import KINDS
from hotmap.errors import UsageError
from hotmap.importers.columns import choose_columns
from hotmap.importers.guessing import guess_columns
from hotmap.importers.header import table_from
from hotmap.importers.source import ReadOptions, SourceTable
from hotmap.importers.tables import source_table


def _table(*rows: list[Any]) -> SourceTable:
    return source_table("t", table_from(rows), ReadOptions())


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("Latitude", "Longitude"), ("LAT", "LONG"), ("lat_dd", "lon_dd"), ("_GPS_latitude", "_GPS_longitude"),
        ("Y", "X"), ("y_coord", "x_coord"), ("POINT_Y", "POINT_X"), ("GPS Lat (decimal)", "GPS Lon (decimal)"),
        ("خط العرض", "خط الطول"), ("latitude_n", "longitude_e"), ("group/site/Latitude", "group/site/Longitude"),
        ("GPS N", "GPS E"), ("North", "East"), ("Latitud", "Longitud"),
    ],
)  # fmt: skip
def test_guess_coordinates_by_their_many_names(lat: str, lon: str) -> None:
    guessed = guess_columns(_table(["Site", lat, lon], ["A", 12.5, 24.25], ["B", 12.6, 24.3]), "hotspot")
    assert (guessed["lat"], guessed["lon"], guessed["name"]) == (lat, lon, "Site")


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Nom du site", "name"), ("اسم الموقع", "name"), ("Settlement name", "name"), ("P-Code", "pcode"),
        ("admin2Pcode", "pcode"), ("ADM2_PCODE", "pcode"), ("Site ID", "code"), ("ssid", "code"),
        ("Nom alternatif / autre nom", "other_names"), ("Remarks", "description"),
    ],
)  # fmt: skip
def test_guess_text_columns_of_hotspots(header: str, target: str) -> None:
    table = _table(["lat", "lon", header], [12.5, 24.25, "SD01001"], [12.6, 24.3, "SD01002"], [12.7, 24.4, "SD01003"])
    assert guess_columns(table, "hotspot")[target] == header


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Individuals", "population"), ("Nombre de personnes", "population"), ("عدد الأفراد", "population"),
        ("# of HH", "households"), ("Ménages", "households"), ("IDP Individuals", "population"),
    ],
)  # fmt: skip
def test_guess_counts_of_people(header: str, target: str) -> None:
    table = _table(["name", "lat", "lon", header], ["A", 12.5, 24.25, 52], ["B", 12.6, 24.3, 40])
    assert guess_columns(table, "hotspot")[target] == header


def test_guess_follows_hashtags_before_words() -> None:
    table = _table(
        ["name", "x1", "x2", "x3"],
        ["#meta+notes", "#geo+lat", "#geo+lon", "#loc+name"],
        ["note", 12.5, 24.25, "A"],
        ["note", 12.6, 24.3, "B"],
    )
    guessed = guess_columns(table, "hotspot")
    assert guessed == {"notes": "name", "lat": "x1", "lon": "x2", "name": "x3"}


@pytest.mark.parametrize("kind", ["hotspot", "presence", "incident"])
def test_guess_finds_our_own_labels_codes_and_hashtags_again(kind: str) -> None:
    samples = {
        "text": "a text", "long_text": "a text", "integer": 3, "number": 2.5, "flag": "yes", "date": "2026-03-01",
        "moment": "2026-03-01T10:00+02:00", "months": "3-5",
    }  # fmt: skip
    specs = {c: s for c, s in KINDS[kind].specs().items() if s.kind.value in samples and c != "code"}
    rows = [[samples[s.kind.value] for s in specs.values()]] * 3
    for titles in ([s.label for s in specs.values()], list(specs)):
        assert guess_columns(_table(titles, *rows), kind) == dict(zip(specs, titles, strict=True))
    tags = [s.hxl for s in specs.values()]
    table = _table([f"column {i}" for i in range(len(tags))], tags, *rows)
    assert guess_columns(table, kind) == {code: f"column {i}" for i, code in enumerate(specs)}


def test_guess_takes_the_column_of_types_that_knows_the_most() -> None:
    table = _table(
        ["name", "lat", "lon", "Location type", "Category"],
        ["A", 12.5, 24.25, "Rural", "IDP camp"],
        ["B", 12.6, 24.3, "Urban", "School"],
        ["C", 12.6, 24.3, "Rural", "nobody knows"],
    )
    assert guess_columns(table, "hotspot")["type"] == "Category"


def test_guess_leaves_what_does_not_fit() -> None:
    table = _table(
        ["name", "lat", "lon", "Population trend", "date", "code status"],
        ["A", 12.5, 24.25, "growing", "soon", "Clear"],
        ["B", 12.6, 24.3, "falling", "later", "Clear"],
    )
    assert set(guess_columns(table, "incident")) == {"lat", "lon"}
    assert "population" not in guess_columns(table, "hotspot")


def test_guess_prefers_numbers_over_degrees_in_words_and_areas_over_centres() -> None:
    table = _table(
        ["LAT_N_TXT", "LON_E_TXT", "LAT_N", "LON_E"],
        ["6d31'59\"N", "29d40'12\"E", 6.53, 29.67],
        ["6d31'59\"N", "29d40'12\"E", 6.5, 29.7],
    )
    assert guess_columns(table, "place") == {"lat": "LAT_N", "lon": "LON_E"}
    wkt = _table(["wkt", "lat", "lon"], ["POLYGON ((0 0, 1 0, 1 1, 0 0))", 0.5, 0.5])
    assert guess_columns(wkt, "area") == {"wkt": "wkt"}


@pytest.fixture
def list_again() -> SourceTable:
    return _table(
        ["Nom", "Lat", "Lon", "People", "People", ""],
        ["#loc+name", "#geo+lat", "#geo+lon", "#population", "", "#x_other"],
        ["A", 12.5, 24.25, 52, 11, "z"],
    )


@pytest.mark.parametrize("text", ["Nom", "nom", "#loc +name", "#LOC+NAME", "A", "a", "1"])
def test_choose_names_a_column_in_many_ways(text: str, list_again: SourceTable) -> None:
    chosen = choose_columns(list_again, "hotspot", {"description": text})
    assert chosen.columns["description"] == "Nom"
    assert "name" not in chosen.columns  # one column, one field


def test_choose_by_letter_counts_the_columns_of_the_sheet(list_again: SourceTable) -> None:
    assert choose_columns(list_again, "hotspot", {"notes": "F"}).columns["notes"] == "Column F"
    assert choose_columns(list_again, "hotspot", {"households": "5"}).columns["households"] == "People (2)"


def test_choose_a_repeated_header_takes_the_first_and_says_so(list_again: SourceTable) -> None:
    chosen = choose_columns(list_again, "hotspot", {"households": "people"})
    assert chosen.columns["households"] == "People"
    assert [warning.kind for warning in chosen.warnings] == ["ambiguous-column"]


def test_choose_unmaps_and_leaves_out_what_is_fixed(list_again: SourceTable) -> None:
    assert "name" not in choose_columns(list_again, "hotspot", {"name": ""}).columns
    assert "population" not in choose_columns(list_again, "hotspot", {}, ["population"]).columns


def test_choose_one_way_to_the_place(list_again: SourceTable) -> None:
    assert set(choose_columns(list_again, "place", {"mgrs": "Nom"}).columns) == {"mgrs"}


def test_choose_half_of_a_pair_keeps_the_other_or_is_refused(list_again: SourceTable) -> None:
    assert choose_columns(list_again, "place", {"lat": "People"}).columns == {"lat": "People", "lon": "Lon"}
    with pytest.raises(UsageError, match="both"):
        choose_columns(list_again, "place", {"lat": "People", "lon": ""})


def test_choose_unknown_names_are_refused_with_those_known(list_again: SourceTable) -> None:
    with pytest.raises(UsageError, match=r"A “Nom”, B “Lat”"):
        choose_columns(list_again, "hotspot", {"name": "Nothing"})
    with pytest.raises(UsageError, match="population"):
        choose_columns(list_again, "hotspot", {"inhabitants": "Nom"})
