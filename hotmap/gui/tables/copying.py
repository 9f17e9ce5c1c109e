# SPDX-License-Identifier: MIT
"""Rows as text for other programs: tabs between cells, heads on top, nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@")  # with which a spreadsheet begins to reckon


def as_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as text.

    >>> as_text(["Code", "Name"], [["H-1", "=1+1"]])
    "Code\\tName\\nH-1\\t'=1+1\\n"
    """
    lines = ["\t".join(_cell(text) for text in row) for row in (heads, *rows)]
    return "".join(f"{line}\n" for line in lines)


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_RUNS) and not _is_number(plain) else plain


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
