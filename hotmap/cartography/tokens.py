# SPDX-License-Identifier: MIT
"""What a palette is made of: lines, level colours, and the palette that holds them by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """How a line is drawn: colour, width and dashes in the palette's unit, maybe over a casing.

    Attributes
    ----------
    width, casing_width : float
        Palette units; the casing is the full width below the line, 0 for none.
    dash : tuple of float
        Lengths of stroke and gap in turn, palette units; empty for a full line.
    """

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    casing: str = ""
    casing_width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True)
class LevelColours:
    """The colours of one level: fill and letter of the badge, its edge, outline on the map."""

    fill: str
    letter: str
    edge: str
    outline: str


@dataclass(frozen=True)
class Palette:
    """The tokens of one ground.

    Attributes
    ----------
    unit : str
        ``px`` or ``mm``.
    levels : mapping of str to LevelColours
        By level code, ``undecided`` beside them.
    colours : mapping of str to str
        Fills, inks and labels by name.
    lines : mapping of str to Line
        By theme: ``coast``, ``river``, ``road_main``, …
    sizes : mapping of str to float
        Type sizes and symbol scales, palette units.
    """

    name: str
    unit: str
    levels: Mapping[str, LevelColours]
    colours: Mapping[str, str]
    lines: Mapping[str, Line]
    sizes: Mapping[str, float]

    @property
    def is_print(self) -> bool:
        """True for paper."""
        return self.unit == "mm"

    def colour(self, name: str) -> str:
        """Return a colour token such as ``land`` or ``ink`` as ``#RRGGBB``."""
        return self.colours[name]

    def line(self, name: str) -> Line:
        """Return a line token such as ``road_main``."""
        return self.lines[name]

    def size(self, name: str) -> float:
        """Return a size token in the palette's unit."""
        return self.sizes[name]

    def level(self, code: str | None) -> LevelColours:
        """Return the colours of a level; None is *undecided*."""
        return self.levels[code or "undecided"]
