# SPDX-License-Identifier: MIT
"""Tables of a file: which one is meant, what is said of the others, and sheets of cells as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hotmap.domain.features import FeatureTable
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.importers.crs import crs_name, is_usable
from hotmap.importers.header import Table
from hotmap.importers.source import ImportWarning, ReadOptions, SourceTable, fields_of


def chosen_table(names: Sequence[str], wanted: str | None, path: Path) -> str | None:
    """Return the table that the user named, in any case, or None when nothing was said.

    Raises
    ------
    UsageError
        When there is none of that name; lists those that there are.
    """
    if wanted is None:
        return None
    for name in names:
        if name.casefold().strip() == wanted.casefold().strip():
            return name
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise UsageError(
        tr("There is no “{name}” in it; it has: {names}.").format(name=wanted, names=", ".join(names)), path
    )


def other_tables_note(names: Sequence[str], used: str) -> tuple[ImportWarning, ...]:
    """Return the note that a file has more tables than the one that was read."""
    others = [name for name in names if name != used]
    if not others:
        return ()
    message = tr("Read “{used}”; the file also has {others}. Name another to read that one.").format(
        used=used, others=", ".join(f"“{name}”" for name in others)
    )
    return (ImportWarning("other-tables", None, message),)


def _unnamed_note(table: Table) -> tuple[ImportWarning, ...]:
    """Return the note that no row names the columns, so that texts in them find no field."""
    if any(table.headers.values()) or table.hxl or not table.rows:
        return ()
    message = tr(
        "Row {row} holds values where the names of the columns should stand, so it was read as data. Say by its "
        "letter which column is what, or put a row of names above."
    ).format(row=table.rows[0])
    return (ImportWarning("no-header", None, message),)


def source_table(name: str, table: Table, options: ReadOptions, notes: tuple[ImportWarning, ...] = ()) -> SourceTable:
    """Return a table without geometries: its coordinates, if any, lie in columns."""
    crs = options.crs or ""
    if crs and is_usable(crs_name(crs)):
        crs = crs_name(crs)  # else a definition without a code is kept whole
    return SourceTable(
        name=name,
        features=FeatureTable(np.full(len(table.rows), None, dtype=object), table.columns),
        rows=np.array(table.rows, dtype=int),
        crs=crs,
        fields=fields_of(table.columns, table.headers, table.hxl, table.positions),
        notes=(*notes, *_unnamed_note(table)),
    )
