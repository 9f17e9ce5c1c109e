# SPDX-License-Identifier: MIT
"""What kind of place a hotspot is: one pictogram a type, beside the badge that tells its level.

Drawn with the line of the window's own icons. Protected emblems (red cross, crescent, crystal)
have no place here: they belong to those who may bear them.
"""

from __future__ import annotations

from collections.abc import Callable

from hotmap.cartography.palette import Palette
from hotmap.cartography.shapes import (
    Drawing,
    Letters,
    Path,
    Segment,
    arc,
    circle,
    ellipse,
    polygon,
    polyline,
    rectangle,
)

Parts = list[Path | Letters]

_LINE = 1.4
_HALF = 8.0  # half the box of a pictogram, pixels at 100 %
_TAG = 8.0  # half the ground that it stands on beside a badge


def type_pictogram(code: str, flags: frozenset[str], palette: Palette) -> Drawing:
    """Return the pictogram of a hotspot type; one of a plan's own has a plain dot.

    Parameters
    ----------
    code : str
        A code of the list of hotspot types.
    flags : frozenset of str
        ``tag`` sets it on a ground of its own, to be read on any map.
    """
    ink = palette.colour("ink")
    parts = PICTOGRAMS.get(code, _other)(ink)
    if "tag" not in flags:
        return Drawing((-_HALF, -_HALF, _HALF, _HALF), tuple(parts))
    ground = rectangle(-_TAG, -_TAG, _TAG, _TAG, 4.0)
    paper, casing = palette.colour("panel"), palette.colour("casing")
    half = _TAG + 1.5
    return Drawing((-half, -half, half, half), (Path(ground, casing, casing, 3.0), Path(ground, paper), *parts))


def _stroke(segments: tuple[Segment, ...], ink: str, width: float = _LINE) -> Path:
    return Path(segments, "", ink, width)


def _tent(x: float, half: float, top: float, bottom: float) -> tuple[Segment, ...]:
    return polygon([(x, top), (x + half, bottom), (x - half, bottom)])


def _camp(ink: str) -> Parts:
    return [_stroke(_tent(0, 6, -5, 5), ink), Path(_tent(0, 2.2, -0.6, 5), ink)]


def _poc_site(ink: str) -> Parts:
    fence = [
        polyline((-6.2, -3.2), (-6.2, -6.2), (-3.2, -6.2)),
        polyline((6.2, -3.2), (6.2, -6.2), (3.2, -6.2)),
        polyline((-6.2, 3.2), (-6.2, 6.2), (-3.2, 6.2)),
        polyline((6.2, 3.2), (6.2, 6.2), (3.2, 6.2)),
    ]
    return [*(_stroke(corner, ink) for corner in fence), Path(_tent(0, 3.8, -3.4, 3.2), ink)]


def _refugee_site(ink: str) -> Parts:
    behind = polyline((-0.6, -2.2), (2.2, -5.4), (6.4, 4.6), (4.0, 4.6))
    return [_stroke(behind, ink), Path(_tent(-2.2, 4.2, -2.6, 4.6), ink)]


def _return_area(ink: str) -> Parts:
    back = (("M", (-5.4, 4.6)), ("L", (1.4, 4.6)), ("C", (7.6, 4.6, 7.6, -3.2, 1.4, -3.2)), ("L", (-4.0, -3.2)))
    head = polygon([(-6.4, -3.2), (-2.2, -6.2), (-2.2, -0.2)])
    return [_stroke(back, ink, 1.7), Path(head, ink)]


def _village(ink: str) -> Parts:
    roof = polygon([(0, -6), (6.4, -0.4), (-6.4, -0.4)])
    walls = polyline((-4.4, -0.4), (-4.4, 5.6), (4.4, 5.6), (4.4, -0.4))
    return [Path(roof, ink, ink, 0.8), _stroke(walls, ink), _stroke(polyline((0, 2.2), (0, 5.6)), ink, 1.8)]


def _neighbourhood(ink: str) -> Parts:
    blocks = [rectangle(-6.2, -1.4, -2.4, 5.8), rectangle(-2.4, -5.8, 2.4, 5.8), rectangle(2.4, 0.8, 6.2, 5.8)]
    panes = [Path(rectangle(-0.7, y, 0.7, y + 1.4), ink) for y in (-3.6, -0.8, 2.0)]
    return [*(_stroke(block, ink, 1.3) for block in blocks), *panes]


def _farming(ink: str) -> Parts:
    parts: Parts = [_stroke(polyline((0, 6.4), (0, -3.4)), ink), Path(ellipse(0, -4.6, 1.3, 2.1), ink)]
    for y in (-0.6, 2.8):
        for way in (-1, 1):
            leaf = (("M", (0.0, y + 1.8)), ("C", (way * 1.0, y - 1.0, way * 3.0, y - 2.4, way * 5.0, y - 2.4)),
                    ("C", (way * 5.0, y, way * 3.2, y + 1.8, 0.0, y + 1.8)), ("Z", ()))  # fmt: skip
            parts.append(Path(leaf, ink))
    return parts


