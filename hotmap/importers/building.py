# SPDX-License-Identifier: MIT
"""From a table and its columns to records or to a context layer, with every row accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import Box
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Layer, Record
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.checking import check_places
from hotmap.importers.guessing import LAYER_KINDS
from hotmap.importers.layers import layer_from
from hotmap.importers.meaning import check_meaning
from hotmap.importers.options import BuildOptions
from hotmap.importers.placing import Placement, place_rows
from hotmap.importers.records import RecordMaker
from hotmap.importers.source import (
    WGS84,
    ImportWarning,
    Progress,
    Skipped,
    SourceTable,
    no_progress,
)


@dataclass(frozen=True)
class Imported:
    """The outcome of one import, before anything is written.

    Attributes
    ----------
    kind : str
        As which it was read.
    records : tuple of Record
        One a row, each with a fresh uuid; codes are left open where the file has none.
    children : tuple of Record
        Counts of people, linked to the hotspots among `records`.
    rows : tuple of int
        The row of each record or feature in the file.
    layer, features : Layer and FeatureTable, or None
        Where it becomes a context layer instead.
    read : int
        Rows in the file; each is imported or skipped.
    skipped : tuple of Skipped
    warnings : tuple of ImportWarning
    crs : str
        The file's reference system.
    bbox : tuple of four floats or None
        West, south, east, north of what is imported.
    geometry_types : dict of str to int
        Of what is imported, as the file has it: a repair can make several areas of one.
    """

    kind: str
    read: int
    rows: tuple[int, ...]
    records: tuple[Record, ...] = ()
    children: tuple[Record, ...] = ()
    layer: Layer | None = None
    features: FeatureTable | None = None
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    crs: str = WGS84
    bbox: Box | None = None
    geometry_types: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows are imported."""
        return len(self.rows)


def build(
    table: SourceTable,
    as_kind: str,
    columns: Mapping[str, str],
    options: BuildOptions | None = None,
    progress: Progress = no_progress,
) -> Imported:
    """Return the records, or the layer, that a table becomes.

    Parameters
    ----------
    table : SourceTable
    as_kind : str
        ``hotspot``, ``presence``, ``incident``, ``road``, ``area``, ``place`` or ``layer``.
    columns : mapping of str to str
        As `hotmap.importers.columns.choose_columns` gives them.
    options : BuildOptions, optional
    progress : Progress

    Raises
    ------
    InputError
        When no row can be imported; the sentence says why.
    UsageError
        When a value of `BuildOptions.set_values` does not fit its field.
    """
    options = options or BuildOptions()
    progress(0, len(table), tr("Looking at the places"))
    maker = None if as_kind in LAYER_KINDS else RecordMaker(table, as_kind, columns, options, new_uuid)
    placed = place_rows(table, columns, _box(options.area), options.boundaries)
    check_places(placed, table.rows, options.area, swap=options.swap)
    kept = np.array([i for i in range(len(table)) if i not in placed.skipped], dtype=int)
    if not len(kept):
        raise InputError(_nothing(placed, len(table)), table.path)
    shapes = placed.geometry[kept]
    placed.warnings.extend(check_meaning(shapes, table.rows[kept], as_kind))
    skipped = tuple(Skipped(int(table.rows[i]), reason) for i, reason in sorted(placed.skipped.items()))
    outcome: dict[str, Any] = {
        "kind": as_kind,
        "read": len(table),
        "rows": tuple(int(row) for row in table.rows[kept]),
        "skipped": skipped,
        "crs": table.crs or WGS84,
        "bbox": tuple(float(edge) for edge in shapely.total_bounds(shapes)),
        "geometry_types": _types(placed, kept),
    }
    if maker is None:
        layer, features = layer_from(table, as_kind, shapes, kept, options.set_values, options.marking)
        return Imported(**outcome, layer=layer, features=features, warnings=_sorted(table.notes, placed.warnings))
    records, children = maker.make(placed, kept, progress)
    warnings = _sorted(table.notes, [*placed.warnings, *maker.warnings])
    return Imported(**outcome, records=records, children=children, warnings=warnings)


def _box(area: Box | BaseGeometry | None) -> Box | None:
    if isinstance(area, BaseGeometry):
        west, south, east, north = area.bounds
        return west, south, east, north
    return area


def _sorted(notes: Sequence[ImportWarning], found: Sequence[ImportWarning]) -> tuple[ImportWarning, ...]:
    """Return what is about the whole first, then row by row."""
    return tuple(sorted([*notes, *found], key=lambda warning: warning.row or 0))


def _types(placed: Placement, kept: np.ndarray) -> dict[str, int]:
    found = [placed.types.get(int(i)) or placed.geometry[i].geom_type for i in kept]
    names, counts = np.unique(found, return_counts=True)
    return {str(name): int(count) for name, count in zip(names, counts, strict=True)}


def _nothing(placed: Placement, total: int) -> str:
    if not total:
        return tr("There is nothing in it to import.")
    reasons: dict[str, int] = {}
    for reason in placed.skipped.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    commonest, count = max(reasons.items(), key=lambda item: item[1])
    return tr("None of its {total} rows can be imported. {n} of them: {reason}").format(
        total=total, n=count, reason=commonest
    )
