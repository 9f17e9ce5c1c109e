# SPDX-License-Identifier: MIT
"""Outlines for paper: in whole dots of the printer, without needless corners, and of areas only what is in the frame.

A PDF writes out each figure of each corner. Whole numbers without the corners that lie on the line between their
neighbours are a quarter of the bytes, and nobody sees the twelfth part of a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from PySide6.QtGui import QPainterPath, QPolygonF

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.geometry_arrays import Origin, Outlines
from hotmap.cartography.polygons import qpolygon, qpolygons

_BEYOND_MM = 6.0  # the frame: no edge of what was cut is seen, however broad its line
_LINE_DOTS = 2.0  # a line may be so far from where it is: a third of the width of a thin one
_AREA_DOTS = 1.0  # areas less, since neighbours that touch lose other corners


def lines_on_paper(canvas: Canvas, outlines: Outlines, origin: Origin, parts: np.ndarray) -> Iterator[QPolygonF]:
    """Yield lines in dots."""
    points, starts = _gathered(outlines, outlines.part_start[parts], outlines.part_start[parts + 1])
    dots, starts = _straightened(*_in_dots(canvas.points(origin, points), starts), _LINE_DOTS)
    counts = np.diff(starts)
    kept = counts > 1
    yield from qpolygons(dots, starts[:-1][kept], counts[kept])


def areas_on_paper(
    canvas: Canvas, outlines: Outlines, origin: Origin, parts: np.ndarray
) -> Iterator[QPolygonF | QPainterPath]:
    """Yield areas in dots; one that reaches beyond the frame is cut there."""
    beyond = _BEYOND_MM * canvas.unit_px
    left, top, right, bottom = canvas.box(origin, beyond)
    boxes = outlines.boxes[parts]
    whole = (boxes[:, 0] >= left) & (boxes[:, 1] >= top) & (boxes[:, 2] <= right) & (boxes[:, 3] <= bottom)
    for part, is_whole in zip(parts.tolist(), whole.tolist(), strict=True):
        rings = [outlines.ring(ring) for ring in range(outlines.part_start[part], outlines.part_start[part + 1])]
        polygons = [rings] if is_whole else _cut(rings, (left, top, right, bottom))
        for polygon in polygons:
            yield from _shape([canvas.points(origin, ring) for ring in polygon])


def course_on_paper(course: np.ndarray) -> np.ndarray:
    """Return one line, shape (n, 2), device pixels, without needless corners."""
    return shapely.get_coordinates(shapely.simplify(shapely.linestrings(course), _LINE_DOTS, preserve_topology=False))


def _shape(rings: list[np.ndarray]) -> Iterator[QPolygonF | QPainterPath]:
    kept = []
    for ring in rings:
        dots, _ = _straightened(*_in_dots(ring, np.array([0, len(ring)])), _AREA_DOTS)
        if len(dots) > 3:
            kept.append(qpolygon(dots))
    if len(kept) == 1:
        yield kept[0]
    elif kept:
        path = QPainterPath()
        for one in kept:
            path.addPolygon(one)
        yield path


def _cut(rings: list[np.ndarray], box: tuple[float, float, float, float]) -> list[list[np.ndarray]]:
    """Return the parts of a polygon inside a box, each as its rings."""
    if any(len(ring) < 4 for ring in rings[:1]):
        return []
    polygon = shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 3])
    cut = shapely.clip_by_rect(polygon, *box)
    areas = [cut] if cut.geom_type == "Polygon" else [one for one in cut.geoms if one.geom_type == "Polygon"]
    return [
        [shapely.get_coordinates(ring) for ring in (area.exterior, *area.interiors)]
        for area in areas
        if not area.is_empty
    ]


def _gathered(outlines: Outlines, first_ring: np.ndarray, end_ring: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of many rings, one after the other, and where each starts."""
    rings = np.concatenate([np.arange(a, b) for a, b in zip(first_ring.tolist(), end_ring.tolist(), strict=True)])
    first, last = outlines.ring_start[rings], outlines.ring_start[rings + 1]
    starts = np.concatenate([[0], np.cumsum(last - first)])
    index = np.repeat(first - starts[:-1], last - first) + np.arange(starts[-1])
    return outlines.points[index], starts


def _in_dots(points: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return points in whole dots without those that fall on the one before, and where each line starts now."""
    dots = np.rint(points)
    keep = np.ones(len(dots), bool)
    keep[1:] = (dots[1:] != dots[:-1]).any(axis=1)
    keep[starts[:-1]] = True
    before = np.concatenate([[0], np.cumsum(keep)])
    return dots[keep], before[starts]


def _straightened(dots: np.ndarray, starts: np.ndarray, tolerance_dots: float) -> tuple[np.ndarray, np.ndarray]:
    """Return lines without the corners that lie nearer than a tolerance to the line between those that stay."""
    counts = np.diff(starts)
    if (counts < 2).any() or not len(counts):
        return dots, starts
    lines = shapely.linestrings(dots, indices=np.repeat(np.arange(len(counts)), counts))
    kept, index = shapely.get_coordinates(
        shapely.simplify(lines, tolerance_dots, preserve_topology=False), return_index=True
    )
    return kept, np.concatenate([[0], np.cumsum(np.bincount(index, minlength=len(counts)))])
