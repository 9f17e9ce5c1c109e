# SPDX-License-Identifier: MIT
"""Data as a GeoPackage: a fresh file with the released records and nothing that was ever elsewhere.

One table a kind, named by its code, columns named by field code as in a plan; points, lines and
areas of hotspots in one table each, so that QGIS styles them; released context layers whole. There
is no journal, no free page and no history in it.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hotmap.analysis.layer_qml import layer_qml
from hotmap.cartography.palette import LIGHT
from hotmap.domain.codelists import LEVELS
from hotmap.domain.features import FeatureTable, column_names
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import CONTENT_KINDS, GEOMETRY_KINDS, KINDS, Layer, Record
from hotmap.errors import OutputError
from hotmap.exporters import gpkg_tables
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.properties import GENERATOR, Properties, about, specs_for
from hotmap.exporters.qgis_styles import layer_styles, level_style, plain_style
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.release import Release

INFO_TABLE = "hotmap_release"
SHAPES = {
    "": "Area",
    "_point": "Point",
    "_line": "Line",
}
"""Suffix of a kind's table by what it holds; areas and cells have the kind's own name."""

_SQL_TYPES = {
    Kind.INTEGER: "INTEGER", Kind.FACTOR: "INTEGER", Kind.NUMBER: "REAL", Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE", Kind.MOMENT: "TEXT",
}  # fmt: skip
_COLOURS = {"presence": "troops", "incident": "incident", "visit": "visit"}


class GeoPackage:
    """Writes data as a GeoPackage; see `hotmap.exporters.base.Exporter`."""

    id = "geopackage"
    label = _("GeoPackage")
    suffix = ".gpkg"
    what = "data"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`, the same bytes each time."""
        with tempfile.TemporaryDirectory(prefix="hotmap-") as folder:
            built = Path(folder) / "release.gpkg"
            try:
                _build(release, built, progress)
            except sqlite3.Error as error:
                raise OutputError(tr("The file cannot be written: {reason}.").format(reason=error), path) from error
            write_bytes(path, built.read_bytes())
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the texts of the format itself, its table definitions too."""
        yield from (GENERATOR, INFO_TABLE, "Styles", "key", "value", gpkg_tables.WRITTEN, gpkg_tables.SCHEMA_EXTENSION)
        yield from (text for system in gpkg_tables.SYSTEMS for text in system if isinstance(text, str))
        for kind, record_type in KINDS.items():
            yield from (kind, *specs_for(kind, record_type))
        for shape in SHAPES.values():
            yield level_style(shape, {})
            for colour in map(LIGHT.colour, _COLOURS.values()):
                yield plain_style(shape, colour, colour, filled=False)
            yield plain_style(shape, *_undecided())
        yield from layer_styles()


def _build(release: Release, path: Path, progress: Progress) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        gpkg_tables.create(db)
        db.execute("BEGIN")
        rows = [(key, _plain(value)) for key, value in about(release).items()]
        gpkg_tables.add_attributes(db, INFO_TABLE, tr("About this file"), {"key": "TEXT", "value": "TEXT"}, rows)
        _add_records(db, release)
        progress(0.3)
        for index, (layer, features) in enumerate(release.layers):
            _add_layer(db, f"context_{index + 1}", layer, features)
            progress(0.3 + 0.6 * (index + 1) / len(release.layers))
        db.execute("COMMIT")
        # Lays the pages anew, so that the same rows always give the same bytes.
        db.execute("VACUUM")
    finally:
        db.close()


def _add_records(db: sqlite3.Connection, release: Release) -> None:
    properties = Properties(release)
    for kind in CONTENT_KINDS:
        records = release.of(kind)
        if not records:
            continue
        placed = kind in GEOMETRY_KINDS
        for suffix, shape in SHAPES.items() if placed else {"": ""}.items():
            found = [r for r in records if not placed or _shape_of(r) == shape]
            if found:
                _add_kind(db, kind, suffix, found, release, properties)


def _add_kind(
    db: sqlite3.Connection,
    kind: str,
    suffix: str,
    records: Sequence[Record],
    release: Release,
    properties: Properties,
) -> None:
    table, shape = kind + suffix, SHAPES[suffix]
    told = [properties.native(record) for record in records]
    specs = {c: s for c, s in specs_for(kind, type(records[0])).items() if any(c in values for values in told)}
    columns = {"uuid": "TEXT", **{code: _SQL_TYPES.get(spec.kind, "TEXT") for code, spec in specs.items()}}
    rows = (
        (record.uuid, *(_plain(values.get(code)) for code in specs))
        for record, values in zip(records, told, strict=True)
    )
    title = tr(KINDS[kind].PLURAL)
    if kind in GEOMETRY_KINDS:
        title = {"": title, "_point": tr("{kind}, points"), "_line": tr("{kind}, lines")}[suffix].format(kind=title)
        geometries = np.empty(len(records), dtype=object)
        geometries[:] = [record.geometry for record in records]
        gpkg_tables.add_features(db, table, title, geometries, columns, rows)
        if kind == "hotspot":
            labels = {level: release.lists.text("level", level) for level in LEVELS}
            style = level_style(shape, labels) if "level" in specs else plain_style(shape, *_undecided())
        else:
            colour = LIGHT.colour(_COLOURS[kind])
            style = plain_style(shape, colour, colour, filled=False)
        _add_style(db, table, style)
    else:
        gpkg_tables.add_attributes(db, table, title, columns, rows)
    _describe(db, table, specs, release)


def _add_layer(db: sqlite3.Connection, table: str, layer: Layer, features: FeatureTable) -> None:
    names = column_names(features.columns, unnamed="column")
    columns = {name: _type_of(values) for name, values in zip(names, features.columns.values(), strict=True)}
    rows = zip(*features.columns.values(), strict=True) if columns else (() for _ in range(len(features)))
    title = f"{layer.name or table} ({table})"
    gpkg_tables.add_features(db, table, title, features.geometry, columns, rows)
    _add_style(db, table, layer_qml(layer.with_values({"columns": list(features.columns)})))


def _type_of(values: Sequence[Any]) -> str:
    types = {type(value) for value in values if value is not None}
    if types == {int}:
        return "INTEGER"
    return "REAL" if types and types <= {int, float} else "BOOLEAN" if types == {bool} else "TEXT"


def _shape_of(record: Record) -> str:
    """Return ``Point``, ``Line`` or ``Area``; a record without a place goes with the points."""
    if record.geometry is None:
        return "Point"
    dimension = {"Point": "Point", "MultiPoint": "Point", "LineString": "Line", "MultiLineString": "Line"}
    return dimension.get(record.geometry.geom_type, "Area")


def _undecided() -> tuple[str, str]:
    colours = LIGHT.level(None)
    return colours.fill, colours.outline


def _add_style(db: sqlite3.Connection, table: str, qml: str) -> None:
    db.execute(
        # QGIS looks for an empty catalogue and schema, not for none.
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, useAsDefault, update_time) VALUES ('', '', ?, 'geom', ?, ?, 1, ?)",
        (table, table, qml, gpkg_tables.WRITTEN),
    )


def _describe(db: sqlite3.Connection, table: str, specs: dict[str, FieldSpec], release: Release) -> None:
    """Name the columns as forms do, and give the choices that occur their labels."""
    for code, spec in specs.items():
        constraint = None
        if spec.kind is Kind.CHOICE and spec.codes in release.lists:
            constraint = f"{spec.codes}_codes"
            db.executemany(
                "INSERT OR IGNORE INTO gpkg_data_column_constraints"
                " (constraint_name, constraint_type, value, description) VALUES (?, 'enum', ?, ?)",
                [(constraint, entry.code, entry.text) for entry in release.lists[spec.codes]],
            )
        db.execute(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, NULL, NULL, ?)",
            (table, code, code, spec.text, constraint),
        )


def _plain(value: Any) -> Any:
    """Return a value as a column holds it: several codes as one text with commas, data as JSON."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


EXPORTER = GeoPackage()
