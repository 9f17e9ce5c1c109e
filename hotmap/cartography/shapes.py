# SPDX-License-Identifier: MIT
"""Small drawings as data: paths and letters that QPainter paints and SVG says in the same words.

Units are those of the drawing; y grows downward; the origin is where it stands on the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]
"""``M``, ``L`` with x, y; ``C`` with two controls and the end; ``Z`` with nothing."""

CAP_HEIGHT = 0.70  # of IBM Plex Sans, in em; near enough for its fallbacks
_KAPPA = 0.5523  # control length of a quarter circle drawn as a cubic
FAMILIES = "IBM Plex Sans, Inter, Noto Sans, DejaVu Sans, sans-serif"


@dataclass(frozen=True)
class Path:
    """An outline with fill and stroke; an empty colour paints nothing."""

    segments: tuple[Segment, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class Letters:
    """A short text whose capitals are centred on a point; `halo` is the colour of a rim."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    halo: str = ""
    halo_width: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """Parts painted in order.

    Attributes
    ----------
    box : tuple of float
        Left, top, right, bottom that hold every part with its stroke.
    """

    box: tuple[float, float, float, float]
    parts: tuple[Path | Letters, ...]

    @property
    def width(self) -> float:
        """Width of the box."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.box[3] - self.box[1]


def polygon(points: Sequence[Point], radius: float = 0.0) -> tuple[Segment, ...]:
    """Return a closed outline through `points`, its corners rounded by `radius`."""
    if not radius:
        return (("M", points[0]), *(("L", p) for p in points[1:]), ("Z", ()))
    found: list[Segment] = []
    for i, corner in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % len(points)]
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        found.append(("L" if found else "M", start))
        # A quadratic with its control in the corner, said as a cubic.
        one, two = _between(start, corner, 2 / 3), _between(end, corner, 2 / 3)
        found.append(("C", (*one, *two, *end)))
    return (*found, ("Z", ()))


def polyline(*points: Point) -> tuple[Segment, ...]:
    """Return an open line through `points`."""
    return (("M", points[0]), *(("L", p) for p in points[1:]))


def rectangle(left: float, top: float, right: float, bottom: float, radius: float = 0.0) -> tuple[Segment, ...]:
    """Return a rectangle, its corners rounded by `radius`."""
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)], radius)


def circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """Return a circle about a point."""
    return ellipse(x, y, radius, radius)


def ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """Return an ellipse about a point."""
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return (
        ("M", (x + rx, y)),
        ("C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
        ("C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
        ("C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
        ("C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
        ("Z", ()),
    )


def arc(x: float, y: float, radius: float, start_deg: float, end_deg: float) -> tuple[Segment, ...]:
    """Return an open arc, degrees clockwise from the right as the screen turns."""
    count = max(1, math.ceil(abs(end_deg - start_deg) / 90))
    step = math.radians(end_deg - start_deg) / count
    reach = 4 / 3 * math.tan(step / 4) * radius

    def at(angle: float) -> tuple[float, float, float, float]:
        c, s = math.cos(angle), math.sin(angle)
        return x + radius * c, y + radius * s, -s * reach, c * reach

    angle = math.radians(start_deg)
    px, py, dx, dy = at(angle)
    found: list[Segment] = [("M", (px, py))]
    for _ in range(count):
        angle += step
        qx, qy, ex, ey = at(angle)
        found.append(("C", (px + dx, py + dy, qx - ex, qy - ey, qx, qy)))
        px, py, dx, dy = qx, qy, ex, ey
    return tuple(found)


def pie(x: float, y: float, radius: float, start_deg: float, end_deg: float) -> tuple[Segment, ...]:
    """Return a slice of a disc."""
    first, *rest = arc(x, y, radius, start_deg, end_deg)
    return (("M", (x, y)), ("L", first[1]), *rest, ("Z", ()))


def shifted(segments: Sequence[Segment], dx: float, dy: float) -> tuple[Segment, ...]:
    """Return an outline moved by an offset."""
    return tuple((verb, tuple(v + (dx, dy)[i % 2] for i, v in enumerate(values))) for verb, values in segments)


def flattened(segments: Sequence[Segment], steps: int = 6) -> list[Point]:
    """Return the points along a single outline, its curves cut into `steps`."""
    found: list[Point] = []
    for verb, v in segments:
        if verb in "ML":
            found.append((v[0], v[1]))
        elif verb == "C":
            x0, y0 = found[-1]
            for i in range(1, steps + 1):
                t = i / steps
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                found.append((a * x0 + b * v[0] + c * v[2] + d * v[4], a * y0 + b * v[1] + c * v[3] + d * v[5]))
    return found


def hatched(segments: Sequence[Segment], spacing: float, inset: float = 0.0) -> tuple[Segment, ...]:
    """Return 45° lines that fill an outline, cut at its edge."""
    from shapely import LineString, Polygon

    inside = Polygon(flattened(segments)).buffer(-inset)
    left, top, right, bottom = inside.bounds
    found: list[Segment] = []
    height = bottom - top
    offset = left - height + spacing / 2
    while offset < right:
        cut = inside.intersection(LineString([(offset, bottom), (offset + height, top)]))
        for part in getattr(cut, "geoms", [cut]):
            if part.length > spacing * 0.3:
                found += [("M" if i == 0 else "L", xy) for i, xy in enumerate(part.coords)]
        offset += spacing
    return tuple(found)


def to_svg(drawing: Drawing, height: float, title: str = "") -> str:
    """Return a drawing as an SVG document.

    Parameters
    ----------
    drawing : Drawing
    height : float
        Height in CSS pixels; the width follows.
    title : str
        What it shows, for screen readers.
    """
    left, top, _, _ = drawing.box
    width = height * drawing.width / drawing.height
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" '
        f'viewBox="{_n(left)} {_n(top)} {_n(drawing.width)} {_n(drawing.height)}"'
    )
    label = f' role="img" aria-label="{escape(title)}">' if title else ">"
    return head + label + "".join(_svg_part(part) for part in drawing.parts) + "</svg>"


def path_data(segments: Sequence[Segment]) -> str:
    """Return an outline as the ``d`` of an SVG path."""
    return "".join(verb + " ".join(_n(v) for v in values) for verb, values in segments)


def _svg_part(part: Path | Letters) -> str:
    if isinstance(part, Letters):
        halo = (
            f' stroke="{part.halo}" stroke-width="{_n(2 * part.halo_width)}" stroke-linejoin="round" '
            'paint-order="stroke"'
            if part.halo
            else ""
        )
        return (
            f'<text x="{_n(part.x)}" y="{_n(part.y + part.size * CAP_HEIGHT / 2)}" font-family="{FAMILIES}" '
            f'font-weight="700" font-size="{_n(part.size)}" text-anchor="middle" fill="{part.colour}"{halo}>'
            f"{escape(part.text, quote=False)}</text>"
        )
    paint = f' fill="{part.fill or "none"}"'
    if part.stroke:
        paint += f' stroke="{part.stroke}" stroke-width="{_n(part.width)}" stroke-linejoin="round"'
        paint += f' stroke-dasharray="{" ".join(_n(d) for d in part.dash)}"' if part.dash else ' stroke-linecap="round"'
    if part.opacity < 1:
        paint += f' opacity="{_n(part.opacity)}"'
    return f'<path d="{path_data(part.segments)}"{paint}/>'


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _toward(one: Point, other: Point, distance: float) -> Point:
    length = math.dist(one, other)
    return _between(one, other, min(distance / length, 0.5) if length else 0.0)
