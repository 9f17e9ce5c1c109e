# SPDX-License-Identifier: MIT
"""Write a small read-only GeoPackage with the SQLite of the standard library.

Only what the base map needs: feature tables in EPSG:4326 with an R-tree each, and plain
attribute tables. Rows keep the order they are given in, which the reader relies on.

Standard: OGC 12-128r18, GeoPackage 1.3.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300
SRS_ID = 4326

_CORE_SQL = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL PRIMARY KEY, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
"""
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_RTREE_DEFINITION = "http://www.geopackage.org/spec120/#extension_rtree"


class GeoPackageWriter:
    """A new GeoPackage file; use as a context manager.

    Parameters
    ----------
    path
        File to write; an existing one is replaced.
    last_change
        ISO 8601 UTC time for the contents table. Given, not taken from the clock, so that
        the same input makes the same file.
    """

    def __init__(self, path: Path, last_change: str) -> None:
        path.unlink(missing_ok=True)
        self._last_change = last_change
        self._db = sqlite3.connect(path)
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {USER_VERSION}")
        self._db.executescript(_CORE_SQL)
        self._db.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
            [
                ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
                ("Undefined geographic", 0, "NONE", 0, "undefined", None),
                ("WGS 84", SRS_ID, "EPSG", SRS_ID, _WGS84_WKT, None),
            ],
        )

    def __enter__(self) -> GeoPackageWriter:
        return self

    def __exit__(self, *_error: object) -> None:
        self._db.commit()
        self._db.execute("VACUUM")
        self._db.close()

    def add_features(
        self,
        table: str,
        geometry_type: str,
        columns: dict[str, str],
        rows: Iterable[tuple[BaseGeometry, Sequence[Any]]],
        description: str = "",
    ) -> None:
        """Write one feature table and its R-tree.

        Parameters
        ----------
        table, geometry_type, description
            Name, upper-case GeoPackage geometry type, sentence for the contents table.
        columns
            Further columns and their SQL types, in the order of the row values.
        rows
            Geometry (degrees WGS 84) and column values.
        """
        extra = "".join(f", {name} {kind}" for name, kind in columns.items())
        self._db.execute(f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY, geom {geometry_type}{extra})")
        self._db.execute(f"CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy)")
        marks = ", ".join("?" * (2 + len(columns)))
        boxes = []
        for fid, (geometry, values) in enumerate(rows, 1):
            self._db.execute(f"INSERT INTO {table} VALUES ({marks})", (fid, geometry_blob(geometry), *values))
            min_x, min_y, max_x, max_y = geometry.bounds
            boxes.append((fid, min_x, max_x, min_y, max_y))
        self._db.executemany(f"INSERT INTO rtree_{table}_geom VALUES (?, ?, ?, ?, ?)", boxes)
        _, west, east, south, north = zip(*boxes, strict=True)
        extent = (min(west), min(south), max(east), max(north))
        self._register(table, "features", description, extent)
        self._db.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (table, geometry_type, SRS_ID)
        )
        self._db.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
            (table, _RTREE_DEFINITION),
        )

    def add_attributes(self, table: str, definition: str, rows: Iterable[Sequence[Any]], description: str = "") -> None:
        """Write one table without geometry; `definition` is the SQL between its parentheses and after."""
        self._db.execute(f"CREATE TABLE {table} {definition}")
        rows = list(rows)
        marks = ", ".join("?" * len(rows[0]))
        self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._register(table, "attributes", description, (None, None, None, None))

    def _register(self, table: str, kind: str, description: str, extent: Sequence[float | None]) -> None:
        srs_id = SRS_ID if kind == "features" else None
        self._db.execute(
            "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (table, kind, table, description, self._last_change, *extent, srs_id),
        )


def geometry_blob(geometry: BaseGeometry) -> bytes:
    """Return a GeoPackage geometry: header without envelope, then little-endian ISO WKB.

    The envelope is left out because the R-tree holds it already.
    """
    header = b"GP" + struct.pack("<BBi", 0, 1, SRS_ID)
    return header + shapely.to_wkb(geometry, byte_order=1)
