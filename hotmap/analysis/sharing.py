# SPDX-License-Identifier: MIT
"""Corners that several shapes share, so that neighbours move together and leave no gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG, Corners, LonLat

_LINE, _AREA = 1, 2


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A shape that shares corners with the one in the hand.

    Attributes
    ----------
    uuid : str
    corners : Corners
        Of the neighbour, with a corner set wherever one of the other shape lay on its side.
    indices : int ndarray, shape (k,)
        Its shared corners.
    of : int ndarray, shape (k,)
        To which of the places asked for each belongs.
    """

    uuid: str
    corners: Corners
    indices: np.ndarray
    of: np.ndarray


def neighbours(
    shape: BaseGeometry,
    places: np.ndarray,
    others: Mapping[str, BaseGeometry],
    side: tuple[LonLat, LonLat] | None = None,
) -> list[Neighbour]:
    """Return the shapes that share some corners with another.

    Areas also share a corner that lies on their side without being a corner there: they get it.

    Parameters
    ----------
    shape : shapely geometry
        The one in the hand. A point shares nothing: an incident does not move with its camp.
    places : ndarray, shape (n, 2)
        Corners of it, WGS 84 degrees.
    others : mapping of str to shapely geometry
        By uuid.
    side : pair of (lon, lat), optional
        The places are new corners on this side: shapes that have the same side get them.
    """
    if shapely.get_dimensions(shape) < _LINE or not len(places):
        return []
    low, high = places.min(axis=0) - SAME_DEG, places.max(axis=0) + SAME_DEG
    uuids = list(others)
    bounds = shapely.bounds(np.array([others[uuid] for uuid in uuids], dtype=object)).reshape(-1, 4)
    near = (bounds[:, :2] <= high).all(axis=1) & (bounds[:, 2:] >= low).all(axis=1)
    found = (_neighbour(uuid, others[uuid], places, shape, side) for uuid in (uuids[i] for i in np.flatnonzero(near)))
    return [neighbour for neighbour in found if neighbour is not None]


def with_corners_at(geometry: BaseGeometry, places: Sequence[LonLat] | np.ndarray) -> BaseGeometry:
    """Return a shape with a corner wherever one of the places lies on a side of it; its extent stays.

    A place nearer than `SAME_DEG` to a side is taken for lying on it.
    """
    corners = Corners(geometry)
    points = np.unique(np.asarray(places, float).reshape(-1, 2), axis=0)
    points = np.delete(points, _coinciding(corners, points)[1], axis=0)
    outline = geometry.boundary if shapely.get_dimensions(geometry) == _AREA else geometry
    shapely.prepare(outline)
    for lon, lat in points[shapely.dwithin(outline, shapely.points(points), SAME_DEG)].tolist():
        sides = corners.sides_through(lon, lat)
        if len(sides):
            corners = Corners(corners.with_corner(int(sides[0]), (lon, lat)))
    return corners.geometry


def with_same_corners(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return shapes whose corners, where they are one place, are so to the last digit."""
    coordinates, index = shapely.get_coordinates(np.array(geometries, dtype=object), return_index=True)
    cells = np.round(coordinates / SAME_DEG)
    _, first, inverse = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    alike = coordinates[first][inverse.ravel()]
    return [
        shapely.transform(geometry, lambda _, own=alike[index == number]: own)
        for number, geometry in enumerate(geometries)
    ]


def shared_side(corners: Corners, one: LonLat, other: LonLat) -> int | None:
    """Return the side of a shape between two places, by the coordinate before it, or None."""
    for at in corners.at(*one).tolist():
        for end in corners.at(*other).tolist():
            if corners.after[at] == end:
                return int(at)
            if corners.after[end] == at:
                return int(end)
    return None


def shares_places(places: np.ndarray, others: Sequence[BaseGeometry]) -> np.ndarray:
    """Return which of some places are corners of other shapes too; bool, shape (n,)."""
    found: np.ndarray = np.isin(_cells(places), _cells(shapely.get_coordinates(np.array(others, dtype=object))))
    return found


def has_corner_at(geometries: np.ndarray, lon: float, lat: float) -> bool:
    """Return whether any of some shapes has a corner at a place.

    Parameters
    ----------
    geometries : ndarray of shapely geometry
        Few: those whose box holds the place.
    """
    places = shapely.get_coordinates(geometries)
    return bool(len(places)) and bool((np.abs(places - (lon, lat)).max(axis=1) <= SAME_DEG).any())


def _neighbour(
    uuid: str, geometry: BaseGeometry, places: np.ndarray, shape: BaseGeometry, side: tuple[LonLat, LonLat] | None
) -> Neighbour | None:
    dimension = shapely.get_dimensions(geometry)
    if dimension < _LINE:
        return None
    has_side = side is not None and shared_side(Corners(geometry), *side) is not None
    if has_side or dimension == _AREA == shapely.get_dimensions(shape):
        geometry = with_corners_at(geometry, places)
    corners = Corners(geometry)
    indices, of = _coinciding(corners, places)
    return Neighbour(uuid, corners, indices, of) if len(indices) else None


def _coinciding(corners: Corners, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the coordinates of a shape that lie at places, and at which of them."""
    order = np.argsort(corners.places[:, 0], kind="stable")
    lons = corners.places[order, 0]
    first = np.searchsorted(lons, places[:, 0] - SAME_DEG, side="left")
    last = np.searchsorted(lons, places[:, 0] + SAME_DEG, side="right")
    indices, of = [], []
    for number in np.flatnonzero(last > first).tolist():
        at = order[first[number] : last[number]]
        same = np.abs(corners.places[at, 1] - places[number, 1]) <= SAME_DEG
        hits = at[same & corners.holdable[at]]
        indices += hits.tolist()
        of += [number] * len(hits)
    return np.array(indices, int), np.array(of, int)


def _cells(places: np.ndarray) -> np.ndarray:
    """Return one number a place, the same for places that are one."""
    columns = np.round(places / SAME_DEG).astype(np.int64)
    wide: np.ndarray = columns[:, 0] * 1_000_003 + columns[:, 1] * 998_244_353
    return wide
