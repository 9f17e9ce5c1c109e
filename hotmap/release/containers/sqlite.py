# SPDX-License-Identifier: MIT
"""GeoPackage and any SQLite file: every table, every cell, definitions, free pages and raw bytes."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from hotmap.analysis.blobs import body_of
from hotmap.release.containers.piece import HIDDEN, METADATA, Opener, Piece, inside

_STANDARD = ("gpkg_", "rtree_")
_INTERNAL = "sqlite_"
_EXPECTED = ("table", "index")


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what a database holds; read from a copy, so that nothing is written beside the file."""
    with tempfile.TemporaryDirectory(prefix="hotmap-") as folder:
        path = Path(folder) / "copy.sqlite"
        path.write_bytes(data)
        db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            yield from _database(db, where)
        except sqlite3.Error as error:
            yield Piece(where, f"a database that cannot be read: {error}", HIDDEN)
        finally:
            db.close()


def _database(db: sqlite3.Connection, where: str) -> Iterator[Piece]:
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    if free:
        yield Piece(where, f"{free} free pages", HIDDEN)
    listed = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    listed = [row for row in listed if not row[1].startswith(_INTERNAL)]
    for kind, name, _table, sql in listed:
        if kind not in _EXPECTED:
            yield Piece(inside(where, name), f"{kind}: {sql}", HIDDEN)
        yield Piece(inside(where, "definition"), str(name), METADATA)
    virtual = {name for kind, name, _, sql in listed if kind == "table" and "CREATE VIRTUAL" in (sql or "").upper()}
    for kind, name, _table, _sql in listed:
        shadow = any(name.startswith(f"{of}_") for of in virtual)
        if kind == "table" and name not in virtual and not shadow:
            yield from _table_pieces(db, name, where)


def _table_pieces(db: sqlite3.Connection, table: str, where: str) -> Iterator[Piece]:
    identifier = '"' + table.replace('"', '""') + '"'
    cursor = db.execute(f"SELECT * FROM {identifier}")
    names = [column[0] for column in cursor.description]
    for name in names:
        yield Piece(inside(where, f"{table}.columns"), name, METADATA)
    uuid_at = names.index("uuid") if "uuid" in names else None
    corners: list[np.ndarray] = []  # of a table without records, looked at all at once
    for index, row in enumerate(cursor):
        record = str(row[uuid_at] or "") if uuid_at is not None else ""
        for name, value in zip(names, row, strict=True):
            if value is None or (name == "fid" and isinstance(value, int)):
                continue  # numbers that the database gives to rows
            place = inside(where, f"{table}[{index}].{name}")
            shape = geometry_of(value) if isinstance(value, bytes) else None
            if shape is not None and not record:
                corners.append(shapely.get_coordinates(shape))
            else:
                yield from _cell(place, value, record, name if record else "", table)
    if corners:
        yield Piece(inside(where, f"{table}.geometry"), places=np.concatenate(corners))


def _cell(place: str, value: Any, record: str, field: str, table: str) -> Iterator[Piece]:
    if isinstance(value, bytes):
        shape = geometry_of(value)
        if shape is None:
            yield Piece(place, "binary data", HIDDEN)
        else:
            yield Piece(place, places=shapely.get_coordinates(shape), record=record)
    elif isinstance(value, str):
        yield Piece(place, value, record=record, field=field)
    elif table == "gpkg_contents" and isinstance(value, float):
        return  # edges of the box around released places, each checked where it stands
    elif not field and table.startswith(_STANDARD):
        return
    else:
        yield Piece(place, repr(value), record=record, field=field)


def geometry_of(blob: bytes) -> Any:
    """Return the geometry of a GeoPackage blob or of bare WKB, None for anything else."""
    return shapely.from_wkb(body_of(blob) or blob, on_invalid="ignore")
