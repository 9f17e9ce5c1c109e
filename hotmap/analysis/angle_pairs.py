# SPDX-License-Identifier: MIT
"""Two angles that make a place: where one ends, which is the latitude, and how sure that is."""

from __future__ import annotations

import re

from hotmap.analysis.angles import LAT, LON, Angle, CoordinateError, parse_angle, plain
from hotmap.analysis.parsed_point import Box, ParsedPoint, is_within
from hotmap.i18n import tr

# Private marks that stand for the words *latitude* and *longitude* while a text is taken apart.
_LAT_MARK, _LON_MARK = "\ue000", "\ue001"
_LAT_WORDS = re.compile(r"(?:latitude|lat|خط\s*(?:ال)?عرض|العرض)\.?(?![^\W\d_])\s*[:=]?", re.I)
_LON_WORDS = re.compile(r"(?:longitude|long|lon|lng|خط\s*(?:ال)?طول|الطول)\.?(?![^\W\d_])\s*[:=]?", re.I)
_MARKS = re.compile(rf"[{_LAT_MARK}{_LON_MARK}]")
_LETTERS = re.compile(r"(?<![A-Z])[NSEWO](?![A-Z])", re.I)
_EDGE = " ,;/|&"


def parse_pair(text: str, area: Box | None = None) -> ParsedPoint:
    """Return the place of a latitude and a longitude written in any order; see `parse_point`.

    Raises
    ------
    CoordinateError
        With a sentence that says what is wrong.
    """
    cleaned = plain(_LON_WORDS.sub(_LON_MARK, _LAT_WORDS.sub(_LAT_MARK, text)))
    cleaned = re.sub(r"[()\[\]]", " ", cleaned).strip(_EDGE)
    halves = _halves(cleaned)
    if halves is None:
        raise CoordinateError(
            tr("“{text}” is not a place like 35P LN 12345 67890 or 12.4313, 24.1725").format(text=text.strip())
        )
    marks = [LAT if _LAT_MARK in half else LON if _LON_MARK in half else None for half in halves]
    bodies = [_MARKS.sub("", half).strip(_EDGE) for half in halves]
    first, second = (parse_angle(body, mark) for body, mark in zip(bodies, marks, strict=True))
    axes = (first.axis or marks[0], second.axis or marks[1])
    if axes[0] and axes[0] == axes[1]:
        raise CoordinateError(tr("“{text}” gives the same axis twice").format(text=text.strip()))
    notation = _joint_notation(first, second)
    if axes[0] or axes[1]:
        return _placed(first, second, ParsedPoint(0, 0, notation), axes[0] == LAT or axes[1] == LON)
    lat_first, note, is_sure = order_of(first.degrees, second.degrees, area)
    return _placed(first, second, ParsedPoint(0, 0, notation, note, is_sure, is_bare=True), lat_first)


def order_of(first: float, second: float, area: Box | None) -> tuple[bool, str, bool]:
    """Return whether the first of two bare numbers is the latitude, a hint, and whether that is sure.

    Parameters
    ----------
    first, second : float
        Degrees as they are written.
    area : tuple of four floats, optional
        Where places are expected: an order that brings the place there is taken, and said.
    """
    if abs(first) > 90 or abs(second) > 90:
        lat_first = abs(first) <= 90
        return lat_first, "" if lat_first else tr("Read as longitude, latitude: a latitude ends at 90."), True
    if area:
        as_lat_lon, as_lon_lat = is_within(area, second, first), is_within(area, first, second)
        if as_lat_lon and not as_lon_lat:
            return True, "", True
        if as_lon_lat and not as_lat_lon:
            return False, tr("Read as longitude, latitude: only so it lies in the area."), False
    return True, tr("Read as latitude, longitude; write N and E to be sure."), False


def _placed(first: Angle, second: Angle, reading: ParsedPoint, lat_first: bool) -> ParsedPoint:
    lat, lon = (first, second) if lat_first else (second, first)
    if abs(lat.degrees) > 90:
        raise CoordinateError(tr("{degrees} is beyond {limit} degrees").format(degrees=f"{lat.degrees:g}", limit=90))
    return ParsedPoint(lon.degrees, lat.degrees, reading.notation, reading.note, reading.is_sure, reading.is_bare)


def _joint_notation(first: Angle, second: Angle) -> str:
    """Return the notation of a pair; a whole number beside decimals follows the other."""
    notations = (first.notation, second.notation)
    return next((n for n in notations if n != "decimal"), "decimal")


def _halves(text: str) -> tuple[str, str] | None:
    """Return the two angles of a text, cut where it says so most clearly."""
    for pattern in (_MARKS, _LETTERS):
        signs = [match.start() for match in pattern.finditer(text)]
        if len(signs) == 2:
            return _cut(text, signs[1] if signs[0] == 0 else signs[0] + 1)
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
