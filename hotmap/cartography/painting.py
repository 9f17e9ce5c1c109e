# SPDX-License-Identifier: MIT
"""Paint the drawings of `hotmap.cartography.symbols` with Qt, as vectors or as sprites."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from hotmap.cartography.fonts import BOLD, font, text_width
from hotmap.cartography.palette import LIGHT, PALETTES, Line, Palette
from hotmap.cartography.shapes import CAP_HEIGHT, Drawing, Letters, Path, Segment
from hotmap.cartography.symbols import symbol
from hotmap.i18n import current_language

_LETTER_FINENESS = 4  # letters are shaped this many times larger, so that their widths are exact


def pen(line: Line, unit_px: float, *, colour: str = "", width: float | None = None, cap: str = "round") -> QPen:
    """Return the pen of a line token.

    Parameters
    ----------
    unit_px : float
        Device pixels in the palette's unit.
    colour : str, optional
        Instead of the token's own.
    width : float, optional
        Instead of the token's own, palette units.
    cap : str
        ``round`` or ``flat``; dashed lines are always flat.
    """
    width_px = (line.width if width is None else width) * unit_px
    made = QPen(colour_of(colour or line.colour, line.opacity), width_px)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if line.dash or cap == "flat" else Qt.PenCapStyle.RoundCap)
    if line.dash and width_px:
        made.setDashPattern([d * unit_px / width_px for d in line.dash])
    return made


def casing_pen(line: Line, unit_px: float) -> QPen:
    """Return the pen of the casing below a line."""
    return pen(Line(line.casing, line.casing_width), unit_px)


@lru_cache(maxsize=1024)
def colour_of(text: str, opacity: float = 1.0) -> QColor:
    """Return a colour from ``#RRGGBB`` and an opacity of 0–1."""
    made = QColor(text)
    made.setAlphaF(opacity)
    return made


@lru_cache(maxsize=2048)
def painter_path(segments: tuple[Segment, ...]) -> QPainterPath:
    """Return an outline as a path; never change it, everybody shares it."""
    return build_path(segments)


def build_path(segments: Sequence[Segment]) -> QPainterPath:
    """Return an outline as a new path."""
    path = QPainterPath()
    for verb, v in segments:
        if verb == "M":
            path.moveTo(*v)
        elif verb == "L":
            path.lineTo(*v)
        elif verb == "C":
            path.cubicTo(*v)
        else:
            path.closeSubpath()
    return path


def paint(painter: QPainter, drawing: Drawing, x: float, y: float, scale: float) -> None:
    """Paint a drawing with its origin at x, y.

    Parameters
    ----------
    x, y : float
        Device pixels.
    scale : float
        Device pixels in one unit of the drawing.
    """
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in drawing.parts:
        if isinstance(part, Path):
            _paint_path(painter, part)
        else:
            _paint_letters(painter, part, scale)
    painter.restore()


def paint_symbol(painter: QPainter, name: str, x: float, y: float, scale: float, palette: Palette = LIGHT) -> None:
    """Paint a symbol by its name with its place at x, y (device pixels)."""
    paint(painter, symbol(name, palette), x, y, scale)


def symbol_pixmap(name: str, height: float, *, palette: Palette = LIGHT, dpr: float = 1.0) -> QPixmap:
    """Return a symbol as a pixmap of a height in logical pixels, remembered."""
    return _pixmap(name, round(height * dpr, 2), palette.name, dpr, current_language())


@lru_cache(maxsize=1024)
def _pixmap(name: str, height_px: float, palette_name: str, dpr: float, language: str) -> QPixmap:
    drawing = symbol(name, PALETTES[palette_name])
    scale = height_px / drawing.height
    image = QImage(ceil(drawing.width * scale), ceil(height_px), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        paint(painter, drawing, -drawing.box[0] * scale, -drawing.box[1] * scale, scale)
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def _paint_path(painter: QPainter, part: Path) -> None:
    painter.setOpacity(part.opacity)
    if part.stroke:
        made = QPen(colour_of(part.stroke), part.width)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        made.setCapStyle(Qt.PenCapStyle.FlatCap if part.dash else Qt.PenCapStyle.RoundCap)
        if part.dash:
            made.setDashPattern([d / part.width for d in part.dash])
        painter.setPen(made)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour_of(part.fill) if part.fill else Qt.BrushStyle.NoBrush)
    painter.drawPath(painter_path(part.segments))
    painter.setOpacity(1.0)


def _paint_letters(painter: QPainter, part: Letters, scale: float) -> None:
    """Paint letters as outlines: they belong to a sign, and no reader of a PDF should find them as words."""
    shape = _letter_path(part.text, max(1, round(part.size * scale * _LETTER_FINENESS)))
    painter.save()
    painter.translate(part.x, part.y + part.size * CAP_HEIGHT / 2)
    shrink = part.size / max(1, round(part.size * scale * _LETTER_FINENESS))
    painter.scale(shrink, shrink)
    if part.halo:
        painter.strokePath(shape, QPen(colour_of(part.halo), 2 * part.halo_width / shrink))
    painter.fillPath(shape, colour_of(part.colour))
    painter.restore()


@lru_cache(maxsize=256)
def _letter_path(text: str, size_px: int) -> QPainterPath:
    used = font(size_px, BOLD)
    path = QPainterPath()
    path.addText(QPointF(-text_width(text, used) / 2, 0), used, text)
    return path
