# SPDX-License-Identifier: MIT
"""The base map as it is shipped: sane shapes, quick questions, names that can be searched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.folding import fold
from hotmap.cartography.basemap import BaseMap
from hotmap.errors import InputError
from hotmap.paths import resource

SUDANS = (21.0, 3.0, 39.0, 23.0)
WORLD = (-180.0, -90.0, 180.0, 90.0)
COARSE_DEG = 0.2


@pytest.fixture(scope="module")
def base_map() -> BaseMap:
    return BaseMap()


def on_land(base_map: BaseMap, lon: float, lat: float) -> bool:
    near = (lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)
    return bool(shapely.contains_xy(base_map.land(near), lon, lat).any())


def test_land_known_places_are_on_the_right_side_of_the_coast(base_map: BaseMap) -> None:
    assert on_land(base_map, 31.6, 4.85)  # Juba
    assert on_land(base_map, 179.0, 67.0)  # east of it Chukotka crosses the antimeridian
    assert on_land(base_map, -179.0, 67.0)
    assert on_land(base_map, 0.0, -85.0)  # Antarctica is closed over the pole
    assert not on_land(base_map, 0.0, 0.0)  # the “null island” of Natural Earth is not real
    assert not on_land(base_map, 51.0, 42.0)  # the Caspian is a hole


@pytest.mark.parametrize("tolerance_deg", [0.0, 0.05, COARSE_DEG])
def test_land_of_the_world_is_valid_and_goes_on_beyond_the_antimeridian(
    base_map: BaseMap, tolerance_deg: float
) -> None:
    land = base_map.land(WORLD, tolerance_deg)
    assert shapely.is_valid(land).all()
    assert set(shapely.get_type_id(land)) == {3}
    west, south, east, north = shapely.total_bounds(land)
    assert (west, south, east) == (-198, -90, 198)  # the view and its margin
    assert north < 84


def test_land_of_a_coarser_level_has_fewer_points_but_the_same_area(base_map: BaseMap) -> None:
    fine, coarse = base_map.land(WORLD, 0), base_map.land(WORLD, COARSE_DEG)
    assert shapely.get_num_coordinates(coarse).sum() < 0.1 * shapely.get_num_coordinates(fine).sum()
    assert shapely.area(coarse).sum() == pytest.approx(shapely.area(fine).sum(), rel=0.01)


@given(st.floats(-179, 160), st.floats(-60, 70), st.floats(0.5, 15))
def test_land_of_a_box_is_the_land_of_the_world_cut_to_it(lon: float, lat: float, size_deg: float) -> None:
    base_map = BaseMap()
    bbox = (lon, lat, lon + size_deg, lat + size_deg)
    view = shapely.box(*bbox)
    whole = base_map.land(WORLD, COARSE_DEG)
    there = shapely.intersection(whole[shapely.intersects(whole, view)], view)
    cut = shapely.intersection(base_map.land(bbox, COARSE_DEG), view)
    assert shapely.area(cut).sum() == pytest.approx(shapely.area(there).sum(), abs=1e-6)
    base_map.close()


def test_land_across_the_antimeridian_comes_back_where_it_was_asked(base_map: BaseMap) -> None:
    fiji = (176.0, -20.0, 183.0, -15.0)
    land = base_map.land(fiji)
    west, _, east, _ = shapely.total_bounds(land)
    assert west < 178
    assert 180 < east < 184
    assert {place.name for place in base_map.towns(fiji, 5)} >= {"Suva"}
    turned = base_map.land(tuple(np.array(fiji) - [360, 0, 360, 0]))
    assert shapely.area(turned).sum() == pytest.approx(shapely.area(land).sum())


def test_coast_has_no_line_along_the_antimeridian_or_a_cut(base_map: BaseMap) -> None:
    bbox = (170.0, 60.0, 190.0, 72.0)
    coast = base_map.coast(bbox)
    assert len(coast) > 0
    for line in coast:
        xy = shapely.get_coordinates(line)
        steps = np.diff(xy, axis=0)
        long_straight = (np.abs(steps[:, 0]) < 1e-9) & (np.abs(steps[:, 1]) > 0.5)
        assert not long_straight.any()


def test_boundaries_between_neighbours_are_lines_on_land(base_map: BaseMap) -> None:
    borders = base_map.boundaries(SUDANS)
    assert len(borders) > 10
    assert set(shapely.get_type_id(borders)) == {1}
    land = shapely.union_all(base_map.land((10, -10, 50, 40)))
    assert shapely.length(shapely.intersection(borders, land.buffer(0.02))).sum() == pytest.approx(
        shapely.length(borders).sum(), rel=0.01
    )


def test_towns_come_capitals_first_then_by_size_within_the_box(base_map: BaseMap) -> None:
    towns = base_map.towns(SUDANS, 12)
    assert {t.name for t in towns if t.rank == 1} >= {"Khartoum", "Juba", "Asmara"}
    ranks = [t.rank == 1 for t in towns]
    assert ranks == sorted(ranks, reverse=True)
    others = [t.population for t in towns if t.rank > 1]
    assert others == sorted(others, reverse=True)
    west, south, east, north = SUDANS
    assert all(west <= t.lon <= east and south <= t.lat <= north for t in towns)
    assert len(towns) == 12


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("juba", "Juba"),
        ("ndj", "N'Djamena"),
        ("Abeche", "Abéché"),
        ("ADDIS AB", "Addis Ababa"),
        ("chad", "Chad"),
    ],
)
def test_search_begins_of_names_in_any_spelling_find_the_place(base_map: BaseMap, text: str, first: str) -> None:
    assert base_map.search(text)[0].name == first


def test_search_of_nothing_or_nonsense_finds_nothing(base_map: BaseMap) -> None:
    assert base_map.search("  ") == []
    assert base_map.search("qqxzz") == []
    assert len(base_map.search("a", limit=7)) == 7


def test_town_names_hold_whatever_can_be_printed(base_map: BaseMap) -> None:
    names = base_map.town_names()
    assert {t.name for t in base_map.towns(WORLD, 200)} <= names
    assert {c.name for c in base_map.countries(WORLD, 200)} <= names


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_basemap_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Install hotmap again"):
        BaseMap(tmp_path / "gone.gpkg").land(SUDANS)


def test_basemap_file_is_a_sound_small_geopackage() -> None:
    path = resource("basemap", "basemap.gpkg")
    assert path.stat().st_size < 6_200_000
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        layers = {name for (name,) in db.execute("SELECT table_name FROM gpkg_geometry_columns")}
        listed = {name for (name,) in db.execute("SELECT table_name FROM gpkg_contents WHERE data_type='features'")}
    assert layers == listed


def test_countries_name_no_place_twice() -> None:
    names = [place.name for place in BaseMap().countries(WORLD, 1000)]
    assert len(names) > 190
    assert len(names) == len(set(names))


@pytest.mark.parametrize("tolerance_deg", [0.0, 0.05])
def test_corners_hold_every_corner_of_the_borders_drawn(base_map: BaseMap, tolerance_deg: float) -> None:
    corners = set(map(tuple, base_map.corners(SUDANS).tolist()))
    west, south, east, north = SUDANS
    drawn = shapely.get_coordinates(base_map.boundaries(SUDANS, tolerance_deg)).tolist()
    inside = {(lon, lat) for lon, lat in drawn if west < lon < east and south < lat < north}
    assert inside
    assert inside <= corners
