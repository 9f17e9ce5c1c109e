# SPDX-License-Identifier: MIT
"""Least-cost paths over the cells of the grid, with SciPy's Dijkstra."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import dijkstra

from sample_data.making.grid import NEIGHBOURS, Cell, Grid


class CellGraph:
    """The cells of a mask, each joined to its eight neighbours.

    Parameters
    ----------
    grid : Grid
    mask : ndarray of bool
        The cells that may be entered.
    """

    def __init__(self, grid: Grid, mask: np.ndarray) -> None:
        self.cells = np.argwhere(mask)
        self._number = np.full(grid.shape, -1)
        self._number[mask] = np.arange(len(self.cells))
        padded = np.pad(self._number, 1, constant_values=-1)
        self._heads, self._tails, self._lengths = [], [], []
        for dr, dc in NEIGHBOURS:
            there = padded[self.cells[:, 0] + 1 + dr, self.cells[:, 1] + 1 + dc]
            here = np.flatnonzero(there >= 0)
            self._heads.append(here)
            self._tails.append(there[here])
            self._lengths.append(np.full(len(here), np.hypot(dr, dc)))

    def path(self, cost: np.ndarray, start: Cell, end: Cell) -> list[Cell]:
        """Return the cells of the cheapest path, from the end back to the start."""
        _, before = dijkstra(self._weighted(cost), indices=int(self._number[start]), return_predecessors=True)
        node = int(self._number[end])
        nodes = [node]
        while before[node] >= 0:
            node = int(before[node])
            nodes.append(node)
        return [(int(row), int(column)) for row, column in self.cells[nodes]]

    def nearest(self, cost: np.ndarray, sources: Sequence[Cell]) -> np.ndarray:
        """Return for every cell of the mask the index of the source that reaches it first."""
        nodes = [int(self._number[cell]) for cell in sources]
        distance = dijkstra(self._weighted(cost), indices=nodes)
        return np.argmin(distance, axis=0)

    def _weighted(self, cost: np.ndarray) -> csr_matrix:
        each = cost[tuple(self.cells.T)]
        heads, tails = np.concatenate(self._heads), np.concatenate(self._tails)
        weights = np.concatenate(self._lengths) * 0.5 * (each[heads] + each[tails])
        return coo_matrix((weights, (heads, tails)), shape=(len(each), len(each))).tocsr()
