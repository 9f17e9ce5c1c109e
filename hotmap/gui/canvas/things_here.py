# SPDX-License-Identifier: MIT
"""What lies at a place of the map, in words: records and features of layers, and what is about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.admin_path import AdminAreas, admin_path, path_text
from hotmap.analysis.around import compass_point, nearest
from hotmap.analysis.geodesy import area_m2, length_m
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.scene import Scene
from hotmap.cartography.symbols import level_name, presence_name
from hotmap.domain.fields import Kind, show, show_date
from hotmap.domain.records import Record
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.units import format_area, format_length

Lines = tuple[tuple[str, str], ...]
"""Names and values, as they are shown and copied."""

MOST_FOUND = 40
NEAREST = 2


@dataclass(frozen=True)
class FoundThing:
    """One record or feature.

    Attributes
    ----------
    title : str
        Its name, or what it is.
    kind : str
        Kind and code of a record, name of the layer of a feature.
    uuid : str
        Of the record, or of the layer.
    row : int
        Of the feature in its layer; −1 for a record.
    geometry : shapely geometry or None
        WGS 84 degrees.
    lines : tuple
        All its own fields, then its measures.
    symbol : str
        Name of the symbol of a record; empty for a feature.
    """

    title: str
    kind: str
    uuid: str
    row: int
    geometry: BaseGeometry | None
    lines: Lines
    symbol: str = ""

    @property
    def is_record(self) -> bool:
        """True for a record of the plan."""
        return self.row < 0

    def as_text(self) -> str:
        """Return it as it is copied: one line a field, name and value parted by a tab."""
        head = f"{self.title}\t{self.kind}"
        return "\n".join([head, *(f"{name}\t{value}" for name, value in self.lines)])


def things_at(canvas: MapCanvas, workspace: Workspace, px: QPointF) -> list[FoundThing]:
    """Return what lies at a place of the canvas, records first, as far as it is drawn there."""
    layers = {layer.layer.uuid: layer for layer in canvas.scene.layers}
    found = []
    for hit in canvas.pointing.everything(px)[:MOST_FOUND]:
        if hit.row >= 0:
            found.append(thing_of_feature(layers[hit.uuid], hit.row))
        elif (record := workspace.plan.get(hit.uuid)) is not None:
            found.append(thing_of_record(record, workspace))
    return found


def thing_of_record(record: Record, workspace: Workspace) -> FoundThing:
    """Return a record with its fields as people read them."""
    lists = workspace.plan.lists
    lines = []
    summary = workspace.summaries.get(record.uuid)
    if summary is not None:
        lines.append((tr("Level"), lists.text("level", summary.level) if summary.level else tr("Undecided")))
    for code, spec in record.specs().items():
        value = record.value(code)
        if spec.kind is Kind.DATA or value in (None, (), ""):
            continue
        if spec.kind in (Kind.LINK, Kind.LINKS):
            linked = (workspace.plan.get(uuid) for uuid in ((value,) if spec.kind is Kind.LINK else value))
            text = ", ".join(other.caption for other in linked if other is not None)
        elif spec.kind in (Kind.DATE, Kind.MOMENT):
            text = f"{show_date(value)} {value[11:16]}".strip()
        else:
            text = show(spec, value, lists)
        lines.append((spec.text, f"{text} {spec.unit}".strip() if spec.unit else text))
    kind = " · ".join(part for part in (tr(record.LABEL), record.value("code")) if part)
    measured = (*lines, *measures(record.geometry))
    return FoundThing(
        record.caption or kind, kind, record.uuid, -1, record.geometry, measured, symbol_of(record, workspace)
    )


def thing_of_feature(layer: ContextLayer, row: int) -> FoundThing:
    """Return a feature of a context layer with all of the file's own fields."""
    geometry = layer.table.geometry[row]
    values = ((name, _plain(column[row])) for name, column in layer.table.columns.items())
    lines = (*((name, text) for name, text in values if text), *measures(geometry))
    name = layer.layer.name or tr("Layer")
    return FoundThing(layer.label(row) or name, name, layer.layer.uuid, row, geometry, lines)


