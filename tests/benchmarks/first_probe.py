# SPDX-License-Identifier: MIT
"""Print when an opened plan is first seen on the map, and when it is complete: ``first_probe.py PLAN``.

The counterpart of pyqgis/first.py: one answer for each line that comes in.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from hotmap import app
from hotmap.domain.plan import Plan
from hotmap.gui.canvas.map_view import MapView
from hotmap.services.session import PlanSession
from tests.benchmarks.sample_layers import BOX
from tools.screen import SIZE_PX

STEP_PX = 3


def empty_map() -> MapView:
    """Show a map without layers, the ground finished."""
    view = MapView()
    view.resize(*SIZE_PX)
    view.show()
    view.set_records(Plan())
    view.zoom_to(BOX)
    QApplication.processEvents()
    view.canvas.finish_picture()
    QApplication.processEvents()
    return view


def colours(view: MapView) -> set[QColor]:
    """Return the colours along some lines of the map."""
    image = view.canvas.grab().toImage()
    lines = (image.height() * part // 8 for part in range(1, 8))
    return {image.pixel(x, y) for y in lines for x in range(0, image.width(), STEP_PX)}


def open_plan(path: Path) -> dict[str, float]:
    """Open the plan beside an empty map."""
    view = empty_map()
    ground = colours(view)
    picture = view.canvas.picture
    seen: list[float] = []
    started = time.perf_counter()
    session = PlanSession.open(path, "Benchmark", write=False)
    view.set_records(session.plan, session.features)
    view.zoom_full()
    while not picture.is_settled:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if not seen and colours(view) - ground:
            seen.append(time.perf_counter() - started)
    view.canvas.repaint()
    complete = time.perf_counter() - started
    session.close()
    view.deleteLater()
    return {"first": min([*seen, complete]), "complete": complete}


if __name__ == "__main__":
    app.make_application()
    for _ in sys.stdin:
        print(json.dumps(open_plan(Path(sys.argv[1]))), flush=True)
    os._exit(0)
