# SPDX-License-Identifier: MIT
"""Corners of the base map in a file: drawn for everybody, so no leak even where a withheld place is the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hotmap.release.places import decimals_of

Ground = Callable[[tuple[float, float, float, float]], np.ndarray]
"""Corners of the base map within west, south, east, north in degrees: array of shape (n, 2), longitude first."""
_GROUND_DECIMALS = 4
"""The base map is drawn with no more; a finer place does not come from it."""
_MARGIN_DEG = 0.1
"""Rounding may have moved a corner out of the box."""


def on_ground(places: np.ndarray, ground: Ground) -> np.ndarray:
    """Return which places, an array of shape (n, 2), are corners of the base map as roughly as it is drawn.

    Borders run through disputed areas and camps stand on shores: a withheld place may share such a corner.
    """
    found = np.zeros(len(places), dtype=bool)
    decimals = np.array([decimals_of(*place) for place in places.tolist()], dtype=int)
    rough = np.flatnonzero(decimals <= _GROUND_DECIMALS)
    if not len(rough):
        return found
    (west, south), (east, north) = places[rough].min(axis=0) - _MARGIN_DEG, places[rough].max(axis=0) + _MARGIN_DEG
    corners = ground((float(west), float(south), float(east), float(north)))
    for digits in np.unique(decimals[rough]).tolist():
        known = set(map(tuple, np.rint(corners * 10**digits).astype(int).tolist()))
        for index in rough[decimals[rough] == digits]:
            found[index] = tuple(np.rint(places[index] * 10**digits).astype(int).tolist()) in known
    return found
