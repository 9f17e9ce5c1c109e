# SPDX-License-Identifier: MIT
"""Districts (admin 2) and provinces (admin 1): each seat gets what it reaches first.

Borders follow ridges and rivers because crossing them costs. Neighbours share their border
vertex by vertex: borders are drawn once, as lines, and districts are the faces between them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sample_data.making.curves import smooth_line
from sample_data.making.grid import Grid
from sample_data.making.paths import CellGraph
from sample_data.making.settlements import Town
from sample_data.making.terrain import Terrain

PROVINCES = {
    "TS01": "Marran Gulf",
    "TS02": "West Tessara",
    "TS03": "Keth Valley",
    "TS04": "Tiva Peninsula",
    "TS05": "North Coast",
}

# P-code, seat and parent. Oruk moved from Imbaro to Tiva and kept its code: the parent is
# what the column says, never what the spelling suggests.
_SEATS = (
    ("TS0101", "Marran", "TS01"), ("TS0102", "Makeva", "TS01"), ("TS0103", "Pelu", "TS01"),
    ("TS0201", "Velanu", "TS02"), ("TS0202", "Davaru", "TS02"), ("TS0203", "Isseko", "TS02"),
    ("TS0301", "Imbaro", "TS03"), ("TS0302", "Keth", "TS03"), ("TS0303", "Sobara", "TS03"),
    ("TS0304", "Lothane", "TS03"), ("TS0305", "Oruk", "TS04"),
    ("TS0401", "Haleke", "TS04"), ("TS0402", "Tiva", "TS04"), ("TS0403", "Dunmara", "TS04"),
    ("TS0501", "Ondera", "TS05"), ("TS0502", "Gorro", "TS05"), ("TS0503", "Ulleba", "TS05"),
)  # fmt: skip
_MAJORITY_KM = 1.0
_WIGGLE = 2.4


@dataclass(frozen=True)
class District:
    """A district with its code and its explicit parent."""

    pcode: str
    name: str
    parent_pcode: str
    area: BaseGeometry
    """In grid kilometres."""


def make_districts(terrain: Terrain, towns: list[Town], river_km: np.ndarray, land: BaseGeometry) -> list[District]:
    """Return the districts; together they are exactly `land`."""
    by_name = {town.name: town for town in towns}
    owner = _owners(terrain, [by_name[name] for _, name, _ in _SEATS], river_km)
    main, *islets = sorted(shapely.get_parts(land), key=lambda part: -part.area)
    parts: dict[int, list[BaseGeometry]] = defaultdict(list)
    for face in [*_faces(_border_lines(terrain.grid, owner), main), *islets]:
        inside = face.representative_point()
        parts[int(owner[terrain.grid.cell_at(inside.x, inside.y)])].append(face)
    return [
        District(pcode, name, parent, shapely.union_all(parts[number]))
        for number, (pcode, name, parent) in enumerate(_SEATS)
    ]


def provinces_of(districts: list[District]) -> list[tuple[str, str, BaseGeometry]]:
    """Return P-code, name and area of the provinces, joined from their districts."""
    return [
        (pcode, name, shapely.union_all([d.area for d in districts if d.parent_pcode == pcode]))
        for pcode, name in PROVINCES.items()
    ]


def _owners(terrain: Terrain, seats: list[Town], river_km: np.ndarray) -> np.ndarray:
    """Return for every cell, the sea too, the number of the seat it belongs to."""
    grid = terrain.grid
    wild = np.clip(grid.noise("borders", 2.8), -0.35, 3)
    cost = 1 + 40 * terrain.slope + 12 * (river_km == 0) + _WIGGLE * wild
    graph = CellGraph(grid, terrain.main)
    owner = np.full(grid.shape, -1)
    owner[terrain.main] = graph.nearest(cost, [seat.cell for seat in seats])
    nearest = ndimage.distance_transform_edt(owner < 0, return_distances=False, return_indices=True)
    owner = owner[tuple(nearest)]
    window = max(1, round(_MAJORITY_KM / grid.cell_km))
    for _ in range(3):  # the majority around each cell rubs off the crumbs
        share = [ndimage.uniform_filter((owner == n).astype(float), window) for n in range(len(seats))]
        owner = np.argmax(np.stack(share), axis=0)
    return owner


def _border_lines(grid: Grid, owner: np.ndarray) -> list[LineString]:
    """Return smooth lines between cells of different owners, from junction to junction."""
    d = grid.cell_km
    rows, columns = np.nonzero(owner[:, 1:] != owner[:, :-1])
    upright = [((c + 1) * d, r * d, (c + 1) * d, (r + 1) * d) for r, c in zip(rows, columns, strict=True)]
    rows, columns = np.nonzero(owner[1:] != owner[:-1])
    level = [(c * d, (r + 1) * d, (c + 1) * d, (r + 1) * d) for r, c in zip(rows, columns, strict=True)]
    ends = np.round(np.array(upright + level), 6)
    edges = shapely.linestrings(ends.reshape(-1, 2, 2))
    merged = shapely.line_merge(shapely.multilinestrings(edges))
    return [LineString(smooth_line(np.array(line.coords), 0.25)) for line in shapely.get_parts(merged)]


def _faces(borders: list[LineString], land: BaseGeometry) -> list[BaseGeometry]:
    """Return the pieces into which the border lines cut the land."""
    edges = shapely.union_all([*borders, land.boundary])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.node(edges))))
    return [face for face in faces if land.contains(face.representative_point())]
