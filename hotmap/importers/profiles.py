# SPDX-License-Identifier: MIT
"""What a column holds, told from a sample of its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hotmap.analysis.angles import CoordinateError, parse_angle
from hotmap.analysis.coordinates import parse_mgrs
from hotmap.importers.dates import dates
from hotmap.importers.numerals import numbers
from hotmap.importers.place_text import parse_place

SAMPLE_VALUES = 120

_WKT = re.compile(r"\s*(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\b", re.I)
_PCODE = re.compile(r"[A-Z]{2}\d{2,9}")
_ID = re.compile(r"[A-Z]{1,6}[-_/ ]?\d[\w-]*")


@dataclass(frozen=True)
class Profile:
    """Shares (0–1) of the sampled values that can be read in a way.

    Attributes
    ----------
    filled : int
        How many values the sample has.
    number, text, day, mgrs, wkt, pair, pcode, ident : float
        Numbers; texts that are no numbers; dates; MGRS references; WKT; latitude and longitude in
        one cell; P-codes; codes of sites.
    lat, lon : float
        Angles within ±90 and ±180 degrees in any notation.
    fraction : float
        Numbers with at least two decimals, as coordinates have.
    distinct : float
        Distinct values over values.
    """

    filled: int
    number: float = 0.0
    text: float = 0.0
    day: float = 0.0
    mgrs: float = 0.0
    wkt: float = 0.0
    pair: float = 0.0
    pcode: float = 0.0
    ident: float = 0.0
    lat: float = 0.0
    lon: float = 0.0
    fraction: float = 0.0
    distinct: float = 0.0


def profile(values: Sequence[Any]) -> Profile:
    """Return the profile of a column from a sample spread over its length."""
    present = [value for value in values if value is not None and value != ""]
    if not present:
        return Profile(0)
    sample = present[:: max(1, len(present) // SAMPLE_VALUES)][:SAMPLE_VALUES]
    texts = [str(value).strip() for value in sample]
    found = numbers(sample)
    numeric = np.isfinite(found)

    def share(flags: Sequence[bool] | np.ndarray) -> float:
        return float(np.mean(np.asarray(flags, dtype=bool)))

    return Profile(
        filled=len(sample),
        number=share(numeric),
        text=1 - share(numeric),
        day=share([day is not None for day in dates(sample)]),
        mgrs=share([_is_mgrs(text) for text in texts]),
        wkt=share([bool(_WKT.match(text)) for text in texts]),
        pair=share([not number and _is_pair(text) for number, text in zip(numeric, texts, strict=True)]),
        pcode=share([bool(_PCODE.fullmatch(text)) for text in texts]),
        ident=share([bool(_ID.fullmatch(text)) for text in texts]),
        lat=share([_is_angle(text, value, "lat") for text, value in zip(texts, found, strict=True)]),
        lon=share([_is_angle(text, value, "lon") for text, value in zip(texts, found, strict=True)]),
        fraction=share([bool(re.search(r"[.,]\d{2,}", text)) for text in texts] & numeric),
        distinct=len(set(texts)) / len(texts),
    )


def _is_angle(text: str, value: float, axis: str) -> bool:
    if np.isfinite(value) and abs(value) <= (90 if axis == "lat" else 180):
        return True
    try:
        parse_angle(text, axis)
    except CoordinateError:
        return False
    return True


def _is_mgrs(text: str) -> bool:
    try:
        return len(text) >= 7 and parse_mgrs(text) is not None
    except CoordinateError:
        return False


def _is_pair(text: str) -> bool:
    if len(text) < 5 or not re.search(r"\d\D+\d", text) or len(text) > 80:
        return False
    try:
        return parse_place(text).notation != "mgrs"
    except CoordinateError:
        return False
