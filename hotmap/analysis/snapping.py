# SPDX-License-Identifier: MIT
"""Finding the corner or side that the hand means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
from shapely import STRtree, get_coordinates, get_parts, get_rings
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Snap:
    """Where a drawn corner lands.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    kind : str
        ``vertex`` or ``edge``.
    name : str
        Name of what it lands on.
    """

    lon: float
    lat: float
    kind: str
    name: str


class SnapIndex:
    """Geometries that can be snapped to.

    Parameters
    ----------
    geometries : sequence of shapely geometries
        WGS 84 degrees.
    names : sequence of str
        What each of them is called, in words.
    """

    def __init__(self, geometries: Sequence[BaseGeometry], names: Sequence[str]) -> None:
        self._geometries = list(geometries)
        self._names = list(names)
        self._tree = STRtree(self._geometries)

    def nearest(self, lon: float, lat: float, tolerance_deg: float, skipped: Collection[int] = ()) -> Snap | None:
        """Return the nearest corner within the tolerance, else the nearest side, else None.

        Parameters
        ----------
        lon, lat : float
            Where the hand is, WGS 84 degrees.
        tolerance_deg : float
            Greatest distance in degrees of latitude; degrees of longitude are stretched to match.
        skipped : collection of int
            Indices of geometries that do not count, such as the one in the hand.
        """
        stretch = max(cos(radians(lat)), 0.01)
        reach = box(
            lon - tolerance_deg / stretch, lat - tolerance_deg, lon + tolerance_deg / stretch, lat + tolerance_deg
        )
        best: dict[str, tuple[float, Snap]] = {}
        for index in sorted(set(self._tree.query(reach).tolist()).difference(skipped)):
            for line in _lines(self._geometries[index]):
                for kind, distance, x, y in _nearest_on(line, lon, lat, stretch):
                    if distance <= tolerance_deg and (kind not in best or distance < best[kind][0]):
                        best[kind] = (distance, Snap(x, y, kind, self._names[index]))
        found = best.get("vertex") or best.get("edge")
        return found[1] if found else None


def _lines(geometry: BaseGeometry) -> list[np.ndarray]:
    """Return the vertices of each line, ring or point of a geometry, shape (n, 2)."""
    lines: list[np.ndarray] = []
    for part in get_parts([geometry]):
        rings = get_rings(part) if part.geom_type == "Polygon" else [part]
        lines += [get_coordinates(ring) for ring in rings]
    return lines


def _nearest_on(line: np.ndarray, lon: float, lat: float, stretch: float) -> list[tuple[str, float, float, float]]:
    """Return (kind, distance, lon, lat) of the nearest corner and of the nearest point on a side."""
    scaled = (line - (lon, lat)) * (stretch, 1.0)
    distances = np.hypot(scaled[:, 0], scaled[:, 1])
    corner = int(np.argmin(distances))
    found = [("vertex", float(distances[corner]), float(line[corner, 0]), float(line[corner, 1]))]
    if len(line) > 1:
        start, side = scaled[:-1], np.diff(scaled, axis=0)
        length2 = np.maximum((side**2).sum(axis=1), 1e-30)
        along = np.clip(-(start * side).sum(axis=1) / length2, 0.0, 1.0)
        foot = start + side * along[:, None]
        away = np.hypot(foot[:, 0], foot[:, 1])
        nearest = int(np.argmin(away))
        x, y = foot[nearest]
        found.append(("edge", float(away[nearest]), float(x / stretch + lon), float(y + lat)))
    return found
