# SPDX-License-Identifier: MIT
"""The ground of the web map: land, borders, towns and released layers, small enough for a mail.

Lines are simplified together until they fit a budget of vertices; when that is not enough the
smallest features are left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

import numpy as np
import shapely

from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.layer_order import in_drawing_order
from hotmap.cartography.palette import PRINT, PX_PER_MM, Line
from hotmap.cartography.projection import BBox
from hotmap.cartography.style import ROAD_LINES
from hotmap.cartography.symbols import town_name
from hotmap.release import Release

MOST_VERTICES, FEWEST_VERTICES = 6_000, 2_500
BYTES_PER_VERTEX = 16
TOWNS, DISTRICTS = 45, 40
_COARSER = 1.6
_MOST_TURNS = 5
"""Then a line may be off by a 380th of the frame, some three pixels; coarser ones are no longer the same place."""
_BORDERS = {"districts": "district", "provinces": "district_high"}
"""Themes of which only the borders between the areas are drawn, and their lines."""
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


@dataclass
class Drawing:
    """One kind of line, area or point with how it is drawn, lowest style first.

    Parts that are joined, neighbouring areas or the borders between them, stay so when simplified.
    """

    kind: str
    shapes: np.ndarray
    styles: list[dict[str, Any]]
    joined: bool = False


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
    """

    drawings: list[dict[str, Any]]
    towns: list[dict[str, Any]]
    districts: list[dict[str, Any]]
    is_partial: bool


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
        *(d for layer in layers for d in _layer(layer, frame, tolerance, has_coast)),
    ]
    drawings = [d for d in drawings if len(d.shapes)]
    tolerance, is_partial = _shrink(drawings, tolerance, budget)
    towns = _towns(base, frame, layers)
    named = [layer for theme in ("provinces", "districts") for layer in layers if layer.style.theme == theme]
    districts = [name for layer in named for name in _names(layer, frame)]
    digits = max(1, ceil(-log10(tolerance)))  # no finer than the lines are true
    return Ground([_data(d, digits) for d in drawings if len(d.shapes)], towns, districts[:DISTRICTS], is_partial)


def _base(base: BaseMap, frame: BBox, tolerance: float) -> Iterator[Drawing]:
    yield Drawing("areas", base.land(frame, tolerance), [_fill("land")])
    yield Drawing("lines", base.coast(frame, tolerance), [_stroke(PRINT.line("coast"))])
    yield Drawing("lines", base.boundaries(frame, tolerance), [_stroke(PRINT.line("border"))])


def _layer(layer: ContextLayer, frame: BBox, tolerance: float, has_coast: bool) -> Iterator[Drawing]:
    """Yield the drawings of one layer: its areas, its lines class by class, its points."""
    theme = layer.style.theme
    geometry = np.array([g if g is not None else shapely.Point() for g in layer.table.geometry], dtype=object)
    dimensions = shapely.get_dimensions(geometry)
    inside = shapely.intersects(geometry, shapely.box(*frame)) if len(geometry) else np.zeros(0, bool)
    areas = geometry[inside & (dimensions == 2)]
    if theme in _BORDERS:
        line = PRINT.line(_BORDERS[theme])
        yield Drawing("lines", _clipped(_borders(areas, tolerance, has_coast), frame), [_stroke(line)], joined=True)
    elif len(areas):
        outline = _stroke(PRINT.line("coast" if theme == "land" else "plain_area"), layer.style.colour)
        fill = _fill(_FILLS.get(theme, "plain"), layer.style.colour, 0.25 if layer.style.colour else 1.0)
        style = fill | (outline | {"fill": True} if theme in ("land", "plain") else {})
        yield Drawing("areas", _clipped(areas, frame), [style], joined=theme in ("land", "plain"))
    is_line = inside & (dimensions == 1)
    if theme == "roads":
        classes = np.array(layer.classes(), dtype=object)
        for code in ("track", "rail", "minor", "road", "main"):
            line = PRINT.line(ROAD_LINES[code])
            yield Drawing("lines", _clipped(_merged(geometry[is_line & (classes == code)]), frame), _cased(line))
    else:
        line = PRINT.line({**_LINES, **_BORDERS}.get(theme, "plain"))
        yield Drawing("lines", _clipped(_merged(geometry[is_line]), frame), [_stroke(line, layer.style.colour)])
    if theme == "plain":
        dot = {"radius": 3, "weight": 1, "color": "#ffffff", "fill": True, "fillOpacity": 0.9}
        dot["fillColor"] = layer.style.colour or PRINT.line("plain").colour
        yield Drawing("points", geometry[inside & (dimensions == 0) & ~shapely.is_empty(geometry)], [dot])


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
    return _merged(np.array([borders]))


