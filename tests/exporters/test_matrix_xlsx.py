# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook

from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release

Released = Callable[..., Release]
Write = Callable[..., Path]
HEAD, HXL, FIRST = 2, 3, 4


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(release: Release, name: str = "matrix.xlsx") -> Path:
        exporter_for(".xlsx", "matrix").write(release, tmp_path / name, ExportOptions())
        return tmp_path / name

    return written


def column(sheet: Any, tag: str) -> list[Any]:
    """Return the values below an HXL tag."""
    number = next(cell.column for cell in sheet[HXL] if cell.value == tag)
    return [sheet.cell(row, number).value for row in range(FIRST, sheet.max_row + 1)]


def test_matrix_has_one_row_a_hotspot_with_numbers_and_dates_as_such(released: Released, write: Write) -> None:
    sheet = load_workbook(write(released()))["Matrix"]

    assert sorted(column(sheet, "#loc+code")) == [f"H-{n:03d}" for n in range(1, 8)]
    assert all(isinstance(persons, int) for persons in column(sheet, "#population"))
    assert all(isinstance(day, (date, datetime)) for day in column(sheet, "#date+review"))
    assert set(column(sheet, "#severity")) == {"Must Protect", "Should Protect", "Could Protect", "Watch"}


def test_matrix_tags_follow_the_hashtag_grammar(released: Released, write: Write) -> None:
    book = load_workbook(write(released()))

    tags = [cell.value for name in ("Matrix", "Responses") for cell in book[name][HXL]]

    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert len({cell.value for cell in book["Matrix"][HXL]}) == len(list(book["Matrix"][HXL]))


def test_matrix_dropdowns_point_to_the_whole_list(released: Released, write: Write) -> None:
    release = released()
    book = load_workbook(write(release))
    sheet = book["Matrix"]
    number = next(cell.column_letter for cell in sheet[HXL] if cell.value == "#severity")

    choice = next(v for v in sheet.data_validations.dataValidation if f"{number}{FIRST}:" in str(v.sqref))
    page, cells = choice.formula1.strip("=").split("!")
    labels = [row[0].value for row in book[page.strip("'")][cells.replace("$", "")]]

    assert labels == [code.text for code in release.lists["level"]]


@pytest.mark.parametrize("text", ["=1+1", "+47 1", "-2", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"])
def test_matrix_keeps_a_text_like_a_formula_as_text(
    made_up: ModuleType, released: Released, write: Write, text: str
) -> None:
    plan = made_up.joint_plan(1)
    plan = plan.applied(ChangeSet("rename", edited(plan.of("hotspot")[0], {"name": text})))

    path = write(released(plan))

    cell = load_workbook(path)["Matrix"].cell(FIRST, 2)
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_matrix_tells_audience_and_date_on_every_sheet(released: Released, write: Write) -> None:
    book = load_workbook(write(released(audience="partners")))

    for sheet in book:
        assert "AUDIENCE: PARTNERS" in sheet["A1"].value
        assert "EXERCISE" in sheet["A1"].value
        assert "as of 16 Nov 2026" in sheet["A1"].value
        assert sheet.sheet_state == "visible"
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert "10 km" in about["Precision"]


def test_matrix_never_shows_a_cell_as_a_point(released: Released, write: Write) -> None:
    sheet = load_workbook(write(released(audience="partners")))["Matrix"]

    tags = [cell.value for cell in sheet[HXL]]
    assert "#geo+lat" not in tags
    assert set(column(sheet, "#loc+precision")) == {"10 km cell"}
    assert all(len(bounds.split(", ")) == 4 for bounds in column(sheet, "#geo+bounds"))


def test_matrix_leaves_out_columns_the_audience_may_not_have(released: Released, write: Write) -> None:
    sheet = load_workbook(write(released(audience="public")))["Matrix"]

    tags = {cell.value for cell in sheet[HXL]}
    assert not tags & {"#loc+name", "#severity", "#x_risk", "#x_cover", "#org+lead", "#event+type"}


def test_matrix_twice_gives_the_same_bytes(released: Released, write: Write) -> None:
    assert write(released(), "one.xlsx").read_bytes() == write(released(), "two.xlsx").read_bytes()


def test_matrix_column_of_codes_is_as_wide_as_the_longest(
    made_up: ModuleType, released: Released, write: Write
) -> None:
    plan = made_up.joint_plan()
    longer = Plan(
        record.with_values({"code": "DTM0202017"}) if kind == "hotspot" else record
        for kind in KINDS
        for record in plan.of(kind)
    )
    widths = [load_workbook(write(released(p)))["Matrix"].column_dimensions["A"].width for p in (plan, longer)]

    assert widths == [8, 12]
