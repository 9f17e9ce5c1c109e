# SPDX-License-Identifier: MIT
"""Where an outline crosses itself, and what areas it can be repaired to; which, a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree, get_coordinates, get_type_id
from shapely.geometry import LineString, MultiPolygon, Polygon

LonLat = tuple[float, float]

SLIVER_SHARE = 1e-6
"""Parts smaller than this share of the largest are traces of rounding."""


@dataclass(frozen=True)
class Repair:
    """One area that can be made of an outline that crosses itself.

    Attributes
    ----------
    kind : str
        ``outline`` all that it goes round, without holes; ``parts`` each piece as an area of its own;
        ``largest`` the greatest piece alone.
    area : Polygon or MultiPolygon
        Valid, WGS 84 degrees.
    """

    kind: str
    area: Polygon | MultiPolygon

    @property
    def parts(self) -> int:
        """How many pieces the area has."""
        return len(getattr(self.area, "geoms", (self.area,)))


def crossings(corners: Sequence[LonLat], *, closes: bool) -> list[LonLat]:
    """Return the places where the way through these corners crosses or meets itself.

    Parameters
    ----------
    corners : sequence of (lon, lat)
        WGS 84 degrees.
    closes : bool
        Whether the last corner joins the first.
    """
    path = np.array([*corners, *corners[:1]] if closes else corners, float)
    if len(path) > 1:
        path = path[np.insert(np.any(path[1:] != path[:-1], axis=1), 0, True)]
    if len(path) < 4:
        return []
    sides = shapely.linestrings(np.stack([path[:-1], path[1:]], axis=1))
    one, other = STRtree(sides).query(sides, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    met = shapely.intersection(sides[one], sides[other])
    last = len(sides) - 1
    is_next = (other - one == 1) | ((one == 0) & (other == last) & bool(closes))
    # Neighbours share their corner; only where one runs back over the other is something wrong.
    met = met[~is_next | (get_type_id(met) == shapely.GeometryType.LINESTRING)]
    coordinates, of_pair = get_coordinates(met, return_index=True)
    first = np.unique(of_pair, return_index=True)[1]
    return sorted({(float(x), float(y)) for x, y in coordinates[first]})


def last_crossing(corners: Sequence[LonLat]) -> LonLat | None:
    """Return where the last side of a way meets the sides before it, or None; quick for long strokes."""
    if len(corners) < 4:
        return None
    met = LineString(corners[:-2]).intersection(LineString(corners[-2:]))
    found = get_coordinates(met)
    return (float(found[0, 0]), float(found[0, 1])) if len(found) else None


def repairs(corners: Sequence[LonLat]) -> tuple[Repair, ...]:
    """Return the areas that an outline which crosses itself can become, the likeliest first.

    Parameters
    ----------
    corners : sequence of (lon, lat)
        WGS 84 degrees, in their order.

    Returns
    -------
    tuple of Repair
        Empty when the outline has no extent at all.
    """
    if len(corners) < 3:
        return ()
    ring = shapely.node(LineString([*corners, corners[0]]))
    faces = [face for face in shapely.polygonize([ring]).geoms if face.area > 0]
    if not faces:
        return ()
    outer = _areas(shapely.union_all([Polygon(part.exterior) for part in _areas(shapely.union_all(faces))]))
    inside = _areas(shapely.make_valid(Polygon(corners)))
    if len(outer) == 1:
        found = [Repair("outline", outer[0])]
        if len(inside) > 1:
            found.append(Repair("parts", MultiPolygon(inside)))
        return tuple(found)
    largest = max(outer, key=lambda part: part.area)
    return Repair("parts", MultiPolygon(outer)), Repair("largest", largest)


def _areas(shape: shapely.Geometry) -> list[Polygon]:
    """Return the areas in a shape, without lines, points and traces of rounding."""
    parts = shapely.get_parts(shapely.get_parts([shape]))  # of a collection, then of the areas in it
    areas = [part for part in parts if part.geom_type == "Polygon"]
    least = SLIVER_SHARE * max((area.area for area in areas), default=0.0)
    return [area for area in areas if area.area > least]
