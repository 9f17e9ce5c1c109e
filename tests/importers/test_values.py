# SPDX-License-Identifier: MIT
"""Numbers, dates, words and headers as people type them."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.codelists import DEFAULT
from hotmap.importers.dates import dates
from hotmap.importers.header import column_letter, table_from
from hotmap.importers.layers import typed
from hotmap.importers.numerals import numbers
from hotmap.importers.vocabularies import _TABLES, NUMBER_CODES, match_code
from hotmap.importers.words import words


@pytest.mark.parametrize(
    ("values", "whole", "expected"),
    [
        (["12,5", "1.234,75"], False, [12.5, 1234.75]),
        (["12.5", "1,234.75"], False, [12.5, 1234.75]),
        (["1,234", "12,345"], False, [1.234, 12.345]),
        (["1,234", "12,345"], True, [1234, 12345]),
        (["1.234", "12"], True, [1234, 12]),
        (["1.234", "12"], False, [1.234, 12]),
        (["1,234,567"], False, [1234567]),
        (["12 500", "12\u202f500", "12'500", "12\u00a0500"], True, [12500] * 4),
        (["١٢٫٥", "٣"], False, [12.5, 3]),
        (["−1.5", "-2", "+3"], False, [-1.5, -2, 3]),
        ([1, 2.5, "3,5", True, None, ""], False, [1, 2.5, 3.5, None, None, None]),
        (["12 km", "about 5", "1.2.3", "inf."], False, [None] * 4),
    ],
)
def test_numbers_of_a_column_agree_on_their_signs(values: Any, whole: bool, expected: Any) -> None:
    found = numbers(values, whole=whole)
    assert [None if math.isnan(v) else v for v in found] == expected


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda v: round(v, 4)), min_size=1, max_size=20))
def test_numbers_with_points_are_read_as_written(values: list[float]) -> None:
    assert numbers([f"{value:.4f}" for value in values]).tolist() == values
    with_comma = [f"{value:.4f}".replace(".", ",") for value in values]
    assert numbers(with_comma).tolist() == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05", "2026-03-05"), ("2026/3/5", "2026-03-05"), ("05.03.2026", "2026-03-05"),
        ("5-3-26", "2026-03-05"),
        ("5 March 2026", "2026-03-05"), ("March 5th, 2026", "2026-03-05"), ("05-MAR-26", "2026-03-05"),
        ("5 mars 2026", "2026-03-05"), ("1er août 2026", "2026-08-01"), ("٥ مارس ٢٠٢٦", "2026-03-05"),
        ("20260305", "2026-03-05"), ("46086", "2026-03-05"), ("2026", "2026-01-01"), ("03/2026", "2026-03-01"),
        ("March 2026", "2026-03-01"), ("2026-03-05 00:00:00.000", "2026-03-05"),
        ("2026-03-05T14:30:00Z", "2026-03-05T14:30:00+00:00"), ("05/03/2026 9:15", "2026-03-05T09:15:00"),
        ("soon", None), ("31/02/2026", None), ("12", None), ("", None), ("5400³", None),
    ],
)  # fmt: skip
def test_dates_in_any_usual_form_are_read(text: str, expected: str | None) -> None:
    assert dates([text]) == [expected]


@given(st.lists(st.dates(date(1990, 1, 1), date(2050, 12, 31)), min_size=1, max_size=12))
def test_dates_of_a_column_agree_on_their_order(days: list[date]) -> None:
    days = [*days, date(2026, 3, 25)]  # one that tells
    iso = [day.isoformat() for day in days]
    assert dates([f"{day:%d/%m/%Y}" for day in days]) == iso
    assert dates([f"{day:%m/%d/%Y}" for day in days]) == iso


def test_words_of_headers_are_comparable() -> None:
    assert words("_GPS_latitude") == ("gps", "latitude")
    assert words("Admin2PCode") == ("admin", "2", "pcode")
    assert words("ADM2_PCODE") == ("adm", "2", "pcode")
    assert words("Localité") == ("localite",)
    assert words("الإسم") == words("اسم")


def test_vocabularies_only_name_codes_that_exist() -> None:
    for list_id, table in _TABLES.items():
        assert set(table.values()) <= {code.code for code in DEFAULT[list_id]}
    for (list_id, _), table in NUMBER_CODES.items():
        assert set(table.values()) <= {code.code for code in DEFAULT[list_id]}


@pytest.mark.parametrize(
    ("list_id", "text", "header", "code"),
    [
        ("hotspot_type", "idp_camp_or_settlement", "", "idp_camp_or_settlement"),
        ("hotspot_type", "IDP Camp (formal)", "", "idp_camp_or_settlement"),
        ("hotspot_type", "Refugee camp", "", "refugee_site"),
        ("hotspot_type", "centre de santé", "", "health_facility"),
        ("hotspot_type", "قرية", "", "village"),
        ("hotspot_type", "farmland", "landuse", "farming_area"),
        ("hotspot_type", "locality", "place", None),
        ("incident_type", "Air/drone strike", "sub_event_type", "shelling_or_air_strike"),
        ("incident_type", "Abduction/forced disappearance", "sub_event_type", "abduction"),
        ("incident_type", "Violence against civilians", "event_type", "killing"),
        ("incident_type", "3", "type_of_violence", "killing"),
        ("incident_type", "3", "some number", None),
        ("presence_type", "Company Operating Base (COB)", "", "company_operating_base"),
    ],
)
def test_match_code_knows_foreign_words(list_id: str, text: str, header: str, code: str | None) -> None:
    assert match_code(list_id, text, header, DEFAULT) == code


def test_table_from_nothing_and_from_one_row_is_empty() -> None:
    assert table_from([]).rows == []
    assert table_from([[None, None]]).columns == {}
    assert table_from([["name", "lat"]]).rows == []


def test_table_from_repeated_and_missing_names_makes_them_unique() -> None:
    table = table_from([["a", "a", None, "a (2)"], ["1", "2", "3", "4"], ["1", "2", "3", "4"]])
    assert list(table.columns) == ["a", "a (2)", "Column C", "a (2) (2)"]
    assert table.positions == {"a": 0, "a (2)": 1, "Column C": 2, "a (2) (2)": 3}


def test_table_from_year_columns_is_no_data_row() -> None:
    table = table_from([["State", "2018", "2019"], ["A", "10", "20"], ["B", "11", "21"]])
    assert list(table.columns) == ["State", "2018", "2019"]


def test_table_from_lines_above_the_header_leaves_them() -> None:
    table = table_from(
        [
            ["Report", "Round 5"],
            ["Area", "East"],
            [],
            ["name", "lat", "lon"],
            ["A", "12.5", "24.2"],
            ["B", "12.6", "24.3"],
        ]
    )
    assert list(table.columns) == ["name", "lat", "lon"]
    assert table.rows == [5, 6]


def test_table_from_first_row_without_numbers_keeps_its_header() -> None:
    table = table_from([["name", "lat", "lon"], ["A", "not", "known"], ["B", "12.6", "24.3"]])
    assert table.rows == [2, 3]


def test_table_from_text_only_rows_keeps_its_first_row() -> None:
    table = table_from([["name", None, "type"], ["A", "x", "camp"], ["B", "y", "camp"]])
    assert table.rows == [2, 3]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letter_counts_like_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


def test_typed_makes_numbers_but_never_of_codes() -> None:
    assert typed(["1", None, "2"]) == [1, None, 2]
    assert typed(["1", "2.5"]) == [1.0, 2.5]
    assert typed(["007", "1"]) == ["007", "1"]
    assert typed([True, "1"]) == [True, "1"]
    assert typed([None]) == [None]
