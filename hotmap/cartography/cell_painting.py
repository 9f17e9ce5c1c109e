# SPDX-License-Identifier: MIT
"""Cells: hotspots known only to a square of the fixed grid. A sign in the corner, never a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from hotmap.cartography.canvas import IDENTITY, Box, Canvas, Chunk, Occupancy
from hotmap.cartography.fonts import BOLD, SEMIBOLD, font, metrics, text_width
from hotmap.cartography.labels import TextLine, paint_text, with_room
from hotmap.cartography.marks import HotspotMark, anchor_of, cell_text
from hotmap.cartography.painting import colour_of, pen
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.scene import LEVEL_ORDER
from hotmap.cartography.tokens import Line

_PITCH = 29.0  # units of a badge's drawing from one badge to the next
_TINT = 0.12
_SMALLEST = 0.55  # of the usual scale
_SIZE_FROM_CSS_PX = 40.0  # from which height a cell carries its size


@dataclass(frozen=True)
class BadgePlace:
    """Where a badge stands in device pixels, and how many of them make one unit of its drawing."""

    x_px: float
    y_px: float
    scale: float


def badge_places(canvas: Canvas, marks: Iterable[HotspotMark]) -> dict[str, BadgePlace]:
    """Return where badges stand: on their place, or in a free corner of their cell."""
    scale = canvas.badge_scale()
    places: dict[str, BadgePlace] = {}
    cells: list[HotspotMark] = []
    used = Occupancy(canvas.view.width_px, canvas.view.height_px, 2 * canvas.css_px)
    for mark in marks:
        if mark.cell and mark.dimension == 2:
            cells.append(mark)
        else:
            places[mark.uuid] = BadgePlace(*canvas.place(mark.x_m, mark.y_m), scale)
            used.take(_around(places[mark.uuid]))
    for same in sorted(same_cells(cells), key=lambda group: group[0].geometry.area):
        ordered = sorted(same, key=lambda m: -LEVEL_ORDER.index(m.level))
        slots = _slots(canvas, same[0], len(same), scale)
        for mark in ordered:
            free = [slot for slot in slots if used.is_free(_around(slot))] or slots
            places[mark.uuid] = free[0]
            used.take(_around(free[0]))
    return places


def _slots(canvas: Canvas, mark: HotspotMark, count: int, scale: float) -> list[BadgePlace]:
    """Return places inside a cell from its upper left on, so small that `count` badges fit; else about its middle."""
    left, top, right, bottom = cell_box(canvas, mark)
    bottom -= canvas.size("grid") if bottom - top > _SIZE_FROM_CSS_PX * canvas.css_px else 0.0
    columns = ceil(count**0.5)
    pitch = min((right - left) / columns, (bottom - top) / ceil(count / columns))
    fitted = min(scale, pitch / _PITCH)
    if fitted < max(_SMALLEST * scale, canvas.least_badge_scale):
        return _row_about(
            (left + right) / 2, (top + bottom) / 2, count, max(_SMALLEST * scale, canvas.least_badge_scale)
        )
    step = _PITCH * fitted
    slots = [
        BadgePlace(left + step * (column + 0.55), top + step * (row + 0.55), fitted)
        for row in range(max(1, int((bottom - top) / step + 0.05)))
        for column in range(max(1, int((right - left) / step + 0.05)))
    ]
    if _is_rectangle(mark):
        return slots
    lon, lat = canvas.view.to_lonlat([slot.x_px for slot in slots], [slot.y_px for slot in slots])
    inside = shapely.contains_xy(mark.geometry, lon, lat).tolist()
    return [slot for slot, fits in zip(slots, inside, strict=True) if fits] or [
        BadgePlace(*canvas.place(*anchor_of(mark.geometry.representative_point())), fitted)
    ]


def _row_about(x: float, y: float, count: int, scale: float) -> list[BadgePlace]:
    """Return places side by side about the middle of a cell that is too small to hold its badges."""
    step = _PITCH * scale
    return [BadgePlace(x + step * (number - (count - 1) / 2), y, scale) for number in range(count)]


def _is_rectangle(mark: HotspotMark) -> bool:
    """Return whether a hotspot lies in one cell or a block of them, not in a flight of cells."""
    return bool(mark.geometry.area > 0.999 * mark.geometry.envelope.area)


def _around(place: BadgePlace) -> Box:
    half = 12.0 * place.scale
    return place.x_px - half, place.y_px - half, place.x_px + half, place.y_px + half


def cell_box(canvas: Canvas, mark: HotspotMark) -> Box:
    """Return the box of a cell in device pixels, of the largest where a hotspot lies in several apart."""
    assert mark.areas is not None
    boxes = mark.areas.boxes
    largest = int(np.argmax((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])))
    corners = canvas.points(mark.origin, boxes[largest].reshape(2, 2).astype(float))
    return float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1])


def same_cells(cells: list[HotspotMark]) -> list[list[HotspotMark]]:
    """Return the hotspots that share a cell, cell by cell."""
    groups: dict[tuple[float, ...], list[HotspotMark]] = defaultdict(list)
    for mark in cells:
        groups[tuple(round(v, 5) for v in shapely.bounds(mark.geometry))].append(mark)
    return list(groups.values())


def cell_chunk(canvas: Canvas, same: list[HotspotMark]) -> Chunk:
    """A cell says: somewhere in here. Outline of the most urgent level, dashed, its size written."""
    top = max(same, key=lambda m: LEVEL_ORDER.index(m.level))
    assert top.areas is not None
    rings = [qpolygon(canvas.points(top.origin, top.areas.ring(ring))) for ring in range(len(top.areas.ring_start) - 1)]
    box = cell_box(canvas, top)
    text = cell_text(top.cell)
    used = font(round(canvas.size("grid")), SEMIBOLD, condensed=True)
    wide, high = text_width(text, used), metrics(used).height()
    has_room = box[2] - box[0] > wide + 8 * canvas.css_px and box[3] - box[1] > _SIZE_FROM_CSS_PX * canvas.css_px
    plate = QRectF(box[2] - wide - 6 * canvas.css_px, box[3] - high - canvas.css_px, wide + 5 * canvas.css_px, high)
    taken = (plate.left(), plate.top(), plate.right(), plate.bottom())
    # Where cells share a corner the size is written once.
    is_written = has_room and _is_rectangle(top) and canvas.taken.is_free(taken)
    if is_written:
        canvas.taken.take(with_room(taken, canvas.css_px))

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        _paint_outline(painter, canvas, top.level, rings)
        if is_written:
            painter.fillRect(plate, colour_of(canvas.palette.colour("halo"), 0.85))
            painter.setFont(used)
            painter.setPen(colour_of(canvas.palette.colour("ink")))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    return chunk


def _paint_outline(painter: QPainter, canvas: Canvas, level: str, rings: list[QPolygonF]) -> None:
    colours = canvas.palette.level(level)
    line = canvas.palette.line("cell")
    width = line.width * {"must": 1.3, "should": 1.0}.get(level, 0.8)
    casing = QPen(colour_of(canvas.palette.colour("casing"), 0.8), (width + line.width) * canvas.unit_px)
    dash = line.dash or (canvas.palette.line("area_watch").dash if level == "watch" else ())
    edge = pen(Line(colours.outline, width, dash), canvas.unit_px)
    for made in (casing, edge):
        made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    for ring in rings:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(casing)
        painter.drawPolygon(ring)
        painter.setPen(edge)
        painter.setBrush(QBrush(colour_of(colours.outline, _TINT)))
        painter.drawPolygon(ring)


def codes_chunk(canvas: Canvas, marks: list[HotspotMark], places: dict[str, BadgePlace]) -> Chunk:
    """The code below each badge in a cell: the key to list and matrix where a name has no room."""
    used = font(round(canvas.size("second")), BOLD, condensed=True)
    set_at = []
    for mark in marks:
        code = mark.summary.hotspot.code or ""
        half = text_width(code, used) / 2
        x, top = places[mark.uuid].x_px, canvas.placed[mark.uuid][3]
        box = (x - half, top, x + half, top + metrics(used).ascent())
        if canvas.taken.is_free(box):
            set_at.append((code, box[0], box[3]))
            canvas.taken.take(with_room(box, canvas.css_px))

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        for code, x, baseline in set_at:
            paint_text(painter, canvas, TextLine(code, used, canvas.palette.colour("ink")), x, baseline)

    return chunk
