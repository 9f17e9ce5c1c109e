# SPDX-License-Identifier: MIT
"""Workbooks: titles, merged groups, hashtags, several sheets, dates, formulas, damage."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hotmap.errors import InputError, UsageError
from hotmap.importers.registry import read_source, tables_in
from hotmap.importers.source import ReadOptions


def test_xlsx_merged_groups_over_two_header_rows_name_repeated_columns(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file(
        [
            [None, None, None, None, "Round 2", None, "Round 1", None],
            [
                "Site",
                "_GPS_latitude",
                "_GPS_longitude",
                "Type",
                "Households",
                "Individuals",
                "Households",
                "Individuals",
            ],
            ["A", 12.5, 24.25, "camp", 10, 52, 8, 40],
            ["B", 0, 0, "camp", 11, 60, None, None],
        ]
    )
    table = read_source(path)
    assert [field.name for field in table.fields][4:] == [
        "Round 2 Households", "Round 2 Individuals", "Round 1 Households", "Round 1 Individuals",
    ]  # fmt: skip
    imported = import_file(path)
    assert imported.rows == (3,)
    assert imported.skipped[0].row == 4
    assert imported.children[0].persons == 52


def test_xlsx_sub_headers_under_merged_titles_are_joined(workbook_file: Any) -> None:
    path = workbook_file(
        [
            ["Site", "Latitude", "Longitude", "Population", None, "Remarks"],
            [None, None, None, "Male", "Female", None],
            ["A", 12.5, 24.25, 20, 32, "x"],
            ["B", 12.6, 24.35, 21, 33, "y"],
        ]
    )
    table = read_source(path)
    assert [field.name for field in table.fields] == ["Site", "Latitude", "Longitude", "Male", "Female", "Remarks"]
    assert table.rows.tolist() == [3, 4]


def test_xlsx_title_above_and_hashtags_below_the_header(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file(
        [
            ["Sites of the eastern sector"],
            [],
            ["Nom", "Y", "X", "Effectif", "Code"],
            ["#loc+name", "#geo+lat", "#geo+lon", "#population", "#adm2+code"],
            ["A", 12.5, 24.25, 52, "SD01001"],
        ]
    )
    imported = import_file(path)
    assert imported.rows == (5,)
    assert (imported.records[0].name, imported.records[0].pcode) == ("A", "SD01001")
    assert imported.children[0].persons == 52


def test_xlsx_hashtags_without_a_header_are_enough(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file([["#loc +name", "#lat_deg", "#lon_deg"], ["A", 12.5, 24.25]])
    assert import_file(path).records[0].name == "A"


def test_xlsx_largest_sheet_is_read_and_the_others_told(workbook_file: Any, import_file: Any) -> None:
    small = [["name", "lat", "lon"], ["S", 12.5, 24.25]]
    large = [["name", "lat", "lon"], ["L1", 12.5, 24.25], ["L2", 12.6, 24.35]]
    path = workbook_file(small, large)
    imported = import_file(path)
    assert imported.count == 2
    assert [warning.kind for warning in imported.warnings] == ["other-tables"]
    assert "Sheet1" in imported.warnings[0].message
    assert tables_in(path) == ["Sheet1", "Sheet2"]
    assert import_file(path, read=ReadOptions(sheet="sheet1")).records[0].name == "S"
    with pytest.raises(UsageError, match="Sheet1, Sheet2"):
        read_source(path, ReadOptions(sheet="Nothing"))


def test_xlsx_sheet_with_places_goes_before_a_longer_one(workbook_file: Any, import_file: Any) -> None:
    members = [["parent", "age"]] + [[1, age] for age in range(50)]
    path = workbook_file([["Site", "_GPS_latitude", "_GPS_longitude"], ["A", 12.5, 24.25]], members)
    assert import_file(path).records[0].name == "A"


def test_xlsx_dates_become_iso_texts(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file(
        [
            ["Event date", "lat", "lon", "type"],
            [dt.datetime(2026, 3, 1), 12.5, 24.25, "killing"],
            [dt.datetime(2026, 3, 1, 14, 30), 12.5, 24.25, "killing"],
            ["05/03/2026", 12.5, 24.25, "killing"],
            ["not known", 12.5, 24.25, "killing"],
        ]
    )
    imported = import_file(path, "incident")
    assert [record.date for record in imported.records] == ["2026-03-01", "2026-03-01T14:30:00", "2026-03-05", None]
    assert [(warning.kind, warning.row) for warning in imported.warnings] == [("unknown-value", 5)]


def test_xlsx_formulas_give_their_last_value(workbook_file: Any, import_file: Any, tmp_path: Path) -> None:
    path = workbook_file([["name", "lat", "lon", "persons"], ["A", 12.5, 24.25, "=20+32"]])
    fresh = import_file(path)
    assert not fresh.children  # never computed, so nothing is known
    computed = tmp_path / "computed.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(computed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = (
                    data.replace(b"<v />", b"<v>52</v>")
                    .replace(b"<v></v>", b"<v>52</v>")
                    .replace(b"<v/>", b"<v>52</v>")
                )
            target.writestr(name, data)
    assert import_file(computed).children[0].persons == 52


def test_xlsx_error_cells_and_blank_rows_are_nothing(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file(
        [["name", "lat", "lon"], ["A", 12.5, 24.25], [None, None, None], ["B", "#N/A", "#N/A"], ["C", 12.6, 24.3]]
    )
    imported = import_file(path)
    assert imported.rows == (2, 5)
    assert [(skip.row, skip.reason) for skip in imported.skipped] == [(4, "No coordinates.")]


def test_xlsx_numbers_as_codes_keep_no_decimals(workbook_file: Any, import_file: Any) -> None:
    path = workbook_file([["code", "lat", "lon"], [12.0, 12.5, 24.25], ["007", 12.6, 24.3]])
    assert [record.code for record in import_file(path).records] == ["12", "007"]


def test_xlsx_with_entities_is_refused(workbook_file: Any, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(workbook_file([["name"], ["A"]])) as source, zipfile.ZipFile(bomb, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            target.writestr(name, data)
    with pytest.raises(InputError, match="entities"):
        read_source(bomb)


def test_xlsx_with_a_broken_part_is_refused(workbook_file: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(workbook_file([["name"], ["A"]])) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(InputError, match="damaged"):
        read_source(broken)
