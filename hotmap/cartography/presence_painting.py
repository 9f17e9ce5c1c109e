# SPDX-License-Identifier: MIT
"""Draw presence: areas of responsibility, routes with their dashes, symbols pushed aside on leaders."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from hotmap.cartography.canvas import IDENTITY, Box, Canvas, Chunks
from hotmap.cartography.fonts import SEMIBOLD, font
from hotmap.cartography.labels import TextLine, leader_pens, paint_text
from hotmap.cartography.marks import EventMark, PresenceMark
from hotmap.cartography.outline_painting import draw_areas, draw_lines
from hotmap.cartography.painting import casing_pen, colour_of, paint_symbol, pen
from hotmap.cartography.sprites import draw_sprites, thinned
from hotmap.cartography.symbols import symbol
from hotmap.cartography.tokens import Line
from hotmap.cartography.way_painting import arrow_chunks

_PUSH_LIMIT = 400  # with more symbols in view nothing is pushed aside: it would only blur the picture
_PUSH_FROM = 0.7  # CSS pixels in a kilometre: further out symbols only tell that there is somebody
_DIRECTIONS_DEG = (-45, 45, -135, 135, 0, 180, -90, 90)
_DISTANCES = (24.0, 34.0, 46.0, 60.0, 78.0, 98.0, 120.0)
# Half width and height of what is seen of a symbol, pixels at 100 %: framed, round.
_FRAMED, _ROUND = (15.0, 13.0), (11.0, 11.0)
_DOMAIN_COLOURS = {"civilian": "civilian", "humanitarian": "humanitarian", "host_state": "host"}
_IMPORTANCE = ("sector_hq", "battalion_hq", "company_operating_base", "standing_combat_deployment")


@dataclass(frozen=True)
class Placed:
    """Where a symbol stands, and where it belongs."""

    mark: PresenceMark
    x_px: float
    y_px: float
    home_x_px: float
    home_y_px: float

    @property
    def is_pushed(self) -> bool:
        """True when it stands on a leader."""
        return (self.x_px, self.y_px) != (self.home_x_px, self.home_y_px)


def shown_presence(canvas: Canvas) -> list[PresenceMark]:
    """Return the presence that is drawn, large units first."""
    scene = canvas.scene
    return sorted(
        (m for m in scene.presence if scene.shows("presence") and scene.shows(m.domain) and scene.shows(_key(m))),
        key=lambda m: _IMPORTANCE.index(m.record.type) if m.record.type in _IMPORTANCE else len(_IMPORTANCE),
    )


def route_chunks(canvas: Canvas, marks: list[PresenceMark]) -> Chunks:
    """Yield the painting of areas of responsibility and patrol routes."""
    for mark in marks:
        if mark.areas is not None:
            colour = canvas.palette.colour(_DOMAIN_COLOURS.get(mark.domain, "troops"))
            aor = canvas.palette.line("aor")
            quiet = Line(colour, aor.width * 0.7, aor.dash, opacity=0.6)
            edge = pen(quiet if mark.cell else aor, canvas.unit_px, colour=colour)
            fill = None if mark.cell else QBrush(colour_of(colour, 0.07))
            yield from draw_areas(canvas, mark.areas, mark.origin, edge, fill)
        if mark.lines is not None:
            line = canvas.palette.lines.get(mark.route, canvas.palette.lines["patrol"])
            yield from draw_lines(canvas, mark.lines, mark.origin, casing_pen(line, canvas.unit_px))
            yield from draw_lines(canvas, mark.lines, mark.origin, pen(line, canvas.unit_px))
            yield from arrow_chunks(canvas, mark.lines, mark.origin, line)


def symbol_chunks(canvas: Canvas, marks: list[PresenceMark]) -> Chunks:
    """Yield the painting of presence symbols; a route shows none, it is its own symbol."""
    scale = canvas.symbol_scale("presence") * (1.0 if canvas.detail >= _PUSH_FROM else 0.75)
    placed = place_symbols(canvas, [m for m in marks if not m.route], scale)
    pushed = [p for p in placed if p.is_pushed]
    if pushed:
        pens = leader_pens(canvas)
        ends = [QLineF(p.home_x_px, p.home_y_px, p.x_px, p.y_px) for p in pushed]

        def leaders(painter: QPainter) -> None:
            painter.setTransform(IDENTITY)
            radius = 1.8 * canvas.css_px
            for line in pens:
                painter.setPen(line)
                painter.drawLines(ends)
                painter.setBrush(line.color())
                for p in pushed:
                    painter.drawEllipse(QPointF(p.home_x_px, p.home_y_px), radius, radius)

        yield leaders
    groups: dict[str, list[tuple[float, float]]] = {}
    for p in placed:
        groups.setdefault(p.mark.symbol, []).append((p.x_px, p.y_px))
    for name, places in groups.items():
        yield from draw_sprites(canvas, name, np.array(places), scale)


def place_symbols(canvas: Canvas, marks: list[PresenceMark], scale: float) -> list[Placed]:
    """Return where symbols stand so that none covers a badge or another symbol, as far as there is room."""
    homes = [(mark, *canvas.place(mark.x_m, mark.y_m)) for mark in marks]
    homes = [(mark, x, y) for mark, x, y in homes if canvas.is_seen(x, y)]
    placed = []
    for mark, x, y in homes:
        at = (x, y)
        if mark.cell:  # its middle is no place: the symbol stands where there is room, without a leader
            at = next((p for p in _in_cell(canvas, mark, scale) if canvas.taken.is_free(_box(mark, *p, scale))), at)
            x, y = at
        may_push = len(homes) <= _PUSH_LIMIT and canvas.detail >= _PUSH_FROM
        if may_push and not canvas.taken.is_free(_box(mark, x, y, scale)):
            at = next((p for p in _around(x, y, scale) if canvas.taken.is_free(_box(mark, *p, scale))), at)
        box = _box(mark, *at, scale)
        canvas.taken.take(box)
        canvas.placed[mark.uuid] = box
        placed.append(Placed(mark, *at, x, y))
    return placed


def event_chunks(canvas: Canvas, marks: tuple[EventMark, ...]) -> Chunks:
    """Yield the painting of incidents or visits, thinned where they would cover each other."""
    if not marks:
        return
    yield from _event_cells(canvas, [m for m in marks if m.cell])
    marks = tuple(m for m in marks if not m.cell)
    if not marks:
        return
    scale = canvas.symbol_scale("icon") * (1.3 if canvas.is_vector else 1.0)
    places = np.array([canvas.place(m.x_m, m.y_m) for m in marks])
    names = np.array([m.symbol for m in marks], dtype=object)
    inside = ((places > -10) & (places < [canvas.view.width_px + 10, canvas.view.height_px + 10])).all(axis=1)
    places, names = places[inside], names[inside]
    for name in sorted(set(names)):
        those = places[names == name]
        kept = those[thinned(canvas, those, 7 * canvas.css_px)]
        if len(kept) > 400 and not canvas.is_vector:
            scale *= 0.75
        yield from draw_sprites(canvas, name, kept, scale)


def _event_cells(canvas: Canvas, marks: list[EventMark]) -> Chunks:
    """Events known only to a cell: the cell, and how many; never a mark that looks like a place."""
    counts: dict[tuple[float, ...], int] = {}
    for mark in marks:
        bounds = mark.geometry.bounds
        counts[bounds] = counts.get(bounds, 0) + 1
    line = canvas.palette.line("aor")
    edge = pen(Line(canvas.palette.colour("ink_3"), line.width * 0.6, line.dash, opacity=0.6), canvas.unit_px)
    used = font(round(canvas.size("grid")), SEMIBOLD, condensed=True)
    for bounds, count in counts.items():
        (left, top), (right, bottom) = canvas.view.to_px(bounds[0], bounds[3]), canvas.view.to_px(bounds[2], bounds[1])
        rect = QRectF(float(left), float(top), float(right - left), float(bottom - top))

        x, y = rect.left() + 7 * canvas.css_px, rect.bottom() - 7 * canvas.css_px
        box = (x - 5 * canvas.css_px, y - 5 * canvas.css_px, x + 16 * canvas.css_px, y + 5 * canvas.css_px)
        is_told = rect.width() > 30 * canvas.css_px and canvas.taken.is_free(box)
        if is_told:
            canvas.taken.take(box)

        def chunk(
            painter: QPainter,
            rect: QRectF = rect,
            count: int = count,
            at: tuple[float, float] = (x, y),
            told: bool = is_told,
        ) -> None:
            painter.setTransform(IDENTITY)
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
            if told:
                x, y = at
                paint_symbol(painter, "incident", x, y, canvas.symbol_scale("icon"), canvas.palette)
                line = TextLine(str(count), used, canvas.palette.colour("ink_2"))
                paint_text(painter, canvas, line, x + 6 * canvas.css_px, y + canvas.size("grid") * 0.35)

        yield chunk


def _key(mark: PresenceMark) -> str:
    return "patrols" if mark.route else {"can_focal_area": "alert_network"}.get(mark.record.type or "", "")


def _in_cell(canvas: Canvas, mark: PresenceMark, scale: float) -> list[tuple[float, float]]:
    """Return places all over the cell in which a presence lies."""
    west, south, east, north = mark.geometry.bounds
    (left, top), (right, bottom) = canvas.view.to_px(west, north), canvas.view.to_px(east, south)
    half_w, half_h = 15.0 * scale, 18.0 * scale
    xs = np.linspace(float(right) - half_w, float(left) + half_w, 4).tolist()
    ys = np.linspace(float(top) + half_h, float(bottom) - half_h, 4).tolist()
    return [(x, y) for y in ys for x in xs]


def _around(x: float, y: float, scale: float) -> list[tuple[float, float]]:
    return [
        (x + distance * scale * 1.15 * cos(radians(angle)), y + distance * scale * sin(radians(angle)))
        for distance in _DISTANCES
        for angle in _DIRECTIONS_DEG
    ]


def _box(mark: PresenceMark, x: float, y: float, scale: float) -> Box:
    drawing = symbol(mark.symbol)
    half_w, half_h = _FRAMED if drawing.width > 24 else _ROUND
    above = 6.0 * scale if drawing.width > 24 else 0.0
    return x - half_w * scale, y - half_h * scale - above, x + half_w * scale, y + half_h * scale
