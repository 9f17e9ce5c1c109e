# SPDX-License-Identifier: MIT
"""Print when an opened plan is first seen on the map, and when it is complete: ``first_probe.py PLAN``.

The counterpart of pyqgis/first.py: one answer for each line that comes in.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from hotmap import app
from hotmap.domain.plan import Plan
from hotmap.gui.canvas.map_view import MapView
from hotmap.services.session import PlanSession
from tools.screen import SIZE_PX

STEP_PX = 3


def map_of(records: Plan) -> MapView:
    """Show a map of records without the features of their layers, the ground finished."""
    view = MapView()
    view.resize(*SIZE_PX)
    view.show()
    view.set_records(records, lambda layer: iter(()))
    view.zoom_full()
    QApplication.processEvents()
    view.canvas.finish_picture()
    QApplication.processEvents()
    return view


def colours(view: MapView) -> set[int]:
    """Return the colours along some lines of what the map shows; quick, since the map waits."""
    image = view.canvas.picture.image
    if image is None:
        return set()
    lines = (image.height() * part // 8 for part in range(1, 8))
    return {image.pixel(x, y) for y in lines for x in range(0, image.width(), STEP_PX)}


def open_plan(path: Path, known: set[int]) -> dict[str, float]:
    """Open the plan beside a map of its ground; `known` takes the colours of the features for the next time."""
    with PlanSession.open(path, "Benchmark", write=False) as before:
        view = map_of(before.plan)
    ground = colours(view)
    picture = view.canvas.picture
    seen: list[float] = []
    shown: list[bool] = []
    picture.changed.connect(lambda: shown.append(True))
    started = time.perf_counter()
    session = PlanSession.open(path, "Benchmark", write=False, at_leisure=True)  # as the window does
    view.set_records(session.plan, session.features_in_parts)
    view.zoom_full()
    while not picture.is_settled:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if shown and not seen:
            shown.clear()
            view.canvas.repaint()
            moment = time.perf_counter() - started  # to look takes time that nobody needs who only sees
            if colours(view) & known:
                seen.append(moment)
    view.canvas.repaint()
    complete = time.perf_counter() - started
    known |= colours(view) - ground
    session.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no map of before takes memory from the next
    return {"first": min([*seen, complete]), "complete": complete}


if __name__ == "__main__":
    app.make_application()
    feature_colours: set[int] = set()
    for _ in sys.stdin:
        print(json.dumps(open_plan(Path(sys.argv[1]), feature_colours)), flush=True)
    os._exit(0)
