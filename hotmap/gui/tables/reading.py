# SPDX-License-Identifier: MIT
"""Reading whole columns a few milliseconds at a time, so that a first search in a large table stalls nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from hotmap.gui.tables.cells import Cells

SLICE_MS = 6
ROWS_AT_ONCE = 500  # rows between two looks at the clock: well under a millisecond


class ColumnReader(QObject):
    """Has the texts of columns ready before somebody asks for them.

    Signals
    -------
    progressed : float
        Share of the cells that is read, 0–1.
    """

    progressed = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._go_on: Callable[[], None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._go_on())

    def read(self, cells: Callable[[], Cells], column_ids: Sequence[str], then: Callable[[], None]) -> None:
        """Read columns and call `then`: at once where one slice is enough; what was asked before is dropped.

        Parameters
        ----------
        cells : callable
            Returns the cells of the table as it stands: rows may be filled anew meanwhile.
        column_ids : sequence of str
        then : callable
        """
        self.stop()
        self._go_on = partial(self._advance, cells, column_ids, then)
        self._go_on()

    def stop(self) -> None:
        """Drop what was asked for; what is read stays read."""
        self._timer.stop()
        self._go_on = lambda: None

    def _advance(self, cells: Callable[[], Cells], column_ids: Sequence[str], then: Callable[[], None]) -> None:
        until = perf_counter() + SLICE_MS / 1000
        found = cells()
        for at, column_id in enumerate(column_ids):
            while left := found.read_on(column_id, ROWS_AT_ONCE):
                if perf_counter() > until:
                    self.progressed.emit((at + 1 - left / len(found)) / len(column_ids))
                    self._timer.start()
                    return
        self.stop()
        then()
