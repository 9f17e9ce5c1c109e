# SPDX-License-Identifier: MIT
"""Where something lies that is about to be gone to: a ring on the map, or an arrow at its edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import atan2, degrees, hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from hotmap.analysis.geodesy import distance_m
from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.readout import paint_card
from hotmap.units import format_length

RING_PX = 14.0
EDGE_PX = 30.0
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # of the way to the edge, should something lie over it
_ARROW = QPolygonF([QPointF(11, 0), QPointF(-7, 8), QPointF(-3, 0), QPointF(-7, -8)])


class TargetMark:
    """Paints one place over a canvas, live.

    Parameters
    ----------
    canvas : MapCanvas
    covered : callable, optional
        Gives the parts of the canvas that other widgets lie on; the arrow stays beside them.
    """

    def __init__(self, canvas: MapCanvas, covered: Callable[[], Iterable[QRectF]] = list) -> None:
        self._canvas = canvas
        self._covered = covered
        self._place: tuple[float, float] | None = None
        canvas.decorations.append(self.paint)

    @property
    def place(self) -> tuple[float, float] | None:
        """Longitude and latitude of what is marked, in degrees."""
        return self._place

    def show_place(self, place: tuple[float, float] | None) -> None:
        """Mark a place, or nothing."""
        if place != self._place:
            self._place = place
            self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        """Paint a ring with cross hairs, or, for a place out of view, an arrow with the distance."""
        if self._place is None:
            return
        canvas = self._canvas
        at = canvas.to_px(*self._place)
        if canvas.rect().contains(at.toPoint()):
            canvas.overlay.ring(painter, at, RING_PX)
            painter.setPen(QPen(theme.active().color("accent"), 2.0))
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(at + QPointF(dx, dy) * (RING_PX - 5), at + QPointF(dx, dy) * (RING_PX + 5))
            return
        self._paint_arrow(painter, at)

    def _paint_arrow(self, painter: QPainter, at: QPointF) -> None:
        assert self._place is not None
        canvas, look = self._canvas, theme.active()
        middle = QPointF(canvas.width() / 2, canvas.height() / 2)
        way = at - middle
        reach = min((middle.x() - EDGE_PX) / max(abs(way.x()), 1e-6), (middle.y() - EDGE_PX) / max(abs(way.y()), 1e-6))
        covered = list(self._covered())
        shares = (share for share in _SHARES if not any(box.contains(middle + way * reach * share) for box in covered))
        tip = middle + way * reach * next(shares, 1.0)
        painter.save()
        painter.translate(tip)
        painter.rotate(degrees(atan2(way.y(), way.x())))
        painter.setPen(QPen(QColor("white"), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(look.color("accent"))
        painter.drawPolygon(_ARROW)
        painter.restore()
        font = look.font("small", QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        text = format_length(distance_m(*canvas.view.centre, *self._place))
        inward = way / max(hypot(way.x(), way.y()), 1e-6)
        width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 6
        centre = tip - inward * (20 + width / 2)
        box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        paint_card(painter, box)
        painter.setFont(font)
        painter.setPen(look.color("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
