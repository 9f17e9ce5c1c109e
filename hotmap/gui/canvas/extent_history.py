# SPDX-License-Identifier: MIT
"""Previous and next view: the views in which the hand came to rest, not every step of the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from hotmap.cartography.projection import View

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

SETTLE_MS = 700
DEEPEST = 50
SAME_SHIFT, SAME_ZOOM = 0.04, 0.03  # of the picture's size, of the scale: less is the same view


class ExtentHistory(QObject):
    """Remembers where a map has been; the side buttons of a mouse walk through it.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._views: list[View] = []
        self._at = -1
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self._settle)
        canvas.view_changed.connect(self._rest.start)
        canvas.installEventFilter(self)

    def clear(self) -> None:
        """Forget all views: another plan is shown."""
        self._views, self._at = [], -1
        self._rest.start()

    def can_go_back(self) -> bool:
        """Return whether there is a view before this one."""
        return self._at > 0 or (self._at == 0 and not _is_same(self._views[0], self._canvas.view))

    def can_go_forward(self) -> bool:
        """Return whether somebody went back from a view."""
        return self._at < len(self._views) - 1

    def back(self) -> None:
        """Show the view before this one."""
        self._settle()  # a view that was left in a hurry can be come back to
        self._go(-1)

    def forward(self) -> None:
        """Show the view from which one went back."""
        self._go(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        turn = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        go = turn.get(event.button()) if isinstance(event, QMouseEvent) else None
        if go is None:
            return False
        go()
        return True

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._views):
            self._at += step
            self._canvas.set_view(self._views[self._at])

    def _settle(self) -> None:
        self._rest.stop()
        view = self._canvas.view
        if self._views and _is_same(self._views[self._at], view):
            return
        self._views = [*self._views[: self._at + 1], view][-DEEPEST:]
        self._at = len(self._views) - 1


def _is_same(one: View, other: View) -> bool:
    reach_m = SAME_SHIFT * one.m_per_px * max(one.width_px, one.height_px)
    is_near = abs(one.x_m - other.x_m) <= reach_m and abs(one.y_m - other.y_m) <= reach_m
    return is_near and abs(other.m_per_px / one.m_per_px - 1) <= SAME_ZOOM
