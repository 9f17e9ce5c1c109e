# SPDX-License-Identifier: MIT
"""Print the median time of a full redraw: ``redraw.py FILE TABLE WIDTH HEIGHT RUNS``."""

import statistics
import sys
import time

import session
from qgis.core import QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QSize

path, table, width, height, runs = sys.argv[1:]
application = session.start()
layer = session.categorised(path, table)
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setOutputSize(QSize(int(width), int(height)))
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
settings.setExtent(settings.fullExtent())
settings.setFlag(QgsMapSettings.Antialiasing, True)
times = []
for _ in range(int(runs) + 1):
    started = time.perf_counter()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage()
    times.append(time.perf_counter() - started)
session.answer(seconds=statistics.median(times[1:]))
