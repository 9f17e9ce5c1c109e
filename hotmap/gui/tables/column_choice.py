# SPDX-License-Identifier: MIT
"""Which columns a person wants to see of a table, in which order and how wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from hotmap.gui.tables.column import Column


@dataclass(frozen=True)
class ColumnChoice:
    """What was chosen by hand; empty for the table as it comes.

    Attributes
    ----------
    shown : tuple of str
        Ids of the columns in sight, in their order; empty until somebody chooses.
    widths_px : mapping of str to int
        At the ordinary type size.
    """

    shown: tuple[str, ...] = ()
    widths_px: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Any) -> Self:
        """Return a choice from plain data; whatever makes no sense is left out."""
        data = kept if isinstance(kept, Mapping) else {}
        shown, widths = data.get("shown"), data.get("widths")
        return cls(
            tuple(str(id_) for id_ in shown) if isinstance(shown, (list, tuple)) else (),
            {str(id_): px for id_, px in widths.items() if isinstance(px, int) and 20 <= px <= 2000}
            if isinstance(widths, Mapping)
            else {},
        )

    def plain(self) -> dict[str, Any]:
        """Return the choice as plain data."""
        return {"shown": list(self.shown), "widths": dict(self.widths_px)}

    def ids(self, columns: Sequence[Column]) -> list[str]:
        """Return the ids of the columns in sight, in their order."""
        known = [column.id for column in columns]
        chosen = [id_ for id_ in self.shown if id_ in known]
        return chosen or [column.id for column in columns if not column.extra]

    def toggled(self, columns: Sequence[Column], column_id: str) -> ColumnChoice:
        """Return the choice with a column put in sight, at the end, or out of it; the last one stays."""
        shown = self.ids(columns)
        if column_id not in shown:
            return replace(self, shown=(*shown, column_id))
        left = tuple(id_ for id_ in shown if id_ != column_id)
        return replace(self, shown=left or (column_id,))

    def moved(self, columns: Sequence[Column], column_id: str, to: int) -> ColumnChoice:
        """Return the choice with a column at another place among those in sight."""
        shown = [id_ for id_ in self.ids(columns) if id_ != column_id]
        shown.insert(min(max(to, 0), len(shown)), column_id)
        return replace(self, shown=tuple(shown))

    def with_width(self, column_id: str, width_px: int) -> ColumnChoice:
        """Return the choice with another width for a column."""
        return replace(self, widths_px={**self.widths_px, column_id: width_px})
