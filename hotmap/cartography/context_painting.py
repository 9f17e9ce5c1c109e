# SPDX-License-Identifier: MIT
"""Draw the context layers by their theme, from farmland below to places above."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, radians, sin

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QTransform

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunk, Chunks
from hotmap.cartography.context import PAGE_ROWS, ContextLayer, Page, closed_in_rains
from hotmap.cartography.outline_painting import draw_areas, draw_lines, draw_points, once
from hotmap.cartography.painting import casing_pen, colour_of, paint_symbol, pen, symbol_pixmap
from hotmap.cartography.palette import Line
from hotmap.cartography.style import ROAD_LINES
from hotmap.cartography.symbols import symbol

_FILLS = {"farmland": "farm", "woodland": "wood", "built_up": "built_up", "water": "water", "rivers": "water"}
_ROAD_ORDER = ("rail", "track", "minor", "road", "main")
# CSS pixels in a kilometre from which a class is drawn at all.
_ROADS_FROM = {"main": 0.0, "road": 0.25, "minor": 2.0, "track": 2.5, "rail": 0.3}
_PLACE_FROM = (0.0, 0.0, 1.0, 5.0, 11.0, 18.0)
_PLACE_SYMBOLS = ("town-capital", "town", "town", "village", "village", "village")
_FARM_ANGLE_DEG = 28.0
SPRITES_PER_CHUNK = 20_000


def context_chunks(canvas: Canvas) -> Chunks:
    """Yield the painting of every shown layer; land is ground and drawn before."""
    for layer in canvas.scene.layers:
        style = layer.style
        if style.theme == "land" or not canvas.scene.shows(layer.layer.uuid) or canvas.detail < style.visible_from:
            continue
        for chunk in _layer_chunks(canvas, layer):
            yield _with_opacity(chunk, style.opacity) if style.opacity < 1 else chunk


def _layer_chunks(canvas: Canvas, layer: ContextLayer) -> Chunks:
    theme = layer.style.theme
    if theme == "roads":
        yield from _roads(canvas, layer)
        yield from _closed_roads(canvas, layer)
        return
    if theme == "rivers":
        yield from _rivers(canvas, layer)
    for page in layer.pages():
        if page.areas is not None:
            yield from _areas(canvas, layer, page)
        if page.lines is not None and theme != "rivers":
            yield from draw_lines(canvas, page.lines, layer.origin, _line_pen(canvas, layer))
        if len(page.points):
            yield from _points(canvas, layer, page)


def _with_opacity(chunk: Chunk, opacity: float) -> Chunk:
    def faded(painter: QPainter) -> None:
        painter.setOpacity(opacity)
        chunk(painter)
        painter.setOpacity(1.0)

    return faded


def _areas(canvas: Canvas, layer: ContextLayer, page: Page) -> Chunks:
    assert page.areas is not None
    theme, colour = layer.style.theme, layer.style.colour
    if theme in ("districts", "provinces"):
        yield from _districts(canvas, layer, page)
        return
    if theme in _FILLS:
        fill = colour_of(colour or canvas.palette.colour(_FILLS[theme]))
        edge = pen(canvas.palette.line("shore"), canvas.unit_px) if theme in ("water", "rivers") else None
        yield from draw_areas(canvas, page.areas, layer.origin, edge, QBrush(fill))
        if theme == "farmland" and not canvas.palette.is_print and canvas.detail > 2.5:
            yield from draw_areas(canvas, page.areas, layer.origin, None, _farm_brush(canvas, layer))
        return
    line = canvas.palette.line("plain_area")
    fill = colour_of(colour or canvas.palette.colour("plain"), 0.35 if colour else 0.5)
    yield from draw_areas(
        canvas, page.areas, layer.origin, pen(line, canvas.unit_px, colour=colour or ""), QBrush(fill)
    )


def _districts(canvas: Canvas, layer: ContextLayer, page: Page) -> Chunks:
    """Borders shared by neighbours are drawn once, or their dashes would fill each other."""
    has_coast = any(c.style.theme == "land" for c in canvas.scene.layers)
    key = f"once-{page.first}-{has_coast}"
    if key not in layer._derived:
        assert page.areas is not None
        layer._derived[key] = once(page.areas, only_shared=has_coast)
    lines = layer._derived[key]
    line = canvas.palette.line("district_high" if layer.style.theme == "provinces" else "district")
    if canvas.detail < 1.0:  # a country's districts: hairlines, or the map is all borders
        thin = Line(layer.style.colour or line.colour, line.width * 0.75)
        yield from draw_lines(canvas, lines, layer.origin, pen(thin, canvas.unit_px))
        return
    if line.casing_width:
        band = Line(layer.style.colour or line.casing, line.casing_width, opacity=0.22)
        yield from draw_lines(canvas, lines, layer.origin, pen(band, canvas.unit_px, cap="flat"))
    yield from draw_lines(canvas, lines, layer.origin, pen(line, canvas.unit_px, colour=layer.style.colour or ""))


def _rivers(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Wider with their catchment; streams only where there is room for them."""
    classes = layer.classes()
    line = canvas.palette.line("river")
    narrowing = float(np.clip(canvas.detail / 4.0, 0.5, 1.0))
    for river_class, factor, seen_from in ((0, 0.65, 1.5), (1, 1.0, 0.3), (2, 1.7, 0.0)):
        if canvas.detail < seen_from:
            continue
        made = pen(line, canvas.unit_px, colour=layer.style.colour or "", width=line.width * factor * narrowing)
        for page in layer.pages():
            if page.lines is not None:
                rows = classes[page.first : page.first + PAGE_ROWS] == river_class
                yield from draw_lines(canvas, page.lines, layer.origin, made, rows)


