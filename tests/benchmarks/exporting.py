# SPDX-License-Identifier: MIT
"""Every export: how long it takes, inspection included, and how big it gets."""

from __future__ import annotations

import tempfile
import time
import zlib
from pathlib import Path

from hotmap.exporters import EXPORTERS
from hotmap.services import releasing
from hotmap.services.sample import create_sample
from tests.benchmarks import sample_layers
from tests.benchmarks.results import Result
from tests.benchmarks.sample_layers import AUDIENCE

ACTOR = "Benchmark"
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
    with sample_layers.plan_of_hotspots(folder / "many.gpkg", WEB_MAP_HOTSPOTS) as session:
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
