# SPDX-License-Identifier: MIT
"""Places as people write, say and paste them: MGRS, decimal degrees, DMS, with a hint when unsure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from hotmap.analysis.angles import (
    LAT,
    LON,
    Angle,
    CoordinateError,
    format_dm,
    format_dms,
    format_packed,
    parse_angle,
    plain,
)
from hotmap.i18n import tr

if TYPE_CHECKING:
    from mgrs import MGRS

__all__ = [
    "NOTATIONS",
    "CoordinateError",
    "FoundPoint",
    "ParsedPoint",
    "find_points",
    "format_point",
    "parse_mgrs",
    "parse_point",
]

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees."""

NOTATIONS = ("mgrs", "decimal", "decimal_comma", "dm", "dms", "packed_dms")


@dataclass(frozen=True)
class ParsedPoint:
    """A place read from a text.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    notation : str
        One of `NOTATIONS`.
    note : str
        Empty, or a sentence for the user when the reading is not certain.
    """

    lon: float
    lat: float
    notation: str
    note: str = ""


@dataclass(frozen=True)
class FoundPoint:
    """A place found inside a longer text, with where it stands and its line for a name."""

    start: int
    end: int
    text: str
    point: ParsedPoint
    label: str = ""


def parse_point(text: str, area: Box | None = None) -> ParsedPoint:
    """Return the place that `text` writes.

    Parameters
    ----------
    text : str
        MGRS, or latitude and longitude in any order and in any notation of `NOTATIONS`.
    area : tuple of four floats, optional
        Where places are expected; decides the order of two bare numbers.

    Raises
    ------
    CoordinateError
        With a sentence that says what is wrong.

    Examples
    --------
    >>> parse_point("12°25'52\\"N 24°10'21\\"E").notation
    'dms'
    """
    point = parse_mgrs(text)
    if point is None:
        point = _from_angles(text, area)
    if area and not point.note and not _within(area, point.lon, point.lat):
        point = replace(point, note=tr("Outside the plan's area."))
    return point


def format_point(lon: float, lat: float, notation: str) -> str:
    """Return a place in one of `NOTATIONS`, latitude first, to about a metre (DMS: three metres).

    >>> format_point(24.17254, 12.43127, "decimal")
    '12.43127, 24.17254'
    """
    if notation == "mgrs":
        return _format_mgrs(lon, lat)
    if notation in ("decimal", "decimal_comma"):
        # adding zero turns -0.0 into 0.0
        both = [f"{round(value, 5) + 0.0:.5f}" for value in (lat, lon)]
        return ", ".join(both) if notation == "decimal" else "; ".join(v.replace(".", ",") for v in both)
    formats: dict[str, Callable[[float, str], str]] = {"dm": format_dm, "dms": format_dms}
    write = formats.get(notation, format_packed)
    return f"{write(lat, LAT)} {write(lon, LON)}"


# ---- MGRS ----------------------------------------------------------------------------------------

_MGRS = re.compile(r"(?:MGRS:?)?((?:0?[1-9]|[1-5]\d|60)[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V])(\d*)", re.I)
_MGRS_SEPARATORS = re.compile(r"[\s,.:/_-]+")


@cache
def _mgrs() -> MGRS:
    from mgrs import MGRS  # its library is loaded only where somebody writes MGRS

    return MGRS()


def parse_mgrs(text: str) -> ParsedPoint | None:
    """Return the middle of the MGRS square that `text` names; None when it is no MGRS reference.

    The middle, not the corner: it is the least wrong for a coarse reference, and writing it
    again gives the same reference.

    Raises
    ------
    CoordinateError
        When it looks like MGRS but is not complete.
    """
    pieces = [piece for piece in _MGRS_SEPARATORS.split(plain_reference(text)) if piece]
    match = _MGRS.fullmatch("".join(pieces))
    if not match:
        return None
    square, digits = match[1].upper(), match[2]
    halves = [piece for piece in pieces[-2:] if piece.isdecimal()]
    uneven = len(halves) == 2 and len(halves[0]) != len(halves[1])
    if len(digits) % 2 or len(digits) > 10 or uneven:
        raise CoordinateError(
            tr("“{text}”: an MGRS reference needs as many digits east as north, up to five each").format(
                text=text.strip()
            )
        )
    places = len(digits) // 2
    east, north = digits[:places], digits[places:]
    padded = [(half + "5").ljust(5, "0")[:5] for half in (east, north)]
    try:
        lat, lon = _mgrs().toLatLon(square.zfill(5) + "".join(padded))
    except Exception as error:  # the library raises its own kinds for squares that do not exist
        raise CoordinateError(tr("There is no MGRS square “{square}”").format(square=square)) from error
    # the library gives the middle of the one-metre square, so only coarser ones needed the 5 above
    size_m = 10 ** (5 - places)
    note = tr("The middle of a square of {size} m.").format(size=size_m) if size_m >= 100 else ""
    return ParsedPoint(lon, lat, "mgrs", note)


