# SPDX-License-Identifier: MIT
"""Every symbol of hotmap by its name, for map, table, legend, PDF, DOCX and web alike.

A name is a base with flags: ``must+low+gap``, ``presence-battalion_hq+planned``, ``cover-held``.
`symbol` returns the drawing, `symbol_svg` says it as SVG without Qt, and
`hotmap.cartography.painting` paints the same drawing.

======================================  =======================================================
``must should could watch undecided``   level shapes; ``+low`` hatched (not known well enough),
                                        ``+gap`` Must and nobody holds it, ``+raised`` / ``+lowered``
``cover-held -reachable -ears -open``   quarter balls
``presence-<type>``                     any presence type; ``+planned`` or ``+temporary`` dashed
``presence-domain-<domain>``            for a presence whose type is not known
``type-<hotspot type>``                 pictogram of what a hotspot is; ``+tag`` on a ground of its own
``incident alert visit``                marks of events
``town-capital town village point``     towns, and dots of any other layer
``dot-<shape>-<fill>-<edge>-<size>``    points in a look that a person chose; see `dot_symbols`
``raised lowered override towns``       what the legend names
``area- route- cell-<level>``           shapes of an extent, in the colours of a level or ``undecided``
======================================  =======================================================
"""

from __future__ import annotations

from functools import lru_cache

from hotmap.cartography import dot_symbols
from hotmap.cartography.level_symbols import coverage_ball, level_symbol, override_mark
from hotmap.cartography.palette import LIGHT, PALETTES, PRINT, Palette
from hotmap.cartography.presence_symbols import presence_symbol
from hotmap.cartography.shapes import Drawing, Path, circle, polygon, rectangle, to_svg
from hotmap.cartography.type_pictograms import type_pictogram
from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import Presence
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import current_language

__all__ = ["LIGHT", "PRINT", "level_name", "presence_name", "symbol", "symbol_svg", "town_name", "type_name"]

_TYPE_LISTS = {"hotspot_type": "type", "presence_type": "presence"}


def level_name(summary: HotspotSummary, *, gap: bool | None = None) -> str:
    """Return the symbol name of a hotspot.

    Parameters
    ----------
    summary : HotspotSummary
    gap : bool, optional
        Whether to mark it as not covered; by default a Must that nobody is known to hold.
    """
    name = summary.level or "undecided"
    if summary.low_confidence and name != "undecided":
        name += "+low"
    if is_gap(summary) if gap is None else gap:
        name += "+gap"
    return name + ("", "+raised", "+lowered")[summary.raised]


def is_gap(summary: HotspotSummary) -> bool:
    """Return whether a Must stands without any force: known, and not *held*."""
    return summary.level == "must" and summary.cover is not None and summary.cover.status != "held"


def presence_name(presence: Presence, today: str = "") -> str:
    """Return the symbol name of a presence, from its type or else its domain.

    One that begins after `today`, an ISO date, is planned, whatever it is called.
    """
    if presence.type:
        name = f"presence-{presence.type}"
    else:
        name = f"presence-domain-{presence.domain or 'troops'}"
    begins_later = bool(today and presence.from_date and presence.from_date > today)
    permanence = "planned" if begins_later else presence.permanence
    return f"{name}+{permanence}" if permanence in ("planned", "temporary") else name


def type_name(list_id: str, code: str | None) -> str:
    """Return the symbol name of a code of the lists of hotspot and presence types; empty where there is no sign."""
    prefix = _TYPE_LISTS.get(list_id)
    return f"{prefix}-{code}" if prefix and code else ""


def town_name(rank: int) -> str:
    """Return the symbol name of a town of the base map by its rank; see `basemap.Place`."""
    return "town-capital" if rank == 1 else "town" if rank <= 3 else "village"


def symbol(name: str, palette: Palette = LIGHT) -> Drawing:
    """Return the drawing of a symbol about its place at 0, 0; units are pixels at 100 %.

    Raises
    ------
    KeyError
        When no symbol has that name.
    """
    return _symbol(name, palette.name, current_language())


def symbol_svg(name: str, size: float = 22, *, palette: Palette = PRINT, title: str = "") -> str:
    """Return a symbol as an SVG document of its own, for documents and web pages.

    Parameters
    ----------
    name : str
        As in the table above.
    size : float
        Height in CSS pixels; the width follows.
    palette : Palette
        Print colours by default.
    title : str
        What it shows, for screen readers.
    """
    return to_svg(symbol(name, palette), size, title)


@lru_cache(maxsize=512)
def _symbol(name: str, palette_name: str, language: str) -> Drawing:
    palette = PALETTES[palette_name]
    base, *flags = name.split("+")
    if base in LEVELS or base == "undecided":
        return level_symbol(None if base == "undecided" else base, frozenset(flags), palette)
    if base.startswith("presence-"):
        return presence_symbol(base.removeprefix("presence-"), frozenset(flags), palette)
    if base.startswith("type-"):
        return type_pictogram(base.removeprefix("type-"), frozenset(flags), palette)
    if base.startswith("cover-"):
        return coverage_ball(base.removeprefix("cover-"), palette)
    if base.startswith(dot_symbols.PREFIX):
        return dot_symbols.dot_symbol(base)
    extent, _, level = base.partition("-")
    if extent in _EXTENTS:
        return _EXTENTS[extent](palette, level)
    return _MARKS[base](palette)


