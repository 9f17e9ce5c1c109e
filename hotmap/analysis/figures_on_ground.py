# SPDX-License-Identifier: MIT
"""Circles, rectangles and corridors that are true on the ground at any latitude.

Their corners are places of the WGS 84 ellipsoid, not of a projection: a circle near the poles is as
round on the ground as one on the equator, however a map stretches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon, box

from hotmap.analysis.geodesy import bearing_deg, circle, destination, distance_m
from hotmap.errors import UsageError
from hotmap.i18n import tr

if TYPE_CHECKING:
    from pyproj import Proj

LonLat = tuple[float, float]

CIRCLE_CORNERS = 72
LARGEST_M = 1_000_000.0
"""The greatest radius, side and width: more is no place within one mission."""
STEP_DEG = 45.0
_RUN_M = 100_000.0  # of a line that is widened in one plane; there the plane is true to 1 in 100,000
_ARC_CORNERS = 9  # in a quarter of a round end


class FigureError(UsageError):
    """A figure that cannot be drawn where it was asked for; the message says why."""


def circle_on_ground(centre: LonLat, radius_m: float) -> Polygon:
    """Return the area within a distance of a place.

    Parameters
    ----------
    centre : tuple of float
        Longitude and latitude, WGS 84 degrees.
    radius_m : float
        Metres along the ground.

    Returns
    -------
    Polygon
        With `CIRCLE_CORNERS` corners, each `radius_m` from the centre.

    Raises
    ------
    FigureError
        When it would reach a pole or the 180th meridian, or is larger than `LARGEST_M`.
    """
    _check_size(radius_m)
    corners = shapely.get_coordinates(circle(*centre, radius_m, CIRCLE_CORNERS))
    to_pole_m = min(distance_m(*centre, centre[0], pole) for pole in (-90.0, 90.0))
    if to_pole_m <= radius_m:
        raise FigureError(tr("This would reach over the pole, where no map of hotmap goes: draw it smaller."))
    return _on_the_map(corners, centre[0])


def rectangle_between(corner: LonLat, opposite: LonLat) -> Polygon:
    """Return the area between two corners, its sides along meridians and parallels, WGS 84 degrees."""
    return box(
        min(corner[0], opposite[0]),
        min(corner[1], opposite[1]),
        max(corner[0], opposite[0]),
        max(corner[1], opposite[1]),
    )


def sides_m(corner: LonLat, opposite: LonLat) -> tuple[float, float]:
    """Return width and height in metres of the rectangle between two corners, the width along its middle."""
    middle = (corner[1] + opposite[1]) / 2
    width_m = distance_m(corner[0], middle, opposite[0], middle)
    return width_m, distance_m(corner[0], corner[1], corner[0], opposite[1])


def opposite_corner(corner: LonLat, width_m: float, height_m: float, toward: LonLat) -> LonLat:
    """Return the corner that gives a rectangle its width and height; the other way round of `sides_m`.

    Parameters
    ----------
    corner : tuple of float
        WGS 84 degrees.
    width_m, height_m : float
        Metres.
    toward : tuple of float
        A place on the side of the corner to which the rectangle shall lie.

    Raises
    ------
    FigureError
        When it would reach a pole or the 180th meridian, or is larger than `LARGEST_M`.
    """
    _check_size(max(width_m, height_m))
    lon, lat = corner
    _, top = destination(lon, lat, 0.0 if toward[1] >= lat else 180.0, height_m)
    if distance_m(lon, lat, lon, 90.0 if toward[1] >= lat else -90.0) <= height_m:
        raise FigureError(tr("This would reach over the pole, where no map of hotmap goes: draw it smaller."))
    middle = (lat + top) / 2
    span = width_m / (111_320.0 * max(cos(radians(middle)), 1e-6))  # degrees on a sphere, near enough to begin
    for _ in range(3):
        span *= width_m / distance_m(lon, middle, lon + span, middle)
    far = lon + span if toward[0] >= lon else lon - span
    if not -180.0 <= far <= 180.0:
        raise FigureError(_across())
    return far, top


def square_corner(corner: LonLat, toward: LonLat) -> LonLat:
    """Return the corner opposite to `corner` of the square on the ground that reaches as far as `toward`."""
    side_m = max(sides_m(corner, toward))
    return opposite_corner(corner, side_m, side_m, toward) if side_m > 0 else corner


def in_steps(start: LonLat, toward: LonLat, step_deg: float = STEP_DEG) -> LonLat:
    """Return the place nearest to `toward` whose bearing from `start` is a multiple of `step_deg` degrees."""
    bearing = bearing_deg(*start, *toward)
    nearest = round(bearing / step_deg) * step_deg
    along_m = distance_m(*start, *toward) * cos(radians(bearing - nearest))
    return destination(*start, nearest, along_m)


def corridor_on_ground(line: Sequence[LonLat], width_m: float) -> Polygon:
    """Return the area within half a width of a line, its ends round.

    Parameters
    ----------
    line : sequence of (lon, lat)
        At least two different places, WGS 84 degrees; a side runs straight on the map of degrees, as
        every side of a shape does.
    width_m : float
        From edge to edge, metres along the ground.

    Raises
    ------
    FigureError
        When it would reach a pole or the 180th meridian, or is wider than `LARGEST_M`.
    """
    _check_size(width_m)
    if max(abs(lat) for _, lat in line) > 89.0:
        raise FigureError(tr("This would reach over the pole, where no map of hotmap goes: draw it smaller."))
    runs = [_widened(run, width_m / 2) for run in _runs(line, width_m)]
    whole = shapely.union_all(runs) if len(runs) > 1 else runs[0]
    assert isinstance(whole, Polygon)  # each run begins where the one before ends
    return whole


def distance_to_line_m(line: Sequence[LonLat], place: LonLat) -> float:
    """Return how far a place lies from the nearest point of a line, in metres; all WGS 84 degrees."""
    plane = _plane(round(place[0], 2), round(place[1], 2))
    x, y = plane(*np.array(_pieces(line, 500.0)).T)
    px, py = plane(*place)
    return float(shapely.distance(LineString(np.column_stack([x, y])), shapely.Point(px, py)))


def _widened(run: np.ndarray, radius_m: float) -> Polygon:
    """Widen a short run of a line in a plane of its own."""
    middle = run[len(run) // 2]
    plane = _plane(float(middle[0]), float(middle[1]))
    x, y = plane(run[:, 0], run[:, 1])
    flat = shapely.buffer(LineString(np.column_stack([x, y])), radius_m, quad_segs=_ARC_CORNERS)
    rings = []
    for ring in shapely.get_rings(flat.simplify(radius_m * 1e-4)):
        x, y = shapely.get_coordinates(ring).T
        corners = np.column_stack(plane(x, y, inverse=True))
        rings.append(_on_the_map(corners, float(middle[0])).exterior)
    outer, *holes = rings
    return Polygon(outer, holes)


def _runs(line: Sequence[LonLat], width_m: float) -> list[np.ndarray]:
    """Cut a line, its long sides cut into pieces, into runs short enough for one plane each."""
    pieces = _pieces(line, max(min(width_m, _RUN_M / 10), 50.0))
    runs: list[list[LonLat]] = [[pieces[0]]]
    length_m = 0.0
    for before, place in pairwise(pieces):
        length_m += distance_m(*before, *place)
        runs[-1].append(place)
        if length_m > _RUN_M and place != pieces[-1]:
            runs.append([place])
            length_m = 0.0
    return [np.array(run) for run in runs]


def _pieces(line: Sequence[LonLat], longest_m: float) -> list[LonLat]:
    """Return the line with more corners on its sides, so that each piece is straight on the ground, too."""
    found = [line[0]]
    for start, end in pairwise(line):
        count = min(max(int(distance_m(*start, *end) / longest_m), 1), 1000)
        shares = np.linspace(0.0, 1.0, count + 1)[1:, None]
        along = np.array(start) * (1 - shares) + np.array(end) * shares
        found += [(float(x), float(y)) for x, y in along]
    return found


@lru_cache(maxsize=64)
def _plane(lon: float, lat: float) -> Proj:
    from pyproj import Proj  # loaded with the first figure, not with the window

    return Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")


def _on_the_map(corners: np.ndarray, lon: float) -> Polygon:
    """Return the polygon of corners about a longitude, or refuse when it leaves the map's sides."""
    turned = lon + (corners[:, 0] - lon + 180.0) % 360.0 - 180.0
    if turned.min() < -180.0 or turned.max() > 180.0:
        raise FigureError(_across())
    return Polygon(np.column_stack([turned, corners[:, 1]]))


def _across() -> str:
    return tr("This would cross the 180th meridian, where the map ends: draw it on one side.")


def _check_size(length_m: float) -> None:
    if not 0 < length_m <= LARGEST_M:
        raise FigureError(tr("A size between 0 and {most} km is possible here.").format(most=f"{LARGEST_M / 1000:.0f}"))
