# SPDX-License-Identifier: MIT
"""Print the time and size of an atlas, one A4 page a hotspot, as PDF: ``sheets.py FILE TARGET DENOMINATOR TEXT``.

`FILE` holds a table ``hotspots`` and the layers below it, `TEXT` is ``text`` or ``outlines``.
"""

import os
import sys
import time

import session
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QFont

MAP_MM = (204.5, 171)
# Table, colour and column of names, from the lowest up.
AREAS = (("woodland", "#edf1e6", ""), ("farmland", "#eff0da", ""), ("districts", "", "name"))
ROADS = {
    "primary": ("#6f675e", 1.2),
    "secondary": ("#6f675e", 0.5),
    "tertiary": ("#8b8379", 0.3),
    "unclassified": ("#8b8379", 0.3),
    "track": ("#6f675e", 0.3),
}


def layer_of(path, table):
    """Open one table."""
    layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open {table} of {path}")
    return layer


def label(layer, column, size):
    """Name the features of a layer with a halo."""
    text = QgsTextFormat()
    text.setFont(QFont("IBM Plex Sans Condensed"))
    text.setSize(size)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.45)
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName = column
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def layers_of(path):
    """Return the layers from the top down, styled as the sheet of hotmap has them."""
    hotspots = layer_of(path, "hotspots")
    signs = [
        QgsRendererCategory(level, QgsMarkerSymbol.createSimple({"color": colour, "size": "4.5"}), level)
        for level, colour in session.COLOURS.items()
    ]
    hotspots.setRenderer(QgsCategorizedSymbolRenderer("level", signs))
    label(hotspots, "name", 8.6)
    places, rivers, roads = (layer_of(path, table) for table in ("places", "rivers", "roads"))
    label(places, "name", 7.4)
    rivers.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"color": "#6c9db8", "width": "0.4"})))
    roads.setRenderer(
        QgsCategorizedSymbolRenderer(
            "class",
            [
                QgsRendererCategory(name, QgsLineSymbol.createSimple({"color": colour, "width": str(width)}), name)
                for name, (colour, width) in ROADS.items()
            ],
        )
    )
    areas = []
    for table, colour, column in AREAS:
        layer = layer_of(path, table)
        look = {"color": colour, "outline_style": "no"} if colour else {"style": "no", "outline_color": "#8c7f93"}
        layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(look)))
        if column:
            label(layer, column, 9.0)
        areas.append(layer)
    return [hotspots, places, roads, rivers, *reversed(areas)]


def layout_of(project, hotspots, layers, denominator):
    """Return an atlas over the hotspots: map, title, legend and scale bar on A4 landscape."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Landscape)
    chart = QgsLayoutItemMap(layout)
    chart.attemptMove(QgsLayoutPoint(7, 12))
    chart.attemptResize(QgsLayoutSize(*MAP_MM))
    chart.setLayers(layers)
    chart.setFrameEnabled(True)
    chart.setCrs(project.crs())
    to_map = QgsCoordinateTransform(hotspots.crs(), project.crs(), project)
    middle = to_map.transformBoundingBox(hotspots.extent()).center()
    half_w, half_h = (side / 2000 * denominator for side in MAP_MM)
    chart.setExtent(QgsRectangle(middle.x() - half_w, middle.y() - half_h, middle.x() + half_w, middle.y() + half_h))
    chart.setScale(denominator)
    chart.setAtlasDriven(True)
    chart.setAtlasScalingMode(QgsLayoutItemMap.Fixed)
    layout.addLayoutItem(chart)
    title = QgsLayoutItemLabel(layout)
    title.setText('[% "name" %]')
    title.setFont(QFont("IBM Plex Sans Condensed", 17))
    title.attemptMove(QgsLayoutPoint(216, 14))
    title.attemptResize(QgsLayoutSize(74, 12))
    layout.addLayoutItem(title)
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(chart)
    legend.attemptMove(QgsLayoutPoint(216, 30))
    layout.addLayoutItem(legend)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(chart)
    bar.applyDefaultSize()
    bar.attemptMove(QgsLayoutPoint(150, 172))
    layout.addLayoutItem(bar)
    atlas = layout.atlas()
    atlas.setCoverageLayer(hotspots)
    atlas.setEnabled(True)
    return layout


path, target, denominator, text = sys.argv[1:]
application = session.start()
project = QgsProject.instance()
project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
layers = layers_of(path)
project.addMapLayers(layers)
layout = layout_of(project, layers[0], layers, float(denominator))
settings = QgsLayoutExporter.PdfExportSettings()
settings.textRenderFormat = (
    QgsRenderContext.TextFormatAlwaysText if text == "text" else QgsRenderContext.TextFormatAlwaysOutlines
)
started = time.perf_counter()
result, error = QgsLayoutExporter.exportToPdf(layout.atlas(), target, settings)
seconds = time.perf_counter() - started
if result != QgsLayoutExporter.Success:
    raise SystemExit(f"QGIS could not export the atlas: {error}")
session.answer(seconds=seconds, bytes=os.path.getsize(target), pages=layout.atlas().count())
