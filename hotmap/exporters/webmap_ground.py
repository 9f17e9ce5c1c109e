# SPDX-License-Identifier: MIT
"""The ground of the web map: land, borders, towns and released layers, small enough for a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

import numpy as np
import shapely

from hotmap.analysis.layer_looks import Look
from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.layer_order import in_drawing_order
from hotmap.cartography.palette import PRINT, PX_PER_MM, Line
from hotmap.cartography.projection import BBox
from hotmap.cartography.style import ROAD_LINES
from hotmap.cartography.symbols import town_name
from hotmap.exporters.webmap_drawing import Drawing, clipped, merged, shrink
from hotmap.exporters.webmap_looks import dot, keys_of, own_drawings
from hotmap.release import Release

MOST_VERTICES, FEWEST_VERTICES = 6_000, 2_500
BYTES_PER_VERTEX = 16
TOWNS, DISTRICTS = 45, 40
_BORDERS = {"districts": "district", "provinces": "district_high"}
"""Themes of which only the borders between the areas are drawn, and their lines."""
_DOT_PX = 6.0
_OVERLAP = 0.01
"""So much of the areas of a layer may overlap by mistake; more is meant."""
_FILLS = {
    "land": "land",
    "water": "water",
    "farmland": "farm",
    "woodland": "wood",
    "built_up": "built_up",
    "rivers": "water",
}
_LINES = {
    "land": "coast",
    "water": "shore",
    "rivers": "river",
    "railways": "rail",
    "plain": "plain",
}


@dataclass(frozen=True)
class Ground:
    """What lies below the hotspots.

    Attributes
    ----------
    drawings : list of dict
        In drawing order: ``areas``, ``lines`` or ``points`` in degrees, longitude first, and ``style``.
    towns, districts : list of dict
        Names with their places.
    is_partial : bool
        Something was left out to keep the file small.
    keys : list of dict
        The legends of layers whose look somebody chose: ``g`` group, ``n`` name, ``r`` rows of style, form and words.
    """

    drawings: list[dict[str, Any]]
    towns: list[dict[str, Any]]
    districts: list[dict[str, Any]]
    is_partial: bool
    keys: list[dict[str, Any]]


def ground_of(release: Release, frame: BBox, room_bytes: int) -> Ground:
    """Return the ground of a release.

    Parameters
    ----------
    release : Release
    frame : tuple of float
        Degrees; nothing outside is kept.
    room_bytes : int
        How large it may be; a little is always drawn.
    """
    budget = min(max(room_bytes // BYTES_PER_VERTEX, FEWEST_VERTICES), MOST_VERTICES)
    layers = [ContextLayer.of(layer, table) for layer, table in release.layers if layer.visible is not False]
    layers = in_drawing_order(layers, lambda context: context.layer)
    has_coast = any(layer.is_ground for layer in layers)
    span = max(frame[2] - frame[0], frame[3] - frame[1])
    tolerance = span / 2500
    base = BaseMap()
    drawings = [
        *_base(base, frame, tolerance),
        *(d for layer in layers for d in _limited(layer, frame, tolerance, has_coast)),
    ]
    drawings = [d for d in drawings if len(d.shapes)]
    tolerance, is_partial = shrink(drawings, tolerance, budget)
    is_partial |= any(drawing.is_partial for drawing in drawings)
    towns = _towns(base, frame, layers)
    named = [layer for theme in ("provinces", "districts") for layer in layers if layer.style.theme == theme]
    districts = [name for layer in named for name in _names(layer, frame)]
    digits = max(1, ceil(-log10(tolerance)))  # no finer than the lines are true
    data = [one for drawing in drawings for one in drawing.data(digits)]
    return Ground(data, towns, districts[:DISTRICTS], is_partial, keys_of(layers))


def _base(base: BaseMap, frame: BBox, tolerance: float) -> Iterator[Drawing]:
    yield Drawing("areas", base.land(frame, tolerance), [[_fill("land")]])
    yield Drawing("lines", base.coast(frame, tolerance), [[_stroke(PRINT.line("coast"))]])
    yield Drawing("lines", base.boundaries(frame, tolerance), [[_stroke(PRINT.line("border"))]])


def _limited(layer: ContextLayer, frame: BBox, tolerance: float, has_coast: bool) -> Iterator[Drawing]:
    for drawing in _layer(layer, frame, tolerance, has_coast):
        drawing.visible_from = layer.style.visible_from
        yield drawing


def _layer(layer: ContextLayer, frame: BBox, tolerance: float, has_coast: bool) -> Iterator[Drawing]:
    """Yield the drawings of one layer: its areas, its lines class by class, its points."""
    theme = layer.style.theme
    geometry = np.array([g if g is not None else shapely.Point() for g in layer.table.geometry], dtype=object)
    dimensions = shapely.get_dimensions(geometry)
    inside = shapely.intersects(geometry, shapely.box(*frame)) if len(geometry) else np.zeros(0, bool)
    if layer.style.is_own:
        yield from own_drawings(layer, geometry, inside, frame)
        return
    areas = geometry[inside & (dimensions == 2)]
    if theme in _BORDERS:
        line = PRINT.line(_BORDERS[theme])
        yield Drawing("lines", clipped(_borders(areas, tolerance, has_coast), frame), [[_stroke(line)]], joined=True)
    elif len(areas):
        outline = _stroke(PRINT.line("coast" if theme == "land" else "plain_area"), layer.style.colour)
        fill = _fill(_FILLS.get(theme, "plain"), layer.style.colour, 0.25 if layer.style.colour else 1.0)
        style = fill | (outline | {"fill": True} if theme in ("land", "plain") else {})
        yield Drawing("areas", clipped(areas, frame), [[style]], joined=theme in ("land", "plain"))
    is_line = inside & (dimensions == 1)
    if theme == "roads":
        classes = np.array(layer.classes(), dtype=object)
        for code in ("track", "rail", "minor", "road", "main"):
            line = PRINT.line(ROAD_LINES[code])
            yield Drawing("lines", clipped(merged(geometry[is_line & (classes == code)]), frame), [_cased(line)])
    else:
        line = PRINT.line({**_LINES, **_BORDERS}.get(theme, "plain"))
        yield Drawing("lines", clipped(merged(geometry[is_line]), frame), [[_stroke(line, layer.style.colour)]])
    if theme == "plain":
        mark = dot(Look(ink=layer.style.colour or "", size_px=_DOT_PX))
        yield Drawing("points", geometry[inside & (dimensions == 0) & ~shapely.is_empty(geometry)], [[mark]])


def _borders(areas: np.ndarray, tolerance: float, only_shared: bool) -> np.ndarray:
    """Return the borders of areas, each once even where neighbours do not quite meet.

    Where the coast is drawn they are only those that neighbours share.
    """
    if not len(areas):
        return areas
    if shapely.is_valid(areas).all():
        met = shapely.coverage_clean(areas, gap_width=tolerance, snapping_distance=tolerance)
        overlap = 1.0 - shapely.area(met).sum() / shapely.area(areas).sum()
        areas = met if overlap < _OVERLAP else areas
    simple = shapely.coverage_simplify(areas, tolerance)
    borders = shapely.union_all(shapely.boundary(simple))
    if only_shared:
        borders = borders.difference(shapely.boundary(shapely.union_all(shapely.make_valid(simple))))
    return merged(np.array([borders]))


def _fill(name: str, colour: str | None = None, opacity: float = 1.0) -> dict[str, Any]:
    return {"stroke": False, "fill": True, "fillColor": colour or PRINT.colour(name), "fillOpacity": opacity}


def _stroke(line: Line, colour: str | None = None) -> dict[str, Any]:
    weight = round(max(line.width * PX_PER_MM, 0.7), 2)
    style: dict[str, Any] = {"stroke": True, "fill": False, "color": colour or line.colour, "weight": weight}
    style["opacity"] = line.opacity
    if line.dash:
        style["dashArray"] = " ".join(f"{length * PX_PER_MM:.1f}" for length in line.dash)
    return style


def _cased(line: Line) -> list[dict[str, Any]]:
    if not line.casing:
        return [_stroke(line)]
    casing = Line(line.casing, line.casing_width)
    return [_stroke(casing), _stroke(line)]


def _towns(base: BaseMap, frame: BBox, layers: Sequence[ContextLayer]) -> list[dict[str, Any]]:
    """Return towns of released place layers, or those of the base map where no such layer is released."""
    released = [name for layer in layers if layer.style.theme == "places" for name in _names(layer, frame)]
    if released:
        return sorted(released, key=lambda town: town["r"])[:TOWNS]
    return [
        {
            "n": town.name,
            "o": [round(town.lon, 4), round(town.lat, 4)],
            "r": town.rank,
            "s": town_name(town.rank),
        }
        for town in base.towns(frame, TOWNS)
    ]


def _names(layer: ContextLayer, frame: BBox) -> list[dict[str, Any]]:
    """Return the names of a layer's features with a point inside each."""
    column = layer.table.columns.get(layer.style.label_column or "")
    if column is None:
        return []
    ranks = layer.classes()
    limit = {"from": layer.style.visible_from} if layer.style.visible_from else {}
    found = []
    for index, (geometry, name) in enumerate(zip(layer.table.geometry, column, strict=True)):
        if not name or geometry is None or geometry.is_empty:
            continue
        point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
        if frame[0] <= point.x <= frame[2] and frame[1] <= point.y <= frame[3]:
            rank = int(ranks[index]) if layer.style.theme == "places" else 0
            sign = ("town-capital", "town", "town")[rank] if rank < 3 else "village"
            found.append({"n": str(name), "o": [round(point.x, 4), round(point.y, 4)], "r": rank, "s": sign} | limit)
    return found
