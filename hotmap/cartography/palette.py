# SPDX-License-Identifier: MIT
"""Colours, lines and sizes of everything drawn: one palette for each ground it is drawn on.

A palette speaks in its own unit: pixels at 100 % on screen, millimetres on paper. Whoever paints
multiplies by the device pixels in that unit, so the same painters serve window, PNG and PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotmap.domain.codelists import LEVELS

PX_PER_MM = 96 / 25.4
MM_PER_INCH = 25.4


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


def level_letter(level: str | None) -> str:
    """Return the letter of a level in the current language; nothing while undecided."""
    from hotmap.i18n import tr

    # Catalogues give one letter each, all different within a language.
    letters = {"must": tr("level letter M"), "should": tr("level letter S"), "could": tr("level letter C"),
               "watch": tr("level letter W")}
    return letters[level][-1] if level in LEVELS else ""


_SCREEN_SIZES = {
    "badge": 1.0, "badge_small": 18 / 22, "presence": 1.0, "ball": 0.0, "halo": 1.5, "icon": 1.0,
    "must": 12, "hotspot": 12, "second": 11, "capital": 14.5, "town": 13, "village": 11, "hamlet": 11,
    "water": 14.5, "district": 11.5, "grid": 10.5, "country": 15, "hatch": 6.0, "hatch_width": 1.3,
    "shore_1": 18, "shore_2": 8, "band": 6.0, "near": 3.0,
}

LIGHT = Palette(
    "light",
    "px",
    levels={
        "must": LevelColours("#8C1432", "#FFFFFF", "", "#8C1432"),
        "should": LevelColours("#C4551A", "#FFFFFF", "", "#B84C10"),
        "could": LevelColours("#F2BE45", "#2B2005", "#A87508", "#A87508"),
        "watch": LevelColours("#DCE6EA", "#22323A", "#4E626C", "#4E626C"),
        "undecided": LevelColours("#FFFFFF", "#45545D", "#5A6971", "#5A6971"),
    },
    colours={
        "sea": "#D3E2E9", "shore_1": "#DCE9EE", "shore_2": "#E6F0F3", "land": "#F7F5EE", "wood": "#E2EAD6",
        "farm": "#F3EED0", "farm_line": "#E6DDB2", "built_up": "#DAD3C8", "water": "#D3E2E9", "plain": "#E9E4D8",
        "ink": "#15212A", "ink_2": "#45545D", "ink_3": "#5A6971", "label": "#1F2A30", "halo": "#FBFAF5",
        "label_water": "#2F6482", "label_district": "#6F5C80", "label_must": "#8C1432", "label_second": "#45545D",
        "casing": "#FFFFFF", "panel": "#FFFFFF", "accent": "#1558D6", "gap": "#15212A",
        "troops_fill": "#BFE2F4", "troops": "#0F3550", "civilian": "#0B6B5F", "civilian_fill": "#FFFFFF",
        "humanitarian": "#5B4A9C", "humanitarian_fill": "#FFFFFF", "host": "#5A6971", "host_fill": "#E9EDED",
        "incident": "#15212A", "incident_fill": "#FFFFFF", "visit": "#1B7145", "grid": "#45545D",
        "frame": "#15212A", "frame_text": "#5A6971", "place": "#45545D", "place_faint": "#A59B8C",
    },
    lines={
        "coast": Line("#7C9DAE", 1.0), "river": Line("#7FACC6", 1.3), "river_main": Line("#7FACC6", 2.2),
        "shore": Line("#7C9DAE", 0.8), "border": Line("#8D7F93", 1.2, (8, 3, 1.5, 3)),
        "district": Line("#9C8AA8", 1.1, (7, 2.6, 1.4, 2.6), "#9C8AA8", 5.0),
        "district_high": Line("#85719A", 1.4, (8, 2.6, 1.4, 2.6), "#9C8AA8", 5.0),
        "road_main": Line("#E9A565", 3.0, (), "#B87434", 4.6), "road": Line("#FFFFFF", 2.0, (), "#A99F90", 3.4),
        "road_minor": Line("#A99F90", 1.2), "track": Line("#8D8375", 1.1, (5, 2.4)),
        "rail": Line("#6B6B6B", 1.4, (6, 2)), "plain": Line("#6F6A8A", 1.4), "plain_area": Line("#A0937F", 1.0),
        "grid": Line("#45545D", 0.7, (), opacity=0.22), "grid_high": Line("#45545D", 1.0, (), opacity=0.4),
        "patrol": Line("#0F3550", 2.0, (9, 3, 1.6, 3), "#FFFFFF", 4.6), "patrol_air": Line("#0F3550", 2.2, (2, 4), "#FFFFFF", 4.6),
        "aor": Line("#0F3550", 1.3, (3, 3)), "area": Line("", 1.4), "area_must": Line("", 1.8),
        "area_watch": Line("", 1.4, (6, 4)), "route": Line("", 6.0, (), "#FFFFFF", 8.6),
        "cell": Line("", 1.8, (7, 4)), "leader": Line("#15212A", 1.1), "closed": Line("#45545D", 1.2),
    },
    sizes=_SCREEN_SIZES,
)

DARK = Palette(
    "dark",
    "px",
    levels={
        "must": LevelColours("#C4264A", "#FFFFFF", "", "#F0597A"),
        "should": LevelColours("#E27A34", "#1E0E02", "", "#E27A34"),
        "could": LevelColours("#F2C55A", "#2B2005", "", "#F2C55A"),
        "watch": LevelColours("#DCE6EA", "#22323A", "#22323A", "#B3BFC5"),
        "undecided": LevelColours("#2A3338", "#EDF1F3", "#B3BFC5", "#8F9CA3"),
    },
    colours={
        "sea": "#0E161B", "shore_1": "#111B21", "shore_2": "#152128", "land": "#20292E", "wood": "#222F2B",
        "farm": "#2D3029", "farm_line": "#383B30", "built_up": "#3A4145", "water": "#0E161B", "plain": "#2B3338",
        "ink": "#EDF1F3", "ink_2": "#B3BFC5", "ink_3": "#8F9CA3", "label": "#E8EDEF", "halo": "#171E22",
        "label_water": "#7FB2D0", "label_district": "#A99ABB", "label_must": "#F0597A", "label_second": "#B3BFC5",
        "casing": "#171E22", "panel": "#191F23", "accent": "#6FA8FF", "gap": "#EDF1F3",
        "troops_fill": "#1E4A66", "troops": "#9CD3F2", "civilian": "#58D0BC", "civilian_fill": "#12312D",
        "humanitarian": "#B7A6F2", "humanitarian_fill": "#251F40", "host": "#8F9CA3", "host_fill": "#2A3338",
        "incident": "#EDF1F3", "incident_fill": "#20292E", "visit": "#6FCF9A", "grid": "#B3BFC5",
        "frame": "#EDF1F3", "frame_text": "#8F9CA3", "place": "#B3BFC5", "place_faint": "#56636A",
    },
    lines={
        **LIGHT.lines,
        "coast": Line("#46606E", 1.0), "river": Line("#3C6B87", 1.3), "river_main": Line("#3C6B87", 2.2),
        "shore": Line("#46606E", 0.8), "border": Line("#8B7FA0", 1.2, (8, 3, 1.5, 3)),
        "district": Line("#75688A", 1.1, (7, 2.6, 1.4, 2.6), "#75688A", 5.0),
        "district_high": Line("#8F80A8", 1.5, (8, 2.6, 1.4, 2.6), "#75688A", 6.0),
        "road_main": Line("#9A6B3C", 3.0, (), "#171E22", 4.6), "road": Line("#6B7276", 2.0, (), "#171E22", 3.4),
        "road_minor": Line("#5E666A", 1.2), "track": Line("#5E666A", 1.1, (5, 2.4)),
        "rail": Line("#8F9CA3", 1.4, (6, 2)), "plain": Line("#9A93BE", 1.4), "plain_area": Line("#66737A", 1.0),
        "grid": Line("#B3BFC5", 0.7, (), opacity=0.16), "grid_high": Line("#B3BFC5", 1.0, (), opacity=0.3),
        "patrol": Line("#9CD3F2", 2.0, (9, 3, 1.6, 3), "#12171A", 4.6), "patrol_air": Line("#9CD3F2", 2.2, (2, 4), "#12171A", 4.6),
        "aor": Line("#9CD3F2", 1.3, (3, 3)), "route": Line("", 6.0, (), "#171E22", 8.6),
        "leader": Line("#EDF1F3", 1.1), "closed": Line("#B3BFC5", 1.2),
    },
    sizes=_SCREEN_SIZES,
)

_INK = "#16202B"
PRINT = Palette(
    "print",
    "mm",
    levels={
        "must": LevelColours("#9E1220", "#FFFFFF", _INK, "#9E1220"),
        "should": LevelColours("#F08A24", _INK, _INK, "#C2600C"),
        "could": LevelColours("#FFDF80", _INK, _INK, "#8A6D0B"),
        "watch": LevelColours("#FFFFFF", _INK, _INK, "#4A5662"),
        "undecided": LevelColours("#FFFFFF", "#4A5662", "#4A5662", "#4A5662"),
    },
    colours={
        "sea": "#D9E6ED", "shore_1": "#E4EEF3", "shore_2": "#EFF5F8", "land": "#FAF8F2", "wood": "#EDF1E6",
        "farm": "#EFF0DA", "farm_line": "#C3CB96", "built_up": "#DDD8CF", "water": "#D9E6ED", "plain": "#EFECE3",
        "ink": _INK, "ink_2": "#4A5662", "ink_3": "#4A5662", "label": _INK, "halo": "#FFFFFF",
        "label_water": "#4A7C99", "label_district": "#75688A", "label_must": _INK, "label_second": "#4A5662",
        "casing": "#FFFFFF", "panel": "#FFFFFF", "accent": "#0B4A80", "gap": _INK, "hairline": "#B9C2CA",
        "troops_fill": "#CFE4F3", "troops": "#0B4A80", "civilian": "#0B6B57", "civilian_fill": "#FFFFFF",
        "humanitarian": "#5B4A9C", "humanitarian_fill": "#FFFFFF", "host": "#4A5662", "host_fill": "#FFFFFF",
        "incident": _INK, "incident_fill": "#FFFFFF", "visit": "#0B6B57", "grid": "#6E889B",
        "frame": _INK, "frame_text": "#4A5662", "place": _INK, "place_faint": "#A8A297",
    },
    lines={
        "coast": Line("#5B7F93", 0.28), "river": Line("#6C9DB8", 0.3), "river_main": Line("#6C9DB8", 0.6),
        "shore": Line("#5B7F93", 0.22), "border": Line("#6F6478", 0.42, (2.4, 0.8, 0.4, 0.8)),
        "district": Line("#8C7F93", 0.42, (2.6, 0.9, 0.5, 0.9), "#8C7F93", 0.0),
        "district_high": Line("#75688A", 0.55, (2.8, 0.9, 0.5, 0.9), "#8C7F93", 0.0),
        "road_main": Line("#FFFFFF", 0.8, (), "#6F675E", 1.4), "road": Line("#6F675E", 0.5),
        "road_minor": Line("#8B8379", 0.32), "track": Line("#6F675E", 0.36, (1.5, 0.8)),
        "rail": Line("#4A5662", 0.4, (1.6, 0.5)), "plain": Line("#5F5B78", 0.4), "plain_area": Line("#A0937F", 0.22),
        "grid": Line("#6E889B", 0.14, (), opacity=0.75), "grid_high": Line("#6E889B", 0.34),
        "patrol": Line("#0B4A80", 0.58, (2.4, 0.9), "#FFFFFF", 1.1),
        "patrol_long": Line("#0B4A80", 0.58, (3.2, 0.8, 0.6, 0.8), "#FFFFFF", 1.1),
        "patrol_air": Line("#0B4A80", 0.62, (0.5, 1.1), "#FFFFFF", 1.1),
        "aor": Line("#0B4A80", 0.36, (0.9, 0.9)), "area": Line("", 0.7), "area_must": Line("", 0.8),
        "area_watch": Line("", 0.6, (1.7, 1.1)), "route": Line("", 1.15, (), _INK, 1.7),
        "cell": Line("", 0.8), "leader": Line(_INK, 0.22), "closed": Line("#4A5662", 0.36),
    },
    sizes={
        "badge": 0.30, "badge_small": 0.30, "presence": 0.216, "ball": 0.27, "halo": 0.45, "icon": 0.216,
        "must": 3.03, "hotspot": 2.68, "second": 2.47, "capital": 3.7, "town": 3.03, "village": 2.61, "hamlet": 2.5,
        "water": 4.2, "district": 3.17, "grid": 2.6, "country": 5.0, "hatch": 1.05, "hatch_width": 0.22,
        "shore_1": 5.0, "shore_2": 2.4, "band": 0.0, "near": 2.0,
    },
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, PRINT)}
"""Every palette by its name: ``light``, ``dark``, ``print``."""
