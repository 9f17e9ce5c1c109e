# SPDX-License-Identifier: MIT
"""One symbol at many places: sprites in one call on screen, vectors on paper."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunk, Chunks
from hotmap.cartography.painting import paint_symbol, symbol_pixmap
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.symbols import symbol

SPRITES_PER_CHUNK = 20_000
_VECTORS_PER_CHUNK = 200
_MARGIN_PX = 24.0


class Thinner:
    """Lets through the first place in each cell of a grid, page after page.

    Parameters
    ----------
    width_px, height_px : float
        Of the picture; places beyond a small margin fall out.
    spacing_px : float
    """

    def __init__(self, width_px: float, height_px: float, spacing_px: float) -> None:
        self._spacing_px = spacing_px
        self._columns = ceil((width_px + 2 * _MARGIN_PX) / spacing_px) + 1
        self._rows = ceil((height_px + 2 * _MARGIN_PX) / spacing_px) + 1
        self._full = np.zeros(self._columns * self._rows, bool)
        self._first = np.empty(self._columns * self._rows, np.intp)

    def keep(self, places: np.ndarray) -> np.ndarray:
        """Return the indices of the places, shape (n, 2), that are the first of their cell."""
        cells = np.floor((places + _MARGIN_PX) / self._spacing_px).astype(np.int64)
        index = np.flatnonzero(((cells >= 0) & (cells < [self._columns, self._rows])).all(axis=1))
        flat = cells[index, 1] * self._columns + cells[index, 0]
        open_ = ~self._full[flat]
        index, flat = index[open_], flat[open_]
        # Written backwards the first of each cell stays, without sorting a million numbers.
        self._first[flat[::-1]] = index[::-1]
        self._full[flat] = True
        return index[self._first[flat] == index]


def thinned(canvas: Canvas, places: np.ndarray, spacing_px: float) -> np.ndarray:
    """Return the indices of the first place in each cell of a grid over the picture."""
    return Thinner(canvas.view.width_px, canvas.view.height_px, spacing_px).keep(places)


def draw_dots(canvas: Canvas, places: np.ndarray, size_px: float, colour: QColor, rim: QColor | None = None) -> Chunks:
    """Yield the painting of round dots, with a rim of another colour where one is given."""
    rim_px = 2.2 * canvas.css_px if rim is not None else 0.0
    if canvas.is_vector and rim is None:
        yield _squares_chunk(places, size_px, colour)
        return
    if canvas.is_vector:
        for made in ([(rim, size_px + rim_px)] if rim is not None else []) + [(colour, size_px)]:
            dot = QPen(QBrush(made[0]), made[1], Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            yield _dots_chunk(places, dot)
        return
    edge = ceil(size_px + rim_px + 1)
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for paint, diameter in ([(rim, size_px + rim_px)] if rim is not None else []) + [(colour, size_px)]:
            painter.setBrush(paint)
            painter.drawEllipse(QPointF(edge / 2, edge / 2), diameter / 2, diameter / 2)
    yield from _sprite_chunks(places, QPixmap.fromImage(image))


def _squares_chunk(places: np.ndarray, size_px: float, colour: QColor) -> Chunk:
    """On paper the smallest dots are squares: a tenth of the bytes of a circle, and nobody sees it."""

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = size_px / 2
        painter.drawRects([QRectF(x - half, y - half, size_px, size_px) for x, y in places.tolist()])

    return chunk


def _dots_chunk(places: np.ndarray, dot: QPen) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        painter.setPen(dot)
        painter.drawPoints(qpolygon(places))

    return chunk


def draw_sprites(canvas: Canvas, name: str, points_px: np.ndarray, scale: float) -> Chunks:
    """Yield the painting of one symbol at many places: sprites on screen, vectors on paper."""
    if canvas.is_vector:
        for start in range(0, len(points_px), _VECTORS_PER_CHUNK):
            some = points_px[start : start + _VECTORS_PER_CHUNK]

            def vector(painter: QPainter, some: np.ndarray = some) -> None:
                painter.setTransform(IDENTITY)
                for x, y in some.tolist():
                    paint_symbol(painter, name, x, y, scale, canvas.palette)

            yield vector
        return
    drawing = symbol(name, canvas.palette)
    sprite = symbol_pixmap(name, drawing.height * scale, palette=canvas.palette)
    left, top, right, bottom = drawing.box
    yield from _sprite_chunks(points_px + np.array([(left + right) / 2 * scale, (top + bottom) / 2 * scale]), sprite)


def _sprite_chunks(places: np.ndarray, sprite: QPixmap) -> Chunks:
    source = QRectF(0, 0, sprite.width(), sprite.height())
    for start in range(0, len(places), SPRITES_PER_CHUNK):
        fragments = _fragments(places[start : start + SPRITES_PER_CHUNK], source)

        def chunk(painter: QPainter, fragments: np.ndarray = fragments) -> None:
            painter.setTransform(IDENTITY)
            # The array has the memory layout of Qt's own fragments: no object for each of 100,000 points.
            first: Any = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
            painter.drawPixmapFragments(first, len(fragments), sprite)

        yield chunk


def _fragments(places: np.ndarray, source: QRectF) -> np.ndarray:
    """Return x, y, source rectangle, scales, rotation and opacity of each sprite, shape (n, 10)."""
    made = np.zeros((len(places), 10))
    made[:, :2] = places
    made[:, 2:6] = (source.x(), source.y(), source.width(), source.height())
    made[:, 6:8] = 1.0
    made[:, 9] = 1.0
    return made
