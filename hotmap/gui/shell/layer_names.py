# SPDX-License-Identifier: MIT
"""The names in imported layers, to be searched: those of a feature in all its languages, and its P-code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hotmap.analysis.admin_path import AdminAreas, admin_path, path_text, units_of
from hotmap.analysis.name_index import NameHit, NameIndex
from hotmap.cartography.context import ContextLayer
from hotmap.gui.canvas.things_here import centre_of

MOST_ROWS = 300_000
_MOST_COLUMNS = 6
_OTHER_NAMES = re.compile(
    r"(?:(?:alt|old|int|loc|official|local|other|short)[_:]?)?names?(?:[_:\s].*|\d)?|nom\w*|label", re.I
)
_PCODE = re.compile(r"p_?code\w*|.*[_\s]p_?code", re.I)
_LEVEL = re.compile(r"(adm(?:in)?_?\d)", re.I)


def searched_columns(layer: ContextLayer) -> list[str]:
    """Return the fields of a layer that hold names of its own features, its label first."""
    label = layer.style.label_column
    columns = list(layer.table.columns)
    if label is None or label not in columns:
        return []
    level = _LEVEL.match(label)
    if level:  # of adm2_name also adm2_name1 and adm2_pcode, but not the province's adm1_name
        others = [c for c in columns if c.casefold().startswith(level[1].casefold())]
    else:
        others = [c for c in columns if _OTHER_NAMES.fullmatch(c) or (_PCODE.fullmatch(c) and not _LEVEL.match(c))]
    return [label, *(c for c in others if c != label)][:_MOST_COLUMNS]


def name_index(layer: ContextLayer) -> NameIndex | None:
    """Return the index of a layer's names, built when it is first asked for; None for one without names."""
    columns = searched_columns(layer)
    if not columns or len(layer.table) > MOST_ROWS:
        return None
    # Of two villages of one name the larger comes first.
    weights = layer.classes().tolist() if layer.style.theme == "places" else None
    return layer.derived(f"name index {columns}", lambda: NameIndex(_names(layer, columns), weights))


def search_layer(layer: ContextLayer, text: str, limit: int) -> list[NameHit]:
    """Return the features of a layer that a text names; each name once, since a road is many features."""
    index = name_index(layer)
    if index is None:
        return []
    hits, seen = [], set()
    is_place = layer.style.theme == "places"
    for hit in index.search(text, limit if is_place else 5 * limit):
        name = layer.label(hit.entry)
        if name and (is_place or name not in seen):
            seen.add(name)
            hits.append(hit)
    return hits[:limit]


def path_of(layer: ContextLayer, row: int, areas: Sequence[AdminAreas]) -> str:
    """Return the province and district that a feature lies in, without itself; nothing where none is known."""
    geometry = layer.table.geometry[row]
    if geometry is None or geometry.is_empty:
        return ""
    own = layer.label(row)
    if layer.layer.kind == "area":  # a province lies in none of the districts that its middle lies in
        units = [unit for unit in units_of(layer.table, row) if unit.level]
        at = next((i for i, unit in enumerate(units) if unit.name == own), len(units))
        return path_text(units[:at])
    centre = centre_of(geometry)
    return path_text(unit for unit in admin_path(centre.x, centre.y, areas) if unit.name != own)


def _names(layer: ContextLayer, columns: Sequence[str]) -> list[list[str]]:
    values = [[_text(value) for value in layer.table.columns[column]] for column in columns]
    return [list(names) for names in zip(*values, strict=True)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None or value != value else str(value)
