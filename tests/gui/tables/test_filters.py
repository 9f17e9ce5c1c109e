# SPDX-License-Identifier: MIT
"""Filters narrow a table by text, choice, number, date and emptiness, all together."""

from __future__ import annotations

import numpy as np
import pytest

from hotmap.domain.features import FeatureTable
from hotmap.gui.tables.cells import Cells
from hotmap.gui.tables.copying import as_text
from hotmap.gui.tables.feature_columns import feature_columns
from hotmap.gui.tables.filters import Between, ColumnTest, Contains, Dated, Filters, Known, OneOf

TABLE = FeatureTable(
    np.array([None] * 4, dtype=object),
    {
        "name": ["Tiva", "Upper Oruk", None, "Oruk"],
        "kind": ["town", "village", "village", ""],
        "people": [1200, None, 30, 450.5],
        "seen": ["2026-09", "2026-10-05", None, "2025-01-01"],
    },
)


def cells() -> Cells:
    return Cells(range(4), feature_columns(TABLE), TABLE)


def rows(filters: Filters) -> list[int]:
    return np.flatnonzero(filters.mask(cells(), list(TABLE.columns))).tolist()


def test_feature_columns_tell_forms_by_their_values() -> None:
    assert [column.form for column in feature_columns(TABLE)] == ["choice", "choice", "number", "date"]


@pytest.mark.parametrize(
    ("column", "test", "expected"),
    [
        ("name", Contains("oruk"), [1, 3]),
        ("kind", OneOf(frozenset({"village"})), [1, 2]),
        ("kind", OneOf(frozenset({"town", ""})), [0, 3]),
        ("people", Between(100, None), [0, 3]),
        ("people", Between(None, 450.5), [2, 3]),
        ("seen", Dated("2026-09-20", "2026-10-05"), [0, 1]),
        ("seen", Dated(None, "2026-08-31"), [3]),
        ("name", Known(False), [2]),
        ("people", Known(True), [0, 2, 3]),
    ],
)
def test_filters_of_one_column_keep_what_passes(column: str, test: ColumnTest, expected: list[int]) -> None:
    assert rows(Filters(tests={column: test})) == expected
    assert column in test.words(column)


def test_filters_combine_search_and_columns() -> None:
    filters = Filters("ORUK 10", {"kind": OneOf(frozenset({"village"}))})
    assert rows(Filters("oruk")) == [1, 3]
    assert rows(filters.with_search("oruk oct")) == [1]
    assert rows(filters.with_test("kind", None).with_search("")) == [0, 1, 2, 3]
    assert not filters.with_test("kind", None).with_search(" ")


def test_counts_tell_each_choice_and_what_is_not_said() -> None:
    assert cells().counts("kind") == {"town": 1, "village": 2, "": 1}


def test_as_text_neutralises_what_a_spreadsheet_would_run() -> None:
    text = as_text(["Name", "n"], [["=HYPERLINK(1)", "-5"], ["two\tlines\nhere", "@x"]])
    assert text == "Name\tn\n'=HYPERLINK(1)\t-5\ntwo lines here\t'@x\n"
