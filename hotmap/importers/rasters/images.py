# SPDX-License-Identifier: MIT
"""JPEG, PNG, GIF, BMP and WebP, which can be read only whole: unpacked once, then shown from a scratch file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hotmap.analysis.rasters import Georeference, Progress
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.pyramid import Pyramid

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PX = 250_000_000
"""What fits into the memory of an old laptop while it is unpacked."""
FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP")


class ImageRaster(BlockRaster):
    """One image.

    Parameters
    ----------
    path : Path
    georeference : Georeference

    Raises
    ------
    InputError
        When it is damaged or too large.
    """

    def __init__(self, path: Path, georeference: Georeference) -> None:
        size, self._format = size_and_format(path)
        super().__init__(path, georeference, (), size)

    @property
    def about(self) -> str:
        """What it is, in a few words."""
        return tr("{format} image, {width} × {height} pixels").format(
            format=self._format, width=self.size_px[0], height=self.size_px[1]
        )

    def _decoded(self, level: int, column: int, row: int) -> np.ndarray | None:
        raise ValueError("an image has no blocks of its own")

    def _fill(self, pyramid: Pyramid, progress: Progress) -> None:
        with _opened(self.path) as image:
            try:
                image.load()
            except (OSError, ValueError, SyntaxError) as error:
                raise _damaged(self.path, error) from None
            progress(0.5)
            for top, bottom in pyramid.bands():
                band = image.crop((0, top, image.width, bottom))
                if band.mode in ("I;16", "I", "F"):
                    band = _eight_bits(band)
                pyramid.write(top, np.asarray(band.convert("RGBA")))
                progress(0.5 + 0.5 * bottom / image.height)


def size_and_format(path: Path) -> tuple[tuple[int, int], str]:
    """Return width and height in pixels and the format of an image, without unpacking it."""
    with _opened(path) as image:
        return image.size, image.format or ""


def _opened(path: Path) -> Image:
    from PIL import Image, UnidentifiedImageError

    most = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None  # bounded below, in our own words
    try:
        image = Image.open(path, formats=FORMATS)
    except (UnidentifiedImageError, ValueError, SyntaxError) as error:
        raise _damaged(path, error) from None
    finally:
        Image.MAX_IMAGE_PIXELS = most
    if image.width * image.height > MOST_PX:
        raise InputError(
            tr(
                "{width} × {height} pixels are too many for a picture that can be read only whole. "
                "Save it as a tiled GeoTIFF, or cut it to your area."
            ).format(width=image.width, height=image.height),
            path,
        )
    return image


def _eight_bits(band: Image) -> Image:
    values = np.asarray(band, np.float32)
    from PIL import Image

    return Image.fromarray(np.clip(values / 257.0, 0, 255).astype(np.uint8))


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(tr("This image is damaged ({reason}); get it again.").format(reason=str(error)[:120]), path)
