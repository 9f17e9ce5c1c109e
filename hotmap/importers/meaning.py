# SPDX-License-Identifier: MIT
"""Shapes that can be read but are hardly what was meant: points for areas, outlines round the world."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.i18n import tr, tr_count
from hotmap.importers.source import ImportWarning

_DIMENSIONS = {"road": 1, "area": 2}
_HALF_TURN_DEG = 180.0
# Frames of the whole world and Antarctica run along the edge of the map from -180 to 180.
_WHOLE_TURN_DEG = 360.0 - 1e-6


def check_meaning(shapes: np.ndarray, rows: np.ndarray, as_kind: str) -> list[ImportWarning]:
    """Return what is doubtful about shapes that come in as they are.

    Parameters
    ----------
    shapes : ndarray of shapely geometry, shape (n,)
        None missing, in WGS 84 degrees.
    rows : ndarray of int, shape (n,)
        Their rows in the file.
    as_kind : str
        What they become, such as ``area``.
    """
    return [*_other_kinds(shapes, as_kind), *_leaps(shapes, rows)]


def _other_kinds(shapes: np.ndarray, as_kind: str) -> list[ImportWarning]:
    """Tell of rows that are no lines in a layer of roads, or no areas in one of areas."""
    if as_kind not in _DIMENSIONS:
        return []
    count = int((shapely.get_dimensions(shapes) != _DIMENSIONS[as_kind]).sum())
    if not count:
        return []
    if as_kind == "road":
        message = tr_count(
            "{n} row is no line: it comes in with the roads, but is no way from place to place.",
            "{n} rows are no lines: they come in with the roads, but are no way from place to place.",
            count,
        )
    else:
        message = tr_count(
            "{n} row is a point or a line: it comes in with the areas, but nothing can lie inside it.",
            "{n} rows are points or lines: they come in with the areas, but nothing can lie inside them.",
            count,
        )
    return [ImportWarning("unexpected-geometry", None, message)]


def _leaps(shapes: np.ndarray, rows: np.ndarray) -> list[ImportWarning]:
    """Tell of outlines that leap over more than half of the earth, as one not cut at 180 degrees does.

    Nothing is cut here, since a shape may be that wide; RFC 7946, section 3.1.9, has writers cut it.
    """
    west, _, east, _ = shapely.bounds(shapes).T
    found = []
    for index in np.flatnonzero(east - west > _HALF_TURN_DEG):
        leap = _leap(shapes[index])
        if leap is not None:
            message = tr(
                "Its outline leaps from {west:.6g} to {east:.6g} degrees of longitude, so it lies round the world. "
                "If it is to cross the 180th meridian, cut it there and import it again."
            ).format(west=min(leap), east=max(leap))
            found.append(ImportWarning("crosses-antimeridian", int(rows[index]), message))
    return found


def _leap(shape: BaseGeometry) -> tuple[float, float] | None:
    """Return the longitudes between which a line or ring first leaps over more than half a turn."""
    parts = shapely.get_parts(shape)
    outlines = [*parts[shapely.get_dimensions(parts) == 1], *shapely.get_rings(parts)]
    for outline in outlines:
        lon = shapely.get_coordinates(outline)[:, 0]
        step = np.abs(np.diff(lon))
        leaps = np.flatnonzero((step > _HALF_TURN_DEG) & (step < _WHOLE_TURN_DEG))
        if len(leaps):
            return float(lon[leaps[0]]), float(lon[leaps[0] + 1])
    return None
