# SPDX-License-Identifier: MIT
"""Numbered marks on the map for places that are no records yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas

RADIUS_PX = 10.0
CASING_PX = 2.0
CURRENT_LARGER = 1.35


@dataclass(frozen=True)
class PlaceMark:
    """One numbered place.

    Attributes
    ----------
    text : str
        A number, as in the list beside the map.
    lon, lat : float
        WGS 84 degrees.
    is_strong : bool
        Filled: it becomes a record. Else hollow.
    is_current : bool
        The hand is on its row.
    """

    text: str
    lon: float
    lat: float
    is_strong: bool = True
    is_current: bool = False


class PlaceMarks:
    """Paints marks over a canvas, live.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._marks: tuple[PlaceMark, ...] = ()
        self._outline = ""
        canvas.decorations.append(self.paint)

    @property
    def marks(self) -> tuple[PlaceMark, ...]:
        """What is marked."""
        return self._marks

    def show_marks(self, marks: Sequence[PlaceMark], outline: str = "") -> None:
        """Mark places, joined in their order by a dashed ``line`` or ``area`` where they are corners."""
        self._marks, self._outline = tuple(marks), outline
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        """Paint the marks, the current one last and larger."""
        if not self._marks:
            return
        look = theme.active()
        if self._outline:
            self._paint_outline(painter, look.color("accent"))
        tokens, size_px = look.tokens, look.sizes_px["micro"]
        dpr = painter.device().devicePixelRatioF()
        radius_px = look.px(round(RADIUS_PX))
        lons, lats = ([getattr(mark, axis) for mark in self._marks] for axis in ("lon", "lat"))
        x_px, y_px = self._canvas.view.to_px(np.array(lons), np.array(lats))
        for at in sorted(range(len(self._marks)), key=lambda i: self._marks[i].is_current):
            mark = self._marks[at]
            inks = (tokens.accent, tokens.on_accent) if mark.is_strong else (tokens.panel, tokens.accent)
            sign = _sign(mark.text, radius_px, size_px, inks, tokens.accent, mark.is_current, dpr)
            half = sign.deviceIndependentSize() / 2
            painter.drawPixmap(QPoint(round(x_px[at] - half.width()), round(y_px[at] - half.height())), sign)

    def _paint_outline(self, painter: QPainter, accent: QColor) -> None:
        places = [self._canvas.to_px(mark.lon, mark.lat) for mark in self._marks if mark.is_strong]
        tint = QColor(accent)
        tint.setAlphaF(0.12)
        painter.setPen(QPen(accent, 2.0, Qt.PenStyle.DashLine))
        painter.setBrush(tint if self._outline == "area" else Qt.BrushStyle.NoBrush)
        shape = QPolygonF([QPointF(place) for place in places])
        painter.drawPolygon(shape) if self._outline == "area" else painter.drawPolyline(shape)


@lru_cache(maxsize=1000)
def _sign(
    text: str, radius_px: int, size_px: int, inks: tuple[str, str], accent: str, is_current: bool, dpr: float
) -> QPixmap:
    """Return a numbered disc as a picture, so that a moving hand pays for it once."""
    ground, ink = inks
    radius = radius_px * (CURRENT_LARGER if is_current else 1.0)
    edge = radius + 2 * CASING_PX + (CASING_PX if is_current else 0.0)
    picture = QPixmap(round(2 * edge * dpr), round(2 * edge * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    font = theme.active().font("micro", QFont.Weight.Bold)
    font.setPixelSize(size_px)
    centre = QPointF(edge, edge)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(QPen(QColor(accent), CASING_PX))
            painter.drawEllipse(centre, radius + 1.5 * CASING_PX, radius + 1.5 * CASING_PX)
        painter.setPen(QPen(QColor("white") if ground == accent else QColor(accent), CASING_PX))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(centre, radius, radius)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(0, 0, 2 * edge, 2 * edge), Qt.AlignmentFlag.AlignCenter, text)
    return picture
