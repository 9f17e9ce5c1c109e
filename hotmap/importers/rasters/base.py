# SPDX-License-Identifier: MIT
"""What every reader of pictures shares: cached blocks, coarser levels on demand, one hatch for broken parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import count
from math import ceil, floor
from pathlib import Path
from threading import Lock

import numpy as np

from hotmap.analysis.rasters import BBox, Georeference, Progress, RasterLevel, no_progress
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import crs_name
from hotmap.importers.rasters.block_cache import SHARED
from hotmap.importers.rasters.pyramid import SMALL_PX, Pyramid

MOST_PX = 1_500_000_000
"""A picture that brings no coarse level and has more pixels is not read through."""
_NEAR_PX = 1e-3  # an edge that computed a little beside the pixel is on it
_BROKEN_COLOUR, _BROKEN_EVERY_PX = (140, 20, 50, 150), 8
_numbers = count()


class BlockRaster(ABC):
    """A `hotmap.analysis.rasters.Raster` over a file.

    Parameters
    ----------
    path : Path
    georeference : Georeference
    levels : sequence of RasterLevel
        That the file itself has, the finest first; none when it can be read only whole.
    size_px : tuple of int
        Width and height of the finest level.

    Attributes
    ----------
    name, attribution : str
        What the file says of itself, and whom it is owed to.
    broken : int
        How many blocks could not be decoded; they are hatched.
    """

    has_values = False

    def __init__(
        self, path: Path, georeference: Georeference, levels: Sequence[RasterLevel], size_px: tuple[int, int]
    ) -> None:
        self.path = path
        self.name, self.attribution = path.stem, ""
        self.georeference = georeference
        self.size_px = size_px
        self.broken = 0
        self._own_levels = tuple(levels)
        self._pyramid: Pyramid | None = None
        self._number = next(_numbers)
        self._preparing = Lock()

    @property
    @abstractmethod
    def about(self) -> str:
        """What it is, in a few words."""

    @property
    def crs(self) -> str:
        """Short name of its reference system."""
        return crs_name(self.georeference.crs)

    @property
    def bbox(self) -> BBox:
        """West, south, east, north in WGS 84 degrees; whoever opens it has made sure that there is one."""
        return self.georeference.bbox(self.extent_px) or (0.0, 0.0, 0.0, 0.0)

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value that matter."""
        return 0.0, 1.0

    @property
    def is_height(self) -> bool:
        """Whether its values are heights in metres, as far as can be told."""
        return False

    @property
    def extent_px(self) -> BBox:
        """Left, top, right, bottom of what there is, in pixels of the finest level."""
        return 0.0, 0.0, float(self.size_px[0]), float(self.size_px[1])

    @property
    def levels(self) -> tuple[RasterLevel, ...]:
        """The levels that can be read now, the finest first."""
        return self._own_levels + (self._pyramid.levels if self._pyramid else ())

    @property
    def is_prepared(self) -> bool:
        """True when the picture can be shown at any scale, or never will be."""
        return self._pyramid is not None or self._is_small or self._is_too_large

    @property
    def is_complete(self) -> bool:
        """True when the coarsest level is small enough to be drawn at any scale."""
        return self._pyramid is not None or self._is_small

    def prepare(self, progress: Progress = no_progress) -> None:
        """Read the picture through once and keep coarser levels of it in a scratch file."""
        with self._preparing:
            if self.is_prepared:
                return
            pyramid = self._new_pyramid()
            self._fill(pyramid, progress)
            pyramid.finish()
            self._pyramid = pyramid

    def block(self, level: int, column: int, row: int) -> np.ndarray | None:
        """Return one block; see `hotmap.analysis.rasters.Raster`."""
        own = len(self._own_levels)
        if level >= own and self._pyramid is not None:
            return self._pyramid.block(level - own, column, row)
        return SHARED.get((self._number, level, column, row), lambda: self._checked(level, column, row))

    def holds(self, level: int, column: int, row: int) -> bool:
        """Return whether a block is at hand, so that asking for it costs nothing."""
        return level >= len(self._own_levels) or SHARED.holds((self._number, level, column, row))

    @abstractmethod
    def _decoded(self, level: int, column: int, row: int) -> np.ndarray | None:
        """Read and decode one block; raise ValueError where it is broken."""

    # ---- coarser levels ----------------------------------------------------------------------------

    def _new_pyramid(self) -> Pyramid:
        if not self._own_levels:
            return Pyramid(*self.size_px, has_values=self.has_values, keeps_first=True)
        last = self._own_levels[-1]
        left, top, right, bottom = self._coarsest_box()
        return Pyramid(
            right - left,
            bottom - top,
            has_values=self.has_values,
            keeps_first=False,
            scale=(last.scale_x, last.scale_y),
            corner=(left * last.scale_x, top * last.scale_y),
        )

    def _fill(self, pyramid: Pyramid, progress: Progress) -> None:
        """Write the coarsest own level into the pyramid, band by band."""
        left, top, right, bottom = self._coarsest_box()
        for start, end in pyramid.bands():
            progress(start / (bottom - top))
            pyramid.write(start, self._band((left, top + start, right, top + end)))

    def _band(self, box_px: tuple[int, int, int, int]) -> np.ndarray:
        """Return a part of the coarsest own level."""
        number = len(self._own_levels) - 1
        level = self._own_levels[number]
        left, top, right, bottom = box_px
        width, height = level.block_width_px, level.block_height_px
        shape = (bottom - top, right - left)
        band = np.full(shape, np.nan, np.float32) if self.has_values else np.zeros((*shape, 4), np.uint8)
        for row in range(top // height, (bottom - 1) // height + 1):
            for column in range(left // width, (right - 1) // width + 1):
                block = self.block(number, column, row)
                if block is not None:
                    paste(band, block, column * width - left, row * height - top)
        return band

    def _coarsest_box(self) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom of what there is in pixels of the coarsest own level."""
        last = self._own_levels[-1]
        left, top, right, bottom = self.extent_px
        return (
            max(floor(left / last.scale_x + _NEAR_PX), 0),
            max(floor(top / last.scale_y + _NEAR_PX), 0),
            min(ceil(right / last.scale_x - _NEAR_PX), last.width_px),
            min(ceil(bottom / last.scale_y - _NEAR_PX), last.height_px),
        )

    @property
    def _is_small(self) -> bool:
        if not self._own_levels:
            return False
        left, top, right, bottom = self._coarsest_box()
        return max(right - left, bottom - top) <= SMALL_PX

    @property
    def _is_too_large(self) -> bool:
        if not self._own_levels:
            return False
        left, top, right, bottom = self._coarsest_box()
        return (right - left) * (bottom - top) > MOST_PX

    # ---- one block -----------------------------------------------------------------------------------

    def _checked(self, level: int, column: int, row: int) -> np.ndarray | None:
        try:
            return self._decoded(level, column, row)
        except OSError as error:
            if error.errno is not None:
                raise InputError(
                    tr("The file cannot be read any more: {reason}.").format(reason=error.strerror or error), self.path
                ) from None
        except InputError:
            raise
        except Exception:  # whatever a decoder says of bytes that are no picture
            pass
        self.broken += 1
        return self._hatched(self._own_levels[level], column, row)

    def _hatched(self, level: RasterLevel, column: int, row: int) -> np.ndarray:
        """Return a block that shows that it could not be read."""
        width = min(level.block_width_px, level.width_px - column * level.block_width_px)
        height = min(level.block_height_px, level.height_px - row * level.block_height_px)
        if self.has_values:
            return np.full((height, width), np.nan, np.float32)
        block = np.zeros((height, width, 4), np.uint8)
        y, x = np.mgrid[:height, :width]
        block[(x + y) % _BROKEN_EVERY_PX < 2] = _BROKEN_COLOUR
        return block


def paste(band: np.ndarray, block: np.ndarray, left: int, top: int) -> None:
    """Copy a block into a band at a place that may lie partly outside."""
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + block.shape[1], band.shape[1]), min(top + block.shape[0], band.shape[0])
    if x1 > x0 and y1 > y0:
        band[y0:y1, x0:x1] = block[y0 - top : y1 - top, x0 - left : x1 - left]
