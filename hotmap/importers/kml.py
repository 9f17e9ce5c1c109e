# SPDX-License-Identifier: MIT
"""KML and KMZ: nested folders, own fields, times; what it would fetch is counted and never fetched."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError
from hotmap.i18n import tr, tr_count
from hotmap.importers.files import open_zip, read_bytes, read_member
from hotmap.importers.kml_shapes import placemark_shape
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
from hotmap.importers.xmlreader import XmlReader

_CONTAINERS = ("Document", "Folder")
_OVERLAYS = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay")
_WHOLE = frozenset(("Placemark", "NetworkLink", "Style", "StyleMap", "Schema", *_OVERLAYS))
_TIMES = {"time": "TimeStamp/when", "begin": "TimeSpan/begin", "end": "TimeSpan/end"}
_MAX_TEXT = 10_000


class KmlImporter:
    """Reads all placemarks of a KML, or of the main document of a KMZ, in one table."""

    id = "kml"
    label = "KML"
    suffixes = (".kml", ".kmz")

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file is a KML document, or an archive with one."""
        if head.startswith(b"PK"):
            with open_zip(path) as archive:
                return Recognised.YES if _main_document(archive.namelist()) else Recognised.NO
        start = head.replace(b"\0", b"")
        return Recognised.YES if re.search(rb"<(\w+:)?kml\b", start) else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the one table a KML is; its folders are a column."""
        return [path.stem]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read all placemarks; see `hotmap.importers.source.Importer`."""
        chosen_table(self.tables(path), options.sheet, path)
        data, notes = _document(path)
        found = _Placemarks(path)
        found.reader.read(data, lambda done: progress(done, len(data), tr("Reading {file}").format(file=path.name)))
        if not found.is_kml:
            raise InputError(tr("This is XML, but no KML."), path)
        shapes = np.full(len(found.rows), None, dtype=object)
        shapes[:] = found.shapes
        names = dict.fromkeys(name for row in found.rows for name in row)
        columns = {name: [row.get(name) for row in found.rows] for name in names}
        return SourceTable(
            name=path.stem,
            features=FeatureTable(shapes, columns),
            rows=np.arange(1, len(shapes) + 1),
            crs=WGS84,
            fields=fields_of(columns),
            notes=(*notes, *found.notes()),
            unreadable=found.unreadable,
        )


def _document(path: Path) -> tuple[bytes, tuple[ImportWarning, ...]]:
    """Return the KML text; of an archive its main document, with a note when there are others."""
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    if not is_archive:
        return read_bytes(path), ()
    with open_zip(path) as archive:
        names = archive.namelist()
        main = _main_document(names)
        if main is None:
            raise InputError(tr("There is no KML in this archive."), path)
        others = sum(name.lower().endswith(".kml") for name in names) - 1
        data = read_member(archive, main, path)
    if not others:
        return data, ()
    message = tr("Read “{main}”; {n} more documents in the archive were not.").format(main=main, n=others)
    return data, (ImportWarning("other-tables", None, message),)


def _main_document(names: list[str]) -> str | None:
    found = [name for name in names if name.lower().endswith(".kml") and not name.startswith("__MACOSX")]
    return min(found, key=lambda name: (name.lower() != "doc.kml", name.count("/")), default=None)


class _Placemarks:
    """Collects placemarks and counts what is left aside while a document is read."""

    def __init__(self, path: Path) -> None:
        self.rows: list[dict[str, Any]] = []
        self.shapes: list[Any] = []
        self.unreadable: dict[int, str] = {}
        self.is_kml = False
        self._folders: list[str] = []
        self._open: list[str] = []
        self._aside: dict[str, int] = {}
        self.reader = XmlReader(path, _WHOLE, self._on_whole, self._on_start, self._on_end)

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self.is_kml = name == "kml"
        self._open.append(name)
        if name in _CONTAINERS:
            self._folders.append("")

    def _on_end(self, name: str, text: str) -> None:
        self._open.pop()
        if name in _CONTAINERS:
            self._folders.pop()
        elif name == "name" and self._open and self._open[-1] in _CONTAINERS:
            self._folders[-1] = text

    def _on_whole(self, element: Element) -> None:
        if element.tag != "Placemark":
            self._aside[element.tag] = self._aside.get(element.tag, 0) + 1
            return
        if not self._open:
            self.is_kml = True  # a bare placemark
        row = _fields(element)
        folder = " / ".join(name for name in self._folders if name)
        if folder:
            row["folder"] = folder
        try:
            self.shapes.append(placemark_shape(element))
        except (ValueError, IndexError):
            self.unreadable[len(self.rows)] = tr("Its coordinates are incomplete.")
            self.shapes.append(None)
        self.rows.append(row)

    def notes(self) -> tuple[ImportWarning, ...]:
        """Return what was left aside, counted."""
        notes = []
        links = self._aside.get("NetworkLink", 0)
        if links:
            message = tr_count(
                "{n} network link was skipped: hotmap never fetches anything.",
                "{n} network links were skipped: hotmap never fetches anything.",
                links,
            )
            notes.append(ImportWarning("network-links-skipped", None, message))
        overlays = {name: self._aside[name] for name in _OVERLAYS if name in self._aside}
        if overlays:
            kinds = ", ".join(f"{n} {name}" for name, n in overlays.items())
            message = tr_count(
                "{n} overlay was skipped: it is a picture.",
                "{n} overlays were skipped: they are pictures.",
                sum(overlays.values()),
            )
            message = f"{message} ({kinds})"
            notes.append(ImportWarning("overlays-skipped", None, message))
        return tuple(notes)


def _fields(placemark: Element) -> dict[str, Any]:
    """Return name, description, times and the extended data of a placemark."""
    row: dict[str, Any] = {"name": _stripped(placemark.findtext("name"))}
    if description := _without_html(placemark.findtext("description")):
        row["description"] = description
    for code, place in _TIMES.items():
        if text := _stripped(placemark.findtext(place)):
            row[code] = text
    first = placemark.find(".//Track/when")
    if "time" not in row and first is not None and first.text:
        row["time"] = first.text.strip()
    for data in placemark.iterfind("ExtendedData/Data"):
        row[data.get("name") or "data"] = _stripped(data.findtext("value"))
    for data in placemark.iter("SimpleData"):
        row[data.get("name") or "data"] = _stripped(data.text)
    return row


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None


def _without_html(text: str | None) -> str | None:
    """Return a text without the HTML that balloons are written in."""
    if not text or not text.strip():
        return None
    if "<" in text:
        text = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", " ", text[: 10 * _MAX_TEXT])
        text = re.sub(r"(?i)<(br|/p|/tr|/div|/li)\b[^>]*>", "\n", text)
        text = re.sub(r"<[^>]*>", " ", text)
    text = html.unescape(text)
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:_MAX_TEXT] or None
