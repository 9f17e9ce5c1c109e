# SPDX-License-Identifier: MIT
"""The corners of a selected shape that can be taken hold of: those in view, where they lie apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.projection import View
from hotmap.gui import theme

GRIP_PX = 9.0
SAME_PLACE_PX = 3.0  # nearer together, corners cannot be told apart
RUN_PX = 6.0  # most that such corners may span to be held by one grip
LEAST_SIDE_PX = 7.0  # nearer together, grips would hide the shape
LEAST_MIDDLE_PX = 26.0  # shorter sides have no room for a mark between their corners
MOST_GRIPS = 2_000
EDGE_PX = 6.0
CORNER_PX, CORNER_INSIDE_PX = 10.0, 6.0
MIDDLE_PX, MIDDLE_INSIDE_PX = 7.0, 4.0


@dataclass(frozen=True, eq=False)
class Grips:
    """What can be taken hold of in one view.

    Corners that cannot be told apart at this scale are held together by one grip.

    Attributes
    ----------
    corners : Corners
    indices : int ndarray, shape (n,)
        The corners at which a grip is shown.
    px : ndarray, shape (n, 2)
        Where they are in the view.
    first, last : int ndarray, shape (n,)
        The run of corners that each grip holds.
    sides : int ndarray, shape (m,)
        The sides with a mark in their middle, by the coordinate before them.
    middles_px : ndarray, shape (m, 2)
    is_all : bool
        Whether every corner in view can be held.
    magnify : float
        How many times larger than usual marks are, and what the hand can hit: for a room.
    """

    corners: Corners
    indices: np.ndarray
    px: np.ndarray
    first: np.ndarray
    last: np.ndarray
    sides: np.ndarray
    middles_px: np.ndarray
    is_all: bool
    magnify: float = 1.0

    @classmethod
    def of(cls, corners: Corners, coordinates: np.ndarray, view: View, magnify: float = 1.0) -> Grips:
        """Return what can be held of a shape whose corners are at some coordinates, WGS 84 degrees."""
        px = np.column_stack(view.to_px(coordinates[:, 0], coordinates[:, 1]))
        first, last, extent_px = _runs(corners, px)
        middle = (first + last) // 2
        inside = ((px[middle] >= -EDGE_PX) & (px[middle] <= (view.width_px + EDGE_PX, view.height_px + EDGE_PX))).all(1)
        apart = (extent_px <= RUN_PX) & (_to_next_px(corners, px, middle) >= LEAST_SIDE_PX * magnify)
        shown = np.flatnonzero(inside & apart)
        if len(shown) > MOST_GRIPS:
            shown = shown[:0]
        at = middle[shown]
        sides, middles = _sides(corners, px, view, LEAST_MIDDLE_PX * magnify)
        if not len(shown) and inside.any():
            sides, middles = sides[:0], middles[:0]
        return cls(corners, at, px[at], first[shown], last[shown], sides, middles, len(shown) == inside.sum(), magnify)

    def held_with(self, corner: int) -> list[int]:
        """Return the corners that move together with one because they look like one here."""
        at = np.flatnonzero((self.first <= corner) & (self.last >= corner))
        return list(range(int(self.first[at[0]]), int(self.last[at[0]]) + 1)) if len(at) else [corner]

    def corner_at(self, px: QPointF) -> int | None:
        """Return the corner under the hand, or None."""
        found = _nearest(self.px, px, GRIP_PX * self.magnify)
        return None if found is None else int(self.indices[found])

    def side_at(self, px: QPointF) -> int | None:
        """Return the side whose middle is under the hand, by the coordinate before it, or None."""
        found = _nearest(self.middles_px, px, GRIP_PX * self.magnify)
        return None if found is None else int(self.sides[found])

    def inside(self, box: QRectF) -> list[int]:
        """Return the corners that are held by the grips in a box of the view."""
        low, high = (box.left(), box.top()), (box.right(), box.bottom())
        shown = self.indices[((self.px >= low) & (self.px <= high)).all(axis=1)]
        return [corner for index in shown.tolist() for corner in self.held_with(index)]

    def paint(self, painter: QPainter, chosen: Collection[int] = (), hovered: int | None = None) -> None:
        """Draw corners as squares, the chosen ones filled, and the middles of sides as small discs."""
        accent, white = theme.active().color("accent"), QColor("white")

        def draw(places_px: np.ndarray, cap: Qt.PenCapStyle, *inks: tuple[QColor, float]) -> None:
            _points(painter, places_px, [(colour, width_px * self.magnify) for colour, width_px in inks], cap)

        square = Qt.PenCapStyle.SquareCap
        draw(self.middles_px, Qt.PenCapStyle.RoundCap, (accent, MIDDLE_PX), (white, MIDDLE_INSIDE_PX))
        draw(self.px, square, (accent, CORNER_PX), (white, CORNER_INSIDE_PX))
        held = np.isin(self.indices, np.fromiter(chosen, int))
        draw(self.px[held], square, (white, CORNER_PX + 4), (accent, CORNER_PX + 1))
        over = self.px[self.indices == (-1 if hovered is None else hovered)]
        draw(over, square, (white, CORNER_PX + 5), (accent, CORNER_PX + 3))
        if hovered not in chosen:
            draw(over, square, (white, CORNER_INSIDE_PX))


class GripCache:
    """The grips of the shape that is selected, kept while shape and view stay the same."""

    def __init__(self) -> None:
        self._geometry: BaseGeometry | None = None
        self._corners: Corners | None = None
        self._view: tuple[View, float] | None = None
        self._grips: Grips | None = None

    def corners(self, geometry: BaseGeometry) -> Corners:
        """Return the corners of a shape."""
        if self._corners is None or self._geometry is not geometry:
            self._geometry, self._corners, self._grips = geometry, Corners(geometry), None
        return self._corners

    def grips(self, geometry: BaseGeometry, view: View, magnify: float = 1.0) -> Grips:
        """Return what can be held of a shape in a view."""
        corners = self.corners(geometry)
        if self._grips is None or self._view != (view, magnify):
            self._view, self._grips = (view, magnify), Grips.of(corners, corners.places, view, magnify)
        return self._grips


def _runs(corners: Corners, px: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return first, last and extent in pixels of each run of corners too close to each other to be told apart."""
    begins = np.ones(len(px), bool)
    begins[1:] = np.hypot(*(px[1:] - px[:-1]).T) > SAME_PLACE_PX
    begins[corners.start] = True
    begins[corners.end[corners.rings]] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(px)) - 1
    extent_px = (np.maximum.reduceat(px, first) - np.minimum.reduceat(px, first)).max(axis=1)
    kept = corners.holdable[first]  # a closing coordinate is a run of its own, and no corner
    return first[kept], last[kept], extent_px[kept]


