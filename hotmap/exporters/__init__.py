# SPDX-License-Identifier: MIT
"""The formats hotmap writes: one module each and one explicit list of them.

Add a format by writing a module that exposes ``EXPORTER`` and one line in `EXPORTERS`; dialogs,
menus and the choices of the command line derive from it. Exporters see a `Release`, never a plan.
"""

from __future__ import annotations

from hotmap.errors import UsageError
from hotmap.exporters.base import WHATS, Entry, Exporter, ExportOptions, Progress, no_progress
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

__all__ = [
    "EXPORTERS",
    "WHATS",
    "Entry",
    "ExportOptions",
    "Exporter",
    "Progress",
    "exporter_for",
    "no_progress",
    "suffixes_of",
]

EXPORTERS: tuple[Entry, ...] = (
    Entry("webmap", _("Web map (HTML)"), ".html", "map", "webmap"),
    Entry("plan_pdf", _("Joint response plan (PDF)"), ".pdf", "plan", "plan_pdf"),
    Entry("plan_docx", _("Joint response plan (Word)"), ".docx", "plan", "plan_docx"),
    Entry("map_pdf", _("Map sheet (PDF)"), ".pdf", "map", "mapsheet"),
    Entry("map_png", _("Map sheet (picture)"), ".png", "map", "mapsheet_png"),
    Entry("matrix_xlsx", _("Matrix (spreadsheet)"), ".xlsx", "matrix", "matrix_xlsx"),
    Entry("geojson", _("GeoJSON"), ".geojson", "data", "geojson"),
    Entry("kmz", _("Google Earth (KMZ)"), ".kmz", "data", "kmz"),
    Entry("geopackage", _("GeoPackage"), ".gpkg", "data", "geopackage"),
)
"""Every export format, the first of a suffix being the one meant when nothing else is said."""


def suffixes_of(what: str) -> tuple[str, ...]:
    """Return the suffixes in which a map, plan, matrix or data can be written."""
    return tuple(entry.suffix for entry in EXPORTERS if entry.what == what)


def exporter_for(suffix: str, what: str | None = None) -> Entry:
    """Return the exporter for a suffix, in any case, and what is to be shown.

    Raises
    ------
    UsageError
        When there is none; the sentence lists those there are.
    """
    wanted = suffix.lower()
    for entry in EXPORTERS:
        if entry.suffix == wanted and what in (None, entry.what):
            return entry
    if not suffix:
        suffixes = ", ".join(dict.fromkeys(entry.suffix for entry in EXPORTERS if what in (None, entry.what)))
        raise UsageError(tr("Give the file a suffix that says its format: {suffixes}.").format(suffixes=suffixes))
    known = ", ".join(f"{entry.what}: {entry.suffix}" for entry in EXPORTERS)
    raise UsageError(
        tr("There is no export to {suffix} for {what}. Choose one of: {known}.").format(
            suffix=suffix, what=what or tr("anything"), known=known
        )
    )
