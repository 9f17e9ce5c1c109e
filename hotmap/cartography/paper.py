# SPDX-License-Identifier: MIT
"""A sheet of paper to set type on: millimetres from the top left, mirrored for right-to-left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from hotmap.analysis.layer_looks import Look
from hotmap.cartography.fonts import BOLD, REGULAR, font, metrics, text_width
from hotmap.cartography.painting import colour_of, paint_symbol
from hotmap.cartography.palette import PRINT, PX_PER_MM, Line, Palette
from hotmap.cartography.swatch_painting import paint_look
from hotmap.units import MM_PER_INCH

MM_PER_PT = MM_PER_INCH / 72
PRINT_DPI = 600
PRINT_PX_PER_MM = PRINT_DPI / MM_PER_INCH
_SAME_RESOLUTION = 1e-3
INK, SECOND, HAIRLINE = PRINT.colour("ink"), PRINT.colour("ink_2"), "#B9C2CA"


@dataclass(frozen=True)
class Type:
    """How a text is set; the size in points."""

    size_pt: float
    weight: int = REGULAR
    colour: str = INK
    condensed: bool = True
    italic: bool = False
    spacing_em: float = 0.0


class Measure:
    """Measures type in millimetres, the same whatever it is painted on: a sheet breaks its lines but once."""

    def font(self, kind: Type) -> QFont:
        """Return the font of a type at the resolution of print."""
        return _font(kind, spaced=True)

    def width(self, text: str, kind: Type) -> float:
        """Return the width of a text in millimetres."""
        return _width(text, kind)

    def line_height(self, kind: Type) -> float:
        """Return the distance of lines in millimetres."""
        return kind.size_pt * MM_PER_PT * 1.22

    def ascent(self, kind: Type) -> float:
        """Return the height of a font above its baseline in millimetres."""
        return metrics(self.font(kind)).ascent() / PRINT_PX_PER_MM

    def wrapped(self, text: str, kind: Type, width: float) -> list[str]:
        """Return a text broken into lines of at most a width."""
        return list(_wrapped(text, kind, round(width, 3)))

    def shortened(self, text: str, kind: Type, width: float) -> str:
        """Return a text cut to a width, with … where it was cut."""
        if self.width(text, kind) <= width:
            return text
        kept = len(text)
        while kept > 1 and self.width(f"{text[:kept].rstrip()}…", kind) > width:
            kept -= 1
        return f"{text[:kept].rstrip()}…"

    def broken(self, text: str, kind: Type, width: float, head: str = "") -> list[str]:
        """Return the lines of a paragraph; the first is short by its head, empty where the head leaves no room."""
        if not head:
            return self.wrapped(text, kind, width)
        room, words, first = width - self.head_width(head, kind), text.split(" "), ""
        while words and self.width(f"{first} {words[0]}" if first else words[0], kind) <= room:
            first = f"{first} {words.pop(0)}" if first else words.pop(0)
        return [first, *self.wrapped(" ".join(words), kind, width)]

    def head_type(self, kind: Type) -> Type:
        """Return how the head of a paragraph is set: bold, in ink."""
        return Type(kind.size_pt, BOLD, INK, kind.condensed)

    def head_width(self, head: str, kind: Type) -> float:
        """Return the width of a paragraph's head with the space after it, in millimetres."""
        return self.width(head + " ", self.head_type(kind))


@lru_cache(maxsize=64)
def _font(kind: Type, *, spaced: bool) -> QFont:
    size_px = round(kind.size_pt * MM_PER_PT * PRINT_PX_PER_MM)
    spacing_em = kind.spacing_em if spaced else 0.0
    return font(size_px, kind.weight, italic=kind.italic, condensed=kind.condensed, spacing_em=spacing_em)


def _spaced(text: str, kind: Type, px_per_mm: float) -> QFont:
    """Return a font in which a text of letters set apart is as wide as it was measured."""
    used = font(round(kind.size_pt * MM_PER_PT * px_per_mm), kind.weight, italic=kind.italic, condensed=kind.condensed)
    made = QFont(used)
    spare = _width(text, kind) * px_per_mm - text_width(text, used)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spare / max(len(text), 1))
    return made


@lru_cache(maxsize=20_000)
def _width(text: str, kind: Type) -> float:
    return text_width(text, _font(kind, spaced=True)) / PRINT_PX_PER_MM


@lru_cache(maxsize=4_000)
def _wrapped(text: str, kind: Type, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, kind) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line)