def plain_reference(text: str) -> str:
    """Return `text` with digits of all scripts as 0–9 and odd spaces as spaces."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text.replace("\u00a0", " ")).strip()


def _format_mgrs(lon: float, lat: float) -> str:
    if not -80 <= lat <= 84:
        return format_point(lon, lat, "decimal")  # the polar grid is another system that nobody here reads
    text = str(_mgrs().toMGRS(lat, lon, MGRSPrecision=5))
    return f"{text[:-12]} {text[-12:-10]} {text[-10:-5]} {text[-5:]}"


# ---- two angles ------------------------------------------------------------------------------------

# Private marks that stand for the words *latitude* and *longitude* while a text is taken apart.
_LAT_MARK, _LON_MARK = "\ue000", "\ue001"
_LAT_WORDS = re.compile(r"(?:latitude|lat|خط\s*العرض|العرض)\.?(?![^\W\d_])\s*[:=]?", re.I)
_LON_WORDS = re.compile(r"(?:longitude|long|lon|lng|خط\s*الطول|الطول)\.?(?![^\W\d_])\s*[:=]?", re.I)
_SIGNS = re.compile(rf"(?<![A-Z])[NSEWO](?![A-Z])|[{_LAT_MARK}{_LON_MARK}]", re.I)
_EDGE = " ,;/|&"


def _from_angles(text: str, area: Box | None) -> ParsedPoint:
    cleaned = plain(_LON_WORDS.sub(_LON_MARK, _LAT_WORDS.sub(_LAT_MARK, text)))
    cleaned = re.sub(r"[()\[\]]", " ", cleaned).strip(_EDGE)
    halves = _halves(cleaned)
    if halves is None:
        raise CoordinateError(
            tr("“{text}” is not a place like 35P LN 12345 67890 or 12.4313, 24.1725").format(text=text.strip())
        )
    marks = [LAT if _LAT_MARK in half else LON if _LON_MARK in half else None for half in halves]
    bodies = [re.sub(rf"[{_LAT_MARK}{_LON_MARK}]", "", half) for half in halves]
    first, second = (parse_angle(body, mark) for body, mark in zip(bodies, marks, strict=True))
    axes = (first.axis or marks[0], second.axis or marks[1])
    if axes[0] and axes[0] == axes[1]:
        raise CoordinateError(tr("“{text}” gives the same axis twice").format(text=text.strip()))
    if axes[0] or axes[1]:
        lat_first, note = axes[0] == LAT or axes[1] == LON, ""
    else:
        lat_first, note = _order(first.degrees, second.degrees, area)
    lat, lon = (first, second) if lat_first else (second, first)
    if abs(lat.degrees) > 90:
        raise CoordinateError(tr("{degrees} is beyond {limit} degrees").format(degrees=f"{lat.degrees:g}", limit=90))
    return ParsedPoint(lon.degrees, lat.degrees, _joint_notation(first, second), note)


def _joint_notation(first: Angle, second: Angle) -> str:
    """Return the notation of a pair; a whole number beside decimals follows the other."""
    notations = (first.notation, second.notation)
    return next((n for n in notations if n != "decimal"), "decimal")


def _halves(text: str) -> tuple[str, str] | None:
    """Return the two angles of a text, cut where it says so most clearly."""
    signs = [match.start() for match in _SIGNS.finditer(text)]
    if len(signs) == 2:
        cut = signs[1] if signs[0] == 0 else signs[0] + 1
        return _cut(text, cut)
    degrees = [match.start() for match in re.finditer(r"[-+]?\s*\d+(?:[.,]\d+)?\s*°", text)]
    if len(degrees) == 2:
        return _cut(text, degrees[1])
    for separator in (r"[;/|&\n]", r",\s|\s,"):
        parts = [part for part in re.split(separator, text) if part.strip()]
        if len(parts) == 2:
            return _cut(text, len(parts[0]))
    numbers = re.findall(r"[-+]?\d+(?:[.,]\d+)?(?=\s|$)", text)
    if " " in text and len(numbers) in (2, 4, 6) and " ".join(numbers) == re.sub(r"\s+", " ", text):
        middle = len(numbers) // 2
        return " ".join(numbers[:middle]), " ".join(numbers[middle:])
    commas = [match.start() for match in re.finditer(",", text)]
    if len(commas) in (1, 3):
        return _cut(text, commas[len(commas) // 2])
    return None


def _cut(text: str, at: int) -> tuple[str, str] | None:
    first, second = text[:at].strip(_EDGE), text[at:].strip(_EDGE)
    return (first, second) if first and second else None


def _order(first: float, second: float, area: Box | None) -> tuple[bool, str]:
    """Return whether the first of two bare numbers is the latitude, and a hint when unsure."""
    if abs(first) > 90 or abs(second) > 90:
        return abs(first) <= 90, ""
    if area:
        as_lat_lon, as_lon_lat = _within(area, second, first), _within(area, first, second)
        if as_lat_lon != as_lon_lat:
            return as_lat_lon, "" if as_lat_lon else tr("Read as longitude, latitude: only so it lies in the area.")
    return True, tr("Read as latitude, longitude; write N and E to be sure.")


def _within(area: Box, lon: float, lat: float) -> bool:
    west, south, east, north = area
    return west <= lon <= east and south <= lat <= north


# ---- a block of messy text -------------------------------------------------------------------------

_ANY_NUMBER = r"\d{1,7}(?:[.,]\d+)?"
_ONE_ANGLE = rf"{_ANY_NUMBER}\s*°?\s*(?:\d{{1,2}}(?:[.,]\d+)?\s*['′’]\s*)?(?:\d{{1,2}}(?:[.,]\d+)?\s*(?:[\"″”]|'')\s*)?"
_SPACED_ANGLE = r"\d{1,3}[ :°]\s?\d{1,2}(?:[.,]\d+)?(?:[ :'′’]\s?\d{1,2}(?:[.,]\d+)?)?[\"″” ']*"
_BETWEEN = r"[\s,;/]*(?:and|et|و)?\s*"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<![\w.])(?:0?[1-9]|[1-5]\d|60)\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V][\s-]?(?:\d{2,5}\s\d{2,5}|\d{4,10})(?![\w])",
        rf"(?<![\w.])(?:{_SPACED_ANGLE}|{_ONE_ANGLE})\s*[NS]{_BETWEEN}(?:{_SPACED_ANGLE}|{_ONE_ANGLE})\s*[EWO](?!\w)",
        rf"(?<![\w.])[NS]\s*(?:{_SPACED_ANGLE}|{_ONE_ANGLE}){_BETWEEN}[EWO]\s*(?:{_SPACED_ANGLE}|{_ONE_ANGLE})(?!\w)",
        rf"(?<!\w)lat(?:itude)?\s*[:=]?\s*[-−–]?{_ANY_NUMBER}{_BETWEEN}lon(?:g|gitude)?\s*[:=]?\s*[-−–]?{_ANY_NUMBER}",
        r"(?<![\w.,])[-−–]?\d{1,3}([.,])\d{3,}\s*°?\s*[,;/]?\s*[-−–]?\d{1,3}\1\d{3,}°?(?![\w])",
    )
)


def find_points(text: str, area: Box | None = None) -> list[FoundPoint]:
    """Return the places written in a block of text, in their order.

    Parameters
    ----------
    text : str
        Pasted from a document, a chat or a radio log.
    area : tuple of four floats, optional
        As in `parse_point`.

    Returns
    -------
    list of FoundPoint
        Bare decimal pairs count only with three decimals each, so that “12, 24 persons” does not.
    """
    found: list[FoundPoint] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            try:
                point = parse_point(match[0], area)
            except CoordinateError:
                continue
            found.append(FoundPoint(match.start(), match.end(), match[0].strip(), point))
    found.sort(key=lambda place: place.start)
    ends = [0, *(place.end for place in found)]
    return [replace(place, label=_label(text, end, place.start)) for end, place in zip(ends, found, strict=False)]


def _label(text: str, after: int, start: int) -> str:
    """Return what stands before a place on its line: most often its name."""
    line = text[max(after, text.rfind("\n", 0, start) + 1) : start]
    return re.sub(r"^[\s\-*•;,\d.)]+|[\s:,;–\-(@]+$", "", line)
