# SPDX-License-Identifier: MIT
"""The legend of a sheet: in columns, or run on in lines where there is little room.

Its swatches are painted by the code that paints the map.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hotmap.cartography.fonts import REGULAR, SEMIBOLD
from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.palette import PRINT, Line
from hotmap.cartography.paper import HAIRLINE, INK, MM_PER_PT, Paper, Type
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.cartography.symbols import symbol

_COLUMN_GAP_MM, _RUN_GAP_MM = 1.0, 1.8
_TIGHT_SWATCH = 0.66  # of the usual width, in three columns and in lines
_LINE_ROOM_MM = 0.15


class LegendForm(Enum):
    """How a legend is set, from the roomiest to the tightest; its type is never smaller."""

    TWO_COLUMNS = 2
    THREE_COLUMNS = 3
    RUN_ON = 0


@dataclass(frozen=True)
class _Placed:
    """An entry with its left edge, top and height in millimetres of the legend."""

    entry: LegendEntry
    left: float
    top: float
    height: float
    lines: list[str]


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
        self._ink = Type(types.note.size_pt, REGULAR, INK)
        self._bold = Type(types.note.size_pt, SEMIBOLD, INK)

    def height(self, legend: list[LegendEntry], form: LegendForm) -> float:
        """Return the height of the entries in millimetres."""
        return max((one.top + one.height for one in self._layout(legend, form)), default=0.0)

    def natural_width(self, legend: list[LegendEntry], form: LegendForm) -> float:
        """Return the width in millimetres in which no label of a legend in columns is broken."""
        needs = map(self._need, self._split(legend, form))
        return sum(needs) + form.value * (self._swatch_width(form) + _COLUMN_GAP_MM)

    def paint(self, legend: list[LegendEntry], top: float, form: LegendForm) -> float:
        """Paint the entries from `top` down; return where they end."""
        paper, ink, swatch = self.paper, self._ink, self._swatch_width(form)
        for one in self._layout(legend, form):
            x, middle = self.left + one.left, top + one.top + one.height / 2
            is_head = one.entry.swatch in ("head", "more")
            if not is_head:
                self._swatch(one.entry, x + swatch * 0.43, middle, swatch, self._least_height(one.entry, form))
            base = middle + ink.size_pt * MM_PER_PT * 0.36 - paper.line_height(ink) * (len(one.lines) - 1) / 2
            for text in one.lines:
                paper.text(x if is_head else x + swatch, base, text, self._bold if is_head else ink)
                base += paper.line_height(ink)
        return top + self.height(legend, form)

    def _layout(self, legend: list[LegendEntry], form: LegendForm) -> list[_Placed]:
        if form is LegendForm.RUN_ON:
            return self._run_on(legend)
        return self._columns(legend, form)

    def _columns(self, legend: list[LegendEntry], form: LegendForm) -> list[_Placed]:
        """Place entries in columns of as many each, one filled before the next."""
        swatch, line_height = self._swatch_width(form), self.paper.line_height(self._ink)
        columns = self._split(legend, form)
        placed, left = [], 0.0
        for column, room in zip(columns, self._label_widths(columns, form), strict=True):
            top = 0.0
            for entry in column:
                lines = self.paper.wrapped(entry.label, self._ink, room)
                height = max(line_height * len(lines) + 0.6, self._least_height(entry, form))
                placed.append(_Placed(entry, left, top, height, lines))
                top += height
            left += swatch + room + _COLUMN_GAP_MM
        return placed

    def _split(self, legend: list[LegendEntry], form: LegendForm) -> list[list[LegendEntry]]:
        """Return columns of as many entries each; a heading goes with what it heads."""
        if not legend:
            return []
        share = -(-len(legend) // form.value)
        cuts = range(share, len(legend), share)
        starts = [0, *(at - 1 if share > 1 and legend[at - 1].swatch == "head" else at for at in cuts)]
        return [legend[start:end] for start, end in zip(starts, [*starts[1:], len(legend)], strict=True)]

    def _need(self, column: list[LegendEntry]) -> float:
        return max(self.paper.width(entry.label, self._ink) + 0.2 for entry in column)

    def _label_widths(self, columns: list[list[LegendEntry]], form: LegendForm) -> list[float]:
        """Return the room of labels, the same in each column unless one of them asks for more."""
        room = self.width - form.value * (self._swatch_width(form) + _COLUMN_GAP_MM)
        needs = [self._need(column) for column in columns]
        if max(needs, default=0.0) <= room / form.value:
            return [room / form.value] * len(columns)
        return [room * need / sum(needs) for need in needs]

    def _run_on(self, legend: list[LegendEntry]) -> list[_Placed]:
        """Place entries one after the other in lines, as words are."""
        swatch, height = self._swatch_width(LegendForm.RUN_ON), self.paper.line_height(self._ink) + _LINE_ROOM_MM
        placed, left, top = [], 0.0, 0.0
        for entry in legend:
            width = swatch + self.paper.width(entry.label, self._ink)
            if left and (left + width > self.width or entry.swatch == "more"):
                left, top = 0.0, top + height
            lines = self.paper.wrapped(entry.label, self._ink, self.width - swatch)
            placed.append(_Placed(entry, left, top, height * len(lines), lines))
            top += height * (len(lines) - 1)
            left += width + _RUN_GAP_MM
        return placed

    def _swatch_width(self, form: LegendForm) -> float:
        return self.types.swatch * (1.0 if form is LegendForm.TWO_COLUMNS else _TIGHT_SWATCH)

    def _least_height(self, entry: LegendEntry, form: LegendForm) -> float:
        if form is LegendForm.RUN_ON:
            return self.paper.line_height(self._ink)
        if form is LegendForm.THREE_COLUMNS or not _is_framed(entry):
            return self.types.row
        return self.types.framed_row

    def _swatch(self, entry: LegendEntry, x: float, y: float, width: float, height: float) -> None:
        """Paint a swatch with the code that paints the map, about x and y in a box of millimetres."""
        paper, half = self.paper, width * 0.41
        if entry.look is not None:
            paper.look(entry.look, entry.geometry, x - half * 0.86, y - 1.4, half * 1.72, 2.8)
            return
        if entry.swatch == "symbol":
            drawing = symbol(entry.name, PRINT)
            framed = _is_framed(entry)
            scale = min(height / 30.0 if framed else (height + 0.4) / drawing.height, 0.2, 0.84 * width / drawing.width)
            paper.symbol(entry.name, x, y + (0.35 if framed else 0.0), scale)
            return
        if entry.swatch == "fill":
            fill = entry.colour or PRINT.colour(entry.name)
            paper.box(x - half * 0.86, y - 1.4, half * 1.72, 2.8, fill=fill, stroke=HAIRLINE, line_width=0.12)
            return
        line = PRINT.lines.get(entry.name, PRINT.line("plain"))
        if line.casing and line.casing_width:
            paper.line(x - half, y, x + half, y, Line(line.casing, line.casing_width))
        paper.line(x - half, y, x + half, y, Line(entry.colour or line.colour, line.width, line.dash))
        if entry.swatch == "closed":
            for dx in (-half / 2, half / 2):
                paper.line(x + dx, y - 0.85, x + dx, y + 0.85, PRINT.line("closed"))


def _is_framed(entry: LegendEntry) -> bool:
    return entry.swatch == "symbol" and entry.name.startswith("presence") and symbol(entry.name, PRINT).height > 30
