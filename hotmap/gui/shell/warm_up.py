# SPDX-License-Identifier: MIT
"""After the first map: what it did not need is brought in step by step, so that no first click waits.

Whoever clicks earlier gets it at once, only a little slower: everything is made where it is first
asked for.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hotmap.gui.shell.window_state import show_state

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow

PAUSE_MS, WAIT_MS = 25, 200
AT_LATEST_MS = 4_000
"""When it begins though no map was finished, as with a window that nobody sees."""
# Each is some ten milliseconds of Python that a first click would otherwise wait for.
MODULES = (
    "hotmap.analysis.place_finding",
    "hotmap.importers.guessing",
    "hotmap.services.importing",
    "hotmap.gui.panels.import_panel",
    "hotmap.gui.panels.history",
    "hotmap.gui.panels.plan_panel",
)


class WarmUp(QObject):
    """Does one small step at a time while nothing else is under way.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._steps = self._all_steps()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._timer.start(AT_LATEST_MS)
        window.map.canvas.picture.changed.connect(self._on_picture)

    def _on_picture(self) -> None:
        if self._window.map.canvas.picture.is_settled:
            self._window.map.canvas.picture.changed.disconnect(self._on_picture)
            self._timer.start(PAUSE_MS)

    def _step(self) -> None:
        if self._window.map.canvas.picture.is_drawing:
            self._timer.start(WAIT_MS)
            return
        step = next(self._steps, None)
        if step is not None:
            step()
            self._timer.start(PAUSE_MS)

    def _all_steps(self) -> Iterator[Callable[[], object]]:
        yield _collect_again
        for entry in self._window.stages.entries:
            yield entry.load
            yield partial(self._window.stages.__getitem__, entry.id)
        yield partial(show_state, self._window)
        for name in MODULES:
            yield partial(import_module, name)


def _collect_again() -> None:
    """Let Python look for garbage again, and never again among what the start has made."""
    gc.freeze()
    gc.enable()
