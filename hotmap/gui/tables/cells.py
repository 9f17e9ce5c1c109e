# SPDX-License-Identifier: MIT
"""The cells of a table column by column, worked out when first asked for and then kept.

Sorting and filtering ask whole columns, painting asks single cells: so a hundred thousand rows are
shown without making a text for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from hotmap.gui.tables.column import Column
from hotmap.gui.tables.ordering import ranks


class Cells:
    """The items of a table with what its columns say of them.

    Parameters
    ----------
    items : sequence
        Records, or the numbers of a layer's features.
    columns : sequence of Column
    view : object
        What the columns look things up in.
    """

    def __init__(self, items: Sequence[Any], columns: Sequence[Column], view: Any) -> None:
        self.items, self.view = items, view
        self._columns = {column.id: column for column in columns}
        self._ranks: dict[str, np.ndarray] = {}
        self._texts: dict[str, list[str]] = {}
        self._choices: dict[str, list[tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self.items)

    def column(self, column_id: str) -> Column | None:
        """Return a column, or None when the table has none of this id."""
        return self._columns.get(column_id)

    def ranks(self, column_id: str) -> np.ndarray:
        """Return by row what it is ordered by, NaN where nothing is known; see `ordering.ranks`."""
        if column_id not in self._ranks:
            self._ranks[column_id] = ranks(self.keys(column_id))
        return self._ranks[column_id]

    def keys(self, column_id: str) -> Sequence[Any]:
        """Return by row the number, text or ISO date behind the cell."""
        return self._columns[column_id].keys(self.items, self.view)

    def texts(self, column_id: str) -> list[str]:
        """Return by row what is read, in small letters."""
        self.read_on(column_id, len(self))
        return self._texts[column_id]

    def read_on(self, column_id: str, most: int) -> int:
        """Read the texts of some more rows of a column; return how many rows are left."""
        texts = self._texts.setdefault(column_id, [])
        if len(texts) < len(self):
            rows = slice(len(texts), len(texts) + most)
            texts += [text.casefold() for text in self._columns[column_id].texts(self.items, self.view, rows)]
        return len(self) - len(texts)

    def choices(self, column_id: str) -> list[tuple[str, ...]]:
        """Return by row the choices that it has."""
        if column_id not in self._choices:
            choices, view = self._columns[column_id].choices, self.view
            self._choices[column_id] = [choices(item, view) for item in self.items]
        return self._choices[column_id]

    def counts(self, column_id: str) -> Counter[str]:
        """Return how many rows have each choice; the empty text stands for those without any."""
        return Counter(choice for found in self.choices(column_id) for choice in (found or ("",)))

    def known(self, column_id: str) -> np.ndarray:
        """Return by row whether anything is known, bool."""
        return np.fromiter((bool(found) for found in self.choices(column_id)), bool, len(self))
