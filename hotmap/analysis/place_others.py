# SPDX-License-Identifier: MIT
"""Numbers in running text that are no places: dates, hours, telephones, prices, measures, paragraphs."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|f[eé]v|feb|mar|avr|apr|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[eé]c)\w*"
_SURELY_OTHER = re.compile(
    r"(?<![\d.,])\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{2,4}(?![.,]?\d)"  # dates
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]+)?"
    rf"|\d{{1,2}}(?:er)?\s+{_MONTH}\.?\s+\d{{2,4}}"
    r"|\b\d{6}\s?[A-Z]?\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s?\d{2,4}"  # 121430Z NOV 26
    r"|(?<!\w)(?:tel|tél|phone|mob\w*|cell|call|contact|whatsapp|sat\w*|thuraya|fax|هاتف|ت)\W{0,4}"
    r"\+?\d[\d ().,/-]{5,}\d"
    r"|\+\d[\d ().-]{7,}\d"
    r"|\b0\d{2,4}[ .-]\d{3}[ .-]\d{3,4}\b"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+"
    r"|https?://\S+",
    re.I,
)
_MONEY = r"(?:[€$£]|USD|EUR|SDG|SSP|XAF|FCFA|CFA|ETB|KES|UGX)"
_BEFORE = re.compile(
    rf"(?:{_MONEY}|\b(?:para\w*|section|sect?|art\w*|annex|table|fig\w*|chapter|page|version|room|bldg|ext|box"
    r"|ratio|rates?|price|prix|taux|channels?|ch|freq\w*))\W{0,3}$",
    re.I,
)
_AFTER = re.compile(
    rf"\s?(?:%|°\s?[CF]\b|{_MONEY}|(?:km|kg|ha|mm|cm|m|mt|l|lit(?:re|er)s?|tons?|tonnes|hrs?|h|heures|hours|am|pm|MHz|kHz"
    r"|Hz|volts?|pax|per ?cent|percent|pour cent|pourcent)\b)",
    re.I,
)
_PARTS = re.compile(r"(\d+)([.,])(\d+)")


def surely_other(plain: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that are dates, telephones, addresses or links, whatever stands in them.

    >>> surely_other("on 12.11.2026 near Lul")
    [(3, 13)]
    """
    return [match.span() for match in _SURELY_OTHER.finditer(plain)]


def is_measure(plain: str, start: int, end: int) -> bool:
    """Return whether the words beside two numbers make them prices, measures or paragraphs.

    >>> is_measure("12.50, 24.30 SDG a sack", 0, 12)
    True
    """
    first_end = next((match.end() for match in re.finditer(r"\d+[.,]\d+", plain[start:end])), end - start)
    between = plain[start + first_end : end]
    is_after = _AFTER.match(plain, end) is not None or _AFTER.match(between) is not None
    return is_after or _BEFORE.search(plain[max(start - 12, 0) : start]) is not None


def may_be_time(text: str, minutes_by: int = 1) -> bool:
    """Return whether two numbers may both be hours with minutes, or both days with months.

    Parameters
    ----------
    text : str
    minutes_by : int
        Minutes are a multiple of it: with five, “9.37” is no hour.

    >>> may_be_time("08.30, 16.45"), may_be_time("9.75, 32.05")
    (True, False)
    """
    parts = [(int(whole), mark, decimals) for whole, mark, decimals in _PARTS.findall(text)]
    if not parts or any(len(decimals) != 2 for *_, decimals in parts) or re.search(r"[-−]\d", text):
        return False
    are_hours = all(whole < 24 and int(minutes) < 60 and int(minutes) % minutes_by == 0 for whole, _, minutes in parts)
    are_days = all(1 <= day <= 31 and mark == "." and 1 <= int(month) <= 12 for day, mark, month in parts)
    return are_hours or are_days
