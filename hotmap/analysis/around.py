# SPDX-License-Identifier: MIT
"""What is nearest to a place: distance and direction. Never to be called cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.i18n import mark_for_translation as _

POINTS = (
    _("north"), _("north-east"), _("east"), _("south-east"),
    _("south"), _("south-west"), _("west"), _("north-west"),
)  # fmt: skip
"""The directions by eighths of a circle from north (translate with `tr`)."""

LEAST_COS = 0.05  # near the poles a degree of longitude has no length worth dividing by


@dataclass(frozen=True)
class Nearest:
    """One thing near a place.

    Attributes
    ----------
    index : int
        In the sequence that was asked about.
    distance_m : float
        Along the ground to its nearest point; 0 inside an area.
    bearing_deg : float
        From the place to that point, degrees clockwise from north.
    """

    index: int
    distance_m: float
    bearing_deg: float


def nearest(lon: float, lat: float, geometries: Sequence[BaseGeometry | None], count: int = 2) -> list[Nearest]:
    """Return what lies nearest to a place, the nearest first.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    geometries : sequence of shapely geometry or None
        WGS 84 degrees.
    count : int
        How many at most.
    """
    from pyproj import Geod

    known = [i for i, geometry in enumerate(geometries) if geometry is not None and not geometry.is_empty]
    if not known:
        return []
    # About the place a degree east is shorter than one north: only then is the nearest point the nearest.
    stretch = np.array([max(cos(radians(lat)), LEAST_COS), 1.0])
    here = np.array([lon, lat])
    local = shapely.transform(np.array([geometries[i] for i in known], dtype=object), lambda c: (c - here) * stretch)
    lines = shapely.shortest_line(shapely.Point(0, 0), local)
    ends = shapely.get_coordinates(shapely.get_point(lines, -1)) / stretch + here
    inside = shapely.intersects(local, shapely.Point(0, 0))
    origin = np.broadcast_to(here, ends.shape)
    bearings, _back, away_m = Geod(ellps="WGS84").inv(origin[:, 0], origin[:, 1], ends[:, 0], ends[:, 1])
    away_m = np.where(inside, 0.0, away_m)
    order = np.argsort(away_m, kind="stable")[:count]
    return [Nearest(known[i], float(away_m[i]), float(bearings[i]) % 360.0) for i in order.tolist()]


def compass_point(bearing_deg: float) -> str:
    """Return the eighth of the circle that a bearing falls in, as an English word of `POINTS`.

    >>> compass_point(350), compass_point(44)
    ('north', 'north-east')
    """
    return POINTS[round(bearing_deg / 45.0) % 8]
