# SPDX-License-Identifier: MIT
"""From starting the process to a painted map of 10,000 areas and 10,000 points, and its memory."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks import processes, qgis, sample_layers
from tests.benchmarks.results import Result, in_turns

COUNT = 10_000
ROUNDS = 5


def run() -> list[Result]:
    """Return start and memory beside QGIS as it comes and without its plugins."""
    with tempfile.TemporaryDirectory() as scratch, processes.screen() as display:
        layers, project = Path(scratch, "layers.gpkg"), Path(scratch, "project.qgs")
        sample_layers.write_areas(layers, "areas", COUNT)
        sample_layers.write_points(layers, "points", COUNT)
        plan = sample_layers.plan_of(layers, ("areas", "points"))
        qgis.measure("project.py", layers, project, "areas", "points")
        return [
            *_beside(plan, project, display, ()),
            *_beside(plan, project, display, ("--noplugins",)),
        ]


def _beside(plan: Path, project: Path, display: str, options: tuple[str, ...]) -> list[Result]:
    """Return the start beside QGIS with some options; as it comes, the memory too."""
    memory: dict[str, list[float]] = {"ours": [], "theirs": []}
    profile = project.parent / "-".join(["profile", *options])
    profile.mkdir()

    def ours() -> float:
        found = start_once(plan, display)
        memory["ours"].append(found["pss_mb"])
        return found["seconds"]

    def theirs() -> float:
        found = qgis.start_once(project, profile, display, *options)
        memory["theirs"].append(found["pss_mb"])
        return found["seconds"]

    has_other = bool(display and qgis.version())
    found = in_turns(ours, theirs if has_other else None, ROUNDS)
    name = " ".join([qgis.version() or "", *options])
    what = f"start to painted map, {COUNT:,} areas + {COUNT:,} points"
    results = [Result(what, found.ours, "s", found.theirs, name, 0.5 if options else 0.35, ratio=found.ratio)]
    if not options:
        used = [sorted(values)[len(values) // 2] if values else None for values in memory.values()]
        results.append(Result("memory of that (PSS)", used[0] or 0.0, "MB", used[1], name, 0.7))
    return results


def start_once(plan: Path, display: str) -> dict[str, float]:
    """Start hotmap on a plan until its map is painted; returns as `qgis.start_once`."""
    answer = plan.with_suffix(".json")
    started = time.time()
    environment = processes.our_environment(display) | {"XDG_CONFIG_HOME": str(plan.parent)}
    subprocess.run(processes.probe("start_probe", plan, answer), env=environment, check=True, timeout=120)
    painted = json.loads(answer.read_text("utf-8"))
    return {"seconds": painted["time"] - started, "pss_mb": painted["pss_mb"]}
