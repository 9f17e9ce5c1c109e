# SPDX-License-Identifier: MIT
"""From what a hand draws to a geometry: pure functions behind the map tools."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely import get_coordinates
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import substring

LonLat = tuple[float, float]


def smooth_stroke(points: Sequence[LonLat], tolerance_deg: float, rounds: int = 2) -> list[LonLat]:
    """Return a freehand stroke with its tremble taken out and its corners cut.

    Parameters
    ----------
    points : sequence of (lon, lat)
        WGS 84 degrees, as sampled.
    tolerance_deg : float
        How far the result may leave the stroke.
    rounds : int
        Corner cuttings after Chaikin (1974); each doubles the corners.
    """
    if len(points) < 3:
        return list(points)
    line = get_coordinates(LineString(points).simplify(tolerance_deg))
    if len(line) > 2:
        line = chaikin(line, rounds, closed=False)
    return [(float(x), float(y)) for x, y in line]


def without_overlap(stroke: Sequence[LonLat], share: float = 0.12) -> list[LonLat]:
    """Return a stroke round a place without its tails, where its end ran over its beginning.

    Parameters
    ----------
    stroke : sequence of (lon, lat)
        WGS 84 degrees, as sampled.
    share : float
        How much of its length counts as its beginning, and as its end.
    """
    line = LineString(stroke)
    last = line.length * (1 - share)
    beginning, end = substring(line, 0, line.length * share), substring(line, last, line.length)
    if len(stroke) < 4 or not beginning.intersects(end):
        return list(stroke)
    met = Point(get_coordinates(beginning.intersection(end))[0])
    round_ = substring(line, beginning.project(met), last + end.project(met))
    return [(float(x), float(y)) for x, y in get_coordinates(round_)[:-1]]


def chaikin(points: np.ndarray, rounds: int, *, closed: bool) -> np.ndarray:
    """Return points with their corners cut, after Chaikin (1974); an open line keeps its ends.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
        A closed ring is given without its repeated first point.
    rounds : int
        Each doubles the corners.
    """
    points = np.asarray(points, float)
    for _ in range(rounds):
        following = np.roll(points, -1, axis=0) if closed else points[1:]
        before = points if closed else points[:-1]
        cut = np.empty((2 * len(before), 2))
        cut[0::2] = 0.75 * before + 0.25 * following
        cut[1::2] = 0.25 * before + 0.75 * following
        points = cut if closed else np.vstack([points[:1], cut, points[-1:]])
    return points


def area_from(corners: Sequence[LonLat]) -> Polygon | None:
    """Return the area with these corners, or None when it has no extent or its outline crosses itself."""
    if len(corners) < 3:
        return None
    area = Polygon(corners)
    return area if area.is_valid and area.area > 0 else None


def crosses_itself(corners: Sequence[LonLat]) -> bool:
    """Return whether the outline through these corners crosses itself."""
    return len(corners) > 3 and not Polygon(corners).is_valid
