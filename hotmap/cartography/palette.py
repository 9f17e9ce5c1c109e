# SPDX-License-Identifier: MIT
"""Colours, lines and sizes of everything drawn: one palette for each ground it is drawn on.

A palette speaks in its own unit: pixels at 100 % on screen, millimetres on paper. Whoever paints
multiplies by the device pixels in that unit, so the same painters serve window, PNG and PDF.
"""

from __future__ import annotations

from hotmap.cartography.palette_print import PRINT
from hotmap.cartography.palette_screen import DARK, LIGHT
from hotmap.cartography.tokens import LevelColours, Line, Palette
from hotmap.domain.codelists import LEVELS
from hotmap.i18n import tr
from hotmap.units import MM_PER_INCH

__all__ = ["DARK", "LIGHT", "PALETTES", "PRINT", "PX_PER_MM", "LevelColours", "Line", "Palette", "level_letter"]

PX_PER_MM = 96 / MM_PER_INCH
"""CSS pixels in a millimetre."""

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, PRINT)}
"""Every palette by its name: ``light``, ``dark``, ``print``."""


def level_letter(level: str | None) -> str:
    """Return the letter of a level in the current language; nothing while undecided."""
    # Catalogues give one letter each, all different within a language.
    letters = {
        "must": tr("level letter M"),
        "should": tr("level letter S"),
        "could": tr("level letter C"),
        "watch": tr("level letter W"),
    }
    return letters[level][-1] if level in LEVELS else ""