def _closed_roads(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Bars across roads that the rains close, on paper where one plans with it."""
    if not canvas.palette.is_print or canvas.detail < 2.5:
        return
    closed = closed_in_rains(layer.table)
    made = pen(canvas.palette.line("closed"), canvas.unit_px)
    spacing_px, half_px = 7.0 * canvas.unit_px, 0.85 * canvas.unit_px
    for page in layer.pages():
        if page.lines is None or not closed[page.first : page.first + PAGE_ROWS].any():
            continue
        thinned_lines = page.lines.for_scale(canvas.view.m_per_px)
        parts = np.flatnonzero(closed[page.first + thinned_lines.row])
        bars = [
            bar for part in parts for bar in bars_across(canvas.points(layer.origin, thinned_lines.ring(part)), spacing_px, half_px)
        ]

        def chunk(painter: QPainter, bars: list[QLineF] = bars) -> None:
            painter.setTransform(IDENTITY)
            painter.setPen(made)
            painter.drawLines(bars)

        if bars:
            yield chunk


def bars_across(points: np.ndarray, spacing_px: float, half_px: float) -> list[QLineF]:
    """Return short bars across a line, `spacing_px` apart, the first half a spacing from its start."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    found = []
    for at in np.arange(spacing_px / 2, along[-1], spacing_px):
        i = int(np.searchsorted(along, at, side="right")) - 1
        way = (points[i + 1] - points[i]) / max(steps[i], 1e-9)
        x, y = points[i] + way * (at - along[i])
        dx, dy = -way[1] * half_px, way[0] * half_px
        found.append(QLineF(x - dx, y - dy, x + dx, y + dy))
    return found


def _line_pen(canvas: Canvas, layer: ContextLayer) -> QPen:
    theme = {"railways": "rail", "districts": "district", "provinces": "district_high", "water": "river"}.get(
        layer.style.theme, "plain"
    )
    line = canvas.palette.line(theme)
    narrowing = float(np.clip(canvas.detail / 4.0, 0.5, 1.0))
    return pen(line, canvas.unit_px, colour=layer.style.colour or "", width=line.width * narrowing)


def _roads(canvas: Canvas, layer: ContextLayer) -> Chunks:
    """Casings of all classes first, so that crossings stay open."""
    classes = layer.classes()
    narrowing = float(np.clip((canvas.detail / 6.0) ** 0.5, 0.35, 1.0))
    shown = [c for c in _ROAD_ORDER if canvas.detail >= _ROADS_FROM[c] and (classes == c).any()]
    passes = [(c, True) for c in shown if canvas.palette.line(ROAD_LINES[c]).casing and canvas.detail > 1.2]
    for road_class, is_casing in passes + [(c, False) for c in shown]:
        line = canvas.palette.line(ROAD_LINES[road_class])
        if is_casing:
            made = casing_pen(Line("", 0, (), line.casing, line.casing_width * narrowing), canvas.unit_px)
        elif canvas.detail <= 1.2 and line.casing:  # too thin for a casing: its darker colour alone
            made = pen(Line(line.casing, line.width * narrowing), canvas.unit_px)
        else:
            made = pen(line, canvas.unit_px, width=line.width * narrowing, colour=layer.style.colour or "")
        for page in layer.pages():
            if page.lines is not None:
                rows = classes[page.first : page.first + PAGE_ROWS] == road_class
                yield from draw_lines(canvas, page.lines, layer.origin, made, rows)


def _points(canvas: Canvas, layer: ContextLayer, page: Page) -> Chunks:
    points = canvas.points(layer.origin, page.points)
    seen = ((points > -20) & (points < [canvas.view.width_px + 20, canvas.view.height_px + 20])).all(axis=1)
    points, rows = points[seen], page.point_row[seen] + page.first
    if layer.style.theme == "names":
        return
    if layer.style.theme != "places":
        colour = layer.style.colour or canvas.palette.line("plain").colour
        points = points[thinned(points, 3 * canvas.css_px)]
        yield from draw_points(canvas, points, QPen(colour_of(canvas.palette.colour("panel")), 6.6 * canvas.css_px, c=Qt.PenCapStyle.RoundCap))
        yield from draw_points(canvas, points, QPen(colour_of(colour), 4.4 * canvas.css_px, c=Qt.PenCapStyle.RoundCap))
        return
    ranks = layer.classes()[rows]
    marked = canvas.detail >= np.array(_PLACE_FROM)[ranks]
    faint = points[~marked]
    faint = faint[thinned(faint, 4 * canvas.css_px)]
    yield from draw_points(canvas, faint, QPen(colour_of(canvas.palette.colour("place_faint"), 0.55), 1.5 * canvas.css_px))
    for rank in range(len(_PLACE_FROM) - 1, -1, -1):
        those = points[marked & (ranks == rank)]
        those = those[thinned(those, (8 if rank > 2 else 6) * canvas.css_px)]
        reach = (3.0 if rank <= 2 else 2.0) * canvas.css_px
        for x, y in those.tolist():
            canvas.taken.take((x - reach, y - reach, x + reach, y + reach))
        yield from draw_sprites(canvas, _PLACE_SYMBOLS[rank], those, canvas.symbol_scale("icon") * (1.2 if rank == 1 else 1.0))


def thinned(points: np.ndarray, spacing_px: float) -> np.ndarray:
    """Return the indices of the first point in each cell of a grid."""
    if not len(points):
        return np.empty(0, np.intp)
    cells = np.floor(points / spacing_px).astype(np.int64)
    _, first = np.unique(cells[:, 0] * 1_000_003 + cells[:, 1], return_index=True)
    return np.sort(first)


def draw_sprites(canvas: Canvas, name: str, points_px: np.ndarray, scale: float) -> Chunks:
    """Yield the painting of one symbol at many places: sprites on screen, vectors on paper."""
    if canvas.is_vector:
        for start in range(0, len(points_px), 200):
            some = points_px[start : start + 200]

            def vector(painter: QPainter, some: np.ndarray = some) -> None:
                painter.setTransform(IDENTITY)
                for x, y in some.tolist():
                    paint_symbol(painter, name, x, y, scale, canvas.palette)

            yield vector
        return
    drawing = symbol(name, canvas.palette)
    sprite = symbol_pixmap(name, drawing.height * scale, palette=canvas.palette)
    source = QRectF(0, 0, sprite.width(), sprite.height())
    left, top, right, bottom = drawing.box
    shift = np.array([(left + right) / 2 * scale, (top + bottom) / 2 * scale])
    for start in range(0, len(points_px), SPRITES_PER_CHUNK):
        fragments = _fragments(points_px[start : start + SPRITES_PER_CHUNK] + shift, source)

        def chunk(painter: QPainter, fragments: np.ndarray = fragments) -> None:
            painter.setTransform(IDENTITY)
            # The array has the memory layout of Qt's own fragments: no object for each of 100,000 points.
            first = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
            painter.drawPixmapFragments(first, len(fragments), sprite)

        yield chunk


def _fragments(places: np.ndarray, source: QRectF) -> np.ndarray:
    """Return x, y, source rectangle, scales, rotation and opacity of each sprite, shape (n, 10)."""
    made = np.zeros((len(places), 10))
    made[:, :2] = places
    made[:, 2:6] = source.getRect()
    made[:, 6:8] = 1.0
    made[:, 9] = 1.0
    return made


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
