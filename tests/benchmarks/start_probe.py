# SPDX-License-Identifier: MIT
"""Run ``hotmap PLAN``, and end when its map is painted: ``start_probe.py PLAN ANSWER``.

The counterpart of pyqgis/start.py. It only watches: the program is started by its own `main`, and
nothing is imported before it.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hotmap.__main__ as program
from tests.benchmarks.memory import pss_mb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

POLL_MS = 5


def answer_when_painted(answer: Path) -> None:
    """End the program when the picture is complete and shown."""
    from PySide6.QtWidgets import QApplication

    window: Any = next((w for w in QApplication.topLevelWidgets() if hasattr(w, "workspace")), None)
    if window is None or not window.workspace.is_open or not window.map.canvas.picture.is_settled:
        return
    window.map.canvas.repaint()
    painted = time.time()
    answer.write_text(json.dumps({"time": painted, "pss_mb": pss_mb(os.getpid())}), "utf-8")
    os._exit(0)


def watch(answer: Path) -> None:
    """Look at the window again and again, from when there is an application."""
    from hotmap import app

    make = app.make_application

    def look() -> None:
        try:
            answer_when_painted(answer)
        except Exception:
            # Qt would only print it and call again.
            traceback.print_exc()
            os._exit(1)

    def made() -> QApplication:
        application = make()
        timer = app.QTimer(application, interval=POLL_MS)
        timer.timeout.connect(look)
        timer.start()
        return application

    app.make_application = made


if __name__ == "__main__":
    plan, target = sys.argv[1:]
    program.prepare_window()
    watch(Path(target))
    sys.exit(program.main([plan]))
