# SPDX-License-Identifier: MIT
"""One symbol at many places: sprites in one call on screen, vectors on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks
from hotmap.cartography.painting import paint_symbol, symbol_pixmap
from hotmap.cartography.symbols import symbol

SPRITES_PER_CHUNK = 20_000
_VECTORS_PER_CHUNK = 200


def thinned(points: np.ndarray, spacing_px: float) -> np.ndarray:
    """Return the indices of the first point in each cell of a grid."""
    if not len(points):
        return np.empty(0, np.intp)
    cells = np.floor(points / spacing_px).astype(np.int64)
    _, first = np.unique(cells[:, 0] * 1_000_003 + cells[:, 1], return_index=True)
    return np.sort(first)


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
    source = QRectF(0, 0, sprite.width(), sprite.height())
    left, top, right, bottom = drawing.box
    shift = np.array([(left + right) / 2 * scale, (top + bottom) / 2 * scale])
    for start in range(0, len(points_px), SPRITES_PER_CHUNK):
        fragments = _fragments(points_px[start : start + SPRITES_PER_CHUNK] + shift, source)

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
