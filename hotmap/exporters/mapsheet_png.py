# SPDX-License-Identifier: MIT
"""The one-page map as a picture, for slides and messages: 200 dpi, no text inside but what is drawn."""

from __future__ import annotations

from hotmap.exporters.mapsheet import MapSheetExporter
from hotmap.i18n import mark_for_translation as _

EXPORTER = MapSheetExporter(
    id="map_png",
    label=_("Map sheet (picture)"),
    suffix=".png",
    painted=lambda sheet, true_at: sheet.png(),
)
