# SPDX-License-Identifier: MIT
"""Decode the TopoJSON of a world atlas into valid shapely polygons and border lines.

TopoJSON keeps every shared line once, as an *arc* of integer steps; a ring names its
arcs by index, ``~index`` meaning "walked backwards". The atlas files are also stitched
across the antimeridian: a ring may jump from 180° to -180°, and Antarctica runs round the
pole without closing. Both are undone here, so that what comes out is plain WGS 84.

Format: https://github.com/topojson/topojson-specification
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Topology = dict[str, Any]
Ring = np.ndarray
"""Coordinates, shape (n, 2): longitude, latitude in degrees WGS 84."""

# An atoll smaller than the grid of the atlas (about 400 m) collapses to a line or a point.
# It is still land that a ship or a helicopter looks for: such remains are drawn this wide.
ATOLL_RADIUS_DEG = 0.002


def decode_arcs(topology: Topology) -> list[Ring]:
    """Return the arcs of a quantised topology as coordinate arrays in degrees.

    Examples
    --------
    >>> decode_arcs({"arcs": [[[1, 1], [2, 0]]],
    ...              "transform": {"scale": [10, 10], "translate": [0, 5]}})[0].tolist()
    [[10.0, 15.0], [30.0, 15.0]]
    """
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def country_polygons(topology: Topology) -> Iterator[tuple[int, list[Polygon]]]:
    """Yield each country's ISO 3166-1 numeric code (0 without one) and its valid polygons within ±180°."""
    arcs = decode_arcs(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("arcs"):
            yield int(geometry.get("id") or 0), _polygons(arcs, geometry)


def land_polygons(topology: Topology) -> list[Polygon]:
    """Return the land masses, without inner borders, as valid polygons within ±180°."""
    arcs = decode_arcs(topology)
    land = topology["objects"]["land"]
    parts: list[Polygon] = []
    for geometry in land.get("geometries", [land]):
        parts += _polygons(arcs, geometry)
    return parts


def border_lines(topology: Topology) -> list[LineString]:
    """Return the arcs that two countries share, merged end to end."""
    arcs = decode_arcs(topology)
    uses: Counter[int] = Counter()
    for geometry in topology["objects"]["countries"]["geometries"]:
        # A country may name an arc twice (a seam); two *countries* make a border.
        uses.update({index if index >= 0 else ~index for index in _flat(geometry.get("arcs", []))})
    shared = [LineString(arcs[index]) for index, count in uses.items() if count > 1]
    merged = shapely.line_merge(shapely.MultiLineString(shared))
    return [line for line in shapely.get_parts(merged) if np.ptp(line.xy[0]) < 180]


def _flat(indices: Any) -> Iterator[int]:
    for index in indices:
        if isinstance(index, int):
            yield index
        else:
            yield from _flat(index)


def _polygons(arcs: list[Ring], geometry: dict[str, Any]) -> list[Polygon]:
    """Return the valid polygons of one TopoJSON Polygon or MultiPolygon."""
    groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    parts: list[Polygon] = []
    for group in groups:
        rings = [_ring(arcs, indices) for indices in group]
        outer, holes = rings[0], [hole for hole in rings[1:] if len(hole) >= 4]
        if len(outer) < 4:
            parts.append(shapely.MultiPoint(outer).convex_hull.buffer(ATOLL_RADIUS_DEG, quad_segs=2))
        else:
            parts += within_world(_repaired(Polygon(outer, [_near(hole, outer) for hole in holes])))
    return [part for part in parts if not part.is_empty]


def _ring(arcs: list[Ring], indices: list[int]) -> Ring:
    """Join arcs into one ring whose longitudes do not jump at the antimeridian."""
    pieces = []
    for position, index in enumerate(indices):
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        pieces.append(arc if position == 0 else arc[1:])
    return unwrapped(np.concatenate(pieces))


def unwrapped(ring: Ring) -> Ring:
    """Return the ring with continuous longitudes, closed over the pole if it goes round it.

    Examples
    --------
    >>> unwrapped(np.array([[179., 0.], [-179., 0.], [-179., 1.], [179., 0.]])).tolist()
    [[179.0, 0.0], [181.0, 0.0], [181.0, 1.0], [179.0, 0.0]]
    """
    steps = np.diff(ring[:, 0])
    turns = np.concatenate([[0.0], np.cumsum(360.0 * (steps < -180) - 360.0 * (steps > 180))])
    smooth = np.column_stack([ring[:, 0] + turns, ring[:, 1]])
    if turns[-1] == 0:
        return smooth
    pole = float(np.copysign(90.0, ring[:, 1].mean()))
    first, last = smooth[0], smooth[-1]
    return np.vstack([smooth, [last[0], pole], [first[0], pole], first])


def _near(hole: Ring, outer: Ring) -> Ring:
    """Shift a hole by whole turns until it lies beside its outer ring."""
    turns = np.round((outer[:, 0].mean() - hole[:, 0].mean()) / 360)
    return hole + [360 * turns, 0]


def _repaired(polygon: Polygon) -> BaseGeometry:
    """Return valid polygonal geometry; remains without area become a small round island."""
    if polygon.is_valid:
        return polygon
    parts = shapely.get_parts(shapely.make_valid(polygon))
    areal = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon") and part.area > 0]
    if not areal:
        return polygon.boundary.buffer(ATOLL_RADIUS_DEG, quad_segs=2)
    return shapely.union_all(areal)


def within_world(geometry: BaseGeometry) -> list[Polygon]:
    """Cut geometry with unwrapped longitudes into polygons between -180° and 180°."""
    west, _, east, _ = geometry.bounds
    if west >= -180 and east <= 180:
        pieces: list[BaseGeometry] = [geometry]
    else:
        pieces = [
            shapely.transform(
                geometry.intersection(box(360 * turn - 180, -90, 360 * turn + 180, 90)),
                lambda points, turn=turn: points - [360 * turn, 0],
            )
            for turn in (-1, 0, 1, 2)
        ]
    flat = [part for piece in pieces for part in shapely.get_parts(shapely.make_valid(piece))]
    flat = [part for piece in flat for part in (piece.geoms if isinstance(piece, MultiPolygon) else [piece])]
    return [part for part in flat if part.geom_type == "Polygon" and part.area > 0]
