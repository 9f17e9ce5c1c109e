# SPDX-License-Identifier: MIT
"""The one-page map, A4 or A3 landscape, as PDF: vectors, selectable text, well under a megabyte.

This is the exporter that paints: the map is drawn by the painters of the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import stamp
from hotmap.exporters.mapsheet_content import sheet_content
from hotmap.i18n import mark_for_translation as _
from hotmap.release import Release

if TYPE_CHECKING:
    from hotmap.cartography.sheet import MapSheet


class MapSheetPdf:
    """Writes the map sheet as PDF; see `hotmap.exporters.base.Exporter`."""

    id = "map_pdf"
    label = _("Map sheet (PDF)")
    suffix = ".pdf"
    what = "map"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        sheet = map_sheet(release, options)
        progress(0.3)
        sheet.write_pdf(path, stamp(release))
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts of the format: the creator in the file's particulars."""
        return ("hotmap",)


def map_sheet(release: Release, options: ExportOptions) -> MapSheet:
    """Return the sheet of a release, ready to be painted on paper or into a picture."""
    from hotmap.cartography.basemap import BaseMap
    from hotmap.cartography.fonts import ensure_gui_application
    from hotmap.cartography.scene import Scene
    from hotmap.cartography.sheet import MapSheet

    ensure_gui_application()
    scene = Scene(release, base_map=BaseMap(), today=release.today)
    return MapSheet(
        scene, sheet_content(release, options), page=options.page, grid=options.grid, bbox=options.bbox_wgs84
    )


EXPORTER = MapSheetPdf()
