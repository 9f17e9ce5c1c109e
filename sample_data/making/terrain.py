# SPDX-License-Identifier: MIT
"""Coast and relief: a body with two arms round an eastern gulf, a spine of hills, four islets."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from sample_data.making.grid import Grid


@dataclass(frozen=True)
class Terrain:
    """The ground, all arrays in the shape of the grid.

    Attributes
    ----------
    grid : Grid
    shore : ndarray of float
        Above zero on land, below in the sea; its zero line is the coast.
    elevation_m : ndarray of float
        0 in the sea.
    coast_km : ndarray of float
        Distance inland from the coast, 0 in the sea.
    main : ndarray of bool
        The main island.
    """

    grid: Grid
    shore: np.ndarray
    elevation_m: np.ndarray
    coast_km: np.ndarray
    main: np.ndarray

    @property
    def land(self) -> np.ndarray:
        """True on land."""
        return self.shore > 0

    @property
    def slope(self) -> np.ndarray:
        """Rise over run, without unit."""
        smooth = ndimage.gaussian_filter(self.elevation_m, 0.2 / self.grid.cell_km)
        dy, dx = np.gradient(smooth, self.grid.cell_km * 1000)
        return np.hypot(dx, dy)

    def carved(self, valley_km: np.ndarray) -> Terrain:
        """Return the terrain with valleys where `valley_km`, the distance from a river, is small."""
        depth = 0.45 * np.exp(-((valley_km / 1.1) ** 2))
        return replace(self, elevation_m=np.where(self.land, self.elevation_m * (1 - depth), 0.0))


# Centre x, y, half axes and turn (degrees, anticlockwise) of the ellipses that make up the island.
_BODIES = (
    (42.0, 42.0, 34.0, 24.0, -8.0),
    (71.0, 58.0, 25.0, 10.5, 16.0),
    (77.0, 27.0, 26.0, 11.5, -14.0),
    (48.0, 18.0, 12.0, 12.0, 0.0),
    (24.0, 55.0, 17.0, 13.0, 35.0),
    (20.0, 32.0, 11.0, 8.0, 50.0),
)
# Centre x, y, radius and depth of the bites that the sea takes.
_BAYS = ((91.0, 41.0, 10.5, 0.95), (5.0, 33.0, 7.0, 0.55), (60.0, 9.0, 7.0, 0.5), (47.0, 71.0, 6.5, 0.4))
# Centre x, y and radius of the islets.
_ISLETS = ((99.5, 50.0, 3.4), (94.0, 40.5, 1.4), (66.0, 8.5, 2.6), (9.0, 19.0, 2.2), (103.0, 29.0, 1.7))
_ISLET_HEIGHT = 0.12


def make_terrain(grid: Grid) -> Terrain:
    """Return the island's ground."""
    shore = _shore(grid)
    land = shore > 0
    coast_km = ndimage.distance_transform_edt(land) * grid.cell_km
    labels, _ = ndimage.label(land)
    main = labels == np.argmax(np.bincount(labels.ravel())[1:]) + 1
    return Terrain(grid, shore, _elevation(grid, land, coast_km), coast_km, main)


def _shore(grid: Grid) -> np.ndarray:
    x, y = grid.x_km, grid.y_km
    shore = np.full(grid.shape, -1.0)
    for cx, cy, rx, ry, turn_deg in _BODIES:
        a = np.deg2rad(turn_deg)
        u = (x - cx) * np.cos(a) + (y - cy) * np.sin(a)
        v = -(x - cx) * np.sin(a) + (y - cy) * np.cos(a)
        shore = np.maximum(shore, 1 - np.hypot(u / rx, v / ry))
    shore = shore + 0.17 * grid.noise("coast", 3.2) + 0.11 * grid.noise("capes", 2.7)
    for cx, cy, radius_km, depth in _BAYS:
        shore = shore - depth * np.exp(-((grid.distance_km(cx, cy) / radius_km) ** 2))
    edge_km = np.minimum.reduce([x, grid.width_km - x, y, grid.height_km - y])
    shore = shore - 1.2 * np.clip((5 - edge_km) / 5, 0, 1)
    rough = grid.noise("coves", 2.3)
    for cx, cy, radius_km in _ISLETS:
        islet = _ISLET_HEIGHT * (1 - np.hypot(x - cx, (y - cy) * 1.3) / radius_km)
        shore = np.maximum(shore, islet + 0.025 * rough)
    shore = ndimage.gaussian_filter(shore + 0.035 * rough, 0.2 / grid.cell_km)
    return _without_specks(grid, shore)


def _without_specks(grid: Grid, shore: np.ndarray) -> np.ndarray:
    """Drown islets below 2 km² and fill lakes."""
    cells_per_km2 = 1 / grid.cell_km**2
    labels, count = ndimage.label(shore > 0)
    for number, size in enumerate(ndimage.sum(shore > 0, labels, range(1, count + 1)), 1):
        if size < 2 * cells_per_km2:
            shore[labels == number] = -0.02
    labels, count = ndimage.label(shore <= 0)
    for number, size in enumerate(ndimage.sum(shore <= 0, labels, range(1, count + 1)), 1):
        if size < 500 * cells_per_km2:
            shore[labels == number] = 0.01
    return shore


def _elevation(grid: Grid, land: np.ndarray, coast_km: np.ndarray) -> np.ndarray:
    x, y = grid.x_km, grid.y_km
    ridges = 1 - np.abs(grid.noise("ridges", 3.1)) / 1.1
    # Two ranges: the high one from the north-west to the centre, a low one in the south-east arm.
    high = np.exp(-((((x - 34) * 0.55 - (y - 46) * 0.8) / 9) ** 2)) * np.exp(-(((x - 36) / 26) ** 2))
    low = np.exp(-((((x - 72) * 0.45 + (y - 30) * 0.9) / 4.5) ** 2)) * np.exp(-(((x - 70) / 12) ** 2))
    inland = np.clip(coast_km / 9, 0, 1)
    hills = high * (720 + 430 * ridges) + low * (260 + 160 * ridges) + 90 * np.clip(ridges, -1, 1)
    rolling = 110 * np.clip(grid.noise("plains", 2.9) + 0.3, 0, 3) + 26 * grid.noise("knolls", 2.4)
    elevation = 8 * coast_km**0.8 + inland * (hills + rolling)
    return np.where(land, np.maximum(elevation, 0.5), 0.0)
