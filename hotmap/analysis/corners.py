# SPDX-License-Identifier: MIT
"""The corners of a shape as arrays: moved, added and taken out without a loop over all of them.

An index counts all coordinates as `shapely.get_coordinates` does, so that of a ring the first and
the last are the same corner; the last is never held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

LonLat = tuple[float, float]

SAME_DEG = 1e-9
"""Corners nearer than this, a tenth of a millimetre, are one place."""

MOST_CROSSING_TESTS = 4_000_000


class Corners:
    """The corners of one shape.

    Parameters
    ----------
    geometry : shapely geometry
        Point, line or area, also of several parts and with holes, WGS 84 degrees.

    Attributes
    ----------
    geometry : shapely geometry
    places : ndarray, shape (n, 2)
        Longitude and latitude of every coordinate.
    start, end : int ndarray, shape (paths,)
        First and last coordinate of each line, ring or single point.
    rings : bool ndarray, shape (paths,)
        Which of the paths close.
    """

    def __init__(self, geometry: BaseGeometry) -> None:
        self.geometry = geometry
        self.places: np.ndarray = shapely.get_coordinates(geometry)
        lengths, rings = [], []
        for path, closes in _paths(geometry):
            lengths.append(shapely.get_num_coordinates(path))
            rings.append(closes)
        ends = np.cumsum(np.array(lengths, int))
        self.start = ends - np.array(lengths, int)
        self.end = ends - 1
        self.rings = np.array(rings, bool)

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def holdable(self) -> np.ndarray:
        """Which coordinates are corners of their own: all but the closing ones of rings; bool, shape (n,)."""
        mask = np.ones(len(self.places), bool)
        mask[self.end[self.rings]] = False
        return mask

    @cached_property
    def sides(self) -> np.ndarray:
        """Index of the coordinate before each side; it ends at the next coordinate. Shape (sides,)."""
        mask = np.ones(len(self.places), bool)
        mask[self.end] = False
        return np.flatnonzero(mask)

    @cached_property
    def before(self) -> np.ndarray:
        """Index of the corner before each coordinate, −1 where there is none; shape (n,)."""
        found = np.arange(len(self.places)) - 1
        found[self.start] = np.where(self.rings, self.end - 1, -1)
        return found

    @cached_property
    def after(self) -> np.ndarray:
        """Index of the corner after each coordinate, −1 where there is none; shape (n,)."""
        found = np.arange(len(self.places)) + 1
        found[self.end] = np.where(self.rings, self.start + 1, -1)
        found[self.end[self.rings] - 1] = self.start[self.rings]
        return found

    @property
    def closes(self) -> bool:
        """True for areas, whose sides must not cross."""
        return bool(self.rings.any())

    def inside(self, west: float, south: float, east: float, north: float) -> np.ndarray:
        """Return the indices of the corners in a box of degrees."""
        x, y = self.places[:, 0], self.places[:, 1]
        return np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north) & self.holdable)

    def at(self, lon: float, lat: float, tolerance_deg: float = SAME_DEG) -> np.ndarray:
        """Return the indices of the corners at a place."""
        near = np.abs(self.places - (lon, lat)).max(axis=1) <= tolerance_deg if len(self.places) else np.empty(0)
        return np.flatnonzero(near & self.holdable)

    def sides_through(self, lon: float, lat: float, tolerance_deg: float = SAME_DEG) -> np.ndarray:
        """Return the sides, by the coordinate before them, on which a place lies between the corners."""
        a = self.places[self.sides] - (lon, lat)
        b = self.places[self.sides + 1] - (lon, lat)
        near = (np.minimum(a, b) <= tolerance_deg).all(axis=1) & (np.maximum(a, b) >= -tolerance_deg).all(axis=1)
        a, b = a[near], b[near]
        along = b - a
        length2 = np.maximum((along**2).sum(axis=1), 1e-300)
        share = np.clip(-(a * along).sum(axis=1) / length2, 0.0, 1.0)
        away = np.hypot(*(a + along * share[:, None]).T)
        at_end = np.minimum(np.hypot(*a.T), np.hypot(*b.T)) <= tolerance_deg
        found: np.ndarray = self.sides[near][(away <= tolerance_deg) & ~at_end]
        return found

    def moved(self, indices: Sequence[int] | np.ndarray, places: np.ndarray) -> np.ndarray:
        """Return all coordinates with some corners at other places; rings stay closed.

        Parameters
        ----------
        indices : sequence of int
        places : ndarray, shape (len(indices), 2)
            WGS 84 degrees.
        """
        coordinates = self.places.copy()
        coordinates[np.asarray(indices, int)] = places
        coordinates[self.end[self.rings]] = coordinates[self.start[self.rings]]
        return coordinates

    def shaped(self, coordinates: np.ndarray) -> BaseGeometry:
        """Return the shape with other coordinates, as many as it has."""
        return shapely.transform(self.geometry, lambda _: coordinates)

    def with_corner(self, side: int, place: LonLat) -> BaseGeometry:
        """Return the shape with a new corner on the side after coordinate `side`; its index is ``side + 1``."""
        path = int(np.searchsorted(self.end, side))
        return self._rebuilt({path: np.insert(self._path(path), side - self.start[path] + 1, place, axis=0)})

    def without(self, indices: Sequence[int] | np.ndarray) -> BaseGeometry | None:
        """Return the shape without some corners, or None when too few would be left.

        A hole or a part goes when all of its corners go.
        """
        gone = np.zeros(len(self.places), bool)
        gone[np.asarray(indices, int)] = True
        edited: dict[int, np.ndarray | None] = {}
        for path in np.unique(np.searchsorted(self.end, np.flatnonzero(gone))).tolist():
            own = ~gone[self.start[path] : self.end[path] + (0 if self.rings[path] else 1)]
            kept = self._path(path)[: len(own)][own]
            least = 3 if self.rings[path] else 2 if len(own) > 1 else 1
            if len(kept) and len(kept) < least:
                return None
            edited[path] = (np.vstack([kept, kept[:1]]) if self.rings[path] else kept) if len(kept) else None
        try:
            return self._rebuilt(edited)
        except _Vanished:
            return None

    def crossings(self, coordinates: np.ndarray, indices: Sequence[int] | np.ndarray) -> np.ndarray | None:
        """Return where an area's sides at some corners cross its other sides.

        Parameters
        ----------
        coordinates : ndarray, shape (n, 2)
            The corners where they are now; see `moved`.
        indices : sequence of int
            The corners that have moved.

        Returns
        -------
        ndarray, shape (k, 2), or None
            Places in degrees; None where there is too much to test while the hand moves.
        """
        if not self.closes or not len(indices):
            return np.empty((0, 2))
        at = np.asarray(indices, int)
        near = np.unique(np.concatenate([self._side_before(at), at]))
        one_a, one_b = coordinates[near], coordinates[near + 1]
        low, high = np.minimum(one_a, one_b).min(axis=0), np.maximum(one_a, one_b).max(axis=0)
        a, b = coordinates[self.sides], coordinates[self.sides + 1]
        meets = ((np.minimum(a, b) <= high) & (np.maximum(a, b) >= low)).all(axis=1)
        if len(near) * int(meets.sum()) > MOST_CROSSING_TESTS:
            return None
        return segment_crossings(one_a, one_b, a[meets], b[meets])

    def _side_before(self, at: np.ndarray) -> np.ndarray:
        """Return the side that ends at each corner, by the coordinate before it."""
        path = np.searchsorted(self.end, at)
        return np.where(at == self.start[path], self.end[path] - 1, at - 1)

    def _path(self, path: int) -> np.ndarray:
        return self.places[self.start[path] : self.end[path] + 1]

    def _rebuilt(self, edited: dict[int, np.ndarray | None]) -> BaseGeometry:
        paths = (edited.get(i, self._path(i)) if i in edited else self._path(i) for i in range(len(self.start)))
        return _rebuilt(self.geometry, paths)


def segment_crossings(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Return where segments a–b cross segments c–d within both; touching ends do not count.

    Parameters
    ----------
    a, b : ndarray, shape (n, 2)
    c, d : ndarray, shape (m, 2)

    Returns
    -------
    ndarray, shape (k, 2)
    """
    along, across = (b - a)[:, None, :], (d - c)[None, :, :]
    gap = c[None, :, :] - a[:, None, :]
    turn = along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (gap[..., 0] * across[..., 1] - gap[..., 1] * across[..., 0]) / turn
        u = (gap[..., 0] * along[..., 1] - gap[..., 1] * along[..., 0]) / turn
    inner = (t > 1e-12) & (t < 1 - 1e-12) & (u > 1e-12) & (u < 1 - 1e-12)
    first, _ = np.nonzero(inner)
    places: np.ndarray = a[first] + t[inner][:, None] * (b - a)[first]
    return places


