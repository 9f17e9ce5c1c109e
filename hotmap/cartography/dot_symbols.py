# SPDX-License-Identifier: MIT
"""The points of layers in the shapes and colours that people choose, as symbols with a name.

``dot-square-7B703C-4A4320-7`` is a square of 7 pixels, filled and edged; ``none`` for a colour
leaves out fill or edge. So map, legend, sheet and web draw them as they draw any other symbol.
"""

from __future__ import annotations

from math import cos, pi, sin

from hotmap.analysis.layer_looks import POINT_EDGE_PX, Look
from hotmap.cartography.palette import Palette
from hotmap.cartography.shapes import Drawing, Path, Segment, circle, polygon, rectangle

PREFIX = "dot-"
_NONE = "none"
_EDGE_SHARE = 0.22


def dot_name(look: Look, palette: Palette) -> str:
    """Return the symbol name of a point of a class on a ground."""
    colour = look.ink or palette.line("plain").colour
    edge = point_edge(look, palette)
    fill = colour.lstrip("#") if look.filled else _NONE
    return f"{PREFIX}{look.shape}-{fill}-{edge.lstrip('#')}-{round(look.size_px, 1):g}"


def point_edge(look: Look, palette: Palette) -> str:
    """Return the colour of the edge of a point."""
    return look.rim or (palette.colour("panel") if look.filled else look.ink or palette.line("plain").colour)


def dot_symbol(name: str) -> Drawing:
    """Return the drawing of a point by its name.

    Raises
    ------
    KeyError
        When no shape has that name.
    """
    shape, fill, edge, size = name.removeprefix(PREFIX).split("-")
    radius = float(size) / 2
    half = radius + POINT_EDGE_PX + 0.5
    # A ring is drawn bolder than the rim of a disc, or it would vanish on a busy ground; a small disc is not all rim.
    width = POINT_EDGE_PX * 1.6 if fill == _NONE else min(POINT_EDGE_PX, _EDGE_SHARE * radius)
    path = Path(_SHAPES[shape](radius), _colour(fill), _colour(edge), width)
    return Drawing((-half, -half, half, half), (path,))


def _colour(text: str) -> str:
    return "" if text == _NONE else f"#{text}"


def _square(radius: float) -> tuple[Segment, ...]:
    side = 0.88 * radius  # of about the area of the disc
    return rectangle(-side, -side, side, side)


def _drop(radius: float) -> tuple[Segment, ...]:
    """A triangle on its head: one that stands is *Should*."""
    return polygon([(0.0, 1.1 * radius), (-1.05 * radius, -0.75 * radius), (1.05 * radius, -0.75 * radius)])


def _cross(radius: float) -> tuple[Segment, ...]:
    r, t = radius, 0.38 * radius
    quarter = [(-t, -r), (t, -r), (t, -t)]
    corners = [(x * c - y * s, x * s + y * c) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1)) for x, y in quarter]
    return polygon(corners)


def _diamond(radius: float) -> tuple[Segment, ...]:
    reach = 1.12 * radius
    return polygon([(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)])


def _star(radius: float) -> tuple[Segment, ...]:
    reach = [(1.15 if i % 2 == 0 else 0.5) * radius for i in range(10)]
    return polygon([(r * sin(i * pi / 5), -r * cos(i * pi / 5)) for i, r in enumerate(reach)])


_SHAPES = {
    "circle": lambda radius: circle(0, 0, radius),
    "square": _square,
    "diamond": _diamond,
    "drop": _drop,
    "cross": _cross,
    "star": _star,
}
