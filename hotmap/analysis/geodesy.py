# SPDX-License-Identifier: MIT
"""Lengths, areas and bearings on the WGS 84 ellipsoid. The map's projection is for looking only."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from pyproj import Geod


@cache
def _wgs84() -> Geod:
    from pyproj import Geod  # a tenth of a second that the window's start need not wait for

    return Geod(ellps="WGS84")


_RADIUS_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563


def between_meridians_m(lat: float, apart_deg: float) -> float:
    """Return the length of the shortest way between two places of one parallel, without waiting for PROJ.

    Parameters
    ----------
    lat : float
        Degrees.
    apart_deg : float
        Degrees of longitude, 0–180.

    Returns
    -------
    float
        Metres; to a thousandth of what `distance_m` says, which is enough to draw a scale bar.
    """
    eccentricity2 = _FLATTENING * (2 - _FLATTENING)
    normal_m = _RADIUS_M / sqrt(1 - eccentricity2 * sin(radians(lat)) ** 2)
    chord_m = 2 * normal_m * cos(radians(lat)) * sin(radians(apart_deg) / 2)
    return 2 * normal_m * asin(min(chord_m / (2 * normal_m), 1.0))


def lengths_m(geometries: np.ndarray) -> np.ndarray:
    """Return the geodesic length of each geometry.

    Parameters
    ----------
    geometries : ndarray of shapely geometry or None, shape (n,)
        WGS 84 degrees.

    Returns
    -------
    ndarray of float, shape (n,)
        Metres: of lines their length, of areas the length of all their rings; 0 for points, None
        and empty geometries.
    """
    geometries = np.asarray(geometries, dtype=object)
    lines, of_line = _lines(geometries)
    coordinates, of_vertex = shapely.get_coordinates(lines, return_index=True)
    total = np.zeros(len(geometries))
    if len(coordinates) < 2:
        return total
    same = of_vertex[1:] == of_vertex[:-1]
    start, end = coordinates[:-1][same], coordinates[1:][same]
    _, _, step_m = _wgs84().inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    np.add.at(total, of_line[of_vertex[1:][same]], step_m)
    return total


def _lines(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the single lines and rings of all geometries and the index of the one each is from."""
    parts, of_part = shapely.get_parts(geometries, return_index=True)
    while np.any(shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT):  # nested collections
        parts, inner = shapely.get_parts(parts, return_index=True)
        of_part = of_part[inner]
    types = shapely.get_type_id(parts)
    is_area = types == shapely.GeometryType.POLYGON
    rings, of_ring = shapely.get_rings(parts[is_area], return_index=True)
    is_line = np.isin(types, (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING))
    return np.concatenate([parts[is_line], rings]), np.concatenate([of_part[is_line], of_part[is_area][of_ring]])


def length_m(geometry: BaseGeometry | None) -> float:
    """Return the geodesic length of one geometry in metres; see `lengths_m`."""
    return float(lengths_m(np.array([geometry], dtype=object))[0])


def area_m2(geometry: BaseGeometry | None) -> float:
    """Return the geodesic area of one geometry, holes taken off, in square metres.

    Parameters
    ----------
    geometry : shapely geometry or None
        WGS 84 degrees, rings in either direction.

    Returns
    -------
    float
        0 for None, points, lines and empty geometries.
    """
    if geometry is None or geometry.is_empty:
        return 0.0
    if hasattr(geometry, "geoms"):
        return sum(area_m2(part) for part in geometry.geoms)
    if geometry.geom_type != "Polygon":
        return 0.0
    outer = _ring_area_m2(geometry.exterior)
    return max(0.0, outer - sum(_ring_area_m2(hole) for hole in geometry.interiors))


def _ring_area_m2(ring: BaseGeometry) -> float:
    coordinates = shapely.get_coordinates(ring)
    area, _ = _wgs84().polygon_area_perimeter(coordinates[:, 0], coordinates[:, 1])
    return abs(float(area))


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the geodesic distance between two places in WGS 84 degrees, in metres."""
    return float(_wgs84().inv(lon1, lat1, lon2, lat2)[2])


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the initial bearing from the first place to the second, in degrees from north, 0–360.

    >>> bearing_deg(0, 0, 1, 0)
    90.0
    """
    return float(_wgs84().inv(lon1, lat1, lon2, lat2)[0]) % 360.0


def destination(lon: float, lat: float, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Return the place that lies at a bearing and a distance.

    Waits for drawing by typed vertices, each so far and in that direction from the last.

    Parameters
    ----------
    lon, lat : float
        Start in WGS 84 degrees.
    bearing_deg : float
        Degrees clockwise from north.
    distance_m : float
        Metres along the ground.

    Returns
    -------
    tuple of float
        Longitude and latitude in degrees.
    """
    end_lon, end_lat, _ = _wgs84().fwd(lon, lat, bearing_deg, distance_m)
    return float(end_lon), float(end_lat)


def seen_from(place: tuple[float, float], places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return in which direction and how far places lie from one place.

    Parameters
    ----------
    place : tuple of float
        Longitude and latitude, WGS 84 degrees.
    places : ndarray, shape (n, 2)
        WGS 84 degrees.

    Returns
    -------
    bearings_deg, distances_m : ndarray, shape (n,)
        Degrees clockwise from north at `place`; metres along the ground.
    """
    lon, lat = (np.full(len(places), value) for value in place)
    bearings_deg, _, distances_m = _wgs84().inv(lon, lat, places[:, 0], places[:, 1])
    return bearings_deg, distances_m


def laid_out(place: tuple[float, float], bearings_deg: np.ndarray, distances_m: np.ndarray) -> np.ndarray:
    """Return the places that lie in these directions and distances; the inverse of `seen_from`.

    Returns
    -------
    ndarray, shape (n, 2)
        WGS 84 degrees.
    """
    lon, lat = (np.full(len(distances_m), value) for value in place)
    lons, lats, _ = _wgs84().fwd(lon, lat, bearings_deg, distances_m)
    return np.column_stack([lons, lats])


def circle(lon: float, lat: float, radius_m: float, vertices: int = 72) -> BaseGeometry:
    """Return the area within `radius_m` metres of a place, as a polygon in WGS 84 degrees."""
    bearings = np.arange(vertices) * (360.0 / vertices)
    lons, lats, _ = _wgs84().fwd(
        np.full(vertices, lon), np.full(vertices, lat), bearings, np.full(vertices, float(radius_m))
    )
    return shapely.Polygon(np.column_stack([lons, lats]))
