# SPDX-License-Identifier: MIT
"""What is left of an area whose outline crosses itself."""

from __future__ import annotations

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG


def mended(area: BaseGeometry) -> list[Polygon]:
    """Return the areas that an outline encloses, the largest first, holes kept; none without an extent.

    Parameters
    ----------
    area : shapely geometry
        Polygon or MultiPolygon, valid or not, WGS 84 degrees.
    """
    parts = shapely.get_parts(shapely.get_parts([shapely.make_valid(area)]))  # of a collection, then of its areas
    areas = [part for part in parts if isinstance(part, Polygon) and part.area > SAME_DEG * part.length]
    return sorted(areas, key=lambda part: float(part.area), reverse=True)


def together(areas: list[Polygon]) -> BaseGeometry:
    """Return one shape of one or several areas that do not overlap."""
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)
