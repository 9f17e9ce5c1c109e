# SPDX-License-Identifier: MIT
"""Every export: how long it takes, inspection included, and how big it gets."""

from __future__ import annotations

import tempfile
import time
import zlib
from pathlib import Path

import numpy as np
import shapely

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.records import Hotspot, PlanInfo
from hotmap.exporters import EXPORTERS
from hotmap.services import releasing
from hotmap.services.sample import create_sample
from hotmap.services.session import PlanSession
from tests.benchmarks.results import Result
from tests.benchmarks.sample_layers import BOX

ACTOR = "Benchmark"
AUDIENCE = "mission"
WEB_MAP_HOTSPOTS = 300
WEB_MAP_GOAL_KB, WEB_MAP_ZIPPED_GOAL_KB = 350.0, 80.0


def run() -> list[Result]:
    """Return time and size of each format for the training scenario, then the web map of 300 hotspots."""
    with tempfile.TemporaryDirectory() as scratch:
        return [*_sample_exports(Path(scratch)), *_web_map(Path(scratch))]


def _sample_exports(folder: Path) -> list[Result]:
    results = []
    with create_sample(folder / "sample.gpkg", ACTOR) as session:
        count = session.plan.count("hotspot")
        for entry in EXPORTERS:
            out = folder / f"{entry.id}{entry.suffix}"
            started = time.perf_counter()
            written = releasing.export(session, out, AUDIENCE, what=entry.what)
            seconds = time.perf_counter() - started
            results.append(Result(f"export {entry.label}, {count} hotspots: time", seconds, "s"))
            results.append(Result(f"export {entry.label}: size", written.size_bytes / 1024, "KB"))
    return results


def _web_map(folder: Path) -> list[Result]:
    out = folder / "many.html"
    with _plan_of(folder / "many.gpkg", WEB_MAP_HOTSPOTS) as session:
        started = time.perf_counter()
        written = releasing.export(session, out, AUDIENCE)
        seconds = time.perf_counter() - started
    zipped = len(zlib.compress(out.read_bytes(), 9))
    name = f"web map, {WEB_MAP_HOTSPOTS} hotspots"
    return [
        Result(f"{name}: time", seconds, "s"),
        Result(f"{name}: size", written.size_bytes / 1024, "KB", goal=WEB_MAP_GOAL_KB),
        Result(f"{name}: zipped", zipped / 1024, "KB", goal=WEB_MAP_ZIPPED_GOAL_KB),
    ]


def _plan_of(path: Path, count: int) -> PlanSession:
    """Make a plan of scattered hotspots that everybody in the mission may see."""
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
