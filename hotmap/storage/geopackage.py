# SPDX-License-Identifier: MIT
"""What makes a SQLite file a GeoPackage: metadata tables and spatial indexes.

After OGC 12-128r18 (GeoPackage 1.3.1). Coordinates are WGS 84 degrees, longitude first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from hotmap.analysis.blobs import SRS_WGS84, bounds_of

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10301  # GeoPackage 1.3.1; never ours to use for anything else

_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
    'AUTHORITY["EPSG","4326"]]'
)

_METADATA_DDL = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""

_SCHEMA_EXTENSION = "http://www.geopackage.org/spec121/#extension_schema"
_RTREE_EXTENSION = "http://www.geopackage.org/spec121/#extension_rtree"


def quoted(name: str) -> str:
    """Return a table or column name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def create_metadata(db: sqlite3.Connection) -> None:
    """Make an empty database a GeoPackage."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in _METADATA_DDL.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
            ("WGS 84 geodetic", SRS_WGS84, "EPSG", SRS_WGS84, _WGS84_WKT, "longitude/latitude, degrees"),
        ],
    )
    db.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        [(table, _SCHEMA_EXTENSION) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")],
    )


def register_attributes(db: sqlite3.Connection, table: str, identifier: str) -> None:
    """List a table without geometry."""
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)", (table, identifier)
    )


def register_features(db: sqlite3.Connection, table: str, identifier: str, geometry_type: str = "GEOMETRY") -> None:
    """List a table with the geometry column ``geom``."""
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'features', ?, ?)",
        (table, identifier, SRS_WGS84),
    )
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 2, 2)", (table, geometry_type, SRS_WGS84))


def create_rtree(db: sqlite3.Connection, table: str) -> None:
    """Make and register the spatial index of a table, without triggers."""
    db.execute(f"CREATE VIRTUAL TABLE {quoted(rtree_of(table))} USING rtree(id, minx, maxx, miny, maxy)")
    db.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')", (table, _RTREE_EXTENSION)
    )


def rtree_of(table: str) -> str:
    """Return the name of the spatial index of a table."""
    return f"rtree_{table}_geom"


def fill_rtree(db: sqlite3.Connection, table: str, fids: Iterable[int], bounds: np.ndarray) -> None:
    """Index many rows at once.

    Parameters
    ----------
    fids : iterable of int
    bounds : ndarray, shape (n, 4)
        West, south, east, north in degrees; rows of NaN have no place and are left out.
    """
    placed = ~np.isnan(bounds[:, 0])
    boxes = bounds[placed][:, (0, 2, 1, 3)].tolist()
    kept = np.fromiter(fids, dtype=np.int64)[placed].tolist()
    db.executemany(
        f"INSERT INTO {quoted(rtree_of(table))} VALUES (?, ?, ?, ?, ?)",
        ((fid, *box) for fid, box in zip(kept, boxes, strict=True)),
    )


def register_functions(db: sqlite3.Connection) -> None:
    """Teach a connection the ``ST_*`` functions that triggers of spatial indexes call."""

    def side(index: int) -> Callable[[Any], float | None]:
        def of(blob: Any) -> float | None:
            bounds = bounds_of(blob)
            return None if bounds is None else bounds[index]

        return of

    for index, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        db.create_function(name, 1, side(index), deterministic=True)
    db.create_function("ST_IsEmpty", 1, lambda blob: int(bounds_of(blob) is None), deterministic=True)
