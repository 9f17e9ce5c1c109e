# SPDX-License-Identifier: MIT
"""Save a project that shows tables of a GeoPackage by category: ``project.py FILE PROJECT TABLE…``."""

import sys

import session
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsReferencedRectangle

path, target, *tables = sys.argv[1:]
application = session.start()
project = QgsProject.instance()
project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
layers = [session.categorised(path, table) for table in tables]
project.addMapLayers(layers)
extent = layers[0].extent()
project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, layers[0].crs()))
saved = project.write(target)
session.answer(saved=saved)
