# SPDX-License-Identifier: MIT
from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.classing import (
    class_index,
    edges,
    is_numeric,
    is_whole,
    kind_index,
    natural_breaks,
    numbers,
    tally,
    with_ends,
)

METHODS = ("quantiles", "equal", "natural")
anything = st.floats(-1e9, 1e9, allow_nan=False).filter(lambda v: v == 0 or abs(v) > 1e-6)
columns = st.lists(st.one_of(anything, st.integers(-50, 50).map(float), st.just(float("nan"))), min_size=1, max_size=80)


@given(columns, st.sampled_from(METHODS), st.integers(3, 7))
def test_edges_ascend_and_hold_every_number(column: list[float], method: str, count: int) -> None:
    values = np.array(column)
    known = values[~np.isnan(values)]
    found = edges(values, method, count)
    if not len(known):
        assert found == ()
        return
    assert list(found) == sorted(found)
    assert len(found) - 1 <= count
    assert len(set(found[1:-1])) == len(found[1:-1])
    assert found[0] <= known.min() + 1e-9 * abs(known.min())
    assert known.max() <= found[-1] + 1e-9 * abs(known.max())


@given(columns, st.sampled_from(METHODS), st.integers(3, 7))
def test_every_row_is_in_the_one_class_whose_range_holds_it(column: list[float], method: str, count: int) -> None:
    values = np.array(column)
    found = edges(values, method, count)
    index = class_index(values, found)
    classes = max(len(found) - 1, 0)
    assert np.bincount(index, minlength=classes + 1).sum() == len(values)
    for value, at in zip(values, index, strict=True):
        if np.isnan(value):
            assert at == classes
        else:
            assert at == 0 or found[at] <= value
            assert at == classes - 1 or value < found[at + 1]


@given(st.lists(st.integers(0, 30), min_size=3, max_size=9, unique=True), st.integers(2, 4))
def test_natural_breaks_leave_the_least_spread_of_all(values: list[int], count: int) -> None:
    ordered = np.sort(np.array(values, float))
    best = min(_spread(ordered, cuts) for cuts in combinations(range(1, len(ordered)), min(count, len(ordered)) - 1))
    found = natural_breaks(ordered, count)
    assert _spread(ordered, tuple(np.searchsorted(ordered, found))) == pytest.approx(best)


def _spread(ordered: np.ndarray, cuts: tuple[int, ...]) -> float:
    return sum(((part - part.mean()) ** 2).sum() for part in np.split(ordered, list(cuts)))


def test_natural_breaks_of_many_values_fall_into_the_gaps() -> None:
    rng = np.random.default_rng(4)
    values = np.sort(np.concatenate([rng.normal(mean, 1.0, 3_000) for mean in (0.0, 40.0, 90.0)]))
    first, second = natural_breaks(values, 3)
    assert 6 < first < 40 < second < 90
    assert np.diff(np.searchsorted(values, [first, second])) == pytest.approx(3_000, abs=60)


def test_quantiles_hold_about_as_many_each() -> None:
    found = edges(np.arange(1000.0), "quantiles", 5)
    assert np.ptp(np.bincount(class_index(np.arange(1000.0), found))[:5]) <= 20


def test_quantiles_of_a_column_full_of_zeros_share_out_the_rest() -> None:
    values = np.concatenate([np.zeros(900), np.arange(1.0, 101.0)])
    counts = np.bincount(class_index(values, edges(values, "quantiles", 5)))
    assert counts[0] == 900
    assert counts[1:5].tolist() == pytest.approx([25] * 4, abs=3)


def test_edges_are_told_with_few_digits() -> None:
    assert edges(np.array([0.1234, 0.51, 0.777, 3.2]), "equal", 3) == (0.123, 1.15, 2.18, 3.2)
    assert edges(np.arange(0.0, 12_346.0), "equal", 3) == (0, 4200, 8300, 12_345)


def test_breaks_set_by_hand_stay_as_they_are() -> None:
    values = np.array([3.0, 80.0, 1234.0])
    assert with_ends(values, (99, 7, 5_000), exact=True) == (3, 7, 99, 1234)


def test_numbers_are_read_from_text_and_holes_are_no_numbers() -> None:
    assert np.array_equal(
        numbers(["10000", None, "", "x", "2.5"]), [10000, np.nan, np.nan, np.nan, 2.5], equal_nan=True
    )
    assert np.array_equal(numbers([1, None, float("inf")]), [1, np.nan, np.nan], equal_nan=True)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([1, 2, None], True),
        (["10", "20", "", None], True),
        (["a", "b", "1"], False),
        ([True, False], False),
        ([7, 7, 7], False),
        ([None, ""], False),
        ([], False),
    ],
)
def test_column_is_numeric_when_it_says_different_numbers(values: list[object], told: bool) -> None:
    assert is_numeric(values) is told


def test_whole_numbers_are_known_as_such() -> None:
    assert is_whole(np.array([1.0, np.nan, -4.0]))
    assert not is_whole(np.array([1.0, 0.5]))


@given(st.lists(st.one_of(st.none(), st.sampled_from(["", "a", "b", "c"]), st.integers(0, 3), st.booleans())))
def test_tally_counts_each_row_once_and_agrees_with_the_index(values: list[object]) -> None:
    found, nothing = tally(values)
    assert sum(count for _, count in found) + nothing == len(values)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    kinds = [value for value, _ in found[:2]]
    counts = np.bincount(kind_index(values, kinds), minlength=len(kinds) + 2)
    assert counts.tolist() == [
        *(count for _, count in found[:2]),
        sum(count for _, count in found[2:]),
        nothing,
    ]


def test_kind_index_takes_no_number_for_nothing() -> None:
    assert kind_index(["a", float("nan"), None, "z"], ["a"]).tolist() == [0, 2, 2, 1]
