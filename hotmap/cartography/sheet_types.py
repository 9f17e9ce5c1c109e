# SPDX-License-Identifier: MIT
"""Type sizes and row heights of a sheet's panel, for A3 and for A4."""

from __future__ import annotations

from dataclasses import dataclass

from hotmap.cartography.fonts import BOLD, REGULAR, SEMIBOLD
from hotmap.cartography.paper import INK, SECOND, Type


@dataclass(frozen=True)
class PanelTypes:
    """Type sizes of a panel in points, its rows and symbols in millimetres."""

    title: Type
    finding: Type
    figure: Type
    kicker: Type
    section: Type
    text: Type
    bold: Type
    note: Type
    symbol: float  # mm per unit of a badge
    row: float  # least height of a legend row
    framed_row: float  # of one with a framed symbol, whose echelon stands above it
    level_row: float
    swatch: float  # width of a legend's swatch
    must_least: int  # how many Must lines in rows the legend leaves room for


A3_TYPES = PanelTypes(
    title=Type(23, BOLD),
    finding=Type(14, SEMIBOLD, condensed=False),
    figure=Type(20, BOLD),
    kicker=Type(8.0, SEMIBOLD, SECOND),
    section=Type(7.8, BOLD, INK, spacing_em=0.06),
    text=Type(8.6),
    bold=Type(8.8, BOLD),
    note=Type(7.6, REGULAR, SECOND),
    symbol=0.235,
    row=4.1,
    framed_row=4.9,
    level_row=6.0,
    swatch=10.2,
    must_least=20,
)
A4_TYPES = PanelTypes(
    title=Type(17, BOLD),
    finding=Type(10.6, SEMIBOLD, condensed=False),
    figure=Type(15, BOLD),
    kicker=Type(7.4, SEMIBOLD, SECOND),
    section=Type(7.4, BOLD, INK, spacing_em=0.06),
    text=Type(8.0),
    bold=Type(8.2, BOLD),
    note=Type(7.1, REGULAR, SECOND),
    symbol=0.2,
    row=3.3,
    framed_row=3.8,
    level_row=4.3,
    swatch=8.8,
    must_least=14,
)
