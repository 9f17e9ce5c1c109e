# SPDX-License-Identifier: MIT
"""Turn the ``where`` of a TOML entry into geometry.

One of these, with the kilometres in the names:

- ``{ town, east_km, north_km }`` a point beside a town, with ``radius_km`` an area;
- ``{ road, at_km, side_km }`` a point beside a way through towns, with ``radius_km`` an area;
- ``{ road, from_km, to_km }`` a part of such a way; ``{ road }`` the whole of it;
- ``{ fields, east_km, north_km, radius_km }`` farmland near a town;
- ``{ path = [[town, east, north], …] }`` a line, ``{ corridor = …, width_km }`` a band of land.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sample_data.exercise.island import Island


def place(island: Island, where: Mapping[str, Any], key: str) -> BaseGeometry:
    """Return the geometry of an entry in kilometres.

    Parameters
    ----------
    island : Island
    where : mapping
        See the head of this module.
    key : str
        Gives an area its shape.
    """
    if "path" in where:
        return LineString(_points(island, where["path"]))
    if "corridor" in where:
        return island.corridor(_points(island, where["corridor"]), where["width_km"], key)
    if "road" in where and "at_km" not in where:
        way = island.road(*where["road"])
        return island.part_of_road(where["road"], where.get("from_km", 0.0), where.get("to_km", way.length))
    if "fields" in where:
        middle = island.town(where["fields"], where["east_km"], where["north_km"])
        return island.fields_near(middle, where["radius_km"], key)
    middle = _middle(island, where)
    return island.blob(middle, where["radius_km"], key) if "radius_km" in where else middle


def _middle(island: Island, where: Mapping[str, Any]) -> Point:
    if "road" in where:
        return island.beside_road(where["road"], where["at_km"], where.get("side_km", 0.0))
    return island.town(where["town"], where.get("east_km", 0.0), where.get("north_km", 0.0))


def _points(island: Island, steps: Sequence[tuple[str, float, float]]) -> list[Point]:
    return [island.town(*step) for step in steps]
