# SPDX-License-Identifier: MIT
"""Draw the layers whose look a person chose: all alike, by kind or by number.

Rows are told apart by their class in arrays, never one by one, so that ten classes cost about what
one does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform

from hotmap.analysis.layer_looks import Look
from hotmap.cartography.canvas import Canvas, Chunks, pause
from hotmap.cartography.context import PAGE_ROWS, ContextLayer, Page
from hotmap.cartography.dot_symbols import dot_name
from hotmap.cartography.geometry_arrays import Outlines
from hotmap.cartography.outline_painting import draw_areas, draw_lines
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.palette import Line, Palette
from hotmap.cartography.sprites import Thinner, draw_dots, draw_sprites

DASHES_PX = {"": (), "dash": (6.0, 3.0), "dot": (1.4, 2.6), "dash_dot": (8.0, 2.8, 1.4, 2.8)}
"""Strokes and gaps in CSS pixels at a width of up to two; broader lines stretch them."""
HATCH_SPACING_PX, HATCH_WIDTH_PX, HATCH_OPACITY = 5.0, 0.9, 0.55
_FULL_SIZE_FROM, _LEAST_SIZE = 6.0, 0.55  # CSS pixels in a kilometre, share
_LEAST_SPACING = 3.0  # CSS pixels between two dots
_LEANING = 2  # a leaning hatch rises so many times as much as it runs: never the 45° of what is not well known


def look_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Yield the painting of a layer by the classes of its style."""
    ground = canvas.palette.name
    looks = [_fitting(made.look, canvas) if made.shown else None for made in layer.look_classes(ground)]
    classes = layer.row_classes()
    named = len(layer.style.categories) if layer.style.mode == "kinds" else layer.style.classes.count
    spacing = max(_LEAST_SPACING, 0.5 * max((look.size_px for look in looks if look is not None), default=0.0))
    thinner = Thinner(canvas.view.width_px, canvas.view.height_px, spacing * canvas.css_px)
    for page in layer.pages():
        yield pause
        own = classes[page.first : page.first + PAGE_ROWS]
        # What is rare lies on what is frequent, high numbers on low ones, and the rest lowest.
        present = sorted(np.unique(own).tolist(), key=lambda number: (number < named, number))
        shown = [(number, looks[number]) for number in present]
        rows = {number: None if len(present) == 1 else own == number for number in present}
        for number, look in shown:
            if look is not None and page.areas is not None:
                yield from _areas(canvas, layer, page.areas, look, rows[number])
        for number, look in shown:
            if look is not None and page.lines is not None:
                made = line_pen(look, canvas.palette, canvas.css_px)
                yield from draw_lines(canvas, page.lines, layer.origin, made, rows[number])
        yield from _points(canvas, layer, page, shown, own, thinner)


def _fitting(look: Look, canvas: Canvas) -> Look:
    """Return a look no larger than the scale bears, where nobody chose its size."""
    share = float(np.clip((canvas.detail / _FULL_SIZE_FROM) ** 0.4, _LEAST_SIZE, 1.0)) if look.fits else 1.0
    return look if share == 1.0 else replace(look, size_px=look.size_px * share, line_px=look.line_px * share)


def _points(
    canvas: Canvas,
    layer: ContextLayer,
    page: Page,
    shown: list[tuple[int, Look | None]],
    own: np.ndarray,
    thinner: Thinner,
) -> Chunks:
    """One grid thins the points of all classes together, or the last would hide the others."""
    if not len(page.points):
        return
    of_point = own[page.point_row]
    hidden = [number for number, look in shown if look is None]
    places = canvas.points(layer.origin, page.points)
    if hidden:
        seen = ~np.isin(of_point, hidden)
        places, of_point = places[seen], of_point[seen]
    kept = thinner.keep(places)
    places, of_point = places[kept], of_point[kept]
    for number, look in shown:
        if look is not None:
            yield from draw_points(canvas, look, places[of_point == number])


def draw_points(canvas: Canvas, look: Look, places: np.ndarray) -> Chunks:
    """Yield the painting of points of one look at places in device pixels."""
    if not len(places):
        return
    if canvas.is_vector and look.shape == "circle" and look.filled:  # a tenth of the bytes of outlines
        colour = colour_of(look.colour or canvas.palette.line("plain").colour)
        edge = colour_of(look.edge or canvas.palette.colour("panel"))
        yield from draw_dots(canvas, places, look.size_px * canvas.css_px, colour, edge)
        return
    yield from draw_sprites(canvas, dot_name(look, canvas.palette), places, canvas.css_px)


def _areas(canvas: Canvas, layer: ContextLayer, areas: Outlines, look: Look, rows: np.ndarray | None) -> Chunks:
    edge = edge_pen(look, canvas.palette, canvas.css_px)
    fill = QBrush(fill_colour(look, canvas.palette)) if look.filled else None
    yield from draw_areas(canvas, areas, layer.origin, edge, fill, rows)
    if look.hatch:
        brush = hatch_brush(look, canvas.palette, canvas.css_px)
        x, y = canvas.place(*layer.origin)
        tile = brush.texture()
        to_metres, _ = canvas.transform(layer.origin).inverted()
        # The lines stay with the ground while the map is moved.
        brush.setTransform(QTransform.fromTranslate(x % tile.width(), y % tile.height()) * to_metres)
        yield from draw_areas(canvas, areas, layer.origin, None, brush, rows)


# ---- pens and brushes, for map and legend alike ------------------------------------------------------------------


def line_pen(look: Look, palette: Palette, css_px: float) -> QPen:
    """Return the pen of a line of a class; `css_px` is the device pixels in a CSS pixel."""
    return _pen(look.colour or palette.line("plain").colour, look.line_px, look.dash, css_px)


def edge_pen(look: Look, palette: Palette, css_px: float) -> QPen:
    """Return the pen of the edge of an area."""
    return _pen(look.edge or palette.line("plain_area").colour, look.edge_px, look.dash, css_px)


def fill_colour(look: Look, palette: Palette) -> QColor:
    """Return the colour of an area of a class."""
    return colour_of(look.colour or palette.colour("plain"), look.opacity)


def hatch_brush(look: Look, palette: Palette, css_px: float) -> QBrush:
    """Return the hatch of an area as a texture of device pixels."""
    colour = look.edge or palette.line("plain_area").colour
    return QBrush(_tile(look.hatch, colour, round(HATCH_SPACING_PX * css_px, 2), round(HATCH_WIDTH_PX * css_px, 2)))


def _pen(colour: str, width_px: float, dash: str, css_px: float) -> QPen:
    stretch = max(width_px / 2.0, 1.0)
    return pen(Line(colour, width_px, tuple(part * stretch for part in DASHES_PX[dash])), css_px)


@lru_cache(maxsize=64)
def _tile(hatch: str, colour: str, spacing_px: float, width_px: float) -> QPixmap:
    """Return one period of a hatch; it is as high as it must be for a leaning line to meet itself."""
    wide = max(round(spacing_px), 2)
    high = wide * _LEANING if hatch == "leaning" else wide
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, hatch == "leaning")
        painter.setPen(QPen(colour_of(colour, HATCH_OPACITY), width_px))
        if hatch == "leaning":
            for shift in (-wide, 0, wide):  # the neighbours' ends reach into the corners
                painter.drawLine(QLineF(shift, high, shift + wide, 0))
        else:
            painter.drawLine(QLineF(wide / 2, 0, wide / 2, high))
            if hatch == "grid":
                painter.drawLine(QLineF(0, high / 2, wide, high / 2))
    return QPixmap.fromImage(image)