def _merged(lines: np.ndarray) -> np.ndarray:
    """Return lines joined where just two meet: a road of many short pieces is not small."""
    merged: np.ndarray = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines))))
    return merged


def _clipped(shapes: np.ndarray, frame: BBox) -> np.ndarray:
    """Return the parts of shapes inside the frame."""
    if not len(shapes):
        return shapes
    dimension = shapely.get_dimensions(shapes).max()
    parts = shapely.get_parts(shapely.clip_by_rect(shapes, *frame))
    kept: np.ndarray = parts[~shapely.is_empty(parts) & (shapely.get_dimensions(parts) == dimension)]
    return kept


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


def _shrink(drawings: Sequence[Drawing], tolerance: float, budget: int) -> tuple[float, bool]:
    """Simplify until the budget holds; leave out the smallest shapes of the largest drawings when it does not.

    Returns the tolerance at last in degrees, and whether something was left out.
    """
    originals = [d.shapes for d in drawings]
    for turn in range(_MOST_TURNS):
        tolerance *= _COARSER if turn else 1.0
        for drawing, shapes in zip(drawings, originals, strict=True):
            if drawing.kind != "points":
                drawing.shapes = _simplified(shapes, tolerance, drawing.joined)
        if sum(map(_vertices, drawings)) <= budget:
            return tolerance, False
    while (over := sum(map(_vertices, drawings)) - budget) > 0:
        *_others, second, largest = sorted((_vertices(drawing), number) for number, drawing in enumerate(drawings))
        _leave_out(drawings[largest[1]], min(over, max(largest[0] - second[0], over // len(drawings), 1)))
    return tolerance, True


def _simplified(shapes: np.ndarray, tolerance: float, joined: bool) -> np.ndarray:
    """Return shapes with no detail finer than the tolerance, those that vanish left out."""
    is_line = shapely.get_dimensions(shapes) == 1
    if joined and not is_line.any():
        simple = shapely.coverage_simplify(shapes, tolerance)
    else:
        simple = shapely.simplify(shapes, tolerance, preserve_topology=True)
    bounds = shapely.bounds(simple)
    large = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) > 2 * tolerance
    if joined:
        large |= is_line & ~shapely.is_closed(simple)  # else borders have gaps
    kept: np.ndarray = simple[large & ~shapely.is_empty(simple)]
    return kept


def _vertices(drawing: Drawing) -> int:
    return int(shapely.get_num_coordinates(drawing.shapes).sum())


def _leave_out(drawing: Drawing, vertices: int) -> None:
    size = shapely.area(drawing.shapes) if drawing.kind == "areas" else shapely.length(drawing.shapes)
    smallest_first = np.argsort(size, kind="stable")
    gone = np.cumsum(shapely.get_num_coordinates(drawing.shapes)[smallest_first])
    count = min(int(np.searchsorted(gone, vertices)) + 1, len(drawing.shapes))
    kept = np.sort(smallest_first[count:])
    drawing.shapes = drawing.shapes[kept]


def _data(drawing: Drawing, digits: int) -> dict[str, Any]:
    coordinates: list[Any]
    if drawing.kind == "areas":
        coordinates = [rings_of(shape, digits) for shape in drawing.shapes]
    elif drawing.kind == "lines":
        coordinates = [coordinates_of(shape, digits) for shape in drawing.shapes]
    else:
        coordinates = [coordinates_of(shape, digits)[0] for shape in shapely.get_parts(drawing.shapes)]
    return {drawing.kind: coordinates, "style": drawing.styles}


def coordinates_of(shape: Any, digits: int) -> list[list[float]]:
    """Return the coordinates of a line or point, rounded, longitude first."""
    rounded: list[list[float]] = np.round(shapely.get_coordinates(shape), digits).tolist()
    return rounded


def rings_of(polygon: Any, digits: int) -> list[list[list[float]]]:
    """Return the rings of a polygon, the outer first, without the point that closes each."""
    return [coordinates_of(ring, digits)[:-1] for ring in (polygon.exterior, *polygon.interiors)]


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
    found = []
    for index, (geometry, name) in enumerate(zip(layer.table.geometry, column, strict=True)):
        if not name or geometry is None or geometry.is_empty:
            continue
        point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
        if frame[0] <= point.x <= frame[2] and frame[1] <= point.y <= frame[3]:
            rank = int(ranks[index]) if layer.style.theme == "places" else 0
            sign = ("town-capital", "town", "town")[rank] if rank < 3 else "village"
            found.append({"n": str(name), "o": [round(point.x, 4), round(point.y, 4)], "r": rank, "s": sign})
    return found
