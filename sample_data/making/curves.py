# SPDX-License-Identifier: MIT
"""From cells to lines and areas that look drawn: contours, corner cutting."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import contourpy
import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from hotmap.analysis.shaping import chaikin
from sample_data.making.grid import Grid


def smooth_line(points: Sequence[tuple[float, float]] | np.ndarray, tolerance_km: float) -> np.ndarray:
    """Return a line through cell centres as a smooth curve with the same ends, shape (n, 2)."""
    coarse = np.array(LineString(points).simplify(tolerance_km).coords)
    if len(coarse) < 3:
        return coarse
    fine = LineString(chaikin(coarse, 2, closed=False)).simplify(tolerance_km / 10)
    return np.array(fine.coords)


def areas_above(
    grid: Grid, field: np.ndarray, level: float, *, tolerance_km: float, smallest_km2: float
) -> list[Polygon]:
    """Return the smoothed areas where a field exceeds a level, largest first."""
    generator = contourpy.contour_generator(
        grid.x_km[0], grid.y_km[:, 0], field, fill_type=contourpy.FillType.OuterOffset
    )
    areas: list[Polygon] = []
    for points, offsets in zip(*generator.filled(level, np.inf), strict=True):
        rings = [points[start:end] for start, end in pairwise(offsets)]
        for part in _parts(Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 3])):
            if part.area >= smallest_km2:
                areas.append(_rounded(part.simplify(tolerance_km), smallest_km2))
    whole = [part for area in areas for part in _parts(area) if part.area >= smallest_km2]
    return sorted(whole, key=lambda area: -area.area)


def _rounded(area: Polygon, smallest_km2: float) -> Polygon:
    holes = [hole for hole in area.interiors if Polygon(hole).area >= smallest_km2]
    return Polygon(
        chaikin(np.array(area.exterior.coords)[:-1], 1, closed=True),
        [chaikin(np.array(hole.coords)[:-1], 1, closed=True) for hole in holes],
    )


def _parts(area: Polygon) -> list[Polygon]:
    valid = area if area.is_valid else shapely.make_valid(area)
    return [part for part in shapely.get_parts(valid) if part.geom_type == "Polygon"]
