# SPDX-License-Identifier: MIT
"""Drawing with one stroke of the hand, its tremble taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from hotmap.analysis.shaping import area_from, smooth_stroke
from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

TREMBLE_PX = 2.5


class FreehandTool(MapTool):
    """An area drawn with the button held; it closes when the button is let go."""

    id = "freehand"
    label = _("Freehand")
    icon = "freehand"
    group = _("Area")
    key = "F"

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._stroke: list[tuple[float, float]] = []

    def deactivate(self) -> None:
        """Forget a stroke that was not let go."""
        self._stroke = []

    def press(self, at: MapPress) -> None:
        """Begin a stroke."""
        self._stroke = [at.place]

    def move(self, at: MapPress, *, held: bool) -> None:
        """Draw on."""
        if held and self._stroke:
            self._stroke.append(at.place)
            self.canvas.update()

    def release(self, at: MapPress) -> None:
        """Close and smooth the stroke and hand it over."""
        stroke, self._stroke = self._stroke, []
        self.canvas.update()
        if len(stroke) < 3:
            self.canvas.say(self.hint())
            return
        smooth = smooth_stroke(stroke, self.canvas.degrees_per_px() * TREMBLE_PX)
        area = area_from(smooth) or area_from(stroke)
        if area is None:
            self.canvas.say(tr("The stroke crosses itself, so it has no inside: draw it once more."))
            return
        self.canvas.hand_over("hotspot", area)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Give up the stroke under way with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._stroke:
            self._stroke = []
            self.canvas.update()
            return True
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the stroke."""
        if self._stroke:
            self.canvas.overlay.stroke(painter, self._stroke)

    def hint(self) -> str:
        """Say how to draw."""
        return tr("Hold the button and draw round the place; it closes when you let go")
