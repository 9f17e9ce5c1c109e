# SPDX-License-Identifier: MIT
"""What a style comes to: the classes of a layer, and how each is drawn on a ground.

Map, legend, sheet, web map and the styles for QGIS all draw from this, so none of them can differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hotmap.analysis.classing import class_index, kind_index, numbers
from hotmap.analysis.colour_scales import darker, kind_colour, nothing_colour, other_colour, ramp
from hotmap.domain.layer_style import Category, LayerStyle, Symbol, Value

POINT_PX, KIND_POINT_PX = 4.4, 7.0
LINE_PX, KIND_LINE_PX, OUTLINE_PX, POINT_EDGE_PX = 1.4, 2.0, 0.7, 0.8
TINT, SOLID = 0.44, 0.94
_GROWTH = (0.75, 2.25)  # of a size, from the lowest class to the highest
_SHAPE_TURNS = ("circle", "square", "diamond", "drop", "cross", "star")
_DASH_TURNS = ("", "dash", "dot", "dash_dot")
_HATCH_TURNS = ("", "upright", "leaning")
_EDGE_STEP = 14.0  # of L*
_ALIKE_UNTIL = 4  # so many neighbours in the legend are told apart in grey by their colours


@dataclass(frozen=True)
class Look:
    """How the features of one class are drawn.

    Attributes
    ----------
    colour, ink : str
        ``#RRGGBB`` of the fill of an area, and of a point or line; empty for that of the map's own palette.
    shape, dash, hatch, edge_dash : str
        As in `hotmap.domain.layer_style.Symbol`; of a point, a line, an area and its edge.
    size_px : float
        Diameter of a point in CSS pixels.
    line_px : float
        Width of a line in CSS pixels.
    edge, rim : str
        Colour of the edge of areas and of points; empty for that of the map's own palette.
    edge_px : float
        Width of that edge; CSS pixels.
    filled : bool
        False for rings and outlines.
    opacity : float
        Of the fill of areas: kinds are tints, so that what lies on them stands out.
    fits : bool
        Nobody chose a size: the map draws it smaller where a kilometre is short.
    """

    colour: str = ""
    ink: str = ""
    shape: str = "circle"
    size_px: float = POINT_PX
    line_px: float = LINE_PX
    dash: str = ""
    hatch: str = ""
    edge: str = ""
    rim: str = ""
    edge_px: float = OUTLINE_PX
    edge_dash: str = ""
    filled: bool = True
    opacity: float = TINT
    fits: bool = False


@dataclass(frozen=True)
class LookClass:
    """One class of a layer.

    Attributes
    ----------
    role : str
        ``all``; ``kind``, ``other`` or ``untold`` by kind; ``number`` or ``no_number`` by number.
    look : Look
    value : str, int, float, bool or None
        Of a kind.
    label : str
        What a person called it, or nothing.
    low, high : float
        Edges of a class of numbers.
    is_last : bool
        The class of numbers that holds its upper edge too.
    shown : bool
    """

    role: str
    look: Look
    value: Value | None = None
    label: str = ""
    low: float = 0.0
    high: float = 0.0
    is_last: bool = False
    shown: bool = True


def look_classes(style: LayerStyle, ground: str = "light") -> tuple[LookClass, ...]:
    """Return the classes of a style that a person chose, in the order of the legend.

    Parameters
    ----------
    style : LayerStyle
        In any mode but ``theme``.
    ground : str
        ``light``, ``dark`` or ``print``.
    """
    if style.mode == "kinds":
        return tuple(_kinds(style, ground))
    if style.mode == "numbers":
        return tuple(_numbers(style, ground))
    return (LookClass("all", _look(style.symbol, style.colour or "", POINT_PX, LINE_PX, ground)),)


def row_classes(style: LayerStyle, columns: Mapping[str, Sequence[Any]], count: int) -> np.ndarray:
    """Return which class of `look_classes` each row belongs to, int8 of shape (count,)."""
    values = columns.get(style.column or "")
    if style.mode == "kinds":
        kinds = [category.value for category in style.categories]
        return kind_index(values, kinds) if values is not None else np.full(count, len(kinds) + 1, np.int8)
    if style.mode == "numbers":
        edges = style.classes.edges
        known = numbers(values) if values is not None else np.full(count, np.nan)
        return class_index(known, edges)
    return np.zeros(count, np.int8)


def told_style(style: LayerStyle, columns: Mapping[str, Sequence[Any]], count: int) -> LayerStyle:
    """Return a style that names no kind of which there is no row: it may name what was taken out of the file.

    The others keep their places, for colour and shape go by place.

    >>> kinds = LayerStyle(mode="kinds", column="who", categories=(Category("a"), Category("b")))
    >>> [(kind.value, kind.shown) for kind in told_style(kinds, {"who": ["b", "c"]}, 2).categories]
    [('·', False), ('b', True)]
    """
    if not style.categories:
        return style
    found = set(row_classes(replace(style, mode="kinds"), columns, count).tolist())
    kept = (k if n in found else Category("·" * (n + 1), shown=False) for n, k in enumerate(style.categories))
    return replace(style, categories=tuple(kept))


def _kinds(style: LayerStyle, ground: str) -> list[LookClass]:
    found = []
    for index, category in enumerate(style.categories):
        colour = category.colour or kind_colour(index, ground)
        symbol = _varied(style.symbol, index) if style.varied else style.symbol
        look = replace(_look(symbol, colour, KIND_POINT_PX, KIND_LINE_PX, ground), edge_dash=style.symbol.dash)
        found.append(LookClass("kind", look, category.value, category.label, shown=category.shown))
    rest = _look(
        style.symbol, style.other_colour or other_colour(ground), KIND_POINT_PX * 0.8, KIND_LINE_PX * 0.75, ground
    )
    found.append(LookClass("other", rest, shown=style.other_shown))
    found.append(LookClass("untold", _nothing(style.symbol, ground), shown=style.other_shown))
    return found


def _numbers(style: LayerStyle, ground: str) -> list[LookClass]:
    classes = style.classes
    count = classes.count
    usual, inks = ramp(classes.ramp, count, ground), ramp(classes.ramp, count, ground, ink=True)
    found = []
    for index in range(count):
        chosen = classes.colours[index] if index < len(classes.colours) else ""
        share = index / (count - 1) if count > 1 else 0.5
        factor = _GROWTH[0] + (_GROWTH[1] - _GROWTH[0]) * share if classes.grows else 1.0
        look = _look(style.symbol, chosen or usual[index], KIND_POINT_PX, KIND_LINE_PX, ground, factor)
        # Of one hue: a tint of it would be another class.
        ink = chosen or inks[index]
        look = replace(look, opacity=SOLID, ink=ink, rim=style.symbol.outline or _edge(ink, ground))
        low, high = classes.edges[index], classes.edges[index + 1]
        found.append(LookClass("number", look, low=low, high=high, is_last=index == count - 1))
    found.append(LookClass("no_number", _nothing(style.symbol, ground), shown=style.other_shown))
    return found


def _look(symbol: Symbol, colour: str, point_px: float, line_px: float, ground: str, factor: float = 1.0) -> Look:
    edge = symbol.outline or _edge(colour, ground)
    return Look(
        colour=colour,
        ink=colour,
        shape=symbol.shape,
        size_px=(symbol.size_px or point_px) * factor,
        line_px=(symbol.width_px or line_px) * factor,
        dash=symbol.dash,
        hatch=symbol.hatch,
        edge=edge,
        rim=edge,
        edge_px=symbol.width_px or OUTLINE_PX,
        edge_dash=symbol.dash,
        filled=symbol.filled,
        fits=not symbol.size_px and not symbol.width_px,
    )


def _edge(colour: str, ground: str) -> str:
    """Return the colour of an edge that goes with a fill; nothing for the map's own."""
    return darker(colour, 0.0 if ground == "dark" else _EDGE_STEP) if colour else ""


def _nothing(symbol: Symbol, ground: str) -> Look:
    """Rings, dots of a line and bare outlines: there is something, and the file does not say what."""
    colour = nothing_colour(ground)
    small = (symbol.size_px or KIND_POINT_PX) * 0.7
    return Look(
        colour, colour, "circle", small, (symbol.width_px or KIND_LINE_PX) * 0.6, "dot", edge=colour, filled=False
    )


def _varied(symbol: Symbol, index: int) -> Symbol:
    """Return a symbol that differs from its neighbours in the legend in more than its colour."""
    turn = index // _ALIKE_UNTIL
    return replace(
        symbol,
        shape=_SHAPE_TURNS[(_SHAPE_TURNS.index(symbol.shape) + index) % len(_SHAPE_TURNS)],
        dash=_DASH_TURNS[(_DASH_TURNS.index(symbol.dash) + turn) % len(_DASH_TURNS)],
        hatch=_HATCH_TURNS[turn % len(_HATCH_TURNS)] if symbol.hatch in ("", "grid") else symbol.hatch,
    )
