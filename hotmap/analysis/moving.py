# SPDX-License-Identifier: MIT
"""Moving and turning shapes on the ground: neither sheared nor grown by the map's projection.

A shape is held by the bearing and the distance of each corner from one place, as in an azimuthal
equidistant projection about it; moved, it is laid out again about another place. Corners that
several shapes share stay shared when all are moved from the same place.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import LonLat
from hotmap.analysis.geodesy import laid_out, seen_from

_ROUNDS = 4  # each moves the centre a thousand times nearer to where it belongs


def moved(geometry: BaseGeometry, start: LonLat, end: LonLat) -> BaseGeometry:
    """Return a shape moved so that the place `start` comes to lie on `end`.

    Parameters
    ----------
    geometry : shapely geometry
        WGS 84 degrees.
    start, end : tuple of float
        Longitude and latitude; `start` should be a place at or near the shape.

    Returns
    -------
    shapely geometry
        Of the same size on the ground to a thousandth, north still up.
    """
    return _laid_out_again(geometry, start, end, 0.0)


def turned(geometry: BaseGeometry, centre: LonLat, angle_deg: float) -> BaseGeometry:
    """Return a shape turned clockwise about a place by an angle, in degrees as a compass counts them."""
    return _laid_out_again(geometry, centre, centre, angle_deg)


def centre_of(geometry: BaseGeometry) -> LonLat:
    """Return the centroid on the ground: the place about which a shape turns and stays where it is.

    It is the place that is its own centroid in the equidistant projection about it, so turning the
    shape does not move it.
    """
    west, south, east, north = geometry.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    for _ in range(_ROUNDS):
        flat = shapely.transform(geometry, lambda places, at=(lon, lat): _plane(places, at))
        middle = flat.centroid
        bearing_deg = np.degrees(np.arctan2([middle.x], [middle.y]))
        [[lon, lat]] = laid_out((lon, lat), bearing_deg, np.hypot([middle.x], [middle.y])).tolist()
    return lon, lat


def _laid_out_again(geometry: BaseGeometry, start: LonLat, end: LonLat, angle_deg: float) -> BaseGeometry:
    def placed(places: np.ndarray) -> np.ndarray:
        bearings_deg, distances_m = seen_from(start, places)
        return laid_out(end, bearings_deg + angle_deg, distances_m)

    return shapely.transform(geometry, placed)


def _plane(places: np.ndarray, origin: LonLat) -> np.ndarray:
    """Return metres east and north of a place, equidistant from it."""
    bearings_deg, distances_m = seen_from(origin, places)
    angle = np.radians(bearings_deg)
    return np.column_stack([distances_m * np.sin(angle), distances_m * np.cos(angle)])
