# SPDX-License-Identifier: MIT
"""Print the time to turn a CSV of points into a GeoPackage: ``import_points.py CSV TARGET``."""

import sys
import time
from pathlib import Path

import session
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

source, target = sys.argv[1:]
application = session.start()
started = time.perf_counter()
uri = f"{Path(source).as_uri()}?delimiter=,&xField=longitude&yField=latitude&crs=EPSG:4326"
layer = QgsVectorLayer(uri, "points", "delimitedtext")
options = QgsVectorFileWriter.SaveVectorOptions()
options.driverName, options.layerName = "GPKG", "points"
QgsVectorFileWriter.writeAsVectorFormatV3(layer, target, QgsCoordinateTransformContext(), options)
session.answer(seconds=time.perf_counter() - started, features=layer.featureCount())
