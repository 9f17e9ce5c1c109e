# SPDX-License-Identifier: MIT
"""One angle at a time: a latitude or a longitude as people write it, and back.

`hotmap.analysis.coordinates` puts two of them together; importers read columns of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from hotmap.i18n import tr

LAT = "lat"
LON = "lon"
LIMIT_DEG = {LAT: 90.0, LON: 180.0}

_AXIS_OF = {"N": LAT, "S": LAT, "E": LON, "W": LON}
_NEGATIVE = frozenset("SW")

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("′ʹ’‘´`ʼ‛", "'"),
        **dict.fromkeys("″“”ʺ„‟", '"'),
        **dict.fromkeys("º˚ᵒ", "°"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\t", " "),
        **dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"),
        "−": "-",
        "٫": ".",
        "،": ",",
        "؛": ";",
    }
)
_PLAIN_IN_PLACE = {code: " " if other is None else other for code, other in _PLAIN.items()}

# Words for the four directions in English, French and Arabic; the longest first.
_DIRECTIONS = (
    ("N", r"north|nord|شمالاً|شمالا|شمال"),
    ("S", r"south|sud|جنوباً|جنوبا|جنوب"),
    ("E", r"east|est|شرقاً|شرقا|شرق"),
    ("W", r"west|ouest|غرباً|غربا|غرب"),
)
_DIRECTION_WORDS = [(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I), letter) for letter, words in _DIRECTIONS]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class CoordinateError(ValueError):
    """A text that is no coordinate; the message says why, and what would be one."""


@dataclass(frozen=True)
class Angle:
    """One parsed angle.

    Attributes
    ----------
    degrees : float
        Signed degrees, south and west negative.
    axis : str or None
        ``lat`` or ``lon`` where a direction was written, else None.
    notation : str
        ``decimal``, ``decimal_comma``, ``dm``, ``dms`` or ``packed_dms``.
    """

    degrees: float
    axis: str | None
    notation: str


def plain_characters(text: str, *, keep_length: bool = False) -> str:
    """Return `text` with the many kinds of digits, primes, degree signs and spaces made one.

    Character by character: all keep their place, but that marks of direction vanish, or become
    spaces with `keep_length`.

    >>> plain_characters("١٢º30′")
    "12°30'"
    """
    text = text.translate(_PLAIN_IN_PLACE if keep_length else _PLAIN)
    return text if text.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in text)


def plain(text: str) -> str:
    """Return `text` with digits, primes, degree signs and words for directions made one.

    >>> plain("١٢º30′ Nord")
    "12°30' N"
    """
    text = plain_characters(text)
    text = re.sub(r"(^|[^\w.])[–‒—](?=\d)", r"\1-", text)  # Word turns a leading minus into a dash
    for words, letter in _DIRECTION_WORDS:
        text = words.sub(letter, text)
    text = re.sub(r"(?<=\d)\s*(?:degrees|degrés|deg|d)\.?(?![a-z])\s*", "°", text, flags=re.I)
    text = re.sub(r"(?<=\d)\s*(?:minutes|min|m)\.?(?![a-z])\s*(?=\d|[NSEWO ]|$)", "'", text)
    text = re.sub(r"('\s*\d+(?:[.,]\d+)?)\s*(?:secondes|seconds|sec|s)\.?(?![a-z])", r'\1"', text)
    return text.replace("''", '"').strip()


def parse_angle(text: str, axis: str | None = None) -> Angle:
    """Return the angle that `text` writes.

    Parameters
    ----------
    text : str
        ``12.4313``, ``12,4313``, ``12°25'52"N``, ``S 4 12.5``, ``122552N``, ….
    axis : str, optional
        ``lat`` or ``lon`` where the place of the text tells (a column, the first of a pair).

    Raises
    ------
    CoordinateError
        With a sentence that says what is wrong.
    """
    cleaned = plain(text).upper().replace("O", "W")  # French ouest
    letters = re.findall(r"[NSEW]", cleaned)
    if len(letters) > 1:
        raise CoordinateError(tr("“{text}” names two directions").format(text=text.strip()))
    letter = letters[0] if letters else None
    written = _AXIS_OF[letter] if letter else None
    if axis and written and axis != written:
        raise CoordinateError(tr("“{text}” has the direction of the other axis").format(text=text.strip()))
    body = cleaned.replace(letter, " ", 1).strip() if letter else cleaned
    negative = body.startswith("-")
    body = body.lstrip("+-").strip()
    degrees, notation = _magnitude(body, axis or written, letter is not None, text.strip())
    if negative and letter in ("N", "E"):
        raise CoordinateError(tr("“{text}” is negative and north or east at once").format(text=text.strip()))
    sign = -1.0 if negative or letter in _NEGATIVE else 1.0
    limit = LIMIT_DEG[axis or written or LON]
    if degrees > limit:
        raise CoordinateError(
            tr("{degrees} is beyond {limit} degrees").format(degrees=f"{sign * degrees:g}", limit=f"{limit:g}")
        )
    return Angle(sign * degrees + 0.0, written, notation)  # never minus zero


def _magnitude(body: str, axis: str | None, has_letter: bool, text: str) -> tuple[float, str]:
    numbers = _NUMBER.findall(body)
    if not 1 <= len(numbers) <= 3 or re.sub(r"[\s°'\":]", "", _NUMBER.sub("", body)):
        raise CoordinateError(tr("“{text}” is not an angle like 12.4313 or 12°25'52\"N").format(text=text))
    if any(not number.isdecimal() for number in numbers[:-1]):
        raise CoordinateError(tr("“{text}”: only the last part may have decimals").format(text=text))
    if len(numbers) == 1:
        packed = _unpack(numbers[0], axis, has_letter) if "°" not in body else None
        if packed is not None:
            return packed, "packed_dms"
        return float(numbers[0].replace(",", ".")), "decimal_comma" if "," in numbers[0] else "decimal"
    values = [float(number.replace(",", ".")) for number in numbers]
    if any(value >= 60 for value in values[1:]):
        raise CoordinateError(tr("“{text}”: minutes and seconds end at 59").format(text=text))
    degrees = sum(value / 60**power for power, value in enumerate(values))
    return degrees, "dm" if len(values) == 2 else "dms"


def _unpack(number: str, axis: str | None, has_letter: bool) -> float | None:
    """Return the degrees of ``DDMMSS``, ``DDDMMSS``, ``DDMM`` or ``DDDMM``, or None for another number.

    A spreadsheet drops the leading zero of 0241530; four digits need their direction letter.
    """
    whole, _, rest = number.replace(",", ".").partition(".")
    seconds: float
    if len(whole) == 4 or (len(whole) == 5 and axis == LON and has_letter and int(whole[:3]) <= 180):
        if not has_letter:
            return None
        degrees, minutes, seconds = int(whole[:-2]), float(f"{whole[-2:]}.{rest or 0}"), 0.0
    elif 5 <= len(whole) <= 7:
        degrees, minutes, seconds = int(whole[:-4]), float(whole[-4:-2]), float(f"{whole[-2:]}.{rest or 0}")
    else:
        return None
    if minutes >= 60 or seconds >= 60 or degrees > LIMIT_DEG[axis or LON]:
        return None
    return degrees + minutes / 60 + seconds / 3600


def format_dms(degrees: float, axis: str, decimals: int = 1) -> str:
    """Return an angle as ``12°25'52.6"N``; a tenth of a second is about three metres."""
    whole, minutes, seconds, letter = _parts(degrees, axis, decimals)
    return f"{whole}°{minutes:02d}'{seconds}\"{letter}"


