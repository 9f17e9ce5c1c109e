# SPDX-License-Identifier: MIT
"""Print how long a drawn hotspot takes to be on the disk, in turns with a bare SQLite commit: ``edit_probe.py FOLDER``.

The click is a real one in the whole window; durable is when the plan file says so. The bare commit is one
row into one table of a file beside it, under the same pragmas.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hotmap import app
from hotmap.gui.main_window import MainWindow
from hotmap.settings import Settings
from hotmap.storage.planfile import PlanFile
from tests.benchmarks.sample_layers import plan_of_hotspots

HOTSPOTS = 300
EDITS, WARM_EDITS = 40, 5
PRAGMAS = ("journal_mode = TRUNCATE", "synchronous = EXTRA", "secure_delete = ON")


def committed_at() -> Callable[[], float]:
    """Watch plan files; return what tells when the last commit was through."""
    commit, last = PlanFile.commit, [0.0]

    def watched(file: PlanFile, *given: object) -> object:
        done = commit(file, *given)  # type: ignore[arg-type]
        last[0] = time.perf_counter()
        return done

    PlanFile.commit = watched  # type: ignore[method-assign, assignment]
    return lambda: last[0]


def bare(path: Path) -> Callable[[], float]:
    """Return what commits one row to a new file and answers the seconds."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE edit (id INTEGER PRIMARY KEY, note TEXT, geometry BLOB)")

    def commit() -> float:
        started = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO edit (note, geometry) VALUES (?, ?)", ("Add a hotspot", bytes(61)))
        db.execute("COMMIT")
        return time.perf_counter() - started

    return commit


def measure(folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each edit until it was durable, until the window had followed, and of each bare commit."""
    window: MainWindow = app.make_window(Settings())
    window.show()
    with plan_of_hotspots(folder / "plan.gpkg", HOTSPOTS):
        pass
    window.workspace.open(folder / "plan.gpkg")
    canvas, commit, when = window.map.canvas, bare(folder / "bare.db"), committed_at()
    found: dict[str, list[float]] = {"durable": [], "shown": [], "bare": []}
    random = np.random.default_rng(8)
    for _ in range(EDITS + WARM_EDITS):
        found["bare"].append(commit())
        canvas.set_tool("point")
        QApplication.processEvents()
        place = QPoint(*(int(random.integers(size // 4, 3 * size // 4)) for size in (canvas.width(), canvas.height())))
        QTest.mouseMove(canvas, place)  # a hand that clicks has come there
        QApplication.processEvents()
        started = time.perf_counter()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
        found["durable"].append(when() - started)
        QApplication.processEvents()
        found["shown"].append(time.perf_counter() - started)
    return {name: values[WARM_EDITS:] for name, values in found.items()}


if __name__ == "__main__":
    app.make_application()
    print(json.dumps(measure(Path(sys.argv[1]))), flush=True)
    os._exit(0)