def symbol_of(record: Record, workspace: Workspace) -> str:
    """Return the name of the symbol of a record, or nothing."""
    summary = workspace.summaries.get(record.uuid)
    if summary is not None:
        return level_name(summary, gap=False)
    if record.KIND == "presence":
        return presence_name(record)  # type: ignore[arg-type]
    return {"incident": "incident", "visit": "visit"}.get(record.KIND, "")


def measures(geometry: BaseGeometry | None) -> Lines:
    """Return the geodesic measures of a shape: area and circumference, or length; nothing for a point."""
    if geometry is None or geometry.is_empty:
        return ()
    area = area_m2(geometry)
    if area:
        return ((tr("Area"), format_area(area)), (tr("Round it"), format_length(length_m(geometry))))
    length = length_m(geometry)
    return ((tr("Length"), format_length(length)),) if length else ()


def place_lines(lon: float, lat: float, scene: Scene, workspace: Workspace) -> Lines:
    """Return where a place lies: its province and district, with their P-codes."""
    units = admin_path(lon, lat, admin_areas(scene.layers))
    lines = [(tr("Lies in"), path_text(units))] if units else []
    codes = " › ".join(unit.pcode for unit in units if unit.pcode)
    return (*lines, (tr("P-codes"), codes)) if codes else tuple(lines)


def near_lines(lon: float, lat: float, scene: Scene, workspace: Workspace, besides: str = "") -> Lines:
    """Return what is nearest to a place with distance and direction, as far as it is drawn.

    Parameters
    ----------
    besides : str
        uuid of the record that is told of itself.
    """
    hotspots = [m for m in scene.hotspots if scene.shows("hotspots") and scene.shows(m.level) and m.uuid != besides]
    presence = [m for m in scene.presence if scene.shows("presence") and scene.shows(m.domain) and m.uuid != besides]
    lines = _near(tr("Hotspot"), lon, lat, [(mark.name, mark.geometry) for mark in hotspots])
    return lines + _near(tr("Presence"), lon, lat, [(mark.name, mark.geometry) for mark in presence])


def admin_areas(layers: Iterable[ContextLayer]) -> list[AdminAreas]:
    """Return the boundary layers among others, shown or not."""
    return [
        AdminAreas(layer.table, layer.tree(), layer.style.label_column)
        for layer in layers
        if layer.layer.kind == "area" or layer.style.theme in ("districts", "provinces")
    ]


def centre_of(geometry: BaseGeometry) -> Point:
    """Return the place by which a shape is told: a point itself, else its middle."""
    return geometry if isinstance(geometry, Point) else geometry.centroid


def middle_px(canvas: MapCanvas, geometry: BaseGeometry | None) -> QPointF:
    """Return where on the canvas a shape is asked about: its middle where that is seen, else the map's."""
    if geometry is not None:
        centre = centre_of(geometry)
        at = canvas.to_px(centre.x, centre.y)
        if canvas.rect().contains(at.toPoint()):
            return at
    return QPointF(canvas.width() / 2, canvas.height() / 2)


def joined(lines: Iterable[tuple[str, str]]) -> str:
    """Return lines as they are copied."""
    return "\n".join(f"{name}\t{value}" for name, value in lines)


def _near(what: str, lon: float, lat: float, things: Sequence[tuple[str, BaseGeometry]]) -> Lines:
    found = nearest(lon, lat, [geometry for _, geometry in things], NEAREST)
    return tuple((f"{what}: {things[one.index][0] or tr('without a name')}", _away(one)) for one in found)


def _away(one: Any) -> str:
    if one.distance_m < 1:
        return tr("here")
    direction = tr(compass_point(one.bearing_deg))
    return tr("{distance} {direction}, {bearing}°").format(
        distance=format_length(one.distance_m), direction=direction, bearing=f"{one.bearing_deg:03.0f}"
    )


def _plain(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()
