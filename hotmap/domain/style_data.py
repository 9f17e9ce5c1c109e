# SPDX-License-Identifier: MIT
"""Styles of layers as plain data: only what differs from the default is kept.

What another program or a newer version wrote is read as far as it makes sense.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from hotmap.domain.layer_style import (
    DASHES,
    HATCHES,
    METHODS,
    MODES,
    MOST_CLASSES,
    SHADINGS,
    SHAPES,
    WIDEST_PX,
    Category,
    Classes,
    LayerStyle,
    Symbol,
)

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_UNFIT: Any = object()
_Read = Callable[[Any], Any]


def style_from_data(data: Any, default: LayerStyle) -> LayerStyle:
    """Return the style that a layer keeps, over a default; what makes no sense is left out."""
    given = _known(data, _STYLE)
    style = replace(default, **given)
    is_empty = (style.mode == "kinds" and not style.categories) or (style.mode == "numbers" and not style.classes.count)
    if style.mode in ("kinds", "numbers") and (style.column is None or is_empty):
        return replace(style, mode="single")
    return style


def style_as_data(style: LayerStyle, default: LayerStyle) -> dict[str, Any] | None:
    """Return what a layer has to keep of a style: where it differs from the default; None when nowhere."""
    return _differing(style, default) or None


def _differing(value: Any, default: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for f in fields(value):
        mine, usual = getattr(value, f.name), getattr(default, f.name)
        if mine == usual:
            continue
        if isinstance(mine, Symbol | Classes):
            found[f.name] = _differing(mine, type(mine)())
        elif f.name == "categories":
            found[f.name] = [{"value": c.value, **_differing(c, Category(c.value))} for c in mine]
        else:
            found[f.name] = list(mine) if isinstance(mine, tuple) else mine
    return found


def _known(data: Any, readers: Mapping[str, _Read]) -> dict[str, Any]:
    """Return the entries of `data` that can be read."""
    if not isinstance(data, Mapping):
        return {}
    read = {name: reader(data[name]) for name, reader in readers.items() if name in data}
    return {name: value for name, value in read.items() if value is not _UNFIT}


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else _UNFIT


def _text_or_none(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else _UNFIT


def _flag(value: Any) -> Any:
    return value if isinstance(value, bool) else _UNFIT


def _flag_or_none(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else _UNFIT


def _number(low: float, high: float) -> _Read:
    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return _UNFIT
        return min(max(float(value), low), high)

    return read


def _one_of(known: tuple[str, ...]) -> _Read:
    return lambda value: value if isinstance(value, str) and value in known else _UNFIT


def _colour(value: Any) -> Any:
    return value if value == "" or (isinstance(value, str) and _COLOUR.fullmatch(value)) else _UNFIT


def _colour_or_none(value: Any) -> Any:
    return None if value is None or value == "" else _colour(value)


def _edges(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return _UNFIT
    read = [_number(-math.inf, math.inf)(v) for v in value]
    if _UNFIT in read or len(read) < 2 or any(a > b for a, b in pairwise(read)):
        return _UNFIT
    return tuple(read[: MOST_CLASSES + 1])


def _colours(value: Any) -> Any:
    read = [_colour(v) for v in value] if isinstance(value, list | tuple) else [_UNFIT]
    return _UNFIT if _UNFIT in read else tuple(read)


def _symbol(value: Any) -> Any:
    return Symbol(**_known(value, _SYMBOL))


def _classes(value: Any) -> Any:
    return Classes(**_known(value, _CLASSES))


def _categories(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return _UNFIT
    read = [_known(entry, _CATEGORY) for entry in value]
    known = {entry["value"]: Category(**entry) for entry in reversed(read) if "value" in entry}
    return tuple(reversed(known.values()))


def _value(value: Any) -> Any:
    fits = isinstance(value, str | int | bool) or (isinstance(value, float) and math.isfinite(value))
    return value if fits else _UNFIT


_SYMBOL: dict[str, _Read] = {
    "shape": _one_of(SHAPES),
    "size_px": _number(0.0, WIDEST_PX),
    "width_px": _number(0.0, WIDEST_PX),
    "dash": _one_of(DASHES),
    "hatch": _one_of(HATCHES),
    "filled": _flag,
    "outline": _colour,
}
_CATEGORY: dict[str, _Read] = {"value": _value, "label": _text, "colour": _colour, "shown": _flag}
_CLASSES: dict[str, _Read] = {
    "method": _one_of(METHODS),
    "edges": _edges,
    "whole": _flag,
    "ramp": _text,
    "colours": _colours,
    "grows": _flag,
}
_STYLE: dict[str, _Read] = {
    "theme": _text,
    "label_column": _text_or_none,
    "class_column": _text_or_none,
    "colour": _colour_or_none,
    "opacity": _number(0.0, 1.0),
    "visible_from": _number(0.0, math.inf),
    "labels": _flag_or_none,
    "mode": _one_of(MODES),
    "symbol": _symbol,
    "column": _text_or_none,
    "categories": _categories,
    "varied": _flag,
    "other_colour": _colour,
    "other_shown": _flag,
    "classes": _classes,
    "shading": _one_of(SHADINGS),
    "hides_with_group": _flag,
}
