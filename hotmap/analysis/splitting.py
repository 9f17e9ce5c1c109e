# SPDX-License-Identifier: MIT
"""Taking shapes apart along a drawn line, and putting several together to one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG, LonLat
from hotmap.analysis.geodesy import area_m2, length_m
from hotmap.analysis.sharing import with_corners_at, with_same_corners

_POINT, _LINE, _AREA = 0, 1, 2
_LEAST_AREA_DEG2 = SAME_DEG**1.5  # of a face; anything smaller is the rounding of two sides that meet


def split(geometry: BaseGeometry, line: Sequence[LonLat]) -> list[BaseGeometry]:
    """Return the parts into which a drawn line cuts an area or a line, the largest first.

    Parameters
    ----------
    geometry : shapely geometry
        Area or line, WGS 84 degrees. Parts of it that the line does not touch go with the largest.
    line : sequence of (lon, lat)
        Its ends may lie on the outline or beyond; what ends inside cuts nothing.

    Returns
    -------
    list of shapely geometry
        Together the whole, sharing the corners of the cut; the shape alone when the line does not cut it.
    """
    if shapely.get_dimensions(geometry) == _AREA:
        pieces = [_split_area(part, line) for part in _parts(geometry)]
    elif shapely.get_dimensions(geometry) == _LINE:
        pieces = [_split_line(part, line) for part in _parts(geometry)]
    else:
        return [geometry]
    cut = sorted((p for found in pieces if len(found) > 1 for p in found), key=_size, reverse=True)
    if not cut:
        return [geometry]
    whole = [found[0] for found in pieces if len(found) == 1]
    return [_together([cut[0], *whole]), *cut[1:]]


def parts_of(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the parts of a shape in several pieces, the largest first."""
    return sorted(_parts(geometry), key=_size, reverse=True)


def merged(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return one shape of several: areas join where they meet, lines where they end.

    Where points, lines and areas come together only the widest count, for a shape cannot be both; of
    points the first stays.

    Parameters
    ----------
    geometries : sequence of shapely geometry
        WGS 84 degrees, at least one.

    Returns
    -------
    shapely geometry
        In several parts when they do not touch.
    """
    widest = max(shapely.get_dimensions(g) for g in geometries)
    chosen = [g for g in geometries if shapely.get_dimensions(g) == widest]
    if widest == _POINT or len(chosen) == 1:
        return chosen[0]
    if widest == _LINE:
        return _joined_lines(chosen)
    # Sides that lie on each other must have the same corners, or rounding leaves slivers between them.
    meeting = [
        with_corners_at(g, np.vstack([shapely.get_coordinates(other) for other in chosen if other is not g]))
        for g in chosen
    ]
    return without_slivers(shapely.union_all(with_same_corners(meeting)))


def without_slivers(geometry: BaseGeometry) -> BaseGeometry:
    """Return an area without parts and holes that are too thin to be anything but rounding."""
    parts = []
    for part in _parts(geometry):
        if part.area <= SAME_DEG * part.length:
            continue
        holes = [hole for hole in part.interiors if Polygon(hole).area > SAME_DEG * hole.length]
        parts.append(Polygon(part.exterior, holes))
    return _together(parts)


def is_apart(geometry: BaseGeometry) -> bool:
    """Return whether a shape lies in several places."""
    return len(_parts(geometry)) > 1


def faces(outline: BaseGeometry, line: BaseGeometry) -> list[Polygon]:
    """Return the areas that an outline and a line enclose between them; rounding leaves none."""
    found = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all([outline, line]))))
    return [face for face in found if face.area > _LEAST_AREA_DEG2]


def noded(area: BaseGeometry, line: Sequence[LonLat]) -> tuple[BaseGeometry, LineString]:
    """Return an area and a line that meet in the same corners where the line's corners lie on the outline.

    A corner that was snapped to a side lies beside it by the last digit; here it becomes one of the side.
    """
    outline = with_corners_at(area, line)
    corners = shapely.get_coordinates(outline)
    drawn = np.array(line, float)
    for row, place in enumerate(drawn):
        near = np.flatnonzero(np.abs(corners - place).max(axis=1) <= SAME_DEG)
        if len(near):
            drawn[row] = corners[near[0]]
    return outline, LineString(drawn)


def _split_area(area: Polygon, line: Sequence[LonLat]) -> list[BaseGeometry]:
    outline, drawn = noded(area, line)
    if not drawn.intersects(outline):
        return [area]
    shapely.prepare(area)
    inside = [face for face in faces(outline.boundary, drawn) if area.contains(face.point_on_surface())]
    return inside if len(inside) > 1 else [area]


def _split_line(line: LineString, drawn: Sequence[LonLat]) -> list[BaseGeometry]:
    """Cut a line where the drawn one crosses it; where it crosses itself it stays whole."""
    places = shapely.get_coordinates(line)
    cuts = sorted(_cuts(places, np.array(drawn, float)), key=lambda cut: cut[:2])
    pieces, begun = [], [places[0]]
    at = 0
    for side, _, place in cuts:
        begun += list(places[at + 1 : side + 1])
        at = side
        pieces.append(_line_through([*begun, place]))
        begun = [place]
    pieces.append(_line_through([*begun, *places[at + 1 :]]))
    found = [piece for piece in pieces if piece is not None]
    return found if len(found) > 1 else [line]


def _cuts(places: np.ndarray, drawn: np.ndarray) -> list[tuple[int, float, np.ndarray]]:
    """Return (side, share along it, place) wherever two lines meet, their ends included."""
    found = []
    for c, d in pairwise(drawn):
        a, along = places[:-1], np.diff(places, axis=0)
        across, gap = d - c, c - places[:-1]
        turn = along[:, 0] * across[1] - along[:, 1] * across[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            t = (gap[:, 0] * across[1] - gap[:, 1] * across[0]) / turn
            u = (gap[:, 0] * along[:, 1] - gap[:, 1] * along[:, 0]) / turn
        # A drawn end that was snapped to the line may end short of it by the last digit.
        slack = SAME_DEG / max(float(np.hypot(*across)), SAME_DEG)
        for side in np.flatnonzero((t >= 0) & (t < 1) & (u >= -slack) & (u <= 1 + slack)).tolist():
            found.append((side, float(t[side]), a[side] + t[side] * along[side]))
    return found


def _line_through(places: list[np.ndarray]) -> LineString | None:
    line = LineString(places) if len(places) > 1 else None
    return line if line is not None and line.length > SAME_DEG else None


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return list(getattr(geometry, "geoms", [geometry]))


def _size(geometry: BaseGeometry) -> float:
    """Return square metres of an area, metres of a line."""
    return area_m2(geometry) or length_m(geometry)


def _together(parts: list[BaseGeometry]) -> BaseGeometry:
    flat = [single for part in parts for single in _parts(part)]
    if len(flat) == 1:
        return flat[0]
    kinds = {"Polygon": MultiPolygon, "LineString": MultiLineString, "Point": MultiPoint}
    return kinds[flat[0].geom_type](flat)


def _joined_lines(lines: Sequence[BaseGeometry]) -> BaseGeometry:
    joined = shapely.line_merge(_together(list(lines)))
    return joined if not joined.is_empty else _together(list(lines))
