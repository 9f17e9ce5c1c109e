# SPDX-License-Identifier: MIT
"""Layers of the web map whose look somebody chose, with the legend of their classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from hotmap.analysis.colour_scales import KIND_COLOURS, RAMPS, nothing_colour, other_colour, ramp
from hotmap.analysis.layer_looks import Look
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.dot_symbols import dot_name
from hotmap.cartography.layer_legend import layer_entries
from hotmap.cartography.layer_order import LayerGroup, listed
from hotmap.cartography.look_painting import DASHES_PX, painting_order
from hotmap.cartography.palette import PRINT
from hotmap.cartography.projection import BBox
from hotmap.domain.layer_style import MOST_CLASSES, LayerStyle
from hotmap.exporters.webmap_drawing import Drawing, clipped_parts

_KINDS = ((2, "areas"), (1, "lines"), (0, "points"))
_FORMS = {"Area": "areas", "Line": "lines"}
_MOST_POINTS = 1_500


def own_drawings(layer: ContextLayer, geometry: np.ndarray, inside: np.ndarray, frame: BBox) -> Iterator[Drawing]:
    """Yield the areas, lines and points of a layer, each class in its own look.

    Parameters
    ----------
    layer : ContextLayer
    geometry : ndarray of object
        Its features.
    inside : bool ndarray
        Which of them touch the frame.
    frame : tuple of float
        Degrees; nothing outside is kept.
    """
    classes = layer.look_classes("print")
    rows = layer.row_classes()
    order = painting_order(classes)
    place = np.zeros(len(classes), int)
    place[order] = np.arange(len(order))
    shown = np.array([made.shown for made in classes])[rows] & inside & ~shapely.is_empty(geometry)
    dimensions = shapely.get_dimensions(geometry)
    for dimension, kind in _KINDS:
        index = np.flatnonzero(shown & (dimensions == dimension))
        if not len(index):
            continue
        looks = [[_stroke(kind, classes[number].look, layer.style)] for number in order]
        if kind == "points":
            kept = index[_thinned(geometry[index], frame)]
            is_partial = len(kept) < len(index)
            yield Drawing(kind, geometry[kept], looks, of=place[rows[kept]], is_partial=is_partial)
            continue
        parts, whole = clipped_parts(geometry[index], frame)
        yield Drawing(kind, parts, looks, joined=kind == "areas", of=place[rows[index][whole]])


def keys_of(layers: Sequence[ContextLayer]) -> list[dict[str, Any]]:
    """Return the legends of the layers whose look somebody chose, the highest first, by group."""
    by_uuid = {layer.layer.uuid: layer for layer in layers}
    found = []
    for entry in listed(layer.layer for layer in layers):
        members = entry.layers if isinstance(entry, LayerGroup) else (entry,)
        keys = [key for member in members if (key := _key_of(by_uuid[member.uuid]))]
        if keys and isinstance(entry, LayerGroup):
            keys[0]["g"] = entry.name
        found += keys
    return found


def _key_of(layer: ContextLayer) -> dict[str, Any] | None:
    """Return the legend of a layer whose look somebody chose: its name and its classes; else None."""
    entries = list(layer_entries(layer, "print")) if layer.style.is_own and len(layer.table) else []
    head = next((entry.label for entry in entries if entry.swatch == "head"), "")
    form = _FORMS.get(layer.layer.geometry_type or "", "points")
    rows = [[_stroke(form, e.look, layer.style), form, e.label] for e in entries if e.look is not None]
    limit = {"from": layer.style.visible_from} if layer.style.visible_from else {}
    return {"n": head, "r": rows} | limit if rows else None


def colours() -> Iterator[str]:
    """Yield every colour that the map chooses for a class, which tells nothing of a plan."""
    yield from KIND_COLOURS
    yield from (other_colour("print"), nothing_colour("print"))
    for name in RAMPS:
        for count in range(1, MOST_CLASSES + 1):
            yield from ramp(name, count, "print")
            yield from ramp(name, count, "print", ink=True)


def dot(look: Look, opacity: float = 1.0) -> dict[str, Any]:
    """Return the style of points: the name of their drawing, of which `webmap_defs` makes a mark of the page."""
    return {"mark": dot_name(look, PRINT), "opacity": opacity}


def _stroke(kind: str, look: Look, style: LayerStyle) -> dict[str, Any]:
    """Return the style of a class as Leaflet takes it; `webmap_defs` puts marks, edges and hatches into the page."""
    opacity = style.opacity
    if kind == "points":
        return dot(look, opacity)
    if kind == "lines":
        made: dict[str, Any] = {"color": look.ink or PRINT.line("plain").colour, "weight": round(look.line_px, 2)}
        return made | _dashed(look.dash, look.line_px) | {"fill": False, "opacity": opacity}
    fill, solid = look.colour or PRINT.colour("plain"), look.opacity if look.filled else 0.0
    edge = look.edge or PRINT.line("plain_area").colour
    made = {"edge": edge, "weight": round(look.edge_px, 2), "opacity": opacity}
    made |= _dashed(look.edge_dash, look.edge_px)
    if look.hatch:  # it brings the fill with it
        return made | {"fill": True, "hatch": (look.hatch, edge, fill, solid), "fillOpacity": opacity}
    filled = {"fill": True, "fillColor": fill, "fillOpacity": round(solid * opacity, 3)}
    return made | filled


def _dashed(dash: str, width_px: float) -> dict[str, Any]:
    stretch = max(width_px / 2.0, 1.0)
    return {"dashArray": " ".join(f"{part * stretch:.3g}" for part in DASHES_PX[dash])} if dash else {}


def _thinned(points: np.ndarray, frame: BBox) -> np.ndarray:
    """Return the indices of points spread over the frame, no more than a page can hold."""
    if len(points) <= _MOST_POINTS:
        return np.arange(len(points))
    side = int(np.sqrt(_MOST_POINTS))
    where = shapely.get_coordinates(shapely.centroid(points))
    cells = ((where - frame[:2]) / (np.array(frame[2:]) - frame[:2]) * side).astype(int)
    return np.sort(np.unique(cells[:, 0] * side * 2 + cells[:, 1], return_index=True)[1])
