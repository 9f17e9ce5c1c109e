# SPDX-License-Identifier: MIT
"""Which rows of a table are shown: a search over all columns, and one test a column, all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from hotmap.domain.fields import show_date
from hotmap.gui.tables.cells import Cells
from hotmap.i18n import tr
from hotmap.units import format_number

MOST_NAMED = 2  # choices that are named in a chip; more are counted


class ColumnTest(Protocol):
    """What a column's cells have to pass."""

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether it passes, bool."""

    def words(self, label: str) -> str:
        """Return the test in words, for its chip."""


@dataclass(frozen=True)
class Contains:
    """A text somewhere in the cell, in any case."""

    text: str

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether the text is there."""
        wanted = self.text.casefold()
        return np.fromiter((wanted in text for text in cells.texts(column_id)), bool, len(cells))

    def words(self, label: str) -> str:
        """Return the test in words."""
        return tr("{column} contains “{text}”").format(column=label, text=self.text)


@dataclass(frozen=True)
class OneOf:
    """One of some choices; the empty text stands for rows without any."""

    choices: frozenset[str]

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether it has one of the choices."""
        found = (not self.choices.isdisjoint(has or ("",)) for has in cells.choices(column_id))
        return np.fromiter(found, bool, len(cells))

    def words(self, label: str) -> str:
        """Return the test in words."""
        names = sorted(choice or tr("not said") for choice in self.choices)
        if len(names) > MOST_NAMED:
            return tr("{column}: {n} chosen").format(column=label, n=len(names))
        return f"{label}: {', '.join(names)}"


@dataclass(frozen=True)
class Between:
    """A number within bounds, both included; None is open."""

    low: float | None = None
    high: float | None = None

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether the number is known and lies within."""
        rank = cells.ranks(column_id)
        with np.errstate(invalid="ignore"):
            passes = ~np.isnan(rank)
            passes &= True if self.low is None else rank >= self.low
            passes &= True if self.high is None else rank <= self.high
        return np.asarray(passes)

    def words(self, label: str) -> str:
        """Return the test in words."""
        return _span_words(label, *(None if end is None else _figure(end) for end in (self.low, self.high)))


@dataclass(frozen=True)
class Dated:
    """A date within bounds as ISO texts, both included; None is open.

    A date that names only its month or year passes when any day of it would.
    """

    first: str | None = None
    last: str | None = None

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether the date is known and lies within."""
        return np.fromiter((self._takes(key) for key in cells.keys(column_id)), bool, len(cells))

    def _takes(self, iso: object) -> bool:
        day = str(iso)[:10] if iso else ""
        if not day:
            return False
        return (not self.first or day >= self.first[: len(day)]) and (not self.last or day <= self.last)

    def words(self, label: str) -> str:
        """Return the test in words."""
        return _span_words(label, *(show_date(end) if end else None for end in (self.first, self.last)))


@dataclass(frozen=True)
class Known:
    """Anything at all in the cell, or nothing."""

    known: bool

    def mask(self, cells: Cells, column_id: str) -> np.ndarray:
        """Return by row whether the cell is empty or not."""
        known = cells.known(column_id)
        return known if self.known else ~known

    def words(self, label: str) -> str:
        """Return the test in words."""
        return (tr("{column} is known") if self.known else tr("{column} is empty")).format(column=label)


@dataclass(frozen=True)
class Filters:
    """All that narrows a table.

    Attributes
    ----------
    search : str
        Words that all have to stand somewhere in the row.
    tests : mapping of str to ColumnTest
        By column id.
    """

    search: str = ""
    tests: Mapping[str, ColumnTest] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.search.strip() or self.tests)

    def with_test(self, column_id: str, test: ColumnTest | None) -> Filters:
        """Return the filters with another test for a column, or with none."""
        tests = {id_: other for id_, other in self.tests.items() if id_ != column_id}
        return replace(self, tests={**tests, column_id: test} if test else tests)

    def with_search(self, text: str) -> Filters:
        """Return the filters with another text to search for."""
        return replace(self, search=text)

    def mask(self, cells: Cells, shown: Iterable[str]) -> np.ndarray:
        """Return by row whether it passes everything.

        Parameters
        ----------
        shown : iterable of str
            Ids of the columns that are searched.
        """
        passes = np.ones(len(cells), bool)
        for column_id, test in self.tests.items():
            if cells.column(column_id) is not None:
                passes &= test.mask(cells, column_id)
        shown = tuple(shown)
        for word in self.search.casefold().split():
            found = np.zeros(len(cells), bool)
            for column_id in shown:
                found |= np.fromiter((word in text for text in cells.texts(column_id)), bool, len(cells))
            passes &= found
        return passes


def _span_words(label: str, low: str | None, high: str | None) -> str:
    if low is None or high is None:
        words = tr("{column} from {low}") if high is None else tr("{column} up to {high}")
        return words.format(column=label, low=low, high=high)
    return f"{label} {low} – {high}"


def _figure(value: float) -> str:
    return format_number(value) if value == int(value) else f"{value:g}"
