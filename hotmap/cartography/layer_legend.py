# SPDX-License-Identifier: MIT
"""The legend of one context layer: its classes with their counts, in the words of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np

from hotmap.analysis.layer_looks import LookClass
from hotmap.cartography.context import ContextLayer, closed_in_rains
from hotmap.cartography.legend_entry import LegendEntry
from hotmap.cartography.style import ROAD_LINES, THEMES, class_label
from hotmap.domain.layer_style import Value
from hotmap.i18n import tr
from hotmap.units import format_number

_AREA_FILLS = {"farmland": "farm", "woodland": "wood", "built_up": "built_up", "water": "water"}
_LINE_THEMES = {"districts": "district", "provinces": "district_high", "rivers": "river", "railways": "rail"}
_GROUPED_FROM = 10_000  # below it could be a year
_MOST_DECIMALS = 9


def layer_entries(layer: ContextLayer, ground: str, rows: np.ndarray | None = None) -> Iterator[LegendEntry]:
    """Yield the lines of a legend for a layer.

    Parameters
    ----------
    layer : ContextLayer
    ground : str
        ``light``, ``dark`` or ``print``.
    rows : int ndarray, optional
        The features that are seen; all by default.
    """
    if layer.style.is_own:
        yield from _own_entries(layer, ground, rows)
    else:
        yield from _theme_entries(layer, rows)


def class_entries(layer: ContextLayer, ground: str, rows: np.ndarray | None = None) -> list[LegendEntry]:
    """Return a line for each class of a look by kind or by number, with counts; switched off ones too.

    Parameters as in `layer_entries`.
    """
    classes = layer.look_classes(ground)
    index = layer.row_classes() if rows is None else layer.row_classes()[rows]
    counts = np.bincount(index, minlength=len(classes)).tolist()
    geometry = layer.layer.geometry_type or "Mixed"
    whole = layer.style.classes.whole
    return [
        LegendEntry("ground", "look", made.role, class_text(made, whole), "", made.look, geometry, count, made.shown)
        for made, count in zip(classes, counts, strict=True)
    ]


def class_text(made: LookClass, whole: bool = False) -> str:
    """Return what a class is called; `whole` says that all numbers of the column are."""
    if made.label:
        return made.label
    if made.role == "kind" and made.value is not None:
        return value_text(made.value)
    if made.role == "number":
        return range_text(made.low, made.high, whole=whole, is_last=made.is_last)
    return {"other": tr("other"), "untold": tr("not told"), "no_number": tr("no figure")}.get(made.role, "")


def value_text(value: Value) -> str:
    """Return a value of a column as a legend says it."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return figure_text(value) if isinstance(value, float) else str(value)


def range_text(low: float, high: float, *, whole: bool, is_last: bool) -> str:
    """Return a class of numbers so that nobody can be in doubt where a number belongs.

    >>> range_text(10, 20, whole=True, is_last=False), range_text(0.5, 2, whole=False, is_last=True)
    ('10 – 19', '0.5 to 2')
    """
    if whole:
        first, last = ceil(low), ceil(high) - (0 if is_last else 1)
        if first <= last:
            return figure_text(first) if first == last else f"{figure_text(first)} – {figure_text(last)}"
    if low == high:
        return figure_text(low)
    words = tr("{low} to {high}") if is_last else tr("{low} to under {high}")
    return words.format(low=figure_text(low), high=figure_text(high))


def figure_text(value: float) -> str:
    """Return a number with just the decimals that it has."""
    decimals = next((d for d in range(_MOST_DECIMALS) if round(value, d) == value), _MOST_DECIMALS)
    return format_number(value, decimals) if abs(value) >= _GROUPED_FROM else f"{value:.{decimals}f}"


def _own_entries(layer: ContextLayer, ground: str, rows: np.ndarray | None) -> Iterator[LegendEntry]:
    name, geometry = layer.layer.name or tr("layer"), layer.layer.geometry_type or "Mixed"
    if layer.style.mode == "single":
        yield LegendEntry("ground", "look", "all", name, look=layer.look_classes(ground)[0].look, geometry=geometry)
        return
    seen = [entry for entry in class_entries(layer, ground, rows) if entry.shown and entry.count]
    if seen:
        yield LegendEntry("ground", "head", "", name)
        yield from seen


def _theme_entries(layer: ContextLayer, rows: np.ndarray | None) -> Iterator[LegendEntry]:
    theme, colour = layer.style.theme, layer.style.colour or ""
    if theme == "roads":
        yield from _roads(layer, rows, colour)
    elif theme == "places":
        yield from _places(layer, rows)
    elif theme in _LINE_THEMES:
        yield LegendEntry("ground", "line", _LINE_THEMES[theme], tr(THEMES[theme]).lower(), colour)
    elif theme in _AREA_FILLS:
        yield LegendEntry("ground", "fill", _AREA_FILLS[theme], tr(THEMES[theme]).lower(), colour)
    else:
        swatch, name = {"Line": ("line", "plain"), "Point": ("symbol", "point")}.get(
            layer.layer.geometry_type or "", ("fill", "plain")
        )
        yield LegendEntry("ground", swatch, name, layer.layer.name or tr("layer"), colour)


def _roads(layer: ContextLayer, rows: np.ndarray | None, colour: str) -> Iterator[LegendEntry]:
    classes = layer.classes() if rows is None else layer.classes()[rows]
    for code, line in ROAD_LINES.items():
        count = int((classes == code).sum())
        if count:
            yield LegendEntry("ground", "line", line, class_label("roads", code), colour, count=count)
    closed = closed_in_rains(layer.table) if rows is None else closed_in_rains(layer.table)[rows]
    if closed.any():
        yield LegendEntry("ground", "closed", "road", tr("closed in the rains"), count=int(closed.sum()))


def _places(layer: ContextLayer, rows: np.ndarray | None) -> Iterator[LegendEntry]:
    ranks = layer.classes() if rows is None else layer.classes()[rows]
    towns, villages = int((ranks <= 2).sum()), int((ranks > 2).sum())
    if towns and villages:
        yield LegendEntry("ground", "symbol", "towns", tr("town, village"), count=towns + villages)
    else:
        name, label = ("town", tr("town")) if towns else ("village", tr("village"))
        yield LegendEntry("ground", "symbol", name, label, count=towns or villages)
