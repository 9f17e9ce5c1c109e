# SPDX-License-Identifier: MIT
"""The tables of the plan file, derived from the records' field descriptions.

Add a field to a record and its column follows; a migration brings it to older files
(see `hotmap.storage.migrations`).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from functools import cache, cached_property

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import GEOMETRY_KINDS, KINDS
from hotmap.storage import geopackage
from hotmap.storage.geopackage import quoted

_SQL_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.LONG_TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.FACTOR: "INTEGER",
    Kind.FLAG: "BOOLEAN",
    Kind.CHOICE: "TEXT",
    Kind.CHOICES: "TEXT",
    Kind.DATE: "DATE",
    Kind.MOMENT: "TEXT",  # DATETIME of a GeoPackage is UTC and would lose the offset it was reported in
    Kind.MONTHS: "TEXT",
    Kind.LINK: "TEXT",
    Kind.LINKS: "TEXT",
    Kind.DATA: "TEXT",
}

KEPT_COLUMNS = ("field_markings", "extra")
"""JSON columns beside the described ones: stricter markings of fields, fields of newer versions."""


@dataclass(frozen=True)
class KindTable:
    """How one kind of record lies in its table.

    Attributes
    ----------
    kind : str
        Code of the kind and name of the table.
    has_geometry : bool
        Whether there is a column ``geom``, and so a layer in QGIS.
    specs : mapping of str to FieldSpec
        The described columns by name: own fields, then those of the marking.
    derived : tuple of str
        Columns that are worked out from other records, for styles in QGIS; nobody edits them.
    """

    kind: str
    has_geometry: bool
    specs: dict[str, FieldSpec]
    derived: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that make up a record, in the order in which they are written."""
        geometry = ("geom",) if self.has_geometry else ()
        return ("uuid", *geometry, *self.specs, *KEPT_COLUMNS)

    @cached_property
    def links(self) -> dict[str, FieldSpec]:
        """The columns that name other records."""
        return {name: spec for name, spec in self.specs.items() if spec.kind in (Kind.LINK, Kind.LINKS)}


@cache
def kind_table(kind: str) -> KindTable:
    """Return how records of `kind` are laid out."""
    derived = ("level",) if kind == "hotspot" else ()
    return KindTable(kind, kind in GEOMETRY_KINDS, KINDS[kind].all_specs(), derived)


def as_in_file(db: sqlite3.Connection, table: KindTable) -> KindTable:
    """Return the layout without the columns that a file of an older version does not have."""
    there = set(columns_of(db, table.kind))
    specs = {name: spec for name, spec in table.specs.items() if name in there}
    return table if len(specs) == len(table.specs) else replace(table, specs=specs)


def kind_tables() -> tuple[KindTable, ...]:
    """Return the layout of every kind."""
    return tuple(kind_table(kind) for kind in KINDS)


@cache
def links_to(kind: str) -> tuple[tuple[str, str, bool], ...]:
    """Return every (table, column, holds several) that can name a record of `kind`."""
    return tuple(
        (table.kind, name, spec.is_many)
        for table in kind_tables()
        for name, spec in table.links.items()
        if spec.links_to == kind
    )


BOOKKEEPING = {
    "action": """
        fid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, copy TEXT NOT NULL, hlc INTEGER NOT NULL,
        wall_time TEXT NOT NULL, app_version TEXT NOT NULL, note TEXT NOT NULL, undoes TEXT,
        outside BOOLEAN NOT NULL DEFAULT 0""",
    "change": """
        fid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL, tbl TEXT NOT NULL,
        row_uuid TEXT NOT NULL, field TEXT NOT NULL, value TEXT, hlc INTEGER NOT NULL,
        schema_version INTEGER NOT NULL""",
    "parent": "fid INTEGER PRIMARY KEY, child TEXT NOT NULL, parent TEXT NOT NULL",
    "erased": "fid INTEGER PRIMARY KEY, row_uuid TEXT NOT NULL UNIQUE",
    "pending": "fid INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row_uuid TEXT NOT NULL, UNIQUE (tbl, row_uuid)",
    "copy": """
        fid INTEGER PRIMARY KEY CHECK (fid = 1), id TEXT NOT NULL, place TEXT NOT NULL, hlc INTEGER NOT NULL,
        writing INTEGER NOT NULL DEFAULT 0, outside_action TEXT, outside_hlc INTEGER NOT NULL DEFAULT 0""",
    "migration": "fid INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, applied TEXT NOT NULL",
    "sketch": "fid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, saved TEXT NOT NULL, content TEXT NOT NULL",
    "release_log": "fid INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, content TEXT NOT NULL",
    "layer_styles": """
        id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT,
        styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
        update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))""",
}
"""Our own tables by name. `pending` lists rows that another program edited and we have not yet
gone over; `copy` is one row: which copy this file is, its clock, and whether we are the writer."""

_INDEXES = (
    "CREATE INDEX change_row ON change (row_uuid)",
    "CREATE INDEX change_action ON change (action)",
    "CREATE INDEX parent_child ON parent (child)",
    "CREATE INDEX parent_parent ON parent (parent)",
)


def create_bookkeeping(db: sqlite3.Connection) -> None:
    """Make our own tables, listed as attributes so that they are no layers in QGIS."""
    for name, columns in BOOKKEEPING.items():
        db.execute(f"CREATE TABLE {quoted(name)} ({columns})")
        geopackage.register_attributes(db, name, f"hotmap: {name}")
    for index in _INDEXES:
        db.execute(index)


def create_kind_tables(db: sqlite3.Connection) -> None:
    """Make one table a kind, with its spatial index where it has a place."""
    for table in kind_tables():
        geometry = ["geom GEOMETRY"] if table.has_geometry else []
        columns = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *geometry, "uuid TEXT", *_described(table)]
        db.execute(f"CREATE TABLE {quoted(table.kind)} ({', '.join(columns)})")
        db.execute(f"CREATE INDEX {quoted(table.kind + '_uuid')} ON {quoted(table.kind)} (uuid)")
        _index_links(db, table)
        plural = KINDS[table.kind].PLURAL
        if table.has_geometry:
            geopackage.register_features(db, table.kind, plural)
            geopackage.create_rtree(db, table.kind)
        else:
            identifier = plural if table.kind not in ("plan", "layer") else f"hotmap: {plural.lower()}"
            geopackage.register_attributes(db, table.kind, identifier)


def add_missing_columns(db: sqlite3.Connection) -> None:
    """Add the columns that field descriptions have gained since the file was made."""
    for table in kind_tables():
        present = set(columns_of(db, table.kind))
        for column in _described(table):
            if column.split('"')[1] not in present:
                db.execute(f"ALTER TABLE {quoted(table.kind)} ADD COLUMN {column}")
        _index_links(db, table)


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the columns that a table has, in order; none when it does not exist."""
    return [row[1] for row in db.execute(f"PRAGMA table_info({quoted(table)})")]


def _described(table: KindTable) -> list[str]:
    described = [f"{quoted(name)} {_SQL_TYPES[spec.kind]}" for name, spec in table.specs.items()]
    return described + [f"{quoted(name)} TEXT" for name in (*table.derived, *KEPT_COLUMNS)]


def _index_links(db: sqlite3.Connection, table: KindTable) -> None:
    for name, spec in table.links.items():
        if spec.kind is Kind.LINK:
            index = quoted(f"{table.kind}_{name}")
            db.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {quoted(table.kind)} ({quoted(name)})")
