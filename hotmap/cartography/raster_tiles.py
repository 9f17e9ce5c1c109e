# SPDX-License-Identifier: MIT
"""A picture on the map, tile by tile: its blocks gathered, coloured and laid on by straight pieces."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from hotmap.analysis.rasters import Raster, RasterLevel
from hotmap.cartography.canvas import IDENTITY, Chunk, Chunks, pause
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import Palette
from hotmap.cartography.projection import View
from hotmap.cartography.raster_layer import RasterLayer
from hotmap.cartography.raster_shading import grey, relief
from hotmap.cartography.raster_warp import Net, best_level, coarseness, nets, source_box

_HALVED_FROM = 1.5
_SHADES = {"light": ("#3E4254", 0.55, 0.35), "dark": ("#000000", 0.62, 0.14), "print": ("#3E4254", 0.5, 0.0)}
"""By palette: colour of the slopes in shade, how opaque it and the white of lit slopes become."""
_VEIL_OPACITY = 0.4

Part = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of a level."""


@dataclass(frozen=True)
class PicturePainter:
    """Paints one picture in one look.

    Attributes
    ----------
    layer : RasterLayer
    raster : Raster
    palette : Palette
    opacity : float
        0–1.
    """

    layer: RasterLayer
    raster: Raster
    palette: Palette
    opacity: float = 1.0

    def chunks(self, view: View) -> Chunks:
        """Yield tile after tile of a view in pixels of the painter, blocks decoded one by one between them."""
        raster, levels = self.raster, list(self.raster.levels)
        for net in nets(view, raster.georeference, raster.extent_px, self.layer.outline_m()):
            number = best_level(levels, net.step)
            box = source_box(net, levels[number], raster.extent_px)
            if box is None:
                continue
            pixels = yield from _gathered(raster, number, box)
            if pixels is not None:
                yield self._tile(net, levels[number], box, pixels)

    def _tile(self, net: Net, level: RasterLevel, box: Part, pixels: np.ndarray) -> Chunk:
        """Return the painting of one tile from the part of a level that lies under it."""

        def chunk(painter: QPainter) -> None:
            image, halvings = _image(self._coloured(level, pixels), coarseness(level, net.step))
            if not self.layer.is_relief:
                _veil(image, self.palette)
            # From finest pixels to those of the image.
            scale = np.array([1 / level.scale_x / halvings, 1 / level.scale_y / halvings])
            shift = np.array([level.left / level.scale_x + box[0], level.top / level.scale_y + box[1]]) / halvings
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self.opacity)
            for x, y, width, height, way in net.cells():
                matrix = way * scale[:, None]
                matrix[:, 2] -= shift
                to_map, can_turn = QTransform(*matrix[:, 0], *matrix[:, 1], *matrix[:, 2]).inverted()
                if can_turn:
                    painter.save()
                    painter.setTransform(IDENTITY)
                    painter.setClipRect(QRect(x, y, width, height), Qt.ClipOperation.IntersectClip)
                    painter.setTransform(to_map)
                    painter.drawImage(0, 0, image)
                    painter.restore()
            painter.restore()

        return chunk

    def _coloured(self, level: RasterLevel, pixels: np.ndarray) -> np.ndarray:
        raster = self.raster
        if not raster.has_values:
            return pixels
        if not self.layer.is_relief:
            return grey(pixels, *raster.value_range)
        left, top, right, bottom = raster.extent_px
        step_m = raster.georeference.ground_step(((left + right) / 2, (top + bottom) / 2))
        step_m = step_m * np.array([level.scale_x, level.scale_y])
        _, most_shade, most_light = _shades(self.palette)
        shade = shade_of(self.palette)
        dark = (shade.red(), shade.green(), shade.blue())
        return relief(pixels, step_m, shade=dark, most_shade=most_shade, most_light=most_light)


def _gathered(raster: Raster, number: int, box: Part) -> Generator[Chunk, None, np.ndarray | None]:
    """Return a part of a level, pausing after each block that had to be decoded; None where there is nothing."""
    level = raster.levels[number]
    left, top, right, bottom = box
    width, height = level.block_width_px, level.block_height_px
    shape = (bottom - top, right - left)
    pixels = np.full(shape, np.nan, np.float32) if raster.has_values else np.zeros((*shape, 4), np.uint8)
    is_empty = True
    for row in range(max(top, 0) // height, (min(bottom, level.height_px) - 1) // height + 1):
        for column in range(max(left, 0) // width, (min(right, level.width_px) - 1) // width + 1):
            is_new = not raster.holds(number, column, row)
            block = raster.block(number, column, row)
            if block is not None:
                is_empty = False
                _paste(pixels, block, column * width - left, row * height - top)
            if is_new:
                yield pause
    return None if is_empty else pixels


def _paste(pixels: np.ndarray, block: np.ndarray, left: int, top: int) -> None:
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + block.shape[1], pixels.shape[1]), min(top + block.shape[0], pixels.shape[0])
    if x1 > x0 and y1 > y0:
        pixels[y0:y1, x0:x1] = block[y0 - top : y1 - top, x0 - left : x1 - left]


def shade_of(palette: Palette) -> QColor:
    """Return the colour of slopes that are turned away from the light."""
    return colour_of(_shades(palette)[0])


def _shades(palette: Palette) -> tuple[str, float, float]:
    return _SHADES.get(palette.name, _SHADES["light"])


def _image(colours: np.ndarray, ratio: float) -> tuple[QImage, int]:
    """Return colours as an image that the painter is quick with, halved as often as it is too fine; and by how much."""
    factor = 1
    while ratio / factor >= _HALVED_FROM and min(colours.shape[:2]) > 2 * factor:
        factor *= 2
    if factor > 1:
        from PIL import Image

        colours = np.asarray(Image.fromarray(colours).reduce(factor))
    colours = np.ascontiguousarray(colours)
    height, width = colours.shape[:2]
    image = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied), factor


def _veil(image: QImage, palette: Palette) -> None:
    """Dim a picture on a dark ground, pale it on paper: names and signs are what is to be seen."""
    veil = palette.colours.get("veil")
    if not veil:
        return
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        painter.fillRect(image.rect(), colour_of(veil, _VEIL_OPACITY))
