# SPDX-License-Identifier: MIT
"""Draw circles of equal distance about presence; see `hotmap.cartography.range_rings`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from hotmap.analysis.geodesy import circle
from hotmap.cartography.canvas import IDENTITY, Canvas, Chunk, Chunks
from hotmap.cartography.fonts import SEMIBOLD, font, text_width
from hotmap.cartography.labels import TextLine, paint_text
from hotmap.cartography.marks import PresenceMark
from hotmap.cartography.painting import pen
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.projection import to_degrees
from hotmap.cartography.tokens import Line
from hotmap.i18n import tr
from hotmap.units import format_number

_CORNERS = 120
_LEAST_PX = 14.0  # CSS pixels: a smaller ring would only stain the symbol in its middle


def ring_chunks(canvas: Canvas, marks: list[PresenceMark]) -> Chunks:
    """Yield the painting of the rings of the presence that is drawn."""
    quiet = canvas.palette.line("ring")
    for mark in marks:
        for radius_km, is_reach in canvas.scene.rings.radii_km(mark):
            line = replace(quiet, dash=quiet.dash if is_reach else ())
            if radius_km * canvas.detail >= _LEAST_PX:
                yield _ring(canvas, mark, radius_km, is_reach, line)


def _ring(canvas: Canvas, mark: PresenceMark, radius_km: float, is_reach: bool, line: Line) -> Chunk:
    lon, lat = (float(v) for v in to_degrees(mark.x_m, mark.y_m))
    corners = shapely.get_coordinates(circle(lon, lat, radius_km * 1000.0, _CORNERS))
    ring = np.column_stack(canvas.view.to_px(corners[:, 0], corners[:, 1]))
    used = font(round(canvas.size("grid") * 1.1), SEMIBOLD, condensed=True)
    text = tr("reach {n} km") if is_reach else tr("{n} km")
    label = TextLine(text.format(n=format_number(radius_km)), used, line.colour)
    width_px = text_width(label.text, used)
    x, y = (float(v) for v in ring[int(np.argmin(ring[:, 1]))])
    box = (x - width_px / 2, y - canvas.size("grid") * 1.3, x + width_px / 2, y)
    is_told = canvas.taken.is_free(box)
    if is_told:
        canvas.taken.take(box)

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(line, canvas.unit_px))
        painter.drawPolygon(qpolygon(ring))
        if is_told:
            paint_text(painter, canvas, label, x - width_px / 2, y - 2 * canvas.css_px)

    return chunk
