# SPDX-License-Identifier: MIT
"""A picture on paper: one image at a resolution of print, since a PDF of many tiles shows their seams."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hotmap.analysis.rasters import Raster
from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks, pause
from hotmap.cartography.raster_layer import RasterLayer
from hotmap.cartography.raster_tiles import PicturePainter, shade_of
from hotmap.units import MM_PER_INCH

PRINT_DPI = 150
"""Finer helps nobody on paper, and would not fit into a mail."""
_SHADES = 24  # degrees of opacity of a relief


def print_factor(canvas: Canvas) -> float:
    """Return how many pixels of a printed picture fall on one of the canvas."""
    return PRINT_DPI / MM_PER_INCH / canvas.unit_px


def print_chunks(canvas: Canvas, layer: RasterLayer, raster: Raster) -> Chunks:
    """Yield the painting of a picture as one image."""
    factor = print_factor(canvas)
    view = canvas.view.scaled(factor)
    image = QImage(round(view.width_px), round(view.height_px), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        for paint in PicturePainter(layer, raster, canvas.palette).chunks(view):
            paint(painter)
    yield pause
    box, opacities = _drawn(image)
    if box is None:
        return
    part = image.copy(box)
    if layer.is_relief:
        part = _of_one_colour(part, shade_of(canvas.palette))
    elif opacities.min() == 255:
        part = part.convertToFormat(QImage.Format.Format_RGB32)

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(layer.style.opacity)
        where = QRectF(box.x() / factor, box.y() / factor, box.width() / factor, box.height() / factor)
        painter.drawImage(where, part)
        painter.setOpacity(1.0)

    yield chunk


def _drawn(image: QImage) -> tuple[QRect | None, np.ndarray]:
    """Return the box of what is not clear, and how opaque it is there."""
    alpha = _bytes_of(image)[..., 3]
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if not len(rows):
        return None, alpha
    top, bottom, left, right = int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])
    return QRect(left, top, right - left + 1, bottom - top + 1), alpha[top : bottom + 1, left : right + 1]


def _of_one_colour(image: QImage, colour: QColor) -> QImage:
    """Return a shading in one colour and few degrees of opacity: noise in either would be most of the file."""
    made = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = _bytes_of(made)
    pixels[..., :3] = (colour.blue(), colour.green(), colour.red())
    step = 255 / (_SHADES - 1)
    pixels[..., 3] = (np.round(pixels[..., 3] / step) * step).astype(np.uint8)
    return made


def _bytes_of(image: QImage) -> np.ndarray:
    """Return the bytes of an image of 32 bits, shape (h, w, 4), blue first; writing changes the image."""
    return np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.width(), 4)
