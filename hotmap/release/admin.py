# SPDX-License-Identifier: MIT
"""The district of a cell: worked out from the cell, never from the place that lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from hotmap.domain.features import FeatureTable

_PCODE_COLUMN = re.compile(r"(adm(?:in)?_?\d?_?)?p_?code|adm(?:in)?\d_?code|p_?code_?\d?", re.IGNORECASE)
_LEVEL = re.compile(r"\d")
DISTRICT = "2"
"""The administrative level that hotspots name."""


class Districts:
    """Districts by their outlines, from the boundary layers that the reader has too.

    Parameters
    ----------
    tables : iterable of FeatureTable
        Features of released layers of areas; tables without a column of P-codes are passed over.
    """

    def __init__(self, tables: Iterable[FeatureTable]) -> None:
        self._areas: list[BaseGeometry] = []
        self._pcodes: list[str] = []
        table = min(
            ((table, column) for table in tables if (column := pcode_column(table.columns))),
            key=lambda found: (DISTRICT not in found[1], found[1]),
            default=None,
        )
        if table is None:
            return
        features, column = table
        for area, pcode in zip(features.geometry, features.columns[column], strict=True):
            if area is not None and pcode:
                self._areas.append(area)
                self._pcodes.append(str(pcode))
        self._tree = STRtree(self._areas)

    def pcode_of(self, cells: BaseGeometry | None) -> str | None:
        """Return the P-code of the district that holds the largest part of the cells, or None."""
        if cells is None or not self._areas:
            return None
        near = sorted(self._tree.query(cells, predicate="intersects"), key=lambda i: self._pcodes[i])
        if not near:
            return None
        shares = shapely.area(shapely.intersection(np.array([self._areas[i] for i in near], dtype=object), cells))
        largest: int = near[int(np.argmax(shares))]
        return self._pcodes[largest]


def pcode_column(columns: Mapping[str, Sequence[Any]] | Iterable[str]) -> str | None:
    """Return the column of P-codes, that of the districts where there are several levels."""
    found = [name for name in columns if _PCODE_COLUMN.fullmatch(name.strip())]
    levels = {(match.group() if (match := _LEVEL.search(name)) else ""): name for name in reversed(found)}
    if DISTRICT in levels:
        return levels[DISTRICT]
    return levels[max(levels)] if levels else None
