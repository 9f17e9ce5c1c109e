# SPDX-License-Identifier: MIT
"""Cells: hotspots known only to a square of the fixed grid. A sign in the corner, never a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from hotmap.cartography.canvas import IDENTITY, Box, Canvas, Chunk
from hotmap.cartography.fonts import BOLD, SEMIBOLD, font, metrics, text_width
from hotmap.cartography.labels import TextLine, paint_text
from hotmap.cartography.marks import HotspotMark, cell_text
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.scene import LEVEL_ORDER
from hotmap.cartography.tokens import Line


def badge_places(canvas: Canvas, marks: Iterable[HotspotMark]) -> dict[str, tuple[float, float]]:
    """Return where badges stand in device pixels: in a cell its corner, side by side where they share it."""
    places: dict[str, tuple[float, float]] = {}
    cells: list[HotspotMark] = []
    for mark in marks:
        if mark.cell and mark.areas is not None:
            cells.append(mark)
        else:
            places[mark.uuid] = canvas.place(mark.x_m, mark.y_m)
    step = (31.0 if canvas.palette.size("ball") else 26.0) * canvas.badge_scale()
    row = step + (canvas.size("second") if canvas.palette.is_print else 0.0)
    for same in same_cells(cells):
        left, top, right, bottom = cell_box(canvas, same[0])
        ordered = sorted(same, key=lambda m: -LEVEL_ORDER.index(m.level))
        if min(right - left, bottom - top) < 1.3 * step:  # too small for corners: its middle
            for mark in ordered:
                places[mark.uuid] = ((left + right) / 2, (top + bottom) / 2)
            continue
        columns = max(1, int((right - left - 4) // step))
        for i, mark in enumerate(ordered):
            places[mark.uuid] = (left + step * (i % columns + 0.62), top + row * (i // columns) + step * 0.62)
    return places


def cell_box(canvas: Canvas, mark: HotspotMark) -> Box:
    """Return the box of a cell in device pixels: left, top, right, bottom."""
    assert mark.areas is not None
    corners = canvas.points(mark.origin, mark.areas.boxes[0].reshape(2, 2).astype(float))
    return float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1])


def same_cells(cells: list[HotspotMark]) -> list[list[HotspotMark]]:
    """Return the hotspots that share a cell, cell by cell."""
    groups: dict[tuple[float, ...], list[HotspotMark]] = defaultdict(list)
    for mark in cells:
        groups[tuple(round(v, 5) for v in shapely.bounds(mark.geometry))].append(mark)
    return list(groups.values())


def cell_chunk(canvas: Canvas, same: list[HotspotMark]) -> Chunk:
    """A cell says: somewhere in here. Outline of the most urgent level, dashed, its size written."""
    top = max(same, key=lambda m: LEVEL_ORDER.index(m.level))
    colours = canvas.palette.level(top.level)
    line = canvas.palette.line("cell")
    width = line.width * {"must": 1.3, "should": 1.0}.get(top.level, 0.8)
    box = cell_box(canvas, top)
    text = cell_text(top.cell)

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        rect = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        casing = QPen(colour_of(canvas.palette.colour("casing"), 0.8), (width + line.width) * canvas.unit_px)
        casing.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        edge = pen(Line(colours.outline, width, line.dash), canvas.unit_px)
        edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(casing)
        painter.drawRect(rect)
        painter.setPen(edge)
        painter.setBrush(QBrush(colour_of(colours.outline, 0.16)))
        painter.drawRect(rect)
        used = font(round(canvas.size("grid")), SEMIBOLD, condensed=True)
        wide = text_width(text, used)
        if rect.width() < wide + 8 * canvas.css_px or rect.height() < 40 * canvas.css_px:
            return
        plate = QRectF(
            rect.right() - wide - 6 * canvas.css_px,
            rect.bottom() - metrics(used).height() - 1 * canvas.css_px,
            wide + 5 * canvas.css_px,
            metrics(used).height(),
        )
        painter.fillRect(plate, colour_of(canvas.palette.colour("halo"), 0.85))
        painter.setFont(used)
        painter.setPen(colour_of(canvas.palette.colour("ink")))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    canvas.taken.take((box[2] - 70 * canvas.css_px, box[3] - 16 * canvas.css_px, box[2], box[3]))
    return chunk


def codes_chunk(canvas: Canvas, marks: list[HotspotMark], places: dict[str, tuple[float, float]]) -> Chunk:
    """The code below each badge in a cell: the key to list and matrix where a name has no room."""
    used = font(round(canvas.size("second")), BOLD, condensed=True)
    below = 13.5 * canvas.badge_scale() + metrics(used).ascent()
    set_at = []
    for mark in marks:
        code = mark.summary.hotspot.code or ""
        half = text_width(code, used) / 2
        x, y = places[mark.uuid]
        set_at.append((code, x - half, y + below))
        canvas.taken.take((x - half, y, x + half, y + below))

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        for code, x, baseline in set_at:
            paint_text(painter, canvas, TextLine(code, used, canvas.palette.colour("ink")), x, baseline)

    return chunk
