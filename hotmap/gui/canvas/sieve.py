# SPDX-License-Identifier: MIT
"""What filters leave out of the map: gathered from all of them, told in one place, never kept.

A hotspot that is not drawn is dangerous where nobody knows of it. So the sieve counts what it leaves
out, always lets through what is selected and what was made since, and begins empty with each plan.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from hotmap.cartography.left_out import LeftOut
from hotmap.domain.changes import LIFE, ChangeSet

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas


class Sieve(QObject):
    """Leaves records and features out of a canvas, for one or more reasons.

    Parameters
    ----------
    canvas : MapCanvas
    """

    changed = Signal()
    """Something else than before is left out."""
    reason_changed = Signal(str)
    """Records are left out, or no more, for this reason."""
    cleared = Signal()
    """Everything is to be shown: whoever filters the map stops."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._records: dict[tuple[str, str], frozenset[str]] = {}
        self._rows: dict[str, tuple[np.ndarray, int]] = {}  # by layer the rows that stay, and how many there are
        self._selected: frozenset[str] = frozenset()
        self._new: frozenset[str] = frozenset()

    def leave_out(self, reason: str, kind: str, uuids: Collection[str]) -> None:
        """Leave out records of a kind for a reason, instead of those that the reason had before."""
        wanted = frozenset(uuids)
        if self._records.get((reason, kind), frozenset()) != wanted:
            self._records[reason, kind] = wanted
            self._apply()
            self.reason_changed.emit(reason)

    def left_out(self, reason: str, kind: str) -> frozenset[str]:
        """Return the records of a kind that are left out for a reason, but for what is selected or new."""
        return self._records.get((reason, kind), frozenset()) - self._selected - self._new

    def keep_rows(self, layer: str, rows: np.ndarray | None, total: int = 0) -> None:
        """Show only some features of a layer, by their numbers; None shows all.

        Parameters
        ----------
        layer : str
            uuid of the layer.
        rows : ndarray of int or None
        total : int
            How many features it has.
        """
        was = self.kept_rows(layer)
        if (was is None and rows is None) or (was is not None and rows is not None and np.array_equal(was, rows)):
            return
        self._rows = {uuid: kept for uuid, kept in self._rows.items() if uuid != layer}
        if rows is not None:
            self._rows[layer] = (rows, total)
        self._apply()

    def kept_rows(self, layer: str) -> np.ndarray | None:
        """Return the numbers of the features of a layer that are shown; None for all."""
        return self._rows[layer][0] if layer in self._rows else None

    def counts(self) -> dict[str, int]:
        """Return by kind how many records are left out now; kinds without any are not named."""
        found: dict[str, frozenset[str]] = {}
        for (_, kind), uuids in self._records.items():
            found[kind] = found.get(kind, frozenset()) | (uuids - self._selected - self._new)
        return {kind: len(uuids) for kind, uuids in found.items() if uuids}

    @property
    def features_left_out(self) -> int:
        """How many features of layers are left out now."""
        return sum(total - len(rows) for rows, total in self._rows.values())

    def spare(self, uuids: Collection[str]) -> None:
        """Let through what is selected, whatever the filters say: what the hand has must be seen."""
        before, self._selected = self._selected, frozenset(uuids)
        if any((before ^ self._selected) & out for out in self._records.values()):
            self._apply()

    def note_changes(self, changes: ChangeSet) -> None:
        """Let through what is made while a filter is on: a hotspot just drawn must not vanish."""
        if not any(self._records.values()) and not self._rows:
            self._new = frozenset()
            return
        self._new |= {delta.uuid for delta in changes if delta.field == LIFE and delta.old is None}

    def clear(self) -> None:
        """Show everything again."""
        self._new = frozenset()
        if self._records or self._rows:
            self._records, self._rows = {}, {}
            self._apply()
        self.cleared.emit()

    def take_scene(self) -> None:
        """Begin anew with another plan."""
        self._records, self._rows, self._new, self._selected = {}, {}, frozenset(), frozenset()
        self.cleared.emit()
        self.changed.emit()

    def _apply(self) -> None:
        out = frozenset().union(*self._records.values()) - self._selected - self._new
        rows = {uuid: rows for uuid, (rows, _) in self._rows.items()}
        before = self._canvas.scene.left_out
        same_rows = before.rows.keys() == rows.keys() and all(before.rows[uuid] is rows[uuid] for uuid in rows)
        self._canvas.scene.leave_out(LeftOut(out, before.rows if same_rows else rows))
        self._canvas.picture.request(at_once=True)
        self._canvas.update()
        self.changed.emit()
