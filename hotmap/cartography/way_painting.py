# SPDX-License-Identifier: MIT
"""Draw what leads somewhere: roads by class on their casings, rivers by catchment."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks
from hotmap.cartography.context import PAGE_ROWS, ContextLayer, closed_in_rains
from hotmap.cartography.geometry_arrays import Origin, Outlines
from hotmap.cartography.outline_painting import draw_lines
from hotmap.cartography.painting import casing_pen, colour_of, pen
from hotmap.cartography.style import ROAD_LINES
from hotmap.cartography.tokens import Line

_ROAD_ORDER = ("rail", "track", "minor", "road", "main")
# CSS pixels in a kilometre from which a class is drawn at all.
_ROADS_FROM = {"main": 0.0, "road": 0.25, "minor": 2.0, "track": 2.5, "rail": 0.3}
_CLOSED_FROM = 2.5
_ARROW_PX, _ARROW_MM, _ARROW_SPACING = 11.0, 2.4, 120.0  # length; spacing in CSS pixels
_ARROW_SHAPE = ((0.55, 0.0), (-0.45, 0.45), (-0.2, 0.0), (-0.45, -0.45))  # ahead and aside, in lengths
_BAR_SPACING_MM, _BAR_HALF_MM = 7.0, 0.85


def undrawn_ways(detail: float) -> frozenset[str]:
    """Return what a printed map of a detail (CSS pixels in a kilometre) leaves out, so that no legend shows it.

    Returns
    -------
    frozenset of str
        Line tokens of road classes, and ``closed`` for the bars across roads that the rains close.
    """
    lines = (ROAD_LINES[code] for code, least in _ROADS_FROM.items() if detail < least)
    return frozenset((*lines, *(("closed",) if detail < _CLOSED_FROM else ())))


def road_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Casings of all classes first, so that crossings stay open."""
    narrowing = float(np.clip((canvas.detail / 6.0) ** 0.5, 0.35, 1.0))
    shown = [c for c in _ROAD_ORDER if canvas.detail >= _ROADS_FROM[c] and layer.rows_of(c) is not None]
    if canvas.is_overview:
        shown = [c for c in shown if c in ("rail", "main")]
    passes = [(c, True) for c in shown if canvas.palette.line(ROAD_LINES[c]).casing and canvas.detail > 1.2]
    for road_class, is_casing in passes + [(c, False) for c in shown]:
        line = canvas.palette.line(ROAD_LINES[road_class])
        if is_casing:
            made = casing_pen(Line("", 0, (), line.casing, line.casing_width * narrowing), canvas.unit_px)
        elif canvas.detail <= 1.2 and line.casing:  # too thin for a casing: its darker colour alone
            made = pen(Line(line.casing, line.width * narrowing), canvas.unit_px)
        else:
            made = pen(line, canvas.unit_px, width=line.width * narrowing, colour=layer.style.colour or "")
        yield from _class_chunks(canvas, layer, road_class, made)


