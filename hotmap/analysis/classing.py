# SPDX-License-Identifier: MIT
"""Classes of a column's values: which kinds there are, where to break numbers, what belongs where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

import numpy as np

from hotmap.domain.layer_style import Value

_MOST_BINS = 512
"""So many different numbers are searched for natural breaks exactly; more are gathered into as many."""
_NUMERIC_SHARE = 0.9
_FINEST = -9  # power of ten
_ENDS_FINER = 25


def tally(values: Sequence[Any]) -> tuple[list[tuple[Value, int]], int]:
    """Return the different values with their counts, the most frequent first, and how many rows have none."""
    counts = Counter(values)
    nothing = sum(counts.pop(key) for key in list(counts) if _is_nothing(key))
    return counts.most_common(), nothing


def kind_index(values: Sequence[Any], kinds: Sequence[Value]) -> np.ndarray:
    """Return by row which kind it is.

    Parameters
    ----------
    values : sequence
        One column.
    kinds : sequence
        The kinds that are told apart, no more than 100.

    Returns
    -------
    int8 ndarray, shape (n,)
        0 … k - 1 for the kinds, k for any other value, k + 1 for none.
    """
    other, nothing = len(kinds), len(kinds) + 1
    known: dict[Any, int] = {None: nothing, "": nothing}
    known |= {kind: index for index, kind in enumerate(kinds)}
    # `value == value` is false for NaN alone.
    found = (known.get(value, other) if value == value else nothing for value in values)
    return np.fromiter(found, np.int8, len(values))


def numbers(values: Sequence[Any]) -> np.ndarray:
    """Return a column as float64, NaN where it has no number; figures written as text count."""
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        found = np.fromiter(map(_number, values), np.float64, len(values))
    return np.where(np.isfinite(found), found, np.nan)


def is_numeric(values: Sequence[Any]) -> bool:
    """Return whether a column holds numbers: nearly all that it says, and not all the same."""
    said = [value for value in values if not _is_nothing(value)]
    if not said or isinstance(said[0], bool):
        return False
    found = numbers(said)
    found = found[~np.isnan(found)]
    return len(found) >= _NUMERIC_SHARE * len(said) and bool(found.min(initial=np.inf) < found.max(initial=-np.inf))


def edges(values: np.ndarray, method: str, count: int) -> tuple[float, ...]:
    """Return the edges of classes of numbers: lowest value, breaks, highest value.

    They are rounded so that a legend can say them, and true all the same: values are classed by what
    the legend says. Where there are fewer different values than classes, there are fewer classes.

    Parameters
    ----------
    values : ndarray
        NaN where there is none.
    method : str
        ``quantiles``, ``equal`` or ``natural``.
    count : int
        Of classes.
    """
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return ()
    find = {"quantiles": quantile_breaks, "equal": equal_breaks, "natural": natural_breaks}[method]
    return with_ends(known, tuple(find(known, count).tolist()))


def with_ends(values: np.ndarray, breaks: Sequence[float], *, exact: bool = False) -> tuple[float, ...]:
    """Return breaks between the lowest and the highest value; those outside are left out.

    Parameters
    ----------
    exact : bool
        Breaks that a person set stay as they are; others are rounded up, by no more than a twentieth
        of a class.
    """
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    kept = sorted({float(b) for b in breaks if low < b <= high})
    fineness = 0 if is_whole(values) else _FINEST
    points = [low, *kept, high]
    gaps = [b - a for a, b in pairwise(points)]
    is_exact = fineness == 0  # the first and the last of whole numbers are told as they are
    found = [low if is_exact else min(_rounded(low, gaps[0] / _ENDS_FINER, fineness, floor), low)]
    for at, value in enumerate(kept):
        near = min(gap for gap in gaps[at : at + 2] if gap > 0)
        told = value if exact else _rounded(value, near, fineness, ceil)
        told = told if told <= high else value
        if told > found[-1] or not at:
            found.append(told)
    return (*found, high if is_exact else max(_rounded(high, gaps[-1] / _ENDS_FINER, fineness, ceil), high))


def is_whole(values: np.ndarray) -> bool:
    """Return whether all numbers are whole."""
    known = values[~np.isnan(values)]
    return bool((known == np.floor(known)).all())


def class_index(values: np.ndarray, edges: Sequence[float]) -> np.ndarray:
    """Return by row which class a number belongs to.

    Parameters
    ----------
    values : float ndarray, shape (n,)
        NaN where there is none.
    edges : sequence of float
        Ascending, one more than there are classes. What lies beyond the ends belongs to the end's class.

    Returns
    -------
    int8 ndarray, shape (n,)
        0 … k - 1, and k where there is no number.
    """
    count = max(len(edges) - 1, 0)
    found = np.searchsorted(np.asarray(edges[1:-1], np.float64), values, side="right").astype(np.int8)
    found[np.isnan(values)] = count
    return found


def quantile_breaks(ordered: np.ndarray, count: int) -> np.ndarray:
    """Return the breaks between classes of about as many values each.

    Equal values stay together; where one of them fills more than its class, the others share what is left.
    """
    value, weight = np.unique(ordered, return_counts=True)
    below = np.concatenate([[0], np.cumsum(weight)])
    found, first = [], 0
    for left in range(min(count, len(value)), 1, -1):
        wanted = below[first] + (below[-1] - below[first]) / left
        end = int(np.searchsorted(below, wanted))
        if end - 1 > first and wanted - below[end - 1] < below[end] - wanted:
            end -= 1
        first = min(max(end, first + 1), len(value) - left + 1)
        found.append(value[first])
    return np.array(found)


def equal_breaks(ordered: np.ndarray, count: int) -> np.ndarray:
    """Return the breaks between classes of the same width."""
    return np.unique(np.linspace(ordered[0], ordered[-1], count + 1)[1:-1])


def natural_breaks(ordered: np.ndarray, count: int) -> np.ndarray:
    """Return the breaks that leave the least spread within the classes (Fisher 1958, Jenks 1977).

    Dynamic programming over the different values with their weights; more than 512 are first
    gathered into 512 of about as many rows each.

    Parameters
    ----------
    ordered : ndarray
        Ascending, no NaN.
    count : int
        Of classes.

    Returns
    -------
    ndarray
        The lowest value of each class but the first.
    """
    value, weight = np.unique(ordered, return_counts=True)
    if len(value) > _MOST_BINS:
        cuts = np.unique((np.cumsum(weight) - 1) * _MOST_BINS // len(ordered), return_index=True)[1]
        low, sums = value[cuts], np.add.reduceat(value * weight, cuts)
        weight = np.add.reduceat(weight, cuts)
        value = sums / weight
    else:
        low = value
    count = min(count, len(value))
    spread = _spreads(value, weight)
    best = spread[0]  # of the values up to each one, in one class
    starts = []
    for _ in range(count - 1):
        # total[j, i]: the last class runs from j to i, the best of the classes before it ends at j - 1.
        total = np.full_like(spread, np.inf)
        total[1:] = best[:-1, None] + spread[1:]
        starts.append(total.argmin(axis=0))
        best = total.min(axis=0)
    found, end = [], len(value) - 1
    for start in reversed(starts):
        first = int(start[end])
        found.append(low[first])
        end = first - 1
    return np.array(found[::-1])


def _spreads(value: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the sum of squares about the mean of each run of values, shape (first, last); inf below."""
    middle = value - value.mean()  # else squares of large numbers leave no digits for their difference
    w, s, q = (np.concatenate([[0.0], np.cumsum(weight * middle**power)]) for power in range(3))
    runs = w[None, 1:] - w[:-1, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (q[None, 1:] - q[:-1, None]) - (s[None, 1:] - s[:-1, None]) ** 2 / runs
    return np.where(runs > 0, np.maximum(found, 0.0), np.inf)


def _rounded(value: float, gap: float, fineness: int, way: Callable[[float], int]) -> float:
    """Return a number with no more digits than tell a twentieth of a gap apart, rounded up or down.

    Parameters
    ----------
    fineness : int
        The least power of ten that it may be told to; 0 for whole numbers.
    """
    power = max(floor(log10(gap / 20)), fineness) if gap > 0 else fineness
    shift = 10.0**-power
    nearest = round(value * shift)
    # What lies on a step but for the last bits of a float stays there.
    steps = nearest if abs(value * shift - nearest) < 1e-6 else way(value * shift)
    return round(steps / shift, max(-power, 0))


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or value != value


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")
