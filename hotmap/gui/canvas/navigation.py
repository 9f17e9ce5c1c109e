# SPDX-License-Identifier: MIT
"""Moving about the map, the same in every tool: wheel, middle button, Space, Shift-drag, arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

WHEEL_STEP = 1.25
WHEEL_NOTCH = 120  # eighths of a degree
LEAST_BOX_PX = 4.0
_PAN_KEYS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Navigator:
    """Takes the events that move the view; each handler returns whether the event was its own.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._pan_from: QPointF | None = None
        self._box: QRectF | None = None
        self._space = False

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        place = event.position()
        factor = WHEEL_STEP ** (event.angleDelta().y() / WHEEL_NOTCH)
        self._canvas.set_view(self._canvas.view.zoomed(factor, place.x(), place.y()))

    def press(self, event: QMouseEvent) -> bool:
        """Begin to pan with the middle button or Space, or a box with Shift."""
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._pan_from = event.position()
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        if left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._box = QRectF(event.position(), event.position())
            return True
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Pan, or stretch the box."""
        if self._pan_from is not None:
            offset = event.position() - self._pan_from
            self._pan_from = event.position()
            self._canvas.set_view(self._canvas.view.panned(offset.x(), offset.y()))
        elif self._box is not None:
            self._box.setBottomRight(event.position())
            self._canvas.update()
        return self._pan_from is not None or self._box is not None

    def release(self, event: QMouseEvent) -> bool:
        """End panning, or zoom to the box."""
        if self._pan_from is not None:
            self._pan_from = None
            self._rest_cursor()
            return True
        if self._box is not None:
            box, self._box = QRectF(self._box.topLeft(), event.position()).normalized(), None
            if max(box.width(), box.height()) < LEAST_BOX_PX:
                self._click(event.position())
            else:
                self._zoom_to(box)
            return True
        return False

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Make ready to pan with Space; pan with arrows, zoom with plus and minus."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = True
                self._rest_cursor()
        elif event.key() in _PAN_KEYS:
            dx, dy = _PAN_KEYS[Qt.Key(event.key())]
            canvas = self._canvas
            canvas.set_view(canvas.view.panned(dx * canvas.width() / 6, dy * canvas.height() / 6))
        elif event.text() in ("+", "="):
            self._canvas.zoom_by(WHEEL_STEP)
        elif event.text() == "-":
            self._canvas.zoom_by(1 / WHEEL_STEP)
        else:
            return False
        return True

    def key_released(self, event: QKeyEvent) -> bool:
        """End panning with Space."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        self._space = False
        self._rest_cursor()
        return True

    def paint(self, painter: QPainter) -> None:
        """Draw the box that is being stretched."""
        if self._box is not None:
            self._canvas.overlay.rubber_band(painter, self._box.normalized())

    def _rest_cursor(self) -> None:
        self._canvas.setCursor(Qt.CursorShape.OpenHandCursor if self._space else self._canvas.tool.cursor)

    def _click(self, px: QPointF) -> None:
        """Give the tool a click with Shift: no box was pulled."""
        at = self._canvas.pointing.press_at(px, True, False, snaps=self._canvas.tool.snaps)
        self._canvas.tool.press(at)
        self._canvas.tool.release(at)
        self._canvas.update()

    def _zoom_to(self, box: QRectF) -> None:
        canvas = self._canvas
        if min(box.width(), box.height()) < LEAST_BOX_PX:
            canvas.update()
            return
        west, north = (float(v) for v in canvas.view.to_lonlat(box.left(), box.top()))
        east, south = (float(v) for v in canvas.view.to_lonlat(box.right(), box.bottom()))
        canvas.zoom_to((west, south, east, north), margin_px=0.0)
