# SPDX-License-Identifier: MIT
"""Draw arrays of outlines: culled by boxes, thinned to the scale, one by one from cached polygons.

One big path costs seconds, because Qt sorts all its edges together; single polygons do not.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunk, Chunks
from hotmap.cartography.geometry_arrays import Origin, Outlines
from hotmap.cartography.paper_outlines import areas_on_paper, lines_on_paper
from hotmap.cartography.polygons import qpolygon, qpolygons

POINTS_PER_CHUNK = 3_000
_POINTS_PER_PART = 12  # what starting a polygon costs, told in points
_TOO_SMALL_PX = 0.8
_MARGIN_CSS_PX = 12.0


def draw_areas(
    canvas: Canvas,
    outlines: Outlines,
    origin: Origin,
    pen: QPen | None,
    brush: QBrush | None,
    rows: np.ndarray | None = None,
) -> Chunks:
    """Yield the painting of polygons.

    Parameters
    ----------
    rows : bool ndarray, optional
        By row of the outlines' page, which are drawn.
    """
    shown = _shown(canvas, outlines, origin, rows)
    if not len(shown):
        return
    thinned = outlines.for_scale(canvas.detail_m)
    small = _is_small(outlines, shown, canvas)
    for some in _portions(thinned, shown[~small]):
        yield _areas_chunk(canvas, thinned, origin, some, pen, brush)
    if small.any():
        yield _specks_chunk(canvas, outlines, origin, shown[small], brush, pen)


def draw_lines(
    canvas: Canvas,
    outlines: Outlines,
    origin: Origin,
    pen: QPen,
    rows: np.ndarray | None = None,
    coarser: float = 1.0,
) -> Chunks:
    """Yield the painting of lines, or of the rings of polygons without their fill.

    Parameters
    ----------
    rows : bool ndarray, optional
        By row of the outlines' page, which are drawn.
    coarser : float
        How many times fewer details a broad line needs.
    """
    courses = outlines.courses_for_scale(canvas.detail_m * coarser)
    shown = _shown(canvas, courses, origin, rows, pen.widthF())
    # A broad or dashed line costs many times what a hairline does.
    weight = 1.0 + pen.widthF() / 4 + (4.0 if pen.style() != Qt.PenStyle.SolidLine else 0.0)
    for some in _portions(courses, shown, weight):
        yield _lines_chunk(canvas, courses, origin, some, pen)


def shape_of(outlines: Outlines, part: int) -> QPolygonF | QPainterPath:
    """Return a polygon with its first ring, or a path where it has holes; made once."""
    return shapes_of(outlines, np.array([part]))[0]


def shapes_of(outlines: Outlines, parts: np.ndarray) -> list[QPolygonF | QPainterPath]:
    """Return parts as polygons, or as paths where they have holes; each is made once."""
    drawn = outlines.drawn
    missing = np.array([part for part in parts.tolist() if drawn[part] is None], int)
    if len(missing):
        rings = np.diff(outlines.part_start)[missing]
        _make_polygons(outlines, missing[rings == 1])
        for part in missing[rings != 1].tolist():
            drawn[part] = _path(outlines, part)
    return [drawn[part] for part in parts.tolist()]


def _make_polygons(outlines: Outlines, parts: np.ndarray) -> None:
    """Make polygons of parts without holes, all from one block of points."""
    if not len(parts):
        return
    rings = outlines.part_start[parts]
    starts, ends = outlines.ring_start[rings], outlines.ring_start[rings + 1]
    low, high = int(starts.min()), int(ends.max())
    made = qpolygons(outlines.points[low:high], starts - low, ends - starts)
    for part, polygon in zip(parts.tolist(), made, strict=True):
        outlines.drawn[part] = polygon


def _path(outlines: Outlines, part: int) -> QPainterPath:
    made = QPainterPath()
    for ring in range(outlines.part_start[part], outlines.part_start[part + 1]):
        points = outlines.ring(ring)
        if len(points) > 2:
            made.addPolygon(qpolygon(points))
    return made


def _shown(
    canvas: Canvas, outlines: Outlines, origin: Origin, rows: np.ndarray | None, width_px: float = 0.0
) -> np.ndarray:
    # One margin for all lines of a map, so that what was found for one class holds for the next.
    margin_px = max(_MARGIN_CSS_PX * canvas.css_px, width_px / 2)
    found = outlines.inside(canvas.box(origin, margin_px))
    return found if rows is None else found[rows[outlines.row[found]]]


def _is_small(outlines: Outlines, parts: np.ndarray, canvas: Canvas) -> np.ndarray:
    boxes = outlines.boxes[parts]
    small: np.ndarray = (
        np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < _TOO_SMALL_PX * canvas.detail_m
    )
    return small


def _portions(outlines: Outlines, parts: np.ndarray, weight: float = 1.0) -> list[np.ndarray]:
    """Return the parts in runs of about as many points, so that each takes a few milliseconds."""
    starts = outlines.ring_start[outlines.part_start]
    points = np.cumsum(starts[parts + 1] - starts[parts] + _POINTS_PER_PART)
    return np.split(parts, np.flatnonzero(np.diff(points // (POINTS_PER_CHUNK / weight))) + 1) if len(parts) else []


def _areas_chunk(
    canvas: Canvas, outlines: Outlines, origin: Origin, parts: np.ndarray, pen: QPen | None, brush: QBrush | None
) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY if canvas.is_vector else canvas.transform(origin))
        painter.setPen(pen or Qt.PenStyle.NoPen)
        painter.setBrush(brush or Qt.BrushStyle.NoBrush)
        shapes = areas_on_paper(canvas, outlines, origin, parts) if canvas.is_vector else shapes_of(outlines, parts)
        for shape in shapes:
            if isinstance(shape, QPolygonF):
                painter.drawPolygon(shape)
            else:
                painter.drawPath(shape)
        painter.setTransform(IDENTITY)

    return chunk


def _lines_chunk(canvas: Canvas, outlines: Outlines, origin: Origin, parts: np.ndarray, pen: QPen) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY if canvas.is_vector else canvas.transform(origin))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shapes = lines_on_paper(canvas, outlines, origin, parts) if canvas.is_vector else shapes_of(outlines, parts)
        for shape in shapes:
            if isinstance(shape, QPolygonF):
                painter.drawPolyline(shape)
            else:
                painter.drawPath(shape)
        painter.setTransform(IDENTITY)

    return chunk


def _specks_chunk(
    canvas: Canvas, outlines: Outlines, origin: Origin, parts: np.ndarray, brush: QBrush | None, pen: QPen | None
) -> Chunk:
    """Polygons below a pixel become dots, so that ten thousand fields still show from afar."""
    boxes = outlines.boxes[parts]
    centres = canvas.points(origin, (boxes[:, :2] + boxes[:, 2:]) / 2)
    step_px = max(canvas.detail_m / canvas.view.m_per_px, 1.0)
    cells = np.unique(np.floor(centres / step_px).astype(np.int32), axis=0) * step_px
    colour = brush.color() if brush is not None else pen.color() if pen is not None else None

    def chunk(painter: QPainter) -> None:
        if colour is None:
            return
        painter.setTransform(IDENTITY)
        painter.setPen(QPen(colour, 1.2 * canvas.css_px))
        painter.drawPoints(qpolygon(cells + 0.5))

    return chunk


def once(outlines: Outlines, *, only_shared: bool = False) -> Outlines:
    """Return the edges of polygons as lines, each edge once where neighbours share it.

    Parameters
    ----------
    only_shared : bool
        Leave out edges that only one polygon has, such as those along a coast that is drawn anyway.
    """
    points, start = outlines.points, outlines.ring_start
    count = len(points)
    inner = np.ones(count, bool)
    inner[start[1:] - 1] = False  # the last point of a ring starts no edge
    edge = np.flatnonzero(inner)
    ends = np.stack([points[edge], points[edge + 1]], axis=1)
    swap = (ends[:, 0, 0] > ends[:, 1, 0]) | ((ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1]))
    ends[swap] = ends[swap][:, ::-1]
    keys = np.ascontiguousarray(ends.reshape(len(edge), 4)).view(np.dtype((np.void, 16))).ravel()
    _, first, uses = np.unique(keys, return_index=True, return_counts=True)
    kept = np.zeros(count, bool)
    kept[edge[first[uses > 1] if only_shared else first]] = True
    if not kept.any():
        return Outlines(
            points[:0], np.zeros(1, int), np.zeros(1, int), outlines.row[:0], outlines.boxes[:0], closed=False
        )
    # A run of kept edges is a line; it starts where the edge before is not kept or is of another ring.
    before = np.concatenate([[False], kept[:-1]])
    heads = np.flatnonzero(kept & ~(before & np.concatenate([[False], inner[:-1]])))
    tails = np.flatnonzero(before & ~kept)
    if kept[-1]:
        tails = np.append(tails, count - 1)
    lengths = tails - heads + 1
    ring_start = np.concatenate([[0], np.cumsum(lengths)])
    index = np.repeat(heads - ring_start[:-1], lengths) + np.arange(ring_start[-1])
    taken = points[index]
    ring_of = np.searchsorted(start, heads, side="right") - 1
    part_of = np.searchsorted(outlines.part_start, ring_of, side="right") - 1
    low = np.minimum.reduceat(taken, ring_start[:-1], axis=0)
    high = np.maximum.reduceat(taken, ring_start[:-1], axis=0)
    return Outlines(
        taken, ring_start, np.arange(len(heads) + 1), outlines.row[part_of], np.hstack([low, high]), closed=False
    )
