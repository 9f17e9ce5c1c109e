# SPDX-License-Identifier: MIT
"""Fewer corners where nobody can see them, and the same border still for both of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners
from hotmap.analysis.sharing import shares_places


def simplified(geometry: BaseGeometry, tolerance_deg: float, others: Sequence[BaseGeometry] = ()) -> BaseGeometry:
    """Return a shape without corners that lie nearer than a tolerance to the line between their neighbours.

    Corners that other shapes have too stay, so that a border which two areas share does not come
    apart; so does every corner when the shape would cross itself without it.

    Parameters
    ----------
    geometry : shapely geometry
        Line or area, WGS 84 degrees.
    tolerance_deg : float
        In degrees, as Douglas and Peucker (1973) use it.
    others : sequence of shapely geometry
        Shapes that may share corners.
    """
    corners = Corners(geometry)
    kept = shares_places(corners.places, others)
    kept[corners.start] = kept[corners.end] = True
    for start, end, closes in zip(corners.start, corners.end, corners.rings, strict=True):
        if closes:  # a ring has no ends that hold it: its farthest corners do
            for at in _extremes(corners.places[start:end]):
                kept[start + at] = True
    fixed = np.flatnonzero(kept)
    stays = kept.copy()
    for first, last in pairwise(fixed.tolist()):
        if last - first > 1 and not np.isin(first, corners.end):
            stays[_thinned(corners.places, first, last, tolerance_deg)] = True
    gone = np.flatnonzero(~stays)
    less = corners.without(gone) if len(gone) else None
    return less if less is not None and less.is_valid else geometry


def _thinned(places: np.ndarray, first: int, last: int, tolerance_deg: float) -> np.ndarray:
    """Return the indices of the corners of a stretch that are needed."""
    stretch = places[first : last + 1]
    needed = shapely.get_coordinates(shapely.simplify(shapely.linestrings(stretch), tolerance_deg))
    order = {tuple(place): at for at, place in enumerate(stretch.tolist())}
    return np.array([first + order[tuple(place)] for place in needed.tolist()], int)


def _extremes(places: np.ndarray) -> np.ndarray:
    """Return the indices of the westernmost, southernmost, easternmost and northernmost corner."""
    return np.unique(np.concatenate([places.argmin(axis=0), places.argmax(axis=0)]))
