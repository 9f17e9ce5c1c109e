# SPDX-License-Identifier: MIT
"""The committed files of the invented island: whole, consistent, and nowhere near real land."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.folding import fold
from hotmap.cartography.basemap import BaseMap
from hotmap.paths import sample_data

FILES = "coast admin1 admin2 roads rivers woodland farmland built_up towns names".split()
FAR_FROM_LAND_M = 150_000


@cache
def layer(name: str) -> list[tuple[BaseGeometry, dict[str, Any]]]:
    data = json.loads(sample_data("island", f"{name}.geojson").read_text(encoding="utf-8"))
    return [(shape(feature["geometry"]), feature["properties"]) for feature in data["features"]]


def land() -> BaseGeometry:
    return shapely.union_all([area for area, _ in layer("coast")])


def test_island_files_are_small_enough_to_ship() -> None:
    assert sum(sample_data("island", f"{name}.geojson").stat().st_size for name in FILES) < 3_000_000


@pytest.mark.parametrize("name", FILES)
def test_island_file_holds_valid_geometry_with_five_decimals(name: str) -> None:
    geometries = [geometry for geometry, _ in layer(name)]
    assert geometries
    assert all(geometry.is_valid and not geometry.is_empty for geometry in geometries)
    points = shapely.get_coordinates(geometries)
    assert np.array_equal(points, np.round(points, 5))


def test_island_lies_far_from_all_land_of_the_base_map() -> None:
    west, south, east, north = shapely.total_bounds([area for area, _ in layer("coast")])
    near = BaseMap().land((west - 4, south - 4, east + 4, north + 4))
    island = shapely.get_coordinates(land().simplify(0.02))
    real = shapely.get_coordinates(near)
    assert len(real) > 0  # the search was wide enough to find the nearest islands
    pairs = np.array([(*one, *other) for one in island for other in real])
    _, _, distance_m = Geod(ellps="WGS84").inv(*pairs.T)
    assert distance_m.min() > FAR_FROM_LAND_M


def test_island_names_are_of_no_real_town_or_country() -> None:
    real = {fold(name) for name in BaseMap().town_names()}
    invented = {properties["name"] for name in ("towns", "names") for _, properties in layer(name)}
    assert not {name for name in invented if fold(name) in real}


def test_districts_fill_the_land_without_overlap() -> None:
    districts = [area for area, _ in layer("admin2")]
    assert shapely.union_all(districts).symmetric_difference(land()).area < 1e-6
    assert sum(area.area for area in districts) == pytest.approx(land().area, rel=1e-5)


def test_districts_name_their_province_explicitly_and_one_moved() -> None:
    provinces = {properties["adm1_pcode"]: area for area, properties in layer("admin1")}
    moved = []
    for area, properties in layer("admin2"):
        assert area.difference(provinces[properties["adm1_pcode"]]).area < 1e-6
        if not properties["adm2_pcode"].startswith(properties["adm1_pcode"]):
            moved.append(properties["adm2_name"])
    assert moved == ["Oruk"]


def test_towns_stand_on_land_in_the_district_they_name() -> None:
    districts = {properties["adm2_pcode"]: area for area, properties in layer("admin2")}
    for point, properties in layer("towns"):
        assert districts[properties["adm2_pcode"]].distance(point) == 0, properties["name"]


def test_roads_join_at_their_ends_and_reach_every_town_of_the_main_island() -> None:
    ends = [end for line, _ in layer("roads") for end in (line.coords[0], line.coords[-1])]
    neighbours: dict[Any, set[Any]] = {end: set() for end in ends}
    for line, _ in layer("roads"):
        neighbours[line.coords[0]].add(line.coords[-1])
        neighbours[line.coords[-1]].add(line.coords[0])
    seen, waiting = set(), [ends[0]]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += neighbours[here]
    assert seen == set(ends)
    main = max((area for area, _ in layer("coast")), key=lambda area: area.area)
    on_main = {properties["name"]: point for point, properties in layer("towns") if main.contains(point)}
    assert len(on_main) == len(layer("towns")) - 2  # Pennaku and Tuvelo lie on islets
    assert all((point.x, point.y) in seen for point in on_main.values())


def test_roads_with_a_ford_are_closed_in_the_rains() -> None:
    roads = [properties for _, properties in layer("roads")]
    assert {r["class"] for r in roads} == {"primary", "secondary", "tertiary", "track"}
    assert {r["surface"] for r in roads} == {"paved", "unpaved", None}
    assert all((r["season"] == "dry_only") == (r["fords"] > 0) for r in roads)


def test_farmland_woodland_and_sea_do_not_overlap() -> None:
    fields = shapely.union_all([area for area, _ in layer("farmland")])
    woods = shapely.union_all([area for area, _ in layer("woodland")])
    assert fields.intersection(woods).area < 1e-7
    assert fields.union(woods).difference(land()).area < 1e-7
