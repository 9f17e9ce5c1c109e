# SPDX-License-Identifier: MIT
"""Draw hotspots: areas with an inner band, routes, cells with their size, and badges on top."""

from __future__ import annotations

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks, pause
from hotmap.cartography.cell_painting import BadgePlace, badge_places, cell_chunk, codes_chunk, same_cells
from hotmap.cartography.geometry_arrays import Outlines
from hotmap.cartography.marks import TYPES_FROM, HotspotMark
from hotmap.cartography.outline_painting import shape_of
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.palette import Line
from hotmap.cartography.scene import LEVEL_ORDER
from hotmap.cartography.sprites import draw_sprites

_TINT, _TINT_PRINT, _BAND = 0.16, 0.20, 0.42
_MARKS_PER_CHUNK, _MARKS_PER_PAUSE = 4, 400
_CROWD, _MOST_SHRUNK = 24, 0.72
_PLAIN_BELOW_PX = 12.0  # smaller areas have neither band nor hatch and are painted in one go
_BAND_FROM_PX = 26.0  # smaller areas hold no inner band


def shown_hotspots(canvas: Canvas) -> list[HotspotMark]:
    """Return the hotspots to draw in painting order: large below small, urgent on top.

    On paper all signs shrink a little when there are many, so that names find room.
    """
    scene = canvas.scene
    west, south, east, north = canvas.view.bounds_m
    margin = 40 * canvas.css_px * canvas.view.m_per_px

    def is_near(mark: HotspotMark) -> bool:
        reach = mark.reach_m
        return (
            west - margin - reach <= mark.x_m <= east + margin + reach
            and south - margin - reach <= mark.y_m <= north + margin + reach
        )

    found = [m for m in scene.hotspots if scene.shows(m.level) and scene.shows("hotspots") and is_near(m)]
    if not scene.shows("cover"):
        found = [mark.without_cover() for mark in found]
    if canvas.palette.is_print and len(found) > _CROWD:
        canvas.shrink = max((_CROWD / len(found)) ** 0.5, _MOST_SHRUNK)
    return sorted(found, key=lambda m: (m.uuid in scene.selected, LEVEL_ORDER.index(m.level), -m.reach_m))


def extent_chunks(canvas: Canvas, marks: list[HotspotMark]) -> Chunks:
    """Yield the painting of areas, routes and cells."""
    by_size = sorted(marks, key=lambda m: -m.reach_m)
    cells = [m for m in by_size if m.cell and m.dimension == 2]
    bodies = [m for m in by_size if not m.cell and m.dimension > 0]
    for start in range(0, len(bodies), _MARKS_PER_CHUNK):
        some = bodies[start : start + _MARKS_PER_CHUNK]

        def chunk(painter: QPainter, some: list[HotspotMark] = some) -> None:
            for mark in some:
                _paint_body(painter, canvas, mark)

        yield chunk
    for same in same_cells(cells):
        yield cell_chunk(canvas, same)


def badge_chunks(canvas: Canvas, marks: list[HotspotMark]) -> Chunks:
    """Yield the painting of badges; their boxes are taken so that labels keep off."""
    places = badge_places(canvas, marks)
    groups: dict[tuple[str, float], list[tuple[float, float]]] = {}
    for number, mark in enumerate(marks):
        if number % _MARKS_PER_PAUSE == _MARKS_PER_PAUSE - 1:
            yield pause
        place = places[mark.uuid]
        x, y, scale = place.x_px, place.y_px, place.scale
        # A sheet ends at its frame: half a sign with a name inside would tell of a place that is not on it.
        if not canvas.is_seen(x, y, 0.0 if canvas.palette.is_print else 20 * canvas.css_px):
            continue
        half = badge_half(mark, is_print=canvas.palette.is_print) * scale
        box = (x - half, y - half, x + half, y + half)
        canvas.placed[mark.uuid] = box
        inset = 2.0 * canvas.css_px  # so that its own label, two pixels off, never finds its cells taken
        canvas.taken.take((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset))
        name = mark.symbol if not mark.gap or canvas.detail > 0.35 else mark.symbol.replace("+gap", "")
        groups.setdefault((name, scale), []).append((x, y))
    # A code that stands for the name is written by the label, and only there.
    coded = [
        m for m in marks if m.cell and m.summary.hotspot.code not in (None, "", m.name) and m.uuid in canvas.placed
    ]
    if coded and canvas.palette.is_print:
        yield codes_chunk(canvas, coded, places)
    if canvas.palette.size("ball"):
        yield from _ball_chunks(canvas, [m for m in marks if m.uuid in canvas.placed and not m.cell], places)
    if canvas.scene.shows("types"):
        yield from _type_chunks(canvas, marks, places)
    for name, scale in sorted(groups, key=lambda key: LEVEL_ORDER.index(key[0].split("+")[0])):
        yield from draw_sprites(canvas, name, np.array(groups[name, scale]), scale)


