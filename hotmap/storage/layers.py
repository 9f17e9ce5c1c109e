# SPDX-License-Identifier: MIT
"""Context layers: immutable tables of features, addressed by their content.

The journal only says that a layer was added, removed or restyled; a million road edges are not a
million changes. The same file imported twice is stored once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from hotmap.analysis import blobs
from hotmap.domain.features import FeatureTable, column_names
from hotmap.domain.records import Layer
from hotmap.errors import PlanFileError
from hotmap.i18n import tr
from hotmap.storage import geopackage, tables, triggers
from hotmap.storage.codec import dumps
from hotmap.storage.geopackage import quoted

_BEFORE_ALL = -(2**63)  # a fid before that of every row
_PART_ROWS = 2_500  # a few milliseconds to read

_FAMILIES = {0: "Point", 4: "Point", 1: "Line", 2: "Line", 5: "Line", 3: "Area", 6: "Area"}


def described(layer: Layer, features: FeatureTable) -> Layer:
    """Return `layer` with what its features say of it: table, count, type, columns and extent."""
    bounds = shapely.total_bounds(features.geometry) if len(features) else np.full(4, np.nan)
    return replace(
        layer,
        table=address(features),
        count=len(features),
        geometry_type=_family(features.geometry),
        columns=list(features.columns),
        bbox=None if np.isnan(bounds).any() else [float(edge) for edge in bounds],
    )


def address(features: FeatureTable) -> str:
    """Return the name of the table for this content: ``layer_`` and 16 digits of its SHA-256."""
    digest = hashlib.sha256(dumps(list(features.columns)).encode())
    for body in shapely.to_wkb(features.geometry, byte_order=1, flavor="iso"):
        digest.update(body or b"-")
    for values in features.columns.values():
        digest.update(dumps([_cell(value) for value in values]).encode())
    return "layer_" + digest.hexdigest()[:16]


def store(db: sqlite3.Connection, layer: Layer, features: FeatureTable) -> None:
    """Write the features of a described layer, unless the file has them already."""
    table = str(layer.table)
    if not exists(db, table):
        names = column_names(features.columns)
        types = [_sql_type(values) for values in features.columns.values()]
        columns = "".join(f", {quoted(name)} {type_}" for name, type_ in zip(names, types, strict=True))
        db.execute(f"CREATE TABLE {quoted(table)} (fid INTEGER PRIMARY KEY NOT NULL, geom GEOMETRY{columns})")
        geopackage.create_rtree(db, table)
        cells: list[Iterable[Any]] = [range(1, len(features) + 1), blobs.encode(features.geometry)]
        cells += [[_cell(value) for value in values] for values in features.columns.values()]
        marks = ",".join("?" * len(cells))
        db.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", zip(*cells, strict=True))
        geopackage.fill_rtree(db, table, range(1, len(features) + 1), shapely.bounds(features.geometry))
        triggers.create(db, triggers.of_layer(table))


def exists(db: sqlite3.Connection, table: str) -> bool:
    """Return whether the file holds this table."""
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone())


def list_layers(db: sqlite3.Connection) -> None:
    """List exactly the layers that the plan has, under their names, so that QGIS offers these."""
    wanted = {
        str(layer.value("table")): layer
        for layer in tables.load_kind(db, "layer")
        if layer.value("table") and exists(db, layer.value("table"))
    }
    listed = dict(
        db.execute(
            "SELECT table_name, identifier FROM gpkg_contents WHERE table_name LIKE 'layer#_%' ESCAPE '#'"
            " AND data_type = 'features'"
        )
    )
    for table in listed:
        db.execute("DELETE FROM gpkg_geometry_columns WHERE table_name = ?", (table,))
        db.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
    taken = {row[0] for row in db.execute("SELECT identifier FROM gpkg_contents")}
    for table, layer in wanted.items():
        name = layer.value("name") or table
        identifier = name if name not in taken else f"{name} ({table.removeprefix('layer_')[:6]})"
        taken.add(identifier)
        geopackage.register_features(db, table, identifier)
        bbox = layer.value("bbox")
        if isinstance(bbox, (list, tuple)) and len(bbox) == 4:
            db.execute(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                (*bbox, table),
            )


def read(db: sqlite3.Connection, layer: Layer) -> FeatureTable:
    """Return the features of a layer; a picture outside the plan has none.

    Raises
    ------
    PlanFileError
        When the file does not hold the layer's table, or other columns in it.
    """
    if layer.kind == "raster":
        return FeatureTable(np.empty(0, dtype=object), {})
    return LayerRows.of(db, layer).part(db)[0]


@dataclass(frozen=True)
class LayerRows:
    """Where the rows of a layer lie in the file.

    Attributes
    ----------
    table, name : str
        The table, and what the layer is called.
    columns : mapping of str to str
        The columns of the table by the layer's own field names.
    flags : frozenset of str
        Those of the fields that hold true or false.
    """

    table: str
    name: str
    columns: Mapping[str, str]
    flags: frozenset[str]

    @classmethod
    def of(cls, db: sqlite3.Connection, layer: Layer) -> LayerRows:
        """Return where the rows of a layer lie; raises as `read`."""
        table = str(layer.table)
        name, names = layer.name or table, list(layer.columns or ())
        if not table.startswith("layer_") or not exists(db, table):
            raise PlanFileError(
                tr("The features of the layer “{name}” are missing in this file; import the layer again.").format(
                    name=name
                )
            )
        columns = dict(zip(names, column_names(names), strict=True))
        declared = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({quoted(table)})")}
        if not declared.keys() >= {"geom", *columns.values()}:  # SQLite would take an unknown name for a text
            raise _changed(name)
        return cls(table, name, columns, frozenset(n for n, column in columns.items() if declared[column] == "BOOLEAN"))

    def parts(
        self, db: sqlite3.Connection, reading: Callable[[], AbstractContextManager[None]]
    ) -> Iterator[FeatureTable]:
        """Yield all rows some thousand at a time, each part read when it is asked for.

        Parameters
        ----------
        reading : callable
            What lets a block see one state of the file.
        """
        after: int | None = _BEFORE_ALL
        while after is not None:
            with reading():
                part, after = self.part(db, after, _PART_ROWS)
            yield part

    def part(
        self, db: sqlite3.Connection, after_fid: int = _BEFORE_ALL, most: int = -1
    ) -> tuple[FeatureTable, int | None]:
        """Return the rows after one, in their order.

        Parameters
        ----------
        after_fid : int
            ``fid`` of the row before.
        most : int
            How many rows at most; all by default.

        Returns
        -------
        tuple of FeatureTable and int, or None
            The rows, and the ``fid`` of the last of them where there may be more.
        """
        wanted = ", ".join(map(quoted, ("fid", "geom", *self.columns.values())))
        sql = f"SELECT {wanted} FROM {quoted(self.table)} WHERE fid > ? ORDER BY fid LIMIT ?"
        try:
            rows = db.execute(sql, (after_fid, most)).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # the table or a column has gone since it was looked at
                raise _changed(self.name) from error
            raise
        if not rows:
            return FeatureTable(np.empty(0, dtype=object), {name: [] for name in self.columns}), None
        fids, geometry, *cells = zip(*rows, strict=True)
        named = zip(self.columns, cells, strict=True)
        columns = {name: _flags(values) if name in self.flags else values for name, values in named}
        return FeatureTable(blobs.decode(geometry), columns), fids[-1] if len(rows) == most else None


def _changed(name: str) -> PlanFileError:
    return PlanFileError(
        tr("Another program has changed the table of the layer “{name}”; import the layer again.").format(name=name)
    )


def _family(geometry: np.ndarray) -> str:
    type_ids = np.unique(shapely.get_type_id(geometry)).tolist()
    families = {_FAMILIES.get(type_id, "Mixed") for type_id in type_ids if type_id >= 0}
    return families.pop() if len(families) == 1 else "Mixed"


def _sql_type(values: Sequence[Any]) -> str:
    kinds = {type(_cell(value)) for value in values} - {type(None)}
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds and kinds <= {int, bool}:
        return "INTEGER"
    if kinds and kinds <= {int, bool, float}:
        return "REAL"
    return "TEXT"


def _flags(values: Sequence[Any]) -> tuple[bool | None, ...]:
    return tuple(None if value is None else bool(value) for value in values)


def _cell(value: Any) -> Any:
    """Return a value as SQLite takes it: numpy scalars as Python's, NaN as nothing, others as text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or (isinstance(value, float) and value != value):
        return None
    return value if isinstance(value, (str, int, float, bool)) else str(value)
