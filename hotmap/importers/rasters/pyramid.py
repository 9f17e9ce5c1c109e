# SPDX-License-Identifier: MIT
"""Coarser levels of a picture that brings none, each half the one before, in a file without a name.

The scratch file is gone with the program, whatever ends it; its pages are the system's to keep or drop.
"""

from __future__ import annotations

import os
import tempfile
from typing import IO

import numpy as np

from hotmap.analysis.rasters import RasterLevel
from hotmap.errors import InputError
from hotmap.i18n import tr

SMALL_PX = 2048
"""The longest side that can be shown whole from one level without waiting."""
BLOCK_PX = 256
_IN_MEMORY_BYTES = 8_000_000
_BAND_ROWS = 512  # even, so that bands can be halved one by one


class Pyramid:
    """Levels of one picture, filled from the top.

    Parameters
    ----------
    width_px, height_px : int
        Of the level that is written.
    has_values : bool
        float32 values instead of colours.
    keeps_first : bool
        Whether the level that is written is kept too, because the file cannot be read in parts.
    scale : tuple of float
        Pixels of the picture's finest level in one of the level that is written.
    corner : tuple of float
        Left and top of what is written, in pixels of the finest level.
    """

    def __init__(
        self,
        width_px: int,
        height_px: int,
        *,
        has_values: bool,
        keeps_first: bool,
        scale: tuple[float, float] = (1.0, 1.0),
        corner: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self._has_values = has_values
        self._first = 0 if keeps_first else 1
        self._height_px = height_px
        sizes = [(width_px, height_px)]
        while max(sizes[-1]) > SMALL_PX or len(sizes) <= self._first:
            sizes.append(((sizes[-1][0] + 1) // 2, (sizes[-1][1] + 1) // 2))
        self._sizes = sizes
        self._scale, self._corner = scale, corner
        self._arrays = [_room(size, has_values) for size in sizes[self._first :]]

    @property
    def levels(self) -> tuple[RasterLevel, ...]:
        """The levels that are kept, the finest first."""
        factors = [2.0 ** (self._first + index) for index in range(len(self._arrays))]
        return tuple(
            RasterLevel(w, h, BLOCK_PX, BLOCK_PX, self._scale[0] * factor, self._scale[1] * factor, *self._corner)
            for (w, h), factor in zip(self._sizes[self._first :], factors, strict=True)
        )

    def bands(self) -> list[tuple[int, int]]:
        """Return first and last-but-one row of each band in which the picture is to be written."""
        return [(top, min(top + _BAND_ROWS, self._height_px)) for top in range(0, self._height_px, _BAND_ROWS)]

    def write(self, top: int, band: np.ndarray) -> None:
        """Take over one band of `bands`, given from its first row on."""
        if self._first == 0:
            self._arrays[0][top : top + len(band)] = band
        else:
            half = halved(band)
            self._arrays[0][top // 2 : top // 2 + len(half)] = half

    def finish(self) -> None:
        """Make the levels above the one that was written."""
        for fine, coarse in zip(self._arrays, self._arrays[1:], strict=False):
            for top in range(0, len(fine), _BAND_ROWS):
                half = halved(fine[top : top + _BAND_ROWS])
                coarse[top // 2 : top // 2 + len(half)] = half

    def block(self, level: int, column: int, row: int) -> np.ndarray:
        """Return a copy of one block."""
        left, top = column * BLOCK_PX, row * BLOCK_PX
        return np.array(self._arrays[level][top : top + BLOCK_PX, left : left + BLOCK_PX])


def halved(pixels: np.ndarray) -> np.ndarray:
    """Return a picture at half its size; an odd row or column stands for two.

    Colours are weighted by how opaque they are; values that are not known do not count.
    """
    if pixels.dtype == np.uint8:
        from PIL import Image

        return np.asarray(Image.fromarray(np.ascontiguousarray(pixels)).reduce(2))
    height, width = pixels.shape
    even = np.full((height + height % 2, width + width % 2), np.nan, np.float32)
    even[:height, :width] = pixels
    quarters = np.stack([even[y::2, x::2] for y in (0, 1) for x in (0, 1)])
    known = np.isfinite(quarters)
    count = known.sum(axis=0)
    total = np.where(known, quarters, 0).sum(axis=0)
    return np.where(count, total / np.maximum(count, 1), np.nan).astype(np.float32)


def _room(size_px: tuple[int, int], has_values: bool) -> np.ndarray:
    width, height = size_px
    shape: tuple[int, ...] = (height, width) if has_values else (height, width, 4)
    dtype = np.dtype(np.float32 if has_values else np.uint8)
    size_bytes = height * width * 4
    if size_bytes <= _IN_MEMORY_BYTES:
        return np.zeros(shape, dtype)
    try:
        scratch = tempfile.TemporaryFile(prefix="hotmap-")  # noqa: SIM115, the array keeps it open
        _reserve(scratch, size_bytes)
        return np.memmap(scratch, dtype, "r+", shape=shape)
    except OSError:
        raise InputError(
            tr("There is no room for the picture among temporary files; free some space on the disk.")
        ) from None


def _reserve(file: IO[bytes], size_bytes: int) -> None:
    """Make a file as large as it will be: a disk that fills up while it is mapped would end the program."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size_bytes)
        return
    zeros = bytes(1_000_000)
    for start in range(0, size_bytes, len(zeros)):
        file.write(zeros[: size_bytes - start])
    file.flush()
