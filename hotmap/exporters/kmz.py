# SPDX-License-Identifier: MIT
"""Data as KMZ for Google Earth and phones: a folder per level with its letter, cells as areas.

Written with the standard library alone. Values lie in ExtendedData, which every viewer shows as
text; there is no HTML, no link and no remote icon inside.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.palette import LIGHT, level_letter
from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import GEOMETRY_KINDS, KINDS, Record
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import EPOCH
from hotmap.exporters.properties import GENERATOR, Properties, about
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.release import Release

KML = "http://www.opengis.net/kml/2.2"
ENTRY = "doc.kml"
WRITTEN = EPOCH.timetuple()[:6]
"""A fixed time stamp: a file must not tell when somebody worked, and repeats byte for byte."""
AREA_OPACITY = "40"
LINE_OPACITY = "ff"
LINE_WIDTH_PX = 2
OTHER_COLOURS = {"presence": "troops", "incident": "incident", "visit": "visit"}
UNDECIDED = "undecided"


class Kmz:
    """Writes data as KMZ; see `hotmap.exporters.base.Exporter`."""

    id = "kmz"
    label = _("Google Earth (KMZ)")
    suffix = ".kmz"
    what = "data"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`, the same bytes each time."""
        document = _document(release)
        progress(0.7)
        indent(document, " ")
        kml = tostring(document, encoding="utf-8", xml_declaration=True)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            entry = zipfile.ZipInfo(ENTRY, WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, kml)
        write_bytes(path, packed.getvalue())
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the names of the format itself."""
        yield from (KML, ENTRY, GENERATOR)
        for _name, fill, outline in _styles():
            yield from (_kml_colour(fill, LINE_OPACITY), _kml_colour(fill, AREA_OPACITY))
            yield _kml_colour(outline, LINE_OPACITY)


def _document(release: Release) -> Element:
    root = Element("kml", xmlns=KML)
    document = SubElement(root, "Document")
    _text(document, "name", " · ".join(part for part in (release.exercise, release.title) if part))
    _text(document, "open", "1")
    _text(document, "description", _description(release))
    for name, fill, outline in _styles():
        _style(document, name, fill, outline, filled=name not in OTHER_COLOURS)
    data = SubElement(document, "ExtendedData")
    for key, value in about(release).items():
        for name, text in _flattened(key, value):
            _data(data, name, text)
    properties = Properties(release)
    for name, style, records in _folders(release):
        folder = SubElement(document, "Folder")
        _text(folder, "name", name)
        for record in records:
            _placemark(folder, record, style, release, properties)
    return root


def _folders(release: Release) -> Iterator[tuple[str, str, Sequence[Record]]]:
    """Yield name, style and records of each folder that has any: hotspots by level, then other kinds."""
    levels = {uuid: summary.level for uuid, summary in release.summaries().items()}
    known = any(levels.values())
    for level in (*LEVELS, None):
        found = [h for h in release.of("hotspot") if levels[h.uuid] == level]
        if not found:
            continue
        if level:
            name = f"{level_letter(level)} · {release.lists.text('level', level)}"
        else:
            name = tr("No level agreed") if known else tr("Hotspots")
        yield name, level or UNDECIDED, found
    for kind in GEOMETRY_KINDS[1:]:
        records = [record for record in release.of(kind) if record.geometry is not None]
        if records:
            yield tr(KINDS[kind].PLURAL), kind, records


def _placemark(parent: Element, record: Record, style: str, release: Release, properties: Properties) -> None:
    placemark = SubElement(parent, "Placemark", id=f"r-{record.uuid}")
    code = record.value("code")
    parts = [code, record.caption if record.caption != code else None]
    label = " ".join(part for part in parts if part) or release.lists.text(f"{record.KIND}_type", record.value("type"))
    size = release.cell_codes.get(record.uuid)
    if size:
        label = f"{label} ({release.lists.text('precision', size)})"
    _text(placemark, "name", label)
    _text(placemark, "styleUrl", f"#{style}")
    data = SubElement(placemark, "ExtendedData")
    _data(data, "uuid", record.uuid)
    for spec, text in properties.shown(record):
        _data(data, spec.code, text, spec.text)
    if size:
        _data(data, "precision", release.lists.text("precision", size), tr("Shown as"))
    if record.geometry is not None:
        _geometry(placemark, record.geometry)


def _geometry(parent: Element, geometry: BaseGeometry) -> None:
    parts = shapely.get_parts(np.atleast_1d(np.asarray(shapely.orient_polygons(geometry), dtype=object)))
    if len(parts) > 1:
        parent = SubElement(parent, "MultiGeometry")
    for part in parts:
        if part.geom_type == "Polygon":
            polygon = SubElement(parent, "Polygon")
            for tag, ring in [("outerBoundaryIs", part.exterior), *(("innerBoundaryIs", r) for r in part.interiors)]:
                edge = SubElement(SubElement(polygon, tag), "LinearRing")
                _text(edge, "coordinates", _coordinates(ring))
        elif part.geom_type in ("LineString", "LinearRing", "Point"):
            shape = SubElement(parent, "Point" if part.geom_type == "Point" else "LineString")
            _text(shape, "coordinates", _coordinates(part))
        else:
            _geometry(parent, part)


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(geometry).tolist())


def _styles() -> Iterator[tuple[str, str, str]]:
    """Yield name, fill and outline of each style."""
    for level in (*LEVELS, None):
        colours = LIGHT.level(level)
        yield level or UNDECIDED, colours.fill, colours.outline
    for kind, token in OTHER_COLOURS.items():
        yield kind, LIGHT.colour(token), LIGHT.colour(token)


def _style(parent: Element, name: str, fill: str, outline: str, *, filled: bool) -> None:
    style = SubElement(parent, "Style", id=name)
    # Without an Icon a viewer draws its own pin in this colour and asks nobody for a picture.
    _text(SubElement(style, "IconStyle"), "color", _kml_colour(fill, LINE_OPACITY))
    line = SubElement(style, "LineStyle")
    _text(line, "color", _kml_colour(outline, LINE_OPACITY))
    _text(line, "width", str(LINE_WIDTH_PX))
    area = SubElement(style, "PolyStyle")
    _text(area, "color", _kml_colour(fill, AREA_OPACITY))
    if not filled:  # cells of incidents and presence lie on each other in numbers
        _text(area, "fill", "0")


def _kml_colour(colour: str, opacity: str) -> str:
    """Return ``#RRGGBB`` as KML writes it: opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{opacity}{blue}{green}{red}".lower()


def _description(release: Release) -> str:
    """Return what a reader of this file alone has to know, a line each."""
    lists = release.lists
    internal = tr("INTERNAL, ALL RECORDS: NOT FOR RELEASE")
    audience = internal if release.internal else lists.text("audience", release.audience)
    parts = [
        release.exercise,
        lists.text("classification", release.classification),
        tr("For: {audience}").format(audience=audience),
        tr("As of {date}").format(date=release.as_of) if release.as_of else "",
        tr("Version {n}").format(n=release.version),
        release.precision_note(),
        tr("Some items were withheld by their originators.") if release.withheld_band != "none" else "",
    ]
    return "\n".join(part for part in parts if part)


def _flattened(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, text in value.items():
            yield f"{key}_{inner}", str(text)
    else:
        yield key, str(value)


def _data(parent: Element, name: str, value: str, label: str = "") -> None:
    data = SubElement(parent, "Data", name=name)
    if label:
        _text(data, "displayName", label)
    _text(data, "value", value)


def _text(parent: Element, tag: str, text: str) -> None:
    # Control characters are no XML, wherever they came from.
    SubElement(parent, tag).text = "".join(c for c in text if c >= " " or c in "\n\t")


EXPORTER = Kmz()
