# SPDX-License-Identifier: MIT
"""From a grid of cells to a table: where the header, the HXL row and the data are.

Lists arrive with titles above the table, two header rows with merged groups, repeated names,
hashtags anywhere in the first rows, or with no header at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

HEADER_SEARCH_ROWS = 30
_HXL = re.compile(r"#[A-Za-z]\w*(\s*\+[A-Za-z]\w*)*")
_NUMBER = re.compile(r"[-+]?\d[\d\s.,'’\u00a0\u202f]*%?")

Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """A table found in a grid.

    Attributes
    ----------
    columns : dict of str to list
        Values by unique name; None for empty cells.
    headers, hxl : dict of str to str
        What stands above each column.
    positions : dict of str to int
        Column of the sheet in which each stands, from 0.
    rows : list of int
        Sheet row of each data row, from 1.
    """

    columns: dict[str, list[Any]]
    headers: dict[str, str]
    hxl: dict[str, str]
    positions: dict[str, int]
    rows: list[int]


def table_from(grid: Sequence[Row]) -> Table:
    """Return the table that stands in a grid.

    Parameters
    ----------
    grid : sequence of rows
        All rows of the sheet from its first, blank ones too; empty cells are None.
    """
    tags = _hxl_row(grid)
    header, groups, sub, first = _header_rows(grid, tags)
    width = max((len(row) for row in grid), default=0)
    titles = _titles(width, _cells(grid, header, width), _cells(grid, groups, width), _cells(grid, sub, width))
    hashtags = [_text(cell) for cell in _cells(grid, tags, width)]
    kept = [i for i in range(first, len(grid)) if any(cell is not None for cell in grid[i])]
    padded = [list(grid[i]) + [None] * (width - len(grid[i])) for i in kept]
    by_column = [list(column) for column in zip(*padded, strict=True)] or [[] for _ in range(width)]
    used = [
        j for j in range(width) if titles[j].header or hashtags[j] or any(cell is not None for cell in by_column[j])
    ]
    names = _unique_names([(j, titles[j]) for j in used])
    return Table(
        columns={names[j]: by_column[j] for j in used},
        headers={names[j]: titles[j].header for j in used},
        hxl={names[j]: hashtags[j] for j in used if hashtags[j]},
        positions={names[j]: j for j in used},
        rows=[i + 1 for i in kept],
    )


def column_letter(index: int) -> str:
    """Return the letter of a column as spreadsheets show it: ``A`` for 0, ``AA`` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class _Title:
    header: str
    group: str


def _hxl_row(grid: Sequence[Row]) -> int | None:
    """Return the first row in which at least half of the filled cells are HXL hashtags."""
    for i, row in enumerate(grid[:HEADER_SEARCH_ROWS]):
        filled = [_text(cell) for cell in row if cell is not None]
        tags = sum(bool(_HXL.fullmatch(text)) for text in filled)
        if tags and tags >= 0.5 * len(filled):
            return i
    return None


def _header_rows(grid: Sequence[Row], tags: int | None) -> tuple[int | None, int | None, int | None, int]:
    """Return the rows of header, group titles above it, second header row below it, and first data."""
    if tags is not None:
        above = [i for i in range(tags) if _filled(grid[i])]
        header = above[-1] if above else None
        groups = above[-2] if len(above) > 1 and _is_group_row(grid[above[-2]]) else None
        return header, groups, None, tags + 1
    start = [i for i, row in enumerate(grid[:HEADER_SEARCH_ROWS]) if _filled(row)]
    if not start:
        return None, None, None, 0
    width = max(len(_filled(grid[i])) for i in start)
    header = next(i for i in start if len(_filled(grid[i])) >= 0.6 * width)
    header = _below_preamble(grid, start, header)
    following = [i for i in start if i > header]
    if _looks_like_data(grid[header], [grid[i] for i in following]):
        return None, None, None, header
    before = [i for i in start if i < header]
    groups = before[-1] if before and _is_group_row(grid[before[-1]]) else None
    if following and _is_second_header(grid[header], grid[following[0]]):
        return header, groups, following[0], following[0] + 1
    return header, groups, None, header + 1


def _below_preamble(grid: Sequence[Row], start: Sequence[int], header: int) -> int:
    """Return the row of names that stands right above numbers, where lines like *Round, 5* go before it."""
    for row, below in pairwise(start):
        if any(_is_number(grid[row][j]) and not _is_year(grid[row][j]) for j in _filled(grid[row])):
            break  # the data has begun
        over_numbers = any(j < len(grid[below]) and _is_number(grid[below][j]) for j in _filled(grid[row]))
        if row > header and over_numbers and len(_filled(grid[row])) > len(_filled(grid[header])):
            return row
    return header


def _is_group_row(row: Row) -> bool:
    """A row of group titles has several; one cell alone is the title of the sheet."""
    return len(_filled(row)) > 1


def _looks_like_data(header: Row, following: Sequence[Row]) -> bool:
    """Return whether a would-be header has numbers where the rows below have them too, years apart."""
    for j in _filled(header):
        if _is_number(header[j]) and not _is_year(header[j]):
            below = [row[j] for row in following if j < len(row) and row[j] is not None]
            if not below or sum(map(_is_number, below)) > 0.5 * len(below):
                return True
    return False


def _is_second_header(header: Row, below: Row) -> bool:
    """Return whether `below` names the columns under merged titles of `header`.

    Each column without a title, and the titled one at the left of it, has its own name there; most
    other columns, merged downwards, have none.
    """
    titled, named = set(_filled(header)), set(_filled(below))
    bare = {j for j in range(max(titled, default=0) + 2) if j not in titled and j in named}
    if not bare or any(_is_number(below[j]) for j in named):
        return False
    grouped = bare | {j - 1 for j in bare if j - 1 in titled}
    others = titled - grouped
    return grouped <= named and bool(others) and len(others & named) <= 0.5 * len(others)


def _titles(width: int, header: Row, groups: Row, sub: Row) -> list[_Title]:
    """Return header and group of each column, group titles spread over the columns they were merged over."""
    upper, lower = (header, sub) if any(cell is not None for cell in sub) else (groups, header)
    found, group = [], ""
    for j in range(width):
        own, above = _text(lower[j]), _text(upper[j])
        if above:
            group = above if own else ""
        elif not own:
            group = ""
        found.append(_Title(own or above, group if own else ""))
    return found


def _unique_names(titles: Sequence[tuple[int, _Title]]) -> dict[int, str]:
    """Return a name for each column: its header, with the group or a number where that repeats."""
    counts: dict[str, int] = {}
    for _, title in titles:
        counts[title.header] = counts.get(title.header, 0) + 1
    names: dict[int, str] = {}
    taken: set[str] = set()
    for j, title in titles:
        name = title.header or f"Column {column_letter(j)}"
        if counts[title.header] > 1 and title.group and title.header:
            name = f"{title.group} {name}"
        number, unique = 2, name
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        taken.add(unique)
        names[j] = unique
    return names


def _cells(grid: Sequence[Row], index: int | None, width: int) -> list[Any]:
    row = list(grid[index]) if index is not None else []
    return row + [None] * (width - len(row))


def _filled(row: Row) -> list[int]:
    return [j for j, cell in enumerate(row) if cell is not None]


def _text(cell: Any) -> str:
    return "" if cell is None else re.sub(r"\s+", " ", str(cell)).strip()


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell)))


def _is_year(cell: Any) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", str(cell).strip()))
