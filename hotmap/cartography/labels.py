# SPDX-License-Identifier: MIT
"""Place and paint labels: by priority, in eight positions, where nothing stands yet.

Badges are never dropped; a label without room is. A hotspot's on paper first moves away on a
leader and leaves out its lower lines: labels never lie upon each other, where nobody could read
them. The script is shaped by Qt, so Arabic needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen

from hotmap.cartography.canvas import IDENTITY, Box, Canvas, Chunks
from hotmap.cartography.fonts import metrics, text_width
from hotmap.cartography.painting import casing_pen, colour_of, pen

LABELS_PER_CHUNK = 12
PAPER_HALO = "#FFFFFE"
"""Colour of a text that is to be the halo of the next one in a PDF: white, and told from all other white."""

_HALO_OFFSETS = tuple(o for o in product((-1, 0, 1), repeat=2) if o != (0, 0))
# Right, left, above, below, then the corners: side of the place on which the label stands.
_POSITIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
_DISTANCES = (0.0, 6.0, 14.0, 26.0, 40.0, 58.0)  # CSS pixels beyond the symbol, for labels that must stand
_ROOM = 3.0  # CSS pixels
_LEADER_FROM = 7.5  # CSS pixels: 2 mm


@dataclass(frozen=True)
class TextLine:
    """One line of a label."""

    text: str
    font: QFont
    colour: str


@dataclass(frozen=True)
class Label:
    """A text that wants to stand by a place.

    Attributes
    ----------
    lines : tuple of TextLine
    x_px, y_px : float
        The place, device pixels.
    clear_px : tuple of float
        Half width and height of the symbol there.
    priority : float
        Lower comes first.
    short : TextLine or None
        What one that must stand says in the end: its code.
    must_stand : bool
        Goes away on a leader and says less before it is dropped.
    is_centred : bool
        Stands on its place (districts, countries), or not at all.
    of : str
        uuid of the record that it names, where somebody asks afterwards what became of it.
    """

    lines: tuple[TextLine, ...]
    x_px: float
    y_px: float
    clear_px: tuple[float, float]
    priority: float
    must_stand: bool = False
    short: TextLine | None = None
    is_centred: bool = False
    of: str = ""


@dataclass(frozen=True)
class PlacedLabel:
    """A label with the box in which it stands and the side of its place it is on (−1, 0, 1)."""

    label: Label
    box: Box
    side: int
    distance_px: float


def place_labels(canvas: Canvas, labels: Iterable[Label]) -> list[PlacedLabel]:
    """Return the labels that find room, each with its box; the boxes are taken."""
    placed = []
    for label in sorted(labels, key=lambda one: one.priority):
        found = _centred(canvas, label) if label.is_centred else _beside(canvas, label)
        if label.of and label.must_stand and found is None:
            canvas.crowded_out[label.of] = False
        for fewer in _shorter(label) if found is None else ():
            found = found or _beside(canvas, fewer)
        if found is not None:
            if label.of in canvas.crowded_out:
                canvas.crowded_out[label.of] = True
            canvas.taken.take(with_room(found.box, canvas.css_px))
            placed.append(found)
    return placed


def _shorter(label: Label) -> list[Label]:
    """Return what a label that must stand says where it has no room for all: less, before nothing."""
    if not label.must_stand:
        return []
    fewer = [replace(label, lines=label.lines[:count]) for count in range(len(label.lines) - 1, 0, -1)]
    return fewer + ([replace(label, lines=(label.short,))] if label.short else [])


def with_room(box: Box, css_px: float) -> Box:
    """Return the box of a text with room around it: names that touch are read as one."""
    room = _ROOM * css_px
    return box[0] - room, box[1] - room, box[2] + room, box[3] + room


def label_chunks(canvas: Canvas, placed: list[PlacedLabel]) -> Chunks:
    """Yield the painting of placed labels, halos and leaders first.

    In a PDF from left to right: readers put together what follows on one line, and take a word apart
    when something further left comes after it.
    """
    if canvas.is_vector:
        placed = sorted(placed, key=lambda one: one.box[0])
    for start in range(0, len(placed), LABELS_PER_CHUNK):
        some = placed[start : start + LABELS_PER_CHUNK]

        def chunk(painter: QPainter, some: list[PlacedLabel] = some) -> None:
            painter.setTransform(IDENTITY)
            for one in some:
                paint_leader(painter, canvas, one)
            for one in some:
                paint_lines(painter, canvas, one.label.lines, one.box, one.side)

        yield chunk


def paint_lines(painter: QPainter, canvas: Canvas, lines: tuple[TextLine, ...], box: Box, side: int) -> None:
    """Paint lines of text with a halo in a box, set to the side of their place."""
    y = box[1]
    for line in lines:
        measured = metrics(line.font)
        width = text_width(line.text, line.font)
        x = box[0] if side > 0 else box[2] - width if side < 0 else (box[0] + box[2] - width) / 2
        baseline = y + measured.ascent()
        paint_text(painter, canvas, line, x, baseline)
        y += measured.height() * _LEADING


def paint_text(painter: QPainter, canvas: Canvas, line: TextLine, x: float, baseline: float) -> None:
    """Paint one line with its halo: eight offset copies on screen, a rim of outlines on a printer.

    In a file a rim is half of all bytes, so there a copy of the text is stroked. Qt's PDF knows no stroked text:
    it is written in a colour of its own, and `hotmap.cartography.sheet_files.haloed` makes strokes of it.
    """
    painter.setFont(line.font)
    reach = canvas.size("halo")
    if canvas.halos_later:
        painter.setPen(colour_of(PAPER_HALO))
        painter.drawText(QPointF(x, baseline), line.text)
    elif canvas.is_vector:
        rim = QPainterPath()
        rim.addText(QPointF(x, baseline), line.font, line.text)
        made = QPen(colour_of(canvas.palette.colour("halo")), 2 * reach)
        made.setJoinStyle(made.joinStyle().RoundJoin)
        painter.strokePath(rim, made)
    else:
        painter.setPen(colour_of(canvas.palette.colour("halo"), 0.9))
        for dx, dy in _HALO_OFFSETS:
            shrink = 0.75 if dx and dy else 1.0
            painter.drawText(QPointF(x + dx * reach * shrink, baseline + dy * reach * shrink), line.text)
    painter.setPen(colour_of(line.colour))
    painter.drawText(QPointF(x, baseline), line.text)


_LEADING = 0.92


def size_of(lines: tuple[TextLine, ...]) -> tuple[float, float]:
    """Return width and height of lines of text, device pixels."""
    width = max(text_width(line.text, line.font) for line in lines)
    return width, sum(metrics(line.font).height() * _LEADING for line in lines)


def _centred(canvas: Canvas, label: Label) -> PlacedLabel | None:
    width, height = size_of(label.lines)
    for dy in (0.0, -1.2, 1.2, -2.4, 2.4):
        top = label.y_px - height / 2 + dy * height
        box = (label.x_px - width / 2, top, label.x_px + width / 2, top + height)
        if canvas.taken.is_free(box):
            return PlacedLabel(label, box, 0, 0.0)
    return None


def _beside(canvas: Canvas, label: Label) -> PlacedLabel | None:
    width, height = size_of(label.lines)
    distances = _DISTANCES if label.must_stand else _DISTANCES[:1]
    for distance in distances:
        away = distance * canvas.css_px
        for side, above in _POSITIONS:
            box = _box(label, width, height, side, above, away, canvas.css_px)
            if canvas.taken.is_free(box):
                return PlacedLabel(label, box, side, away)
    return None


def _box(label: Label, width: float, height: float, side: int, above: int, away: float, css_px: float) -> Box:
    half_w, half_h = label.clear_px
    gap = 2.0 * css_px
    if side:
        left = label.x_px + half_w + gap + away if side > 0 else label.x_px - half_w - gap - away - width
    else:
        left = label.x_px - width / 2
    if above == 0:
        top = label.y_px - height / 2
    elif side:  # a corner: beside and half a line up or down
        top = label.y_px + above * (half_h * 0.8 + away) - height / 2
    else:
        top = label.y_px - half_h - gap - away - height if above < 0 else label.y_px + half_h + gap + away
    return left, top, left + width, top + height


def paint_leader(painter: QPainter, canvas: Canvas, one: PlacedLabel) -> None:
    """Paint the line from a label to its place where it had to go away from it."""
    if one.distance_px < _LEADER_FROM * canvas.css_px:
        return
    left, top, right, bottom = one.box
    label = one.label
    x = min(max(label.x_px, left), right)
    y = min(max(label.y_px, top), bottom)
    line = QLineF(x, y, label.x_px, label.y_px)
    if line.length() <= label.clear_px[0]:
        return
    line.setLength(line.length() - min(label.clear_px))
    for leader in leader_pens(canvas):
        painter.setPen(leader)
        painter.drawLine(line)


def leader_pens(canvas: Canvas) -> list[QPen]:
    """Return the pens of leaders, the lowest first: over a photograph a line needs a casing to be seen."""
    line = canvas.palette.line("leader")
    casing = [casing_pen(line, canvas.unit_px)] if canvas.is_over_photograph else []
    return [*casing, pen(line, canvas.unit_px)]
