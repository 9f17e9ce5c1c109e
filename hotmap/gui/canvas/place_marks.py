# SPDX-License-Identifier: MIT
"""Numbered marks on the map for places that are no records yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas

RADIUS_PX = 10.0
CASING_PX = 2.0


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
        accent = look.color("accent")
        if self._outline:
            self._paint_outline(painter, accent)
        font = look.font("micro", QFont.Weight.Bold)
        painter.setFont(font)
        for mark in sorted(self._marks, key=lambda one: one.is_current):
            at = self._canvas.to_px(mark.lon, mark.lat)
            radius = look.px(round(RADIUS_PX)) * (1.35 if mark.is_current else 1.0)
            painter.setPen(QPen(QColor("white") if mark.is_strong else accent, CASING_PX))
            painter.setBrush(accent if mark.is_strong else look.color("panel"))
            painter.drawEllipse(at, radius, radius)
            if mark.is_current:
                painter.setPen(QPen(accent, CASING_PX))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, radius + 3, radius + 3)
            painter.setPen(look.color("on_accent" if mark.is_strong else "accent"))
            box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)

    def _paint_outline(self, painter: QPainter, accent: QColor) -> None:
        places = [self._canvas.to_px(mark.lon, mark.lat) for mark in self._marks if mark.is_strong]
        tint = QColor(accent)
        tint.setAlphaF(0.12)
        painter.setPen(QPen(accent, 2.0, Qt.PenStyle.DashLine))
        painter.setBrush(tint if self._outline == "area" else Qt.BrushStyle.NoBrush)
        shape = QPolygonF([QPointF(place) for place in places])
        painter.drawPolygon(shape) if self._outline == "area" else painter.drawPolyline(shape)
