# SPDX-License-Identifier: MIT
"""Draw arrays of outlines: culled by boxes, thinned to the scale, one by one from cached polygons.

One big path costs seconds, because Qt sorts all its edges together; single polygons do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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

Paint = tuple[QPen | None, QBrush | None]
"""Edge and fill of an area."""


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
    yield from draw_areas_by_class(canvas, outlines, origin, [(pen, brush)], _of_first(rows))


def draw_areas_by_class(
    canvas: Canvas, outlines: Outlines, origin: Origin, paints: Sequence[Paint], classes: np.ndarray | None
) -> Chunks:
    """Yield the painting of polygons of several classes, those of a later class above all before.

    Parameters
    ----------
    paints : sequence of Paint
        Pen and brush of each class.
    classes : int ndarray, optional
        By row of the outlines' page; -1 is not drawn. All of the first class by default.
    """
    shown, of = _classed(canvas, outlines, origin, classes)
    if not len(shown):
        return
    thinned = outlines.for_scale(canvas.view.m_per_px)
    small = _is_small(outlines, shown, canvas)
    for some, numbers in _portions(thinned, shown[~small], of[~small]):
        runs = [(paints[number], parts) for number, parts in _runs(some, numbers)]
        yield _areas_chunk(canvas, thinned, origin, runs)
    for number, parts in _runs(shown[small], of[small]):
        pen, brush = paints[number]
        yield _specks_chunk(canvas, outlines, origin, parts, brush, pen)


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
    yield from draw_lines_by_class(canvas, outlines, origin, [pen], _of_first(rows), coarser)


def draw_lines_by_class(
    canvas: Canvas,
    outlines: Outlines,
    origin: Origin,
    pens: Sequence[QPen],
    classes: np.ndarray | None,
    coarser: float = 1.0,
) -> Chunks:
    """Yield the painting of lines of several classes; parameters as in `draw_areas_by_class` and `draw_lines`."""
    courses = outlines.courses_for_scale(canvas.view.m_per_px * coarser)
    widest_px = max((pen.widthF() for pen in pens), default=0.0)
    shown, of = _classed(canvas, courses, origin, classes, widest_px)
    # A broad or dashed line costs many times what a hairline does.
    dashed = any(pen.style() != Qt.PenStyle.SolidLine for pen in pens)
    weight = 1.0 + widest_px / 4 + (4.0 if dashed else 0.0)
    for some, numbers in _portions(courses, shown, of, weight):
        yield _lines_chunk(canvas, courses, origin, [(pens[number], parts) for number, parts in _runs(some, numbers)])


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


def _of_first(rows: np.ndarray | None) -> np.ndarray | None:
    """Return the classes of rows of which some are drawn, and alike."""
    return None if rows is None else rows.astype(np.int8) - 1


def _classed(
    canvas: Canvas, outlines: Outlines, origin: Origin, classes: np.ndarray | None, width_px: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts in view by class, lowest first, and the class of each."""
    found = outlines.inside(canvas.box(origin, _MARGIN_CSS_PX * canvas.css_px + width_px / 2))
    if classes is None:
        return found, np.zeros(len(found), np.int8)
    of = classes[outlines.row[found]]
    found, of = found[of >= 0], of[of >= 0]
    order = np.argsort(of, kind="stable")
    return found[order], of[order]


def _runs(parts: np.ndarray, of: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Yield each class with its parts, which stand together."""
    cuts = np.flatnonzero(np.diff(of)) + 1
    for some in np.split(np.arange(len(parts)), cuts) if len(parts) else ():
        yield int(of[some[0]]), parts[some]


def _is_small(outlines: Outlines, parts: np.ndarray, canvas: Canvas) -> np.ndarray:
    boxes = outlines.boxes[parts]
    small: np.ndarray = (
        np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < _TOO_SMALL_PX * canvas.detail_m
    )
    return small


def _portions(
    outlines: Outlines, parts: np.ndarray, of: np.ndarray, weight: float = 1.0
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the parts in runs of about as many points, so that each takes a few milliseconds, with their classes."""
    if not len(parts):
        return
    starts = outlines.ring_start[outlines.part_start]
    points = np.cumsum(starts[parts + 1] - starts[parts] + _POINTS_PER_PART)
    cuts = np.flatnonzero(np.diff(points // (POINTS_PER_CHUNK / weight))) + 1
    yield from zip(np.split(parts, cuts), np.split(of, cuts), strict=True)


def _areas_chunk(canvas: Canvas, outlines: Outlines, origin: Origin, runs: Sequence[tuple[Paint, np.ndarray]]) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY if canvas.is_vector else canvas.transform(origin))
        for (pen, brush), parts in runs:
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


def _lines_chunk(canvas: Canvas, outlines: Outlines, origin: Origin, runs: Sequence[tuple[QPen, np.ndarray]]) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY if canvas.is_vector else canvas.transform(origin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, parts in runs:
            painter.setPen(pen)
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
