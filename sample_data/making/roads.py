# SPDX-License-Identifier: MIT
"""Roads: least-cost paths between towns that share what is already there, cut at junctions.

Classes are those of OpenStreetMap. A road that crosses a river has a bridge when it is
primary or secondary and a ford when it is not; a ford closes the road in the rains.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from shapely import STRtree
from shapely.geometry import LineString

from sample_data.making.curves import smooth_line
from sample_data.making.grid import Cell
from sample_data.making.hydrology import River
from sample_data.making.paths import CellGraph
from sample_data.making.settlements import Town
from sample_data.making.terrain import Terrain

CLASSES = ("track", "tertiary", "secondary", "primary")
"""Road classes, the least important first."""

_TRUNK = (
    ("Marran", "Haleke"), ("Haleke", "Faroda"), ("Faroda", "Tiva"), ("Marran", "Ondera"), ("Marran", "Keth"),
    ("Keth", "Imbaro"), ("Imbaro", "Sobara"), ("Tiva", "Korrobe"), ("Korrobe", "Imbaro"),
)  # fmt: skip
_LINKS = (
    ("Ondera", "Gorro"), ("Gorro", "Velanu"), ("Velanu", "Umrako"), ("Umrako", "Davaru"), ("Davaru", "Isseko"),
    ("Isseko", "Sobara"), ("Ondera", "Nesska"), ("Nesska", "Ulleba"), ("Marran", "Pelu"), ("Faroda", "Dunmara"),
    ("Tiva", "Sorrel"), ("Keth", "Makeva"), ("Oruk", "Korrobe"), ("Imbaro", "Lothane"),
)  # fmt: skip
_TRACKS = (
    ("Harroke", "Shavelo"), ("Oruk", "Orrimba"), ("Arrobe", "Jessamo"), ("Marovene", "Oruk"), ("Pelu", "Nesska"),
    ("Kessan", "Bovessa"), ("Gollesh", "Ileo"), ("Beshika", "Aluketh"), ("Lothane", "Ruskene"),
    ("Ninga", "Wolluke"), ("Isseko", "Beshika"),
)  # fmt: skip
_UNPAVED_PRIMARY = frozenset({("Korrobe", "Imbaro"), ("Tiva", "Korrobe")})
_OLD_ROAD_DISCOUNT = 0.32


@dataclass(frozen=True)
class Road:
    """A stretch of road between two junctions.

    Attributes
    ----------
    points_km : ndarray, shape (n, 2)
    road_class : str
        One of `CLASSES`.
    paved : bool
    ends : tuple of str
        The towns whose connection it was built for.
    fords, bridges : int
        Crossings of rivers.
    """

    points_km: np.ndarray
    road_class: str
    paved: bool
    ends: tuple[str, str]
    fords: int = 0
    bridges: int = 0


class _Builder:
    """Lays paths over the grid and remembers which steps between cells are roads."""

    def __init__(self, terrain: Terrain, river_km: np.ndarray) -> None:
        self.grid = terrain.grid
        wild = np.clip(self.grid.noise("wilderness", 2.0), -0.8, 3)
        self.cost = 1 + 18 * terrain.slope + 1.6 * (river_km == 0) + terrain.elevation_m / 900
        self.cost += 0.7 * wild + 0.6 * (terrain.coast_km < 0.6)
        # A footpath that became a track goes over the pass where a road goes round the hill.
        self.cost_on_foot = 1 + 6 * terrain.slope + 0.5 * wild
        self.discount = np.ones(self.grid.shape)
        self.graph = CellGraph(self.grid, terrain.main)
        self.steps: dict[tuple[Cell, Cell], tuple[int, tuple[str, str]]] = {}

    def connect(self, start: Town, end: Town, level: int) -> None:
        """Lay the cheapest road of a class level between two towns, along older ones where it can."""
        self._lay(self.graph.path(self.cost * self.discount, start.cell, end.cell), start, end, level)

    def connect_on_foot(self, start: Town, end: Town) -> None:
        """Lay a track that takes the short way."""
        on_roads = np.where(self.discount < 1, 0.8, 1.0)
        self._lay(self.graph.path(self.cost_on_foot * on_roads, start.cell, end.cell), start, end, 0)

    def _lay(self, path: list[Cell], start: Town, end: Town, level: int) -> None:
        for one, other in pairwise(path):
            step = (min(one, other), max(one, other))
            if step not in self.steps or self.steps[step][0] < level:
                self.steps[step] = (level, (start.name, end.name))
            self.discount[one] = self.discount[other] = _OLD_ROAD_DISCOUNT


def build_roads(terrain: Terrain, towns: list[Town], rivers: list[River], river_km: np.ndarray) -> list[Road]:
    """Return the road network of the main island, cut at junctions, main roads first."""
    builder = _Builder(terrain, river_km)
    by_name = {town.name: town for town in towns}
    for level, links in ((3, _TRUNK), (2, _LINKS)):
        for start, end in links:
            builder.connect(by_name[start], by_name[end], level)
    joined = [by_name[name] for name in dict.fromkeys(n for link in (*_TRUNK, *_LINKS) for n in link)]
    on_main = [town for town in towns if terrain.main[town.cell]]
    for town in on_main:
        if town not in joined:
            near = sorted(joined, key=lambda other: _apart_km(town, other))
            level = 1 if town.rank == 3 else int(sum(map(ord, town.name)) % 2)
            builder.connect(town, near[0], level)
            if _apart_km(town, near[1]) < 14 and town.rank == 4:
                builder.connect(town, near[1], 0)
            joined.append(town)
    for start, end in _TRACKS:
        builder.connect_on_foot(by_name[start], by_name[end])
    roads = _stretches(builder, {town.cell for town in on_main})
    return sorted(_crossing(roads, rivers), key=lambda road: -CLASSES.index(road.road_class))


def _apart_km(one: Town, other: Town) -> float:
    return float(np.hypot(one.x_km - other.x_km, one.y_km - other.y_km))


def _stretches(builder: _Builder, stops: set[Cell]) -> list[Road]:
    """Cut the steps into stretches between towns, junctions and changes of class."""
    beside: dict[Cell, list[Cell]] = {}
    for one, other in builder.steps:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)

    def about(one: Cell, other: Cell) -> tuple[int, tuple[str, str]]:
        return builder.steps[min(one, other), max(one, other)]

    def is_junction(cell: Cell) -> bool:
        around = beside[cell]
        return cell in stops or len(around) != 2 or about(cell, around[0]) != about(cell, around[1])

    roads, used = [], set()
    for start in sorted(filter(is_junction, beside)):
        for first in sorted(beside[start]):
            if (start, first) in used:
                continue
            path = [start, first]
            while not is_junction(path[-1]):
                path.append(next(cell for cell in beside[path[-1]] if cell != path[-2]))
            used |= {(path[0], path[1]), (path[-1], path[-2])}
            level, ends = about(start, first)
            points = smooth_line([builder.grid.centre(cell) for cell in path], 0.16)
            paved = level == 3 and ends not in _UNPAVED_PRIMARY
            roads.append(Road(points, CLASSES[level], paved, ends))
    return roads


def _crossing(roads: Iterable[Road], rivers: list[River]) -> list[Road]:
    """Return the roads with their bridges and fords counted."""
    courses = [LineString(river.points_km) for river in rivers]
    tree = STRtree(courses)
    counted = []
    for road in roads:
        line = LineString(road.points_km)
        crossings = sum(_points(line.intersection(courses[i])) for i in tree.query(line, "intersects"))
        bridged = road.road_class in ("primary", "secondary")
        crossings = min(crossings, 2)
        counted.append(replace(road, fords=0 if bridged else crossings, bridges=crossings if bridged else 0))
    return counted


def _points(crossing: LineString) -> int:
    return len(getattr(crossing, "geoms", [crossing]))
