# SPDX-License-Identifier: MIT
"""What is drawn live over the picture: sketch, corners, snap, readout, selection.

Few shapes and quick ones: this is painted with every move of the hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from hotmap.gui import theme
from hotmap.gui.canvas.snap_marks import paint_snap, snap_text
from hotmap.gui.tools.base import MapPress

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

LonLat = tuple[float, float]

CORNER_PX = 8.0
MIDPOINT_PX = 5.0
LINE_PX = 2.4
CASING_PX = 5.0


class Overlay:
    """Painters of what is live, in the canvas's pixels."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas

    def sketch(
        self, painter: QPainter, corners: Sequence[LonLat], live: Sequence[LonLat], *, closes: bool, wrong: bool
    ) -> None:
        """Draw a sketch: set sides, the side in the hand, the dashed closing side, square corners."""
        if not live:
            return
        colour = QColor(theme.active().tokens.gap if wrong else theme.active().tokens.accent)
        places = self._px(live)
        if closes and len(places) > 2:
            tint = QColor(colour)
            tint.setAlphaF(0.12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPolygon(QPolygonF(places))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._line(painter, places, colour)
        if closes and len(places) > 2:
            painter.setPen(QPen(colour, LINE_PX, Qt.PenStyle.DashLine))
            painter.drawLine(places[-1], places[0])
        self.grips(painter, corners, _middles(corners), colour)

    def stroke(self, painter: QPainter, places: Sequence[LonLat]) -> None:
        """Draw a freehand stroke."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._line(painter, self._px(places), QColor(theme.active().tokens.accent))

    def shape(self, painter: QPainter, geometry: BaseGeometry, *, live: bool) -> None:
        """Draw the outline of a selected shape, or where it is being dragged to."""
        path = self._path(geometry)
        accent = QColor(theme.active().tokens.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), CASING_PX))
        painter.drawPath(path)
        painter.setPen(QPen(accent, LINE_PX, Qt.PenStyle.DashLine if live else Qt.PenStyle.SolidLine))
        painter.drawPath(path)

    def selection(self, painter: QPainter, records: Iterable[Any], by_tool: Any) -> None:
        """Draw rings and outlines of what is selected; the tool itself draws the record `by_tool`."""
        for record in records:
            if record is None or record.geometry is None:
                continue
            if record.geometry.geom_type == "Point":
                self.ring(painter, self._px([(record.geometry.x, record.geometry.y)])[0], 16.0)
            elif record is not by_tool:
                self.shape(painter, record.geometry, live=False)

    def ring(self, painter: QPainter, centre: QPointF, radius_px: float) -> None:
        """Draw the ring around a selected point."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), CASING_PX))
        painter.drawEllipse(centre, radius_px, radius_px)
        painter.setPen(QPen(QColor(theme.active().tokens.accent), LINE_PX))
        painter.drawEllipse(centre, radius_px, radius_px)

    def grips(
        self,
        painter: QPainter,
        corners: Iterable[LonLat],
        middles: Iterable[LonLat],
        colour: QColor | None = None,
    ) -> None:
        """Draw corners as squares and the middles of sides as small discs."""
        pen = QPen(colour or QColor(theme.active().tokens.accent), 1.6)
        painter.setPen(pen)
        painter.setBrush(QColor("white"))
        for place in self._px(middles):
            painter.drawEllipse(place, MIDPOINT_PX / 2, MIDPOINT_PX / 2)
        pen.setWidthF(2.0)
        painter.setPen(pen)
        for place in self._px(corners):
            painter.drawRect(QRectF(place.x() - CORNER_PX / 2, place.y() - CORNER_PX / 2, CORNER_PX, CORNER_PX))

    def snap(self, painter: QPainter, at: MapPress) -> None:
        """Mark where the hand is pulled to; the readout says the name."""
        if at.snap:
            paint_snap(painter, self._px([at.place])[0], at.snap.kind)

    def readout(self, painter: QPainter, at: MapPress, lines: Sequence[str]) -> None:
        """Write measures beside the hand, the first large, and what it snaps to in words."""
        texts = list(lines)
        if at.snap:
            texts.append(snap_text(at.snap))
        if not texts:
            return
        tokens = theme.active().tokens
        look = theme.active()
        large, small = look.font("body", QFont.Weight.DemiBold), look.font("small")
        fonts = [large if i == 0 and lines else small for i in range(len(texts))]
        metrics = [QFontMetricsF(font) for font in fonts]
        width = max(m.horizontalAdvance(text) for m, text in zip(metrics, texts, strict=True)) + 20
        height = sum(m.height() for m in metrics) + 14
        box = QRectF(at.px.x() + 16, at.px.y() + 18, width, height)
        box.moveRight(min(box.right(), self._canvas.width() - 8))
        box.moveBottom(min(box.bottom(), self._canvas.height() - 8))
        self.card(painter, box)
        y = box.top() + 7
        for i, (text, font, metric) in enumerate(zip(texts, fonts, metrics, strict=True)):
            snap_line = at.snap is not None and i == len(texts) - 1
            painter.setFont(font)
            painter.setPen(QColor(tokens.accent if snap_line else tokens.ink if i == 0 else tokens.ink2))
            painter.drawText(QPointF(box.left() + 10, y + metric.ascent()), text)
            y += metric.height()

    def card(self, painter: QPainter, box: QRectF) -> None:
        """Draw a floating card with a soft shadow."""
        tokens = theme.active().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in ((4.0, 10), (2.5, 14), (1.0, 18)):
            painter.setBrush(QColor(0, 0, 0, alpha))
            painter.drawRoundedRect(box.adjusted(-spread, -spread + 1, spread, spread + 2), 8 + spread, 8 + spread)
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(box, 8, 8)

    def rubber_band(self, painter: QPainter, box: QRectF) -> None:
        """Draw the box that is being zoomed to."""
        accent = QColor(theme.active().tokens.accent)
        tint = QColor(accent)
        tint.setAlphaF(0.10)
        painter.setBrush(tint)
        painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    def _line(self, painter: QPainter, places: Sequence[QPointF], colour: QColor) -> None:
        for width, ink in ((CASING_PX, QColor("white")), (LINE_PX, colour)):
            painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(list(places)))

    def _px(self, places: Iterable[LonLat]) -> list[QPointF]:
        return [QPointF(*(float(v) for v in self._canvas.view.to_px(lon, lat))) for lon, lat in places]

    def _path(self, geometry: BaseGeometry) -> QPainterPath:
        path = QPainterPath()
        for part in getattr(geometry, "geoms", [geometry]):
            if part.geom_type == "Polygon":
                for ring in (part.exterior, *part.interiors):
                    path.addPolygon(self._polygon(ring))
                    path.closeSubpath()
            elif part.geom_type in ("LineString", "LinearRing"):
                path.addPolygon(self._polygon(part))
            elif part.geom_type == "Point":
                path.addEllipse(self._polygon(part).first(), 15, 15)
        return path

    def _polygon(self, line: BaseGeometry) -> QPolygonF:
        coordinates = get_coordinates(line)
        x, y = self._canvas.view.to_px(coordinates[:, 0], coordinates[:, 1])
        return QPolygonF([QPointF(float(a), float(b)) for a, b in zip(np.atleast_1d(x), np.atleast_1d(y), strict=True)])


def _middles(corners: Sequence[LonLat]) -> list[LonLat]:
    return [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(corners)]
