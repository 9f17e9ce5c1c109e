# SPDX-License-Identifier: MIT
"""Finding the corner, the crossing or the side that the hand means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

VERTEX, CROSSING, EDGE = "vertex", "crossing", "edge"

MOST_SIDES = 250  # near the hand; beyond that nobody could tell their crossings apart
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Snap:
    """Where a drawn corner lands.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    kind : str
        ``vertex``, ``crossing`` of two sides, or ``edge``.
    name : str
        Name of what it lands on.
    other : str
        Name of what crosses it there.
    """

    lon: float
    lat: float
    kind: str
    name: str
    other: str = ""


@dataclass(frozen=True)
class Found:
    """What lies nearest to the hand among some geometries.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    kind : str
        As in `Snap`.
    index, other : int
        Which geometries it belongs to; −1 where there is no second.
    distance_deg : float
        In degrees of latitude.
    """

    lon: float
    lat: float
    kind: str
    index: int
    other: int = -1
    distance_deg: float = 0.0


class BoxIndex:
    """Boxes of many geometries, made in slices so that nobody waits for them.

    Parameters
    ----------
    geometries : ndarray of shapely geometry or None
        WGS 84 degrees.
    """

    def __init__(self, geometries: np.ndarray) -> None:
        self._geometries = np.asarray(geometries, dtype=object)
        self._west, self._south, self._east, self._north = np.full((4, len(self._geometries)), np.nan)
        self._made = 0

    @property
    def is_ready(self) -> bool:
        """True when all boxes are made; those that are not yet are not found."""
        return self._made >= len(self._geometries)

    def advance(self, rows: int = ROWS_AT_ONCE) -> None:
        """Make some more boxes."""
        end = min(self._made + rows, len(self._geometries))
        bounds = shapely.bounds(self._geometries[self._made : end]).reshape(-1, 4)
        for edges, column in zip((self._west, self._south, self._east, self._north), bounds.T, strict=True):
            edges[self._made : end] = column
        self._made = end

    def near(self, lon: float, lat: float, tolerance_deg: float) -> np.ndarray:
        """Return the rows whose box comes within reach of a place; see `nearest` for the tolerance."""
        reach = tolerance_deg / _stretch(lat)
        hit = (self._west <= lon + reach) & (self._east >= lon - reach)
        hit &= (self._south <= lat + tolerance_deg) & (self._north >= lat - tolerance_deg)
        return np.flatnonzero(hit)


def nearest(geometries: Sequence[BaseGeometry], lon: float, lat: float, tolerance_deg: float) -> Found | None:
    """Return the nearest corner within reach, else the nearest crossing, else the nearest side, else None.

    Parameters
    ----------
    geometries : sequence of shapely geometry
        Few: those whose box is near; WGS 84 degrees.
    lon, lat : float
        Where the hand is, WGS 84 degrees.
    tolerance_deg : float
        Greatest distance in degrees of latitude; degrees of longitude are stretched to match.
    """
    stretch = _stretch(lat)
    lines, of_line = _lines(geometries)
    coordinates, of_place = shapely.get_coordinates(lines, return_index=True)
    if not len(coordinates):
        return None
    places = (coordinates - (lon, lat)) * (stretch, 1.0)

    def found(kind: str, at: np.ndarray, away: float, index: int, other: int = -1) -> Found:
        return Found(float(at[0] / stretch + lon), float(at[1] + lat), kind, index, other, away)

    distances = np.hypot(places[:, 0], places[:, 1])
    corner = int(np.argmin(distances))
    if distances[corner] <= tolerance_deg:
        exact_lon, exact_lat = (float(value) for value in coordinates[corner])
        return Found(exact_lon, exact_lat, VERTEX, int(of_line[of_place[corner]]), -1, float(distances[corner]))
    ends = np.flatnonzero(of_place[1:] == of_place[:-1])
    start, end = places[ends], places[ends + 1]
    near = (np.minimum(start, end) <= tolerance_deg).all(axis=1) & (np.maximum(start, end) >= -tolerance_deg).all(
        axis=1
    )
    start, end, owner = start[near], end[near], of_line[of_place[ends[near]]]
    if not len(start):
        return None
    crossing = _nearest_crossing(start, end, owner, tolerance_deg) if len(start) <= MOST_SIDES else None
    if crossing is not None:
        at, away, index, other = crossing
        return found(CROSSING, at, away, index, other)
    side = end - start
    length2 = np.maximum((side**2).sum(axis=1), 1e-300)
    feet = start + side * np.clip(-(start * side).sum(axis=1) / length2, 0.0, 1.0)[:, None]
    away = np.hypot(feet[:, 0], feet[:, 1])
    best = int(np.argmin(away))
    return found(EDGE, feet[best], float(away[best]), int(owner[best])) if away[best] <= tolerance_deg else None


def _nearest_crossing(
    start: np.ndarray, end: np.ndarray, owner: np.ndarray, tolerance: float
) -> tuple[np.ndarray, float, int, int] | None:
    """Return (place, distance, owner, other owner) of the crossing nearest to the origin, or None."""
    one, other = np.nonzero(owner[:, None] < owner[None, :])
    side, across = (end - start)[one], (end - start)[other]
    gap = start[other] - start[one]
    turn = side[:, 0] * across[:, 1] - side[:, 1] * across[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (gap[:, 0] * across[:, 1] - gap[:, 1] * across[:, 0]) / turn
        u = (gap[:, 0] * side[:, 1] - gap[:, 1] * side[:, 0]) / turn
    meets = np.flatnonzero((t >= 0) & (t <= 1) & (u >= 0) & (u <= 1))
    if not len(meets):
        return None
    places = start[one[meets]] + side[meets] * t[meets][:, None]
    away = np.hypot(places[:, 0], places[:, 1])
    best = int(np.argmin(away))
    if away[best] > tolerance:
        return None
    return places[best], float(away[best]), int(owner[one[meets[best]]]), int(owner[other[meets[best]]])


def _lines(geometries: Sequence[BaseGeometry]) -> tuple[np.ndarray, np.ndarray]:
    """Return the lines, rings and points of all geometries, and which one each is from."""
    parts, of_part = shapely.get_parts(np.array(geometries, dtype=object), return_index=True)
    while np.any(shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT):  # nested collections
        parts, inner = shapely.get_parts(parts, return_index=True)
        of_part = of_part[inner]
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_ring = shapely.get_rings(parts[is_area], return_index=True)
    return np.concatenate([parts[~is_area], rings]), np.concatenate([of_part[~is_area], of_part[is_area][of_ring]])


def _stretch(lat: float) -> float:
    return max(cos(radians(lat)), 0.01)
