# SPDX-License-Identifier: MIT
"""Where the pixels of a picture fall on the map: the view in tiles, each with a net of source places.

Between the knots of the net the way from map to picture is taken for straight. With knots every 16
pixels that is wrong by some hundredths of a pixel for a sector, by a quarter of one for a continent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, pi

import numpy as np

from hotmap.analysis.rasters import BBox, Georeference, RasterLevel
from hotmap.cartography.projection import RADIUS_M, View, to_degrees

TILE_PX, CELL_PX = 256, 16
_WORLD_M = 2 * pi * RADIUS_M
_STRAIGHT_PX = 0.2  # a tile that is bent by less is drawn in one piece
_COARSEST = 0.75  # source pixels in a pixel of the map, at least; up to twice that is averaged in drawing
_REACH_PX = 2  # around what is seen, for smooth edges


@dataclass(frozen=True)
class Net:
    """One tile of the map and the places of the picture under its knots.

    Attributes
    ----------
    left, top, width, height : int
        Of the tile in device pixels of the view.
    columns, rows : ndarray, shape (knots down, knots across)
        Pixels of the picture's finest level.
    """

    left: int
    top: int
    width: int
    height: int
    columns: np.ndarray
    rows: np.ndarray

    @property
    def step(self) -> float:
        """Pixels of the finest level in one of the map."""
        du, dv = _along(self.columns, self.rows, self.width, self.height)
        return float(np.sqrt(max(np.hypot(*du) * np.hypot(*dv), 1e-18)))

    @property
    def box(self) -> BBox:
        """Left, top, right, bottom of what is seen, in pixels of the finest level."""
        return float(self.columns.min()), float(self.rows.min()), float(self.columns.max()), float(self.rows.max())

    def cells(self) -> Iterator[tuple[int, int, int, int, np.ndarray]]:
        """Yield left, top, width, height of pieces that are straight enough, and the way from map to picture.

        The way is a matrix, shape (2, 3): source = matrix · (x, y, 1), in pixels of the finest level.
        """
        whole = _affine(self.columns, self.rows, self.left, self.top, self.width, self.height)
        if self._bend(whole) < _STRAIGHT_PX * self.step:
            yield self.left, self.top, self.width, self.height, whole
            return
        for j in range(self.columns.shape[0] - 1):
            for i in range(self.columns.shape[1] - 1):
                x, y = self.left + i * CELL_PX, self.top + j * CELL_PX
                w, h = min(CELL_PX, self.left + self.width - x), min(CELL_PX, self.top + self.height - y)
                part = (slice(j, j + 2), slice(i, i + 2))
                yield x, y, w, h, _affine(self.columns[part], self.rows[part], x, y, w, h)

    def _bend(self, matrix: np.ndarray) -> float:
        x, y = np.meshgrid(_knots(self.left, self.width), _knots(self.top, self.height))
        straight = np.tensordot(matrix, np.stack([x, y, np.ones_like(x)]), 1)
        return float(np.hypot(straight[0] - self.columns, straight[1] - self.rows).max())


def nets(view: View, georeference: Georeference, extent_px: BBox, outline_m: np.ndarray) -> Iterator[Net]:
    """Yield the tiles of a view on which a picture lies, with the turns of the world it appears in.

    Parameters
    ----------
    view : View
        In device pixels.
    extent_px : tuple of float
        Of the picture, in pixels of its finest level.
    outline_m : ndarray, shape (n, 2)
        Its edge in Mercator metres.
    """
    west, south, east, north = view.bounds_m
    (low_x, low_y), (high_x, high_y) = outline_m.min(axis=0), outline_m.max(axis=0)
    if high_y < south or low_y > north:
        return
    for turn in range(floor((west - high_x) / _WORLD_M), ceil((east - low_x) / _WORLD_M) + 1):
        shift_m = turn * _WORLD_M
        if low_x + shift_m > east or high_x + shift_m < west:
            continue
        left, top = _pixel(view, low_x + shift_m, high_y)
        right, bottom = _pixel(view, high_x + shift_m, low_y)
        box = (max(floor(left), 0), max(floor(top), 0), min(ceil(right), ceil(view.width_px)),
               min(ceil(bottom), ceil(view.height_px)))  # fmt: skip
        for y in range(box[1], box[3], TILE_PX):
            for x in range(box[0], box[2], TILE_PX):
                net = _net(view, georeference, x, y, min(TILE_PX, box[2] - x), min(TILE_PX, box[3] - y), shift_m)
                if _touches(net.box, extent_px):
                    yield net


def best_level(levels: list[RasterLevel], step: float) -> int:
    """Return the number of the coarsest level that is still fine enough for `step` finest pixels in one of the map."""
    fit = [n for n, level in enumerate(levels) if _scale(level) * _COARSEST <= step]
    return fit[-1] if fit else 0


def coarseness(level: RasterLevel, step: float) -> float:
    """Return how many pixels of a level fall on one of the map, along each side."""
    return step / _scale(level)


def source_box(net: Net, level: RasterLevel, extent_px: BBox) -> tuple[int, int, int, int] | None:
    """Return left, top, right, bottom of what a tile needs of a level, in its pixels; None where that is nothing.

    It reaches a little beyond the picture, where it is transparent, so that its edge is smooth.
    """
    left, top, right, bottom = net.box
    bounds = (
        floor((max(left, extent_px[0]) - level.left) / level.scale_x) - _REACH_PX,
        floor((max(top, extent_px[1]) - level.top) / level.scale_y) - _REACH_PX,
        ceil((min(right, extent_px[2]) - level.left) / level.scale_x) + _REACH_PX,
        ceil((min(bottom, extent_px[3]) - level.top) / level.scale_y) + _REACH_PX,
    )
    return bounds if bounds[0] < bounds[2] and bounds[1] < bounds[3] else None


def _net(view: View, georeference: Georeference, left: int, top: int, width: int, height: int, shift_m: float) -> Net:
    x, y = np.meshgrid(_knots(left, width), _knots(top, height))
    east, north = view.to_map(x, y)
    if georeference.is_mercator:
        columns, rows = georeference.pixels(east - shift_m, north)
    else:
        columns, rows = georeference.pixels_at(*to_degrees(east - shift_m, north))
    return Net(left, top, width, height, columns, rows)


def _knots(start: int, length: int) -> np.ndarray:
    return np.append(np.arange(start, start + length, CELL_PX), start + length).astype(float)


def _affine(columns: np.ndarray, rows: np.ndarray, left: int, top: int, width: int, height: int) -> np.ndarray:
    """Return the straight way that fits the corners best: their mean, and the mean of opposite sides."""
    du, dv = _along(columns, rows, width, height)
    corners = (np.array([0, 0, -1, -1]), np.array([0, -1, 0, -1]))
    middle = np.array([columns[corners].mean(), rows[corners].mean()])
    matrix = np.column_stack([du, dv, np.zeros(2)])
    matrix[:, 2] = middle - matrix[:, :2] @ np.array([left + width / 2, top + height / 2])
    return matrix


def _along(columns: np.ndarray, rows: np.ndarray, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the steps in the picture for one pixel of the map to the right, and one down."""

    def mean(of: np.ndarray) -> tuple[float, float]:
        right = (of[0, -1] - of[0, 0] + of[-1, -1] - of[-1, 0]) / 2 / width
        down = (of[-1, 0] - of[0, 0] + of[-1, -1] - of[0, -1]) / 2 / height
        return float(right), float(down)

    (column_right, column_down), (row_right, row_down) = mean(columns), mean(rows)
    return np.array([column_right, row_right]), np.array([column_down, row_down])


def _pixel(view: View, x_m: float, y_m: float) -> tuple[float, float]:
    return (
        (x_m - view.x_m) / view.m_per_px + view.width_px / 2,
        (view.y_m - y_m) / view.m_per_px + view.height_px / 2,
    )


def _touches(box: BBox, extent: BBox) -> bool:
    return box[0] < extent[2] and box[2] > extent[0] and box[1] < extent[3] and box[3] > extent[1]


def _scale(level: RasterLevel) -> float:
    return (level.scale_x * level.scale_y) ** 0.5
