# SPDX-License-Identifier: MIT
"""Grid references: MGRS and UTM, whole or with the zone that goes without saying in an area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from hotmap.analysis.angles import CoordinateError, plain_characters
from hotmap.analysis.parsed_point import Box, ParsedPoint, is_within
from hotmap.i18n import tr

if TYPE_CHECKING:
    from mgrs import MGRS
    from pyproj import Transformer

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""The letters of the latitude bands from 80° S, eight degrees each, the last twelve."""

SOUTH_LIMIT_DEG, NORTH_LIMIT_DEG = -80.0, 84.0
"""Between these the two grids are drawn; the polar grid is another system that nobody here reads."""

_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_SQUARE = r"[A-HJ-NP-Z][A-HJ-NP-V]"
_MGRS = re.compile(rf"(?:MGRS:?)?({_ZONE})?([C-HJ-NP-X])?({_SQUARE})([\dOIL]*)", re.I)
_SEPARATORS = re.compile(r"[\s,.:/_-]+")
_MISTAKEN = str.maketrans("OIL", "011")
_EDGE_DEG = 0.02  # a band's edge cuts squares in two

_METRES = r"\d{4,8}(?:[.,]\d+)?"
_LETTER = r"NORTH|SOUTH|NORD|SUD|[C-HJ-NP-X]"
_UTM_FIRST = re.compile(rf"(?:ZONE|FUSEAU|Z)?\W*({_ZONE})\s*({_LETTER})?(?![A-Z\d.])\W*(.*)", re.S)
_UTM_LAST = re.compile(rf"(.*?)\W+(?:ZONE|FUSEAU|Z)\W*({_ZONE})\s*({_LETTER})?\W*", re.S)
_UTM_PAIR = re.compile(
    rf"(?P<a>E|X|EASTINGS?|N|Y|NORTHINGS?)?\W*(?P<first>{_METRES})\s*M?\s*(?P<b>E|N)?[\s,;/|]+"
    rf"(?P<c>E|X|EASTINGS?|N|Y|NORTHINGS?)?\W*(?P<second>{_METRES})\s*M?\s*(?P<d>E|N)?\W*"
)
_EASTING_M = (100_000.0, 900_000.0)
_NORTHING_M = 10_000_000.0
_BAND_S_M = (3_539_000.0, 4_432_000.0)  # northings of 32–40° N, where the letter S is the band and not the south


@cache
def _mgrs() -> MGRS:
    from mgrs import MGRS  # its library is loaded only where somebody writes MGRS

    return MGRS()


@cache
def _to_utm(zone: int, is_south: bool) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(4326, (32700 if is_south else 32600) + zone, always_xy=True)


# ---- MGRS ----------------------------------------------------------------------------------------


