# SPDX-License-Identifier: MIT
"""Run QGIS beside hotmap: the desktop program for its start, PyQGIS for everything else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from tools.screen import is_installed, virtual_screen

_SCRIPTS = Path(__file__).parent / "pyqgis"
# Debian's PyQGIS belongs to Debian's Python, never to ours.
_SYSTEM_PYTHON = "/usr/bin/python3"


@cache
def version() -> str | None:
    """Return the version of the installed QGIS, for example ``"QGIS 3.22"``; None without one."""
    if not shutil.which("qgis") or not is_installed() or not Path(_SYSTEM_PYTHON).exists():
        return None
    code = "import qgis.core; print(qgis.core.Qgis.QGIS_VERSION)"
    done = subprocess.run([_SYSTEM_PYTHON, "-c", code], env=_environment(), capture_output=True, text=True)
    if done.returncode != 0:
        return None
    return "QGIS " + ".".join(done.stdout.strip().split("-")[0].split(".")[:2])


def measure(script: str, *arguments: str | Path) -> dict[str, Any] | None:
    """Run one of the scripts in ``pyqgis`` and return the JSON object that it prints; None without QGIS."""
    if version() is None:
        return None
    command = [_SYSTEM_PYTHON, _SCRIPTS / script, *arguments]
    done = subprocess.run(list(map(str, command)), env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{script} failed:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def measure_start(project: Path, *options: str, runs: int = 3) -> dict[str, float] | None:
    """Start the desktop on a project under a virtual screen, until its map is painted.

    Parameters
    ----------
    project
        A ``.qgs`` file.
    options
        More command line options, for example ``"--noplugins"``.
    runs
        How often; one more run comes first, which makes the profile.

    Returns
    -------
    dict or None
        The medians ``seconds`` (process start to painted map) and ``pss_mb`` (memory then, shared
        pages in proportion); None without QGIS.
    """
    if version() is None:
        return None
    with tempfile.TemporaryDirectory() as scratch, virtual_screen() as display:
        found = [_start_once(project, Path(scratch), display, options) for _ in range(runs + 1)][1:]
    return sorted(found, key=lambda one: one["seconds"])[len(found) // 2]


def _start_once(project: Path, scratch: Path, display: str, options: tuple[str, ...]) -> dict[str, float]:
    answer, script = scratch / "answer.json", _SCRIPTS / "start.py"
    answer.unlink(missing_ok=True)
    command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(scratch), *options]
    command += ["--code", str(script), str(project)]
    environment = _environment() | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "HOTMAP_BENCH_ANSWER": str(answer),
        "HOTMAP_BENCH_SCRIPT": str(script),
    }
    started = time.time()
    subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
    painted = json.loads(answer.read_text("utf-8"))
    return {"seconds": painted["time"] - started, "pss_mb": painted["pss_mb"]}


def _environment() -> dict[str, str]:
    """Return this environment without what would lead Debian's Python into our packages."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PATH": f"/usr/bin:/bin:{os.environ['PATH']}"}
