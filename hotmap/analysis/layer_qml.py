# SPDX-License-Identifier: MIT
"""How QGIS shows a context layer, in a plan and in a release: by theme in broad strokes, or as a person chose."""

from __future__ import annotations

import re
from typing import Any

from hotmap.analysis.layer_looks import Look as OwnLook
from hotmap.analysis.layer_looks import LookClass, look_classes
from hotmap.analysis.qgis_qml import Look, Rendering, style
from hotmap.domain.features import column_names
from hotmap.domain.layer_style import LayerStyle, Value
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_from_data
from hotmap.i18n import tr

_THEMES = {  # fill, outline, width in mm, pen; the light colours of the map
    "land": ("#F7F5EE", "#7C9DAE", 0.26, "solid"),
    "water": ("#D3E2E9", "#7C9DAE", 0.2, "solid"),
    "farmland": ("#F3EED0", "#C9BE86", 0.2, "solid"),
    "woodland": ("#E2EAD6", "#A9BD8F", 0.2, "solid"),
    "built_up": ("#DAD3C8", "#A99F90", 0.2, "solid"),
    "districts": ("#FFFFFF", "#9C8AA8", 0.3, "dash dot"),
    "provinces": ("#FFFFFF", "#9C8AA8", 0.5, "dash dot"),
    "rivers": ("#D3E2E9", "#7FACC6", 0.2, "solid"),
    "roads": ("#E9A565", "#B87434", 0.25, "solid"),
    "railways": ("#45545D", "#45545D", 0.2, "dash"),
    "places": ("#FFFFFF", "#1F2A30", 0.25, "solid"),
    "plain": ("#DFE4E5", "#5A6971", 0.2, "solid"),
}
_BOUNDARIES = ("districts", "provinces")
_GROUND = ("land", "water", "farmland", "woodland", "built_up")
_BY_KIND = {"road": "roads", "area": "districts", "place": "places"}


_MARKERS = {  # our shape: QGIS's name and how far it is turned
    "circle": ("circle", 0.0), "square": ("square", 0.0), "diamond": ("diamond", 0.0), "drop": ("triangle", 180.0),
    "cross": ("cross_fill", 0.0), "star": ("star", 0.0),
}  # fmt: skip
_PENS = {"": "solid", "dash": "dash", "dot": "dot", "dash_dot": "dash dot"}
_HATCHES = {"": "", "upright": "vertical", "leaning": "horizontal", "grid": "cross"}
_MM_PER_PX = 25.4 / 96
_MM_IN_A_KM_TIMES_PX_PER_MM = 1_000_000 * 96 / 25.4


def layer_qml(layer: Layer) -> str:
    """Return the style of a layer as QGIS reads it.

    Parameters
    ----------
    layer : Layer
        With the columns of its file, by whose names classes are told.
    """
    chosen = style_from_data(layer.style, LayerStyle())
    rendering = None
    if chosen.opacity < 1 or chosen.visible_from > 0:
        farthest = round(_MM_IN_A_KM_TIMES_PX_PER_MM / chosen.visible_from) if chosen.visible_from else 0
        rendering = Rendering(chosen.opacity, farthest)
    looks = _own_looks(layer, chosen) if chosen.is_own else [_theme_look(layer)]
    return style(looks, _label(layer, chosen), (), rendering, layer.geometry_type or "")


def _theme_look(layer: Layer) -> Look:
    given: dict[str, Any] = layer.style if isinstance(layer.style, dict) else {}
    theme = given.get("theme") or _BY_KIND.get(layer.kind or "", "plain")
    fill, outline, width_mm, dash = _THEMES.get(theme, _THEMES["plain"])
    own = given.get("colour")
    if isinstance(own, str) and re.fullmatch("#[0-9A-Fa-f]{6}", own):
        fill = outline = own
    tint = 0 if theme in _BOUNDARIES else 180 if theme in _GROUND else 41
    return Look(layer.name or "", "", "circle", fill, outline, size_mm=1.8, width_mm=width_mm, dash=dash, tint=tint)


# ---- looks that a person chose -------------------------------------------------------------------------------------


def _own_looks(layer: Layer, chosen: LayerStyle) -> list[Look]:
    """Return one look a class; classes that are switched off have none, so QGIS draws nothing of them."""
    column = _column(layer, chosen.column)
    classes = look_classes(chosen)
    known = [made.value for made in classes if made.role == "kind" and made.value is not None]
    return [
        _look(made.look, _words(made, layer), _condition(made, column, known, index), layer.geometry_type or "Mixed")
        for index, made in enumerate(classes)
        if made.shown and (column or made.role == "all")
    ]


def _look(own: OwnLook, words: str, condition: str, geometry: str) -> Look:
    plain_fill, plain_outline, *_ = _THEMES["plain"]
    is_line = geometry == "Line"
    colour = (own.colour if geometry == "Area" else own.ink) or (plain_outline if is_line else plain_fill)
    shape, angle_deg = _MARKERS[own.shape]
    return Look(
        label=words,
        condition=condition,
        shape=shape,
        fill=colour,
        outline=colour if is_line else (own.edge if geometry == "Area" else own.rim) or plain_outline,
        angle_deg=angle_deg,
        size_mm=round(own.size_px * _MM_PER_PX, 2),
        # A line is drawn twice as wide as an outline.
        width_mm=round((own.line_px / 2 if is_line else own.edge_px) * _MM_PER_PX, 3),
        dash=_PENS[own.dash if is_line else own.edge_dash],
        tint=round(255 * own.opacity) if own.filled else 0,
        hatch=_HATCHES[own.hatch],
    )


def _words(made: LookClass, layer: Layer) -> str:
    if made.role == "all":
        return layer.name or ""
    if made.role == "number":
        return f"{made.low:.15g} – {made.high:.15g}" if made.is_last else f"{made.low:.15g} – < {made.high:.15g}"
    rest = {"other": tr("other"), "untold": tr("not told"), "no_number": tr("no figure")}
    return made.label or rest.get(made.role) or str(made.value)


def _condition(made: LookClass, column: str, known: list[Value], index: int) -> str:
    """Return the QGIS expression for the rows of a class."""
    said, number = f"coalesce(to_string({column}), '')", f"try(to_real({column}), NULL)"
    if made.role == "kind" and made.value is not None:
        return f"{column} = {_literal(made.value)}"
    if made.role == "other":
        listed = ", ".join(map(_literal, known))
        return f"{said} <> ''" + (f" AND {column} NOT IN ({listed})" if listed else "")
    if made.role == "untold":
        return f"{said} = ''"
    if made.role == "no_number":
        return f"{number} IS NULL"
    if made.role != "number":
        return ""
    # What lies beyond the ends belongs to the classes at the ends.
    parts = [f"{number} IS NOT NULL"]
    parts += [f"{number} >= {made.low!r}"] if index else []
    parts += [f"{number} < {made.high!r}"] if not made.is_last else []
    return " AND ".join(parts)


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def _label(layer: Layer, chosen: LayerStyle) -> str:
    return "" if chosen.labels is False else _column(layer, chosen.label_column)


def _column(layer: Layer, wanted: str | None) -> str:
    """Return a column of the file as QGIS calls it, in quotes; nothing where the layer has none of that name."""
    columns = list(layer.columns or ())
    if wanted not in columns:
        return ""
    name = column_names(columns)[columns.index(wanted)]
    return '"' + name.replace('"', '""') + '"'
