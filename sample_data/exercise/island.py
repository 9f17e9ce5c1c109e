# SPDX-License-Identifier: MIT
"""The island as the story needs it: towns by name, places beside roads, fields, ways along roads.

Kilometres are measured on a plane that is true to scale in the middle of the island; over its
110 km this is good to one part in a thousand.
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

FOLDER = Path(__file__).parent.parent / "island"
ORIGIN = (58.2, -4.55)
KM_PER_DEG_LAT = 110.57
KM_PER_DEG_LON = 111.32 * cos(radians(ORIGIN[1]))
DECIMALS = 5

Feature = tuple[BaseGeometry, dict[str, Any]]


class Island:
    """The committed GeoJSON files, read when needed; every method speaks of kilometres."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def layer(self, name: str) -> list[Feature]:
        """Return the features of one file: geometry in degrees and properties."""
        data = json.loads((self.folder / f"{name}.geojson").read_text(encoding="utf-8"))
        return [(shape(feature["geometry"]), feature["properties"]) for feature in data["features"]]

    @cached_property
    def _towns(self) -> dict[str, Point]:
        return {properties["name"]: to_km(point) for point, properties in self.layer("towns")}

    @cached_property
    def _districts(self) -> list[tuple[BaseGeometry, str]]:
        return [(to_km(area), properties["adm2_pcode"]) for area, properties in self.layer("admin2")]

    @cached_property
    def _fields(self) -> BaseGeometry:
        return shapely.union_all([to_km(area) for area, _ in self.layer("farmland")])

    @cached_property
    def land(self) -> BaseGeometry:
        """All land in kilometres."""
        return shapely.union_all([to_km(area) for area, _ in self.layer("coast")])

    @cached_property
    def _streets(self) -> dict[tuple[float, float], list[tuple[tuple[float, float], LineString]]]:
        """Road stretches by the junction they start from."""
        streets = defaultdict(list)
        for line, _ in self.layer("roads"):
            ends = _rounded(line.coords[0]), _rounded(line.coords[-1])
            streets[ends[0]].append((ends[1], to_km(line)))
            streets[ends[1]].append((ends[0], to_km(line.reverse())))
        return dict(streets)

    def town(self, name: str, east_km: float = 0.0, north_km: float = 0.0) -> Point:
        """Return a point so far east and north of a town's middle."""
        middle = self._towns[name]
        return Point(middle.x + east_km, middle.y + north_km)

    def district_of(self, place: BaseGeometry) -> str:
        """Return the P-code of the district that a place in kilometres lies in, or is nearest to."""
        middle = place.representative_point()
        return min(self._districts, key=lambda district: district[0].distance(middle))[1]

    def road(self, *towns: str) -> LineString:
        """Return the shortest way by road through towns, in their order."""
        parts = [self._way(self._junction(start), self._junction(end)) for start, end in pairwise(towns)]
        points = [parts[0].coords[0], *(point for part in parts for point in part.coords[1:])]
        return LineString(points)

    def beside_road(self, towns: list[str], at_km: float, side_km: float = 0.0) -> Point:
        """Return a point along a way, `side_km` to its left, seen in the direction of travel."""
        way = self.road(*towns)
        here, ahead = way.interpolate(at_km), way.interpolate(at_km + 0.2)
        dx, dy = ahead.x - here.x, ahead.y - here.y
        length = float(np.hypot(dx, dy)) or 1.0
        return Point(here.x - dy / length * side_km, here.y + dx / length * side_km)

    def part_of_road(self, towns: list[str], from_km: float, to_km_: float) -> LineString:
        """Return a part of a way."""
        return substring(self.road(*towns), from_km, to_km_)

    def blob(self, middle: Point, radius_km: float, key: str) -> Polygon:
        """Return an irregular area as people draw it, inside the land; `key` gives it its shape."""
        rng = Random(key)
        corners = 9 + rng.randrange(4)
        turn = rng.uniform(0, 2 * np.pi)
        stretch = rng.uniform(1.0, 1.35)
        ring = []
        for number in range(corners):
            angle = turn + 2 * np.pi * (number + rng.uniform(-0.25, 0.25)) / corners
            reach_km = radius_km * rng.uniform(0.75, 1.15)
            ring.append((middle.x + reach_km * stretch * np.cos(angle), middle.y + reach_km * np.sin(angle)))
        return _largest(Polygon(ring).intersection(self.land.buffer(-0.05).simplify(0.05)))

    def fields_near(self, middle: Point, radius_km: float, key: str) -> Polygon:
        """Return the farmland within an irregular area round a point, its holes filled."""
        inside = _largest(self._fields.intersection(self.blob(middle, radius_km, key)))
        return Polygon(inside.simplify(0.08).exterior)

    def corridor(self, points: list[Point], width_km: float, key: str) -> Polygon:
        """Return a band of land along points, here wider, there narrower; `key` says where."""
        rng = Random(key)
        line = LineString(points)
        stops = [line.interpolate(share / 7, normalized=True) for share in range(8)]
        circles = [stop.buffer(width_km / 2 * rng.uniform(0.6, 1.2), quad_segs=3) for stop in stops]
        band = shapely.union_all([one.union(other).convex_hull for one, other in pairwise(circles)])
        return _largest(band.simplify(0.12).intersection(self.land.buffer(-0.1)))

    def _junction(self, town: str) -> tuple[float, float]:
        middle = self._towns[town]
        return min(self._streets, key=lambda end: to_km(Point(end)).distance(middle))

    def _way(self, start: tuple[float, float], end: tuple[float, float]) -> LineString:
        """Return the shortest way between two junctions (Dijkstra)."""
        best = {start: 0.0}
        came: dict[tuple[float, float], tuple[tuple[float, float], LineString]] = {}
        heap = [(0.0, start)]
        while heap:
            length_km, here = heapq.heappop(heap)
            if here == end:
                break
            for there, line in self._streets[here]:
                longer_km = length_km + line.length
                if longer_km < best.get(there, float("inf")):
                    best[there] = longer_km
                    came[there] = (here, line)
                    heapq.heappush(heap, (longer_km, there))
        points: list[tuple[float, ...]] = []
        while end != start:
            end, line = came[end]
            points = [*line.coords, *points[1:]] if points else list(line.coords)
        return LineString(points)


def to_km(geometry: Any) -> Any:
    """Return geometry in degrees as kilometres from the middle of the island."""
    return shapely.transform(geometry, lambda points: (points - ORIGIN) * np.array([KM_PER_DEG_LON, KM_PER_DEG_LAT]))


def to_degrees(geometry: Any) -> Any:
    """Return geometry in kilometres as rounded degrees WGS 84."""
    degrees = shapely.transform(
        geometry,
        lambda points: np.round(points / np.array([KM_PER_DEG_LON, KM_PER_DEG_LAT]) + ORIGIN, DECIMALS),
    )
    return degrees if degrees.is_valid else shapely.make_valid(degrees)


def _rounded(point: Any) -> tuple[float, float]:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)


def _largest(geometry: BaseGeometry) -> Any:
    areas = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return max(areas, key=lambda part: part.area)
