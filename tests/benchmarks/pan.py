# SPDX-License-Identifier: MIT
"""How a drag feels while the map under it is drawn anew, beside a bare blit of the same picture."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from tests.benchmarks import processes, sample_layers
from tests.benchmarks.results import Result

COUNTS = (100_000, 200_000)
ROUNDS = 3
GOAL = 3.0


def run() -> list[Result]:
    """Return one line for each number of areas: the time that 95 of 100 moves wait at most to be seen."""
    with processes.screen() as display:
        return [_pan(count, display) for count in COUNTS]


def _pan(count: int, display: str) -> Result:
    with tempfile.TemporaryDirectory() as scratch:
        layers = Path(scratch, "layers.gpkg")
        sample_layers.write_areas(layers, "areas", count)
        command, environment = processes.probe("pan_probe", layers, "areas"), processes.our_environment(display)
        done = [subprocess.run(command, env=environment, capture_output=True, check=True) for _ in range(ROUNDS)]
    found = [json.loads(one.stdout) for one in done]
    return Result(
        f"pan frame while {count:,} areas are drawn anew, p95",
        statistics.median(one["p95"] for one in found),
        "ms",
        statistics.median(one["bare_p95"] for one in found),
        "a bare blit",
        GOAL,
        ratio=statistics.median(one["p95"] / one["bare_p95"] for one in found),
    )
