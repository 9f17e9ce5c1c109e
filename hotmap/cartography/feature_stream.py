# SPDX-License-Identifier: MIT
"""Features of a layer as they come in, so that a map draws the first while the rest is still in the plan file."""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from typing import Any

import numpy as np

from hotmap.domain.features import FeatureTable
from hotmap.errors import HotmapError
from hotmap.i18n import tr
from hotmap.units import format_number


class FeatureStream:
    """The features of one layer, in memory as far as they were read; who asks for `table` gets all of them.

    Any thread may read on. What was read stays: an error ends the layer where it struck.

    Parameters
    ----------
    parts : iterable of FeatureTable
        All rows in their order. The next part is only asked for when it is needed; that may raise a
        `HotmapError`.
    count : int, optional
        How many rows there should be.
    """

    def __init__(self, parts: Iterable[FeatureTable], count: int | None = None) -> None:
        self._parts = iter(parts)
        self._count = count or 0
        self._lock = RLock()
        self._table: FeatureTable | None = None
        self._shapes = np.empty(0, dtype=object)  # longer than what was read, so that few parts make it grow
        self._read = 0
        self._columns: dict[str, list[Any]] = {}
        self._error = ""

    @classmethod
    def of(cls, table: FeatureTable, count: int | None = None) -> FeatureStream:
        """Return features that are all there; `count` as in the class."""
        made = cls((), count)
        made._table = table
        return made

    @classmethod
    def failed(cls, reason: str) -> FeatureStream:
        """Return the features of a layer that cannot be read: none."""
        made = cls.of(FeatureTable(np.empty(0, dtype=object), {}))
        made._error = reason
        return made

    @property
    def is_complete(self) -> bool:
        """True when there is nothing left to be read."""
        return self._table is not None

    @property
    def reason(self) -> str:
        """Why features are missing, as a sentence; empty when none are, as far as is known."""
        if self._error or self._table is None or len(self._table) >= self._count:
            return self._error
        words = tr("Only {n} of {all} features are left in this file; import the layer again to have them all.")
        return words.format(n=format_number(len(self._table)), all=format_number(self._count))

    @property
    def table(self) -> FeatureTable:
        """All features, WGS 84 degrees; what has not been read is read now."""
        while self._table is None:
            self.read_on()
        return self._table

    def shapes(self, first: int, last: int) -> np.ndarray:
        """Return the geometries of some rows, up to before `last`, reading as far as that."""
        with self._lock:
            while self._table is None and self._read < last:
                self.read_on()
            known = self._shapes[: self._read] if self._table is None else self._table.geometry
            return known[first:last]

    def read_on(self) -> None:
        """Read the next part."""
        with self._lock:
            if self._table is not None:
                return
            try:
                part = next(self._parts, None)
            except HotmapError as error:
                self._error, part = error.message, None
            if part is not None:
                self._take(part)
                return
            self._table = FeatureTable(self._shapes[: self._read], self._columns)
            self._parts = iter(())

    def _take(self, part: FeatureTable) -> None:
        read = self._read + len(part)
        if read > len(self._shapes):
            grown = np.empty(max(read, 2 * len(self._shapes)), dtype=object)
            grown[: self._read] = self._shapes[: self._read]
            self._shapes = grown
        self._shapes[self._read : read] = part.geometry
        for name, values in part.columns.items():
            self._columns.setdefault(name, []).extend(values)
        self._read = read