def river_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Wider with their catchment; streams only where there is room for them."""
    line = canvas.palette.line("river")
    narrowing = float(np.clip(canvas.detail / 4.0, 0.5, 1.0))
    for river_class, factor, seen_from in ((0, 0.65, 1.5), (1, 1.0, 0.3), (2, 1.7, 0.0)):
        if canvas.detail < seen_from or (canvas.is_overview and river_class != 2):
            continue
        made = pen(line, canvas.unit_px, colour=layer.style.colour or "", width=line.width * factor * narrowing)
        yield from _class_chunks(canvas, layer, river_class, made)


def _class_chunks(canvas: Canvas, layer: ContextLayer, code: object, made: QPen) -> Chunks:
    """Yield the painting of the lines of one class."""
    rows = layer.rows_of(code)
    for page in layer.pages() if rows is not None else ():
        if page.lines is not None and rows is not None:
            yield from draw_lines(canvas, page.lines, layer.origin, made, rows[page.first : page.first + PAGE_ROWS])


def closed_road_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Bars across roads that the rains close, on paper where one plans with it."""
    if not canvas.palette.is_print or canvas.detail < _CLOSED_FROM:
        return
    closed = layer.derived("closed", lambda: closed_in_rains(layer.table))
    if not closed.any():
        return
    made = pen(canvas.palette.line("closed"), canvas.unit_px)
    spacing_px, half_px = _BAR_SPACING_MM * canvas.unit_px, _BAR_HALF_MM * canvas.unit_px
    for page in layer.pages():
        if page.lines is None or not closed[page.first : page.first + PAGE_ROWS].any():
            continue
        thinned_lines = page.lines.for_scale(canvas.view.m_per_px)
        parts = np.flatnonzero(closed[page.first + thinned_lines.row]).tolist()
        bars = [
            bar
            for part in parts
            for bar in bars_across(canvas.points(layer.origin, thinned_lines.ring(part)), spacing_px, half_px)
        ]

        def chunk(painter: QPainter, bars: list[QLineF] = bars) -> None:
            painter.setTransform(IDENTITY)
            painter.setPen(made)
            painter.drawLines(bars)

        if bars:
            yield chunk


def bars_across(points: np.ndarray, spacing_px: float, half_px: float) -> list[QLineF]:
    """Return short bars across a line, `spacing_px` apart, the first half a spacing from its start."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    found = []
    for at in np.arange(spacing_px / 2, along[-1], spacing_px):
        i = int(np.searchsorted(along, at, side="right")) - 1
        way = (points[i + 1] - points[i]) / max(steps[i], 1e-9)
        x, y = points[i] + way * (at - along[i])
        dx, dy = -way[1] * half_px, way[0] * half_px
        found.append(QLineF(x - dx, y - dy, x + dx, y + dy))
    return found


def arrows_along(points: np.ndarray, spacing_px: float) -> np.ndarray:
    """Return where arrowheads stand on a line and which way they point.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
        Device pixels.
    spacing_px : float
        About how far apart; a shorter line has one in its middle, one shorter than a third has none.

    Returns
    -------
    ndarray, shape (m, 4)
        x, y, and the direction as a vector of length 1.
    """
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] < spacing_px / 3:
        return np.empty((0, 4))
    count = max(round(float(along[-1]) / spacing_px), 1)
    at = along[-1] * (np.arange(count) + 0.5) / count
    i = np.clip(np.searchsorted(along, at, side="right") - 1, 0, len(steps) - 1)
    way = (points[i + 1] - points[i]) / np.maximum(steps[i], 1e-9)[:, None]
    return np.hstack([points[i] + way * (at - along[i])[:, None], way])


def arrow_chunks(canvas: Canvas, outlines: Outlines, origin: Origin, line: Line) -> Chunks:
    """Yield the painting of arrowheads along lines, in the direction in which they were drawn."""
    size_px = _ARROW_MM * canvas.unit_px if canvas.palette.is_print else _ARROW_PX * canvas.css_px
    thinned = outlines.for_scale(canvas.view.m_per_px)
    heads = [
        arrows_along(canvas.points(origin, thinned.ring(part)).astype(float), _ARROW_SPACING * canvas.css_px)
        for part in range(len(thinned))
    ]
    found = np.vstack(heads) if heads else np.empty((0, 4))
    seen = [canvas.is_seen(x, y, size_px) for x, y in found[:, :2].tolist()]
    arrows = [QPolygonF([QPointF(x + dx * size_px * a - dy * size_px * b, y + dy * size_px * a + dx * size_px * b)
                         for a, b in _ARROW_SHAPE])
              for x, y, dx, dy in found[np.array(seen, bool)].tolist()]  # fmt: skip

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        rim = QPen(colour_of(line.casing), size_px * 0.3)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(rim)
        painter.setBrush(colour_of(line.colour))
        for arrow in arrows:
            painter.drawPolygon(arrow)
        painter.setPen(Qt.PenStyle.NoPen)
        for arrow in arrows:
            painter.drawPolygon(arrow)

    if arrows:
        yield chunk