def parse_mgrs(text: str, area: Box | None = None) -> ParsedPoint | None:
    """Return the middle of the MGRS square that `text` names; None when it is no MGRS reference.

    The middle, not the corner: it is the least wrong for a coarse reference, and writing it
    again gives the same reference.

    Parameters
    ----------
    text : str
        ``40M EV 310 258`` in any spacing and case; without its zone, ``EV 310 258``, inside an area.
    area : tuple of four floats, optional
        Where places are expected; gives the zone that was left out.

    Raises
    ------
    CoordinateError
        When it looks like MGRS but is not complete.
    """
    pieces = [piece for piece in _SEPARATORS.split(plain_characters(text)) if piece]
    match = _MGRS.fullmatch("".join(pieces))
    if not match or (match[2] is None and (match[1] or not match[4])) or (match[1] is None and match[2]):
        return None
    zone, band, square, written = (part.upper() if part else "" for part in match.groups())
    digits = written.translate(_MISTAKEN)
    if not zone and (len(digits) < 4 or written != digits):
        return None  # a word, or one with a small number, such as ES 12
    halves = [piece for piece in pieces[-2:] if piece.translate(_MISTAKEN).isdecimal()]
    uneven = len(halves) == 2 and len(halves[0]) != len(halves[1]) and len(halves[0]) + len(halves[1]) == len(digits)
    if len(digits) % 2 or len(digits) > 10 or uneven:
        raise CoordinateError(
            tr("“{text}”: an MGRS reference needs as many digits east as north, up to five each").format(
                text=text.strip()
            )
        )
    if not zone:
        zone, band = _zone_in_area(square, digits, area)
    else:
        zone, band = _checked(zone, band, square, digits, area)
    lon, lat = _middle(zone, band, square, digits)
    size_m = 10 ** (5 - len(digits) // 2)
    note = tr("The middle of a square of {size} m.").format(size=size_m) if size_m >= 100 else ""
    point = ParsedPoint(lon, lat, "mgrs", note, size_m=size_m)
    if match[1] is None:
        point = point.noted(tr("Zone {zone} taken from the area.").format(zone=zone + band), is_sure=False)
    if written != digits:
        point = point.noted(tr("Letters among the digits read as 0 and 1."), is_sure=False)
    return point


def _checked(zone: str, band: str, square: str, digits: str, area: Box | None) -> tuple[str, str]:
    """Return zone and band of a square that exists, else raise, with the one that may be meant in an area."""
    try:
        _middle(zone, band, square, digits)
    except CoordinateError as error:
        meant = ""
        with suppress(CoordinateError):
            meant = "".join(_zone_in_area(square, digits, area))
        if not meant:
            raise
        raise CoordinateError(tr("{error}; perhaps {meant} is meant").format(error=error, meant=meant)) from None
    return zone, band


def _middle(zone: str, band: str, square: str, digits: str) -> tuple[float, float]:
    """Return longitude and latitude of the middle of a square, or raise when there is none."""
    places = len(digits) // 2
    # the library gives the middle of the one-metre square, so only coarser ones need the 5
    padded = [(half + "5").ljust(5, "0")[:5] for half in (digits[:places], digits[places:])]
    lat, lon = _to_degrees(zone.zfill(2) + band + square + "".join(padded))
    south = SOUTH_LIMIT_DEG + 8 * BANDS.index(band)
    north = NORTH_LIMIT_DEG if band == "X" else south + 8
    slack_deg = _EDGE_DEG + 10 ** (5 - places) / 111_000
    if lat is None or not south - slack_deg <= lat <= north + slack_deg:
        raise CoordinateError(tr("There is no MGRS square “{square}”").format(square=f"{zone}{band} {square}"))
    return lon, lat


def _to_degrees(reference: str) -> tuple[float, float] | tuple[None, float]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a wrong band; the caller compares
        try:
            lat, lon = _mgrs().toLatLon(reference)
        except Exception:  # the library raises its own kinds for squares that do not exist
            return None, 0.0
    return lat, lon


def _zone_in_area(square: str, digits: str, area: Box | None) -> tuple[str, str]:
    """Return zone and band that bring a square into an area, or raise when none or several do."""
    if area is None:
        raise CoordinateError(
            tr("{square} lies in many zones: write the zone first, such as 36N").format(square=square)
        )
    found = []
    for zone, band in zones_of(area):
        try:
            lon, lat = _middle(zone, band, square, digits)
        except CoordinateError:
            continue
        if is_within(_grown(area, 10 ** (5 - len(digits) // 2) / 111_000), lon, lat):
            found.append((zone, band))
    if len(found) == 1:
        return found[0]
    if found:
        zones = tr(" or ").join(zone + band for zone, band in found)
        raise CoordinateError(tr("Which zone is {square} in? Write {zones} first").format(square=square, zones=zones))
    raise CoordinateError(tr("There is no square {square} in the area: write the zone first").format(square=square))


def zones_of(area: Box) -> Iterator[tuple[str, str]]:
    """Return the grid zones of an area, each as its number and the letter of its band.

    >>> list(zones_of((30.5, 9, 31, 10)))
    [('36', 'P')]
    """
    west, south, east, north = area
    low, high = max(south, SOUTH_LIMIT_DEG), min(north, NORTH_LIMIT_DEG)
    for zone in range(floor((west + 180) / 6) + 1, floor((east + 180) / 6) + 2):
        for band in BANDS[BANDS.index(_band_of(low)) : BANDS.index(_band_of(high)) + 1]:
            yield str((zone - 1) % 60 + 1), band


def _band_of(lat: float) -> str:
    return BANDS[min(max(int((lat - SOUTH_LIMIT_DEG) // 8), 0), len(BANDS) - 1)]


def _grown(area: Box, by_deg: float) -> Box:
    west, south, east, north = area
    return west - by_deg, south - by_deg, east + by_deg, north + by_deg


def format_mgrs(lon: float, lat: float, size_m: float = 1.0) -> str | None:
    """Return the MGRS reference of a place to squares of about `size_m`; None beyond the grid.

    >>> format_mgrs(57.28, -5.1943, 100)
    '40M EV 310 258'
    """
    if not SOUTH_LIMIT_DEG <= lat <= NORTH_LIMIT_DEG:
        return None
    text = str(_mgrs().toMGRS(_off_equator(lat), lon, MGRSPrecision=5))
    places = min(max(5 - ceil(log10(max(size_m, 1.0)) - 1e-9), 0), 5)
    parts = (text[:-12], text[-12:-10], text[-10:-5][:places], text[-5:][:places])
    return " ".join(part for part in parts if part)


def _off_equator(lat: float) -> float:
    """Return the latitude, half a metre south of the equator as on it: there the library rounds into no square."""
    return 0.0 if -5e-6 < lat < 0 else lat


# ---- UTM -------------------------------------------------------------------------------------------


def parse_utm(text: str, area: Box | None = None) -> ParsedPoint | None:
    """Return the place that UTM coordinates in metres give; None when `text` has none.

    Parameters
    ----------
    text : str
        ``36N 612345 1234567``, ``UTM 36 N 612345mE 1234567mN``, ``E 612345 N 1234567 zone 36N``.
        The letter is the hemisphere or the latitude band; the note says how an S was read.
    area : tuple of four floats, optional
        Gives the zone that was left out.

    Raises
    ------
    CoordinateError
        When it looks like UTM but lies nowhere.
    """
    cleaned = plain_characters(text).upper()
    body = re.sub(r"\b(?:UTM|WGS\s*-?\s*(?:19)?84)\b\W*", " ", cleaned).strip()
    zone, letter, metres = _zone_apart(body)
    match = _UTM_PAIR.fullmatch(metres.strip())
    if match is None or (zone is None and not re.search(r"UTM|EASTING|\dM\s?E", cleaned)):
        return None
    east_m, north_m, note = _east_north(match)
    written = tr("“{text}” lies in no UTM zone: the easting has six digits, the northing up to seven")
    if not _EASTING_M[0] <= east_m <= _EASTING_M[1] or north_m > _NORTHING_M:
        raise CoordinateError(written.format(text=text.strip()))
    if zone is None:
        return _utm_in_area(east_m, north_m, area)
    is_south, hint = _hemisphere(letter, north_m, area, zone, east_m)
    lon, lat = _to_utm(zone, is_south).transform(east_m, north_m, direction="INVERSE")
    if not (SOUTH_LIMIT_DEG - 1 <= lat <= NORTH_LIMIT_DEG + 1 and -180 <= lon <= 180):
        raise CoordinateError(written.format(text=text.strip()))
    point = ParsedPoint(lon, lat, "utm", note)
    return point.noted(hint, is_sure=False) if hint else point


def _zone_apart(body: str) -> tuple[int | None, str, str]:
    """Return the zone, its letter and the rest of a text that may write the zone first or last."""
    first, last = _UTM_FIRST.fullmatch(body), _UTM_LAST.fullmatch(body)
    if last:
        return int(last[2]), (last[3] or "")[:1], last[1]
    if first and _UTM_PAIR.fullmatch(first[3].strip()):
        return int(first[1]), (first[2] or "")[:1], first[3]
    return None, "", body


def _east_north(match: re.Match[str]) -> tuple[float, float, str]:
    first, second = (float(match[name].replace(",", ".")) for name in ("first", "second"))
    labels = ((match["a"] or match["b"] or "")[:1], (match["c"] or match["d"] or "")[:1])
    if labels[0] in ("N", "Y") or labels[1] in ("E", "X"):
        return second, first, ""
    if not any(labels) and first > _EASTING_M[1] >= second:
        return second, first, tr("Read as northing, easting: an easting has six digits.")
    return first, second, ""


def _hemisphere(letter: str, north_m: float, area: Box | None, zone: int, east_m: float) -> tuple[bool, str]:
    """Return whether a place lies south of the equator, and a hint when the letter does not say."""
    if letter == "S" and _BAND_S_M[0] <= north_m <= _BAND_S_M[1]:
        return False, tr("S read as the band from 32° to 40° north, not as south.")
    if letter:
        return letter == "S" or letter < "N", ""
    if area is None:
        return False, tr("Read as north of the equator; write S for south.")
    lon, lat = _to_utm(zone, True).transform(east_m, north_m, direction="INVERSE")
    is_south = is_within(area, lon, lat)
    return is_south, tr("Read as south of the equator.") if is_south else tr("Read as north of the equator.")


def _utm_in_area(east_m: float, north_m: float, area: Box | None) -> ParsedPoint:
    if area is None:
        raise CoordinateError(tr("UTM needs its zone: write it first, such as 36N 612345 1234567"))
    zones = {int(zone) for zone, _ in zones_of(area)}
    found = []
    for zone in sorted(zones):
        for is_south in (False, True):
            lon, lat = _to_utm(zone, is_south).transform(east_m, north_m, direction="INVERSE")
            if is_within(area, lon, lat):
                found.append((f"{zone}{_band_of(lat)}", lon, lat))
    if len(found) != 1:
        raise CoordinateError(tr("UTM needs its zone: write it first, such as 36N 612345 1234567"))
    name, lon, lat = found[0]
    return ParsedPoint(lon, lat, "utm").noted(tr("Zone {zone} taken from the area.").format(zone=name), is_sure=False)


def format_utm(lon: float, lat: float, size_m: float = 1.0) -> str | None:
    """Return a place as zone, band, easting and northing in metres; None beyond the grid.

    The band's letter, not the hemisphere's: it reads back without a doubt.

    >>> format_utm(57.28, -5.1943)
    '40M 531030 9425851'
    """
    if not SOUTH_LIMIT_DEG <= lat <= NORTH_LIMIT_DEG:
        return None
    lat = _off_equator(lat)
    zone_band = str(_mgrs().toMGRS(lat, lon, MGRSPrecision=0))[:-2]
    east_m, north_m = _to_utm(int(zone_band[:-1]), zone_band[-1] < "N").transform(lon, lat)
    step_m = 10 ** min(max(ceil(log10(max(size_m, 1.0)) - 1e-9), 0), 5)
    return f"{zone_band} {round(east_m / step_m) * step_m:06d} {round(north_m / step_m) * step_m:07d}"
