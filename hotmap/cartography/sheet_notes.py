# SPDX-License-Identifier: MIT
"""The notes under the map, side by side: scale, sources, precision, disclaimer, contact and file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hotmap.cartography.paper import MM_PER_PT, Measure, Paper, Type
from hotmap.cartography.sheet_content import Note

_GAP_MM = 4.0
_SHIFT_MM = 1.0
_MOST_ROUNDS = 60


class SheetNotes:
    """Sets notes in columns as wide as their texts need, in two rows where one row would be of slivers.

    Parameters
    ----------
    notes : sequence of Note
    width : float
        Of all of them in millimetres.
    kind : Type
    """

    def __init__(self, notes: Sequence[Note], width: float, kind: Type) -> None:
        self._kind, self._measure = kind, Measure()
        self._rows = _rows_of(tuple(notes), round(width, 2), kind)

    @property
    def height(self) -> float:
        """Height of all rows in millimetres."""
        leading = self._measure.line_height(self._kind)
        return sum(lines for _, _, lines in self._rows) * leading + (len(self._rows) - 1) * leading * 0.4

    def paint(self, paper: Paper, left: float, top: float) -> None:
        """Paint them from a corner in millimetres."""
        leading = self._measure.line_height(self._kind)
        y = top + self._kind.size_pt * MM_PER_PT
        for notes, widths, lines in self._rows:
            x = left
            for note, width in zip(notes, widths, strict=True):
                paper.paragraph(x, y, width, note.text, self._kind, head=note.head)
                x += width + _GAP_MM
            y += leading * (lines + 0.4)


_Row = tuple[tuple[Note, ...], tuple[float, ...], int]


@lru_cache(maxsize=64)
def _rows_of(notes: tuple[Note, ...], width: float, kind: Type) -> tuple[_Row, ...]:
    """Return rows of notes with their widths and number of lines: one row, or two where they take less height."""
    one = _row_of(notes, width, kind)
    if len(notes) < 4:
        return (one,)
    half = (len(notes) + 1) // 2
    two = (_row_of(notes[:half], width, kind), _row_of(notes[half:], width, kind))
    return two if two[0][2] + two[1][2] < one[2] else (one,)


def _row_of(notes: tuple[Note, ...], width: float, kind: Type) -> _Row:
    """Return widths that make the longest note as short as can be, never narrower than a word."""
    measure = Measure()
    room = width - _GAP_MM * (len(notes) - 1)
    least = [max(_longest_word(measure, note, kind), measure.head_width(note.head, kind)) + 0.5 for note in notes]
    lengths = [measure.width(note.text, kind) + measure.head_width(note.head, kind) for note in notes]
    spare = room - sum(least)
    widths = [low + spare * length / sum(lengths) for low, length in zip(least, lengths, strict=True)]

    def lines_of(i: int) -> int:
        return len(measure.broken(notes[i].text, kind, widths[i], notes[i].head))

    lines = [lines_of(i) for i in range(len(notes))]
    for _ in range(_MOST_ROUNDS):
        longest = lines.index(max(lines))
        giving = [i for i in range(len(notes)) if lines[i] < lines[longest] and widths[i] - _SHIFT_MM > least[i]]
        if not giving:
            break
        giver = min(giving, key=lambda i: (lines[i], -widths[i]))
        widths[giver] -= _SHIFT_MM
        widths[longest] += _SHIFT_MM
        lines[giver], lines[longest] = lines_of(giver), lines_of(longest)
    return notes, tuple(widths), max(lines)


def _longest_word(measure: Measure, note: Note, kind: Type) -> float:
    return max(measure.width(word, kind) for word in note.text.split(" "))
