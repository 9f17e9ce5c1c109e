# SPDX-License-Identifier: MIT
"""The square grid on which the island grows, and the noise that gives it its shapes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))
"""Row and column steps to the eight cells around a cell."""

Cell = tuple[int, int]
"""Row (northward) and column (eastward)."""


@dataclass(frozen=True)
class Grid:
    """A plane of square cells; x runs east and y north, in kilometres from the south-west corner.

    Attributes
    ----------
    width_km, height_km, cell_km : float
    seed : int
        Every random field is derived from it and the name of its purpose.
    """

    width_km: float = 110.0
    height_km: float = 78.0
    cell_km: float = 0.2
    seed: int = 11

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return round(self.height_km / self.cell_km), round(self.width_km / self.cell_km)

    @cached_property
    def x_km(self) -> np.ndarray:
        """Easting of each cell's centre, shape of the grid."""
        return np.broadcast_to((np.arange(self.shape[1]) + 0.5) * self.cell_km, self.shape)

    @cached_property
    def y_km(self) -> np.ndarray:
        """Northing of each cell's centre, shape of the grid."""
        return np.broadcast_to(((np.arange(self.shape[0]) + 0.5) * self.cell_km)[:, None], self.shape)

    def random(self, purpose: str) -> np.random.Generator:
        """Return the random numbers of one purpose, the same in every run and order of calls."""
        return np.random.default_rng([self.seed, *purpose.encode()])

    def noise(self, purpose: str, roughness: float) -> np.ndarray:
        """Return a fractal field with mean 0 and deviation 1.

        Parameters
        ----------
        purpose : str
            Names the field; another name gives another field.
        roughness : float
            Exponent of the spectrum: 2 is rough, 4 smooth.
        """
        rows, columns = self.shape
        # Drawn on a fixed lattice of wavelengths, so that a coarser grid shows the same island.
        waves = self._waves(purpose)
        ky = np.fft.fftfreq(_WAVES)[:, None] * _WAVES
        kx = np.fft.rfftfreq(_WAVES)[None] * _WAVES
        k = np.hypot(ky, kx)
        k[0, 0] = 1.0
        spectrum = waves * k ** (-roughness / 2)
        spectrum[0, 0] = 0.0
        field = np.fft.irfft2(spectrum, (_WAVES, _WAVES))
        field = (field - field.mean()) / field.std()
        span_km = max(self.width_km, self.height_km)
        row = (np.arange(rows) + 0.5) * self.cell_km / span_km * _WAVES
        column = (np.arange(columns) + 0.5) * self.cell_km / span_km * _WAVES
        return _bilinear(field, row, column)

    def _waves(self, purpose: str) -> np.ndarray:
        rng = self.random(purpose)
        return np.fft.rfft2(rng.standard_normal((_WAVES, _WAVES)))

    def cell_at(self, x_km: float, y_km: float) -> Cell:
        """Return the cell that holds a point, the nearest one for a point outside."""
        rows, columns = self.shape
        row, column = int(y_km / self.cell_km), int(x_km / self.cell_km)
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def centre(self, cell: Cell) -> tuple[float, float]:
        """Return the centre of a cell in kilometres."""
        return (cell[1] + 0.5) * self.cell_km, (cell[0] + 0.5) * self.cell_km

    def distance_km(self, x_km: float, y_km: float) -> np.ndarray:
        """Return the distance of every cell from a point."""
        return np.hypot(self.x_km - x_km, self.y_km - y_km)


_WAVES = 1024


def _bilinear(field: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    top, left = row.astype(int) % _WAVES, column.astype(int) % _WAVES
    below, right = (top + 1) % _WAVES, (left + 1) % _WAVES
    v, u = (row % 1)[:, None], (column % 1)[None]
    upper = field[np.ix_(top, left)] * (1 - u) + field[np.ix_(top, right)] * u
    lower = field[np.ix_(below, left)] * (1 - u) + field[np.ix_(below, right)] * u
    return upper * (1 - v) + lower * v
