# SPDX-License-Identifier: MIT
"""How QGIS shows the context layers of a plan: the colours of their themes, in broad strokes."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from hotmap.domain.features import column_names
from hotmap.domain.records import Layer
from hotmap.storage import tables
from hotmap.storage.layers import exists
from hotmap.storage.qml import Look, style
from hotmap.storage.styles import STYLE_NAME, write_style

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


def refresh(db: sqlite3.Connection) -> None:
    """Write the styles of the context layers anew, and drop those of layers that are gone."""
    db.execute(
        "DELETE FROM layer_styles WHERE styleName = ? AND f_table_name LIKE 'layer#_%' ESCAPE '#'", (STYLE_NAME,)
    )
    done: set[str] = set()
    for layer in tables.load_kind(db, "layer"):
        if isinstance(layer, Layer) and layer.table and layer.table not in done and exists(db, layer.table):
            done.add(layer.table)
            write_style(db, layer.table, "geom", style([_look(layer)], _label(layer), ()), layer.name or "")


def _look(layer: Layer) -> Look:
    given = _given(layer)
    theme = given.get("theme") or _BY_KIND.get(layer.kind or "", "plain")
    fill, outline, width_mm, dash = _THEMES.get(theme, _THEMES["plain"])
    own = given.get("colour")
    if isinstance(own, str) and re.fullmatch("#[0-9A-Fa-f]{6}", own):
        fill = outline = own
    tint = 0 if theme in _BOUNDARIES else 180 if theme in _GROUND else 41
    return Look(layer.name or "", "", "circle", fill, outline, size_mm=1.8, width_mm=width_mm, dash=dash, tint=tint)


def _label(layer: Layer) -> str:
    columns = list(layer.columns or ())
    wanted = _given(layer).get("label_column")
    if wanted not in columns:
        return ""
    name = column_names(columns)[columns.index(wanted)]
    return '"' + name.replace('"', '""') + '"'


def _given(layer: Layer) -> dict[str, Any]:
    return layer.style if isinstance(layer.style, dict) else {}
