# SPDX-License-Identifier: MIT
"""Opening 100,000 areas beside an empty map: when the first of them is seen, and when all are."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.benchmarks import processes, qgis, sample_layers
from tests.benchmarks.results import Result
from tools.screen import SIZE_PX

COUNT = 100_000
ROUNDS = 5
GOALS = {"first": 0.2, "complete": 1.0}


def run() -> list[Result]:
    """Return one line for the first features and one for all of them."""
    with tempfile.TemporaryDirectory() as scratch, processes.screen() as display:
        layers = Path(scratch, "layers.gpkg")
        sample_layers.write_areas(layers, "areas", COUNT)
        plan = sample_layers.plan_of(layers, ("areas",))
        environment = processes.our_environment(display)
        size = map(str, SIZE_PX)
        with (
            processes.conversation(processes.probe("first_probe", plan), environment) as ours,
            qgis.conversation("first.py", layers, "areas", *size, display=display) as theirs,
        ):
            turns = [(ours.ask_all(), theirs.ask_all() if theirs else {}) for _ in range(ROUNDS + 1)][1:]
    return [_result(name, turns) for name in GOALS]


def _result(name: str, turns: list[tuple[dict[str, float], dict[str, float]]]) -> Result:
    ours = [mine[name] for mine, _ in turns]
    theirs = [other[name] for _, other in turns if other]
    words = {"first": "first features on screen", "complete": "complete on screen"}[name]
    return Result(
        f"{COUNT:,} areas opened: {words}",
        statistics.median(ours) * 1000,
        "ms",
        statistics.median(theirs) * 1000 if theirs else None,
        qgis.version() or "",
        GOALS[name],
        ratio=statistics.median(a / b for a, b in zip(ours, theirs, strict=True)) if theirs else None,
    )
