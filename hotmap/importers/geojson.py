# SPDX-License-Identifier: MIT
"""GeoJSON: RFC 7946, the older form with a ``crs`` member, and one feature a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import crs_name, is_usable, looks_like_degrees, missing_crs, to_wgs84
from hotmap.importers.files import read_bytes
from hotmap.importers.geojson_shapes import shapes_of
from hotmap.importers.source import (
    WGS84,
    ImportWarning,
    Progress,
    ReadOptions,
    Recognised,
    SourceTable,
    fields_of,
)
from hotmap.importers.tables import chosen_table
from hotmap.importers.texts import decode

MAX_COLUMNS = 3000
_GEOMETRIES = frozenset("Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection".split())
_RECORD_SEPARATOR = "\x1e"  # of GeoJSON text sequences, RFC 8142


class GeoJsonImporter:
    """Reads GeoJSON with the standard library, so that every fault has its line and feature number."""

    id = "geojson"
    label = "GeoJSON"
    suffixes = (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl")

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file starts like a JSON object or list."""
        start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\x1e \t\r\n")[:1]
        return Recognised.YES if start in (b"{", b"[") else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the one table a GeoJSON file is."""
        return [path.stem]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read all features; see `hotmap.importers.source.Importer`."""
        progress(0, None, tr("Reading {file}").format(file=path.name))
        text, notes = decode(read_bytes(path), path, options.encoding)
        document, features = _features(text, path)
        del text
        name = str(document.get("name") or path.stem)
        chosen_table(list(dict.fromkeys([name, path.stem])), options.sheet, path)
        progress(0, len(features), tr("Reading features"))
        geometries, unreadable = shapes_of([_geometry(feature) for feature in features])
        progress(len(features), len(features), tr("Reading features"))
        declared = options.crs or _declared_crs(document, path)
        if declared is None:
            if not looks_like_degrees(geometries):
                raise missing_crs(path)
            declared = WGS84
        columns = _columns(features, path)
        return SourceTable(
            name=name,
            features=FeatureTable(to_wgs84(geometries, declared), columns),
            rows=np.arange(1, len(features) + 1),
            crs=crs_name(declared),
            fields=fields_of(columns),
            notes=_with_override(notes, document, path, options),
            unreadable=unreadable,
        )


def _with_override(
    notes: tuple[ImportWarning, ...], document: dict[str, Any], path: Path, options: ReadOptions
) -> tuple[ImportWarning, ...]:
    if options.crs is None or not document.get("crs"):
        return notes
    said = _declared_crs(document, path)
    if said is None or crs_name(said) == crs_name(options.crs):
        return notes
    message = tr("The file says {said}; read as {crs} as you asked.").format(
        said=crs_name(said), crs=crs_name(options.crs)
    )
    return (*notes, ImportWarning("crs-overridden", None, message))


def _features(text: str, path: Path) -> tuple[dict[str, Any], list[Any]]:
    """Return the document and its features; of a file with one feature a line an empty document."""
    if text.lstrip("\ufeff \t\r\n").startswith(_RECORD_SEPARATOR):
        return {}, _by_line(text.replace(_RECORD_SEPARATOR, ""), path)
    try:
        document = json.loads(text)
    except RecursionError:
        raise InputError(tr("It is nested too deeply to be GeoJSON; refused."), path) from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # a second object: one feature a line
            return {}, _by_line(text, path)
        raise _broken_json(error, error.lineno, path) from None
    except ValueError as error:  # a number with thousands of digits
        raise InputError(tr("Not valid JSON: {reason}.").format(reason=error), path) from None
    if isinstance(document, list):
        document = {"type": "FeatureCollection", "features": document}
    if not isinstance(document, dict):
        raise InputError(tr("This is JSON, but no GeoJSON: it has no features."), path)
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise InputError(tr("This GeoJSON has no list of features."), path)
        return document, features
    if kind == "Feature":
        return document, [document]
    if kind in _GEOMETRIES:
        return document, [{"type": "Feature", "geometry": document, "properties": {}}]
    raise InputError(_what_else(document), path)


def _what_else(document: dict[str, Any]) -> str:
    if document.get("type") == "Topology":
        return tr("This is TopoJSON; save it as GeoJSON or GeoPackage first.")
    if "geometryType" in document or "spatialReference" in document:
        return tr("This is the JSON of an Esri service; save it as GeoJSON or GeoPackage first.")
    return tr("This is JSON, but no GeoJSON: it has no features.")


def _by_line(text: str, path: Path) -> list[Any]:
    features = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except RecursionError:
            raise InputError(tr("It is nested too deeply to be GeoJSON; refused."), path) from None
        except json.JSONDecodeError as error:
            raise _broken_json(error, number, path) from None
        except ValueError as error:
            raise InputError(
                tr("Line {line} is not valid JSON: {reason}.").format(line=number, reason=error), path
            ) from None
        is_bare = isinstance(found, dict) and found.get("type") in _GEOMETRIES
        features.append({"geometry": found} if is_bare else found)
    return features


def _broken_json(error: json.JSONDecodeError, line: int, path: Path) -> InputError:
    place = tr("line {line}, column {column}").format(line=line, column=error.colno)
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return InputError(tr("The file is cut short ({place}); get it again.").format(place=place), path)
    return InputError(tr("Not valid JSON: {reason} ({place}).").format(reason=error.msg, place=place), path)


def _geometry(feature: Any) -> Any:
    return feature.get("geometry") if isinstance(feature, dict) else None


def _declared_crs(document: dict[str, Any], path: Path) -> str | None:
    """Return the definition in the older ``crs`` member, None where there is none or it says null."""
    member = document.get("crs")
    if not isinstance(member, dict):
        return None
    properties = member.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not is_usable(name):
        raise missing_crs(path)
    return name


def _columns(features: list[Any], path: Path) -> dict[str, list[Any]]:
    """Return the properties column by column, in the order in which they first appear."""
    given = [f.get("properties") if isinstance(f, dict) else None for f in features]
    rows = [row if isinstance(row, dict) else {} for row in given]
    names = dict.fromkeys(name for row in rows for name in row)
    if len(names) > MAX_COLUMNS:
        raise InputError(tr("{n} different properties are too many for a table.").format(n=len(names)), path)
    columns = {name: [_value(row.get(name)) for row in rows] for name in names}
    ids = [_value(f.get("id")) if isinstance(f, dict) else None for f in features]
    if "id" not in columns and any(value is not None for value in ids):
        columns["id"] = ids
    return columns


def _value(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if isinstance(value, int) and abs(value) >= 2**63:
        return str(value)  # no table holds it as a number
    return value
