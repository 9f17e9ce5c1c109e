# SPDX-License-Identifier: MIT
"""GeoJSON geometry objects to shapely, all of one type at once, one by one where one is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.i18n import tr

_MULTI = {
    "MultiPoint": ("Point", shapely.MultiPoint),
    "MultiLineString": ("LineString", shapely.MultiLineString),
    "MultiPolygon": ("Polygon", shapely.MultiPolygon),
}


class BrokenGeometryError(ValueError):
    """A geometry object that cannot be read; the message says why."""


def shapes_of(objects: Sequence[Any]) -> tuple[np.ndarray, dict[int, str]]:
    """Return the shapely geometries of GeoJSON geometry objects.

    Parameters
    ----------
    objects : sequence of dict or None, length n

    Returns
    -------
    geometries : ndarray of shapely geometry or None, shape (n,)
        Flat: heights are dropped.
    unreadable : dict of int to str
        Why an object that is there could not be read, by index.
    """
    shapes = np.full(len(objects), None, dtype=object)
    unreadable: dict[int, str] = {}
    by_type: dict[str, list[int]] = {}
    for index, found in enumerate(objects):
        if isinstance(found, dict):
            by_type.setdefault(str(found.get("type")), []).append(index)
        elif found is not None:
            unreadable[index] = tr("Its geometry is no object.")
    for kind, indices in by_type.items():
        together = _TOGETHER.get(kind)
        try:
            if together is None:
                raise BrokenGeometryError
            shapes[indices] = together([objects[i].get("coordinates") for i in indices])
        except (ValueError, TypeError, IndexError, KeyError, shapely.errors.GEOSException):
            for index in indices:  # find out which are broken
                try:
                    shapes[index] = shape_of(objects[index])
                except BrokenGeometryError as error:
                    unreadable[index] = str(error)
    return shapes, unreadable


def shape_of(found: Any) -> BaseGeometry | None:
    """Return the shape of one geometry object; null parts of a collection are left out.

    Raises
    ------
    BrokenGeometryError
        When a coordinate is missing or the type is unknown.
    """
    if not isinstance(found, dict):
        raise BrokenGeometryError(tr("Its geometry is no object."))
    kind, coordinates = found.get("type"), found.get("coordinates")
    try:
        if kind == "GeometryCollection":
            parts = [shape_of(part) for part in found.get("geometries") or () if part is not None]
            return shapely.GeometryCollection([part for part in parts if part is not None])
        if kind in _MULTI:
            part_kind, join = _MULTI[kind]
            together = _TOGETHER[part_kind]
            return join([together([part])[0] for part in coordinates or () if part is not None])
        if kind in _TOGETHER:
            return _TOGETHER[kind]([coordinates])[0] if coordinates else None
    except BrokenGeometryError:
        raise
    except (ValueError, TypeError, IndexError, KeyError, shapely.errors.GEOSException):
        raise BrokenGeometryError(tr("Its coordinates are incomplete.")) from None
    raise BrokenGeometryError(tr("“{kind}” is no type of geometry.").format(kind=kind))


def _pairs(positions: Iterable[Any]) -> np.ndarray:
    array = np.array([(position[0], position[1]) for position in positions], dtype=float).reshape(-1, 2)
    if not np.isfinite(array).all():
        raise ValueError("a coordinate is missing")
    return array


def _points(coordinates: list[Any]) -> np.ndarray:
    return np.asarray(shapely.points(_pairs(coordinates)))


def _multi_points(coordinates: list[Any]) -> np.ndarray:
    flat, owner = _flattened(coordinates)
    return np.asarray(shapely.multipoints(_points(flat), indices=owner, out=_empty(coordinates, "MULTIPOINT EMPTY")))


def _lines(coordinates: list[Any]) -> np.ndarray:
    flat, owner = _flattened(coordinates)
    return np.asarray(shapely.linestrings(_pairs(flat), indices=owner, out=_empty(coordinates, "LINESTRING EMPTY")))


def _multi_lines(coordinates: list[Any]) -> np.ndarray:
    lines, owner = _flattened(coordinates)
    return np.asarray(
        shapely.multilinestrings(_lines(lines), indices=owner, out=_empty(coordinates, "MULTILINESTRING EMPTY"))
    )


def _polygons(coordinates: list[Any]) -> np.ndarray:
    rings, owner = _flattened(coordinates)
    flat, of_ring = _flattened(rings)
    made = shapely.linearrings(_pairs(flat), indices=of_ring)
    return np.asarray(shapely.polygons(made, indices=owner, out=_empty(coordinates, "POLYGON EMPTY")))


def _multi_polygons(coordinates: list[Any]) -> np.ndarray:
    polygons, owner = _flattened(coordinates)
    return np.asarray(
        shapely.multipolygons(_polygons(polygons), indices=owner, out=_empty(coordinates, "MULTIPOLYGON EMPTY"))
    )


def _flattened(nested: list[Any]) -> tuple[list[Any], np.ndarray]:
    """Return the items of all lists in one and the index of the list each is from."""
    owner = np.repeat(np.arange(len(nested)), [len(items) for items in nested])
    return [item for items in nested for item in items], owner


def _empty(like: list[Any], wkt: str) -> np.ndarray:
    return np.full(len(like), shapely.from_wkt(wkt), dtype=object)


_TOGETHER: dict[str, Callable[[list[Any]], np.ndarray]] = {
    "Point": _points,
    "MultiPoint": _multi_points,
    "LineString": _lines,
    "MultiLineString": _multi_lines,
    "Polygon": _polygons,
    "MultiPolygon": _multi_polygons,
}
