# SPDX-License-Identifier: MIT
"""GeoTIFF: tiled or in strips, packed or not, with the coarser levels that it brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

import numpy as np

from hotmap.analysis.rasters import Georeference, Progress
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.rasters import samples as understood
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.pyramid import Pyramid
from hotmap.importers.rasters.samples import Look, Samples
from hotmap.importers.rasters.tiff_plane import Plane

if TYPE_CHECKING:
    from tifffile import TiffFile, TiffPage

_NODATA_TAG, _COPYRIGHT_TAG = 42113, 33432
_REDUCED, _MASK = 1, 4
_MOST_PAGES = 64
_SAMPLED_BLOCKS = 9


class GeoTiffRaster(BlockRaster):
    """One picture of a TIFF with its coarser levels and mask.

    Parameters
    ----------
    path : Path
    georeference : Georeference

    Raises
    ------
    InputError
        When it is damaged, or packed in a way that cannot be read.
    """

    def __init__(self, path: Path, georeference: Georeference) -> None:
        self._files = [opened(path)]
        beside = path.with_name(path.name + ".ovr")
        if beside.is_file():
            with suppress(InputError):  # without its coarser levels the picture is still itself
                self._files.append(opened(beside))
        main = main_page(self._files[0], path)
        reading = Lock()
        self._planes = [Plane(page, reading) for page in (main, *self._coarser(main))]
        self._masks = self._masks_of(reading)
        self._samples = _samples_of(main)
        self._dtype = np.dtype(main.dtype)
        self.has_values = self._samples.look is Look.VALUES
        size = (main.imagewidth, main.imagelength)
        own = () if self._planes[0].is_whole else [plane.level(size) for plane in self._planes]
        super().__init__(path, georeference, own, size)
        for file in self._files:
            finalize(self, file.close)
        owed = main.tags.get(_COPYRIGHT_TAG)
        self.attribution = "" if owed is None else " ".join(str(owed.value).split())
        self._try_one()
        if not self.has_values and self._samples.bits > 8 and self._samples.look is not Look.PALETTE:
            self._samples = replace(self._samples, stretch=self._spread)

    @property
    def is_height(self) -> bool:
        """Whether its values are heights, as far as can be told."""
        return self.has_values and understood.are_heights(self._dtype, *self._spread[0].tolist())

    @property
    def about(self) -> str:
        """What it is, in a few words."""
        kinds = {
            Look.VALUES: tr("heights") if self.is_height else tr("values in grey"),
            Look.GREY: tr("grey"),
        }
        words = kinds.get(self._samples.look, tr("colours"))
        return tr("GeoTIFF, {width} × {height} pixels, {kind}").format(
            width=self.size_px[0], height=self.size_px[1], kind=words
        )

    @cached_property
    def _spread(self) -> np.ndarray:
        """Lowest and highest sample that matter, by band, from a few blocks all over the coarsest level."""
        plane = self._planes[-1]
        total = plane.columns * plane.rows
        found = []
        for number in range(0, total, max(1, total // _SAMPLED_BLOCKS)):
            block = plane.block(number % plane.columns, number // plane.columns)
            if block is None:
                continue
            bands = block[..., : self._samples.bands].astype(np.float64)
            if self._samples.nodata is not None:
                bands[block[..., : self._samples.bands] == self._samples.nodata] = np.nan
            found.append(bands.reshape(-1, bands.shape[-1])[::7])
        return understood.spread(np.concatenate(found) if found else np.full((1, self._samples.bands), np.nan))

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value that matter."""
        low, high = self._spread[0].tolist()
        return low, high

    def _decoded(self, level: int, column: int, row: int) -> np.ndarray | None:
        block = self._planes[level].block(column, row)
        return None if block is None else self._understood(block, level, column, row)

    def _understood(self, block: np.ndarray, level: int, column: int, row: int) -> np.ndarray:
        if self.has_values:
            return self._samples.values(block)
        colours = self._samples.colours(block)
        mask = self._masks.get(level)
        hole = mask.block(column, row) if mask else None
        if hole is not None:
            colours[..., 3] = np.where(hole[: len(colours), :, 0] > 0, colours[..., 3], 0)
        return colours

    def _fill(self, pyramid: Pyramid, progress: Progress) -> None:
        if self._own_levels:
            super()._fill(pyramid, progress)
            return
        plane = self._planes[0]  # large strips that are packed: each is read once, whole
        for row in range(plane.rows):
            progress(row / plane.rows)
            block = plane.block(0, row)
            if block is not None:
                pyramid.write(row * plane.block_height, self._understood(block, 0, 0, row))

    def _coarser(self, main: TiffPage) -> Iterator[TiffPage]:
        """Yield the reduced versions of the main picture, the finest first."""
        found = [
            page
            for file in self._files
            for page in pages_of(file)
            if page is not main
            and (int(page.subfiletype) & (_REDUCED | _MASK) == _REDUCED or file is not self._files[0])
            and (page.samplesperpixel, page.dtype) == (main.samplesperpixel, main.dtype)
            and page.imagewidth < main.imagewidth
        ]
        widths: set[int] = set()
        for page in sorted(found, key=lambda page: -page.imagewidth):
            if page.imagewidth not in widths:
                widths.add(page.imagewidth)
                yield page

    def _masks_of(self, reading: Lock) -> dict[int, Plane]:
        """Return the mask of each level that has one cut like the level itself."""
        pages = [page for page in pages_of(self._files[0]) if int(page.subfiletype) & _MASK]
        planes = [Plane(page, reading) for page in pages if page.samplesperpixel == 1]
        found = {}
        for level, plane in enumerate(self._planes):
            same = [m for m in planes if m.size == plane.size and m.block_size == plane.block_size]
            if same:
                found[level] = same[0]
        return found

    def _try_one(self) -> None:
        """Decode one block, so that what cannot be read is refused at the door and not drawn as broken."""
        plane = self._planes[0]
        try:
            if plane.is_readable:
                plane.block(plane.columns // 2, plane.rows // 2)
                return
        except Exception as error:
            reason = str(error)
        else:
            reason = plane.packing
        raise InputError(
            tr(
                "The pixels of this file are packed in a way that cannot be read ({reason}), or it is damaged. "
                "Save it again as GeoTIFF with the packing LZW or Deflate."
            ).format(reason=reason),
            self.path,
        )


def opened(path: Path) -> TiffFile:
    """Return an open TIFF, or raise `InputError`."""
    from tifffile import TiffFile, TiffFileError

    try:
        return TiffFile(path)
    except (TiffFileError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise InputError(tr("This TIFF is damaged ({reason}); get it again.").format(reason=error), path) from None


def pages_of(file: TiffFile) -> list[TiffPage]:
    """Return the pages of a TIFF; of one with very many only the first."""
    pages: list[Any] = file.pages[:_MOST_PAGES]
    return pages


def main_page(file: TiffFile, path: Path) -> TiffPage:
    """Return the first page that is a picture of its own; masks and reduced versions are not."""
    try:
        pages = pages_of(file)
    except Exception as error:
        raise InputError(tr("This TIFF is damaged ({reason}); get it again.").format(reason=error), path) from None
    for page in pages:
        if not int(page.subfiletype) & (_REDUCED | _MASK) and page.imagewidth and page.imagelength:
            return page
    raise InputError(tr("There is no picture in this TIFF."), path)


def _samples_of(page: TiffPage) -> Samples:
    dtype, bits = np.dtype(page.dtype), Plane.bits_of(page)
    extra = tuple(page.extrasamples or ())
    alpha = understood.alpha_of(extra, page.samplesperpixel)
    bands = page.samplesperpixel - (1 if alpha is not None else 0)
    look = understood.look_of(int(page.photometric), page.samplesperpixel, dtype, bits, bands)
    palette = None
    if look is Look.PALETTE and page.colormap is not None:
        palette = (np.asarray(page.colormap).T >> 8).astype(np.uint8)
    return Samples(
        look, bits, int(page.photometric) == 0, None if look is Look.VALUES else alpha, _nodata(page), palette
    )


def _nodata(page: TiffPage) -> float | None:
    tag = page.tags.get(_NODATA_TAG)
    try:
        return None if tag is None else float(str(tag.value).strip().strip("\0"))
    except ValueError:
        return None
