# SPDX-License-Identifier: MIT
"""Places that cannot be right: at 0, 0, off the earth, exchanged, outside the area, broken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import Box
from hotmap.i18n import tr, tr_count
from hotmap.importers.placing import Placement
from hotmap.importers.source import ImportWarning

_NULL_ISLAND_DEG = 1e-6
_EDGE_DEG = 1e-6
# Without an area of the plan the denser half of a file stands for it, if it is compact enough to tell.
_BULK_MAX_DEG = 10.0
_BULK_MIN_ROWS = 5
_BULK_MIN_MARGIN_DEG = 1.0


@dataclass(frozen=True)
class Expectation:
    """Where the places of a file should lie."""

    area: BaseGeometry
    is_plan: bool


def check_places(placed: Placement, rows: np.ndarray, area: Box | BaseGeometry | None, *, swap: bool = False) -> None:
    """Skip impossible places, repair broken shapes and flag doubtful rows of `placed`.

    Parameters
    ----------
    placed : Placement
        Changed in place.
    rows : ndarray of int, shape (n,)
        Row numbers for the warnings.
    area : box or geometry, optional
        The plan's area in WGS 84; without it the bulk of the file tells what is exchanged, and
        nothing is called outside.
    swap : bool
        Exchange latitude and longitude: of the doubtful rows where there are such, else of all.
    """
    _skip_empty(placed)
    _one_kind_each(placed, rows)
    _check_positions(placed, rows, area, swap)
    _repair(placed, rows)


def _live(placed: Placement) -> np.ndarray:
    """Return the indices of rows with a place that are not skipped."""
    present = np.flatnonzero(~shapely.is_missing(placed.geometry))
    return np.array([i for i in present if i not in placed.skipped], dtype=int)


def _skip_empty(placed: Placement) -> None:
    rows = _live(placed)
    for index in rows[shapely.is_empty(placed.geometry[rows])]:
        placed.skipped[int(index)] = tr("Its geometry is empty.")


def _one_kind_each(placed: Placement, rows: np.ndarray) -> None:
    """Make each collection points, lines or areas: those of its highest dimension."""
    live = _live(placed)
    mixed = live[shapely.get_type_id(placed.geometry[live]) == shapely.GeometryType.GEOMETRYCOLLECTION]
    for index in mixed:
        whole = placed.geometry[index]
        kept = of_dimension(whole, int(shapely.get_dimensions(whole)))
        if kept is None:
            placed.skipped[int(index)] = tr("Its geometry is empty.")
            continue
        placed.geometry[index] = kept
        if shapely.get_num_coordinates(kept) < shapely.get_num_coordinates(whole):
            message = tr("It mixes points, lines and areas; only the {kind} was kept.").format(kind=kept.geom_type)
            placed.warnings.append(ImportWarning("mixed-geometry", int(rows[index]), message))


def of_dimension(geometry: BaseGeometry, dimension: int) -> BaseGeometry | None:
    """Return the parts of a geometry that have a dimension (0 points, 1 lines, 2 areas), joined."""
    parts = [geometry]
    while any(hasattr(part, "geoms") for part in parts):
        parts = [inner for part in parts for inner in (part.geoms if hasattr(part, "geoms") else (part,))]
    kept = [part for part in parts if not part.is_empty and shapely.get_dimensions(part) == dimension]
    if len(kept) <= 1:
        return kept[0] if kept else None
    join = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)[dimension]
    return join(kept)


@dataclass(frozen=True)
class _View:
    """The live rows as they stand: indices, centres in degrees, and what holds of each.

    `turned` are those that lie where they should only with latitude and longitude exchanged.
    """

    live: np.ndarray
    x: np.ndarray
    y: np.ndarray
    on_earth: np.ndarray
    inside: np.ndarray
    turned: np.ndarray
    expected: Expectation | None


def _check_positions(placed: Placement, rows: np.ndarray, area: Box | BaseGeometry | None, swap: bool) -> None:
    live = _live(placed)
    bounds = shapely.bounds(placed.geometry[live])
    finite = np.isfinite(bounds).all(axis=1)
    for index in live[~finite]:
        placed.skipped[int(index)] = tr("Its coordinates lie outside its reference system.")
    at_zero = finite & (np.abs(bounds) < _NULL_ISLAND_DEG).all(axis=1)
    for index in live[at_zero]:
        placed.skipped[int(index)] = tr("Latitude and longitude are both 0, which means not known.")
    live = live[finite & ~at_zero]
    if not len(live):
        return
    view = _look(placed, live, area)
    if swap:
        _exchange(placed, live[view.turned] if view.turned.any() else live)
        view = _look(placed, live, area)
    _flag(placed, rows, view)


def _look(placed: Placement, live: np.ndarray, area: Box | BaseGeometry | None) -> _View:
    bounds = shapely.bounds(placed.geometry[live])
    x, y = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    on_earth, turned_on_earth = _on_earth(bounds), _on_earth(bounds[:, [1, 0, 3, 2]])
    expected = _expectation(area, x[on_earth], y[on_earth])
    inside = on_earth & _inside(expected, placed.geometry[live], x, y)
    turned = turned_on_earth & ~inside & (_inside_xy(expected, y, x) if expected else ~on_earth)
    return _View(live, x, y, on_earth, inside, turned, expected)


def _on_earth(bounds: np.ndarray) -> np.ndarray:
    limit = np.array([180.0, 90.0, 180.0, 90.0]) + _EDGE_DEG
    return np.asarray((np.abs(bounds) <= limit).all(axis=1))


def _expectation(area: Box | BaseGeometry | None, x: np.ndarray, y: np.ndarray) -> Expectation | None:
    if area is not None:
        shape = area if isinstance(area, BaseGeometry) else shapely.box(*area)
        shapely.prepare(shape)
        return Expectation(shape, True)
    if len(x) < _BULK_MIN_ROWS:
        return None
    (west, east), (south, north) = _denser_half(x), _denser_half(y)
    if max(east - west, north - south) > _BULK_MAX_DEG:
        return None
    wide, high = max(_BULK_MIN_MARGIN_DEG, east - west), max(_BULK_MIN_MARGIN_DEG, north - south)
    return Expectation(shapely.box(west - wide, south - high, east + wide, north + high), False)


def _denser_half(values: np.ndarray) -> tuple[float, float]:
    """Return the shortest interval that holds more than half of the values: outliers do not move it."""
    ordered = np.sort(values)
    reach = len(ordered) // 2
    start = int(np.argmin(ordered[reach:] - ordered[: len(ordered) - reach]))
    return float(ordered[start]), float(ordered[start + reach])


def _inside_xy(expected: Expectation, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.intersects_xy(expected.area, x, y))


def _inside(expected: Expectation | None, shapes: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return which shapes touch the area; any part of a line or an area is enough."""
    if expected is None:
        return np.ones(len(shapes), dtype=bool)
    inside = _inside_xy(expected, x, y)
    large = np.flatnonzero(~inside & (shapely.get_dimensions(shapes) > 0))
    boxes = shapely.box(*shapely.bounds(shapes[large]).T) if len(large) else large
    inside[large] = shapely.intersects(expected.area, boxes)
    return inside


