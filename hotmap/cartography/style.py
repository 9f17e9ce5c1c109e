# SPDX-License-Identifier: MIT
"""How context layers look before anybody says how: a theme that the palette knows.

A theme (roads, rivers, farmland, …) is chosen by what a layer is, so that it fits screen, dark
screen and paper alike. What people choose over it is `hotmap.domain.layer_style.LayerStyle`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hotmap.cartography.palette import PX_PER_MM
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_from_data
from hotmap.i18n import mark_for_translation, tr

__all__ = ["THEMES", "LayerStyle", "default_style", "style_of"]

THEMES: dict[str, str] = {
    "land": mark_for_translation("Land"),
    "water": mark_for_translation("Water"),
    "farmland": mark_for_translation("Farmland"),
    "woodland": mark_for_translation("Woodland"),
    "built_up": mark_for_translation("Built-up area"),
    "districts": mark_for_translation("District boundary"),
    "provinces": mark_for_translation("Province boundary"),
    "rivers": mark_for_translation("River"),
    "roads": mark_for_translation("Road"),
    "railways": mark_for_translation("Railway"),
    "places": mark_for_translation("Town or village"),
    "names": mark_for_translation("Name"),
    "plain": mark_for_translation("Layer"),
}
"""Every theme in drawing order, lowest first, with its label (translate with `tr`)."""

# Words in a layer's name or in the names of its columns that tell a theme; first match counts.
_WORDS = (
    ("names", r"\b(names|labels|toponyms)\b"),
    ("land", r"\b(coast|coastline|land|island|shore|country)\b"),
    ("farmland", r"farm|crop|agric|landuse|land use|cultiv"),
    ("woodland", r"wood|forest"),
    ("built_up", r"built|urban|settlement area|residential"),
    ("rivers", r"river|stream|wadi|khor"),
    ("water", r"water|lake|hydro|lagoon"),
    ("railways", r"rail"),
    ("roads", r"road|route|highway|track|street|piste"),
    ("places", r"place|town|village|settlement|locality point|populated|cit(y|ies)"),
    ("provinces", r"adm(in)? ?[01]\b|province|\bstates?\b|region"),
    ("districts", r"district|admin|adm[0-4]|county|counties|localit|boundar|payam|sector"),
)
_BY_KIND = {"road": "roads", "area": "districts", "place": "places"}
_GEOMETRY_THEMES = {
    "Point": {"places", "names", "plain"},
    "Line": {"rivers", "roads", "railways", "districts", "provinces", "land", "plain"},
    "Area": {"land", "water", "farmland", "woodland", "built_up", "districts", "provinces", "rivers", "plain"},
}
_NAMED_THEMES = frozenset({"places", "provinces", "districts", "names", "plain"})
CLASSED_THEMES = frozenset({"roads", "places", "names"})
"""Themes that draw what a column tells in different ways."""
_CLASS_COLUMNS = (
    "highway",
    "class",
    "fclass",
    "road_class",
    "place",
    "waterway",
    "kind",
    "rank",
    "type",
    "category",
    "fac_type",
    "level",
)
_LABEL_COLUMNS = (
    "name",
    "name_en",
    "name:en",
    "label",
    "title",
    "adm3_en",
    "adm2_en",
    "adm1_en",
    "adm3_name",
    "adm2_name",
    "adm1_name",
    "adm0_name",
    "featurename",
    "county",
    "state",
    "place_name",
    "nom",
    "nombre",
    "arpt_name",
)

ROAD_CLASSES = {
    "main": {"motorway", "trunk", "primary", "main", "highway", "national", "3"},
    "road": {"secondary", "tertiary", "2", "regional"},
    "minor": {"unclassified", "residential", "road", "service", "living_street", "minor", "local"},
    "track": {"track", "path", "footway", "bridleway", "1", "trail"},
    "rail": {"railway", "rail"},
}
PLACE_RANKS = {"capital": 0, "city": 1, "town": 2, "village": 3, "suburb": 4, "hamlet": 4, "isolated_dwelling": 5}
ROAD_LINES = {"main": "road_main", "road": "road", "minor": "road_minor", "track": "track", "rail": "rail"}


def style_of(layer: Layer) -> LayerStyle:
    """Return the style of a layer: what it keeps, over the default for what it is."""
    style = style_from_data(layer.style, default_style_of(layer))
    return style if style.theme in THEMES else replace(style, theme=default_style_of(layer).theme)


def default_style_of(layer: Layer) -> LayerStyle:
    """Return the style of a layer about which nobody has said anything."""
    columns = tuple(map(str, layer.columns or ()))
    return _default_style(layer.name or "", layer.kind or "layer", layer.geometry_type or "Mixed", columns)


def denominator_of(detail: float) -> float:
    """Return n of the scale 1:n at which so many CSS pixels make a kilometre; and the other way round."""
    return 1_000_000.0 * PX_PER_MM / detail


def writes_names(style: LayerStyle) -> bool:
    """Return whether the names of a layer's features are written."""
    return style.label_column is not None and (style.theme in _NAMED_THEMES if style.labels is None else style.labels)