def _grazing(ink: str) -> Parts:
    horns = (("M", (-6.4, -5.6)), ("C", (-6.8, -1.0, -3.0, -1.6, 0.0, -1.6)), ("C", (3.0, -1.6, 6.8, -1.0, 6.4, -5.6)))
    head = polygon([(-3.0, -1.6), (3.0, -1.6), (1.7, 6.0), (-1.7, 6.0)], 1.2)
    return [_stroke(horns, ink, 1.7), Path(head, ink)]


def _market(ink: str) -> Parts:
    awning = polygon([(-4.6, -5.8), (4.6, -5.8), (6.4, -1.2), (-6.4, -1.2)])
    stall = polyline((-4.8, -1.2), (-4.8, 5.8), (4.8, 5.8), (4.8, -1.2))
    return [Path(awning, ink, ink, 0.8), _stroke(stall, ink), _stroke(polyline((-4.8, 2.2), (4.8, 2.2)), ink)]


def _checkpoint(ink: str) -> Parts:
    pole = rectangle(-6.6, -3.6, 6.6, 0.4)
    stripes: Parts = [
        Path(polygon([(x, 0.4), (x + 1.8, -3.6), (x + 3.9, -3.6), (x + 2.1, 0.4)]), ink) for x in (-5.6, 0.2)
    ]
    return [_stroke(pole, ink, 1.2), *stripes, _stroke(polyline((-4.6, 0.4), (-4.6, 6.2)), ink, 1.8)]


def _water(ink: str) -> Parts:
    drop = (
        ("M", (0.0, -6.6)),
        ("C", (2.4, -3.2, 4.8, -0.6, 4.8, 2.0)),
        ("C", (4.8, 8.0, -4.8, 8.0, -4.8, 2.0)),
        ("C", (-4.8, -0.6, -2.4, -3.2, 0.0, -6.6)),
        ("Z", ()),
    )
    return [_stroke(drop, ink, 1.6), _stroke(arc(0, 2.0, 2.4, 20, 80), ink, 1.3)]


def _firewood(ink: str) -> Parts:
    logs = [(-3.2, 3.0), (3.2, 3.0), (0.0, -2.6)]
    return [
        *(_stroke(circle(x, y, 3.0), ink) for x, y in logs),
        *(Path(circle(x, y, 0.9), ink) for x, y in logs),
    ]


def _school(ink: str) -> Parts:
    left = (("M", (0.0, -3.4)), ("C", (-1.6, -5.2, -4.4, -5.4, -6.6, -4.8)), ("L", (-6.6, 4.0)),
            ("C", (-4.4, 3.4, -1.6, 3.6, 0.0, 5.4)))  # fmt: skip
    right = tuple((verb, tuple(-v if i % 2 == 0 else v for i, v in enumerate(values))) for verb, values in left)
    return [_stroke(left, ink), _stroke(right, ink), _stroke(polyline((0, -3.4), (0, 5.4)), ink)]


def _health(ink: str) -> Parts:
    return [_stroke(rectangle(-6, -6, 6, 6, 2.4), ink), Letters("H", 0, 0, 9.4, ink)]


def _mine(ink: str) -> Parts:
    parts: Parts = []
    for way in (-1, 1):
        parts.append(_stroke(polyline((-4.6 * way, 5.8), (3.0 * way, -3.2)), ink, 1.7))
        blade = (("M", (-0.6 * way, -5.6)), ("C", (2.6 * way, -5.8, 5.6 * way, -3.2, 6.0 * way, 0.4)))
        parts.append(_stroke(blade, ink, 1.9))
    return parts


def _border(ink: str) -> Parts:
    dashes = [polyline((0, y), (0, y + 1.7)) for y in (-6.8, -0.85, 5.1)]
    parts: Parts = [_stroke(dash, ink, 1.5) for dash in dashes]
    for way in (-1, 1):
        y = 3.0 * way
        parts.append(_stroke(polyline((6.0 * way, y), (-3.4 * way, y)), ink, 1.5))
        parts.append(Path(polygon([(-6.6 * way, y), (-2.6 * way, y - 2.5), (-2.6 * way, y + 2.5)]), ink))
    return parts


def _other(ink: str) -> Parts:
    return [Path(circle(0, 0, 2.4), ink)]


PICTOGRAMS: dict[str, Callable[[str], Parts]] = {
    "idp_camp_or_settlement": _camp,
    "poc_site": _poc_site,
    "refugee_site": _refugee_site,
    "return_area": _return_area,
    "village": _village,
    "urban_neighbourhood": _neighbourhood,
    "farming_area": _farming,
    "grazing_land_or_migration_corridor": _grazing,
    "market": _market,
    "road_or_checkpoint": _checkpoint,
    "water_point": _water,
    "firewood_route": _firewood,
    "school": _school,
    "health_facility": _health,
    "mine_or_extractive_site": _mine,
    "border_crossing": _border,
}
"""How each default hotspot type is drawn."""