def _exchange(placed: Placement, index: np.ndarray) -> None:
    placed.geometry[index] = shapely.transform(placed.geometry[index], lambda xy: xy[:, ::-1])
    message = tr_count(
        "Latitude and longitude of {n} row were exchanged, as you asked.",
        "Latitude and longitude of {n} rows were exchanged, as you asked.",
        len(index),
    )
    placed.warnings.append(ImportWarning("exchanged-lat-lon", None, message))


def _flag(placed: Placement, rows: np.ndarray, view: _View) -> None:
    in_plan = view.expected is not None and view.expected.is_plan
    where = tr("in the plan's area") if in_plan else tr("with the rest of the file")
    for at in np.flatnonzero(view.turned | ~view.on_earth | ~view.inside):
        index, row = int(view.live[at]), int(rows[view.live[at]])
        place = f"{view.y[at]:.6g}, {view.x[at]:.6g}"
        if view.turned[at]:
            message = tr(
                "Latitude and longitude seem exchanged: {place} would lie {where} the other way round. "
                "Mend the row, or exchange the two for the whole file."
            ).format(place=place, where=where if view.expected else tr("on the earth"))
            placed.warnings.append(ImportWarning("swapped-lat-lon", row, message))
        if not view.on_earth[at]:
            reason = tr("{place} is beyond 90 degrees of latitude or 180 of longitude.").format(place=place)
            placed.skipped[index] = reason
        elif in_plan and not view.turned[at]:
            message = tr("{place} lies outside the plan's area.").format(place=place)
            placed.warnings.append(ImportWarning("outside-area", row, message))


def _repair(placed: Placement, rows: np.ndarray) -> None:
    live = _live(placed)
    broken = live[~shapely.is_valid(placed.geometry[live])]
    if not len(broken):
        return
    repaired = shapely.make_valid(placed.geometry[broken])
    for index, shape in zip(broken, repaired, strict=True):
        reason = str(shapely.is_valid_reason(placed.geometry[index])).split("[")[0].strip().lower()
        kept = of_dimension(shape, int(shapely.get_dimensions(placed.geometry[index])))
        if kept is None:
            placed.skipped[int(index)] = tr("Its geometry has no extent ({reason}).").format(reason=reason)
            continue
        placed.types[int(index)] = placed.geometry[index].geom_type
        placed.geometry[index] = kept
        message = tr("Its geometry was not valid ({reason}) and has been repaired.").format(reason=reason)
        placed.warnings.append(ImportWarning("repaired-geometry", int(rows[index]), message))