class Paper(Measure):
    """Paints on a page in millimetres.

    Parameters
    ----------
    painter : QPainter
        In device pixels.
    px_per_mm : float
    width_mm : float
        Of the page, for mirroring.
    right_to_left : bool
        Mirrors every place; texts keep their own direction.
    is_vector : bool
        True for PDF, where letters set apart would be read as words of one letter.
    halos_later : bool
        As of `hotmap.cartography.canvas.Canvas`.
    """

    def __init__(
        self,
        painter: QPainter,
        px_per_mm: float,
        width_mm: float,
        *,
        right_to_left: bool = False,
        is_vector: bool = False,
        halos_later: bool = False,
    ) -> None:
        self.is_vector, self.halos_later = is_vector, halos_later
        self.painter = painter
        self.px_per_mm = px_per_mm
        self.width_mm = width_mm
        self.right_to_left = right_to_left

    def text(self, x: float, baseline: float, text: str, kind: Type, align: str = "start") -> None:
        """Set one line; `align` is ``start``, ``middle`` or ``end`` of it at x."""
        at = self._x(x)
        width = self.width(text, replace(kind, spacing_em=0.0) if self.is_vector and kind.spacing_em else kind)
        if align == "middle":
            at -= width / 2
        elif (align == "end") != self.right_to_left:
            at -= width
        self.text_at(at, baseline, text, kind)

    def text_at(self, left: float, baseline: float, text: str, kind: Type) -> None:
        """Set one line with its left end at a place of the page, mirrored or not."""
        painter, k = self.painter, self.px_per_mm
        at = QPointF(left * k, baseline * k)
        painter.setPen(colour_of(kind.colour))
        if abs(PRINT_PX_PER_MM / k - 1.0) < _SAME_RESOLUTION:
            painter.setFont(_font(kind, spaced=not self.is_vector))
            painter.drawText(at, text)
        elif kind.spacing_em:  # Qt does not scale the room between letters
            painter.setFont(_spaced(text, kind, k))
            painter.drawText(at, text)
        else:
            painter.save()  # type of whole pixels would be a little wider or narrower than it was measured
            painter.setFont(_font(kind, spaced=False))
            painter.translate(at)
            painter.scale(k / PRINT_PX_PER_MM, k / PRINT_PX_PER_MM)
            painter.drawText(QPointF(0, 0), text)
            painter.restore()

    def paragraph(self, x: float, baseline: float, width: float, text: str, kind: Type, *, head: str = "") -> float:
        """Set a text in lines, its head in bold before it; return the baseline after the last line."""
        if head:
            self.text(x, baseline, head, self.head_type(kind))
        for number, line in enumerate(self.broken(text, kind, width, head)):
            indent = self.head_width(head, kind) if head and not number else 0.0
            self.text(x + indent, baseline, line, kind)
            baseline += self.line_height(kind)
        return baseline

    def rule(self, x0: float, x1: float, y: float, width: float, colour: str = INK) -> None:
        """Draw a horizontal rule."""
        self.line(x0, y, x1, y, Line(colour, width))

    def line(self, x0: float, y0: float, x1: float, y1: float, line: Line) -> None:
        """Draw a line from place to place."""
        made = QPen(colour_of(line.colour, line.opacity), line.width * self.px_per_mm)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line.dash:
            made.setDashPattern([d / line.width for d in line.dash])
        self.painter.setPen(made)
        k = self.px_per_mm
        self.painter.drawLine(QPointF(self._x(x0) * k, y0 * k), QPointF(self._x(x1) * k, y1 * k))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.3,
    ) -> None:
        """Draw a rectangle."""
        edge = QPen(colour_of(stroke), line_width * self.px_per_mm) if stroke else QPen(Qt.PenStyle.NoPen)
        edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.painter.setPen(edge)
        self.painter.setBrush(colour_of(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.rect(x, y, width, height))

    def symbol(self, name: str, x: float, y: float, mm_per_unit: float, palette: Palette = PRINT) -> None:
        """Paint a symbol with its place at x, y."""
        k = self.px_per_mm
        paint_symbol(self.painter, name, self._x(x) * k, y * k, mm_per_unit * k, palette)

    def look(self, look: Look, geometry: str, x: float, y: float, width: float, height: float) -> None:
        """Paint the look of a layer in a box, as on the map; see `hotmap.cartography.swatch_painting.paint_look`."""
        box = self.rect(x, y, width, height)
        paint_look(self.painter, look, geometry, box, PRINT, self.px_per_mm / PX_PER_MM)

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a rectangle in device pixels, mirrored where the page is."""
        left = self.width_mm - x - width if self.right_to_left else x
        k = self.px_per_mm
        return QRectF(left * k, y * k, width * k, height * k)

    def _x(self, x: float) -> float:
        return self.width_mm - x if self.right_to_left else x


class Blank(Paper):
    """Paper on which nothing is painted: what is set on it tells how much room it takes.

    Parameters
    ----------
    width_mm : float
    right_to_left, is_vector : bool
        As of `Paper`.
    """

    def __init__(self, width_mm: float, *, right_to_left: bool = False, is_vector: bool = False) -> None:
        self.is_vector, self.halos_later = is_vector, False
        self.px_per_mm = PRINT_PX_PER_MM
        self.width_mm = width_mm
        self.right_to_left = right_to_left

    def text_at(self, left: float, baseline: float, text: str, kind: Type) -> None:
        """Set nothing."""

    def line(self, x0: float, y0: float, x1: float, y1: float, line: Line) -> None:
        """Draw nothing."""

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.3,
    ) -> None:
        """Draw nothing."""

    def symbol(self, name: str, x: float, y: float, mm_per_unit: float, palette: Palette = PRINT) -> None:
        """Paint nothing."""

    def look(self, look: Look, geometry: str, x: float, y: float, width: float, height: float) -> None:
        """Paint nothing."""
