# SPDX-License-Identifier: MIT
"""Order of rows: numbers by size, texts as people count (H-2 before H-10), what is not known last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hotmap.analysis.natural_order import natural


def is_unknown(value: Any) -> bool:
    """Return whether a value says nothing: None, an empty text or tuple, or a number that is none."""
    return value is None or value == "" or value == () or value != value


def ranks(keys: Sequence[Any]) -> np.ndarray:
    """Return by row a number to order by, NaN for what is not known.

    Parameters
    ----------
    keys : sequence of numbers, texts or None
        Where any is a text, all are ordered as texts.

    Returns
    -------
    ndarray of float, shape (n,)
    """
    known = np.fromiter((not is_unknown(key) for key in keys), bool, len(keys))
    found = np.full(len(keys), np.nan)
    told = [key for key, is_known in zip(keys, known.tolist(), strict=True) if is_known]
    if not told:
        return found
    if all(isinstance(key, (bool, int, float)) for key in told):
        found[known] = np.array(told, float)
    else:
        _, number = np.unique(np.array([natural(str(key)) for key in told]), return_inverse=True)
        found[known] = number
    return found


def ordered(count: int, sorts: Sequence[tuple[np.ndarray, bool]]) -> np.ndarray:
    """Return the rows in order, stable, with what is not known last in both directions.

    Parameters
    ----------
    count : int
        How many rows there are.
    sorts : sequence of (ranks, descending)
        As `ranks` returns them; the first counts most.
    """
    if not sorts:
        return np.arange(count)
    keys: list[np.ndarray] = []
    for rank, descending in reversed(sorts):
        unknown = np.isnan(rank)
        keys += [np.where(unknown, 0.0, -rank if descending else rank), unknown]
    return np.lexsort(keys)
