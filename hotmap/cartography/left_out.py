# SPDX-License-Identifier: MIT
"""What a map leaves out for the moment: single records, and rows of layers, that a filter has no place for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np

from hotmap.cartography.context import ContextLayer


class _Marked(Protocol):
    @property
    def uuid(self) -> str: ...


M = TypeVar("M", bound=_Marked)


@dataclass(frozen=True, eq=False)
class LeftOut:
    """What is not drawn, hit or snapped to; everything where it is empty.

    Attributes
    ----------
    uuids : frozenset of str
        Records that are left out.
    rows : mapping of str to ndarray of int
        By uuid of a layer the rows that stay.
    """

    uuids: frozenset[str] = frozenset()
    rows: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.uuids or self.rows)

    def marks(self, marks: Iterable[M]) -> tuple[M, ...]:
        """Return the marks that stay."""
        return tuple(mark for mark in marks if mark.uuid not in self.uuids) if self.uuids else tuple(marks)

    def layer(self, whole: ContextLayer) -> ContextLayer:
        """Return a layer with the features that stay: itself where all do."""
        rows = self.rows.get(whole.layer.uuid)
        return whole if rows is None else ContextLayer.of(whole.layer, whole.table.take(rows))
