# SPDX-License-Identifier: MIT
"""Make ``constraints.txt`` anew from ``pyproject.toml``: the newest versions that fit its ranges."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from environment import CONSTRAINTS, ROOT, program
from report import run_quietly, say

_HEAD = """\
# Exact versions that hotmap is tested with: every dependency of pyproject.toml, direct or not.
# Made by `python3 tools/dev.py pins`; do not edit by hand.
"""


def renew() -> None:
    """Resolve all dependencies and extras afresh and write the versions down, no index named."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.json")
        run_quietly(
            [
                *(program("python"), "-m", "pip", "install", "--no-input", "--dry-run", "--ignore-installed"),
                *("--report", report, f"{ROOT}[dev,bundle,basemap]"),
            ],
            count_line=lambda line: line.startswith("Collecting "),
            what="packages found",
        )
        packages = [entry["metadata"] for entry in json.loads(report.read_text("utf-8"))["install"]]
    pins = sorted({f"{p['name']}=={p['version']}" for p in packages if p["name"] != "hotmap"}, key=str.lower)
    CONSTRAINTS.write_text(_HEAD + "\n".join(pins) + "\n", "utf-8")
    say(f"{CONSTRAINTS.name}: {len(pins)} pins")