class _Vanished(Exception):
    """Nothing of a shape is left."""


def _paths(geometry: BaseGeometry) -> Iterator[tuple[BaseGeometry, bool]]:
    """Yield each line, ring or single point in the order of the coordinates, and whether it closes."""
    if isinstance(geometry, BaseMultipartGeometry):
        for part in geometry.geoms:
            yield from _paths(part)
    elif isinstance(geometry, Polygon):
        for ring in (geometry.exterior, *geometry.interiors):
            yield ring, True
    else:
        yield geometry, False


def _rebuilt(geometry: BaseGeometry, paths: Iterator[np.ndarray | None]) -> BaseGeometry:
    if isinstance(geometry, BaseMultipartGeometry):
        parts = []
        for part in geometry.geoms:
            try:
                parts.append(_rebuilt(part, paths))
            except _Vanished:
                continue
        if not parts:
            raise _Vanished
        return parts[0] if len(parts) == 1 and not isinstance(geometry, MultiPoint) else type(geometry)(parts)
    rings = [next(paths) for _ in range(1 + len(getattr(geometry, "interiors", ())))]
    if rings[0] is None:
        raise _Vanished
    if isinstance(geometry, Polygon):
        return Polygon(rings[0], [hole for hole in rings[1:] if hole is not None])
    return Point(rings[0][0]) if isinstance(geometry, Point) else LineString(rings[0])
