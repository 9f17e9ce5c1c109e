# SPDX-License-Identifier: MIT
"""A sheet of paper to set type on: millimetres from the top left, mirrored for right-to-left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from hotmap.cartography.fonts import REGULAR, font, metrics, text_width
from hotmap.cartography.painting import colour_of, paint_symbol
from hotmap.cartography.palette import PRINT, Line, Palette
from hotmap.units import MM_PER_INCH

MM_PER_PT = MM_PER_INCH / 72
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


class Paper:
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
    """

    def __init__(
        self,
        painter: QPainter,
        px_per_mm: float,
        width_mm: float,
        *,
        right_to_left: bool = False,
        is_vector: bool = False,
    ) -> None:
        self.is_vector = is_vector
        self.painter = painter
        self.px_per_mm = px_per_mm
        self.width_mm = width_mm
        self.right_to_left = right_to_left

    def font(self, kind: Type) -> QFont:
        """Return the font of a type on this paper."""
        size_px = round(kind.size_pt * MM_PER_PT * self.px_per_mm)
        spacing_em = 0.0 if self.is_vector else kind.spacing_em
        return font(size_px, kind.weight, italic=kind.italic, condensed=kind.condensed, spacing_em=spacing_em)

    def width(self, text: str, kind: Type) -> float:
        """Return the width of a text in millimetres."""
        return text_width(text, self.font(kind)) / self.px_per_mm

    def line_height(self, kind: Type) -> float:
        """Return the distance of lines in millimetres."""
        return kind.size_pt * MM_PER_PT * 1.22

    def text(self, x: float, baseline: float, text: str, kind: Type, align: str = "start") -> None:
        """Set one line; `align` is ``start``, ``middle`` or ``end`` of it at x."""
        used = self.font(kind)
        width_px = text_width(text, used)
        at = self._x(x) * self.px_per_mm
        if align == "middle":
            at -= width_px / 2
        elif (align == "end") != self.right_to_left:
            at -= width_px
        self.painter.setFont(used)
        self.painter.setPen(colour_of(kind.colour))
        self.painter.drawText(QPointF(at, baseline * self.px_per_mm), text)

    def wrapped(self, text: str, kind: Type, width: float) -> list[str]:
        """Return a text broken into lines of at most a width."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, kind) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return [line for line in lines if line]

    def paragraph(
        self, x: float, baseline: float, width: float, text: str, kind: Type, *, head: str = "", most: int = 99
    ) -> float:
        """Set a text in lines, its head in bold before it; return the baseline after the last line."""
        bold = Type(kind.size_pt, 700, INK, kind.condensed)
        indent = self.width(head + " ", bold) if head else 0.0
        if head:
            self.text(x, baseline, head, bold)
        words, start = text.split(" "), x + indent
        room, line, count = width - indent, "", 0
        for word in words:
            longer = f"{line} {word}" if line else word
            is_first_after_head = not line and count == 0 and head and self.width(word, kind) > room
            if (line or is_first_after_head) and self.width(longer, kind) > room:
                self.text(start, baseline, line, kind)
                baseline += self.line_height(kind)
                start, room, line, count = x, width, word, count + 1
                if count >= most:
                    return baseline
            else:
                line = longer
        if line:
            self.text(start, baseline, line, kind)
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

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a rectangle in device pixels, mirrored where the page is."""
        left = self.width_mm - x - width if self.right_to_left else x
        k = self.px_per_mm
        return QRectF(left * k, y * k, width * k, height * k)

    def ascent(self, kind: Type) -> float:
        """Return the height of a font above its baseline in millimetres."""
        return metrics(self.font(kind)).ascent() / self.px_per_mm

    def _x(self, x: float) -> float:
        return self.width_mm - x if self.right_to_left else x
