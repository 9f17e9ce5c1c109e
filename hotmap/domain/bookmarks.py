# SPDX-License-Identifier: MIT
"""Bookmarks: named views of the map, kept in the plan in the order in which a workshop walks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

BBox = tuple[float, float, float, float]

_DECIMALS = 6  # of a degree: a tenth of a metre


@dataclass(frozen=True)
class Bookmark:
    """A named view.

    Attributes
    ----------
    name : str
        Unlike that of every other bookmark of the plan.
    bbox : tuple of float
        West, south, east, north of what is to be seen, WGS 84 degrees.
    """

    name: str
    bbox: BBox


def bookmarks_from(data: Any) -> tuple[Bookmark, ...]:
    """Return the bookmarks that ``PlanInfo.bookmarks`` holds; what cannot be read is left out."""
    found = []
    for one in data if isinstance(data, list | tuple) else ():
        try:
            west, south, east, north = (float(edge) for edge in one["bbox"])
            found.append(Bookmark(str(one["name"]), (west, south, east, north)))
        except (KeyError, TypeError, ValueError):
            continue
    return tuple(found)


def bookmarks_to(bookmarks: Iterable[Bookmark]) -> list[dict[str, Any]] | None:
    """Return bookmarks as ``PlanInfo.bookmarks`` keeps them; None for none."""
    return [{"name": b.name, "bbox": [round(edge, _DECIMALS) for edge in b.bbox]} for b in bookmarks] or None


def free_name(bookmarks: Iterable[Bookmark], wanted: str) -> str:
    """Return a name that no bookmark has yet.

    >>> free_name([Bookmark("Tiva", (0, 0, 1, 1))], "Tiva")
    'Tiva 2'
    """
    taken = {bookmark.name for bookmark in bookmarks}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def moved(bookmarks: Sequence[Bookmark], at: int, to: int) -> tuple[Bookmark, ...]:
    """Return the bookmarks with the one at place `at` moved to place `to`."""
    rest = [bookmark for place, bookmark in enumerate(bookmarks) if place != at]
    rest.insert(to, bookmarks[at])
    return tuple(rest)
