# SPDX-License-Identifier: MIT
"""What every painter of the map is given: the scene, the view in device pixels, the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import numpy as np
from PySide6.QtGui import QPainter, QTransform

from hotmap.cartography.geometry_arrays import Origin
from hotmap.cartography.palette import PX_PER_MM, Palette
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.scene import Scene

Chunk = Callable[[QPainter], None]
"""A few milliseconds of painting; sets every state that it needs by itself."""

Chunks = Iterator[Chunk]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in device pixels."""

IDENTITY = QTransform()
"""Device pixels of the map; a sheet moves them to the map's frame by the painter's viewport."""

LEAST_BADGE_MM = 0.2062
"""Millimetres in a unit of a badge's drawing at which the smallest of its letters is still 7 points."""

FINEST_PER_MM = 6.0
"""On paper an outline is told no finer than so many steps in a millimetre."""

_OVERVIEW_COARSER = 2.5

_CELL_UNITS = 4.0  # edge of a cell of the occupancy grid, CSS pixels


@dataclass(eq=False)
class Canvas:
    """One picture being painted.

    Attributes
    ----------
    view : View
        In device pixels.
    unit_px : float
        Device pixels in the palette's unit.
    is_vector : bool
        True for PDF: no sprites, no textures.
    reserved : tuple of Box
        Where an inset or a scale bar will stand: labels and pushed symbols keep off.
    shrink : float
        Of all symbols, below 1 where many stand on one sheet.
    is_overview : bool
        True where minor roads, streams and fine bends would hide what the map points to.
    halos_later : bool
        True for a PDF file in which halos are made when it is finished.
    crowded_out : dict of str to bool
        uuids of the records whose label found no room for all it says, and whether it says less instead.
    plates : list of Chunk
        Words about base maps that cannot be shown, painted above the layers.
    """

    scene: Scene
    view: View
    palette: Palette
    unit_px: float
    is_vector: bool = False
    taken: Occupancy = field(init=False)
    placed: dict[str, Box] = field(default_factory=dict)
    plates: list[Chunk] = field(default_factory=list)
    reserved: tuple[Box, ...] = ()
    shrink: float = 1.0
    halos_later: bool = False
    is_overview: bool = False
    crowded_out: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = Occupancy(self.view.width_px, self.view.height_px, _CELL_UNITS * self.css_px)
        for box in self.reserved:
            self.taken.take(box)

    @cached_property
    def is_over_photograph(self) -> bool:
        """Whether lines and words may lie on a picture of many colours."""
        return self.scene.shows_photograph(self.view.bbox)

    @property
    def css_px(self) -> float:
        """Device pixels in a CSS pixel (1/96 inch on paper)."""
        return self.unit_px / PX_PER_MM if self.palette.is_print else self.unit_px

    @property
    def detail(self) -> float:
        """CSS pixels in a kilometre on the ground: what decides how much is drawn."""
        return self.view.px_per_km / self.css_px

    @property
    def detail_m(self) -> float:
        """Mercator metres for which a level of detail is chosen: a pixel on screen, a sixth of a millimetre on paper.

        Finer than that a line of a map is not looked at, and a PDF is no smaller for its many pixels.
        """
        coarser = max(self.unit_px / FINEST_PER_MM, 1.0) if self.is_vector else 1.0
        return self.view.m_per_px * coarser * (_OVERVIEW_COARSER if self.is_overview else 1.0)

    def size(self, name: str) -> float:
        """Return a size token in device pixels."""
        return self.palette.size(name) * self.unit_px

    def symbol_scale(self, kind: str) -> float:
        """Return the device pixels in one unit of a drawing for ``badge``, ``presence`` or ``icon``."""
        scale = self.palette.size(kind) * self.unit_px * (1.0 if kind == "icon" else self.shrink)
        return max(scale, self.least_badge_scale) if kind.startswith("badge") else scale

    @property
    def least_badge_scale(self) -> float:
        """The scale below which a badge's letter can no longer be read on paper; on screen there is none."""
        return LEAST_BADGE_MM * self.unit_px if self.palette.is_print else 0.0

    def badge_scale(self) -> float:
        """Return the scale of badges: smaller where a kilometre is short."""
        return self.symbol_scale("badge_small" if self.detail < 13 else "badge")

    def place(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Return the device pixels of Mercator metres."""
        view = self.view
        return (
            (x_m - view.x_m) / view.m_per_px + view.width_px / 2,
            (view.y_m - y_m) / view.m_per_px + view.height_px / 2,
        )

    def transform(self, origin: Origin) -> QTransform:
        """Return what brings metres from an origin (east, south) to device pixels."""
        x, y = self.place(*origin)
        scale = 1 / self.view.m_per_px
        return QTransform(scale, 0, 0, scale, x, y)

    def points(self, origin: Origin, points: np.ndarray) -> np.ndarray:
        """Return metres from an origin as device pixels, shape (n, 2)."""
        return points / self.view.m_per_px + np.array(self.place(*origin))

    def box(self, origin: Origin, margin_px: float = 0.0) -> Box:
        """Return what is seen, in metres from an origin (east, south)."""
        west, south, east, north = self.view.bounds_m
        margin_m = margin_px * self.view.m_per_px
        return (
            west - origin[0] - margin_m,
            origin[1] - north - margin_m,
            east - origin[0] + margin_m,
            origin[1] - south + margin_m,
        )

    def is_seen(self, x_px: float, y_px: float, margin_px: float = 0.0) -> bool:
        """Return whether a place of the picture lies inside it."""
        return (
            -margin_px <= x_px <= self.view.width_px + margin_px
            and -margin_px <= y_px <= self.view.height_px + margin_px
        )

    @property
    def bbox(self) -> BBox:
        """What is seen, in degrees."""
        return self.view.bbox


def pause(painter: QPainter) -> None:
    """Paint nothing: where a picture may rest, so that planning does not hold up the window."""


class Occupancy:
    """Which cells of the picture hold a symbol or a label already."""

    def __init__(self, width_px: float, height_px: float, cell_px: float) -> None:
        self._cell_px = cell_px
        self.width_px, self.height_px = width_px, height_px
        self._full = np.zeros((ceil(height_px / cell_px) + 1, ceil(width_px / cell_px) + 1), bool)

    def is_free(self, box: Box) -> bool:
        """Return whether a box lies inside the picture and touches nothing."""
        if box[0] < 0 or box[1] < 0 or box[2] > self.width_px or box[3] > self.height_px:
            return False
        return not self._full[self._cells(box)].any()

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self._full[self._cells(box)] = True

    def take_places(self, places: np.ndarray, reach_px: float) -> None:
        """Mark small squares about many places, shape (n, 2), as taken."""
        last = np.array(self._full.shape[::-1]) - 1
        for dx in (-reach_px, reach_px):
            for dy in (-reach_px, reach_px):
                cells = np.clip(((places + (dx, dy)) / self._cell_px).astype(np.int64), 0, last)
                self._full[cells[:, 1], cells[:, 0]] = True

    def _cells(self, box: Box) -> tuple[slice, slice]:
        c = self._cell_px
        return (
            slice(max(int(box[1] / c), 0), max(ceil(box[3] / c), 0)),
            slice(max(int(box[0] / c), 0), max(ceil(box[2] / c), 0)),
        )
