# SPDX-License-Identifier: MIT
"""Outlines under the hand as polygons of pixels: cut to what is in view and thinned to what can be seen.

A district has twenty thousand corners; painting it live with every move must not take longer for that.
"""

from __future__ import annotations

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from hotmap.analysis.corners import Corners
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.projection import View
from hotmap.gui import theme

BEYOND_PX = 40.0  # outlines go on beyond the edge of the view, so that no pen ends in sight
SAME_PX = 0.6
UNSEEN_PX = 0.4
LINE_PX, FAINT_PX, CASING_PX = 2.4, 1.6, 2.6
POINT_PX = 9.0
TINT = 0.14


def visible_lines(corners: Corners, coordinates: np.ndarray, view: View) -> list[QPolygonF]:
    """Return the sides of a shape that are in view.

    Parameters
    ----------
    corners : Corners
        Tells which coordinates belong together.
    coordinates : ndarray, shape (n, 2)
        Where they are now, WGS 84 degrees.
    view : View

    Returns
    -------
    list of QPolygonF
        Open lines in the view's pixels.
    """
    if not len(coordinates):
        return []
    px = np.column_stack(view.to_px(coordinates[:, 0], coordinates[:, 1]))
    low = np.minimum.reduceat(px, corners.start)
    high = np.maximum.reduceat(px, corners.start)
    far = (view.width_px + BEYOND_PX, view.height_px + BEYOND_PX)
    shown = (corners.end > corners.start) & (low <= far).all(axis=1) & (high >= -BEYOND_PX).all(axis=1)
    lines = [
        shapely.linestrings(_thinned(px[start : end + 1]))
        for start, end in zip(corners.start[shown], corners.end[shown], strict=True)
    ]
    clipped = shapely.clip_by_rect(np.array(lines, dtype=object), -BEYOND_PX, -BEYOND_PX, *far)
    # Wide pens cost by the corner: those that nobody can see are left out.
    plain = shapely.simplify(shapely.get_parts(clipped), UNSEEN_PX, preserve_topology=False)
    return [qpolygon(shapely.get_coordinates(part)) for part in plain]


def casing() -> QColor:
    """Return what sets a line off from the map: white on a light one, night on a dark one."""
    look = theme.active()
    return look.color("window") if look.dark else QColor("white")


def paint_lines(
    painter: QPainter, lines: list[QPolygonF], *, live: bool = False, faint: bool = False, magnify: float = 1.0
) -> None:
    """Draw the outline of a shape in the accent: dashed while it moves, thinner for a neighbour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width_px = (FAINT_PX if faint else LINE_PX) * magnify
    accent = QPen(theme.active().color("accent"), width_px, Qt.PenStyle.DashLine if live else Qt.PenStyle.SolidLine)
    for pen in (QPen(casing(), width_px + CASING_PX * magnify), accent):
        painter.setPen(pen)
        for line in lines:
            painter.drawPolyline(line)


def paint_outcome(painter: QPainter, shape: shapely.Geometry, view: View, magnify: float = 1.0) -> None:
    """Draw what a shape would become: an area tinted, a line dashed, a point in a ring."""
    corners = Corners(shape)
    if corners.closes:
        tint = theme.active().color("accent")
        tint.setAlphaF(TINT)
        painter.fillPath(_filled(corners, view), tint)
    paint_lines(painter, visible_lines(corners, corners.places, view), live=True, faint=True, magnify=magnify)
    painter.setPen(QPen(theme.active().color("accent"), LINE_PX * magnify))
    for lon, lat in corners.places[corners.start[corners.start == corners.end]]:
        x, y = view.to_px(lon, lat)
        painter.drawEllipse(QPointF(float(x), float(y)), POINT_PX * magnify, POINT_PX * magnify)


class LineCache:
    """The visible lines of shapes that do not change, kept while view and shape stay the same."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._lines: dict[int, tuple[shapely.Geometry, list[QPolygonF]]] = {}

    def lines(self, geometry: shapely.Geometry, view: View) -> list[QPolygonF]:
        """Return the visible lines of a shape."""
        if view != self._view:
            self._view, self._lines = view, {}
        known = self._lines.get(id(geometry))
        if known is None or known[0] is not geometry:  # an id may be given out again
            corners = Corners(geometry)
            known = self._lines[id(geometry)] = (geometry, visible_lines(corners, corners.places, view))
        return known[1]


def _filled(corners: Corners, view: View) -> QPainterPath:
    path = QPainterPath()  # odd-even by default: rings in rings are holes
    px = np.column_stack(view.to_px(corners.places[:, 0], corners.places[:, 1]))
    for start, end in zip(corners.start, corners.end, strict=True):
        path.addPolygon(qpolygon(_thinned(px[start : end + 1])))
        path.closeSubpath()
    return path


def _thinned(px: np.ndarray) -> np.ndarray:
    """Drop each point that falls in the same cell as the one before; the ends stay."""
    cells = np.floor(px / SAME_PX)
    keep = np.ones(len(px), bool)
    keep[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
    return px[keep]
