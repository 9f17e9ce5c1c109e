# SPDX-License-Identifier: MIT
"""The one-page map as a picture, for slides and messages: no text inside but what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotmap.errors import UsageError
from hotmap.exporters.base import Progress
from hotmap.exporters.mapsheet import MapSheetExporter
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.release import Release

if TYPE_CHECKING:
    from hotmap.exporters.mapsheet_series import SheetSet


def _as_png(sheets: SheetSet, release: Release, progress: Progress) -> bytes:
    if sheets.bookmarks:
        raise UsageError(tr("A picture holds one sheet. Write several sheets as PDF."))
    progress(0.3)
    return sheets.first.png(sheets.dpi)


EXPORTER = MapSheetExporter(
    id="map_png",
    label=_("Map sheet (picture)"),
    suffix=".png",
    painted=_as_png,
)
