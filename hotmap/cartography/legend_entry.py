# SPDX-License-Identifier: MIT
"""One line of a legend."""

from __future__ import annotations

from dataclasses import dataclass

from hotmap.analysis.layer_looks import Look
from hotmap.i18n import tr


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend.

    Attributes
    ----------
    group : str
        ``hotspots``, ``presence`` or ``ground``.
    swatch : str
        ``symbol``, ``line``, ``fill``, ``closed``, ``look``, ``head`` for a line over others, or ``more``
        for a last one in words alone, which says what found no room.
    name : str
        The symbol, line or colour token.
    label : str
        In the current language.
    colour : str
        Of the user's own, instead of the token's.
    look : Look or None
        Where a person chose it.
    geometry : str
        ``Point``, ``Line``, ``Area`` or ``Mixed``, of a look.
    count : int
        How many features it stands for, where that is counted.
    shown : bool
        False for a class that is switched off.
    layer : str
        Name of the layer that it tells of, if any.
    """

    group: str
    swatch: str
    name: str
    label: str
    colour: str = ""
    look: Look | None = None
    geometry: str = ""
    count: int = 0
    shown: bool = True
    layer: str = ""

    @property
    def part(self) -> str:
        """What of the map it tells of, in words."""
        parts = {"hotspots": tr("Hotspots"), "presence": tr("Presence")}
        return self.layer or parts.get(self.group, tr("Base map"))
