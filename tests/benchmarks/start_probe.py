# SPDX-License-Identifier: MIT
"""Run the window as ``hotmap PLAN`` does, and end when its map is painted: ``start_probe.py PLAN ANSWER``.

The counterpart of pyqgis/start.py; it only watches.
"""

import json
import os
import sys
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hotmap import app
from tests.benchmarks.memory import pss_mb

POLL_MS = 10


def watch(answer: Path) -> QTimer:
    """Look at the window until its picture is complete and shown, then write the time and end."""
    timer = QTimer(interval=POLL_MS)

    def look() -> None:
        try:
            answer_when_painted()
        except Exception:
            # Qt would only print it and call again.
            traceback.print_exc()
            os._exit(1)

    def answer_when_painted() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if hasattr(w, "workspace")), None)
        if window is None or not window.workspace.is_open:
            return
        if not window.map.canvas.picture.is_settled:
            return
        window.map.canvas.repaint()
        painted = time.time()
        answer.write_text(json.dumps({"time": painted, "pss_mb": pss_mb(os.getpid())}), "utf-8")
        os._exit(0)

    timer.timeout.connect(look)
    timer.start()
    return timer


if __name__ == "__main__":
    plan, target = map(Path, sys.argv[1:])
    app.make_application()  # a timer needs one; run_window takes the same
    kept = watch(target)
    sys.exit(app.run_window(plan))
