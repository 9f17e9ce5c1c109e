# SPDX-License-Identifier: MIT
"""The monthly list comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hotmap.domain.marking import Marking
from hotmap.errors import UsageError
from hotmap.importers.keys import match_by_key

HEADER = "code,name,lat,lon,individuals,as of\n"
MARCH = HEADER + (
    "S1,Old name,12.5,24.2,50,2026-03-01\nS2,Same,12.6,24.3,60,2026-03-01\nS3,Gone,12.7,24.4,70,2026-03-01\n"
)
APRIL = HEADER + (
    "s1 ,New name,12.5,24.25,55,2026-04-01\nS2,Same,12.6,24.3,60,2026-03-01\nS4,Fresh,12.8,24.5,80,2026-04-01\n"
)


@pytest.fixture
def march(text_file: Any, import_file: Any) -> Any:
    return import_file(text_file("march.csv", MARCH), marking=Marking(originator="Sector", audiences=("mission",)))


def test_match_updates_adds_and_flags(march: Any, text_file: Any, import_file: Any) -> None:
    april = import_file(text_file("april.csv", APRIL))
    match = match_by_key(march.records, april, "code", march.children)
    ((known, values),) = match.updates
    assert known is march.records[0]
    assert {code: v for code, v in values.items() if code != "geometry"} == {"code": "s1", "name": "New name"}
    assert values["geometry"].x == 24.25
    assert (match.updated, match.unchanged) == (1, 1)
    assert [record.code for record in match.missing] == ["S3"]
    assert [(w.kind, w.row) for w in match.warnings] == [("missing-from-file", None)]
    assert "Gone" in match.warnings[0].message


def test_match_adds_new_records_with_their_counts_and_new_counts_of_known_ones(
    march: Any, text_file: Any, import_file: Any
) -> None:
    april = import_file(text_file("april.csv", APRIL))
    match = match_by_key(march.records, april, "code", march.children)
    count, record, its_count = match.added
    assert (count.hotspot, count.persons, count.as_of) == (march.records[0].uuid, 55, "2026-04-01")
    assert count.marking == march.records[0].marking
    assert (record.code, its_count.hotspot, its_count.persons) == ("S4", record.uuid, 80)


def test_match_of_the_same_list_changes_nothing(march: Any, text_file: Any, import_file: Any) -> None:
    again = import_file(text_file("again.csv", MARCH))
    match = match_by_key(march.records, again, "code", march.children)
    assert (match.added, match.updates, match.missing) == ((), (), ())
    assert (match.updated, match.unchanged) == (0, 3)


def test_match_corrects_the_count_of_the_same_day(march: Any, text_file: Any, import_file: Any) -> None:
    corrected = import_file(text_file("again.csv", MARCH.replace(",50,", ",51,")))
    match = match_by_key(march.records, corrected, "code", march.children)
    assert [(record.KIND, values) for record, values in match.updates] == [("population", {"persons": 51})]
    assert (match.updated, match.unchanged) == (1, 2)


def test_match_never_empties_a_value_and_never_touches_a_marking(march: Any, text_file: Any, import_file: Any) -> None:
    known = [replace(march.records[0], description="kept")]
    again = import_file(text_file("a.csv", "code,lat,lon\nS1,12.5,24.2\n"), marking=Marking(audiences=("public",)))
    match = match_by_key(known, again, "code")
    assert (match.updates, match.unchanged) == ((), 1)


def test_match_skips_rows_without_a_key_and_doubles(march: Any, text_file: Any, import_file: Any) -> None:
    again = import_file(text_file("a.csv", "code,name,lat,lon\nS1,A,12.5,24.2\n,B,12.5,24.2\nS1,C,12.5,24.2\n"))
    match = match_by_key(march.records, again, "code")
    assert [skip.row for skip in match.skipped] == [3, 4]
    assert "row 2" in match.skipped[1].reason


def test_match_two_known_records_with_one_key_updates_the_first(march: Any, text_file: Any, import_file: Any) -> None:
    twice = [march.records[0], replace(march.records[0], uuid="other")]
    again = import_file(text_file("a.csv", "code,name,lat,lon\nS1,Changed,12.5,24.2\n"))
    match = match_by_key(twice, again, "code")
    assert [record.uuid for record, _ in match.updates] == [march.records[0].uuid]
    assert [warning.kind for warning in match.warnings] == ["ambiguous-key"]


def test_match_by_what_is_no_field_or_never_filled_is_refused(march: Any, text_file: Any, import_file: Any) -> None:
    with pytest.raises(UsageError, match="no field"):
        match_by_key(march.records, march, "Site ID")
    with pytest.raises(UsageError, match="name the column"):
        match_by_key(march.records, march, "pcode")
