# SPDX-License-Identifier: MIT
"""A seeded sector with the layers that people put below their hotspots, for hotmap and QGIS alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.records import Decision, Hotspot, Layer, PlanInfo, Record
from hotmap.services.session import PlanSession
from tests.benchmarks.sample_layers import LEVELS

BOX = (27.0, 4.0, 30.0, 7.0)
"""About 330 km wide: a sector of several states. West, south, east, north in degrees."""

HOTSPOTS = 50
ROADS, RIVERS, FIELDS, WOODS, PLACES, DISTRICTS = 20_000, 1_500, 2_000, 800, 4_000, 6
_ROAD_CLASSES = ("primary", "secondary", "tertiary", "unclassified", "track")
_ROAD_SHARES = (0.03, 0.07, 0.15, 0.4, 0.35)
_ACTOR = "Benchmark"

# Table, kind of layer, theme, column of names, column of classes; from the lowest up.
TABLES = (
    ("woodland", "layer", "woodland", None, None),
    ("farmland", "layer", "farmland", None, None),
    ("districts", "area", "districts", "name", None),
    ("rivers", "layer", "rivers", "name", None),
    ("roads", "road", "roads", None, "class"),
    ("places", "place", "places", "name", "place"),
)


def write_sector(path: Path, seed: int = 11) -> None:
    """Write every layer and the hotspots as tables of a GeoPackage, EPSG:4326."""
    import geopandas

    random = np.random.default_rng(seed)
    for table, columns, geometries in _tables(random):
        geopandas.GeoDataFrame(columns, geometry=geometries, crs="EPSG:4326").to_file(path, layer=table, driver="GPKG")


def plan_of(path: Path, plan: Path) -> PlanSession:
    """Make a plan of the tables that `write_sector` wrote; its hotspots have agreed levels."""
    import geopandas

    session = PlanSession.create(plan, PlanInfo(uuid=new_uuid(), title="Sector", sector="Sector"), _ACTOR)
    for table, kind, theme, names, classes in TABLES:
        frame = geopandas.read_file(path, layer=table)
        columns = {name: list(frame[name]) for name in frame.columns if name != "geometry"}
        style = {"theme": theme, "label_column": names, "class_column": classes}
        layer = Layer(uuid=new_uuid(), name=table.title(), kind=kind, style=style)
        session.add_layer(layer, FeatureTable(frame.geometry.to_numpy(), columns), f"Add layer: {table}")
    records = _records(geopandas.read_file(path, layer="hotspots"))
    session.apply(ChangeSet("Add hotspots", tuple(inserted(record) for record in records)))
    return session


def _records(frame: Any) -> list[Record]:
    found: list[Record] = []
    marking = Marking(originator=_ACTOR, audiences=("mission",))
    for number, row in enumerate(frame.itertuples(), start=1):
        hotspot = Hotspot(
            uuid=new_uuid(), code=f"H-{number:03}", name=row.name, type="village", geometry=row.geometry,
            marking=marking,
        )  # fmt: skip
        decision = Decision(
            uuid=new_uuid(), hotspot=hotspot.uuid, level=row.level, date="2026-11-01", role="Chair", forum="Group",
            reason="Agreed", marking=marking,
        )  # fmt: skip
        found += [hotspot, decision]
    return found


def _tables(random: np.random.Generator) -> Iterator[tuple[str, dict[str, Any], np.ndarray]]:
    import shapely

    yield "woodland", {"id": list(range(WOODS))}, _stars(random, WOODS, 0.05, 60)
    yield "farmland", {"id": list(range(FIELDS))}, _stars(random, FIELDS, 0.02, 40)
    yield "districts", {"name": [f"District {n}" for n in range(DISTRICTS**2)]}, _districts()
    names = [f"River {n}" for n in range(RIVERS)]
    yield "rivers", {"name": names}, _ways(random, RIVERS, 0.12, 48)
    classes = random.choice(_ROAD_CLASSES, ROADS, p=_ROAD_SHARES)
    yield "roads", {"class": classes}, _ways(random, ROADS, 0.05, 18)
    kinds = random.choice(("town", "village", "hamlet"), PLACES, p=(0.02, 0.38, 0.6))
    yield "places", {"name": [f"Place {n}" for n in range(PLACES)], "place": kinds}, shapely.points(_at(random, PLACES))
    levels = random.choice(LEVELS, HOTSPOTS)
    names = [f"Camp {n}" for n in range(HOTSPOTS)]
    yield "hotspots", {"name": names, "level": levels}, shapely.points(_at(random, HOTSPOTS))


def _at(random: np.random.Generator, count: int) -> np.ndarray:
    return random.uniform(BOX[:2], BOX[2:], (count, 2))


def _ways(random: np.random.Generator, count: int, length_deg: float, vertices: int) -> np.ndarray:
    """Return winding lines: each goes on about as it went before."""
    import shapely

    turns = random.normal(0, 0.35, (count, vertices - 1)).cumsum(axis=1) + random.uniform(0, 2 * np.pi, (count, 1))
    steps = length_deg / vertices * random.uniform(0.5, 1.5, (count, vertices - 1))
    course = np.stack([np.cos(turns) * steps, np.sin(turns) * steps], axis=-1).cumsum(axis=1)
    start = _at(random, count)[:, None, :]
    return shapely.linestrings(np.concatenate([start, start + course], axis=1))


def _stars(random: np.random.Generator, count: int, radius_deg: float, vertices: int) -> np.ndarray:
    import shapely

    angles = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    radii = radius_deg * random.uniform(0.3, 1.0, (count, 1)) * random.uniform(0.8, 1.2, (count, vertices))
    corners = _at(random, count)[:, None, :] + radii[..., None] * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return shapely.polygons(np.concatenate([corners, corners[:, :1]], axis=1))


def _districts() -> np.ndarray:
    """Return districts that share their winding borders."""
    import shapely

    side, n = (BOX[2] - BOX[0]) / DISTRICTS, 200
    t = np.linspace(0.0, 1.0, n)
    sway = 0.06 * side * (np.sin(7 * np.pi * t) + 0.4 * np.sin(31 * np.pi * t)) * np.sin(np.pi * t)
    found = []
    for row in range(DISTRICTS):
        for column in range(DISTRICTS):
            x0, y0 = BOX[0] + column * side, BOX[1] + row * side
            south, north = ((x0 + t * side, y + sway) for y in (y0, y0 + side))
            west, east = ((x + sway, y0 + t * side) for x in (x0, x0 + side))
            ring = [
                np.column_stack(south),
                np.column_stack(east),
                np.column_stack(north)[::-1],
                np.column_stack(west)[::-1],
            ]
            found.append(shapely.Polygon(np.concatenate(ring)))
    return shapely.make_valid(np.array(found, dtype=object))
