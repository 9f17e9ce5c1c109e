# SPDX-License-Identifier: MIT
"""Swatches of the legend: badges, symbols, and short pieces of line and area, painted as the map paints them."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hotmap.analysis.layer_looks import look_classes
from hotmap.cartography.legend_entry import LegendEntry
from hotmap.cartography.painting import casing_pen, pen
from hotmap.cartography.palette import Line
from hotmap.cartography.style import style_of
from hotmap.cartography.swatch_painting import paint_look
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.records import Layer
from hotmap.gui import theme
from hotmap.gui.icons import paint_icon
from hotmap.gui.marks import paint_symbol, screen_palette

_LINES = {
    "rivers": "river", "roads": "road_main", "railways": "rail", "districts": "district", "provinces": "district_high",
    "land": "coast", "plain": "plain",
}  # fmt: skip
_AREAS = {
    "land": "land",
    "water": "water",
    "farmland": "farm",
    "woodland": "wood",
    "built_up": "built_up",
    "plain": "plain",
}
_SYMBOL_PX, _ICON_PX, _BOX_PX = 19.0, 16.0, (22.0, 14.0)
_PARTS = 3  # so many classes stand for all of them


def paint_swatch(painter: QPainter, symbol: str, layer: Layer | None, rect: QRectF) -> None:
    """Paint what a line of the legend stands for into `rect`."""
    if layer is not None:
        paint_layer(painter, layer, rect)
    elif symbol == "patrol":
        _paint_line(painter, screen_palette().line("patrol"), rect, "")
    else:
        paint_symbol(painter, symbol, _centred(rect, _SYMBOL_PX, _SYMBOL_PX))


def paint_layer(painter: QPainter, layer: Layer, rect: QRectF) -> None:
    """Paint what stands for a layer: its look, or some of its classes side by side."""
    style = style_of(layer)
    geometry = layer.geometry_type or "Mixed"
    if layer.kind == "raster":
        paint_icon(painter, "map", _centred(rect, _ICON_PX, _ICON_PX), theme.active().color("ink2"))
    elif style.theme == "names" and not style.is_own:
        paint_icon(painter, "tag", _centred(rect, _ICON_PX, _ICON_PX), theme.active().color("ink2"))
    elif style.mode == "single":
        _paint_look(painter, style, 0, geometry, rect)
    elif style.is_own:
        numbers = _told(style)
        width = rect.width() / len(numbers)
        for at, number in enumerate(numbers):
            _paint_look(
                painter, style, number, geometry, QRectF(rect.left() + at * width, rect.top(), width, rect.height())
            )
    else:
        _paint_theme(painter, style, geometry, rect)


def usual_colour(style: LayerStyle, geometry: str) -> str:
    """Return the colour in which the map draws a layer by its theme; nothing where it has no one colour."""
    palette = screen_palette()
    if style.theme in ("places", "names", "land") or (geometry == "Point" and style.theme != "plain"):
        return ""
    if geometry == "Area" and style.theme in _AREAS:
        return palette.colour(_AREAS[style.theme])
    return palette.line(_LINES.get(style.theme, "plain")).colour


def paint_entry(painter: QPainter, entry: LegendEntry, rect: QRectF) -> None:
    """Paint one class of a layer."""
    if entry.look is not None:
        box = _centred(rect, min(rect.width(), _BOX_PX[0]), min(rect.height(), _BOX_PX[1]))
        paint_look(painter, entry.look, entry.geometry, box, screen_palette())
    elif entry.swatch == "symbol":
        paint_symbol(painter, entry.name, _centred(rect, _SYMBOL_PX, 12.0))
    else:
        _paint_line(painter, screen_palette().lines.get(entry.name, screen_palette().line("plain")), rect, entry.colour)


def _told(style: LayerStyle) -> list[int]:
    """Return the classes that stand for all: first, middle and last of those with a name."""
    count = len(style.categories) if style.mode == "kinds" else style.classes.count
    if count <= _PARTS:
        return list(range(count))
    return [0, 1, 2] if style.mode == "kinds" else [0, count // 2, count - 1]


def _paint_look(painter: QPainter, style: LayerStyle, number: int, geometry: str, rect: QRectF) -> None:
    palette = screen_palette()
    look = look_classes(style, palette.name)[number].look
    box = _centred(rect, min(rect.width(), _BOX_PX[0]), min(rect.height(), _BOX_PX[1]))
    paint_look(painter, look, geometry, box, palette)


def _paint_theme(painter: QPainter, style: LayerStyle, geometry: str, rect: QRectF) -> None:
    palette, colour = screen_palette(), style.colour or ""
    if geometry == "Point" or style.theme == "places":
        paint_symbol(painter, "point" if style.theme == "plain" else "village", _centred(rect, _SYMBOL_PX, 13.0))
    elif geometry == "Area" and style.theme not in ("districts", "provinces", "rivers"):
        painter.setBrush(QColor(colour or palette.colour(_AREAS.get(style.theme, "plain"))))
        painter.setPen(QPen(QColor(palette.line("plain_area").colour), 1))
        painter.drawRoundedRect(_centred(rect, *_BOX_PX), 3, 3)
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


def _centred(rect: QRectF, width: float, height: float) -> QRectF:
    return QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)
