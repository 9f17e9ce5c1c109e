# SPDX-License-Identifier: MIT
"""Pictures of the ground as numbers: their levels of detail, their blocks, and where their pixels lie.

Readers of files give a `Raster`, painters ask it for blocks; neither knows the other. Pixels are counted
from the upper left corner of the first one, so that its middle is at (0.5, 0.5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from pyproj import Transformer

Affine = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of x = a·column + b·row + c and y = d·column + e·row + f."""
BBox = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees; or left, top, right, bottom in pixels."""
Progress = Callable[[float], None]
"""Called with the share done, 0 to 1; may raise `hotmap.errors.CancelledError`."""

_MERCATOR_NAMES = frozenset({"EPSG:3857", "EPSG:900913", "EPSG:3785"})
_NOWHERE_PX = 1e12
_EDGE_STEPS = 24
_MAX_MERCATOR_DEG = 85.06


def no_progress(share: float) -> None:
    """Take note of nothing."""


@dataclass(frozen=True)
class RasterLevel:
    """One level of detail, cut into blocks.

    Attributes
    ----------
    width_px, height_px : int
        Of the level itself.
    block_width_px, block_height_px : int
        Of each block; those at the right and lower edge may be smaller.
    scale_x, scale_y : float
        Pixels of the finest level in one of this.
    left, top : float
        Where it begins, in pixels of the finest level.
    """

    width_px: int
    height_px: int
    block_width_px: int
    block_height_px: int
    scale_x: float = 1.0
    scale_y: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def columns(self) -> int:
        """How many blocks lie side by side."""
        return ceil(self.width_px / self.block_width_px)

    @property
    def rows(self) -> int:
        """How many blocks lie below one another."""
        return ceil(self.height_px / self.block_height_px)


@dataclass(frozen=True)
class Georeference:
    """Where the pixels of the finest level lie.

    Attributes
    ----------
    affine : tuple of float
        From pixels to the reference system; may turn, shear or mirror.
    crs : str
        Code, WKT or PROJ text of the reference system, east before north whatever it says itself.
    """

    affine: Affine
    crs: str

    @property
    def is_mercator(self) -> bool:
        """True where the reference system is that of the map: no reprojection is needed."""
        return self.crs in _MERCATOR_NAMES

    def places(self, columns: Any, rows: Any) -> tuple[Any, Any]:
        """Return coordinates in the reference system of places among the pixels."""
        a, b, c, d, e, f = self.affine
        return a * columns + b * rows + c, d * columns + e * rows + f

    def pixels(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return columns and rows of coordinates in the reference system; the inverse of `places`."""
        a, b, c, d, e, f = self.affine
        area = a * e - b * d
        dx, dy = x - c, y - f
        return (e * dx - b * dy) / area, (a * dy - d * dx) / area

    def pixels_at(self, lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return columns and rows of degrees; what the system cannot have lies far outside."""
        x, y = _to_wgs84(self.crs).transform(lon, lat, direction="INVERSE", errcheck=False)
        with np.errstate(invalid="ignore"):
            column, row = self.pixels(np.asarray(x), np.asarray(y))
        known = np.isfinite(column) & np.isfinite(row)
        return np.where(known, column, _NOWHERE_PX), np.where(known, row, _NOWHERE_PX)

    def degrees(self, columns: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return longitude and latitude of places among the pixels."""
        x, y = self.places(columns, rows)
        lon, lat = _to_wgs84(self.crs).transform(x, y, errcheck=False)
        return np.asarray(lon), np.asarray(lat)

    def outline(self, box_px: BBox) -> np.ndarray:
        """Return the edge of a box of pixels as degrees, shape (n, 2), closed, bent where it is bent."""
        left, top, right, bottom = box_px
        across, down = np.linspace(left, right, _EDGE_STEPS), np.linspace(top, bottom, _EDGE_STEPS)
        columns = np.concatenate([across, np.full(_EDGE_STEPS, right), across[::-1], np.full(_EDGE_STEPS, left)])
        rows = np.concatenate([np.full(_EDGE_STEPS, top), down, np.full(_EDGE_STEPS, bottom), down[::-1]])
        lon, lat = self.degrees(columns, rows)
        if not (self.is_mercator or _is_in_degrees(self.crs)):  # a zone at the antimeridian lies on both its sides
            middle, _ = self.degrees(np.array([(left + right) / 2]), np.array([(top + bottom) / 2]))
            with np.errstate(invalid="ignore"):
                lon = middle + (lon - middle + 180.0) % 360.0 - 180.0
        found = np.column_stack([lon, np.clip(lat, -_MAX_MERCATOR_DEG, _MAX_MERCATOR_DEG)])
        known: np.ndarray = np.isfinite(found).all(axis=1)
        return np.asarray(found[known])

    def bbox(self, box_px: BBox) -> BBox | None:
        """Return the box of degrees around a box of pixels; None where the system knows no such place."""
        edge = self.outline(box_px)
        if not len(edge):
            return None
        (west, south), (east, north) = edge.min(axis=0).tolist(), edge.max(axis=0).tolist()
        return west, south, east, north

    def ground_step(self, at_px: tuple[float, float]) -> np.ndarray:
        """Return what a pixel spans at a place, metres on the ground: rows east, north; columns column, row."""
        column, row = at_px
        lon, lat = self.degrees(np.array([column, column + 1, column]), np.array([row, row, row + 1]))
        east = np.radians(lon - lon[0]) * 6_371_000.0 * np.cos(np.radians(lat[0]))
        north = np.radians(lat - lat[0]) * 6_371_000.0
        return np.array([east[1:], north[1:]])


class Raster(Protocol):
    """A picture of the ground that is read block by block."""

    @property
    def georeference(self) -> Georeference:
        """Where its pixels lie."""

    @property
    def extent_px(self) -> BBox:
        """Left, top, right, bottom of what there is, in pixels of the finest level."""

    @property
    def has_values(self) -> bool:
        """True for measured values such as heights instead of colours."""

    @property
    def is_height(self) -> bool:
        """Whether its values are heights in metres, as far as can be told."""

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value that matter, for a grey scale."""

    @property
    def levels(self) -> Sequence[RasterLevel]:
        """The levels of detail that can be read now, the finest first; coarser ones may come with `prepare`."""

    @property
    def is_prepared(self) -> bool:
        """False while a coarse or compact file must first be read through before all of it can be shown."""

    @property
    def is_complete(self) -> bool:
        """True when its coarsest level is small enough to be drawn at any scale."""

    @property
    def broken(self) -> int:
        """How many blocks could not be decoded; they are hatched."""

    def prepare(self, progress: Progress = no_progress) -> None:
        """Read the file through once, so that it can be shown at any scale."""

    def holds(self, level: int, column: int, row: int) -> bool:
        """Return whether a block is at hand, so that asking for it costs nothing."""

    def block(self, level: int, column: int, row: int) -> np.ndarray | None:
        """Return one block: colours as uint8 (h, w, 4), values as float32 (h, w) with NaN for nothing.

        None where there is nothing. Raises `hotmap.errors.InputError` when the file cannot be read any more.
        """


def _is_in_degrees(crs: str) -> bool:
    system = _to_wgs84(crs).source_crs
    return system is not None and system.is_geographic


@lru_cache(maxsize=32)
def _to_wgs84(crs: str) -> Transformer:
    from pyproj import Transformer, network  # a tenth of a second that nobody waits for at the start

    network.set_network_enabled(False)  # grids are never fetched
    return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
