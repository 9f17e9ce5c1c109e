# SPDX-License-Identifier: MIT
"""Names found while one types: exact before beginning before the beginning of a word before anywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from hotmap.analysis.folding import fold, fold_lines

EXACT, BEGINNING, WORD, INSIDE = range(4)
"""Grades of a match, the best first."""

_MOST_OF_A_GRADE = 200  # are looked at before the most important are chosen


@dataclass(frozen=True)
class NameHit:
    """One entry that was found.

    Attributes
    ----------
    entry : int
        Index of the entry.
    grade : int
        `EXACT`, `BEGINNING`, `WORD` or `INSIDE`.
    """

    entry: int
    grade: int


class NameIndex:
    """An index over entries with several names each.

    All names lie in one text, so that the search is the interpreter's own and a layer of a
    hundred thousand places answers within a key press.

    Parameters
    ----------
    names : sequence of sequence of str
        The names of each entry; empty ones are passed over.
    weights : sequence of float, optional
        By which entries of one grade are ordered, the lowest first; by default their order.
    """

    def __init__(self, names: Sequence[Sequence[str]], weights: Sequence[float] | None = None) -> None:
        flat = [(entry, name) for entry, own in enumerate(names) for name in own if name]
        folded = fold_lines(name for _, name in flat)
        kept = [(entry, name) for (entry, _), name in zip(flat, folded, strict=False) if name]
        self._entries = [entry for entry, _ in kept]
        self._text = "\n" + "".join(f"{name}\n" for _, name in kept)
        self._starts: list[int] = []
        at = 1
        for _, name in kept:
            self._starts.append(at)
            at += len(name) + 1
        self._weights = weights

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, limit: int = 10, worst: int = INSIDE) -> list[NameHit]:
        """Return the entries whose names hold a text, the best first, each once.

        Parameters
        ----------
        text : str
            In any case, with or without accents.
        limit : int
        worst : int
            The last grade that counts.
        """
        wanted = fold(text)
        if not wanted:
            return []
        found: dict[int, int] = {}
        spellings = _spellings(wanted)
        for grade, (before, after) in enumerate((("\n", "\n"), ("\n", ""), (" ", ""), ("", ""))[: worst + 1]):
            holding = chain.from_iterable(self._holding(f"{before}{text}{after}") for text in spellings)
            fresh = dict.fromkeys(islice((entry for entry in holding if entry not in found), _MOST_OF_A_GRADE))
            found |= dict.fromkeys(sorted(fresh, key=self._weight), grade)
            if len(found) >= limit:
                break
        return [NameHit(entry, grade) for entry, grade in islice(found.items(), limit)]

    def _holding(self, pattern: str) -> Iterator[int]:
        """Yield the entries with a name that holds a pattern; line ends stand for the ends of names."""
        at = self._text.find(pattern)
        while at >= 0:
            line = bisect_right(self._starts, at + (pattern[0] == "\n")) - 1
            yield self._entries[line]
            following = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)
            at = self._text.find(pattern, following)

    def _weight(self, entry: int) -> float:
        return float(entry) if self._weights is None else self._weights[entry]


def _spellings(wanted: str) -> list[str]:
    """Return a folded text with the Arabic article in both its usual Latin spellings."""
    return list(dict.fromkeys([wanted, re.sub(r"\bel (?=\S)", "al ", wanted), re.sub(r"\bal (?=\S)", "el ", wanted)]))
