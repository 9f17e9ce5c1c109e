# SPDX-License-Identifier: MIT
"""Draw the layers whose look a person chose: all alike, by kind or by number.

Rows are told apart by their class in arrays, never one by one, so that ten classes cost about what
one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform

from hotmap.analysis.layer_looks import Look, LookClass
from hotmap.cartography.canvas import Canvas, Chunks, pause
from hotmap.cartography.context import PAGE_ROWS, ContextLayer
from hotmap.cartography.dot_symbols import dot_name, point_edge
from hotmap.cartography.geometry_arrays import Outlines
from hotmap.cartography.outline_painting import Paint, draw_areas_by_class, draw_lines_by_class
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.palette import Line, Palette
from hotmap.cartography.sprites import Thinner, draw_dots, draw_sprites

DASHES_PX = {"": (), "dash": (6.0, 3.0), "dot": (1.4, 2.6), "dash_dot": (8.0, 2.8, 1.4, 2.8)}
"""Strokes and gaps in CSS pixels at a width of up to two; broader lines stretch them."""
HATCH_SPACING_PX, HATCH_WIDTH_PX, HATCH_OPACITY = 6.0, 0.8, 0.5
_FULL_SIZE_FROM, _DASHES_FROM = 6.0, 2.5  # CSS pixels in a kilometre
_LEAST_SIZE = 0.5
_LEAST_SPACING = 3.0  # CSS pixels between two dots
_POINTS_AT_ONCE = 20_000
_LEANING = 2  # a leaning hatch rises so many times as much as it runs: never the 45° of what is not well known


def look_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Yield the painting of a layer by the classes of its style."""
    order = painting_order(layer.look_classes())
    looks = [_fitting(made.look, canvas) for made in layer.look_classes(canvas.palette.name)]
    ranks = np.full(len(looks), -1, np.int8)  # -1: switched off
    ranks[order] = np.arange(len(order))
    ranked, drawn = ranks[layer.row_classes()], [looks[number] for number in order]
    pens = [line_pen(look, canvas.palette, canvas.css_px) for look in drawn]
    areas, dots = _Areas(canvas, layer, drawn), _Dots(canvas, drawn)
    for page in layer.pages():
        yield pause
        own = ranked[page.first : page.first + PAGE_ROWS]
        if page.areas is not None:
            yield from areas.chunks(page.areas, own)
        if page.lines is not None:
            yield from draw_lines_by_class(canvas, page.lines, layer.origin, pens, own)
        if len(page.points):
            yield from dots.chunks(canvas.points(layer.origin, page.points), own[page.point_row])
    yield from dots.rest()


def painting_order(classes: Sequence[LookClass]) -> list[int]:
    """Return the classes that are drawn, lowest first: rare kinds lie on frequent ones, high numbers on low ones.

    All others, and what is not told, lie below; classes that are switched off are left out.
    """
    rest = [n for n, made in enumerate(classes) if made.shown and made.role in ("untold", "other", "no_number")]
    return [*reversed(rest), *(n for n, made in enumerate(classes) if made.shown and n not in rest)]


class _Areas:
    """Draws areas by class; a hatch only where there is room for it."""

    def __init__(self, canvas: Canvas, layer: ContextLayer, looks: Sequence[Look]) -> None:
        self._canvas, self._layer = canvas, layer
        palette, css_px = canvas.palette, canvas.css_px
        edges = [edge_pen(look, palette, css_px) for look in looks]
        fills = [QBrush(fill_colour(look, palette)) if look.filled else None for look in looks]
        self._hatched = np.array([bool(look.hatch) for look in looks], bool)
        hatches = [self._brush(look) if look.hatch else None for look in looks]
        self._paints: list[Paint] = [*zip(edges, fills, strict=True), *zip(edges, hatches, strict=True)]

    def chunks(self, areas: Outlines, classes: np.ndarray) -> Chunks:
        """Yield the painting of the areas of a page; `classes` by row, -1 for none."""
        if self._hatched.any():
            large = self._large_rows(areas, len(classes)) & (classes >= 0) & self._hatched[classes]
            classes = np.where(large, classes + len(self._hatched), classes)
        yield from draw_areas_by_class(self._canvas, areas, self._layer.origin, self._paints, classes)

    def _large_rows(self, areas: Outlines, count: int) -> np.ndarray:
        canvas = self._canvas
        sides = np.minimum(areas.boxes[:, 2] - areas.boxes[:, 0], areas.boxes[:, 3] - areas.boxes[:, 1])
        large = np.zeros(count, bool)
        large[areas.row[sides > 2 * HATCH_SPACING_PX * canvas.css_px * canvas.view.m_per_px]] = True
        return large

    def _brush(self, look: Look) -> QBrush:
        """Return the hatch of a look so that its lines stay with the ground while the map is moved."""
        canvas, origin = self._canvas, self._layer.origin
        brush = hatch_brush(look, canvas.palette, canvas.css_px)
        tile = brush.texture()
        x, y = canvas.place(*origin)
        shift = QTransform.fromTranslate(x % tile.width(), y % tile.height())
        # On paper outlines are painted in its own units, else in metres from the layer's origin.
        brush.setTransform(shift if canvas.is_vector else shift * canvas.transform(origin).inverted()[0])
        return brush


