# SPDX-License-Identifier: MIT
"""Nudging by arrow keys: by a pixel or ten, and one action however long a key is held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

FAR_PX = 10.0
STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
REST_MS = 150  # some systems tell each repeat of a held key as let go and pressed again


def is_arrow(event: QKeyEvent) -> bool:
    """Return whether a key is an arrow."""
    return event.key() in STEPS


def step_px(event: QKeyEvent) -> tuple[float, float]:
    """Return by how many pixels an arrow key moves, to the right and down; ten times as far with Shift."""
    far = FAR_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
    right, down = STEPS[Qt.Key(event.key())]
    return right * far, down * far


class ArrowRest:
    """Tells once that the arrow keys have been let go.

    Parameters
    ----------
    parent : QObject
    on_rest : callable
        Called when none has been pressed again for a moment.
    """

    def __init__(self, parent: QObject, on_rest: Callable[[], object]) -> None:
        self._timer = QTimer(parent, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(on_rest)

    def pressed(self) -> None:
        """An arrow key went down: it goes on."""
        self._timer.stop()

    def released(self, event: QKeyEvent) -> None:
        """A key went up."""
        if is_arrow(event) and not event.isAutoRepeat():
            self._timer.start()