def format_packed(degrees: float, axis: str, decimals: int = 1) -> str:
    """Return an angle as ``122552.6N`` or ``0241021.1E``."""
    whole, minutes, seconds, letter = _parts(degrees, axis, decimals)
    width = 2 if axis == LAT else 3
    return f"{whole:0{width}d}{minutes:02d}{seconds}{letter}"


def format_dm(degrees: float, axis: str, decimals: int = 3) -> str:
    """Return an angle as ``12°30.368'N``, as GPS receivers show it."""
    parts = 10**decimals
    whole, rest = divmod(math.floor(abs(degrees) * 60 * parts + 0.5), 60 * parts)
    minutes = f"{rest / parts:0{3 + decimals if decimals else 2}.{decimals}f}"
    return f"{whole}°{minutes}'{_letter(degrees, axis)}"


def _parts(degrees: float, axis: str, decimals: int) -> tuple[int, int, str, str]:
    """Return whole degrees, whole minutes, seconds and the letter, carried over rightly."""
    parts = 10**decimals
    whole, rest = divmod(math.floor(abs(degrees) * 3600 * parts + 0.5), 3600 * parts)
    minutes, of_minute = divmod(rest, 60 * parts)
    seconds = f"{of_minute / parts:0{3 + decimals if decimals else 2}.{decimals}f}"
    return whole, minutes, seconds, _letter(degrees, axis)


def _letter(degrees: float, axis: str) -> str:
    if axis == LAT:
        return "S" if degrees < 0 else "N"
    return "W" if degrees < 0 else "E"
