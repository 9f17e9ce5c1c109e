# SPDX-License-Identifier: MIT
"""When records are: their spans of days, and a filter by dates or by months of the year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Span = tuple[str | None, str | None]
"""First and last day as ISO dates, both included; None is open."""

DATED_KINDS = ("hotspot", "presence", "incident", "visit", "decision")
"""Kinds that a `TimeFilter` knows; a hotspot has months but no dates of its own."""

_FIELDS = {
    "incident": ("date", "date"),
    "decision": ("date", "date"),
    "visit": ("from_date", "to_date"),
    "presence": ("from_date", "to_date"),
}
_FOREVER = frozenset(range(1, 13))


def span_of(record: Any) -> Span | None:
    """Return when a record was; None where nobody said.

    A date that names only its month or year stands for all of its days. A visit without an end
    took one day, a presence without one goes on.
    """
    codes = _FIELDS.get(record.KIND)
    if codes is None:
        return None
    begin, end = (record.value(code) for code in codes)
    if not begin and not end:
        return None
    if not end and record.KIND == "visit":
        end = begin
    return (_first_day(begin) if begin else None), (_last_day(end) if end else None)


def months_of(span: Span) -> frozenset[int]:
    """Return the months of the year that a span touches, all of them where an end is open.

    >>> sorted(months_of(("2025-11-20", "2026-01-03")))
    [1, 11, 12]
    """
    begin, end = span
    if begin is None or end is None:
        return _FOREVER
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (begin, end))
    return frozenset(month % 12 + 1 for month in range(first, min(last, first + 11) + 1))


@dataclass(frozen=True)
class TimeFilter:
    """What time is looked at.

    Attributes
    ----------
    first, last : str or None
        ISO dates, both included; None is open.
    months : frozenset of int
        Months of the year, 1–12; empty for all.
    """

    first: str | None = None
    last: str | None = None
    months: frozenset[int] = frozenset()

    def passes(self, record: Any, months: Iterable[int] = ()) -> bool | None:
        """Return whether a record was then, None where nobody said when it was.

        Parameters
        ----------
        record : Record
        months : iterable of int
            Of a hotspot: the months when it matters.
        """
        if record.KIND == "hotspot":
            if not self.months:
                return True
            return bool(self.months.intersection(months)) if tuple(months) else None
        span = span_of(record)
        if span is None:
            return None
        begin, end = span
        if (self.last and begin and begin > self.last) or (self.first and end and end < self.first):
            return False
        return not self.months or bool(self.months & months_of(span))


def _first_day(iso: str) -> str:
    return f"{iso[:10]}-01-01"[:10] if len(iso) < 10 else iso[:10]


def _last_day(iso: str) -> str:
    if len(iso) >= 10:
        return iso[:10]
    month = iso[:7] if len(iso) >= 7 else f"{iso[:4]}-12"
    return f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]:02d}"
