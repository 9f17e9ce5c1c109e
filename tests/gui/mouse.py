# SPDX-License-Identifier: MIT
"""Mouse and keys on a canvas as a screen sends them: with the buttons that are held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools.arrow_keys import REST_MS

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
STEPS = 6


class Mouse:
    """A hand on a canvas.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self.canvas = canvas
        self.at = QPointF(0, 0)

    def move(self, place: tuple[float, float], held: Qt.MouseButton = NONE, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Move to a place of the ground."""
        self._to(self.canvas.to_px(*place), held, keys)

    def press(self, place: tuple[float, float], keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Move to a place and press the left button there."""
        self.move(place, NONE, keys)
        self._send(QEvent.Type.MouseButtonPress, LEFT, LEFT, keys)

    def release(self, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Let the left button go."""
        self._send(QEvent.Type.MouseButtonRelease, LEFT, NONE, keys)

    def click(self, place: tuple[float, float], keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Click at a place."""
        self.press(place, keys)
        self.release(keys)

    def double_click(self, place: tuple[float, float]) -> None:
        """Click twice at a place."""
        self.click(place)
        self._send(QEvent.Type.MouseButtonDblClick, LEFT, LEFT, PLAIN)
        self.release()

    def drag(self, start: tuple[float, float], end: tuple[float, float], keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Press, move in steps and let go; the keys are held from the first step on."""
        self.press(start)
        self.drag_on(end, keys)
        self.release(keys)

    def drag_on(self, end: tuple[float, float], keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Move on in steps with the button held."""
        start, end_px = self.at, self.canvas.to_px(*end)
        for step in range(1, STEPS + 1):
            self._to(start + (end_px - start) * step / STEPS, LEFT, keys)

    def hold_key(self, key: Qt.Key, repeats: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Hold a key down while it repeats, then let it go."""
        for number in range(repeats):
            press = QKeyEvent(QEvent.Type.KeyPress, key, keys, "", autorep=number > 0)
            QApplication.sendEvent(self.canvas, press)
        QApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyRelease, key, keys))

    def rest(self) -> None:
        """Leave the keys alone until it is clear that they were let go."""
        QTest.qWait(REST_MS + 30)

    def _to(self, px: QPointF, held: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
        self.at = px
        self._send(QEvent.Type.MouseMove, NONE, held, keys)

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, held: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
        event = QMouseEvent(kind, self.at, self.canvas.mapToGlobal(self.at), button, held, keys)
        QApplication.sendEvent(self.canvas, event)
