# SPDX-License-Identifier: MIT
"""Features of a context layer as columns, because a million roads are not a million objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class FeatureTable:
    """A table of features with their geometries.

    Attributes
    ----------
    geometry : ndarray of object, shape (n,)
        shapely geometries in WGS 84 degrees, None where a row has none.
    columns : mapping of str to sequence, each of length n
        The file's own fields in their order; values are str, int, float, bool or None.
    """

    geometry: np.ndarray
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.geometry)

    def row(self, index: int) -> dict[str, Any]:
        """Return the values of one row by column name."""
        return {name: values[index] for name, values in self.columns.items()}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the values of each row by column name."""
        return (self.row(index) for index in range(len(self)))

    def take(self, rows: np.ndarray) -> FeatureTable:
        """Return the features at the given indices, in that order."""
        kept = {name: [values[i] for i in rows] for name, values in self.columns.items()}
        return FeatureTable(self.geometry[rows], kept)


def column_names(names: Iterable[str], unnamed: str = "field") -> list[str]:
    """Return column names for a file's own field names: none taken twice, in any case.

    Parameters
    ----------
    names : iterable of str
    unnamed : str
        What a field without a name is called.

    Examples
    --------
    >>> column_names(["Name", "name", "fid", ""])
    ['Name', 'name_2', 'fid_2', 'field']
    """
    taken = {"fid", "geom"}  # the two that every table has
    found = []
    for name in names:
        column, number = name or unnamed, 1
        while column.lower() in taken:
            number += 1
            column = f"{name or unnamed}_{number}"
        taken.add(column.lower())
        found.append(column)
    return found
