# SPDX-License-Identifier: MIT
"""One page of a TIFF as a grid of blocks: tiles as they are, strips bundled to a useful height."""

from __future__ import annotations

from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from hotmap.analysis.rasters import RasterLevel
from hotmap.importers.rasters import tiff_segments

if TYPE_CHECKING:
    from tifffile import TiffPage

_BLOCK_BYTES = 500_000  # of samples: a few milliseconds to unpack
_MOST_ROWS = 256
_WHOLE_BYTES = 40_000_000  # a packed strip larger than this is read only once
_UNPACKED = 1
_SEPARATE = 2


class Plane:
    """The blocks of one page.

    Parameters
    ----------
    page : TiffPage
    reading : Lock
        Held while the file is read, which others do too.
    """

    def __init__(self, page: TiffPage, reading: Lock) -> None:
        self._page = page
        self._reading = reading
        self.size = (int(page.imagewidth), int(page.imagelength))
        self._is_separate = int(page.planarconfig) == _SEPARATE and page.samplesperpixel > 1
        self._samples = 1 if self._is_separate else int(page.samplesperpixel)
        width, height = self.size
        row_bytes = ceil(width * page.samplesperpixel * self.bits_of(page) / 8)
        if page.is_tiled:
            self._segment = (int(page.tilewidth), int(page.tilelength))
            self.block_size = self._segment
        else:
            strip = min(int(page.rowsperstrip), height)
            if int(page.compression) == _UNPACKED and not self._is_separate and self._is_one_piece(row_bytes):
                strip = 1
            self._segment = (width, strip)
            rows = _BLOCK_BYTES // max(row_bytes, 1) // strip * strip
            self.block_size = (width, max(strip, min(rows, ceil(_MOST_ROWS / strip) * strip)))
        self._row_bytes = row_bytes
        self.columns, self.rows = ceil(width / self.block_size[0]), ceil(height / self.block_size[1])

    @staticmethod
    def bits_of(page: TiffPage) -> int:
        """Return the bits of one sample."""
        said: Any = page.bitspersample
        return int(said if isinstance(said, int) else said[0])

    @property
    def block_height(self) -> int:
        """Rows in a block."""
        return self.block_size[1]

    @property
    def is_readable(self) -> bool:
        """Whether its packing is known, and its samples are numbers that can be shown."""
        dtype = self._page.dtype
        return tiff_segments.is_known(self._page) and dtype is not None and np.dtype(dtype).kind in "uifb"

    @property
    def packing(self) -> str:
        """The name of its packing."""
        return str(getattr(self._page.compression, "name", self._page.compression))

    @property
    def is_whole(self) -> bool:
        """True where single pieces are so large that they are better read once than again and again."""
        pixels = self._segment[0] * self._segment[1]
        return pixels * self.bits_of(self._page) // 8 * self._samples > _WHOLE_BYTES

    def level(self, finest: tuple[int, int]) -> RasterLevel:
        """Return this page as a level of a picture of a size in pixels."""
        width, height = self.size
        return RasterLevel(width, height, *self.block_size, finest[0] / width, finest[1] / height)

    def block(self, column: int, row: int) -> np.ndarray | None:
        """Return the samples of one block, shape (h, w, n), cut at the edges; None where the file has left it out."""
        left, top = column * self.block_size[0], row * self.block_size[1]
        width, height = min(self.block_size[0], self.size[0] - left), min(self.block_size[1], self.size[1] - top)
        if self._page.is_tiled:
            parts = self._tile(column, row)
            return None if parts is None else parts[:height, :width]
        if self._segment[1] == 1 and self._is_one_piece(self._row_bytes):
            return self._rows(top, height)
        strips = [
            self._strip(number) for number in range(top // self._segment[1], ceil((top + height) / self._segment[1]))
        ]
        if all(strip is None for strip in strips):
            return None
        found = np.concatenate([self._blank(n) if strip is None else strip for n, strip in enumerate(strips)])
        return found[:height]

    def _tile(self, column: int, row: int) -> np.ndarray | None:
        number = row * self.columns + column
        shape = (self._segment[1], self._segment[0], self._samples)
        return self._joined(number, self.columns * self.rows, shape)

    def _strip(self, number: int) -> np.ndarray | None:
        rows = min(self._segment[1], self.size[1] - number * self._segment[1])
        in_all = ceil(self.size[1] / self._segment[1])
        return self._joined(number, in_all, (rows, self._segment[0], self._samples))

    def _joined(self, number: int, in_all: int, shape: tuple[int, int, int]) -> np.ndarray | None:
        """Return one segment, its bands brought together where they are kept apart."""
        bands = self._page.samplesperpixel if self._is_separate else 1
        found = []
        for band in range(bands):
            data = self._bytes(band * in_all + number)
            if data is None:
                return None
            found.append(tiff_segments.decoded(self._page, data, shape))
        return found[0] if bands == 1 else np.concatenate(found, axis=2)

    def _blank(self, number: int) -> np.ndarray:
        return np.zeros((self._segment[1], self._segment[0], self._page.samplesperpixel), self._page.dtype)

    def _rows(self, top: int, rows: int) -> np.ndarray:
        data = self._read(int(self._page.dataoffsets[0]) + top * self._row_bytes, rows * self._row_bytes)
        return tiff_segments.decoded(self._page, data, (rows, self.size[0], self._samples))

    def _bytes(self, index: int) -> bytes | None:
        offset, size = int(self._page.dataoffsets[index]), int(self._page.databytecounts[index])
        return self._read(offset, size) if size else None

    def _read(self, offset: int, size: int) -> bytes:
        file = self._page.parent.filehandle
        with self._reading:
            file.seek(offset)
            data = bytes(file.read(size))
        if len(data) < size:
            raise ValueError("the file ends early")
        return data

    def _is_one_piece(self, row_bytes: int) -> bool:
        """Return whether the rows follow one another in the file, as they do when nothing is packed."""
        page = self._page
        if int(page.compression) != _UNPACKED or self._is_separate or page.is_tiled or not len(page.dataoffsets):
            return False
        starts = np.asarray(page.dataoffsets, np.int64)
        strip = min(int(page.rowsperstrip), self.size[1])
        return bool((starts == starts[0] + np.arange(len(starts)) * strip * row_bytes).all())