def default_style(name: str, kind: str, geometry_type: str, columns: Sequence[str]) -> LayerStyle:
    """Return the style for a layer by its kind, name and geometry.

    Parameters
    ----------
    name : str
        Of the layer, often that of its file.
    kind : str
        ``road``, ``area``, ``place`` or ``layer``.
    geometry_type : str
        ``Point``, ``Line``, ``Area`` or ``Mixed``.
    columns : sequence of str
        The file's own fields.
    """
    possible = possible_themes(geometry_type)
    words = re.sub(r"[_\-./]+", " ", name.casefold())
    theme = next((t for t, pattern in _WORDS if t in possible and re.search(pattern, words)), None)
    if theme is None or (kind == "road" and theme not in ("roads", "railways", "rivers")):
        theme = _BY_KIND.get(kind, theme or "plain")
    if theme not in possible:
        theme = "plain"
    return LayerStyle(theme, _first(columns, _LABEL_COLUMNS, _name_like), _first(columns, _CLASS_COLUMNS))


_default_style = lru_cache(maxsize=512)(default_style)
"""Asked for each layer again and again, by map, legend and panels."""


def possible_themes(geometry_type: str) -> tuple[str, ...]:
    """Return the themes that features of a form can have, in drawing order."""
    fitting = _GEOMETRY_THEMES.get(geometry_type, set(THEMES))
    return tuple(theme for theme in THEMES if theme in fitting)


def road_class(value: Any) -> str:
    """Return ``main``, ``road``, ``minor``, ``track`` or ``rail`` for a class as files name it."""
    text = str(value or "").casefold().removesuffix("_link").strip()
    return next((known for known, values in ROAD_CLASSES.items() if text in values), "minor" if text else "road")


def place_rank(value: Any, population: Any = None) -> int:
    """Return 0 (capital) … 5 (a few huts) for a place by its class or its inhabitants."""
    text = str(value or "").casefold().replace(" ", "_").strip()
    if text in PLACE_RANKS:
        return PLACE_RANKS[text]
    try:
        persons = float(population)
    except (TypeError, ValueError):
        return 3
    return 1 if persons >= 100_000 else 2 if persons >= 10_000 else 3 if persons >= 500 else 4


def class_label(theme: str, code: str) -> str:
    """Return the legend's words for a class of a theme."""
    return {
        ("roads", "main"): tr("main road"),
        ("roads", "road"): tr("secondary road"),
        ("roads", "minor"): tr("minor road"),
        ("roads", "track"): tr("track"),
        ("roads", "rail"): tr("railway"),
    }.get((theme, code), tr(THEMES[theme]))


def _first(columns: Sequence[str], wanted: Sequence[str], otherwise: Any = None) -> str | None:
    folded = {str(c).casefold(): str(c) for c in columns}
    found = next((folded[w] for w in wanted if w in folded), None)
    return found or (otherwise(columns) if otherwise else None)


def _name_like(columns: Sequence[str]) -> str | None:
    return next((str(c) for c in columns if re.search(r"name|nom\b|label", str(c).casefold())), None)
