# SPDX-License-Identifier: MIT
"""Draw the context layers by their theme, from farmland below to places above."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, radians, sin

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform

from hotmap.cartography.canvas import Canvas, Chunk, Chunks, pause
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.geometry_arrays import Outlines
from hotmap.cartography.look_painting import look_chunks
from hotmap.cartography.outline_painting import draw_areas, draw_lines, once
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.palette import Line
from hotmap.cartography.point_painting import PointPainter
from hotmap.cartography.raster_layer import RasterLayer
from hotmap.cartography.raster_painting import raster_chunks
from hotmap.cartography.way_painting import closed_road_chunks, river_chunks, road_chunks

_FILLS = {"farmland": "farm", "woodland": "wood", "built_up": "built_up", "water": "water", "rivers": "water"}
_BY_CLASS = ("roads", "rivers", "places")  # drawn class by class, which takes all features
_FARM_ANGLE_DEG = 28.0


def context_chunks(canvas: Canvas) -> Chunks:
    """Yield the painting of every shown layer and base map; land is ground and drawn before."""
    for layer in canvas.scene.stack:
        style = layer.style
        if not canvas.scene.shows(layer.layer.uuid) or canvas.detail < style.visible_from:
            continue
        if isinstance(layer, RasterLayer):
            yield from raster_chunks(canvas, layer)
        elif not layer.is_ground:
            for chunk in _layer_chunks(canvas, layer):
                yield _with_opacity(chunk, style.opacity) if style.opacity < 1 else chunk


def _layer_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    theme = layer.style.theme
    if layer.style.is_own or theme in _BY_CLASS:
        for _ in layer.arriving():
            yield pause
    if layer.style.is_own:
        yield from look_chunks(canvas, layer)
        return
    if theme == "roads":
        yield from road_chunks(canvas, layer)
        yield from closed_road_chunks(canvas, layer)
        return
    if theme == "rivers":
        yield from river_chunks(canvas, layer)
    dots = PointPainter(canvas, layer)
    for page in layer.pages():
        yield pause
        if page.areas is not None:
            yield from _areas(canvas, layer, page.areas, page.first)
        if page.lines is not None and theme != "rivers":
            yield from draw_lines(canvas, page.lines, layer.origin, _line_pen(canvas, layer))
        if len(page.points):
            yield from dots.chunks(page)


def _with_opacity(chunk: Chunk, opacity: float) -> Chunk:
    def faded(painter: QPainter) -> None:
        painter.setOpacity(opacity)
        chunk(painter)
        painter.setOpacity(1.0)

    return faded


def _areas(canvas: Canvas, layer: ContextLayer, areas: Outlines, first: int) -> Chunks:
    theme, colour = layer.style.theme, layer.style.colour
    if theme in ("districts", "provinces"):
        yield from _districts(canvas, layer, areas, first)
        return
    if theme in _FILLS:
        fill = colour_of(colour or canvas.palette.colour(_FILLS[theme]))
        edge = pen(canvas.palette.line("shore"), canvas.unit_px) if theme in ("water", "rivers") else None
        yield from draw_areas(canvas, areas, layer.origin, edge, QBrush(fill))
        if theme == "farmland" and not canvas.palette.is_print and canvas.detail > 2.5:
            yield from draw_areas(canvas, areas, layer.origin, None, _farm_brush(canvas, layer))
        return
    line = canvas.palette.line("plain_area")
    fill = colour_of(colour or canvas.palette.colour("plain"), 0.35 if colour else 0.5)
    yield from draw_areas(canvas, areas, layer.origin, pen(line, canvas.unit_px, colour=colour or ""), QBrush(fill))


def _districts(canvas: Canvas, layer: ContextLayer, areas: Outlines, first: int) -> Chunks:
    """Borders shared by neighbours are drawn once, or their dashes would fill each other."""
    has_coast = any(c.is_ground for c in canvas.scene.layers)
    lines = layer.derived(f"once-{first}-{has_coast}", lambda: once(areas, only_shared=has_coast))
    line = canvas.palette.line("district_high" if layer.style.theme == "provinces" else "district")
    if canvas.detail < 1.0:  # a country's districts: hairlines, or the map is all borders
        thin = Line(layer.style.colour or line.colour, line.width * 0.75)
        yield from draw_lines(canvas, lines, layer.origin, pen(thin, canvas.unit_px))
        return
    if line.casing_width:
        band = Line(layer.style.colour or line.casing, line.casing_width, opacity=0.22)
        yield from draw_lines(canvas, lines, layer.origin, pen(band, canvas.unit_px, cap="flat"))
    yield from draw_lines(canvas, lines, layer.origin, pen(line, canvas.unit_px, colour=layer.style.colour or ""))


def _line_pen(canvas: Canvas, layer: ContextLayer) -> QPen:
    theme = {"railways": "rail", "districts": "district", "provinces": "district_high", "water": "river"}.get(
        layer.style.theme, "plain"
    )
    line = canvas.palette.line(theme)
    narrowing = float(np.clip(canvas.detail / 4.0, 0.5, 1.0))
    return pen(line, canvas.unit_px, colour=layer.style.colour or "", width=line.width * narrowing)


def _farm_brush(canvas: Canvas, layer: ContextLayer) -> QBrush:
    """Lines at 28° that stay with the ground while the map is moved."""
    spacing = 6.0 * canvas.css_px
    tile = _farm_tile(canvas.palette.colour("farm_line"), round(spacing, 2), canvas.css_px)
    brush = QBrush(tile)
    to_px = canvas.transform(layer.origin)
    x, y = canvas.place(*layer.origin)
    inverse, _ = to_px.inverted()
    brush.setTransform(QTransform.fromTranslate(x % tile.width(), y % tile.height()) * inverse)
    return brush


@lru_cache(maxsize=8)
def _farm_tile(colour: str, spacing_px: float, css_px: float) -> QPixmap:
    width = ceil(spacing_px / sin(radians(_FARM_ANGLE_DEG)))
    height = ceil(spacing_px / cos(radians(_FARM_ANGLE_DEG)))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 0.8 * css_px))
        for shift in (-1, 0, 1):  # the neighbours' ends reach into the corners
            painter.drawLine(QLineF(shift * width - width, 2 * height, shift * width + width, 0))
            painter.drawLine(QLineF(shift * width, height, shift * width + width, 0))
    return QPixmap.fromImage(image)
