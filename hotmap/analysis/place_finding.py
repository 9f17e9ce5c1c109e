# SPDX-License-Identifier: MIT
"""Places in a block of messy text: a chat, a radio log, a situation report, a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hotmap.analysis.coordinates import CoordinateError, parse_point
from hotmap.analysis.geodesy import distance_m
from hotmap.analysis.parsed_point import Box, ParsedPoint, is_within
from hotmap.analysis.place_leftovers import Leftover, leftovers
from hotmap.analysis.place_links import parse_link
from hotmap.analysis.place_others import may_be_time
from hotmap.analysis.place_patterns import Candidate, candidates
from hotmap.analysis.place_tables import TableRow, table_rows
from hotmap.analysis.place_words import name_beside, time_beside
from hotmap.i18n import tr

Confidence = Literal["sure", "check", "doubtful", "unread"]

SAME_LINE_M = 250.0  # two notations of one place, side by side
SAME_PLACE_M = 25.0
_CELLS_PER_DEG = 300
_MOST_BESIDE = 400  # characters of a line on either side that may tell of a place
_ORDER_WORDS = re.compile(r"\b(?:(lat)\w*\W{1,3}(?:and\W+)?(?:lon|lng)|(?:lon|lng)\w*\W{1,3}(?:and\W+)?lat)\w*", re.I)
_SPACED_DASH = re.compile(r"(?:^|[\s)\]])[-−–—]\s$")


@dataclass(frozen=True)
class FoundPoint:
    """A place found inside a longer text.

    Attributes
    ----------
    start, end : int
        Where it is written.
    text : str
        As it is written.
    line : int
        Number of its line, from 1.
    point : ParsedPoint or None
        What was understood; None where it could not be read.
    confidence : str
        ``sure``; ``check``, where something was guessed; ``doubtful``, which may be no new place at
        all; ``unread``.
    hint : str
        The guess, the doubt or the reason, in a sentence; empty when there is nothing to say.
    label : str
        What it is called, as far as the words beside it tell.
    time : str
        Date or time in its line, as written.
    context : str
        The rest of its line.
    """

    start: int
    end: int
    text: str
    line: int = 0
    point: ParsedPoint | None = None
    confidence: Confidence = "unread"
    hint: str = ""
    label: str = ""
    time: str = ""
    context: str = ""


def find_points(text: str, area: Box | None = None) -> list[FoundPoint]:
    """Return the places written in a block of text, in their order.

    Parameters
    ----------
    text : str
        Pasted from a document, a chat, a mail or a radio log.
    area : tuple of four floats, optional
        Where the mission works; as in `parse_point`, and what lies elsewhere is to be checked.

    Returns
    -------
    list of FoundPoint
        With what looks like a place and could not be read, and why: no line that holds something
        like a coordinate is passed over. Bare pairs of two decimals are doubtful where no area tells
        that they lie in it; bare whole numbers and pairs of one decimal count only behind a word
        such as *GPS*, so that “12, 24 persons” does not.
    """
    rows = [_from_row(row, text, area) for row in table_rows(text)]
    read = (_read(candidate, text, area) for candidate in candidates(text, [(row.start, row.end) for row in rows]))
    found = [place for place in read if place is not None]
    found = sorted([*rows, *_in_one_order(found, text, area)], key=lambda place: place.start)
    left = [_left(one, text) for one in leftovers(text, [(place.start, place.end) for place in found], area)]
    found = sorted([*found, *left], key=lambda place: place.start)
    return _without_repeats(_with_words(found, text))


def order_words(text: str) -> bool | None:
    """Return whether a text names latitude before longitude, as the head of a list does; None when it is silent."""
    found = {match[1] is not None for match in _ORDER_WORDS.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _left(one: Leftover, text: str) -> FoundPoint:
    written = text[one.start : one.end]
    return FoundPoint(
        one.start, one.end, written, hint=one.reason, label=name_beside(written, "") if one.is_row else ""
    )


def _from_row(row: TableRow, text: str, area: Box | None) -> FoundPoint:
    written = text[row.start : row.end]
    if row.point is None:
        return FoundPoint(row.start, row.end, written, hint=row.problem, label=row.name)
    place = _understood(FoundPoint(row.start, row.end, written, label=row.name), row.point)
    if area is None or is_within(area, row.point.lon, row.point.lat):
        return place
    other = row.point.swapped
    swaps = other is not None and is_within(area, other.lon, other.lat)
    hint = tr("Outside the area; with latitude and longitude swapped it lies inside.") if swaps else ""
    return replace(place, confidence="check", hint=hint or tr("Outside the plan's area."))


def _read(candidate: Candidate, text: str, area: Box | None) -> FoundPoint | None:
    """Return the place of a candidate, one that cannot be read, or None for what is no place at all."""
    kind = candidate.kind
    place = FoundPoint(candidate.start, candidate.end, text[candidate.start : candidate.end].strip())
    if kind == "half":
        return replace(place, hint=tr("Only one of latitude and longitude."))
    try:
        if kind == "link":
            point = parse_link(candidate.text)
        elif kind == "partial" and area is None:
            point = None
        else:
            point = parse_point(candidate.text, area)
    except CoordinateError as error:
        is_no_place = kind in ("partial", "coarse", "loose", "broken")
        is_no_place |= kind == "bare" and all(number > 180 for number in _numbers(candidate.text))
        is_no_place &= not (area is not None and candidate.text.startswith("UTM "))  # six and seven digits
        return None if is_no_place else replace(place, hint=str(error))
    if point is None:
        return None
    if kind in ("coarse", "loose", "broken"):
        return _untold(place, point, candidate, area)
    if point.is_bare:
        point = _with_dash(point, candidate, text, area)
    place = _understood(place, point)
    if candidate.is_weak and _is_odd(candidate, point, area):
        hint = tr("Perhaps these are other numbers.")
        return replace(place, confidence="doubtful", hint=f"{hint} {place.hint}".strip())
    return place


def _untold(place: FoundPoint, point: ParsedPoint, candidate: Candidate, area: Box | None) -> FoundPoint | None:
    """Return the place of two numbers that nothing tells to be degrees, or None where they may be anything else."""
    is_inside = area is not None and is_within(area, point.lon, point.lat)
    fewest = min(len(decimals) for decimals in re.findall(r"[.,](\d+)", candidate.text))
    is_time = may_be_time(candidate.text, minutes_by=5 if is_inside or area is None else 1)
    if not is_inside and (fewest < 2 or is_time or (area is not None and candidate.kind != "coarse")):
        return None
    if fewest < 3:
        point = point.noted(tr("Few decimals: it may lie a kilometre or more from there."), is_sure=False)
    if is_inside and candidate.kind == "coarse" and not is_time:
        return _understood(place, point)
    hint = tr("Perhaps these are other numbers.")
    if candidate.kind == "broken":
        hint = tr("Read as {text}: is that meant?").format(text=candidate.text)
    return replace(_understood(place, point), confidence="doubtful", hint=f"{hint} {point.note}".strip())


def _is_odd(candidate: Candidate, point: ParsedPoint, area: Box | None) -> bool:
    """Return whether numbers that may be something else are no place, as far as the area tells."""
    if candidate.kind != "bare":
        return True
    if area is None:
        return "," in re.sub(r",\s", " ", candidate.text)  # 12,500, 24,300 may be thousands
    return not is_within(area, point.lon, point.lat)


def _understood(place: FoundPoint, point: ParsedPoint) -> FoundPoint:
    return replace(place, point=point, confidence="sure" if point.is_sure else "check", hint=point.note)


def _numbers(text: str) -> list[float]:
    return [float(number.replace(",", ".")) for number in re.findall(r"\d+[.,]\d+", text)]


def _with_dash(point: ParsedPoint, candidate: Candidate, text: str, area: Box | None) -> ParsedPoint:
    """Return the place with a dash before its first number read as a minus, where only that lies in the area.

    “Ford - 4.5061, 57.2866” may be either.
    """
    if not _SPACED_DASH.search(text[max(candidate.start - 3, 0) : candidate.start]):
        return point
    if area is None:
        return point.noted(tr("The dash before it is not read as a minus."), is_sure=False)
    if is_within(area, point.lon, point.lat):
        return point
    try:
        negative = parse_point("-" + candidate.text, area)
    except CoordinateError:
        return point
    if not is_within(area, negative.lon, negative.lat):
        return point
    return negative.noted(tr("The dash read as a minus: only so it lies in the area."), is_sure=False)


def _in_one_order(found: Sequence[FoundPoint], text: str, area: Box | None) -> list[FoundPoint]:
    """Return the places with those that do not say their order read as the others of the text are."""
    said = order_words(text)
    votes = [_lat_first(place.point, area) for place in found if place.point and place.point.is_bare]
    known = {vote for vote in votes if vote is not None}
    common = known.pop() if len(known) == 1 else said if not known else None
    made = []
    for place in found:
        point = place.point
        if point is None or not point.is_bare or _lat_first(point, area) is not None or common is None:
            made.append(place)
        elif common:
            plain = replace(point, note="", is_sure=True)
            outside = area is not None and not is_within(area, point.lon, point.lat)
            told = plain.noted(tr("Outside the plan's area."), is_sure=False) if outside else plain
            made.append(_understood(place, told) if place.confidence != "doubtful" else place)
        else:
            other = point.swapped or point
            hint = tr("Read as longitude, latitude, as the others in this text.")
            made.append(_understood(place, replace(other, note=hint, is_sure=False)))
    return made


def _lat_first(point: ParsedPoint, area: Box | None) -> bool | None:
    """Return whether the first number of a bare pair is the latitude, where that follows from the pair."""
    other = point.swapped
    if other is None:
        return not point.note.startswith(tr("Read as longitude, latitude"))
    if area is None:
        return None
    here, there = is_within(area, point.lon, point.lat), is_within(area, other.lon, other.lat)
    if here == there:
        return None
    return not point.note.startswith(tr("Read as longitude, latitude")) if here else None


def _with_words(found: Sequence[FoundPoint], text: str) -> list[FoundPoint]:
    """Return the places with their lines, and with names and times from the words beside them."""
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
    made: list[FoundPoint] = []
    for index, place in enumerate(found):
        line = bisect_right(starts, place.start)
        line_start = max(starts[line - 1], place.start - _MOST_BESIDE)
        line_end = starts[line] - 1 if line < len(starts) else len(text)
        line_end = min(max(line_end, text.find("\n", place.end, place.end + _MOST_BESIDE)), place.end + _MOST_BESIDE)
        last_end = found[index - 1].end if index else 0
        next_start = found[index + 1].start if index + 1 < len(found) else len(text)
        before, after = text[max(line_start, last_end) : place.start], text[place.end : min(line_end, next_start)]
        above = text[starts[line - 2] : starts[line - 1]].strip() if line > 1 else ""
        if above and last_end > starts[line - 2]:
            above = ""  # that line has a place of its own
        said = text[line_start : place.start]
        made.append(
            replace(
                place,
                line=line,
                label=place.label or name_beside(before, after, above),
                time=time_beside(said, after),
                context=" ".join(f"{said} {text[place.end : line_end]}".split()),
            )
        )
    return made


def _without_repeats(found: Sequence[FoundPoint]) -> list[FoundPoint]:
    """Return the places with those told apart that another has given already, such as in a second notation."""
    made: list[FoundPoint] = []
    near: dict[tuple[int, int], list[int]] = {}  # numbers of places by cells a little larger than SAME_LINE_M
    for number, place in enumerate(found, 1):
        if place.point is not None:
            column, row = round(place.point.lon * _CELLS_PER_DEG), round(place.point.lat * _CELLS_PER_DEG)
            around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
            others = sorted(other for cell in around for other in near.get(cell, ()))
            same = next((other for other in others if _is_same(place, found[other - 1])), None)
            if same is not None:
                hint = f"{tr('The same place as number {n}.').format(n=same)} {place.hint}".strip()
                is_beside = place.line == found[same - 1].line
                is_doubted = is_beside or place.confidence == "doubtful"
                place = replace(place, confidence="doubtful" if is_doubted else "check", hint=hint)
            near.setdefault((column, row), []).append(number)
        made.append(place)
    return made


def _is_same(place: FoundPoint, other: FoundPoint) -> bool:
    if place.point is None or other.point is None:
        return False
    away_m = distance_m(place.point.lon, place.point.lat, other.point.lon, other.point.lat)
    return away_m < (SAME_LINE_M if place.line == other.line and not place.label else SAME_PLACE_M)
