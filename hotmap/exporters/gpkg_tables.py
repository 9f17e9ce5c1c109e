# SPDX-License-Identifier: MIT
"""The tables of a fresh GeoPackage: only what a release needs, in a fixed order of bytes.

After OGC 12-128r18 (GeoPackage 1.3.1). WGS 84 degrees, longitude first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from hotmap.analysis.blobs import SRS_WGS84, encode

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10301
PAGE_BYTES = 4096
WRITTEN = "2000-01-01T00:00:00.000Z"
"""Stands for every time stamp: a file must not tell when somebody worked."""

WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", SRS_WGS84, "EPSG", SRS_WGS84, WGS84_WKT, "longitude/latitude, degrees"),
)
SCHEMA_EXTENSION = "http://www.geopackage.org/spec121/#extension_schema"

_DDL = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, PRIMARY KEY (table_name, column_name), UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
"""


def quoted(name: str) -> str:
    """Return a table or column name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def create(db: sqlite3.Connection) -> None:
    """Make an empty database a GeoPackage that never has a journal beside it."""
    db.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {USER_VERSION}")
    db.executescript(_DDL)
    db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)
    db.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        [(table, SCHEMA_EXTENSION) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")],
    )
    add_attributes(db, "layer_styles", "Styles", {}, ())


def add_attributes(
    db: sqlite3.Connection,
    table: str,
    title: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Add a table without geometry, or list one that is there when no columns are given.

    Parameters
    ----------
    title : str
        What QGIS lists it as.
    columns : mapping of str to str
        SQL type by name; the rows have their order.
    """
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, 'attributes', ?, ?)",
        (table, title, WRITTEN),
    )
    if columns:
        _fill(db, table, columns, rows)


def add_features(
    db: sqlite3.Connection,
    table: str,
    title: str,
    geometries: np.ndarray,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Add a table with the geometry column ``geom``; other parameters as in `add_attributes`.

    Parameters
    ----------
    geometries : ndarray of object, shape (n,)
        shapely geometries in degrees, None where a row has none.
    """
    bounds = shapely.total_bounds(geometries).tolist() if len(geometries) else [float("nan")] * 4
    box = [None if value != value else value for value in bounds]
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)",
        (table, title, WRITTEN, *box, SRS_WGS84),
    )
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (table, _type_name(geometries), SRS_WGS84)
    )
    flat = shapely.force_2d(geometries)
    flat[shapely.is_empty(flat)] = None
    cells = ((blob, *row) for blob, row in zip(encode(flat), rows, strict=True))
    _fill(db, table, {"geom": "GEOMETRY", **columns}, cells)


def _fill(db: sqlite3.Connection, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    defined = ", ".join(f"{quoted(name)} {type_}" for name, type_ in columns.items())
    db.execute(f"CREATE TABLE {quoted(table)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {defined})")
    marks = ", ".join("?" * len(columns))
    names = ", ".join(map(quoted, columns))
    db.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", rows)


def _type_name(geometries: np.ndarray) -> str:
    names = {shape.geom_type.upper() for shape in geometries if shape is not None}
    return names.pop() if len(names) == 1 else "GEOMETRY"
