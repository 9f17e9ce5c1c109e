# SPDX-License-Identifier: MIT
"""Changing an outline by a drawn line, and cutting and filling holes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG, LonLat
from hotmap.analysis.splitting import faces, noded


def reshaped(geometry: BaseGeometry, line: Sequence[LonLat]) -> BaseGeometry | None:
    """Return a shape whose outline follows a drawn line between where the line meets it.

    Of an area, what the line cuts off is taken away, the larger side staying, and what it goes round
    outside is added; a hole follows in the same way. Of a line, the part between the first and the
    last meeting is replaced, and a drawn line that begins or ends at its end makes it longer.

    Parameters
    ----------
    geometry : shapely geometry
        Area or line, WGS 84 degrees.
    line : sequence of (lon, lat)

    Returns
    -------
    shapely geometry or None
        None when the line changes nothing, or would leave nothing.
    """
    if len(line) < 2:
        return None
    parts = list(getattr(geometry, "geoms", [geometry]))
    change = _reshaped_area if isinstance(parts[0], Polygon) else _reshaped_line
    if not isinstance(parts[0], (Polygon, LineString)):
        return None
    changed = [change(part, line) for part in parts]
    if all(part is None for part in changed):
        return None
    kept = [after if after is not None else before for before, after in zip(parts, changed, strict=True)]
    if len(kept) == 1:
        return kept[0]
    made = MultiPolygon(kept) if isinstance(kept[0], Polygon) else MultiLineString(kept)
    return made if made.is_valid else shapely.union_all(kept)


def with_hole(area: BaseGeometry, ring: Sequence[LonLat]) -> BaseGeometry | None:
    """Return an area with a hole, or None when the ring does not lie wholly inside one part of it."""
    if len(ring) < 3:
        return None
    hole = Polygon(ring)
    if not hole.is_valid or not hole.area:
        return None
    parts = list(getattr(area, "geoms", [area]))
    for number, part in enumerate(parts):
        if part.contains_properly(hole):
            made = Polygon(part.exterior, [*part.interiors, hole.exterior])
            return MultiPolygon([*parts[:number], made, *parts[number + 1 :]]) if len(parts) > 1 else made
    return None


def without_hole(area: BaseGeometry, lon: float, lat: float) -> BaseGeometry | None:
    """Return an area without the hole in which a place lies, or None when it lies in none."""
    parts = list(getattr(area, "geoms", [area]))
    for number, part in enumerate(parts):
        holes = list(getattr(part, "interiors", ()))
        for hole in holes:
            if Polygon(hole).covers(Point(lon, lat)):
                made = Polygon(part.exterior, [other for other in holes if other is not hole])
                return MultiPolygon([*parts[:number], made, *parts[number + 1 :]]) if len(parts) > 1 else made
    return None


def holes_of(area: BaseGeometry) -> int:
    """Return how many holes a shape has; none unless it is an area."""
    return sum(len(getattr(part, "interiors", ())) for part in getattr(area, "geoms", [area]))


def _reshaped_area(area: Polygon, line: Sequence[LonLat]) -> Polygon | None:
    outline, drawn = noded(area, line)
    found = faces(outline.boundary, drawn)
    filled = Polygon(area.exterior)
    for prepared in (area, filled):
        shapely.prepare(prepared)
    solid: list[Polygon] = []
    holes: list[Polygon] = []
    outside: list[Polygon] = []
    for face in found:
        middle = face.point_on_surface()
        (solid if area.contains(middle) else holes if filled.contains(middle) else outside).append(face)
    added = [face for face in outside if face.boundary.intersection(outline.boundary).length > SAME_DEG]
    if len(solid) < 2 and not added and len(holes) <= len(area.interiors):
        return None
    # A hole that the line divides keeps its larger part; the rest is filled.
    still_holes = [max(cut, key=_area) for hole in area.interiors if (cut := _within(holes, Polygon(hole)))]
    filled_in = [face for face in holes if face not in still_holes]
    made = shapely.union_all([max(solid, key=_area), *added, *filled_in])
    if made.geom_type != "Polygon":
        made = max(made.geoms, key=_area)
    return made if made.is_valid and not made.equals(area) else None


def _within(found: list[Polygon], hole: Polygon) -> list[Polygon]:
    shapely.prepare(hole)
    return [face for face in found if hole.contains(face.point_on_surface())]


def _area(face: BaseGeometry) -> float:
    return float(face.area)


def _reshaped_line(line: LineString, drawn: Sequence[LonLat]) -> LineString | None:
    old, new = LineString(line.coords), LineString(drawn)
    meetings = _meetings(old, new)
    if not meetings:
        return None
    if len(meetings) == 1:
        return _extended(old, new, meetings[0])
    (old_first, new_first), (old_last, new_last) = min(meetings), max(meetings)
    if old_last - old_first <= SAME_DEG:
        return None
    between = _stretch(new, min(new_first, new_last), max(new_first, new_last))
    if new_first > new_last:
        between = between[::-1]
    return _through([*_stretch(old, 0.0, old_first), *between, *_stretch(old, old_last, old.length)])


def _extended(old: LineString, new: LineString, meeting: tuple[float, float]) -> LineString | None:
    """Make a line longer where a drawn one that meets it once goes on from its end."""
    at_old, at_new = meeting
    away = [*_stretch(new, at_new, new.length)] if at_new < new.length - at_new else _stretch(new, 0.0, at_new)[::-1]
    if at_old <= SAME_DEG:
        return _through([*away[::-1], *old.coords])
    if at_old >= old.length - SAME_DEG:
        return _through([*old.coords, *away])
    return None


def _meetings(old: LineString, new: LineString) -> list[tuple[float, float]]:
    """Return how far along each of two lines they meet, in degrees; corners that lie on the other count."""
    met = shapely.get_coordinates(shapely.intersection(old, new))
    points = shapely.points(shapely.get_coordinates(new))
    met = np.vstack([met, shapely.get_coordinates(points[shapely.dwithin(old, points, SAME_DEG)])])
    found = {
        (round(float(old.project(Point(place))), 12), round(float(new.project(Point(place))), 12)) for place in met
    }
    ordered = sorted(found)
    return [m for i, m in enumerate(ordered) if i == 0 or m[0] - ordered[i - 1][0] > SAME_DEG]


def _stretch(line: LineString, start: float, end: float) -> list[LonLat]:
    """Return the corners of a line between two distances along it, with both ends."""
    places = [(float(x), float(y)) for x, y in line.coords]
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(np.array(places), axis=0).T))])
    inner = [place for place, at in zip(places, steps, strict=True) if start + SAME_DEG < at < end - SAME_DEG]
    first, last = (line.interpolate(at).coords[0] for at in (start, end))
    ends = {0.0: places[0], float(line.length): places[-1]}
    return [ends.get(start, first), *inner, ends.get(end, last)]


def _through(places: list[LonLat]) -> LineString | None:
    kept = [place for i, place in enumerate(places) if i == 0 or Point(place).distance(Point(places[i - 1])) > SAME_DEG]
    return LineString(kept) if len(kept) > 1 else None
