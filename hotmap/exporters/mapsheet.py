# SPDX-License-Identifier: MIT
"""The one-page map, A4 or A3, as PDF: vectors, selectable text, well under a megabyte; or one for each place.

This is the exporter that paints: the map is drawn by the painters of the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.errors import RuleError
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import stamp
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.release import Release

if TYPE_CHECKING:
    from hotmap.exporters.mapsheet_series import SheetSet


@dataclass(frozen=True)
class MapSheetExporter:
    """Writes the map sheet in one format; see `hotmap.exporters.base.Exporter`.

    Attributes
    ----------
    id, label, suffix : str
    painted : callable
        Returns the file of sheets.
    words : tuple of str
        Fixed texts of the format.
    """

    id: str
    label: str
    suffix: str
    painted: Callable[[SheetSet, Release, Progress], bytes]
    words: tuple[str, ...] = ()
    what: str = "map"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        sheets = sheet_set(release, options)
        begun = 0.4 if options.sheet.proof else 0.05
        if options.sheet.proof:
            refuse_spoilt(sheets, release, lambda share: progress(begun * share))
        progress(begun)
        write_bytes(path, self.painted(sheets, release, lambda share: progress(begun + (1 - begun) * share)))
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts of the format."""
        return self.words


def sheet_set(release: Release, options: ExportOptions) -> SheetSet:
    """Return the sheets of a release, ready to be painted on paper or into pictures."""
    from hotmap.exporters.mapsheet_series import make_sheets

    return make_sheets(release, options)


def refuse_spoilt(sheets: SheetSet, release: Release, progress: Progress = no_progress) -> None:
    """Paint each sheet in grey and refuse those whose levels cannot be told apart.

    Raises
    ------
    RuleError
        With the sheet, the reason and the way out.
    """
    from hotmap.cartography.photocopy import PROOF_DPI, reason

    for number, sheet in enumerate(sheets.maps):
        progress(number / len(sheets.maps))
        proof = sheet.proof(sheet.image(PROOF_DPI), PROOF_DPI)
        if not proof.passes:
            level_name = partial(release.lists.text, "level")
            why = reason(proof, sheet.frame.denominator, sheet.page.paper, level_name)
            raise RuleError(
                tr("A photocopy of “{title}” cannot be read: {why}").format(title=sheet.content.title, why=why)
            )


def _as_pdf(sheets: SheetSet, release: Release, progress: Progress) -> bytes:
    from hotmap.cartography.sheet_pdf import sheets_pdf

    return sheets_pdf(sheets.pages, sheets.title, stamp(release), sheets.bookmarks, progress)


EXPORTER = MapSheetExporter(
    id="map_pdf",
    label=_("Map sheet (PDF)"),
    suffix=".pdf",
    painted=_as_pdf,
    words=("hotmap",),  # the creator in the file's particulars
)
