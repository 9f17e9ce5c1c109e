# SPDX-License-Identifier: MIT
"""GPX from receivers and phones: waypoints, routes and tracks, versions 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.files import read_bytes
from hotmap.importers.source import (
    WGS84,
    Progress,
    ReadOptions,
    Recognised,
    SourceTable,
    fields_of,
    no_progress,
)
from hotmap.importers.tables import chosen_table
from hotmap.importers.xmlreader import XmlReader

_TABLES = {"wpt": "waypoints", "rte": "routes", "trk": "tracks"}
_FIELDS = ("name", "cmt", "desc", "type", "sym", "time", "ele", "src")


class GpxImporter:
    """Reads waypoints as points, routes as lines and tracks as lines of their segments, in one table."""

    id = "gpx"
    label = "GPX"
    suffixes = (".gpx",)

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file starts as a GPX document."""
        return Recognised.YES if b"<gpx" in head.replace(b"\0", b"") else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return those of waypoints, routes and tracks that the file has."""
        found = {_TABLES[element.tag] for element in _elements(path, no_progress)}
        return [name for name in _TABLES.values() if name in found]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read everything, or one of `tables`; see `hotmap.importers.source.Importer`."""
        elements = _elements(path, progress)
        wanted = chosen_table(list(_TABLES.values()), options.sheet, path)
        chosen = [e for e in elements if wanted in (None, _TABLES[e.tag])]
        shapes: list[BaseGeometry | None] = []
        unreadable: dict[int, str] = {}
        for index, element in enumerate(chosen):
            try:
                shapes.append(_shape(element))
            except ValueError:
                shapes.append(None)
                unreadable[index] = tr("A latitude or longitude in it is no number.")
        columns: dict[str, list[Any]] = {"kind": [_TABLES[e.tag].removesuffix("s") for e in chosen]}
        for code in _FIELDS:
            values = [_text(element, code) for element in chosen]
            if any(values):
                columns[code] = values
        if not any(columns.get("time", ())):
            columns["time"] = [_first_time(element) for element in chosen]
        return SourceTable(
            name=wanted or path.stem,
            features=FeatureTable(_array(shapes), columns),
            rows=np.arange(1, len(chosen) + 1),
            crs=WGS84,
            fields=fields_of(columns),
            unreadable=unreadable,
        )


def _elements(path: Path, progress: Progress) -> list[Element]:
    data = read_bytes(path)
    found: list[Element] = []
    roots: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)

    reader = XmlReader(path, frozenset(_TABLES), found.append, start, lambda name, text: None)
    reader.read(data, lambda done: progress(done, len(data), tr("Reading {file}").format(file=path.name)))
    if "gpx" not in roots[:1]:
        raise InputError(tr("This is XML, but no GPX."), path)
    return found


def _array(shapes: list[BaseGeometry | None]) -> np.ndarray:
    array = np.full(len(shapes), None, dtype=object)
    array[:] = shapes
    return array


def _shape(element: Element) -> BaseGeometry | None:
    if element.tag == "wpt":
        return shapely.Point(_position(element))
    if element.tag == "rte":
        line = [_position(point) for point in element.iter("rtept")]
        return shapely.LineString(line) if len(line) > 1 else shapely.LineString()
    segments = [[_position(point) for point in segment.iter("trkpt")] for segment in element.iter("trkseg")]
    return shapely.MultiLineString([line for line in segments if len(line) > 1])


def _position(element: Element) -> tuple[float, float]:
    return float(element.get("lon", "")), float(element.get("lat", ""))


def _text(element: Element, code: str) -> str | None:
    return (element.findtext(code) or "").strip() or None


def _first_time(element: Element) -> str | None:
    times: Iterator[Element] = element.iter("time")
    return next((time.text.strip() for time in times if time.text and time.text.strip()), None)
