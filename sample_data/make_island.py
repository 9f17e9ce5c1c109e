# SPDX-License-Identifier: MIT
"""Make the files of ``island/``: Tessara Island, invented from a seed.

Run it from the folder above::

    python -m sample_data.make_island

Needs scipy and contourpy; using the island needs neither. Takes about twenty seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Point, mapping
from shapely.geometry.base import BaseGeometry

from sample_data.making.curves import areas_above
from sample_data.making.districts import PROVINCES, District, make_districts, provinces_of
from sample_data.making.frame import to_wgs84
from sample_data.making.grid import Grid
from sample_data.making.hydrology import River, drain, river_distance_km, trace_rivers
from sample_data.making.landcover import farmland, woodland
from sample_data.making.roads import Road, build_roads
from sample_data.making.settlements import Town, built_up, settle
from sample_data.making.terrain import make_terrain

FOLDER = Path(__file__).with_name("island")
Row = tuple[BaseGeometry, Mapping[str, Any]]
"""A geometry in grid kilometres and its properties."""

_NAMED_WATERS = (
    ("Gulf of Marran", "gulf", 86.0, 43.0), ("Haleke Bay", "bay", 92.0, 34.5), ("Imbaro Bay", "bay", 34.0, 22.5),
    ("Tiva Sound", "bay", 64.0, 16.5), ("Tessara Channel", "channel", 83.0, 7.0), ("Ondera Roads", "bay", 55.0, 65.5),
    ("Western Reach", "sea", 4.0, 40.0), ("Northern Sea", "sea", 44.0, 73.0), ("Cape Lothane", "cape", 45.0, 7.0),
    ("Cape Tessa", "cape", 105.5, 29.5), ("Kessan Range", "hills", 30.0, 42.0), ("Haleke Hills", "hills", 73.0, 27.0),
    ("Keth Valley", "valley", 45.0, 36.8), ("Tiva Plain", "plain", 74.0, 20.0),
)  # fmt: skip
# Name and about where the river meets the sea or a larger one.
_RIVERS = (
    ("Keth", 37.4, 25.8), ("Marwen", 71.0, 46.0), ("Umra", 10.7, 53.1), ("Shave", 29.1, 64.9), ("Vennar", 42.8, 36.0),
    ("Hadru", 71.0, 48.5), ("Korro", 61.0, 21.0), ("Ilen", 91.0, 29.0), ("Kessa", 38.6, 30.5), ("Fande", 36.0, 61.8),
)  # fmt: skip
_NAMED_RIVER_WITHIN_KM = 1.5


def make(grid: Grid) -> dict[str, list[Row]]:
    """Return the island's layers by name; geometries in grid kilometres."""
    terrain = make_terrain(grid)
    drainage = drain(terrain)
    rivers = trace_rivers(terrain, drainage)
    river_km = river_distance_km(terrain, rivers)
    terrain = terrain.carved(river_km)
    towns = settle(terrain, river_km)
    roads = build_roads(terrain, towns, rivers, river_km)
    coast = areas_above(grid, terrain.shore, 0.0, tolerance_km=0.05, smallest_km2=0.4)
    land = shapely.union_all(coast)
    districts = make_districts(terrain, towns, river_km, land)
    fields = farmland(terrain, towns, river_km)
    return {
        "coast": [(area, {"name": _island_name(area, coast)}) for area in coast],
        "admin1": [
            (area, {"adm1_pcode": pcode, "adm1_name": name, "adm0_pcode": "TS", "adm0_name": "Tessara"})
            for pcode, name, area in provinces_of(districts)
        ],
        "admin2": [(d.area, _district_properties(d.pcode, d.name, d.parent_pcode)) for d in districts],
        "roads": list(_road_rows(roads)),
        "rivers": list(_river_rows(rivers)),
        "woodland": [(area, {}) for area in woodland(terrain, towns, fields)],
        "farmland": [(area, {}) for area in fields],
        "built_up": [(area, {"name": town.name}) for town, area in built_up(grid, towns, land)],
        "towns": [(Point(t.x_km, t.y_km), _town_properties(t, districts)) for t in towns],
        "names": [(Point(x, y), {"name": name, "kind": kind}) for name, kind, x, y in _NAMED_WATERS],
    }


def _island_name(area: BaseGeometry, coast: list[Any]) -> str:
    main, *islets = coast
    names = ("Ombeli", "Tuvelo Islet", "Shell Rock", "Lothane Islet")
    if area is main:
        return "Tessara Island"
    number = islets.index(area)
    return names[number] if number < len(names) else "Islet"


def _district_properties(pcode: str, name: str, parent: str) -> dict[str, str]:
    return {
        "adm2_pcode": pcode,
        "adm2_name": name,
        "adm1_pcode": parent,
        "adm1_name": PROVINCES[parent],
        "adm0_pcode": "TS",
    }


def _town_properties(town: Town, districts: list[District]) -> dict[str, Any]:
    here = Point(town.x_km, town.y_km)
    district = min(districts, key=lambda d: d.area.distance(here))
    return {
        "name": town.name,
        "rank": town.rank,
        "place": ("city", "town", "village", "hamlet")[town.rank - 1],
        "population": town.population,
        "adm2_pcode": district.pcode,
    }


def _road_rows(roads: list[Road]) -> Iterable[Row]:
    for road in roads:
        line = LineString(road.points_km)
        yield (
            line,
            {
                "name": " – ".join(road.ends),
                "class": road.road_class,
                "surface": "paved" if road.paved else "unpaved" if road.road_class != "tertiary" else None,
                "season": "dry_only" if road.fords else "all_year",
                "fords": road.fords,
                "bridges": road.bridges,
                "length_km": round(line.length, 2),
            },
        )


def _river_rows(rivers: list[River]) -> Iterable[Row]:
    """Yield rivers, largest first; a name goes to the largest river with a mouth near its place."""
    free = {name: Point(x, y) for name, x, y in _RIVERS}
    for river in rivers:
        mouth = Point(river.points_km[-1])
        name = next((n for n, place in free.items() if mouth.distance(place) < _NAMED_RIVER_WITHIN_KM), None)
        free.pop(name or "", None)
        yield (
            LineString(river.points_km),
            {"name": f"{name} River" if name else None, "catchment_km2": round(river.catchment_km2, 1)},
        )


def write(layers: Mapping[str, list[Row]], folder: Path) -> None:
    """Write each layer as a compact GeoJSON file in WGS 84, one feature a line."""
    folder.mkdir(exist_ok=True)
    for name, rows in layers.items():
        features = (
            json.dumps(
                {"type": "Feature", "properties": dict(properties), "geometry": mapping(to_wgs84(geometry))},
                ensure_ascii=False,
                separators=(",", ":"),
            )
            for geometry, properties in rows
        )
        text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


def main() -> None:
    """Make the island and say how large it is."""
    layers = make(Grid())
    write(layers, FOLDER)
    for name, rows in layers.items():
        size_kb = (FOLDER / f"{name}.geojson").stat().st_size / 1000
        print(f"{name:10} {len(rows):4} features {size_kb:7.1f} kB")


if __name__ == "__main__":
    main()