def _type_chunks(canvas: Canvas, marks: list[HotspotMark], places: dict[str, BadgePlace]) -> Chunks:
    """What kind of place it is, at the badge's lower left, from a scale on at which it can be read."""
    if canvas.detail < TYPES_FROM:
        return
    groups: dict[tuple[str, float], list[tuple[float, float]]] = {}
    for mark in marks:
        code = mark.summary.hotspot.type
        if not code or mark.uuid not in canvas.placed:
            continue
        place = places[mark.uuid]
        scale = place.scale
        # Clear of the sign: the triangle has the widest foot, a gap its ring.
        away = 19.0 if mark.gap else 17.0 if mark.level == "should" else 14.5
        x, y = place.x_px - away * scale, place.y_px + away * 0.72 * scale
        half = 8.0 * scale
        canvas.taken.take((x - half, y - half, x + half, y + half))
        groups.setdefault((f"type-{code}+tag", scale), []).append((x, y))
    for (name, scale), those in groups.items():
        yield from draw_sprites(canvas, name, np.array(those), scale)


def badge_half(mark: HotspotMark, *, is_print: bool) -> float:
    """Return half the side of the box that a badge takes, in units of its drawing."""
    if not mark.gap:
        return 13.0
    return 17.5 if is_print else 20.0


def _ball_chunks(canvas: Canvas, marks: list[HotspotMark], places: dict[str, BadgePlace]) -> Chunks:
    """On paper who stands there is told by a ball at the badge's lower right."""
    groups: dict[str, list[tuple[float, float]]] = {}
    reach = 6.0 * canvas.symbol_scale("ball")
    for mark in marks:
        if mark.summary.cover is None:
            continue
        away = (16.5 if mark.gap else 13.0) * canvas.badge_scale()
        x, y = places[mark.uuid].x_px + away, places[mark.uuid].y_px + away * 0.62
        groups.setdefault(f"cover-{mark.summary.cover.status}", []).append((x, y))
        canvas.taken.take((x - reach, y - reach, x + reach, y + reach))
    for name, those in groups.items():
        yield from draw_sprites(canvas, name, np.array(those), canvas.symbol_scale("ball"))


def _area_line(canvas: Canvas, mark: HotspotMark) -> Line:
    line = canvas.palette.line({"must": "area_must", "watch": "area_watch"}.get(mark.level, "area"))
    if mark.approximate and not line.dash:
        dash = canvas.palette.line("area_watch").dash
        return Line(line.colour, line.width, dash)
    return line


