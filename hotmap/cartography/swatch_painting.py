# SPDX-License-Identifier: MIT
"""Paint a look into the box of a legend with the pens, brushes and symbols of the map."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from hotmap.analysis.layer_looks import Look
from hotmap.cartography.dot_symbols import dot_name
from hotmap.cartography.look_painting import edge_pen, fill_colour, hatch_brush, line_pen
from hotmap.cartography.painting import colour_of, paint_symbol
from hotmap.cartography.palette import Palette
from hotmap.cartography.symbols import symbol

_ROUND = 3.0  # CSS pixels


def paint_look(
    painter: QPainter, look: Look, geometry: str, rect: QRectF, palette: Palette, css_px: float = 1.0
) -> None:
    """Paint a look as on the map.

    Parameters
    ----------
    geometry : str
        ``Point``, ``Line``, ``Area`` or ``Mixed``.
    rect : QRectF
        The box that an area fills and a line crosses; a point stands in its middle, smaller only
        where it would not fit.
    css_px : float
        Device pixels in a CSS pixel.
    """
    if geometry == "Area":
        _paint_area(painter, look, rect, palette, css_px)
    elif geometry == "Line":
        made = line_pen(look, palette, css_px)
        made.setWidthF(min(made.widthF(), rect.height() * 0.8))
        painter.setPen(made)
        painter.drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()))
    else:
        name = dot_name(look, palette)
        drawing = symbol(name, palette)
        scale = min(css_px, rect.height() / drawing.height, rect.width() / drawing.width)
        paint_symbol(painter, name, rect.center().x(), rect.center().y(), scale, palette)


def _paint_area(painter: QPainter, look: Look, rect: QRectF, palette: Palette, css_px: float) -> None:
    box = rect.adjusted(css_px / 2, css_px / 2, -css_px / 2, -css_px / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    fills = [QBrush(colour_of(palette.colour("land")))]  # a tint is one of the land below it
    if look.hatch:
        fills.append(hatch_brush(look, palette, css_px))
    elif look.filled:
        fills.append(QBrush(fill_colour(look, palette)))
    for fill in fills:
        painter.setBrush(fill)
        painter.drawRoundedRect(box, _ROUND * css_px, _ROUND * css_px)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(edge_pen(look, palette, css_px))
    painter.drawRoundedRect(box, _ROUND * css_px, _ROUND * css_px)
