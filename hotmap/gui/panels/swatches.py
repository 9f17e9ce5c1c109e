# SPDX-License-Identifier: MIT
"""Swatches of the legend: badges, symbols, and short pieces of line and area in the map's own style."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hotmap.cartography.painting import casing_pen, pen
from hotmap.cartography.palette import Line
from hotmap.cartography.style import style_of
from hotmap.domain.records import Layer
from hotmap.gui.marks import paint_symbol, screen_palette

_LINES = {
    "rivers": "river", "roads": "road_main", "railways": "rail", "districts": "district", "land": "coast",
    "plain": "plain",
}  # fmt: skip
_AREAS = {
    "land": "land",
    "water": "water",
    "farmland": "farm",
    "woodland": "wood",
    "built_up": "built_up",
    "plain": "plain",
}


def paint_swatch(painter: QPainter, symbol: str, layer: Layer | None, rect: QRectF) -> None:
    """Paint what a line of the legend stands for into `rect`."""
    if layer is not None:
        _paint_layer(painter, layer, rect)
    elif symbol == "patrol":
        _paint_line(painter, screen_palette().line("patrol"), rect, "")
    else:
        size = min(rect.width(), 19.0)
        paint_symbol(painter, symbol, QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size))


def _paint_layer(painter: QPainter, layer: Layer, rect: QRectF) -> None:
    style, palette = style_of(layer), screen_palette()
    colour = style.colour or ""
    if layer.geometry_type == "Point" or style.theme == "places":
        paint_symbol(painter, "village", rect.adjusted(0, 7, 0, -7))
    elif layer.geometry_type == "Area" and style.theme not in ("districts", "rivers"):
        box = QRectF(rect.center().x() - 11, rect.center().y() - 7, 22, 14)
        painter.setBrush(QColor(colour or palette.colour(_AREAS.get(style.theme, "plain"))))
        painter.setPen(QPen(QColor(palette.line("plain_area").colour), 1))
        painter.drawRoundedRect(box, 3, 3)
    else:
        _paint_line(painter, palette.line(_LINES.get(style.theme, "plain")), rect, colour)


def _paint_line(painter: QPainter, line: Line, rect: QRectF, colour: str) -> None:
    across = QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y())
    if line.casing:
        edge = casing_pen(line, 1.0)
        edge.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line.dash and line.casing == line.colour:  # a border lies on a pale band of its own colour
            band = edge.color()
            band.setAlphaF(0.22)
            edge.setColor(band)
        painter.setPen(edge)
        painter.drawLine(across)
    painter.setPen(pen(line, 1.0, colour=colour))
    painter.drawLine(across)
