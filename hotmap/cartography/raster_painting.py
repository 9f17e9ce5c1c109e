# SPDX-License-Identifier: MIT
"""Draw base maps from pictures outside the plan: where one cannot be shown, the map says so."""

from __future__ import annotations

from collections.abc import Generator

from hotmap.analysis.rasters import Raster
from hotmap.cartography.canvas import Canvas, Chunk, Chunks, pause
from hotmap.cartography.raster_frames import frame_chunks
from hotmap.cartography.raster_layer import RasterLayer
from hotmap.cartography.raster_print import print_chunks, print_factor
from hotmap.cartography.raster_tiles import PicturePainter
from hotmap.cartography.raster_warp import coarseness, nets
from hotmap.errors import HotmapError
from hotmap.i18n import tr

_MOST_UNPREPARED, _MOST = 2.0, 4.0  # pixels of the coarsest level on one of the map, along each side


def raster_chunks(canvas: Canvas, layer: RasterLayer) -> Chunks:
    """Yield the painting of a base map."""
    try:
        words = yield from _obstacle(canvas, layer)
        if words:
            yield from frame_chunks(canvas, layer, words)
        elif layer.raster is not None and canvas.is_vector:
            yield from print_chunks(canvas, layer, layer.raster)
        elif layer.raster is not None:
            painter = PicturePainter(layer, layer.raster, canvas.palette, layer.style.opacity)
            yield from painter.chunks(canvas.view)
    except HotmapError as error:  # the stick was pulled out, or the disk is full
        layer.give_up(error)
        yield from frame_chunks(canvas, layer, layer.words)


def _obstacle(canvas: Canvas, layer: RasterLayer) -> Generator[Chunk, None, str]:
    """Return why a picture cannot be drawn in this view, in words; nothing when it can."""
    raster = layer.raster
    if raster is None:
        return layer.words
    net = next(nets(canvas.view, raster.georeference, raster.extent_px, layer.outline_m()), None)
    if net is None:
        return ""
    yield pause
    step = net.step / print_factor(canvas) if canvas.is_vector else net.step
    if not raster.is_prepared and _coarsest(raster, step) > _MOST_UNPREPARED:
        if not canvas.scene.waits_for_rasters:
            layer.is_wanted = True
            return tr("being prepared")
        raster.prepare()
    return tr("zoom in to see it") if _coarsest(raster, step) > _MOST and not raster.is_complete else ""


def _coarsest(raster: Raster, step: float) -> float:
    """Return how many pixels of the coarsest level fall on one of the map; infinitely many when there is none."""
    return coarseness(raster.levels[-1], step) if raster.levels else float("inf")
