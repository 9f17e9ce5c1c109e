# SPDX-License-Identifier: MIT
"""Rows without coordinates find their place by P-code in a boundary layer of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from hotmap.domain.features import FeatureTable
from hotmap.importers.profiles import profile
from hotmap.importers.source import SourceTable
from hotmap.importers.words import words

_UNIQUE_ENOUGH = 0.98


@dataclass(frozen=True)
class Join:
    """What was found.

    Attributes
    ----------
    points : ndarray of shapely Point or None, shape (n,)
        A point inside the matching boundary of each row.
    columns : tuple of str
        The columns of the file that matched, the finest first.
    """

    points: np.ndarray
    columns: tuple[str, ...]

    @property
    def found(self) -> np.ndarray:
        """Mask of the rows that have a place now."""
        return ~np.asarray(shapely.is_missing(self.points))


def join_by_pcode(table: SourceTable, mapped: str | None, boundaries: Sequence[FeatureTable]) -> Join:
    """Place rows by their P-codes.

    Parameters
    ----------
    table : SourceTable
    mapped : str or None
        The column said to hold P-codes; others that look like it are tried for rows it leaves open,
        so that a row with the code of its state alone still finds the state.
    boundaries : sequence of FeatureTable
        Area layers with P-codes in some column, in WGS 84.

    Notes
    -----
    Codes are compared as text without regard to case; hierarchy is never read from their spelling.
    """
    codes = {name: [_code(v) for v in table.features.columns[name]] for name in _candidates(table, mapped)}
    keys = [key for boundary in boundaries for key in _keys(boundary)]
    matches = [(name, key) for name in codes for key in keys if key.keys() & set(codes[name])]
    # The column that tells more boundaries apart is the finer one.
    matches.sort(key=lambda match: -len(match[1].keys() & set(codes[match[0]])))
    points = np.full(len(table), None, dtype=object)
    used: dict[str, None] = {}
    for name, key in matches:
        found = {code: shapely.point_on_surface(key[code]) for code in key.keys() & set(codes[name])}
        for index, code in enumerate(codes[name]):
            if points[index] is None and code in found:
                points[index] = found[code]
                used[name] = None
    return Join(points, tuple(used))


def _candidates(table: SourceTable, mapped: str | None) -> list[str]:
    named = [
        field.name
        for field in table.fields
        if "pcode" in words(field.header)
        or "pcode" in words(field.name)
        or "+code" in field.hxl.replace(" ", "").lower()
        or profile(table.features.columns[field.name]).pcode > 0.9
    ]
    return list(dict.fromkeys(([mapped] if mapped else []) + named))


def _keys(boundary: FeatureTable) -> list[Mapping[str, Any]]:
    """Return for each column that tells the boundaries apart: code → geometry."""
    shapes = np.asarray(boundary.geometry, dtype=object)
    present = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    found: list[Mapping[str, Any]] = []
    for values in boundary.columns.values():
        codes = {i: _code(values[i]) for i in present.tolist() if isinstance(values[i], str)}
        known = {code: shapes[i] for i, code in codes.items() if code}
        filled = sum(code is not None for code in codes.values())
        if known and len(known) >= _UNIQUE_ENOUGH * filled:
            found.append(known)
    return found


def _code(value: Any) -> str | None:
    text = "" if value is None else str(value).strip().upper()
    return text or None
