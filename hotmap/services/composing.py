# SPDX-License-Identifier: MIT
"""Map sheets for the window: what they can be made of, how they look, and what may go to a printer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hotmap.exporters import EXPORTERS, Entry, ExportOptions, Progress, no_progress
from hotmap.exporters.mapsheet import sheet_set
from hotmap.exporters.mapsheet_parts import area_boxes, area_layers
from hotmap.exporters.mapsheet_series import SheetSet
from hotmap.exporters.reading import Reading
from hotmap.i18n import in_language, tr
from hotmap.release import INTERNAL, Release
from hotmap.services import releasing
from hotmap.services.releasing import Exported
from hotmap.services.sending import file_name
from hotmap.services.session import PlanSession

OWN_PRINT = INTERNAL
"""The audience of the holder's own print: all records, and every page says that it is not for release."""

BBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Somewhere a sheet can be about.

    Attributes
    ----------
    text : str
        As it is offered.
    bbox_wgs84 : tuple of float
        West, south, east, north in degrees.
    uuid : str
        Of a released hotspot, empty for an area.
    level : str
        Of a hotspot, where it is told.
    """

    text: str
    bbox_wgs84: BBox
    uuid: str = ""
    level: str = ""


@dataclass(frozen=True)
class Offer:
    """What sheets of a release can be made of.

    Attributes
    ----------
    hotspots : tuple of Place
        In the order of the matrix.
    areas : tuple of Place
        Of the layer that districts are likeliest in, in alphabetical order.
    area_layers : tuple of (str, str)
        uuid and name of the layers of named areas.
    """

    hotspots: tuple[Place, ...]
    areas: tuple[Place, ...]
    area_layers: tuple[tuple[str, str], ...]


def offer_of(release: Release) -> Offer:
    """Return what sheets of a release can be made of."""
    reading, hotspots = Reading(release), []
    for summary in reading.hotspots:
        geometry, code = summary.hotspot.geometry, summary.hotspot.code or ""
        if geometry is not None and not geometry.is_empty:
            text = " · ".join(part for part in (code, reading.name(summary)) if part)
            hotspots.append(Place(text, geometry.bounds, summary.hotspot.uuid, summary.level or ""))
    layers = area_layers(release)
    boxes = area_boxes(release, layers[0]) if layers else {}
    areas = [Place(name, bbox) for name, bbox in boxes.items()]
    return Offer(tuple(hotspots), tuple(areas), tuple((layer.uuid, layer.name or "") for layer in layers))


def compose(release: Release, options: ExportOptions) -> SheetSet:
    """Return the sheets of a release, ready to be painted.

    Raises
    ------
    UsageError
        When there is nothing to make a series of.
    """
    with in_language(options.language):
        return sheet_set(release, options)


def is_empty(release: Release) -> bool:
    """Return whether nothing would leave."""
    return not release.content() and not release.count("layer")


def suggested_name(release: Release, options: ExportOptions, suffix: str = ".pdf") -> str:
    """Return the name of the file after the convention ``catalogue_short_name_A4_YYYYMMDD``."""
    return file_name(release, _entry(suffix), options)


def write(
    session: PlanSession, out: Path, audience: str, options: ExportOptions, progress: Progress = no_progress
) -> Exported:
    """Write sheets for one audience to a PDF or PNG and inspect the file; errors as `releasing.export`."""
    return releasing.export(session, out, audience, what="map", options=options, progress=progress)


def print_sheets(
    session: PlanSession,
    audience: str,
    options: ExportOptions,
    send: Callable[[SheetSet, Progress], Any],
    progress: Progress = no_progress,
) -> SheetSet:
    """Have sheets for one audience printed: built from its release, inspected as a file would be, and recorded.

    Parameters
    ----------
    send : callable
        Takes the sheets and a progress callback and paints them on a printer.

    Raises
    ------
    RuleError
        When nothing would leave, or a sheet would not survive a photocopier that it is made for.
    LeakError
        When something on the sheets was not released; nothing is printed.
    """
    entry = _entry(".pdf")
    with in_language(options.language), tempfile.TemporaryDirectory() as scratch:
        release = releasing.build(session, audience, options.language)
        out = Path(scratch, file_name(release, entry, options))
        written = releasing.write_inspected(entry, release, out, options, session, lambda share: progress(0.5 * share))
        sheets = sheet_set(release, replace(options, sheet=replace(options.sheet, proof=False)))
        send(sheets, lambda share: progress(0.5 + 0.5 * share))
        told = replace(written, path=Path(tr("printed {name}").format(name=out.stem)))
        releasing.record(session, release, [told])
    progress(1.0)
    return sheets


def _entry(suffix: str) -> Entry:
    return next(entry for entry in EXPORTERS if entry.suffix == suffix and entry.what == "map")
