# SPDX-License-Identifier: MIT
"""A record survives the way into the journal and the way into its table."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.marking import Marking
from hotmap.domain.records import GEOMETRY_KINDS, KINDS, Record
from hotmap.storage import codec
from hotmap.storage.schema import kind_table

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
codes = st.text("abcdefgh_", min_size=1, max_size=6)
by_kind: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.INTEGER: st.integers(0, 10**9),
    Kind.FACTOR: st.integers(1, 5),
    Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: codes,
    Kind.CHOICES: st.lists(codes, max_size=3, unique=True).map(tuple),
    Kind.DATE: st.dates().map(str),
    Kind.MONTHS: st.lists(st.integers(1, 12), max_size=4, unique=True).map(tuple),
    Kind.LINK: st.uuids().map(str),
    Kind.LINKS: st.lists(st.uuids().map(str), max_size=3).map(tuple),
    Kind.DATA: st.recursive(
        st.booleans() | st.integers(-99, 99) | texts,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
        max_leaves=3,
    ),
}
markings = st.builds(
    Marking,
    originator=st.none() | codes,
    audiences=st.none() | st.lists(st.sampled_from(["mission", "unct", "public"]), unique=True).map(tuple),
    precision=st.sampled_from([None, "exact", "cell_10km"]),
)
places = st.none() | st.builds(shapely.Point, st.floats(-180, 180), st.floats(-90, 90))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw a record of any kind with any of its fields filled."""
    cls = draw(st.sampled_from(list(KINDS.values())))
    values = {code: draw(st.none() | by_kind.get(spec.kind, texts)) for code, spec in cls.specs().items()}
    return cls(
        uuid=draw(st.uuids().map(str)),
        geometry=draw(places),
        marking=draw(markings),
        field_markings={
            code: m for code, m in draw(st.dictionaries(codes, markings, max_size=2)).items() if m != Marking()
        },
        extra=draw(st.dictionaries(codes.map("x_{}".format), st.integers() | texts, max_size=2)),
        **values,
    )


@given(records())
def test_record_through_the_journal_is_the_same(record: Record) -> None:
    written = json.loads(codec.dumps(codec.record_json(record)))
    assert codec.record_from_json(record.KIND, record.uuid, written) == record


@given(records())
def test_record_through_its_row_is_the_same(record: Record) -> None:
    table = kind_table(record.KIND)
    rows = codec.rows_of(table, [record])
    assert codec.records_from(table, table.columns, rows) == [record]


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (Kind.CHOICES, "dry, wet", ("dry", "wet")),
        (Kind.CHOICES, "", ()),
        (Kind.MONTHS, "5,6", (5, 6)),
        (Kind.FLAG, 1, True),
        (Kind.FLAG, "perhaps", None),
        (Kind.INTEGER, "12", 12),
        (Kind.INTEGER, "twelve", None),
        (Kind.NUMBER, 3, 3.0),
        (Kind.TEXT, 7, "7"),
    ],
)
def test_from_json_what_another_program_wrote_is_taken_for_what_it_means(kind: Kind, written: Any, read: Any) -> None:
    assert codec.from_json(FieldSpec("Field", kind), written) == read


def test_records_from_file_without_a_newer_column_leave_it_unknown() -> None:
    table = kind_table("visit")
    columns = [column for column in table.columns if column not in ("findings", "geom")] + ["geom"]
    (found,) = codec.records_from(table, columns, [["u-1" if column == "uuid" else None for column in columns]])
    assert (found.uuid, found.value("findings")) == ("u-1", None)


def test_kinds_without_a_place_have_no_geometry_column() -> None:
    assert {kind for kind in KINDS if kind_table(kind).has_geometry} == set(GEOMETRY_KINDS)
