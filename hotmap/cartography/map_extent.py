# SPDX-License-Identifier: MIT
"""Where a sheet's map looks: what is drawn as large as fits, the empty parts where furniture stands."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians

import numpy as np
import shapely

from hotmap.cartography.map_corners import Size, box_of_degrees, hidden_at, placed, wanted_corners
from hotmap.cartography.map_frame import MapFrame
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.scene import Scene

_STEPS = 9  # places tried along each side
_KEY_MM: Size = (76.0, 24.0)  # about what a legend of the ground takes
# What a shift is chosen by: a furniture without a free corner, presence left outside, millimetres moved.
_NO_CORNER, _NO_KEY, _OUTSIDE, _MOVED_MM = 10.0, 4.0, 1.0, 0.02


def drawn_extent(scene: Scene) -> BBox | None:
    """Return the box of degrees around the hotspots that are drawn, around all there is where none is."""
    shown = [mark.geometry for mark in scene.hotspots if scene.shows("hotspots") and scene.shows(mark.level)]
    if not shown:
        return scene.extent()
    west, south, east, north = shapely.total_bounds(np.array(shown, dtype=object)).tolist()
    return west, south, east, north


def settled(frame: MapFrame, scene: Scene, bbox: BBox, margin_mm: float) -> MapFrame:
    """Return a frame moved, at its scale, so that locator and scale bar stand where nothing is drawn.

    Parameters
    ----------
    frame : MapFrame
        That shows `bbox` in its middle.
    bbox : tuple of float
        West, south, east, north in degrees; stays inside by a margin.
    margin_mm : float
    """
    view = frame.view
    left, top, right, bottom = box_of_degrees(view, bbox)
    spare_x = max((view.width_px - (right - left)) / 2 - margin_mm, 0.0)
    spare_y = max((view.height_px - (bottom - top)) / 2 - margin_mm, 0.0)
    along_x, along_y = np.linspace(-spare_x, spare_x, _STEPS), np.linspace(-spare_y, spare_y, _STEPS)
    shifts = np.array([(dx, dy) for dx in along_x for dy in along_y])
    costs = _costs(view, scene, shifts, frame.locator) + _MOVED_MM * np.hypot(shifts[:, 0], shifts[:, 1])
    dx, dy = shifts[int(np.argmin(costs))].tolist()
    moved = view.panned(dx, dy)
    # Mercator has another scale at another latitude: the one that is written holds in the middle of the map.
    m_per_mm = view.ground_m_per_px / cos(radians(moved.centre[1]))
    return replace(frame, view=replace(moved, m_per_px=m_per_mm))


def _costs(view: View, scene: Scene, shifts: np.ndarray, locator: str) -> np.ndarray:
    """Return what speaks against each shift of the map's content (millimetres right and down)."""
    wanted = wanted_corners(view, _KEY_MM, locator)
    hidden = hidden_at(view, scene, wanted, shifts)
    names = [one.name for one in wanted if one.name != "key"]
    costs = np.zeros(len(shifts))
    for number in range(len(shifts)):
        counts = {key: int(found[number]) for key, found in hidden.items()}
        found = placed(view, wanted, counts)
        missing = sum(name not in found for name in names)
        costs[number] = _NO_CORNER * missing + _NO_KEY * ("key" not in found)
        costs[number] += _NO_CORNER * min(_least_hidden(counts, "scale"), 1)
    return costs + _OUTSIDE * _left_outside(view, scene, shifts)


def _least_hidden(counts: dict[tuple[str, str], int], name: str) -> int:
    return min(count for (one, _), count in counts.items() if one == name)


def _left_outside(view: View, scene: Scene, shifts: np.ndarray) -> np.ndarray:
    """Return how many symbols of presence each shift leaves outside the map."""
    anchors = np.array([(mark.x_m, mark.y_m) for mark in scene.presence if not mark.route], float).reshape(-1, 2)
    x = (anchors[:, 0] - view.x_m) / view.m_per_px + view.width_px / 2 + shifts[:, :1]
    y = (view.y_m - anchors[:, 1]) / view.m_per_px + view.height_px / 2 + shifts[:, 1:]
    seen = (x > 0) & (x < view.width_px) & (y > 0) & (y < view.height_px)
    return np.asarray((~seen).sum(axis=1), float)
