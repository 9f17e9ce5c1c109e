# SPDX-License-Identifier: MIT
"""The legend of a sheet, in two columns; its swatches are painted by the code that paints the map."""

from __future__ import annotations

from hotmap.cartography.fonts import REGULAR
from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.palette import PRINT, Line
from hotmap.cartography.paper import HAIRLINE, INK, MM_PER_PT, Paper, Type
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.cartography.symbols import symbol


class SheetLegend:
    """Sets legend entries.

    Parameters
    ----------
    paper : Paper
    left, width : float
        Of the panel in millimetres.
    types : PanelTypes
    """

    def __init__(self, paper: Paper, left: float, width: float, types: PanelTypes) -> None:
        self.paper, self.left, self.width, self.types = paper, left, width, types

    def _columns(self, legend: list[LegendEntry]) -> tuple[list[LegendEntry], list[LegendEntry]]:
        """Return the entries in two columns of about the same height, the first filled before the second."""
        heights = [self._entry_height(entry) for entry in legend]
        total, height, split = sum(heights), 0.0, 0
        while split < len(legend) and height + heights[split] / 2 < total / 2:
            height += heights[split]
            split += 1
        return legend[:split], legend[split:]

    def _entry_lines(self, entry: LegendEntry) -> list[str]:
        return self.paper.wrapped(entry.label, self.types.note, self.width / 2 - self.types.swatch - 1.0)

    def _entry_height(self, entry: LegendEntry) -> float:
        least = self.types.framed_row if _is_framed(entry) else self.types.row
        return max(self.paper.line_height(self.types.note) * len(self._entry_lines(entry)) + 0.6, least)

    def height(self, legend: list[LegendEntry]) -> float:
        """Return the height of the entries in millimetres."""
        columns = self._columns(legend)
        return max(sum(map(self._entry_height, column)) for column in columns) if legend else 0.0

    def paint(self, legend: list[LegendEntry], top: float) -> float:
        """Paint the entries from `top` down; return where they end."""
        paper, types = self.paper, self.types
        bottom = top
        ink = Type(types.note.size_pt, REGULAR, INK)
        for number, column in enumerate(self._columns(legend)):
            x, y = self.left + number * self.width / 2, top
            for entry in column:
                height, lines = self._entry_height(entry), self._entry_lines(entry)
                middle = y + height / 2
                self._swatch(entry, x + types.swatch * 0.43, middle)
                base = middle + ink.size_pt * MM_PER_PT * 0.36 - paper.line_height(ink) * (len(lines) - 1) / 2
                for text in lines:
                    paper.text(x + types.swatch, base, text, ink)
                    base += paper.line_height(ink)
                y += height
            bottom = max(bottom, y)
        return bottom

    def _swatch(self, entry: LegendEntry, x: float, y: float) -> None:
        """Paint a swatch with the code that paints the map."""
        paper = self.paper
        if entry.swatch == "symbol":
            drawing = symbol(entry.name, PRINT)
            framed = _is_framed(entry)
            scale = min(self.types.framed_row / 30.0 if framed else (self.types.row + 0.4) / drawing.height, 0.2)
            paper.symbol(entry.name, x, y + (0.35 if framed else 0.0), scale)
            return
        if entry.swatch == "fill":
            paper.box(
                x - 3.6,
                y - 1.4,
                7.2,
                2.8,
                fill=entry.colour or PRINT.colour(entry.name),
                stroke=HAIRLINE,
                line_width=0.12,
            )
            return
        line = PRINT.lines.get(entry.name, PRINT.line("plain"))
        if line.casing and line.casing_width:
            paper.line(x - 4.2, y, x + 4.2, y, Line(line.casing, line.casing_width))
        paper.line(x - 4.2, y, x + 4.2, y, Line(entry.colour or line.colour, line.width, line.dash))
        if entry.swatch == "closed":
            for dx in (-2.2, 2.2):
                paper.line(x + dx, y - 0.85, x + dx, y + 0.85, PRINT.line("closed"))


def _is_framed(entry: LegendEntry) -> bool:
    return entry.swatch == "symbol" and entry.name.startswith("presence") and symbol(entry.name, PRINT).height > 30
