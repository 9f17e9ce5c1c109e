# SPDX-License-Identifier: MIT
"""From starting the process to a painted map of 10,000 areas and 10,000 points, and its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import qgis, sample_layers
from tests.benchmarks.results import Result
from tools.screen import is_installed, virtual_screen

COUNT = 10_000
RUNS = 3


def run() -> list[Result]:
    """Return start and memory beside QGIS as it comes and without its plugins."""
    with tempfile.TemporaryDirectory() as scratch:
        layers, project = Path(scratch, "layers.gpkg"), Path(scratch, "project.qgs")
        sample_layers.write_areas(layers, "areas", COUNT)
        sample_layers.write_points(layers, "points", COUNT)
        plan = sample_layers.plan_of(layers, ("areas", "points"))
        ours = _measure(plan)
        qgis.measure("project.py", layers, project, "areas", "points")
        theirs = qgis.measure_start(project, runs=RUNS)
        bare = qgis.measure_start(project, "--noplugins", runs=RUNS)
    name = qgis.version() or ""
    what = f"start to painted map, {COUNT:,} areas + {COUNT:,} points"
    return [
        Result(what, ours["seconds"], "s", theirs and theirs["seconds"], name, 0.35),
        Result(what, ours["seconds"], "s", bare and bare["seconds"], f"{name} --noplugins", 0.5),
        Result("memory of that (PSS)", ours["pss_mb"], "MB", theirs and theirs["pss_mb"], name, 0.7),
    ]


def _measure(plan: Path) -> dict[str, float]:
    """Return the run of median time after one that nobody counts."""
    if is_installed():
        with virtual_screen() as display:
            runs = [_once(plan, {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}) for _ in range(RUNS + 1)]
    else:
        runs = [_once(plan, {"QT_QPA_PLATFORM": "offscreen"}) for _ in range(RUNS + 1)]
    return sorted(runs[1:], key=lambda one: one["seconds"])[RUNS // 2]


def _once(plan: Path, screen: dict[str, str]) -> dict[str, float]:
    answer = plan.with_suffix(".json")
    command = [sys.executable, "-m", "tests.benchmarks.start_probe", str(plan), str(answer)]
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | screen
    started = time.time()
    subprocess.run(command, env=environment, check=True, timeout=120)
    painted = json.loads(answer.read_text("utf-8"))
    return {"seconds": painted["time"] - started, "pss_mb": painted["pss_mb"]}