class _Dots:
    """Draws points class by class, some pages at a time.

    One grid thins the points of all classes together, or the last class would hide the others.
    """

    def __init__(self, canvas: Canvas, looks: Sequence[Look]) -> None:
        self._canvas, self._looks = canvas, looks
        largest = max((look.size_px for look in looks), default=0.0)
        spacing = max(_LEAST_SPACING, 0.5 * largest) * canvas.css_px
        self._thinner = Thinner(canvas.view.width_px, canvas.view.height_px, spacing)
        self._places: list[np.ndarray] = []
        self._classes: list[np.ndarray] = []
        self._waiting = 0

    def chunks(self, places: np.ndarray, classes: np.ndarray) -> Chunks:
        """Take the points of a page, device pixels; yield their painting when there are enough."""
        if classes.min(initial=0) < 0:
            places, classes = places[classes >= 0], classes[classes >= 0]
        kept = self._thinner.keep(places)
        self._places.append(places[kept])
        self._classes.append(classes[kept])
        self._waiting += len(kept)
        if self._waiting > _POINTS_AT_ONCE:
            yield from self.rest()

    def rest(self) -> Chunks:
        """Yield the painting of the points that wait."""
        if not self._waiting:
            return
        places, classes = np.vstack(self._places), np.concatenate(self._classes)
        self._places, self._classes, self._waiting = [], [], 0
        for number, look in enumerate(self._looks):
            yield from draw_points(self._canvas, look, places[classes == number])


def _fitting(look: Look, canvas: Canvas) -> Look:
    """Return a look no larger than the scale bears, where nobody chose its size."""
    if not look.fits or canvas.detail >= _FULL_SIZE_FROM:
        return look
    share = max((canvas.detail / _FULL_SIZE_FROM) ** 0.5, _LEAST_SIZE)
    # Where a line is shorter than its dashes they tell nothing, and cost much.
    dash = look.dash if canvas.detail >= _DASHES_FROM or canvas.palette.is_print else ""
    return replace(look, size_px=look.size_px * share, line_px=look.line_px * share, dash=dash)


def draw_points(canvas: Canvas, look: Look, places: np.ndarray) -> Chunks:
    """Yield the painting of points of one look at places in device pixels."""
    if not len(places):
        return
    if canvas.is_vector and look.shape == "circle" and look.filled:  # a tenth of the bytes of outlines
        colour = colour_of(look.ink or canvas.palette.line("plain").colour)
        edge = colour_of(point_edge(look, canvas.palette))
        yield from draw_dots(canvas, places, look.size_px * canvas.css_px, colour, edge)
        return
    yield from draw_sprites(canvas, dot_name(look, canvas.palette), places, canvas.css_px)


# ---- pens and brushes, for map and legend alike ------------------------------------------------------------------


def line_pen(look: Look, palette: Palette, css_px: float) -> QPen:
    """Return the pen of a line of a class; `css_px` is the device pixels in a CSS pixel."""
    return _pen(look.ink or palette.line("plain").colour, look.line_px, look.dash, css_px)


def edge_pen(look: Look, palette: Palette, css_px: float) -> QPen:
    """Return the pen of the edge of an area."""
    return _pen(look.edge or palette.line("plain_area").colour, look.edge_px, look.edge_dash, css_px)


def fill_colour(look: Look, palette: Palette) -> QColor:
    """Return the colour of an area of a class."""
    return colour_of(look.colour or palette.colour("plain"), look.opacity)


def hatch_brush(look: Look, palette: Palette, css_px: float) -> QBrush:
    """Return fill and hatch of an area as a texture of device pixels: one painting for both."""
    colour = look.edge or palette.line("plain_area").colour
    fill = fill_colour(look, palette).rgba() if look.filled else 0
    return QBrush(
        _tile(look.hatch, colour, fill, round(HATCH_SPACING_PX * css_px, 2), round(HATCH_WIDTH_PX * css_px, 2))
    )


def _pen(colour: str, width_px: float, dash: str, css_px: float) -> QPen:
    stretch = max(width_px / 2.0, 1.0)
    return pen(Line(colour, width_px, tuple(part * stretch for part in DASHES_PX[dash])), css_px)


@lru_cache(maxsize=64)
def _tile(hatch: str, colour: str, fill: int, spacing_px: float, width_px: float) -> QPixmap:
    """Return one period of a hatch; it is as high as it must be for a leaning line to meet itself."""
    wide = max(round(spacing_px), 2)
    high = wide * _LEANING if hatch == "leaning" else wide
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor.fromRgba(fill))
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
