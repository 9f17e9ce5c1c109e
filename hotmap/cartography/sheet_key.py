# SPDX-License-Identifier: MIT
"""The legend of the ground as an inset of the map, where the panel has no room for it."""

from __future__ import annotations

from collections.abc import Callable

from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.map_corners import Size
from hotmap.cartography.map_furniture import PLATE_LINE_MM, Inset
from hotmap.cartography.paper import INK, Measure, Paper
from hotmap.cartography.sheet_legend import LegendForm, SheetLegend
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.i18n import tr

_PAD_MM = 1.4
_WHITE = "#FFFFFF"


def ground_key(
    blank: Paper, entries: list[LegendEntry], types: PanelTypes, has_room: Callable[[Size], bool]
) -> Inset | None:
    """Return the entries of the ground as an inset; None where there is none, or no corner is free for it.

    Parameters
    ----------
    blank : Paper
        To measure on.
    has_room : callable
        Tells whether a corner of the map is free for something of a size in millimetres.
    """
    head_mm = Measure().line_height(types.section) + 1.0
    for form in (LegendForm.THREE_COLUMNS, LegendForm.TWO_COLUMNS) if entries else ():
        inner = SheetLegend(blank, 0.0, 0.0, types).natural_width(entries, form)
        height = head_mm + SheetLegend(blank, 0.0, inner, types).height(entries, form) + 2 * _PAD_MM
        size = (inner + 2 * _PAD_MM, height)
        if has_room(size):
            return Inset(size, _painting(entries, types, form, inner, size, head_mm))
    return None


def _painting(
    entries: list[LegendEntry], types: PanelTypes, form: LegendForm, inner: float, size: Size, head_mm: float
) -> Callable[[Paper, float, float], None]:
    def paint(paper: Paper, left: float, top: float) -> None:
        paper.box(left, top, *size, fill=_WHITE, stroke=INK, line_width=PLATE_LINE_MM)
        base = top + _PAD_MM + paper.ascent(types.section)
        paper.text(left + _PAD_MM, base, tr("Base map").upper(), types.section)
        SheetLegend(paper, left + _PAD_MM, inner, types).paint(entries, top + _PAD_MM + head_mm, form)

    return paint