def _to_next_px(corners: Corners, px: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Return how far the nearer of the two runs beside each one is, in pixels; far where there is none."""
    path = np.searchsorted(corners.end, middle)
    found = np.full(len(middle), np.inf)
    if len(middle) > 1:
        step = np.hypot(*(px[middle[1:]] - px[middle[:-1]]).T)
        step[path[1:] != path[:-1]] = np.inf
        found[1:] = step
        found[:-1] = np.minimum(found[:-1], step)
        start = np.searchsorted(path, np.arange(len(corners.start)), side="left")
        end = np.searchsorted(path, np.arange(len(corners.start)), side="right") - 1
        rings = corners.rings & (end > start)
        around = np.hypot(*(px[middle[start[rings]]] - px[middle[end[rings]]]).T)
        for ends in (start[rings], end[rings]):
            found[ends] = np.minimum(found[ends], around)
    return found


def _sides(corners: Corners, px: np.ndarray, view: View, least_px: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the sides in view with room for a mark in the middle, and where that is."""
    start, end = px[corners.sides], px[corners.sides + 1]
    middles = (start + end) / 2
    roomy = np.hypot(*(end - start).T) >= least_px
    roomy &= ((middles >= 0) & (middles <= (view.width_px, view.height_px))).all(axis=1)
    sides = np.flatnonzero(roomy)[:MOST_GRIPS]
    return corners.sides[sides], middles[sides]


def _nearest(places_px: np.ndarray, px: QPointF, reach_px: float) -> int | None:
    if not len(places_px):
        return None
    away = np.hypot(*(places_px - (px.x(), px.y())).T)
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= reach_px else None


def _points(
    painter: QPainter, places_px: np.ndarray, inks: Sequence[tuple[QColor, float]], cap: Qt.PenCapStyle
) -> None:
    """Draw many equal marks with one call an ink."""
    if not len(places_px):
        return
    polygon = qpolygon(places_px)
    for colour, width_px in inks:
        painter.setPen(QPen(colour, width_px, Qt.PenStyle.SolidLine, cap))
        painter.drawPoints(polygon)
