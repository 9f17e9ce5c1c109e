# SPDX-License-Identifier: MIT
"""The shapes of the levels and of coverage. Level is shape, letter and colour; coverage a ball."""

from __future__ import annotations

from hotmap.cartography.palette import Palette, level_letter
from hotmap.cartography.shapes import Drawing, Letters, Path, Segment, arc, circle, hatched, pie, polygon

_SHIELD: tuple[Segment, ...] = (
    ("M", (0.0, -11.0)),
    ("C", (3.0, -9.4, 6.2, -8.8, 9.2, -8.8)),
    ("L", (9.2, 0.4)),
    ("C", (9.2, 5.9, 4.9, 9.3, 0.0, 11.4)),
    ("C", (-4.9, 9.3, -9.2, 5.9, -9.2, 0.4)),
    ("L", (-9.2, -8.8)),
    ("C", (-6.2, -8.8, -3.0, -9.4, 0.0, -11.0)),
    ("Z", ()),
)
_EYE: tuple[Segment, ...] = (
    ("M", (-12.6, 0.0)),
    ("C", (-8.0, -5.6, -4.2, -7.8, 0.0, -7.8)),
    ("C", (4.2, -7.8, 8.0, -5.6, 12.6, 0.0)),
    ("C", (8.0, 5.6, 4.2, 7.8, 0.0, 7.8)),
    ("C", (-4.2, 7.8, -8.0, 5.6, -12.6, 0.0)),
    ("Z", ()),
)
LEVEL_OUTLINES: dict[str, tuple[Segment, ...]] = {
    "must": _SHIELD,
    "should": polygon([(0, -11.2), (11.6, 8.8), (-11.6, 8.8)], 2.6),
    "could": circle(0, 0, 9.8),
    "watch": _EYE,
    "undecided": circle(0, 0, 7.4),
}
"""The outline of each level about its place, within 22 by 24 pixels."""

# Where the middle of a letter stands below the place, and its size; on paper as large as its shape holds.
_LETTER_AT = {"must": (-0.4, 11.0), "should": (2.9, 9.6), "could": (0.0, 11.0), "watch": (0.0, 9.6)}
_LETTER_AT_PRINT = {"must": (-0.4, 13.0), "should": (3.2, 12.0), "could": (0.0, 13.0), "watch": (0.0, 12.0)}
LEAST_LETTER_UNITS = min(size for _, size in _LETTER_AT_PRINT.values())
"""Size of the smallest letter of a level on paper, in units of a badge's drawing."""
_CASING = 2.2  # visible rim around a badge
_HALF = 15.0
_RING_RADIUS = 17.6


def level_symbol(level: str | None, flags: frozenset[str], palette: Palette) -> Drawing:
    """Return the badge of a level.

    Parameters
    ----------
    level : str or None
        None while nothing is decided.
    flags : frozenset of str
        ``low``, ``gap``, ``raised``, ``lowered``.
    """
    colours = palette.level(level)
    outline = LEVEL_OUTLINES[level or "undecided"]
    parts: list[Path | Letters] = []
    half = _HALF
    if "gap" in flags:
        half = 20.0
        parts += _gap(outline, palette)
    parts.append(Path(outline, palette.colour("casing"), palette.colour("casing"), 2 * _CASING))
    parts.append(Path(outline, colours.fill, colours.edge or colours.fill, 0.9 if palette.is_print else 1.1))
    if "low" in flags:
        parts.append(Path(hatched(outline, 3.6, 0.6), "", colours.letter, 0.9, opacity=0.55))
    if level is None:
        parts.append(Path(circle(0, 0, 2.2), colours.letter))
    else:
        dy, size = (_LETTER_AT_PRINT if palette.is_print else _LETTER_AT)[level]
        halo = colours.fill if "low" in flags else ""
        parts.append(Letters(level_letter(level), 0, dy, size, colours.letter, halo, 2.0 if halo else 0.0))
    if "raised" in flags or "lowered" in flags:
        away = 4.0 if "gap" in flags else 0.0
        parts += override_mark("raised" in flags, 12.5 + away, -9.5 - away, palette)
        half = max(half, 18.0 + away)
    return Drawing((-half, -half, half, half), tuple(parts))


def letter_units(level: str) -> float:
    """Return the size of a level's letter on paper, in units of a badge's drawing."""
    return _LETTER_AT_PRINT[level][1]


def _gap(outline: tuple[Segment, ...], palette: Palette) -> list[Path | Letters]:
    """A ring broken in four on screen; a second outline after a white gap on paper."""
    ink, casing = palette.colour("gap"), palette.colour("casing")
    if palette.is_print:
        return [
            Path(outline, ink, ink, 2 * (_CASING + 2.6)),
            Path(outline, casing, casing, 2 * (_CASING + 0.6)),
        ]
    quarters = [arc(0, 0, _RING_RADIUS, start + 12, start + 78) for start in (45, 135, 225, 315)]
    return [Path(q, "", colour, width) for colour, width in ((casing, 4.8), (ink, 2.2)) for q in quarters]


def override_mark(raised: bool, x: float, y: float, palette: Palette) -> tuple[Path, ...]:
    """Return the small black triangle of a level set above or below the suggestion."""
    way = -1 if raised else 1
    points = [(x, y + 3.6 * way), (x + 4.0, y - 3.0 * way), (x - 4.0, y - 3.0 * way)]
    ink, casing = palette.colour("ink"), palette.colour("casing")
    return (Path(polygon(points), casing, casing, 2.6), Path(polygon(points), ink))


def coverage_ball(status: str, palette: Palette) -> Drawing:
    """Return the quarter ball of a cover status: full held, half reachable, quarter ears, empty none."""
    filled_deg = {"held": 360, "reachable": 180, "ears": 90}.get(status, 0)
    ink, paper = palette.colour("ink"), palette.colour("panel")
    parts = [Path(circle(0, 0, 5.0), paper, ink, 1.2)]
    if filled_deg == 360:
        parts = [Path(circle(0, 0, 5.0), ink, ink, 1.2)]
    elif filled_deg:
        parts.append(Path(pie(0, 0, 5.0, -90, -90 + filled_deg), ink))
    return Drawing((-6, -6, 6, 6), tuple(parts))
