# SPDX-License-Identifier: MIT
"""The one-page map, A4 or A3 landscape, as PDF: vectors, selectable text, well under a megabyte.

This is the exporter that paints: the map is drawn by the painters of the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import stamp
from hotmap.exporters.mapsheet_content import sheet_content
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.release import Release

if TYPE_CHECKING:
    from hotmap.cartography.sheet import MapSheet


@dataclass(frozen=True)
class MapSheetExporter:
    """Writes the map sheet in one format; see `hotmap.exporters.base.Exporter`.

    Attributes
    ----------
    id, label, suffix : str
    painted : callable
        Returns the file of a sheet whose content was true at a time.
    words : tuple of str
        Fixed texts of the format.
    """

    id: str
    label: str
    suffix: str
    painted: Callable[[MapSheet, datetime], bytes]
    words: tuple[str, ...] = ()
    what: str = "map"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        sheet = map_sheet(release, options)
        progress(0.3)
        write_bytes(path, self.painted(sheet, stamp(release)))
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts of the format."""
        return self.words


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


EXPORTER = MapSheetExporter(
    id="map_pdf",
    label=_("Map sheet (PDF)"),
    suffix=".pdf",
    painted=lambda sheet, true_at: sheet.pdf(true_at),
    words=("hotmap",),  # the creator in the file's particulars
)
