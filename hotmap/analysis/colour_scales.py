# SPDX-License-Identifier: MIT
"""Colours for kinds and for numbers, told apart by lightness first.

Saturated colour is kept for protection levels, presence and the hand; these are calm and keep clear
of them. Four lightnesses take turns among the kinds, so that any four that follow each other are
told apart by those who do not see red or green, and on a photocopy; a ramp of numbers is one hue
from light to dark (on a dark ground from dark to light).
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin

Colour = str
"""``#RRGGBB``."""

_Lab = tuple[float, float, float]

KIND_COLOURS = (
    "#7B703C", "#A9B4DC", "#634765", "#B48775", "#636D9F",
    "#C4B67F", "#56503A", "#7A94A8", "#7A6C70", "#D1ADB1",
)  # fmt: skip
"""Of kinds in turn, on a light ground and on paper."""

_OTHER = {"light": "#B9B4AB", "print": "#B9B4AB", "dark": "#6C7378"}
_NOTHING = {"light": "#948E84", "print": "#8B857B", "dark": "#7C868C"}
_DARK_LIGHTER = (0.85, 17.0)  # what makes a colour of a light ground fit a dark one: L* × factor + shift

RAMPS = {"moss": (134.0, 21.0), "plum": (322.0, 27.0), "umber": (66.0, 30.0), "stone": (265.0, 7.0)}
"""Every ramp by its name: hue in degrees and greatest chroma of CIELAB."""

# Never so dark that names and level signs on it could not be read.
_ENDS = {"light": (91.0, 46.0), "print": (92.0, 46.0), "dark": (28.0, 73.0)}
# Of points and lines, which are seen against the ground and not against each other.
_INK_ENDS = {"light": (78.0, 32.0), "print": (78.0, 30.0), "dark": (43.0, 89.0)}
_LARGEST_STEP = 10.0  # of L* between two classes


def kind_colour(index: int, ground: str = "light") -> Colour:
    """Return the colour of a kind by its place in the legend; after ten they begin anew.

    Parameters
    ----------
    index : int
    ground : str
        ``light``, ``dark`` or ``print``.
    """
    colour = KIND_COLOURS[index % len(KIND_COLOURS)]
    if ground != "dark":
        return colour
    lightness, a, b = _lab(colour)
    factor, shift = _DARK_LIGHTER
    return _hex((lightness * factor + shift, a, b))


def other_colour(ground: str = "light") -> Colour:
    """Return the colour of all other kinds."""
    return _OTHER[ground]


def nothing_colour(ground: str = "light") -> Colour:
    """Return the colour of the outline where the file does not tell."""
    return _NOTHING[ground]


@lru_cache(maxsize=256)
def ramp(name: str, count: int, ground: str = "light", *, ink: bool = False) -> tuple[Colour, ...]:
    """Return the colours of `count` classes from the lowest number to the highest.

    Parameters
    ----------
    name : str
        A key of `RAMPS`; any other name is taken for the first.
    count : int
    ground : str
        ``light``, ``dark`` or ``print``.
    ink : bool
        Of points and lines rather than of areas: none so pale that it is lost.
    """
    hue_deg, chroma = RAMPS.get(name) or next(iter(RAMPS.values()))
    first, last = (_INK_ENDS if ink else _ENDS)[ground]
    if count < 2:
        return (_of_hue((first + last) / 2, chroma, hue_deg),) * count
    # Few classes need not go to the end: the paler, the better what lies on them is seen.
    last = first + (last - first) * min(1.0, _LARGEST_STEP * (count - 1) / abs(last - first))
    steps = [i / (count - 1) for i in range(count)]
    # Little chroma at the pale end, where more would be a pastel that competes with the levels.
    fullness = [0.45 + 0.55 * (1 - s if ground == "dark" else s) for s in steps]
    return tuple(
        _of_hue(first + (last - first) * s, chroma * full, hue_deg) for s, full in zip(steps, fullness, strict=True)
    )


def lightness(colour: Colour) -> float:
    """Return L* of CIELAB, 0 black to 100 white: what is left of a colour on a photocopy.

    >>> round(lightness("#FFFFFF")), round(lightness("#8C1432"))
    (100, 30)
    """
    return _lab(colour)[0]


def darker(colour: Colour, by: float) -> Colour:
    """Return a colour with its L* lowered, such as for the edge of a shape.

    Where there is no room below, or above with a negative `by`, it is turned the other way.
    """
    level, a, b = _lab(colour)
    return _hex((level - by if 8 < level - by < 98 else level + by, a, b))


def _of_hue(level: float, chroma: float, hue_deg: float) -> Colour:
    return _hex((level, chroma * cos(radians(hue_deg)), chroma * sin(radians(hue_deg))))


# CIELAB under D65 with the sRGB transfer function (IEC 61966-2-1).
_WHITE = (0.95047, 1.0, 1.08883)
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_TO_RGB = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
_KNEE = 6 / 29


def _lab(colour: Colour) -> _Lab:
    linear = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    x, y, z = (
        _root(sum(k * v for k, v in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _hex(lab: _Lab) -> Colour:
    y = (lab[0] + 16) / 116
    xyz = [white * _cube(t) for white, t in zip(_WHITE, (y + lab[1] / 500, y, y - lab[2] / 200), strict=True)]
    rgb = (_encoded(sum(k * v for k, v in zip(row, xyz, strict=True))) for row in _TO_RGB)
    return "#" + "".join(f"{round(min(max(v, 0.0), 1.0) * 255):02X}" for v in rgb)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > _KNEE**3 else value / (3 * _KNEE**2) + 4 / 29


def _cube(value: float) -> float:
    return value**3 if value > _KNEE else 3 * _KNEE**2 * (value - 4 / 29)
