# SPDX-License-Identifier: MIT
"""What is drawn live over the picture: sketch, corners, snap, readout, selection.

Few shapes and quick ones: this is painted with every move of the hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from hotmap.gui import theme
from hotmap.gui.canvas.picture import Pane
from hotmap.gui.canvas.readout import paint_readout
from hotmap.gui.canvas.snap_marks import paint_snap, snap_text
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.live_outlines import LineCache, casing, paint_lines

LonLat = tuple[float, float]

CORNER_PX = 8.0
MIDPOINT_PX = 5.0
CROSS_PX = 8.0
TARGET_PX = 9.0
LINE_PX = 2.4
CASING_PX = 5.0
RING_PX = 16.0


class Overlay:
    """Painters of what is live, in the canvas's pixels."""

    def __init__(self, canvas: Pane) -> None:
        self._canvas = canvas
        self._outlines = LineCache()

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

    def stroke(self, painter: QPainter, places: Sequence[LonLat], *, closes: bool) -> None:
        """Draw a freehand stroke, and dashed how it would close."""
        accent, line = QColor(theme.active().tokens.accent), self._px(places)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._line(painter, line, accent)
        if closes and len(line) > 2:
            painter.setPen(QPen(accent, LINE_PX, Qt.PenStyle.DashLine))
            painter.drawLine(line[-1], line[0])

    def figure(self, painter: QPainter, figure: BaseGeometry, way: Sequence[LonLat]) -> None:
        """Draw an area that is pulled to its size, and dashed the way that it is made from."""
        accent = QColor(theme.active().tokens.accent)
        tint = QColor(accent)
        tint.setAlphaF(0.12)
        path = self._path(figure)
        painter.fillPath(path, tint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(casing(), CASING_PX), QPen(accent, LINE_PX)):
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setPen(QPen(accent, LINE_PX / 2, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(self._px(way)))
        self.grips(painter, way[:1], ())

    def crossings(self, painter: QPainter, places: Iterable[LonLat]) -> None:
        """Mark where an outline crosses itself: a cross in a ring, so that it reads without colour."""
        gap = QColor(theme.active().tokens.gap)
        for place in self._px(places):
            painter.setBrush(QColor("white"))
            painter.setPen(QPen(gap, 2.0))
            painter.drawEllipse(place, CROSS_PX, CROSS_PX)
            arm = QPointF(CROSS_PX, CROSS_PX) * 0.45
            other = QPointF(arm.x(), -arm.y())
            painter.drawLine(place - arm, place + arm)
            painter.drawLine(place - other, place + other)

    def preview(self, painter: QPainter, shape: BaseGeometry) -> None:
        """Draw what is about to be taken: dashed, its point or its end in a ring."""
        if shape.geom_type == "Point":
            self.target(painter, (shape.x, shape.y))
        elif "Polygon" in shape.geom_type:
            self.figure(painter, shape, ())
        else:
            self.shape(painter, shape, live=True)
            end = get_coordinates(shape)[-1]
            self.target(painter, (float(end[0]), float(end[1])))

    def given_up(self, painter: QPainter, places: Sequence[LonLat]) -> None:
        """Draw an outline that is about to become another one, as a faint trace."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.active().tokens.gap), 1.2, Qt.PenStyle.DotLine))
        painter.drawPolyline(QPolygonF(self._px(places)))

    def waiting(self, painter: QPainter, places: Sequence[LonLat]) -> None:
        """Draw a sketch that was set aside: thin and dashed."""
        accent, line = QColor(theme.active().tokens.accent), self._px(places)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(casing(), LINE_PX + 1.6), QPen(accent, LINE_PX / 1.6, Qt.PenStyle.DashLine)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(line))
        for place in line[:1]:
            painter.setBrush(QColor("white"))
            painter.drawEllipse(place, MIDPOINT_PX, MIDPOINT_PX)

    def target(self, painter: QPainter, place: LonLat) -> None:
        """Mark a place that is not set yet."""
        centre = self._px([place])[0]
        self.ring(painter, centre, TARGET_PX)
        painter.setBrush(QColor(theme.active().tokens.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, 2.5, 2.5)

    def shape(self, painter: QPainter, geometry: BaseGeometry, *, live: bool) -> None:
        """Draw the outline of a selected shape, or where it is being dragged to; a ring where it is too small."""
        if not live and self.ring_if_small(painter, geometry):
            return
        lines = self._outlines.lines(geometry, self._canvas.view)
        paint_lines(painter, lines, live=live, magnify=self._magnify)
        for part in getattr(geometry, "geoms", [geometry]):
            if part.geom_type == "Point":
                self.ring(painter, self._px([(part.x, part.y)])[0], 15.0 * self._magnify)

    def ring_if_small(self, painter: QPainter, geometry: BaseGeometry) -> bool:
        """Ring a shape whose outline would hide the sign in its middle; return whether it is so small."""
        west, south, east, north = geometry.bounds
        start, end = self._px([(west, north), (east, south)])
        radius_px = RING_PX * self._magnify
        is_small = 0 < max(end.x() - start.x(), end.y() - start.y()) < 2 * radius_px
        if is_small:
            self.ring(painter, (start + end) / 2, radius_px)
        return is_small

    def selection(self, painter: QPainter, records: Iterable[Any], by_tool: Any) -> None:
        """Draw rings and outlines of what is selected; the tool itself draws the record `by_tool`."""
        for record in records:
            if record is None or record.geometry is None:
                continue
            if record.geometry.geom_type == "Point":
                radius_px = RING_PX * self._magnify
                self.ring(painter, self._px([(record.geometry.x, record.geometry.y)])[0], radius_px)
            elif record is not by_tool:
                self.shape(painter, record.geometry, live=False)

    def ring(self, painter: QPainter, centre: QPointF, radius_px: float) -> None:
        """Draw the ring around a selected point."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(casing(), CASING_PX * self._magnify))
        painter.drawEllipse(centre, radius_px, radius_px)
        painter.setPen(QPen(QColor(theme.active().tokens.accent), LINE_PX * self._magnify))
        painter.drawEllipse(centre, radius_px, radius_px)

    def grips(
        self,
        painter: QPainter,
        corners: Iterable[LonLat],
        middles: Iterable[LonLat],
        colour: QColor | None = None,
    ) -> None:
        """Draw corners as squares and the middles of sides as small discs."""
        pen = QPen(colour or QColor(theme.active().tokens.accent), 1.6 * self._magnify)
        painter.setPen(pen)
        painter.setBrush(QColor("white"))
        middle_px, corner_px = MIDPOINT_PX / 2 * self._magnify, CORNER_PX * self._magnify
        for place in self._px(middles):
            painter.drawEllipse(place, middle_px, middle_px)
        pen.setWidthF(2.0 * self._magnify)
        painter.setPen(pen)
        for place in self._px(corners):
            painter.drawRect(QRectF(place.x() - corner_px / 2, place.y() - corner_px / 2, corner_px, corner_px))

    def snap(self, painter: QPainter, at: MapPress) -> None:
        """Mark where the hand is pulled to; the readout says the name."""
        if at.snap:
            paint_snap(painter, self._px([at.place])[0], at.snap.kind, self._magnify)

    def readout(
        self,
        painter: QPainter,
        at: MapPress,
        lines: Sequence[str],
        warning: str = "",
        avoid: Iterable[LonLat] = (),
    ) -> None:
        """Write measures beside the hand, the first large, then what is wrong and what it snaps to in words."""
        tokens = theme.active().tokens
        told = [(text, tokens.ink2 if i else tokens.ink) for i, text in enumerate(lines)]
        told += [(warning, tokens.gap)] if warning else []
        told += [(snap_text(at.snap), tokens.accent)] if at.snap else []
        if told:
            room = QRectF(self._canvas.rect())
            paint_readout(painter, at.px, told, room, self._px(avoid), first_large=bool(lines))

    def rubber_band(self, painter: QPainter, box: QRectF) -> None:
        """Draw the box that is being zoomed to."""
        accent = QColor(theme.active().tokens.accent)
        tint = QColor(accent)
        tint.setAlphaF(0.10)
        painter.setBrush(tint)
        painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    @property
    def _magnify(self) -> float:
        return self._canvas.picture.magnify

    def _line(self, painter: QPainter, places: Sequence[QPointF], colour: QColor) -> None:
        for width, ink in ((CASING_PX, casing()), (LINE_PX, colour)):
            painter.setPen(
                QPen(
                    ink,
                    width * self._magnify,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            painter.drawPolyline(QPolygonF(list(places)))

    def _px(self, places: Iterable[LonLat]) -> list[QPointF]:
        points = np.array(list(places), float)
        if not len(points):
            return []
        x, y = self._canvas.view.to_px(points[:, 0], points[:, 1])
        return [QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)]

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
