# SPDX-License-Identifier: MIT
"""Places inside geo: addresses and links to web maps. Their text is read; nothing is ever fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.parsed_point import ParsedPoint
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

LINK = re.compile(r"(?:geo:|https?://)[^\s<>\"'“”«»]+", re.I)
"""A link inside a text, its closing punctuation perhaps included."""

_N = r"([-+]?\d{1,3}(?:\.\d+)?)"
_BETWEEN = r"(?:,|%2C|;|~|\+|\s)+"


@dataclass(frozen=True)
class _Form:
    """One way in which links write a place; the first that is found counts."""

    pattern: re.Pattern[str]
    lat_first: bool = True
    note: str = ""


_MIDDLE = _("The middle of the map in the link, not a marked place.")
_FORMS = (
    _Form(re.compile(rf"!3d{_N}!4d{_N}")),
    _Form(re.compile(rf"[?&#]mlat={_N}&mlon={_N}", re.I)),
    _Form(re.compile(rf"yandex\.[^?]*\?.*?(?:pt|ll)={_N}{_BETWEEN}{_N}", re.I), lat_first=False),
    _Form(
        re.compile(
            rf"[?&](?:q|query|ll|loc|destination|daddr|coordinate|center|to)=(?:loc:|place:)?{_N}{_BETWEEN}{_N}", re.I
        )
    ),
    _Form(re.compile(rf"^geo:{_N},{_N}", re.I)),
    _Form(re.compile(rf"[?&]lat(?:itude)?={_N}&(?:lon|lng|long|longitude)={_N}", re.I)),
    _Form(re.compile(rf"/(?:place|search)/{_N}{_BETWEEN}{_N}", re.I)),
    _Form(re.compile(rf"/@{_N},{_N}"), note=_MIDDLE),
    _Form(re.compile(rf"[?&]cp={_N}~{_N}", re.I), note=_MIDDLE),
    _Form(re.compile(rf"[#?&]map=\d+(?:\.\d+)?/{_N}/{_N}", re.I), note=_MIDDLE),
    _Form(re.compile(rf"[?&]map={_N},{_N}", re.I), note=_MIDDLE),
)
_MAPS = re.compile(r"\bmaps?\b|goo\.gl|waze|openstreetmap|osm\.|what3words|w3w\.co", re.I)


def parse_link(text: str) -> ParsedPoint | None:
    """Return the place that a link writes; None when `text` is no link to a map.

    Raises
    ------
    CoordinateError
        When it leads to a map without writing the place, as short links do.

    Examples
    --------
    >>> parse_link("geo:-4.5,57.25;u=35").lat
    -4.5
    """
    link = text.strip()
    if not LINK.fullmatch(link):
        return None
    written = unquote(link)
    for form in _FORMS:
        match = form.pattern.search(written)
        if match is None:
            continue
        first, second = float(match[1]), float(match[2])
        lat, lon = (first, second) if form.lat_first else (second, first)
        if abs(lat) <= 90 and abs(lon) <= 180:
            return ParsedPoint(lon, lat, "decimal", tr(form.note) if form.note else "", is_sure=not form.note)
    if _MAPS.search(written):
        raise CoordinateError(
            tr("This link does not write its place, and hotmap never goes online: open it, and copy the coordinates")
        )
    return None
