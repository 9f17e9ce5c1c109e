# SPDX-License-Identifier: MIT
"""Towns and villages: a person says roughly where, the ground decides exactly.

All names are invented; a test compares them with the towns of the base map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.shaping import chaikin
from sample_data.making.grid import Cell, Grid
from sample_data.making.terrain import Terrain


@dataclass(frozen=True)
class Town:
    """A settlement.

    Attributes
    ----------
    name : str
    rank : int
        1 seat of the island, 2 town, 3 small town, 4 village.
    cell : Cell
    x_km, y_km : float
    population : int
        Rounded to hundreds.
    """

    name: str
    rank: int
    cell: Cell
    x_km: float
    y_km: float
    population: int


# Rank → name and wanted place in kilometres east and north of the grid's corner.
_WANTED: dict[int, tuple[tuple[str, float, float], ...]] = {
    1: (("Marran", 71, 45),),
    2: (
        ("Imbaro", 38, 28),
        ("Tiva", 69, 21),
        ("Haleke", 80, 34),
        ("Ondera", 62, 63),
        ("Velanu", 21, 62),
        ("Sobara", 29, 26),
        ("Keth", 50, 37),
    ),
    3: (
        ("Dunmara", 98, 27),
        ("Kessan", 34, 37),
        ("Faroda", 79, 23),
        ("Oruk", 63, 33),
        ("Makeva", 56, 46),
        ("Gorro", 45, 63),
        ("Ulleba", 85, 63),
        ("Pelu", 76, 52),
        ("Nesska", 71, 67),
        ("Lothane", 48, 14),
        ("Davaru", 9, 46),
        ("Isseko", 14, 34),
        ("Umrako", 18, 52),
        ("Sorrel", 92, 14),
    ),
    4: (
        *(("Ileo", 90, 22), ("Tovanne", 43, 9), ("Kalluven", 55, 20), ("Ruskene", 41, 21), ("Arrobe", 57, 29)),
        *(("Bovessa", 29, 33), ("Vennarok", 43, 40), ("Tolleve", 52, 42), ("Ninga", 61, 51), ("Shavelo", 32, 58)),
        *(("Iskalo", 29, 64), ("Fandeke", 37, 60), ("Wolluke", 53, 59), ("Hadruke", 67, 56), ("Rinnavo", 86, 56)),
        *(("Essimar", 81, 67), ("Yorrabe", 75, 39), ("Ollusha", 63, 41), ("Korrobe", 62, 25), ("Tassiro", 80, 16)),
        *(("Lenduvo", 99, 15), ("Sirrabe", 103, 24), ("Emmoka", 12, 26), ("Drasheki", 21, 24), ("Beshika", 15, 43)),
        *(("Aluketh", 22, 48), ("Nullaro", 11, 53), ("Harroke", 37, 47), ("Marovene", 57, 38), ("Jessamo", 50, 30)),
        *(("Dessuva", 44, 34), ("Orrimba", 74, 30), ("Gollesh", 86, 29), ("Sekkuma", 24, 57)),
        *(("Pennaku", 98, 49), ("Tuvelo", 9, 19.5)),
    ),
}
_SEARCH_KM = 3.5
_PEOPLE = {1: (64_000, 64_000), 2: (11_000, 27_000), 3: (2_600, 7_500), 4: (150, 1_100)}
_BUILT_RADIUS_KM = {1: 1.6, 2: 0.95, 3: 0.5, 4: 0.26}


def settle(terrain: Terrain, river_km: np.ndarray) -> list[Town]:
    """Return the towns, large ones first.

    Parameters
    ----------
    terrain : Terrain
    river_km : ndarray
        Distance of each cell from a river.
    """
    grid = terrain.grid
    rng = grid.random("people")
    worth = _worth(terrain, river_km)
    towns: list[Town] = []
    for rank, wanted in _WANTED.items():
        fewest, most = _PEOPLE[rank]
        for name, x_km, y_km in wanted:
            away_km = grid.distance_km(x_km, y_km)
            near = np.where(away_km <= _SEARCH_KM, worth - 0.15 * away_km, -np.inf)
            row, column = np.unravel_index(int(np.argmax(near)), grid.shape)
            cell = (int(row), int(column))
            people = round(float(rng.uniform(fewest, most)), -2)
            towns.append(Town(name, rank, cell, *grid.centre(cell), int(people)))
    return towns


def _worth(terrain: Terrain, river_km: np.ndarray) -> np.ndarray:
    """Return how good a cell is to live in: low, gentle, near water, a little off the shore."""
    grid, coast_km = terrain.grid, terrain.coast_km
    water = 1.2 * np.exp(-river_km / 1.6) + 0.9 * np.exp(-np.abs(coast_km - 1.0) / 1.2)
    ground = 9 * terrain.slope + terrain.elevation_m / 700
    return np.where(coast_km > 0.6, water - ground + 0.2 * grid.noise("places", 2.0), -np.inf)


def built_up(grid: Grid, towns: list[Town], land: BaseGeometry) -> list[tuple[Town, Polygon]]:
    """Return the built-up area of each town, in grid kilometres."""
    areas = []
    for town in towns:
        rng = grid.random(f"built-up {town.name}")
        angle = np.linspace(0, 2 * np.pi, 22, endpoint=False)
        radius = _BUILT_RADIUS_KM[town.rank] * (0.7 + 0.5 * rng.random(angle.size))
        radius = (radius + np.roll(radius, 1) + np.roll(radius, -1)) / 3
        ring = np.column_stack([town.x_km + 1.15 * radius * np.cos(angle), town.y_km + 0.9 * radius * np.sin(angle)])
        area = Polygon(chaikin(ring, 1, closed=True)).intersection(land.buffer(-0.1))
        areas += [(town, part) for part in shapely.get_parts(area) if part.area > 0.02]
    return areas
