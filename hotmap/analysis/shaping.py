# SPDX-License-Identifier: MIT
"""From what a hand draws to a geometry: pure functions behind the map tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from shapely import get_coordinates, transform
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
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


def vertices_of(geometry: BaseGeometry) -> list[tuple[int, LonLat]]:
    """Return (index, (lon, lat)) of every corner that can be held, closing corners left out.

    The index counts all coordinates as `shapely.get_coordinates` does.
    """
    coordinates = get_coordinates(geometry)
    skipped = {end for _, end in _rings(geometry)}
    return [(i, (float(x), float(y))) for i, (x, y) in enumerate(coordinates) if i not in skipped]


def midpoints_of(geometry: BaseGeometry) -> list[tuple[int, LonLat]]:
    """Return (index of the corner before, (lon, lat)) of the middle of every side."""
    coordinates = get_coordinates(geometry)
    found: list[tuple[int, LonLat]] = []
    for start, end in _paths(geometry):
        for i in range(start, end):
            x, y = (coordinates[i] + coordinates[i + 1]) / 2
            found.append((i, (float(x), float(y))))
    return found


def with_vertex_at(geometry: BaseGeometry, index: int, place: LonLat) -> BaseGeometry:
    """Return the geometry with one corner moved; a ring stays closed."""
    coordinates = get_coordinates(geometry)
    coordinates[index] = place
    for start, end in _rings(geometry):
        if index in (start, end):
            coordinates[[start, end]] = place
    return transform(geometry, lambda _: coordinates)


def with_vertex_after(geometry: BaseGeometry, index: int, place: LonLat) -> BaseGeometry:
    """Return the geometry with a new corner on the side that follows corner `index`."""
    return _edited(geometry, lambda path, at: np.insert(path, at + 1, place, axis=0), index)


def without_vertex(geometry: BaseGeometry, index: int) -> BaseGeometry | None:
    """Return the geometry without one corner, or None when too few would be left."""
    for start, end in _paths(geometry):
        if start <= index <= end:
            least = 4 if (start, end) in _rings(geometry) else 2
            if end - start + 1 <= least:
                return None
    if not _paths(geometry):
        return None
    return _edited(geometry, _drop, index)


def _drop(path: np.ndarray, at: int) -> np.ndarray:
    closed = len(path) > 3 and bool((path[0] == path[-1]).all())
    if closed and at in (0, len(path) - 1):
        return np.vstack([path[1:-1], path[1:2]])
    return np.delete(path, at, axis=0)


def _edited(geometry: BaseGeometry, edit: Callable[[np.ndarray, int], np.ndarray], index: int) -> BaseGeometry:
    coordinates = get_coordinates(geometry)
    paths = [coordinates[start : end + 1] for start, end in _paths(geometry)]
    edited = [
        edit(path, index - start) if start <= index <= end else path
        for path, (start, end) in zip(paths, _paths(geometry), strict=True)
    ]
    return _rebuilt(geometry, iter(edited))


def _rebuilt(geometry: BaseGeometry, paths: Iterator[np.ndarray]) -> BaseGeometry:
    if isinstance(geometry, (MultiPolygon, MultiLineString)):
        return geometry.__class__([_rebuilt(part, paths) for part in geometry.geoms])
    if isinstance(geometry, Polygon):
        return Polygon(next(paths), [next(paths) for _ in geometry.interiors])
    return LineString(next(paths))


def _rings(geometry: BaseGeometry) -> list[tuple[int, int]]:
    return _paths(geometry) if "Polygon" in geometry.geom_type else []


def _paths(geometry: BaseGeometry) -> list[tuple[int, int]]:
    """Return the first and last coordinate index of each line or ring, in order."""
    if isinstance(geometry, Point) or geometry.geom_type == "MultiPoint":
        return []
    lengths: list[int] = []
    for part in getattr(geometry, "geoms", [geometry]):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        lengths += [len(ring.coords) for ring in rings]
    ends = np.cumsum(lengths)
    return [(int(end) - length, int(end) - 1) for end, length in zip(ends, lengths, strict=True)]
