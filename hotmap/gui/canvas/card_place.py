# SPDX-License-Identifier: MIT
"""Where a card finds room on the map: not over what is being drawn."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

CLEAR_PX = 12.0
"""Room between a card and what is drawn: grips and figures stand there."""


def card_place(size: QSize, room: QRect, shape_px: BaseGeometry | None, *, at_end: bool = False) -> QPoint:
    """Return where a card of a size goes: the first corner of a room that the shape leaves free.

    Where none is free it goes where it covers least.

    Parameters
    ----------
    size : QSize
        Of the card, pixels.
    room : QRect
        Where it may be, pixels.
    shape_px : shapely geometry, optional
        What is drawn, in the same pixels.
    at_end : bool
        Whether it begins at the right, where people read from there.
    """
    left, top = room.left(), room.top()
    right = max(room.right() + 1 - size.width(), left)
    bottom = max(room.bottom() + 1 - size.height(), top)
    first, last = (right, left) if at_end else (left, right)
    places = [QPoint(x, y) for y in (top, bottom) for x in (first, last)]
    if shape_px is None or shape_px.is_empty:
        return places[0]
    kept_free = shape_px.convex_hull.buffer(CLEAR_PX)

    def covered(at: QPoint) -> float:
        card = box(at.x(), at.y(), at.x() + size.width(), at.y() + size.height())
        return float(kept_free.intersection(card).area)

    return min(places, key=covered)  # the first of those that cover as little
