# SPDX-License-Identifier: MIT
"""The strictest marking is a meet, and unmarked never leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.codelists import AUDIENCES, PRECISIONS
from hotmap.domain.marking import (
    CLASSIFICATIONS,
    UNMARKED,
    Marking,
    coarsest,
    field_marking,
    loosens,
    strictest,
)

TODAY = "2026-11-16"

audiences = st.none() | st.sets(st.sampled_from(AUDIENCES)).map(lambda s: tuple(a for a in AUDIENCES if a in s))
markings = st.builds(
    Marking,
    classification=st.none() | st.sampled_from(CLASSIFICATIONS),
    audiences=audiences,
    precision=st.none() | st.sampled_from(PRECISIONS),
    expires=st.none() | st.sampled_from(["2026-01-01", "2026-11-16", "2027-01-01"]),
)


@given(markings, markings, markings)
def test_strictest_is_commutative_associative_idempotent(a: Marking, b: Marking, c: Marking) -> None:
    assert strictest(a, b) == strictest(b, a)
    assert strictest(strictest(a, b), c) == strictest(a, strictest(b, c))
    assert strictest(a, a) == a


@given(markings, markings, st.sampled_from(AUDIENCES))
def test_strictest_allows_only_what_each_part_allows(a: Marking, b: Marking, audience: str) -> None:
    if strictest(a, b).allows(audience, TODAY):
        assert a.allows(audience, TODAY)
        assert b.allows(audience, TODAY)


@given(markings, markings)
def test_tightening_never_counts_as_loosening(a: Marking, b: Marking) -> None:
    assert not loosens(a, strictest(a, b))


@given(markings, st.none() | markings, st.sampled_from(AUDIENCES))
def test_field_marking_never_shows_more_than_its_record(record: Marking, field: Marking | None, audience: str) -> None:
    inside = field_marking(record, field)
    assert not inside.allows(audience, TODAY) or record.allows(audience, TODAY)


@given(st.sampled_from(AUDIENCES))
def test_unmarked_allows_nobody(audience: str) -> None:
    assert not UNMARKED.allows(audience, TODAY)


def test_allows_ends_after_the_day_of_expiry() -> None:
    marking = Marking(audiences=("unct",), expires="2026-11-16")
    assert marking.allows("unct", "2026-11-16")
    assert not marking.allows("unct", "2026-11-17")


def test_coarsest_ignores_what_is_not_said() -> None:
    assert coarsest([None, "cell_1km", "exact"]) == "cell_1km"
    assert coarsest([None]) is None
