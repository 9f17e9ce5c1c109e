# SPDX-License-Identifier: MIT
"""The Must list of a sheet: in cards while all of them fit, else in rows, so that none is missing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from hotmap.cartography.fonts import BOLD, REGULAR
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import HAIRLINE, INK, MM_PER_PT, Paper, Type
from hotmap.cartography.sheet_content import MustLine
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.cartography.symbols import symbol

_CARD_INDENT_MM = 9.0
_CARD_COVER = 0.31  # of the panel's width
_BALL_MM, _GAP_MM = 4.2, 2.0  # from a ball to its word; between columns
_BALL_SCALE = 0.26  # millimetres per unit
_MARK_SCALE = 0.17  # of ▲ and ▼
_MARK_MM = 2.8
_ROW_ROOM_MM = 0.8  # in a row of two lines


class ListForm(Enum):
    """How the list is set, from the fullest to the tightest; its type is never smaller."""

    CARDS = "cards"
    TWO_LINES = "two lines"
    ONE_LINE = "one line"


class MustList:
    """Sets Must lines.

    Parameters
    ----------
    paper : Paper
    left, width : float
        Of the panel in millimetres.
    types : PanelTypes
    """

    def __init__(self, paper: Paper, left: float, width: float, types: PanelTypes) -> None:
        self.paper, self.left, self.width, self.types = paper, left, width, types
        self.right = left + width
        self._word = Type(types.text.size_pt, REGULAR, INK)
        self._gap_word = Type(types.text.size_pt, BOLD, INK)

    def height(self, lines: Sequence[MustLine], form: ListForm) -> float:
        """Return the height of lines in millimetres."""
        return sum(self._heights(lines, form))

    def count_down_to(self, lines: Sequence[MustLine], form: ListForm, room: float) -> int:
        """Return how many lines fit into a height, one line of text kept to say what is left out."""
        left, count = room, 0
        for number, height in enumerate(self._heights(lines, form)):
            kept = 0.0 if number == len(lines) - 1 else self.paper.line_height(self.types.note)
            if height + kept > left:
                break
            left, count = left - height, number + 1
        return count

    def paint(self, lines: Sequence[MustLine], top: float, form: ListForm, *, listed: int) -> float:
        """Paint the first `listed` lines from `top` down; return where they end."""
        paper, y = self.paper, top
        for number, (line, height) in enumerate(zip(lines[:listed], self._heights(lines, form), strict=False)):
            if number:
                paper.rule(self.left, self.right, y, 0.18, HAIRLINE)
            if form is ListForm.CARDS:
                self._card(line, y)
            else:
                self._row(line, y, height, form, self._cover_width(lines), self._brief_width(lines, form))
            y += height
        return y

    def _heights(self, lines: Sequence[MustLine], form: ListForm) -> list[float]:
        paper, types = self.paper, self.types
        if form is ListForm.CARDS:
            return [self._card_height(line) for line in lines]
        least = self._sign_side(form) + 0.1
        widths = self._cover_width(lines), self._brief_width(lines, form)
        below = paper.line_height(types.note) + _ROW_ROOM_MM if form is ListForm.TWO_LINES else 0.0
        names = [len(self._row_name(line, form, *widths)) for line in lines]
        return [max(paper.line_height(types.bold) * count + below + 0.15, least) for count in names]

    def _card_text_width(self, line: MustLine) -> float:
        return self.width - _CARD_INDENT_MM - (self.width * _CARD_COVER if line.ball else 0.0)

    def _card_height(self, line: MustLine) -> float:
        paper, types, width = self.paper, self.types, self._card_text_width(line)
        names = len(paper.wrapped(line.name, types.bold, width - self._mark_width(line)))
        notes = sum(len(paper.wrapped(text, types.note, width)) for text in line.lines)
        return paper.line_height(types.bold) * names + paper.line_height(types.note) * notes + 1.9

    def _card(self, line: MustLine, top: float) -> None:
        paper, types = self.paper, self.types
        if line.symbol:
            paper.symbol(line.symbol, self.left + 4.0, top + 4.3, types.symbol)
        first = base = top + 0.6 + paper.ascent(types.bold)
        left, width = self.left + _CARD_INDENT_MM, self._card_text_width(line)
        base = self._name(line, paper.wrapped(line.name, types.bold, width - self._mark_width(line)), left, base)
        base -= paper.line_height(types.bold) - paper.line_height(types.note)
        for text in line.lines:
            base = paper.paragraph(left, base, width, text, types.note)
        if line.ball:
            x = self.right - self.width * 0.3
            paper.symbol(line.ball, x + 1.4, first - 1.1, _BALL_SCALE)
            paper.text(x + _BALL_MM, first, line.status, types.bold)
            below, room = first + paper.line_height(types.note), self.width * 0.3 - _BALL_MM
            if line.detail:
                paper.paragraph(x + _BALL_MM, below, room, line.detail, types.note)

    def _row(
        self, line: MustLine, top: float, height: float, form: ListForm, cover_width: float, brief_width: float
    ) -> None:
        """A row: sign, name, code and people, cover; the figures end below each other."""
        paper, types = self.paper, self.types
        side = self._sign_side(form)
        if line.symbol:
            paper.symbol(line.symbol, self.left + side / 2, top + height / 2, side / symbol("must+gap", PRINT).height)
        left, cover = self.left + side + 1.0, self.right - cover_width
        above = _ROW_ROOM_MM / 2 if form is ListForm.TWO_LINES else 0.0
        first = top + 0.15 + above + types.bold.size_pt * MM_PER_PT * 0.97
        base = self._name(line, self._row_name(line, form, cover_width, brief_width), left, first)
        if form is ListForm.TWO_LINES:
            base -= paper.line_height(types.bold) - paper.line_height(types.note)
            paper.text(left, base, line.brief, types.note)
        else:
            paper.text(cover - (_GAP_MM if cover_width else 0.0), first, line.brief, types.note, "end")
        if line.ball:
            paper.symbol(line.ball, cover + 1.4, first - 1.05, _BALL_SCALE * 0.9)
        word = self._gap_word if line.is_gap else self._word if line.ball else types.note
        paper.text(cover + _BALL_MM, first, line.status, word)

    def _name(self, line: MustLine, lines: list[str], left: float, base: float) -> float:
        """Set a name with ▲ or ▼ after it where the group moved the level; return the next baseline."""
        paper, bold = self.paper, self.types.bold
        for text in lines:
            paper.text(left, base, text, bold)
            base += paper.line_height(bold)
        if line.moved:
            x = left + paper.width(lines[-1], bold) + _MARK_MM * 0.6
            paper.symbol(line.moved, x, base - paper.line_height(bold) - 1.0, _MARK_SCALE)
        return base

    def _row_name(self, line: MustLine, form: ListForm, cover_width: float, brief_width: float) -> list[str]:
        taken = self._sign_side(form) + 1.0 + cover_width + brief_width + self._mark_width(line) + _GAP_MM
        return self.paper.wrapped(line.name, self.types.bold, self.width - taken)

    def _cover_width(self, lines: Sequence[MustLine]) -> float:
        widths = [self.paper.width(line.status, self._gap_word) for line in lines if line.status]
        return max(widths) + _BALL_MM if widths else 0.0

    def _brief_width(self, lines: Sequence[MustLine], form: ListForm) -> float:
        if form is not ListForm.ONE_LINE:
            return 0.0
        return max((self.paper.width(line.brief, self.types.note) for line in lines), default=0.0) + _GAP_MM

    def _sign_side(self, form: ListForm) -> float:
        """Return the room of the largest sign, the one of a gap, in millimetres."""
        return self.types.symbol * (28.0 if form is ListForm.TWO_LINES else 17.5)

    def _mark_width(self, line: MustLine) -> float:
        return _MARK_MM if line.moved else 0.0
