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

from PySide6.QtCore import QEvent, QObject, QTimer

from hotmap.gui.shell.window_state import show_state

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow

PAUSE_MS, WAIT_MS = 25, 300
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
        self._finishing, self._steps = window.stage.finishing(), self._all_steps()
        window.workspace.opened.connect(self._on_opened)
        window.map.canvas.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._timer.start(AT_LATEST_MS)
        window.map.canvas.picture.changed.connect(self._on_picture)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the panels in front there before the first press on the map can change anything."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            watched.removeEventFilter(self)
            for step in self._window.stage.finishing():
                step()
        return False

    def _on_opened(self) -> None:
        self._finishing = self._window.stage.finishing()
        self._timer.start(WAIT_MS)

    def _on_picture(self) -> None:
        """Begin when the map stands, or soon after its first features where there are very many."""
        picture = self._window.map.canvas.picture
        if picture.is_settled:
            picture.changed.disconnect(self._on_picture)
            self._timer.start(0)
        elif self._timer.remainingTime() > WAIT_MS:
            self._timer.start(WAIT_MS)

    def _step(self) -> None:
        step = next(self._finishing, None)
        if step is None:
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
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
