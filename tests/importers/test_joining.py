# SPDX-License-Identifier: MIT
"""Rows without coordinates find their place by P-code, or are refused with that advice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError


@pytest.fixture
def districts() -> FeatureTable:
    shapes = np.array([shapely.box(24, 12, 25, 13), shapely.box(25, 12, 26, 13), None], dtype=object)
    return FeatureTable(
        shapes, {"adm2_pcode": ["XX0101", "XX0102", "XX0103"], "adm1_pcode": ["XX01"] * 3, "n": [1, 2, 3]}
    )


@pytest.fixture
def states() -> FeatureTable:
    return FeatureTable(np.array([shapely.box(24, 12, 26, 13)], dtype=object), {"code": ["XX01"], "name": ["West"]})


TEXT = (
    "name,admin1 pcode,admin2 pcode,people\nA,XX01,XX0101,10\nB,XX01,xx0102 ,20\nC,XX01,,30\nD,XX09,XX0999,40\nE,,,50\n"
)


def test_join_puts_rows_inside_their_district_and_says_so(text_file: Any, import_file: Any, districts: Any) -> None:
    imported = import_file(text_file("a.csv", TEXT), boundaries=[districts])
    assert imported.rows == (2, 3)
    for record, shape in zip(imported.records, districts.geometry, strict=False):
        assert shape.contains(record.geometry)
        assert record.certainty == "somewhere_here"
    assert [(skip.row, "P-code" in skip.reason) for skip in imported.skipped] == [(4, True), (5, True), (6, True)]
    assert [(w.kind, w.row, w.message[:1]) for w in imported.warnings] == [("joined-by-pcode", None, "2")]
    assert [count.persons for count in imported.children] == [10, 20]


def test_join_uses_the_coarser_code_where_the_finer_is_missing(
    text_file: Any, import_file: Any, districts: Any, states: Any
) -> None:
    imported = import_file(text_file("a.csv", TEXT), boundaries=[states, districts])
    assert imported.rows == (2, 3, 4)
    assert districts.geometry[0].contains(imported.records[0].geometry)
    assert states.geometry[0].contains(imported.records[2].geometry)


def test_join_does_not_touch_rows_with_coordinates(text_file: Any, import_file: Any, districts: Any) -> None:
    path = text_file("a.csv", "name,lat,lon,pcode\nA,12.1,24.1,XX0102\nB,,,XX0102\n")
    imported = import_file(path, boundaries=[districts])
    assert (imported.records[0].geometry.x, imported.records[0].certainty) == (24.1, None)
    assert (imported.records[1].geometry.x > 25, imported.records[1].certainty) == (True, "somewhere_here")


def test_join_of_incidents_tells_their_precision(text_file: Any, import_file: Any, districts: Any) -> None:
    path = text_file("a.csv", "date,type,pcode\n2026-03-01,killing,XX0101\n")
    assert import_file(path, "incident", boundaries=[districts]).records[0].place_precision == "district"


def test_no_coordinates_and_no_boundaries_is_refused_with_advice(text_file: Any, import_file: Any) -> None:
    with pytest.raises(InputError, match="as areas"):
        import_file(text_file("a.csv", TEXT))


def test_no_code_that_matches_is_refused_with_advice(text_file: Any, import_file: Any, districts: Any) -> None:
    with pytest.raises(InputError, match="no P-codes that the plan"):
        import_file(text_file("a.csv", "name,pcode\nA,YY01\n"), boundaries=[districts])
