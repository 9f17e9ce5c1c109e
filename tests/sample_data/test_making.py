# SPDX-License-Identifier: MIT
"""The making of the island, on a coarse grid: what holds for any seed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from sample_data.exercise.identity import uuid_for
from sample_data.exercise.island import Island
from sample_data.make_island import make
from sample_data.making.grid import Grid
from sample_data.making.hydrology import drain, trace_rivers
from sample_data.making.terrain import make_terrain

COARSE = Grid(cell_km=0.8)


def test_make_the_same_seed_gives_the_same_island_another_seed_another() -> None:
    one, again = make(COARSE), make(Grid(cell_km=0.8))
    assert {name: [g.wkb for g, _ in rows] for name, rows in one.items()} == {
        name: [g.wkb for g, _ in rows] for name, rows in again.items()
    }
    other = make_terrain(Grid(cell_km=0.8, seed=4))
    assert not np.array_equal(other.shore, make_terrain(COARSE).shore)


def test_noise_a_coarser_grid_shows_the_same_field() -> None:
    fine = Grid(cell_km=0.4).noise("any", 3.0)
    coarse = Grid(cell_km=1.2).noise("any", 3.0)
    at_coarse_centres = fine[1::3, 1::3][: coarse.shape[0], : coarse.shape[1]]
    assert np.corrcoef(at_coarse_centres.ravel(), coarse[: len(at_coarse_centres)].ravel())[0, 1] > 0.999


@pytest.mark.parametrize("seed", [1, 11, 26])
def test_drain_every_land_cell_reaches_the_sea_and_water_is_conserved(seed: int) -> None:
    terrain = make_terrain(Grid(cell_km=0.8, seed=seed))
    drainage = drain(terrain)
    assert len(drainage.downstream) == terrain.land.sum()
    at_sea_km2 = drainage.catchment_km2[~terrain.land].sum()
    assert at_sea_km2 == pytest.approx(terrain.land.sum() * 0.8**2)


def test_trace_rivers_run_from_source_to_sea_or_into_another_river() -> None:
    terrain = make_terrain(COARSE)
    rivers = trace_rivers(terrain, drain(terrain))
    courses = [LineString(river.points_km) for river in rivers]
    for river, course in zip(rivers, courses, strict=True):
        mouth = shapely.Point(river.points_km[-1])
        joins = any(mouth.distance(other) < 1e-9 for other in courses if other is not course)
        assert joins or not terrain.land[river.cells[0]]


def test_road_between_towns_starts_and_ends_there_and_is_the_shortest() -> None:
    island = Island()
    way = island.road("Tiva", "Imbaro")
    assert way.distance(island.town("Tiva")) < 0.1
    assert island.road("Imbaro", "Tiva").length == pytest.approx(way.length)
    assert island.road("Tiva", "Faroda", "Haleke").length >= island.road("Tiva", "Haleke").length - 1e-9


def test_uuid_for_the_same_name_is_the_same_and_tells_its_day() -> None:
    from datetime import UTC, date, datetime

    first = uuid_for("hotspot", "Tiva camp", date(2026, 5, 1))
    assert first == uuid_for("hotspot", "Tiva camp", date(2026, 5, 1))
    assert first != uuid_for("threat", "Tiva camp", date(2026, 5, 1))
    stamp = int(first.replace("-", "")[:12], 16) / 1000
    assert datetime.fromtimestamp(stamp, UTC).date() in (date(2026, 5, 1), date(2026, 5, 2))
