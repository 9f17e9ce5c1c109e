# SPDX-License-Identifier: MIT
"""Answer the time of a full redraw each time it is asked: ``redraw.py FILE TABLE WIDTH HEIGHT labels|plain``."""

import sys
import time

import session
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPalLayerSettings,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSize

path, table, width, height, names = sys.argv[1:]
application = session.start()
layer = session.categorised(path, table)


def name_all() -> None:
    """Label every feature by its name, with a halo, as a QGIS user would do it; the rest is QGIS's default."""
    wanted = QgsPalLayerSettings()
    wanted.fieldName = "name"
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    text = QgsTextFormat()
    text.setBuffer(halo)
    wanted.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(wanted))
    layer.setLabelsEnabled(True)


def redraw() -> dict[str, object]:
    """Draw everything and take the picture."""
    started = time.perf_counter()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage()
    taken = time.perf_counter() - started
    placed = job.takeLabelingResults()
    return {"seconds": taken, "labels": len(placed.allLabels()) if placed else 0}


if names == "labels":
    name_all()
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setOutputSize(QSize(int(width), int(height)))
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
settings.setExtent(settings.fullExtent())
# As the desktop's canvas draws: without the second flag QGIS is three times slower than its users know it.
settings.setFlag(QgsMapSettings.Antialiasing, True)
settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
session.serve(redraw)
