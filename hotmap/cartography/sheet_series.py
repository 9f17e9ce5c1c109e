# SPDX-License-Identifier: MIT
"""Sheets of a series among each other: what all of them show, and which lies beyond each edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hotmap.cartography.projection import BBox

if TYPE_CHECKING:
    from hotmap.cartography.sheet import MapSheet

SIDES = ("left", "right", "top", "bottom")
_REACH = 1.6  # how many widths or heights of a map away its neighbour may be
_ACROSS = 0.75  # how far to the side, in the same measure


def joined(bboxes: Sequence[BBox], also: BBox | None = None) -> BBox:
    """Return the box of degrees around many, of which there is at least one."""
    all_of = np.array([*bboxes, *([also] if also else [])], float)
    low, high = all_of[:, :2].min(axis=0), all_of[:, 2:].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def neighbours(boxes: np.ndarray) -> list[dict[str, int]]:
    """Return which sheet lies next beyond each edge of each sheet.

    Parameters
    ----------
    boxes : float ndarray, shape (n, 4)
        West, south, east, north of what the sheets show, in any plane unit.

    Returns
    -------
    list of dict of str to int
        For each sheet, indices by ``left``, ``right``, ``top`` and ``bottom``; an edge without a near
        neighbour is left out.
    """
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    found: list[dict[str, int]] = []
    for number, box in enumerate(boxes):
        size = np.maximum(box[2:] - box[:2], 1e-9)
        away = (centres - centres[number]) / size  # in widths to the east, in heights to the north
        named: dict[str, int] = {}
        for side, axis, sign in (("left", 0, -1), ("right", 0, 1), ("top", 1, 1), ("bottom", 1, -1)):
            ahead, across = away[:, axis] * sign, np.abs(away[:, 1 - axis])
            near = (ahead > across) & (ahead < _REACH) & (across < _ACROSS)
            near[number] = False
            if near.any():
                named[side] = int(np.argmin(np.where(near, ahead + across, np.inf)))
        found.append(named)
    return found


def name_neighbours(maps: Sequence[MapSheet], titles: Sequence[str], first_page: int) -> None:
    """Write at the edges of maps which sheet goes on there, with its page."""
    boxes = np.array([one.frame.view.bounds_m for one in maps], float).reshape(-1, 4)
    for one, named in zip(maps, neighbours(boxes), strict=True):
        told = tuple((side, f"{first_page + index}  {titles[index]}") for side, index in named.items())
        one.frame = replace(one.frame, neighbours=told)
