# SPDX-License-Identifier: MIT
"""What grows where: farmland round the towns and along rivers, woodland on the heights."""

from __future__ import annotations

import numpy as np
import shapely
from scipy import ndimage
from shapely.geometry import Polygon

from sample_data.making.curves import areas_above
from sample_data.making.settlements import Town
from sample_data.making.terrain import Terrain

_GAP_KM = 0.12
_SMALLEST_KM2 = 0.8


def farmland(terrain: Terrain, towns: list[Town], river_km: np.ndarray) -> list[Polygon]:
    """Return fields in grid kilometres, the largest first."""
    grid = terrain.grid
    near_km = np.minimum.reduce([grid.distance_km(town.x_km, town.y_km) for town in towns])
    wet = 0.6 * np.exp(-river_km / 1.4)
    ground = 13 * terrain.slope + terrain.elevation_m / 480
    worth = 0.98 - near_km / 6.5 + wet - ground + 0.42 * grid.noise("crops", 2.2)
    worth = np.where(terrain.coast_km > 0.5, worth, -3.0)
    smooth = ndimage.gaussian_filter(worth, 0.22 / grid.cell_km)
    return areas_above(grid, smooth, 0.1, tolerance_km=0.08, smallest_km2=_SMALLEST_KM2)


def woodland(terrain: Terrain, towns: list[Town], fields: list[Polygon]) -> list[Polygon]:
    """Return woods in grid kilometres, none of them on a field."""
    grid = terrain.grid
    near_km = np.minimum.reduce([grid.distance_km(town.x_km, town.y_km) for town in towns])
    worth = terrain.elevation_m / 620 + 2.6 * terrain.slope - 0.5 * np.exp(-near_km / 2.2)
    worth = worth - 0.5 + 0.45 * grid.noise("woods", 2.6)
    worth = np.where(terrain.coast_km > 0.9, worth, -3.0)
    smooth = ndimage.gaussian_filter(worth, 0.22 / grid.cell_km)
    woods = areas_above(grid, smooth, 0.05, tolerance_km=0.09, smallest_km2=_SMALLEST_KM2)
    farmed = shapely.union_all(fields).buffer(_GAP_KM)
    parts = shapely.get_parts(shapely.difference(woods, farmed))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > _SMALLEST_KM2]