def _paint_body(painter: QPainter, canvas: Canvas, mark: HotspotMark) -> None:
    painter.setTransform(canvas.transform(mark.origin))
    if mark.lines is not None:
        _paint_route(painter, canvas, mark.lines, mark.level)
    if mark.areas is not None:
        thinned = mark.areas.for_scale(canvas.view.m_per_px)
        colours = canvas.palette.level(mark.level)
        outline = pen(_area_line(canvas, mark), canvas.unit_px, colour=colours.outline)
        for part in range(len(thinned)):
            shape = shape_of(thinned, part)
            if isinstance(shape, QPolygonF) and mark.reach_m < _PLAIN_BELOW_PX * canvas.css_px * canvas.view.m_per_px:
                painter.setPen(outline)
                painter.setBrush(colour_of(colours.outline, _TINT))
                painter.drawPolygon(shape)
                continue
            path = shape if isinstance(shape, QPainterPath) else _path(shape)
            span = mark.areas.boxes[part]
            size_px = float(min(span[2] - span[0], span[3] - span[1])) / canvas.view.m_per_px
            _paint_area(painter, canvas, mark, path, size_px)
            painter.strokePath(path, outline)
    painter.setTransform(IDENTITY)


def _paint_area(painter: QPainter, canvas: Canvas, mark: HotspotMark, path: QPainterPath, size_px: float) -> None:
    colour = canvas.palette.level(mark.level).outline
    tint = _TINT_PRINT if canvas.palette.is_print else _TINT
    if mark.level in ("watch", "undecided"):
        tint *= 0.6
    painter.fillPath(path, colour_of(colour, tint))
    band_px = canvas.size("band")
    if band_px and size_px > _BAND_FROM_PX * canvas.css_px and mark.level not in ("watch", "undecided"):
        inner = QPen(colour_of(colour, _BAND), 2 * min(band_px, size_px / 5))
        inner.setCosmetic(True)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.strokePath(path, inner)
        painter.restore()
    if mark.low_confidence and size_px > 10 * canvas.css_px:
        _paint_hatch(painter, canvas, mark, colour)


def _paint_hatch(painter: QPainter, canvas: Canvas, mark: HotspotMark, colour: str) -> None:
    """45° lines, cut at the edge by geometry, so that paper gets lines and not a picture."""
    spacing_m = canvas.size("hatch") * 2**0.5 * canvas.view.m_per_px
    lines = hatch_lines(mark, spacing_m)
    made = QPen(colour_of(colour, 0.55), canvas.size("hatch_width"))
    made.setCosmetic(True)
    painter.setPen(made)
    for start, end in lines:
        painter.drawLine(QPointF(*start), QPointF(*end))


def hatch_lines(mark: HotspotMark, spacing_m: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the 45° lines that fill a hotspot's area, metres from its origin."""
    if mark.areas is None:
        return []
    found = []
    areas = mark.areas
    for part in range(len(areas)):
        rings = [areas.ring(r) for r in range(areas.part_start[part], areas.part_start[part + 1])]
        polygon = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
        left, top, right, bottom = areas.boxes[part].astype(float)
        height = bottom - top
        offsets = np.arange(np.floor((left - height) / spacing_m), np.ceil(right / spacing_m) + 1) * spacing_m
        if len(offsets) > 4000:
            continue
        lines = shapely.linestrings([[(x, bottom), (x + height, top)] for x in offsets])
        for cut in shapely.get_parts(shapely.get_parts(shapely.intersection(lines, polygon))):
            xy = shapely.get_coordinates(cut)
            if len(xy) == 2:
                found.append((xy[0], xy[1]))
    return found


def _paint_route(painter: QPainter, canvas: Canvas, lines: Outlines, level: str) -> None:
    """A hotspot along a road: a broad line in the level's colour on a casing."""
    thinned = lines.for_scale(canvas.view.m_per_px)
    colours = canvas.palette.level(level)
    route = canvas.palette.line("route")
    is_quiet = level in ("watch", "undecided")
    casing = pen(Line(colours.outline if is_quiet else route.casing, route.casing_width, opacity=0.9), canvas.unit_px)
    body = pen(route, canvas.unit_px, colour=colours.fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for made in (casing, body):
        painter.setPen(made)
        for part in range(len(thinned)):
            shape = shape_of(thinned, part)
            if isinstance(shape, QPolygonF):
                painter.drawPolyline(shape)


def _path(shape: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(shape)
    path.closeSubpath()
    return path
