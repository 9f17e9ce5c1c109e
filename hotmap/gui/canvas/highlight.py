# SPDX-License-Identifier: MIT
"""The outline of what a panel tells about, over the map."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.gui.canvas.map_canvas import MapCanvas

RING_PX = 16.0
DETAIL_PX = 0.7  # finer bends than that would cost time at each move and show nothing


class Highlight:
    """Paints one shape over a canvas, live.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._shape: BaseGeometry | None = None
        self._drawn: tuple[float, BaseGeometry] | None = None
        canvas.decorations.append(self.paint)

    @property
    def shape(self) -> BaseGeometry | None:
        """What is outlined, in WGS 84 degrees."""
        return self._shape

    def show_shape(self, shape: BaseGeometry | None) -> None:
        """Outline a shape in WGS 84 degrees, or nothing."""
        self._shape, self._drawn = shape, None
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        """Paint the outline, or a ring about a point."""
        if self._shape is None or self._shape.is_empty:
            return
        overlay = self._canvas.overlay
        if isinstance(self._shape, Point):
            overlay.ring(painter, self._canvas.to_px(self._shape.x, self._shape.y), RING_PX)
            return
        tolerance_deg = self._canvas.degrees_per_px() * DETAIL_PX
        if self._drawn is None or not 0.5 < self._drawn[0] / tolerance_deg < 2.0:
            self._drawn = (tolerance_deg, self._shape.simplify(tolerance_deg))
        overlay.shape(painter, self._drawn[1], live=True)
