# SPDX-License-Identifier: MIT
"""Which corner of a map holds locator, scale bar and key: the one where they hide least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from hotmap.cartography.canvas import Box
from hotmap.cartography.projection import BBox, View, to_metres
from hotmap.cartography.scene import Scene

Size = tuple[float, float]
"""Width and height in millimetres."""

INSET_MM = 4.0
"""From the frame to what stands in a corner."""
_LOCATOR_MM = (36.0, 29.0)
_NEAR_MM = 5.0  # reach of a symbol
_MOST_BETWEEN_DEG = 0.02  # from one tried place of a route to the next
_SMALL_MAP_MM = 220.0
_CELL_MM = 1.0  # finer than a sign is nothing that could be hidden
_FREE = ("top-left", "bottom-right", "top-right", "bottom-left")


@dataclass(frozen=True)
class Wanted:
    """Something that is to stand in a corner.

    Attributes
    ----------
    name : str
        ``scale``, ``locator`` or ``key``.
    size_mm : tuple of float
    order : tuple of str
        The corners it may stand in, the best first.
    must_stand : bool
        Stands even where it hides something; else it is left out.
    """

    name: str
    size_mm: Size
    order: tuple[str, ...]
    must_stand: bool = False


def corners(view: View, scene: Scene, key_mm: Size | None = None, locator: str = "auto") -> dict[str, Box]:
    """Return boxes in millimetres of the map for what stands in its corners: those that hide least.

    Parameters
    ----------
    key_mm : tuple of float, optional
        Size of a ``key`` that is wanted beside ``locator`` and ``scale``. Key and locator are left out
        rather than hide anything.
    locator : str
        ``auto``, ``none`` or the corner in which it must stand.
    """
    wanted = wanted_corners(view, key_mm, locator)
    hidden = hidden_at(view, scene, wanted, np.zeros((1, 2)))
    return placed(view, wanted, {key: int(counts[0]) for key, counts in hidden.items()})


def wanted_corners(view: View, key_mm: Size | None = None, locator: str = "auto") -> list[Wanted]:
    """Return what is to stand in the corners of a map, what comes first first; parameters as in `corners`."""
    width = view.width_px
    shrunk = 0.82 if width < _SMALL_MAP_MM else 1.0
    size = (_LOCATOR_MM[0] * shrunk, _LOCATOR_MM[1] * shrunk)
    bottom = ("bottom-right", "bottom-left", "top-right", "top-left")
    wanted = [Wanted("scale", (min(width * 0.34, 90.0) + 12, 13.0), bottom, must_stand=True)]
    if key_mm is not None:
        wanted.append(Wanted("key", key_mm, ("bottom-left", "top-left", "top-right", "bottom-right")))
    if locator == "auto":
        wanted.append(Wanted("locator", size, ("top-left", "top-right", "bottom-left", "bottom-right")))
    elif locator != "none":
        wanted.insert(0, Wanted("locator", size, (locator,), must_stand=True))
    return wanted


def hidden_at(
    view: View, scene: Scene, wanted: Sequence[Wanted], shifts_mm: np.ndarray
) -> dict[tuple[str, str], np.ndarray]:
    """Return how many signs each thing would hide in each corner, had the map been dragged.

    Parameters
    ----------
    shifts_mm : ndarray of float, shape (n, 2)
        By how much the content is dragged right and down.

    Returns
    -------
    dict of (str, str) to ndarray of int, shape (n,)
        By name and corner.
    """
    reach = np.abs(shifts_mm).max(axis=0)
    marks = _marked(view, scene)
    marks = marks[((marks[:, 2:] > -reach) & (marks[:, :2] < (view.width_px, view.height_px) + reach)).all(axis=1)]
    marks = np.unique(np.round(marks / _CELL_MM), axis=0) * _CELL_MM  # a route has many places in one
    dx, dy = shifts_mm[:, :1], shifts_mm[:, 1:]
    left, top, right, bottom = marks[:, 0] + dx, marks[:, 1] + dy, marks[:, 2] + dx, marks[:, 3] + dy
    found = {}
    for one in wanted:
        for corner in one.order:
            box = corner_box(view, corner, one.size_mm)
            inside = (right > box[0]) & (left < box[2]) & (bottom > box[1]) & (top < box[3])
            found[one.name, corner] = inside.sum(axis=1)
    return found


def placed(view: View, wanted: Sequence[Wanted], hidden: Mapping[tuple[str, str], int]) -> dict[str, Box]:
    """Return the boxes of what stands, given how much each thing hides in each corner."""
    free = list(_FREE)
    found: dict[str, Box] = {}
    for one in wanted:
        open_ = [corner for corner in one.order if corner in free]
        if not open_:
            continue
        best = min(open_, key=lambda corner: hidden[one.name, corner])  # of those that hide as little, the first
        if hidden[one.name, best] and not one.must_stand:
            continue
        free.remove(best)
        found[one.name] = corner_box(view, best, one.size_mm)
    return found


def corner_box(view: View, corner: str, size: Size) -> Box:
    """Return the box of something of a size in a corner, millimetres of the map."""
    left = INSET_MM if corner.endswith("left") else view.width_px - INSET_MM - size[0]
    top = INSET_MM if corner.startswith("top") else view.height_px - INSET_MM - size[1]
    return left, top, left + size[0], top + size[1]


_kept: WeakKeyDictionary[Scene, tuple[int, np.ndarray]] = WeakKeyDictionary()


def _marked(view: View, scene: Scene) -> np.ndarray:
    """Return boxes around hotspots, symbols of presence and places of routes, millimetres of the map, shape (n, 4)."""
    known = _kept.get(scene)
    if known is None or known[0] != scene.generation:
        known = _kept[scene] = (scene.generation, _bounds_m(scene))
    west, south, east, north = known[1].T
    left, right = ((x - view.x_m) / view.m_per_px + view.width_px / 2 for x in (west, east))
    top, bottom = ((view.y_m - y) / view.m_per_px + view.height_px / 2 for y in (north, south))
    return np.column_stack([left - _NEAR_MM, top - _NEAR_MM, right + _NEAR_MM, bottom + _NEAR_MM])


def _bounds_m(scene: Scene) -> np.ndarray:
    """Return west, south, east and north of each thing that is drawn, Mercator metres, shape (n, 4)."""
    hotspots = np.array([m.geometry for m in scene.hotspots if scene.shows(m.level)], dtype=object)
    routes = np.array([m.geometry for m in scene.presence if m.route], dtype=object)
    along = shapely.get_coordinates(shapely.segmentize(routes, _MOST_BETWEEN_DEG)) if len(routes) else np.empty((0, 2))
    degrees = np.vstack([shapely.bounds(hotspots).reshape(-1, 4), along[:, [0, 1, 0, 1]]])
    west, south = to_metres(degrees[:, 0], degrees[:, 1])
    east, north = to_metres(degrees[:, 2], degrees[:, 3])
    anchors = np.array([(m.x_m, m.y_m) for m in scene.presence if not m.route], float).reshape(-1, 2)
    return np.vstack([np.column_stack([west, south, east, north]), anchors[:, [0, 1, 0, 1]]])


def box_of_degrees(view: View, bbox: BBox) -> Box:
    """Return a box of degrees in millimetres of the map: left, top, right, bottom."""
    (left, right), (top, bottom) = view.to_px([bbox[0], bbox[2]], [bbox[3], bbox[1]])
    return float(left), float(top), float(right), float(bottom)
