# SPDX-License-Identifier: MIT
"""Bookmarks keep their names apart, survive the way through the plan, and can be put in any order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.bookmarks import Bookmark, bookmarks_from, bookmarks_to, free_name, moved

EDGES = st.floats(-180, 180).map(lambda edge: round(edge, 6))
BOOKMARKS = st.lists(st.builds(Bookmark, st.text(), st.tuples(EDGES, EDGES, EDGES, EDGES)))


@given(BOOKMARKS)
def test_bookmarks_survive_the_way_through_the_plan(bookmarks: list[Bookmark]) -> None:
    assert bookmarks_from(bookmarks_to(bookmarks)) == tuple(bookmarks)


@given(st.lists(st.sampled_from(["Tiva", "Tiva 2", "Oruk"])))
def test_free_name_is_never_taken(names: list[str]) -> None:
    there = [Bookmark(name, (0, 0, 1, 1)) for name in names]
    assert free_name(there, "Tiva") not in names


@given(st.lists(st.text(), min_size=1, unique=True).flatmap(
    lambda names: st.tuples(st.just(names), st.integers(0, len(names) - 1), st.integers(0, len(names) - 1))
))  # fmt: skip
def test_moved_keeps_all_and_puts_one_where_it_is_wanted(given_: tuple[list[str], int, int]) -> None:
    names, at, to = given_
    after = moved([Bookmark(name, (0, 0, 1, 1)) for name in names], at, to)
    assert sorted(b.name for b in after) == sorted(names)
    assert after[to].name == names[at]
    assert [b.name for b in after if b.name != names[at]] == [name for name in names if name != names[at]]


@pytest.mark.parametrize("data", [None, "x", 3, {}, [None], [{"name": "x"}], [{"name": "x", "bbox": [1, "a", 2, 3]}]])
def test_bookmarks_from_what_is_none_are_none(data: Any) -> None:
    assert bookmarks_from(data) == ()
