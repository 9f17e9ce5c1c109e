# SPDX-License-Identifier: MIT
"""Layers of the web map whose look somebody chose, with the legend of their classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from hotmap.analysis.colour_scales import KIND_COLOURS, RAMPS, nothing_colour, other_colour, ramp
from hotmap.analysis.layer_looks import Look
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.layer_legend import layer_entries
from hotmap.cartography.look_painting import DASHES_PX
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
    shown = np.array([made.shown for made in classes])[rows] & inside & ~shapely.is_empty(geometry)
    dimensions = shapely.get_dimensions(geometry)
    for dimension, kind in _KINDS:
        index = np.flatnonzero(shown & (dimensions == dimension))
        if not len(index):
            continue
        looks = [[_stroke(kind, made.look, layer.style)] for made in classes]
        if kind == "points":
            kept = index[_thinned(geometry[index], frame)]
            is_partial = len(kept) < len(index)
            yield Drawing(kind, geometry[kept], looks, of=rows[kept].astype(int), is_partial=is_partial)
            continue
        parts, whole = clipped_parts(geometry[index], frame)
        yield Drawing(kind, parts, looks, joined=kind == "areas", of=rows[index][whole].astype(int))


def key_of(layer: ContextLayer) -> dict[str, Any] | None:
    """Return the legend of a layer whose look somebody chose: its name and its classes; else None."""
    entries = list(layer_entries(layer, "print")) if layer.style.is_own and len(layer.table) else []
    head = next((entry.label for entry in entries if entry.swatch == "head"), "")
    form = _FORMS.get(layer.layer.geometry_type or "", "points")
    rows = [[_stroke(form, e.look, layer.style), form, e.label] for e in entries if e.look is not None]
    return {"n": head, "r": rows} if rows else None


def colours() -> Iterator[str]:
    """Yield every colour that the map chooses for a class, which tells nothing of a plan."""
    yield from KIND_COLOURS
    yield from (other_colour("print"), nothing_colour("print"))
    for name in RAMPS:
        for count in range(1, MOST_CLASSES + 1):
            yield from ramp(name, count, "print")
            yield from ramp(name, count, "print", ink=True)


def _stroke(kind: str, look: Look, style: LayerStyle) -> dict[str, Any]:
    """Return the style of a class as Leaflet takes it, in no colour but those chosen or of `colours`."""
    opacity, edge = style.opacity, style.symbol.outline
    if kind == "lines":
        made: dict[str, Any] = {"color": look.ink or PRINT.line("plain").colour, "weight": round(look.line_px, 2)}
        return made | _dashed(look.dash) | {"fill": False, "opacity": opacity}
    if kind == "points":
        fill = look.ink or PRINT.line("plain").colour
        made = {"radius": round(look.size_px / 2, 2), "weight": 1.0}
        made["color"] = edge or (PRINT.colour("panel") if look.filled else fill)
        solid = 1.0 if look.filled else 0.0
    else:
        fill, solid = look.colour or PRINT.colour("plain"), look.opacity if look.filled else 0.0
        made = {"color": edge or look.colour or PRINT.line("plain_area").colour, "weight": round(look.edge_px, 2)}
    filled = {"fill": True, "fillColor": fill, "fillOpacity": round(solid * opacity, 3)}
    return made | {"opacity": opacity} | _dashed(look.edge_dash) | filled


def _dashed(dash: str) -> dict[str, Any]:
    return {"dashArray": " ".join(f"{part:g}" for part in DASHES_PX[dash])} if dash else {}


def _thinned(points: np.ndarray, frame: BBox) -> np.ndarray:
    """Return the indices of points spread over the frame, no more than a page can hold."""
    if len(points) <= _MOST_POINTS:
        return np.arange(len(points))
    side = int(np.sqrt(_MOST_POINTS))
    where = shapely.get_coordinates(shapely.centroid(points))
    cells = ((where - frame[:2]) / (np.array(frame[2:]) - frame[:2]) * side).astype(int)
    return np.sort(np.unique(cells[:, 0] * side * 2 + cells[:, 1], return_index=True)[1])
