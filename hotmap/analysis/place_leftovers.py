# SPDX-License-Identifier: MIT
"""Lines of a pasted text that hold something like a coordinate and gave no place: to be mended by a person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotmap.analysis.angles import plain_characters
from hotmap.analysis.grid_references import zones_of
from hotmap.analysis.parsed_point import Box
from hotmap.analysis.place_others import surely_other
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_SQUARE = r"[A-HJ-NP-Z][A-HJ-NP-V]"
_KEY = (
    r"(?:gps|mgrs|utm|coord(?:s|inates?|onn[eé]es)?\.?|grid(?:\W?ref\w*\.?)?|lat(?:itude)?|lon(?:gitude)?|lng|eastings?"
    r"|northings?|الإحداثيات|إحداثيات|خط\s*(?:ال)?(?:عرض|طول))"
)
_HALF = _("Only one of latitude and longitude.")
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"(?<!\w){_KEY}(?!\w)\W{{0,4}}((?:[A-Z]{{1,3}}\W?)?\d[\d ./,:;°'\"NSEW-]*)", re.I),
        _("Not understood: it stands behind a word for coordinates."),
    ),
    (re.compile(r"(?<![\w.,])\d{1,3}[.,]\d{2,} ?°? ?[NSE](?!\w)"), _HALF),
    (re.compile(r"(?<![\w.,])\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)?(?: ?')?"), _HALF),
    (re.compile(r"(?<![\w.,])\d{1,3}[.,]\d{2,} ?°(?! ?[CF]\b)"), _HALF),
    (
        re.compile(rf"(?<![\w.]){_ZONE} ?[C-HJ-NP-X][ \t]+\d{{3,5}}[ \t]\d{{3,5}}(?!\w)"),
        _("The two letters of the square are missing between the zone and the digits."),
    ),
    (
        re.compile(rf"(?<![\w.]){_SQUARE}[ \t](?:\d{{3}}[ \t]\d{{3}}|\d{{4}}[ \t]\d{{4}}|\d{{5}}[ \t]\d{{5}})(?!\w)"),
        _("No such square in the area: write the zone first, such as 36N."),
    ),
    (
        re.compile(r"(?<![\w.,])\d{1,3}['·]\d{2,}[ ,;/|]{1,3}\d{1,3}['·]\d{2,}(?!\w)"),
        _("Not understood: write degrees with a point, such as 9.75, 32.05."),
    ),
)
_ONLY_SQUARE = re.compile(rf"(?<![\w.])({_ZONE}[C-HJ-NP-X]) ?{_SQUARE}(?!\w)")
_TOTAL = re.compile(r"\s*(?:sub\W?total|total|sum|somme|المجموع)\b", re.I)


@dataclass(frozen=True)
class Leftover:
    """A stretch of text that nobody understood.

    Attributes
    ----------
    start, end : int
    reason : str
        What is missing or odd, in a sentence.
    is_row : bool
        A whole row of a table.
    """

    start: int
    end: int
    reason: str
    is_row: bool = False


def leftovers(text: str, found: Sequence[tuple[int, int]], area: Box | None = None) -> list[Leftover]:
    """Return what looks like a coordinate in lines that gave no place, and rows of tables without theirs.

    Parameters
    ----------
    text : str
    found : sequence of two ints
        Where places are, read or not, in their order.
    area : tuple of four floats, optional
        Where the mission works; its grid zones tell a square without digits from other words.
    """
    plain = plain_characters(text, keep_length=True)
    others = surely_other(plain)
    zones = frozenset() if area is None else frozenset(zone + band for zone, band in zones_of(area))
    starts = [start for start, _ in found]
    made: list[Leftover] = []
    tabs_of_table = 0
    for start, end in _lines(text):
        line = plain[start:end]
        at = bisect_left(starts, start)
        has_place = (at < len(starts) and starts[at] < end) or (at > 0 and found[at - 1][1] > start)
        tabs = text.count("\t", start, end)
        if has_place:
            tabs_of_table = tabs or tabs_of_table
            continue
        one = _in_line(plain, start, end, others, zones)
        if one is None and tabs and tabs == tabs_of_table and not _TOTAL.match(line) and line.strip():
            bare = line.strip()
            first = start + line.index(bare)
            one = Leftover(first, first + len(bare), tr("No coordinates in this row."), is_row=True)
        if not tabs:
            tabs_of_table = 0
        if one is not None:
            made.append(one)
    return made


def _in_line(
    plain: str, start: int, end: int, others: Sequence[tuple[int, int]], zones: frozenset[str]
) -> Leftover | None:
    for pattern, reason in _FORMS:
        for match in pattern.finditer(plain, start, end):
            stretch = match[1] if pattern.groups else match[0]
            is_other = any(first < match.end() and match.start() < last for first, last in others)
            if not is_other and _has_figures(stretch):
                return Leftover(match.start(), match.start() + len(match[0].rstrip(" .,;:/-")), tr(reason))
    for match in _ONLY_SQUARE.finditer(plain, start, end):
        if match[1].lstrip("0") in zones:
            return Leftover(*match.span(), tr("Only a square of 100 km: its digits are missing."))
    return None


def _has_figures(text: str) -> bool:
    """Return whether there are figures enough for a place: four, or three about a decimal mark or a degree sign."""
    digits = sum(character.isdecimal() for character in text)
    return digits >= 4 or (digits >= 3 and re.search(r"\d[.,°]", text) is not None)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()
