# SPDX-License-Identifier: MIT
"""Seeded layers of any size, in one GeoPackage that hotmap and QGIS both read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import shapely

from hotmap.cartography.projection import BBox
from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.records import Hotspot, Layer, PlanInfo
from hotmap.services.session import PlanSession

# QGIS is told the same colours in pyqgis/session.py.
COLOURS = {"must": "#b3261e", "should": "#e08a00", "could": "#2f6fb0", "watch": "#6b7280"}
LEVELS = tuple(COLOURS)
# A box about 500 km wide, away from poles and date line: west, south, east, north in degrees.
BOX = (27.0, 4.0, 32.0, 9.0)
AREA_VERTICES = 40
ACTOR = "Benchmark"
AUDIENCE = "mission"


def write_points(path: Path, table: str, count: int, seed: int = 1, box: BBox = BOX) -> None:
    """Add a table of points in a box, EPSG:4326, with columns ``name`` and ``level``."""
    random = np.random.default_rng(seed)
    _write(path, table, shapely.points(_places(random, count, box)), random)


def write_areas(path: Path, table: str, count: int, seed: int = 2, box: BBox = BOX) -> None:
    """Add a table of star-shaped areas of `AREA_VERTICES` corners, on a grid over a square box."""
    random = np.random.default_rng(seed)
    side = int(np.ceil(np.sqrt(count)))
    step_deg = (box[2] - box[0]) / side
    cells = np.stack(np.divmod(np.arange(count), side), axis=1)
    centres = np.array(box[:2]) + (cells + 0.5) * step_deg
    angles = np.linspace(0, 2 * np.pi, AREA_VERTICES, endpoint=False)
    radii = step_deg * random.uniform(0.25, 0.5, (count, AREA_VERTICES))
    corners = centres[:, None, :] + radii[..., None] * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    _write(path, table, shapely.polygons(np.concatenate([corners, corners[:, :1]], axis=1)), random)


def write_csv(path: Path, count: int, seed: int = 3) -> None:
    """Write a CSV of points as a spreadsheet would give it: name, latitude, longitude, date, persons."""
    random = np.random.default_rng(seed)
    places, persons = _places(random, count), random.integers(10, 9000, count)
    lines = ["name,latitude,longitude,date,persons"]
    lines += [
        f"Place {n},{lat:.5f},{lon:.5f},2026-{1 + n % 12:02}-{1 + n % 28:02},{persons[n]}"
        for n, (lon, lat) in enumerate(places)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def layers_by_level(path: Path, table: str) -> list[tuple[Layer, FeatureTable]]:
    """Read a table as hotmap layers, one a level with a colour of its own, as QGIS draws categories."""
    import geopandas

    frame = geopandas.read_file(path, layer=table)
    found = []
    for level, colour in COLOURS.items():
        rows = frame[frame["level"] == level]
        layer = Layer(
            uuid=new_uuid(),
            name=level,
            kind="layer",
            table=f"layer_{level}",
            geometry_type="Point" if table == "points" else "Area",
            columns=["name"],
            style={"theme": "plain", "colour": colour},
        )
        found.append((layer, FeatureTable(rows.geometry.to_numpy(), {"name": list(rows["name"])})))
    return found


def plan_of(path: Path, tables: Iterable[str]) -> Path:
    """Make a plan file beside a GeoPackage that holds some of its tables as layers, by level."""
    plan = path.with_name("plan.gpkg")
    with PlanSession.create(plan, PlanInfo(uuid=new_uuid(), title="Benchmark"), ACTOR) as session:
        for table in tables:
            for layer, features in layers_by_level(path, table):
                session.add_layer(layer, features, "Add layer")
    return plan


def plan_of_hotspots(path: Path, count: int) -> PlanSession:
    """Make a plan of scattered hotspots that everybody in the mission may see, and leave it open."""
    session = PlanSession.create(path, PlanInfo(uuid=new_uuid(), title="Benchmark"), ACTOR)
    places = np.random.default_rng(5).uniform(BOX[:2], BOX[2:], (count, 2))
    hotspots = [
        Hotspot(
            uuid=new_uuid(),
            code=f"H-{number:03}",
            name=f"Place {number}",
            geometry=shapely.Point(lon, lat),
            description="Armed men come down the road on market days; people hide until dark.",
            marking=Marking(originator=ACTOR, audiences=(AUDIENCE,)),
        )
        for number, (lon, lat) in enumerate(places, start=1)
    ]
    session.apply(ChangeSet("Add hotspots", tuple(inserted(hotspot) for hotspot in hotspots)))
    return session


def _places(random: np.random.Generator, count: int, box: BBox = BOX) -> np.ndarray:
    return random.uniform(box[:2], box[2:], (count, 2))


def _write(path: Path, table: str, geometries: np.ndarray, random: np.random.Generator) -> None:
    import geopandas

    columns = {
        "name": [f"Place {n}" for n in range(len(geometries))],
        "level": np.array(LEVELS)[random.integers(0, len(LEVELS), len(geometries))],
    }
    geopandas.GeoDataFrame(columns, geometry=geometries, crs="EPSG:4326").to_file(path, layer=table, driver="GPKG")
