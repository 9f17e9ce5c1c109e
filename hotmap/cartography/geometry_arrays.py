# SPDX-License-Identifier: MIT
"""Geometries as arrays for display: float32 metres from an origin, boxes, levels of detail.

A million roads are not a million objects. Editing and measuring keep the float64 geometries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor, log2
from typing import Any

import numpy as np
import shapely

from hotmap.cartography.projection import to_metres

Origin = tuple[float, float]
"""Mercator metres, x east and y north, from which an array counts."""

PIECE_POINTS = 128
_WORTH_THINNING = 0.9  # of the points; above, nothing would be drawn faster
_SHARE_OF_PIXEL = 0.7  # a line may be this far from where it is: levels are 0.35–0.7 px


@dataclass(eq=False)
class Outlines:
    """Rings or lines of many features in a few arrays.

    Attributes
    ----------
    points : float32 ndarray, shape (n, 2)
        Metres from the origin, x to the east and y to the **south**, as pictures grow.
    ring_start : int ndarray, shape (rings + 1,)
        Where each ring or line starts in `points`.
    part_start : int ndarray, shape (parts + 1,)
        Where each part starts in `ring_start`: a polygon with its holes, or one line.
    row : int ndarray, shape (parts,)
        The feature that a part belongs to.
    boxes : float32 ndarray, shape (parts, 4)
        Left, top, right, bottom of each part.
    closed : bool
        True for polygons.
    drawn : list
        Where the renderer keeps what it made of a part.
    """

    points: np.ndarray
    ring_start: np.ndarray
    part_start: np.ndarray
    row: np.ndarray
    boxes: np.ndarray
    closed: bool
    drawn: list[Any] = field(default_factory=list, repr=False)
    _levels: dict[int, Outlines] = field(default_factory=dict, repr=False)
    _courses: dict[int, Outlines] = field(default_factory=dict, repr=False)
    _last: tuple[tuple[float, float, float, float], np.ndarray] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.drawn = [None] * len(self.row)

    def __len__(self) -> int:
        return len(self.row)

    def for_scale(self, m_per_px: float) -> Outlines:
        """Return the level of detail for a scale; the two used last are kept."""
        return _kept(self._levels, _level(m_per_px), self._thinned)

    def courses_for_scale(self, m_per_px: float) -> Outlines:
        """Return the level of detail as open lines in short pieces, each culled and drawn by itself."""
        return _kept(self._courses, _level(m_per_px), lambda tolerance_m: self._thinned(tolerance_m).in_pieces())

    def in_pieces(self) -> Outlines:
        """Return the rings or lines cut to pieces that end where the next begins."""
        counts = np.maximum(-(-(np.diff(self.ring_start) - 1) // PIECE_POINTS), 1)
        ring = np.repeat(np.arange(len(counts)), counts)
        within = np.arange(len(ring)) - np.repeat(np.cumsum(counts) - counts, counts)
        first = self.ring_start[ring] + within * PIECE_POINTS
        last = np.minimum(first + PIECE_POINTS, self.ring_start[ring + 1] - 1)
        lengths = last - first + 1
        start = np.concatenate([[0], np.cumsum(lengths)])
        points = self.points[np.repeat(first - start[:-1], lengths) + np.arange(start[-1])]
        part = np.searchsorted(self.part_start, ring, side="right") - 1
        return Outlines(points, start, np.arange(len(ring) + 1), self.row[part], _boxes(points, start), closed=False)

    def inside(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """Return the indices of the parts whose box meets another (left, top, right, bottom)."""
        if self._last is None or self._last[0] != box:  # class after class asks for the same
            b = self.boxes
            met = (b[:, 0] <= box[2]) & (b[:, 2] >= box[0]) & (b[:, 1] <= box[3]) & (b[:, 3] >= box[1])
            self._last = (box, np.flatnonzero(met))
        return self._last[1]

    def ring(self, index: int) -> np.ndarray:
        """Return the points of one ring or line."""
        return self.points[self.ring_start[index] : self.ring_start[index + 1]]

    def _thinned(self, tolerance_m: float) -> Outlines:
        """Drop each point that falls in the same cell as the one before; ends of lines stay."""
        cells = np.floor(self.points * np.float32(1 / tolerance_m))
        keep = np.ones(len(cells), bool)
        keep[1:] = (cells[1:, 0] != cells[:-1, 0]) | (cells[1:, 1] != cells[:-1, 1])
        keep[self.ring_start[:-1]] = True
        if len(self.ring_start) > 1:
            keep[self.ring_start[1:] - 1] = True
        if np.count_nonzero(keep) > _WORTH_THINNING * len(keep):
            return Outlines(self.points, self.ring_start, self.part_start, self.row, self.boxes, self.closed)
        before = np.concatenate([[0], np.cumsum(keep)])
        return Outlines(self.points[keep], before[self.ring_start], self.part_start, self.row, self.boxes, self.closed)


def _level(m_per_px: float) -> int:
    return floor(log2(m_per_px * _SHARE_OF_PIXEL))


def _kept(levels: dict[int, Outlines], level: int, make: Callable[[float], Outlines]) -> Outlines:
    """Return a level of detail, made when it is first asked for; the two made last are kept."""
    if level not in levels:
        if len(levels) >= 2:
            del levels[next(iter(levels))]
        levels[level] = make(2.0**level)
    return levels[level]


def page_arrays(
    geometries: np.ndarray, origin: Origin
) -> tuple[Outlines | None, Outlines | None, np.ndarray, np.ndarray]:
    """Return polygons, lines and points of WGS 84 geometries, as `area_outlines`, `line_outlines` and `point_array`.

    Where all are single and of one kind, as most layers are, none is looked at twice.
    """
    geometries = np.asarray(geometries, dtype=object)
    types = shapely.get_type_id(geometries)
    is_plain = len(types) > 0 and bool((types == types[0]).all()) and not shapely.is_empty(geometries).any()
    row = np.arange(len(geometries))
    no_points = (np.empty((0, 2), np.float32), row[:0])
    if is_plain and types[0] == 3:
        return _outlines(geometries, row, origin, closed=True), None, *no_points
    if is_plain and types[0] in (1, 2):
        return None, _outlines(geometries, row, origin, closed=False), *no_points
    if is_plain and types[0] == 0:
        return None, None, _metres(shapely.get_coordinates(geometries), origin), row
    return area_outlines(geometries, origin), line_outlines(geometries, origin), *point_array(geometries, origin)


def area_outlines(geometries: np.ndarray, origin: Origin) -> Outlines | None:
    """Return the polygons among WGS 84 geometries as arrays, or None when there are none."""
    parts, row = _parts_of(geometries, (3,))
    return _outlines(parts, row, origin, closed=True) if len(parts) else None


def line_outlines(geometries: np.ndarray, origin: Origin) -> Outlines | None:
    """Return the lines among WGS 84 geometries as arrays, or None when there are none."""
    parts, row = _parts_of(geometries, (1, 2))
    return _outlines(parts, row, origin, closed=False) if len(parts) else None


def point_array(geometries: np.ndarray, origin: Origin) -> tuple[np.ndarray, np.ndarray]:
    """Return the points among WGS 84 geometries.

    Returns
    -------
    points : float32 ndarray, shape (n, 2)
        Metres from the origin, east and south.
    row : int ndarray, shape (n,)
    """
    parts, row = _parts_of(geometries, (0,))
    return _metres(shapely.get_coordinates(parts), origin), row


def _parts_of(geometries: np.ndarray, types: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    geometries = np.asarray(geometries, dtype=object)
    parts, row = shapely.get_parts(geometries, return_index=True)
    while (shapely.get_type_id(parts) > 3).any():  # collections in collections
        parts, inner = shapely.get_parts(parts, return_index=True)
        row = row[inner]
    wanted = np.isin(shapely.get_type_id(parts), types) & ~shapely.is_empty(parts)
    return parts[wanted], row[wanted]


def _outlines(parts: np.ndarray, row: np.ndarray, origin: Origin, *, closed: bool) -> Outlines:
    rings, part_start = parts, np.arange(len(parts) + 1)
    if closed and shapely.get_num_interior_rings(parts).any():
        rings, part = shapely.get_rings(parts, return_index=True)
        part_start = np.searchsorted(part, part_start)
    ring_start = np.concatenate([[0], np.cumsum(shapely.get_num_coordinates(rings))])
    points = _metres(shapely.get_coordinates(rings), origin)
    return Outlines(points, ring_start, part_start, row, _boxes(points, ring_start[part_start]), closed)


def _boxes(points: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return the box of each run of points; every run has at least one."""
    low = np.minimum.reduceat(points, start[:-1], axis=0)
    high = np.maximum.reduceat(points, start[:-1], axis=0)
    return np.hstack([low, high])


def _metres(coordinates: np.ndarray, origin: Origin) -> np.ndarray:
    x, y = to_metres(coordinates[:, 0], coordinates[:, 1])
    return np.column_stack([x - origin[0], origin[1] - y]).astype(np.float32)
