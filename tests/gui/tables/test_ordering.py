# SPDX-License-Identifier: MIT
"""Rows are ordered as people count, stably, with what is not known last."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hotmap.gui.tables.ordering import ordered, ranks

Numbers = st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=20)


def in_order(keys: list[object], *, descending: bool = False) -> list[object]:
    return [keys[row] for row in ordered(len(keys), [(ranks(keys), descending)])]


def test_ordered_texts_count_figures_as_numbers_and_pass_over_case_and_accents() -> None:
    assert in_order(["H-10", "h-2", "Éfé", "H-1", "zo", "ea"]) == ["ea", "Éfé", "H-1", "h-2", "H-10", "zo"]


def test_ordered_dates_of_any_precision_by_time() -> None:
    assert in_order(["2026-10-02", "2026-09", None, "2025-12-31"]) == ["2025-12-31", "2026-09", "2026-10-02", None]


@given(keys=Numbers, descending=st.booleans())
def test_ordered_puts_unknown_last_in_both_directions_and_keeps_ties(keys: list[int | None], descending: bool) -> None:
    rows = ordered(len(keys), [(ranks(keys), descending)]).tolist()
    known = [row for row in range(len(keys)) if keys[row] is not None]
    expected = sorted(known, key=lambda row: -keys[row] if descending else keys[row])  # type: ignore[operator]
    assert rows == expected + [row for row in range(len(keys)) if keys[row] is None]


@given(rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=20))
def test_ordered_by_two_columns_is_as_python_sorts_pairs(rows: list[tuple[int, int]]) -> None:
    first, second = (ranks([row[at] for row in rows]) for at in (0, 1))
    found = ordered(len(rows), [(first, False), (second, True)])
    assert [rows[at] for at in found] == sorted(rows, key=lambda row: (row[0], -row[1]))


def test_ranks_of_mixed_values_are_those_of_texts() -> None:
    assert np.argsort(ranks(["10", 9, "b"])).tolist() == [1, 0, 2]
