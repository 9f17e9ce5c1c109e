# SPDX-License-Identifier: MIT
"""What a series of sheets is made of: the hotspots of a release, or the areas of one of its layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.projection import BBox
from hotmap.cartography.sheet_choice import SheetChoice
from hotmap.cartography.style import style_of
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.domain.summary import HotspotSummary
from hotmap.errors import UsageError
from hotmap.exporters.reading import ALONE, Reading
from hotmap.i18n import tr, tr_count
from hotmap.release import Release

_THEMES = ("districts", "provinces", "plain")
"""Of the layers whose areas make sheets, the likeliest first."""


@dataclass(frozen=True)
class Part:
    """What one sheet of a series is about.

    Attributes
    ----------
    title, subtitle, finding : str
    symbol : str
        Of the hotspot, empty for a district.
    brief : str
        What a list of the sheets says beside the title.
    bbox : tuple of float
        West, south, east, north in degrees of what must be seen.
    uuids : tuple of str
        Of the hotspots that it is about.
    """

    title: str
    subtitle: str
    finding: str
    symbol: str
    brief: str
    bbox: BBox
    uuids: tuple[str, ...]


def hotspot_parts(reading: Reading, choice: SheetChoice) -> list[Part]:
    """Return one part for each hotspot that has a place, in the order of the matrix.

    Raises
    ------
    UsageError
        When there is none.
    """
    parts = []
    for summary in reading.hotspots:
        hotspot = summary.hotspot
        if hotspot.geometry is None or hotspot.geometry.is_empty:
            continue
        if (choice.only and hotspot.uuid not in choice.only) or (choice.level and summary.level != choice.level):
            continue
        parts.append(_of_hotspot(reading, summary, hotspot.geometry))
    if not parts:
        raise UsageError(tr("No hotspot of this release matches, so there is nothing to make sheets of."))
    return parts


def _of_hotspot(reading: Reading, summary: HotspotSummary, geometry: BaseGeometry) -> Part:
    hotspot, people = summary.hotspot, reading.people(summary)
    level = reading.level_name(summary.level) if reading.levels_known else ""
    subtitle = " · ".join(text for text in (reading.code_beside(summary), reading.kind(hotspot)) if text)
    return Part(
        title=reading.name(summary),
        subtitle=subtitle,
        finding=_finding(reading, summary, level),
        symbol=reading.sign(summary).symbol,
        brief=" · ".join(text for text in (reading.code_beside(summary), people) if text),
        bbox=_bounds(geometry),
        uuids=(hotspot.uuid,),
    )


def _finding(reading: Reading, summary: HotspotSummary, level: str) -> str:
    """Return level and cover of a hotspot in one sentence, as far as they are told."""
    status = reading.cover_status(summary)
    if status in ALONE and level:
        ears = tr("{level}: ears only, no force stands there.") if status == "ears" else ""
        return (ears or tr("{level}: nobody stands there.")).format(level=level)
    if status == "held" and level:
        return tr("{level}: a force stands there.").format(level=level)
    return f"{level}." if level else ""


def area_layers(release: Release) -> list[Layer]:
    """Return the layers of a release whose named areas can make a series, the likeliest first."""
    named = [
        (layer, style_of(layer))
        for layer in release.of("layer")
        if layer.geometry_type in ("Area", "Polygon", "MultiPolygon")
    ]
    usable = [(layer, style.theme) for layer, style in named if style.label_column and style.theme in _THEMES]
    return [layer for layer, theme in sorted(usable, key=lambda pair: _THEMES.index(pair[1]))]


def area_boxes(release: Release, layer: Layer) -> dict[str, BBox]:
    """Return the boxes of degrees around the areas of a layer by their names, in alphabetical order."""
    shapes: dict[str, list[BaseGeometry]] = {}
    for name, geometry in _areas(layer, release.features(layer)):
        shapes.setdefault(name, []).append(geometry)
    return {name: _bounds(shapely.GeometryCollection(shapes[name])) for name in sorted(shapes)}


def district_parts(reading: Reading, choice: SheetChoice) -> list[Part]:
    """Return one part for each area in which a hotspot lies, or for each that was chosen, in alphabetical order.

    Raises
    ------
    UsageError
        When the release has no layer of named areas, or no hotspot in any.
    """
    release = reading.release
    layers = [layer for layer in area_layers(release) if choice.layer in ("", layer.uuid)]
    if not layers:
        raise UsageError(
            tr("No layer of named areas, such as districts, is in this release. Bring one in and mark it.")
        )
    by_name: dict[str, list[BaseGeometry]] = {}
    for name, geometry in _areas(layers[0], release.features(layers[0])):
        by_name.setdefault(name, []).append(geometry)
    parts = []
    for name in sorted(by_name):
        if choice.only and name not in choice.only:
            continue
        area = shapely.union_all(shapely.make_valid(by_name[name]))
        uuids = _inside(reading, area, choice.level)
        if uuids or choice.only:
            parts.append(_of_area(reading, name, layers[0].name or "", area, uuids))
    if not parts:
        raise UsageError(tr("No hotspot of this release lies in an area of “{layer}”.").format(layer=layers[0].name))
    return parts


def _of_area(reading: Reading, name: str, layer: str, area: BaseGeometry, uuids: tuple[str, ...]) -> Part:
    count = tr_count("{n} hotspot", "{n} hotspots", len(uuids))
    return Part(name, layer, "", "", count, _bounds(area), uuids)


def _inside(reading: Reading, area: BaseGeometry, level: str) -> tuple[str, ...]:
    found = (s for s in reading.hotspots if not level or s.level == level)
    return tuple(
        s.hotspot.uuid for s in found if s.hotspot.geometry is not None and area.intersects(s.hotspot.geometry)
    )


def _areas(layer: Layer, table: FeatureTable) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield name and shape of the areas of a layer that have both."""
    names = table.columns.get(style_of(layer).label_column or "", ())
    for name, geometry in zip(names, table.geometry, strict=False):
        text = "" if name is None or name != name else str(name).strip()
        if text and geometry is not None and not geometry.is_empty:
            yield text, geometry


def _bounds(geometry: BaseGeometry) -> BBox:
    west, south, east, north = geometry.bounds
    return float(west), float(south), float(east), float(north)
