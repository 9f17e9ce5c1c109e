# SPDX-License-Identifier: MIT
"""One edit, from the gesture to durable on the disk, beside a bare SQLite commit in turns."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from tests.benchmarks import processes
from tests.benchmarks.results import Result

GOAL = 2.0
AGAINST = "a bare SQLite commit"


def run() -> list[Result]:
    """Return a hotspot drawn until it is durable, and until the window has followed."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as scratch, processes.screen() as display:
        command = processes.probe("edit_probe", scratch)
        done = subprocess.run(command, env=processes.our_environment(display), capture_output=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    ours, bare = found["durable"], found["bare"]
    return [
        Result(
            "one edit, gesture to durable on disk",
            statistics.median(ours) * 1000,
            "ms",
            statistics.median(bare) * 1000,
            AGAINST,
            GOAL,
            ratio=statistics.median(a / b for a, b in zip(ours, bare, strict=True)),
        ),
        Result("one edit, until the window has followed", statistics.median(found["shown"]) * 1000, "ms"),
    ]
