# SPDX-License-Identifier: MIT
"""Steps and sizes as people write them: a bearing and a distance, a length, width by height; and back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hotmap.analysis.angles import CoordinateError
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

MILS_IN_CIRCLE = 6400.0
"""NATO mils, as military compasses have them."""

_POINTS = (_("N"), _("NE"), _("E"), _("SE"), _("S"), _("SW"), _("W"), _("NW"))
_SIXTEEN = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_METRES = {
    "m": 1.0, "km": 1000.0, "nm": 1852.0, "nmi": 1852.0, "mi": 1609.344, "mile": 1609.344, "miles": 1609.344,
    "ft": 0.3048, "feet": 0.3048, "yd": 0.9144, "yards": 0.9144,
    "metre": 1.0, "metres": 1.0, "meter": 1.0, "meters": 1.0, "mètre": 1.0, "mètres": 1.0,
    "kilometre": 1000.0, "kilometres": 1000.0, "kilometer": 1000.0, "kilometers": 1000.0,
    "kilomètre": 1000.0, "kilomètres": 1000.0, "م": 1.0, "كم": 1000.0,
}  # fmt: skip
_SIGNS = str.maketrans(
    {
        "٫": ".",
        **dict.fromkeys("º˚ᵒ", "°"),
        **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
        **dict.fromkeys("×✕*", "x"),
    }
)

_NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_PLAIN_NUMBER = r"\d+(?:[.,]\d+)?"
_UNIT = "|".join(sorted(_METRES, key=len, reverse=True))
_LENGTH = rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})"
_BEARING = (
    rf"(?P<from>[NS])\s*(?P<turn>{_PLAIN_NUMBER})\s*°?\s*(?P<to>[EWO])"
    rf"|(?P<degrees>{_PLAIN_NUMBER})\s*(?P<measure>°|deg(?:rees)?|mils?|t(?:rue)?(?![a-z]))?"
    r"|(?P<point>[NSEWO]{1,3})"
)
_BETWEEN = r"(?:\s*[,;:/@]\s*|\s+|(?<=[^\d])(?=\d))"  # figures that touch are one number
_STEP = re.compile(rf"(?:{_BEARING}){_BETWEEN}(?:{_LENGTH})", re.I)
_STEP_TURNED = re.compile(rf"(?:{_LENGTH}){_BETWEEN}(?:{_BEARING})", re.I)
_WITHOUT_UNIT = re.compile(rf"{_PLAIN_NUMBER}\s*°?\s+{_PLAIN_NUMBER}")
_ONE_LENGTH = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?", re.I)
_SIZE = re.compile(rf"(?P<w>{_NUMBER})\s*(?P<wu>{_UNIT})?\s*(?:x|by)\s*(?P<h>{_NUMBER})\s*(?P<hu>{_UNIT})?", re.I)


@dataclass(frozen=True)
class Step:
    """So far, in that direction.

    Attributes
    ----------
    bearing_deg : float
        Degrees clockwise from true north, 0–360.
    distance_m : float
        Metres along the ground.
    """

    bearing_deg: float
    distance_m: float


def parse_step(text: str) -> Step | None:
    """Return the bearing and distance that `text` writes, or None when it is something else.

    The distance must name its unit: without one, two numbers are coordinates.

    Parameters
    ----------
    text : str
        ``045 2.5 km``, ``45° 2,5km``, ``N45E 800 m``, ``NE 1 200 m``, ``800 mils 3 km``.

    Raises
    ------
    CoordinateError
        When the bearing is none, such as 400°.

    Examples
    --------
    >>> parse_step("N45W 2,5 km")
    Step(bearing_deg=315.0, distance_m=2500.0)
    """
    cleaned = _cleaned(text)
    found = _STEP.fullmatch(cleaned) or _STEP_TURNED.fullmatch(cleaned)
    if not found:
        return None
    distance_m = _metres(found["number"], found["unit"])
    if distance_m <= 0:
        raise CoordinateError(tr("A distance of nothing leads nowhere. Write it as 045 2.5 km."))
    return Step(_bearing(found), distance_m)


def lacks_unit(text: str) -> bool:
    """Return whether `text` is two numbers, which would be a bearing and a distance if a unit stood behind them."""
    return _WITHOUT_UNIT.fullmatch(_cleaned(text)) is not None


def parse_length(text: str) -> float:
    """Return the metres that `text` writes; a bare number is metres.

    Raises
    ------
    CoordinateError
        With a sentence that shows how a length is written.

    Examples
    --------
    >>> parse_length("2,5 km")
    2500.0
    """
    found = _ONE_LENGTH.fullmatch(_cleaned(text))
    length_m = _metres(found["number"], found["unit"]) if found else 0.0
    if length_m <= 0:
        raise CoordinateError(tr("“{text}” is no length. Write it as 500 m or 2.5 km.").format(text=text.strip()))
    return length_m


def parse_size(text: str) -> tuple[float, float]:
    """Return width and height in metres; a single length is a square, a unit behind both holds for both.

    Raises
    ------
    CoordinateError
        With a sentence that shows how a size is written.

    Examples
    --------
    >>> parse_size("1.5 x 2 km")
    (1500.0, 2000.0)
    """
    found = _SIZE.fullmatch(_cleaned(text))
    if found:
        width_m = _metres(found["w"], found["wu"] or found["hu"])
        height_m = _metres(found["h"], found["hu"] or found["wu"])
        if min(width_m, height_m) > 0:
            return width_m, height_m
    elif _ONE_LENGTH.fullmatch(_cleaned(text)):
        side_m = parse_length(text)
        return side_m, side_m
    raise CoordinateError(tr("“{text}” is no size. Write it as 300 x 200 m.").format(text=text.strip()))


def format_bearing(bearing_deg: float) -> str:
    """Return a bearing as people call it out: ``045° NE``.

    >>> format_bearing(359.7)
    '000° N'
    """
    whole = round(bearing_deg) % 360
    return f"{whole:03d}° {tr(_POINTS[round(bearing_deg / 45.0) % 8])}"


def _cleaned(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_SIGNS)).strip()


def _metres(number: str, unit: str | None) -> float:
    return _number(number) * _METRES[(unit or "m").lower()]


def _number(text: str) -> float:
    return float(text.replace(" ", "").replace(",", "."))


def _bearing(found: re.Match[str]) -> float:
    if found["from"]:
        turn = _number(found["turn"])
        if turn > 90:
            raise CoordinateError(tr("Between two directions a bearing has at most 90 degrees: N45E."))
        is_north, is_east = found["from"].upper() == "N", found["to"].upper() == "E"
        return ((turn if is_east else -turn) if is_north else (180.0 - turn if is_east else 180.0 + turn)) % 360.0
    if found["point"]:
        point = found["point"].upper().replace("O", "W")
        if point not in _SIXTEEN:
            raise CoordinateError(tr("“{text}” is no direction of the compass.").format(text=found["point"]))
        return _SIXTEEN.index(point) * 22.5
    is_mils = (found["measure"] or "").lower().startswith("mil")
    circle = MILS_IN_CIRCLE if is_mils else 360.0
    bearing = _number(found["degrees"])
    if bearing > circle:
        raise CoordinateError(tr("A bearing has at most {most} degrees.").format(most=f"{circle:g}")
                              if not is_mils else tr("A bearing has at most 6400 mils."))  # fmt: skip
    return bearing * 360.0 / circle % 360.0
