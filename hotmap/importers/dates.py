# SPDX-License-Identifier: MIT
"""Columns of dates as people type them: whether the day or the month stands first is decided by all rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hotmap.importers.words import words

_MONTHS = (
    "january janvier jan janv يناير",
    "february fevrier feb fevr fev فبراير",
    "march mars mar مارس",
    "april avril apr avr ابريل",
    "may mai مايو",
    "june juin jun يونيو",
    "july juillet jul juil يوليو",
    "august aout aug اغسطس",
    "september septembre sep sept سبتمبر",
    "october octobre oct اكتوبر",
    "november novembre nov نوفمبر",
    "december decembre dec ديسمبر",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_NUMERIC = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_TIME = re.compile(r"[T\s](\d{1,2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = (18_000, 80_000)  # 1949 to 2119


def dates(values: Sequence[Any]) -> list[str | None]:
    """Return a column of dates as ISO 8601 texts, with the time where one is given.

    Parameters
    ----------
    values : sequence of length n
        Texts in any usual form, dates, day numbers of a spreadsheet, years, or None.

    Returns
    -------
    list of str or None
        None for nothing and for what is no date. A month or a year alone is kept as ``2026-11-01``
        or ``2026-01-01``; the precision of the date is another field.

    Examples
    --------
    >>> dates(["03/11/2026", "25/11/2026", "5 mars 2026"])
    ['2026-11-03', '2026-11-25', '2026-03-05']
    """
    texts = [None if value is None else str(value).strip() for value in values]
    pairs = [m.groups()[:2] for text in texts if text and (m := _NUMERIC.match(text))]
    month_first = any(int(b) > 12 for _, b in pairs) and not any(int(a) > 12 for a, _ in pairs)
    known: dict[str, str | None] = {}
    for text in texts:
        if text and text not in known:
            known[text] = _date(text, month_first)
    return [known[text] if text else None for text in texts]


def _date(text: str, month_first: bool) -> str | None:
    day = _day(text, month_first)
    if day is None:
        return None
    clock = _TIME.search(text)
    if not clock:
        return day.isoformat()
    hours, seconds, zone = clock.groups()
    moment = f"{day.isoformat()}T{hours.zfill(5)}{seconds or ''}{(zone or '').replace('Z', '+00:00')}"
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return day.isoformat()
    midnight = found.hour == found.minute == found.second == 0 and found.tzinfo is None
    return day.isoformat() if midnight else found.isoformat()


def _day(text: str, month_first: bool) -> date | None:
    if match := _ISO.match(text):
        return _made(int(match[1]), int(match[2]), int(match[3] or 1))
    if match := _NUMERIC.match(text):
        first, second, year = int(match[1]), int(match[2]), _full_year(match[3])
        return _made(year, first, second) if month_first else _made(year, second, first)
    if match := re.fullmatch(r"(\d{1,2})[./-](\d{4})", text):
        return _made(int(match[2]), int(match[1]), 1)
    digits = text.removesuffix(".0")
    if digits.isdecimal():
        return _from_digits(digits)
    return _from_words(text)


def _from_digits(digits: str) -> date | None:
    if len(digits) == 8:
        return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 4 and 1900 <= int(digits) <= 2100:
        return date(int(digits), 1, 1)
    if _EXCEL_DAYS[0] <= int(digits) <= _EXCEL_DAYS[1]:
        return _EXCEL_EPOCH + timedelta(days=int(digits))
    return None


def _from_words(text: str) -> date | None:
    """Return a date with the month's name: ``1 March 2015``, ``Mar 1, 2015``, ``05-AUG-10``, ``mars 2015``."""
    parts = words(re.sub(r"(?i)\b(\d+)(st|nd|rd|th|er)\b", r"\1", text))
    for index, part in enumerate(parts):
        month = _MONTH_OF.get(part)
        if month is None:
            continue
        before = [p for p in parts[:index] if p.isdecimal()]
        after = [p for p in parts[index + 1 :] if p.isdecimal()]
        if before and after and len(before[-1]) <= 2:
            return _made(_full_year(after[0]), month, int(before[-1]))
        if len(after) > 1 and len(after[0]) <= 2 and len(after[1]) == 4:
            return _made(int(after[1]), month, int(after[0]))
        years = [p for p in (*after, *before) if len(p) == 4]
        return _made(int(years[0]), month, 1) if years else None
    return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if year >= 100 else 1900 + year if year > 60 else 2000 + year


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
