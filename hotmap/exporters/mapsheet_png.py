# SPDX-License-Identifier: MIT
"""The one-page map as a picture, for slides and messages: 200 dpi, no text inside but what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.mapsheet import map_sheet
from hotmap.i18n import mark_for_translation as _
from hotmap.release import Release


class MapSheetPng:
    """Writes the map sheet as PNG; see `hotmap.exporters.base.Exporter`."""

    id = "map_png"
    label = _("Map sheet (picture)")
    suffix = ".png"
    what = "map"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`."""
        sheet = map_sheet(release, options)
        progress(0.3)
        sheet.write_png(path)
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts of the format: none, a picture holds no text."""
        return ()


EXPORTER = MapSheetPng()
