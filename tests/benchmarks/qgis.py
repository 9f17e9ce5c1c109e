# SPDX-License-Identifier: MIT
"""Run QGIS beside hotmap: the desktop program for its start, PyQGIS for everything else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks import processes
from tests.benchmarks.processes import Conversation
from tools.screen import is_installed

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


@contextmanager
def conversation(script: str, *arguments: str | Path, display: str = "") -> Iterator[Conversation | None]:
    """Run one of the scripts in ``pyqgis`` that answer again and again; yield None without QGIS.

    Parameters
    ----------
    display
        Name of the virtual screen, for a script that shows a window; the others run offscreen.
    """
    if version() is None:
        yield None
        return
    environment = _environment() | ({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {})
    with processes.conversation([_SYSTEM_PYTHON, _SCRIPTS / script, *arguments], environment) as other:
        yield other


def start_once(project: Path, profile: Path, display: str, *options: str) -> dict[str, float]:
    """Start the desktop on a project until its map is painted.

    Parameters
    ----------
    project
        A ``.qgs`` file.
    profile
        A folder for the settings; the first start fills it and so takes longer.
    display
        Name of the virtual screen.
    options
        More command line options, for example ``"--noplugins"``.

    Returns
    -------
    dict
        ``seconds`` (process start to painted map) and ``pss_mb`` (memory then, shared pages in proportion).
    """
    answer, script = profile / "answer.json", _SCRIPTS / "start.py"
    answer.unlink(missing_ok=True)
    command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(profile), *options]
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
