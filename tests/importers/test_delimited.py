# SPDX-License-Identifier: MIT
"""Delimited text as it really comes."""

from __future__ import annotations

from typing import Any

import pytest

from hotmap.errors import InputError, UsageError
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions


def _points(imported: Any) -> list[tuple[float, float]]:
    return [(record.geometry.x, record.geometry.y) for record in imported.records]


def test_csv_semicolons_and_decimal_commas_are_read(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "Nom;Latitude;Longitude;Population\nMarché;12,5;24,25;1.200\nPuits;12,75;24,5;12 500\n")
    imported = import_file(path)
    assert _points(imported) == [(24.25, 12.5), (24.5, 12.75)]
    assert [count.persons for count in imported.children] == [1200, 12500]
    assert imported.records[0].name == "Marché"


def test_csv_commas_in_quotes_are_thousands(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", 'site,lat,lon,individuals\nA,12.5,24.25,"1,200"\nB,12.6,24.3,"12,500"\n')
    assert [count.persons for count in import_file(path).children] == [1200, 12500]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_csv_arabic_in_any_encoding_is_read(encoding: str, text_file: Any, import_file: Any) -> None:
    text = "الاسم,خط العرض,خط الطول\nمعسكر تيفا للنازحين,12.5,24.25\nسوق المدينة الكبير,12.6,24.3\n"
    imported = import_file(text_file("a.csv", text, encoding))
    assert [record.name for record in imported.records] == ["معسكر تيفا للنازحين", "سوق المدينة الكبير"]
    assert _points(imported)[0] == (24.25, 12.5)


def test_csv_western_accents_are_read_and_told(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "nom,lat,lon\nMarché d’été,12.5,24.25\n", "cp1252")
    imported = import_file(path)
    assert imported.records[0].name == "Marché d’été"
    assert [warning.kind for warning in imported.warnings] == ["guessed-encoding"]


def test_csv_encoding_given_wins(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "nom,lat,lon\nMarché,12.5,24.25\n", "cp850")
    assert import_file(path, read=ReadOptions(encoding="cp850")).records[0].name == "Marché"
    with pytest.raises(UsageError, match="no encoding"):
        read_source(path, ReadOptions(encoding="klingon"))
    with pytest.raises(InputError, match="Byte"):
        read_source(path, ReadOptions(encoding="utf-8"))


def test_csv_quoted_newlines_keep_row_numbers_of_the_sheet(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", 'name,lat,lon,notes\nA,12.5,24.25,"one\ntwo\nthree"\n\nB,0,0,\nC,12.6,24.3,x\n')
    imported = import_file(path)
    assert imported.rows == (2, 5)
    assert [(s.row, "both 0" in s.reason) for s in imported.skipped] == [(4, True)]
    assert imported.records[0].notes == "one\ntwo\nthree"


def test_csv_very_long_field_is_read(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f'name,lat,lon,notes\nA,12.5,24.25,"{"word " * 100_000}"\n')
    assert len(import_file(path).records[0].notes) > 400_000


def test_csv_quote_never_closed_is_refused_with_its_line(text_file: Any) -> None:
    rows = "\n".join(f"B{i},12.6,24.3,x" for i in range(300))
    path = text_file("a.csv", f'name,lat,lon,notes\nA,12.5,24.25,"open\n{rows}\n')
    with pytest.raises(InputError, match="line 2 "):
        read_source(path)


def test_csv_separator_line_of_spreadsheets_is_used(text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.csv", "sep=|\nname|lat|lon\nA, the first|12.5|24.25\n"))
    assert imported.records[0].name == "A, the first"
    assert imported.rows == (3,)


def test_csv_without_header_finds_its_coordinates_and_says_that_no_row_names_columns(
    text_file: Any, import_file: Any
) -> None:
    imported = import_file(text_file("a.csv", "\nFord,12.43127,24.17254\nMill,12.16340,24.73150\n"), "place")
    assert imported.rows == (2, 3)
    assert [warning.kind for warning in imported.warnings] == ["no-header"]
    assert "Row 2 " in imported.warnings[0].message
    assert imported.bbox == pytest.approx((24.17254, 12.16340, 24.7315, 12.43127))


def test_csv_ragged_rows_are_read(text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.csv", "name,lat,lon,notes\nA,12.5,24.25\nB,12.6,24.3,x,extra\n"))
    assert imported.count == 2
    assert [record.notes for record in imported.records] == [None, "x"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("35P KP 06534 83341", (24.3, 12.5)),
        ('"12°30\'00""N 24°18\'00""E"', (24.3, 12.5)),
        ('"12.5, 24.3"', (24.3, 12.5)),
        ("12.5 24.3 640.0 4.9", (24.3, 12.5)),
        ("POINT (24.3 12.5)", (24.3, 12.5)),
    ],
)
def test_csv_place_in_one_cell_is_found_by_content(cell: str, expected: Any, text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.csv", f"name,where is it\nA,{cell}\nB,{cell}\n"))
    assert imported.count == 2
    assert _points(imported)[0] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ('12°30\'00""N', '24°18\'00""E'),
        ("12 30 00", "24 18 00"),
        ("123000N", "0241800E"),
        ("123000", "241800"),
        ('6d30\'0""N', '24d18\'0""E'),
    ],
)
def test_csv_angles_in_any_notation_are_read(lat: str, lon: str, text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.csv", f'name,lat,lon\nA,"{lat}","{lon}"\n'))
    expected_lat = 6.5 if lat.startswith("6") else 12.5
    assert _points(imported)[0] == pytest.approx((24.3, expected_lat))


def test_csv_eastings_and_northings_need_and_use_a_system(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "name,easting,northing\nA,206534,1383341\nB,206634,1383441\n")
    with pytest.raises(InputError, match="reference system"):
        import_file(path)
    assert _points(import_file(path, read=ReadOptions(crs="32635")))[0] == pytest.approx((24.3, 12.5), abs=1e-4)


def test_csv_areas_as_wkt_are_read(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv", 'name,geom,lat,lon\nA,"POLYGON ((24 12, 25 12, 25 13, 24 12))",12.3,24.6\nB,rubbish,1,1\n'
    )
    imported = import_file(path, "area")
    assert dict(imported.geometry_types) == {"Polygon": 1}
    assert "rubbish" in imported.skipped[0].reason


def test_csv_unreadable_coordinates_are_listed_row_by_row(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "name,lat,lon\nA,12.5,24.3\nB,,\nC,abc,24\nD,95,24\nE,12.5,\nF,12.6,24.3\n")
    imported = import_file(path)
    assert imported.rows == (2, 7)
    assert [skip.row for skip in imported.skipped] == [3, 4, 5, 6]
    assert imported.skipped[0].reason == "No coordinates."
    assert "abc" in imported.skipped[1].reason
    assert "90" in imported.skipped[2].reason


def test_csv_nothing_importable_is_a_refusal(text_file: Any, import_file: Any) -> None:
    with pytest.raises(InputError, match="None of its 2 rows"):
        import_file(text_file("a.csv", "name,lat,lon\nA,0,0\nB,0,0\n"))
    with pytest.raises(InputError, match="no rows"):
        import_file(text_file("b.csv", "name,lat,lon\n"))


def test_csv_binary_rubbish_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(InputError):
        read_source(path)
