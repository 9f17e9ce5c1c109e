# SPDX-License-Identifier: MIT
"""QGIS without its desktop, and layers styled by category as a QGIS user would do it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

COLOURS = {"must": "#b3261e", "should": "#e08a00", "could": "#2f6fb0", "watch": "#6b7280"}


def start() -> QgsApplication:
    """Return a running QGIS without a window; keep it until the end."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    return application


def categorised(path: str, table: str) -> QgsVectorLayer:
    """Open a table of a GeoPackage, coloured by its column ``level``."""
    layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open {table} of {path}")
    categories = []
    for level, colour in COLOURS.items():
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        symbol.setColor(QColor(colour))
        categories.append(QgsRendererCategory(level, symbol, level))
    layer.setRenderer(QgsCategorizedSymbolRenderer("level", categories))
    return layer


def serve(measure: Callable[[], dict[str, object]]) -> None:
    """Measure once for each line that comes in and print what was found; end when no more come."""
    for _ in sys.stdin:
        print(json.dumps(measure()), flush=True)
    os._exit(0)


def answer(**values: object) -> None:
    """Print the result and end at once: taking QGIS down in order crashes now and then."""
    print(json.dumps(values), flush=True)
    os._exit(0)
