# SPDX-License-Identifier: MIT
"""Where a sheet's map looks: what is drawn as large as fits, the empty parts where furniture stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from hotmap.cartography.map_frame import MapFrame
from hotmap.cartography.map_furniture import Size, corners
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
    (left, right), (top, bottom) = view.to_px([bbox[0], bbox[2]], [bbox[3], bbox[1]])
    spare_x = max((view.width_px - (right - left)) / 2 - margin_mm, 0.0)
    spare_y = max((view.height_px - (bottom - top)) / 2 - margin_mm, 0.0)
    anchors = np.array([(mark.x_m, mark.y_m) for mark in scene.presence if not mark.route], float).reshape(-1, 2)
    shifts = [
        (dx, dy)
        for dx in np.linspace(-spare_x, spare_x, _STEPS).tolist()
        for dy in np.linspace(-spare_y, spare_y, _STEPS).tolist()
    ]
    best = min(shifts, key=lambda shift: _cost(view.panned(*shift), scene, anchors) + _MOVED_MM * np.hypot(*shift))
    return replace(frame, view=view.panned(*best))


def _cost(view: View, scene: Scene, anchors: np.ndarray) -> float:
    found = corners(view, scene, _KEY_MM)
    west, south, east, north = view.bounds_m
    seen = (anchors > (west, south)).all(axis=1) & (anchors < (east, north)).all(axis=1)
    missing = sum(name not in found for name in ("locator", "scale"))
    return _NO_CORNER * missing + _NO_KEY * ("key" not in found) + _OUTSIDE * float((~seen).sum())
