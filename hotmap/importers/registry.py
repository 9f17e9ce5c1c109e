# SPDX-License-Identifier: MIT
"""All importers, in one list that a packager can see, and the one way to read a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hotmap.domain.features import FeatureTable
from hotmap.errors import HotmapError, InputError
from hotmap.i18n import tr
from hotmap.importers.delimited import DelimitedImporter
from hotmap.importers.files import read_head
from hotmap.importers.geojson import GeoJsonImporter
from hotmap.importers.geopackage import GeoPackageImporter
from hotmap.importers.gpx import GpxImporter
from hotmap.importers.kml import KmlImporter
from hotmap.importers.refused import refuse_with_advice
from hotmap.importers.shapefile import ShapefileImporter
from hotmap.importers.source import (
    Importer,
    Progress,
    ReadOptions,
    Recognised,
    SourceTable,
    no_progress,
)
from hotmap.importers.spreadsheet import SpreadsheetImporter
from hotmap.importers.texts import printable
from hotmap.importers.zipped import ZippedImporter

_SINGLE: tuple[Importer, ...] = (
    GeoJsonImporter(),
    GeoPackageImporter(),
    ShapefileImporter(),
    KmlImporter(),
    GpxImporter(),
    SpreadsheetImporter(),
    DelimitedImporter(),
)

IMPORTERS: tuple[Importer, ...] = (*_SINGLE, ZippedImporter(_SINGLE))
"""Add a format by one module and one line above."""


def suffixes() -> tuple[str, ...]:
    """Return every suffix that can be imported, for dialogs and drag and drop."""
    return tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)


def importer_for(path: Path) -> Importer:
    """Return the importer of a file, told from its name and confirmed by its first bytes.

    Raises
    ------
    InputError
        When the file is missing, empty, of a kind that is not imported, or not what its name says.
    """
    head = read_head(path)
    suffix = path.suffix.lower()
    by_name = next((importer for importer in IMPORTERS if suffix in importer.suffixes), None)
    if by_name is not None and by_name.recognises(path, head) is Recognised.YES:
        return by_name
    refuse_with_advice(path, head)
    by_content = next((i for i in IMPORTERS if i.recognises(path, head) is Recognised.YES), None)
    if by_name is None and by_content is not None:
        return by_content
    if by_content is not None:
        raise InputError(
            tr("Its name says {suffix}, but it is {kind}; rename it to {right}.").format(
                suffix=suffix, kind=by_content.label, right=by_content.suffixes[0]
            ),
            path,
        )
    if by_name is not None and by_name.recognises(path, head) is not Recognised.NO:
        return by_name
    if by_name is not None:
        raise InputError(
            tr("Its name says {suffix}, but its content is not {kind}; it may be damaged or renamed.").format(
                suffix=suffix, kind=by_name.label
            ),
            path,
        )
    raise InputError(
        tr("hotmap cannot read this kind of file. It reads {suffixes}.").format(suffixes=", ".join(suffixes())), path
    )


def tables_in(path: Path) -> list[str]:
    """Return the names of the sheets, layers or data sets in a file."""
    return importer_for(path).tables(path)


def read_source(path: Path, options: ReadOptions | None = None, progress: Progress = no_progress) -> SourceTable:
    """Read a file: the only way in.

    Parameters
    ----------
    path : Path
    options : ReadOptions, optional
    progress : Progress, optional
        May raise `hotmap.errors.CancelledError`; nothing is left behind.

    Raises
    ------
    InputError
        With file, place and reason; `hotmap.errors.MissingCrsError` when it does not say where on
        the earth its numbers are.
    """
    importer = importer_for(path)
    try:
        table = importer.read(path, options or ReadOptions(), progress)
    except HotmapError as error:
        error.file = error.file or str(path)
        raise
    except MemoryError:
        raise InputError(tr("It does not fit into memory; cut it to your area first."), path) from None
    except OSError as error:
        raise InputError(tr("It cannot be read: {reason}.").format(reason=error.strerror or error), path) from None
    columns = {name: printable(values) for name, values in table.features.columns.items()}
    features = FeatureTable(table.features.geometry, columns)
    return replace(table, features=features, path=path, name=table.name or path.stem)
