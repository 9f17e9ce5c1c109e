# SPDX-License-Identifier: MIT
"""Where water runs: depressions filled, cells drained to the sea, rivers traced upstream.

The filling is the priority flood of Barnes, Lehman and Mulla (2014), which also gives each
cell the neighbour it drains to.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

from sample_data.making.curves import smooth_line
from sample_data.making.grid import NEIGHBOURS, Cell
from sample_data.making.terrain import Terrain

RIVER_CATCHMENT_KM2 = 14.0
SHORTEST_RIVER_KM = 4.5


@dataclass(frozen=True)
class River:
    """A river from source to mouth.

    Attributes
    ----------
    points_km : ndarray, shape (n, 2)
        Smoothed course in grid kilometres.
    catchment_km2 : float
        Area drained at its mouth.
    cells : tuple of Cell
        The cells it runs through, mouth first.
    """

    points_km: np.ndarray
    catchment_km2: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Drainage:
    """Flow over the land: the cell each cell drains to and the area it drains.

    Attributes
    ----------
    downstream : dict of Cell to Cell
    catchment_km2 : ndarray of float, shape of the grid
    """

    downstream: dict[Cell, Cell]
    catchment_km2: np.ndarray


def drain(terrain: Terrain) -> Drainage:
    """Return how water leaves the land; no cell is left in a pit."""
    grid, land = terrain.grid, terrain.land
    rows, columns = grid.shape
    jitter = grid.random("drainage").random(grid.shape)
    seen = ~land
    shore = ndimage.binary_dilation(land) & ~land
    heap: list[tuple[float, int, int]] = [(0.0, int(r), int(c)) for r, c in np.argwhere(shore)]
    heapq.heapify(heap)
    downstream: dict[Cell, Cell] = {}
    order: list[Cell] = []
    while heap:
        height_m, row, column = heapq.heappop(heap)
        order.append((row, column))
        for dr, dc in NEIGHBOURS:
            r, c = row + dr, column + dc
            if 0 <= r < rows and 0 <= c < columns and not seen[r, c]:
                seen[r, c] = True
                downstream[r, c] = (row, column)
                # A little noise keeps flats from draining in straight lines.
                filled_m = max(terrain.elevation_m[r, c], height_m + 0.02 + 0.05 * jitter[r, c])
                heapq.heappush(heap, (float(filled_m), r, c))
    catchment_km2 = np.where(land, grid.cell_km**2, 0.0)
    for cell in reversed(order):
        if cell in downstream:
            catchment_km2[downstream[cell]] += catchment_km2[cell]
    return Drainage(downstream, catchment_km2)


def trace_rivers(terrain: Terrain, drainage: Drainage) -> list[River]:
    """Return rivers, the largest first; a tributary ends on the river it joins."""
    grid, area_km2 = terrain.grid, drainage.catchment_km2
    upstream: dict[Cell, list[Cell]] = {}
    for cell, below in drainage.downstream.items():
        if area_km2[cell] >= RIVER_CATCHMENT_KM2:
            upstream.setdefault(below, []).append(cell)
    waiting = [(mouth, first) for mouth in upstream if not terrain.land[mouth] for first in upstream[mouth]]
    rivers = []
    while waiting:
        below, cell = waiting.pop()
        course, joints = [below, cell], [0]
        while course[-1] in upstream:
            stem, *branches = sorted(upstream[course[-1]], key=lambda c: (-area_km2[c], c))
            if branches:
                joints.append(len(course) - 1)
                waiting += [(course[-1], branch) for branch in branches]
            course.append(stem)
        if len(course) * grid.cell_km >= SHORTEST_RIVER_KM:
            points = np.array([grid.centre(c) for c in course])
            rivers.append(River(_smooth_between(points, joints)[::-1], float(area_km2[cell]), tuple(course)))
    return sorted(rivers, key=lambda river: (-river.catchment_km2, river.cells))


def _smooth_between(points: np.ndarray, joints: list[int]) -> np.ndarray:
    """Smooth a course reach by reach, so that tributaries still meet it where they join."""
    ends = [*joints, len(points) - 1]
    reaches = [smooth_line(points[start : end + 1], 0.22) for start, end in pairwise(ends) if end > start]
    return np.vstack([reaches[0], *(reach[1:] for reach in reaches[1:])])


def river_distance_km(terrain: Terrain, rivers: list[River]) -> np.ndarray:
    """Return the distance of every cell from the nearest river."""
    wet = np.zeros(terrain.grid.shape, bool)
    for river in rivers:
        rows, columns = zip(*river.cells, strict=True)
        wet[rows, columns] = True
    return ndimage.distance_transform_edt(~wet) * terrain.grid.cell_km
