# SPDX-License-Identifier: MIT
"""Places as people write, say and paste them: MGRS, UTM, degrees in any notation, with a hint when unsure."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, log10

from hotmap.analysis.angle_pairs import parse_pair
from hotmap.analysis.angles import LAT, LON, CoordinateError, format_dm, format_dms, format_packed
from hotmap.analysis.grid_references import format_mgrs, format_utm, parse_mgrs, parse_utm
from hotmap.analysis.parsed_point import Box, ParsedPoint, is_within
from hotmap.analysis.place_links import parse_link
from hotmap.i18n import tr

__all__ = [
    "NOTATIONS",
    "Box",
    "CoordinateError",
    "ParsedPoint",
    "format_lettered",
    "format_point",
    "parse_mgrs",
    "parse_point",
]

NOTATIONS = ("mgrs", "utm", "decimal", "decimal_comma", "dm", "dms", "packed_dms")
"""Ways to write a place; each reads back what it wrote."""

_M_PER_DEGREE = 111_000.0
_M_PER_SECOND = 30.9


def parse_point(text: str, area: Box | None = None, *, tells_outside: bool = True) -> ParsedPoint:
    """Return the place that `text` writes.

    Parameters
    ----------
    text : str
        MGRS, UTM, a geo: address or a link to a web map (read, never fetched), or latitude and
        longitude in any order and in any notation of `NOTATIONS`.
    area : tuple of four floats, optional
        Where places are expected; decides the order of two bare numbers, and the zone of a grid
        reference that goes without. Whatever it decides is said in the note.
    tells_outside : bool
        Whether the note says that a place lies outside the area; not where that is only the view.

    Raises
    ------
    CoordinateError
        With a sentence that says what is wrong.

    Examples
    --------
    >>> parse_point("12°25'52\\"N 24°10'21\\"E").notation
    'dms'
    """
    point = parse_link(text) or parse_mgrs(text, area) or parse_utm(text, area) or parse_pair(text, area)
    if area and tells_outside and not is_within(area, point.lon, point.lat):
        point = point.noted(tr("Outside the plan's area."), is_sure=False)
    return point


def format_lettered(lon: float, lat: float) -> str:
    """Return a place in decimal degrees with their directions, which nobody can read the other way round.

    >>> format_lettered(24.17254, -12.43127)
    '12.43127 S 24.17254 E'
    """
    return f"{abs(lat):.5f} {'S' if lat < 0 else 'N'} {abs(lon):.5f} {'W' if lon < 0 else 'E'}"


def format_point(lon: float, lat: float, notation: str, size_m: float = 1.0) -> str:
    """Return a place in one of `NOTATIONS`, latitude first.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    notation : str
    size_m : float
        How precisely the place is known, in metres: no more figures than that are written. At best
        a metre, for seconds three metres.

    Examples
    --------
    >>> format_point(24.17254, 12.43127, "decimal")
    '12.43127, 24.17254'
    >>> format_point(24.17254, 12.43127, "decimal", 100)
    '12.431, 24.173'
    """
    grids: dict[str, Callable[[float, float, float], str | None]] = {"mgrs": format_mgrs, "utm": format_utm}
    if notation in grids:
        # towards the poles there is no such grid
        return grids[notation](lon, lat, size_m) or format_point(lon, lat, "decimal", size_m)
    decimals = min(max(ceil(log10(_M_PER_DEGREE / max(size_m, 1.0)) - 0.1), 0), 5)
    if notation in ("decimal", "decimal_comma"):
        # adding zero turns -0.0 into 0.0
        both = [f"{round(value, decimals) + 0.0:.{decimals}f}" for value in (lat, lon)]
        return ", ".join(both) if notation == "decimal" else "; ".join(v.replace(".", ",") for v in both)
    if notation == "dm":
        minute_decimals = max(decimals - 2, 0)
        return f"{format_dm(lat, LAT, minute_decimals)} {format_dm(lon, LON, minute_decimals)}"
    write = format_dms if notation == "dms" else format_packed
    second_decimals = 1 if size_m < _M_PER_SECOND else 0
    return f"{write(lat, LAT, second_decimals)} {write(lon, LON, second_decimals)}"
