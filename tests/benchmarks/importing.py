# SPDX-License-Identifier: MIT
"""From a spreadsheet's CSV of 100,000 points to points on the map, durable on disk."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import qgis, sample_layers
from tests.benchmarks.results import Result

POINTS = 100_000
HOTSPOTS = 10_000


def run() -> list[Result]:
    """Return a line for a context layer, beside QGIS, and one for records with their journal."""
    with tempfile.TemporaryDirectory() as scratch:
        many, fewer = Path(scratch, "points.csv"), Path(scratch, "hotspots.csv")
        sample_layers.write_csv(many, POINTS)
        sample_layers.write_csv(fewer, HOTSPOTS)
        theirs = qgis.measure("import_points.py", many, Path(scratch, "qgis.gpkg"))
        layer_s = _import_seconds(many, "layer")
        hotspots_s = _import_seconds(fewer, "hotspot")
    return [
        Result(
            f"import {POINTS:,} points from CSV as a layer",
            layer_s,
            "s",
            theirs["seconds"] if theirs else None,
            qgis.version() or "",
        ),
        Result(f"import {HOTSPOTS:,} points from CSV as hotspots, with history", hotspots_s, "s"),
    ]


def _import_seconds(csv: Path, kind: str) -> float:
    """Time the command as a user would wait for it, its own start included."""
    plan = csv.with_name(f"{kind}.gpkg")
    west, south, east, north = sample_layers.BOX
    area = f"--area={west},{south},{east},{north}"
    _hotmap("new", str(plan), "--title", "Benchmark", area, "--audiences", "mission")
    started = time.perf_counter()
    _hotmap("import", str(plan), str(csv), "--as", kind)
    return time.perf_counter() - started


def _hotmap(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "hotmap", *arguments], check=True, capture_output=True)
