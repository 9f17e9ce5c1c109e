# SPDX-License-Identifier: MIT
"""Run inside QGIS by ``--code``: when the map is painted, write the time and the memory, and end."""

import json
import os
import sys
import time

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

sys.path.insert(0, os.path.dirname(os.path.dirname(os.environ["HOTMAP_BENCH_SCRIPT"])))
from memory import pss_mb

canvas = iface.mapCanvas()


def finish() -> None:
    """Answer and leave at once, before QGIS asks or saves anything."""
    if not QgsProject.instance().mapLayers() or canvas.isDrawing():
        return
    painted = time.time()
    with open(os.environ["HOTMAP_BENCH_ANSWER"], "w", encoding="utf-8") as file:
        json.dump({"time": painted, "pss_mb": pss_mb(os.getpid())}, file)
    os._exit(0)


canvas.mapCanvasRefreshed.connect(finish)
# The map may have been painted before this script was read.
watch = QTimer()
watch.timeout.connect(finish)
watch.start(20)
