# SPDX-License-Identifier: MIT
"""The ground of the map: sea with shore bands, land, coast, borders; from base map and land layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log2
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QPainter

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunk, Chunks
from hotmap.cartography.geometry_arrays import Origin, Outlines, area_outlines, line_outlines
from hotmap.cartography.outline_painting import draw_areas, draw_lines
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.palette import Line
from hotmap.cartography.projection import M_PER_DEGREE, BBox, to_metres
from hotmap.cartography.scene import BaseMapLike, Scene

_KEPT_MARGIN = 0.5  # of the view on each side, so that a small pan asks the base map nothing
_BAND_COARSER = 4.0
_MOST_KEPT = 3  # grounds of a scene: of its map, of its locator, and the one before
_BANDS_FROM = 0.03  # CSS pixels in a kilometre


@dataclass(frozen=True)
class Ground:
    """What the base map holds around a view, as arrays."""

    bbox: BBox
    level: int
    origin: Origin
    land: Outlines | None
    coast: Outlines | None
    borders: Outlines | None


_kept: WeakKeyDictionary[Scene, list[Ground]] = WeakKeyDictionary()


def ground_chunks(canvas: Canvas) -> Chunks:
    """Yield the painting of sea, shore bands, land, coast and borders."""
    scene = canvas.scene
    land_layers = [layer for layer in scene.layers if layer.is_ground and scene.shows(layer.layer.uuid)]
    has_base = scene.base_map is not None
    yield _fill(canvas, "sea" if has_base or land_layers else "land")
    base = ground_of(scene, scene.base_map, canvas) if scene.base_map is not None else None
    shores: list[tuple[Outlines, Origin]] = []
    lands: list[tuple[Outlines, Origin]] = []
    if base is not None:
        shores += [(o, base.origin) for o in (base.coast,) if o is not None]
        lands += [(o, base.origin) for o in (base.land,) if o is not None]
    for layer in land_layers:
        for page in layer.pages():
            if page.areas is not None:
                shores.append((page.areas, layer.origin))
                lands.append((page.areas, layer.origin))
    yield from _shore_bands(canvas, shores)
    land = QBrush(colour_of(canvas.palette.colour("land")))
    for outlines, origin in lands:
        yield from draw_areas(canvas, outlines, origin, None, land)
    coast = pen(canvas.palette.line("coast"), canvas.unit_px)
    for outlines, origin in shores:
        yield from draw_lines(canvas, outlines, origin, coast)
    if base is not None and base.borders is not None:
        yield from draw_lines(canvas, base.borders, base.origin, pen(canvas.palette.line("border"), canvas.unit_px))


def ground_of(scene: Scene, base_map: BaseMapLike, canvas: Canvas) -> Ground:
    """Return the base map around a view; what was read last is kept with the scene."""
    west, south, east, north = canvas.bbox
    level = floor(log2(canvas.detail_m))
    known = _kept.setdefault(scene, [])
    for kept in known:
        if kept.level == level and _holds(kept.bbox, (west, south, east, north)):
            return kept
    dx, dy = (east - west) * _KEPT_MARGIN, (north - south) * _KEPT_MARGIN
    made = _read(base_map, (west - dx, south - dy, east + dx, north + dy), level)
    known[:] = [made, *known[: _MOST_KEPT - 1]]
    return made


def read_ground_for(scene: Scene, detail_m: float, bbox: BBox) -> None:
    """Read the base map once for many pictures of one scale, as those of a series of sheets.

    Parameters
    ----------
    detail_m : float
        As of the pictures' `Canvas`.
    bbox : tuple of float
        West, south, east, north in degrees around all of them.
    """
    if scene.base_map is not None:
        made = _read(scene.base_map, bbox, floor(log2(detail_m)))
        _kept[scene] = [made, *_kept.get(scene, [])[: _MOST_KEPT - 1]]


def _read(base_map: BaseMapLike, bbox: BBox, level: int) -> Ground:
    west, south, east, north = bbox
    bbox = (west, max(south, -85.0), east, min(north, 85.0))
    tolerance_deg = 2.0**level * 0.7 / M_PER_DEGREE
    x, y = to_metres((west + east) / 2, (south + north) / 2)
    origin = (float(x), float(y))
    return Ground(
        bbox,
        level,
        origin,
        area_outlines(base_map.land(bbox, tolerance_deg), origin),
        line_outlines(base_map.coast(bbox, tolerance_deg), origin),
        line_outlines(base_map.boundaries(bbox, tolerance_deg), origin),
    )


def _holds(outer: BBox, inner: BBox) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[2] >= inner[2]
        and outer[1] <= max(inner[1], -85.0)
        and outer[3] >= min(inner[3], 85.0)
    )


def _fill(canvas: Canvas, colour: str) -> Chunk:
    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        rect = QRectF(0, 0, canvas.view.width_px, canvas.view.height_px)
        painter.fillRect(rect, colour_of(canvas.palette.colour(colour)))

    return chunk


def _shore_bands(canvas: Canvas, shores: list[tuple[Outlines, Origin]]) -> Iterator[Chunk]:
    """Stroke the coast wide before the land covers the inner half."""
    if canvas.detail < _BANDS_FROM:
        return
    narrowing = float(np.clip(canvas.detail / 2.0, 0.25, 1.0))
    for name in ("shore_1", "shore_2"):
        band = Line(canvas.palette.colour(name), 2 * canvas.palette.size(name) * narrowing)
        for outlines, origin in shores:
            yield from draw_lines(canvas, outlines, origin, pen(band, canvas.unit_px), coarser=_BAND_COARSER)
