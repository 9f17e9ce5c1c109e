# SPDX-License-Identifier: MIT
"""Where in the world the island lies: open ocean, far from any land.

The grid stands on UTM zone 40 South, so that a kilometre of the grid is one of the map; the
south-west corner is at a round easting and northing.
"""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

UTM_CRS = "EPSG:32740"
CORNER_M = (578_000.0, 9_463_000.0)
"""Easting and northing of the grid's south-west corner, about 57.7° E, 4.9° S."""

DECIMALS = 5
"""Of written degrees: about a metre."""

_TO_WGS84 = Transformer.from_crs(UTM_CRS, "EPSG:4326", always_xy=True)


def to_wgs84(geometry: BaseGeometry) -> BaseGeometry:
    """Return geometry in grid kilometres as longitude and latitude, rounded and still valid."""
    degrees = shapely.transform(geometry, points_to_wgs84)
    return degrees if degrees.is_valid else shapely.make_valid(degrees)


def points_to_wgs84(points_km: np.ndarray) -> np.ndarray:
    """Return grid kilometres, shape (n, 2), as rounded degrees."""
    easting_m = CORNER_M[0] + points_km[:, 0] * 1000
    northing_m = CORNER_M[1] + points_km[:, 1] * 1000
    return np.round(np.column_stack(_TO_WGS84.transform(easting_m, northing_m)), DECIMALS)