def _raised(palette: Palette) -> Drawing:
    return Drawing((-6, -6, 6, 6), override_mark(True, 0, 0, palette))


def _lowered(palette: Palette) -> Drawing:
    return Drawing((-6, -6, 6, 6), override_mark(False, 0, 0, palette))


def _override(palette: Palette) -> Drawing:
    """Both override marks side by side, for a legend that explains them in one line."""
    both = (*override_mark(True, -5, 0, palette), *override_mark(False, 5, 0, palette))
    return Drawing((-11, -6, 11, 6), both)


def _towns(palette: Palette) -> Drawing:
    """Town and village side by side, for a legend."""
    ink, paper = palette.colour("place"), palette.colour("panel")
    return Drawing(
        (-10, -5, 10, 5),
        (Path(circle(-5, 0, 3.4), paper, ink, 1.7), Path(circle(5, 0, 2.3), paper, ink, 1.3)),
    )


def _incident(palette: Palette) -> Drawing:
    ink, fill = palette.colour("incident"), palette.colour("incident_fill")
    star = [(0, -5.2), (1.5, -1.5), (5.2, 0), (1.5, 1.5), (0, 5.2), (-1.5, 1.5), (-5.2, 0), (-1.5, -1.5)]
    return Drawing((-7, -7, 7, 7), (Path(polygon(star), ink, fill, 1.1),))


def _alert(palette: Palette) -> Drawing:
    ink, fill = palette.colour("incident"), palette.colour("incident_fill")
    return Drawing(
        (-7, -7, 7, 7),
        (
            Path(circle(0, 0, 5.4), fill, ink, 1.3),
            Path(polygon([(-0.9, -3.4), (0.9, -3.4), (0.5, 0.8), (-0.5, 0.8)]), ink),
            Path(circle(0, 2.6, 0.9), ink),
        ),
    )


def _visit(palette: Palette) -> Drawing:
    green, paper = palette.colour("visit"), palette.colour("panel")
    flag = [(-3.4, -6), (4.6, -3.4), (-3.4, -0.6)]
    return Drawing(
        (-7, -8, 7, 8),
        (
            Path((("M", (-3.4, 6.5)), ("L", (-3.4, -6.5))), "", paper, 3.6),
            Path((("M", (-3.4, 6.5)), ("L", (-3.4, -6.5))), "", green, 1.6),
            Path(polygon(flag, 0.5), green, paper, 0.8),
        ),
    )


def _capital(palette: Palette) -> Drawing:
    ink, paper = palette.colour("place"), palette.colour("panel")
    return Drawing(
        (-6, -6, 6, 6),
        (Path(rectangle(-4.6, -4.6, 4.6, 4.6), paper, ink, 1.5), Path(rectangle(-1.9, -1.9, 1.9, 1.9), ink)),
    )


def _town_mark(palette: Palette) -> Drawing:
    return _ring(palette, 3.4, 1.7, 5)


def _village(palette: Palette) -> Drawing:
    return _ring(palette, 2.3, 1.3, 4)


def _ring(palette: Palette, radius: float, width: float, box: float) -> Drawing:
    ring = Path(circle(0, 0, radius), palette.colour("panel"), palette.colour("place"), width)
    return Drawing((-box, -box, box, box), (ring,))


def _point(palette: Palette) -> Drawing:
    """The dot of a layer of points without a theme of its own."""
    dot = Path(circle(0, 0, 2.2), palette.line("plain").colour, palette.colour("panel"), 1.0)
    return Drawing((-4, -4, 4, 4), (dot,))


def _area(palette: Palette, level: str) -> Drawing:
    colour = palette.level(level).outline
    dash = (5.0, 3.0) if level == "watch" else ()  # as on the map
    outline = rectangle(-12, -5.5, 12, 5.5, 5)
    return Drawing((-14, -7.5, 14, 7.5), (Path(outline, colour, opacity=0.2), Path(outline, "", colour, 2.4, dash)))


def _route(palette: Palette, level: str) -> Drawing:
    colours = palette.level(level)
    casing = colours.outline if level in ("watch", "undecided") else palette.line("route").casing
    line = (("M", (-12, 2.0)), ("C", (-5.0, -3.5, 4.0, 4.5, 12.0, -2.0)))
    return Drawing((-15, -7, 15, 7), (Path(line, "", casing, 6.6), Path(line, "", colours.fill, 4.4)))


def _cell(palette: Palette, level: str) -> Drawing:
    colour = palette.level(level).outline
    dash = (5.0, 3.0) if level == "watch" or palette.line("cell").dash else ()  # as on the map
    outline = rectangle(-9, -9, 9, 9)
    return Drawing((-11, -11, 11, 11), (Path(outline, colour, opacity=0.2), Path(outline, "", colour, 2.4, dash)))


_MARKS = {
    "point": _point,
    "raised": _raised,
    "lowered": _lowered,
    "override": _override,
    "towns": _towns,
    "incident": _incident,
    "alert": _alert,
    "visit": _visit,
    "town-capital": _capital,
    "town": _town_mark,
    "village": _village,
}
_EXTENTS = {"area": _area, "route": _route, "cell": _cell}
