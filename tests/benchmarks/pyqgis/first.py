# SPDX-License-Identifier: MIT
"""Answer when an opened table is first seen on a map, and when it is complete: ``first.py FILE TABLE WIDTH HEIGHT``.

The canvas is that of the desktop with its defaults: it shows what is drawn so far four times a second.
"""

import sys
import time

import session
from qgis.core import QgsCoordinateReferenceSystem, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEventLoop, QTimer

POLL_MS = 5
STEP_PX = 3

path, table, width, height = sys.argv[1:]
application = session.start()


def empty_map() -> QgsMapCanvas:
    """Show a map without layers."""
    canvas = QgsMapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.enableAntiAliasing(True)
    canvas.resize(int(width), int(height))
    canvas.show()
    application.processEvents()
    return canvas


def shows_features(canvas: QgsMapCanvas) -> bool:
    """Tell whether anything but the empty ground is seen; looks along lines, since it must not slow down QGIS."""
    image = canvas.grab().toImage()
    ground = canvas.canvasColor().rgb()
    lines = (image.height() * part // 8 for part in range(1, 8))
    return any(image.pixel(x, y) != ground for y in lines for x in range(9, image.width() - 9, STEP_PX))


def open_table() -> dict[str, object]:
    """Open the table beside an empty map."""
    canvas = empty_map()
    seen: list[float] = []
    loop, poll = QEventLoop(), QTimer()
    started = time.perf_counter()

    def look() -> None:
        moment = time.perf_counter() - started  # to look takes time that nobody needs who only sees
        if not seen and shows_features(canvas):
            seen.append(moment)

    poll.timeout.connect(look)
    layer = session.categorised(path, table)
    canvas.setReferencedExtent(QgsReferencedRectangle(layer.extent(), layer.crs()))
    canvas.mapCanvasRefreshed.connect(loop.quit)
    canvas.setLayers([layer])
    poll.start(POLL_MS)
    loop.exec_()
    complete = time.perf_counter() - started
    poll.stop()
    canvas.deleteLater()
    return {"first": min([*seen, complete]), "complete": complete}


session.serve(open_table)
