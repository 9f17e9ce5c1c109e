# SPDX-License-Identifier: MIT
"""What the command line prints: one JSON document or text on stdout, messages on stderr."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from shapely import get_coordinates
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from hotmap.domain.cover import StandingCover
from hotmap.domain.features import FeatureTable
from hotmap.domain.fields import FieldSpec
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Hotspot, Record
from hotmap.domain.summary import level_of

LONGEST_CELL = 60  # characters; the name of a file that was sent fits

NEVER_SHOWN = ("release_key",)
"""The key of released identities stays in the plan: a terminal scrolls, is recorded and projected."""


def speak_utf8() -> None:
    """Print UTF-8 wherever this runs, so that a document is the same on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document to stdout."""
    json.dump(document, sys.stdout, ensure_ascii=False, default=_plain)
    sys.stdout.write("\n")


def say(message: str) -> None:
    """Print a message to stderr."""
    print(message, file=sys.stderr)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their heads in columns as wide as their texts; texts over `LONGEST_CELL` are cut."""
    cells = [list(head), *([_cut(_cell(value)) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def record_feature(records: RecordSet, record: Record) -> dict[str, Any]:
    """Return a record as a GeoJSON feature: its kind and every field by its code."""
    properties: dict[str, Any] = {"kind": record.KIND}
    if isinstance(record, Hotspot):
        properties["level"] = level_of(records.children("decision", record.uuid)).code
    properties |= {code: record.value(code) for code in record.all_specs() if code not in NEVER_SHOWN}
    properties |= {
        f"{of}@{code}": value
        for of, marking in record.field_markings.items()
        for code, value in vars(marking).items()
        if value is not None
    }
    return {
        "type": "Feature",
        "id": record.uuid,
        "geometry": None if record.geometry is None else mapping(record.geometry),
        "properties": properties,
    }


def table_features(features: FeatureTable) -> list[dict[str, Any]]:
    """Return a context layer's features as GeoJSON with the file's own fields."""
    return [
        {
            "type": "Feature",
            "id": index,
            "geometry": None if geometry is None else mapping(geometry),
            "properties": row,
        }
        for index, (geometry, row) in enumerate(zip(features.geometry, features.rows(), strict=True), 1)
    ]


def linked_text(records: RecordSet, spec: FieldSpec, value: object) -> object:
    """Return what people call the records that a link names; other values as they are."""
    if not spec.links_to or value is None:
        return value
    uuids = value if isinstance(value, tuple) else (value,)
    found = [(uuid, records.get(uuid)) for uuid in uuids]
    return ", ".join(uuid if one is None else one.value("code") or one.caption or uuid for uuid, one in found)


def geometry_text(geometry: BaseGeometry | None) -> str:
    """Return a short text of a place: a point's degrees, else its type and number of vertices."""
    if geometry is None:
        return ""
    if geometry.geom_type == "Point":
        return f"{geometry.y:.5f}, {geometry.x:.5f}"
    return f"{geometry.geom_type} ({len(get_coordinates(geometry))})"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return ", ".join(str(v) for v in value)
    return " ".join(str(value).split())


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, StandingCover):
        return vars(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)
