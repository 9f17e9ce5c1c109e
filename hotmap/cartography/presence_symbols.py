# SPDX-License-Identifier: MIT
"""Who is there: framed after APP-6 for uniformed presence, round for civilians, crossed for aid.

The few frames and icons that hotmap needs are drawn here; a full symbol set would bring
enemies and installations that have no place on a map for protection.
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
    shifted,
)

Parts = list[Path | Letters]

_W, _H = 12.5, 8.5  # half the frame: 25 × 17
_LINE = 1.5

# What is drawn in the frame and above it, by presence type: (icon, echelon, headquarters staff).
_FRAMED: dict[str, tuple[str, str, bool]] = {
    "sector_hq": ("infantry", "X", True),
    "battalion_hq": ("infantry", "II", True),
    "company_operating_base": ("infantry", "I", False),
    "temporary_operating_base": ("infantry", "•••", False),
    "standing_combat_deployment": ("infantry", "•••", False),
    "team_site": ("MO", "", False),
    "static_post": ("infantry", "•", False),
    "fpu": ("FPU", "", False),
    "unpol_post": ("POL", "", False),
    "foot_patrol": ("patrol", "•", False),
    "vehicle_patrol": ("motorised", "••", False),
    "long_range_patrol": ("motorised", "•••", False),
    "air_patrol": ("air patrol", "", False),
    "night_patrol": ("night", "•", False),
    "qrf": ("QRF", "", False),
    "helicopter": ("helicopter", "", False),
    "uas": ("uas", "", False),
    "domain-troops": ("infantry", "", False),
    "domain-police": ("POL", "", False),
}
_ALWAYS_TEMPORARY = frozenset({"temporary_operating_base"})


def presence_symbol(kind: str, flags: frozenset[str], palette: Palette) -> Drawing:
    """Return the symbol of a presence type, or of ``domain-<domain>``.

    Parameters
    ----------
    kind : str
        A code of the list of presence types; one of a plan's own is drawn as troops.
    flags : frozenset of str
        ``planned`` or ``temporary`` dash the frame.
    """
    dashed = bool(flags & {"planned", "temporary"}) or kind in _ALWAYS_TEMPORARY
    if kind in _ROUND:
        return _ROUND[kind](palette, dashed)
    return _frame(*_FRAMED.get(kind, ("infantry", "", False)), dashed, palette)


def _frame(icon: str, echelon: str, staff: bool, dashed: bool, palette: Palette) -> Drawing:
    ink, fill, casing = palette.colour("troops"), palette.colour("troops_fill"), palette.colour("casing")
    box = rectangle(-_W, -_H, _W, _H)
    pole = polyline((-_W, _H), (-_W, _H + 8))
    parts: Parts = [Path(box, casing, casing, 4.6)]
    if staff:
        parts.append(Path(pole, "", casing, 4.6))
    parts.append(Path(box, fill))
    parts += _icon(icon, ink)
    parts.append(Path(box, "", ink, _LINE, (3.6, 2.4) if dashed else ()))
    if staff:
        parts.append(Path(pole, "", ink, _LINE))
    parts += _echelon(echelon, ink, casing)
    return Drawing((-15.5, -19.0, 15.5, 19.0), tuple(parts))


def _icon(icon: str, ink: str) -> Parts:
    if icon in ("MO", "FPU", "POL", "QRF"):
        return [Letters(icon, 0, 0, 9.0 if len(icon) > 2 else 10.0, ink)]
    cross: Parts = [
        Path(polyline((-_W, -_H), (_W, _H)), "", ink, _LINE),
        Path(polyline((-_W, _H), (_W, -_H)), "", ink, _LINE),
    ]
    if icon == "infantry":
        return cross
    if icon == "motorised":
        return [*cross, Path(polyline((0, -_H), (0, _H)), "", ink, _LINE)]
    if icon == "patrol":
        return [Path(polyline((-_W, _H), (_W, -_H)), "", ink, _LINE)]
    if icon == "night":
        moon: tuple[Segment, ...] = (
            ("M", (1.0, -5.0)),
            ("C", (-5.6, -4.6, -5.6, 4.6, 1.0, 5.0)),
            ("C", (2.4, 5.0, 3.4, 4.6, 4.2, 3.8)),
            ("C", (-0.6, 3.0, -0.6, -3.0, 4.2, -3.8)),
            ("C", (3.4, -4.6, 2.4, -5.0, 1.0, -5.0)),
            ("Z", ()),
        )
        return [Path(moon, ink)]
    if icon == "uas":
        return [Path(polygon([(-9, -3.5), (0, 0.5), (9, -3.5), (9, -0.6), (0, 4.6), (-9, -0.6)]), ink)]
    rotor: Parts = [
        Path(polygon([(-7.5, -4.2), (0, 0), (-7.5, 4.2)]), ink),
        Path(polygon([(7.5, -4.2), (0, 0), (7.5, 4.2)]), ink),
    ]
    return [cross[1], *rotor] if icon == "air patrol" else rotor


def _echelon(echelon: str, ink: str, casing: str) -> Parts:
    if not echelon:
        return []
    top = -_H - 4.6
    if echelon == "X":
        marks = [polyline((-2.6, top - 2.6), (2.6, top + 2.6)), polyline((-2.6, top + 2.6), (2.6, top - 2.6))]
    elif set(echelon) == {"I"}:
        xs = [(i - (len(echelon) - 1) / 2) * 4.2 for i in range(len(echelon))]
        marks = [polyline((x, top - 2.8), (x, top + 2.8)) for x in xs]
    else:
        xs = [(i - (len(echelon) - 1) / 2) * 5.2 for i in range(len(echelon))]
        return [Path(circle(x, top + 0.4, 1.55), ink, casing, 1.0) for x in xs]
    return [Path(m, "", colour, width) for colour, width in ((casing, 4.2), (ink, 1.7)) for m in marks]


def _round(fill: str, edge: str, casing: str, marks: Parts, dashed: bool) -> Drawing:
    disc = circle(0, 0, 8.2)
    parts: Parts = [
        Path(disc, casing, casing, 4.4),
        Path(disc, fill, edge, 1.5, (3.0, 2.0) if dashed else ()),
        *marks,
    ]
    return Drawing((-11, -11, 11, 11), tuple(parts))


def _bubble(palette: Palette, text: str, filled: bool) -> Drawing:
    """The wide bubble of paper: CLA filled, CAN open."""
    teal, paper = palette.colour("civilian"), palette.colour("panel")
    body: tuple[Segment, ...] = (
        ("M", (-8.0, -7.0)),
        ("L", (8.0, -7.0)),
        ("C", (13.6, -7.0, 13.6, 4.6, 8.0, 4.6)),
        ("L", (-1.0, 4.6)),
        ("L", (-4.6, 8.6)),
        ("L", (-5.0, 4.6)),
        ("L", (-8.0, 4.6)),
        ("C", (-13.6, 4.6, -13.6, -7.0, -8.0, -7.0)),
        ("Z", ()),
    )
    letters = Letters(text, 0, -1.2, 8.4, paper if filled else teal)
    return Drawing(
        (-15, -11, 15, 11),
        (Path(body, paper, paper, 3.6), Path(body, teal if filled else paper, teal, 1.4), letters),
    )


def _cla(palette: Palette, dashed: bool) -> Drawing:
    teal, paper = palette.colour("civilian"), palette.colour("civilian_fill")
    if palette.is_print:
        return _bubble(palette, "CLA", True)
    talk = rectangle(-4.4, -3.9, 4.4, 2.3, 1.4)
    tail = polygon([(-2.4, 1.6), (1.0, 1.6), (-2.4, 4.8)])
    lines: Parts = [Path(polyline((-2.4, y), (2.4, y)), "", teal, 0.9) for y in (-1.8, 0.2)]
    return _round(teal, teal, palette.colour("casing"), [Path(talk, paper), Path(tail, paper), *lines], dashed)


def _can(palette: Palette, dashed: bool) -> Drawing:
    teal = palette.colour("civilian")
    if palette.is_print:
        return _bubble(palette, "CAN", False)
    waves: Parts = [
        Path(arc(0, -0.6, radius, start, start + 80), "", teal, 1.2) for radius in (3.2, 5.4) for start in (-40, 140)
    ]
    mast: Parts = [Path(circle(0, -0.6, 1.3), teal), Path(polyline((0, 0), (0, 5.0)), "", teal, 1.4)]
    return _round(palette.colour("civilian_fill"), teal, palette.colour("casing"), waves + mast, dashed)


def _office(palette: Palette, dashed: bool) -> Drawing:
    paper = palette.colour("civilian_fill")
    house = polygon([(0, -4.6), (4.8, -0.6), (3.4, -0.6), (3.4, 3.8), (-3.4, 3.8), (-3.4, -0.6), (-4.8, -0.6)])
    teal = palette.colour("civilian")
    door = Path(rectangle(-1.0, 0.8, 1.0, 3.8), teal)
    return _round(teal, teal, palette.colour("casing"), [Path(house, paper), door], dashed)


def _team(palette: Palette, dashed: bool) -> Drawing:
    paper, teal = palette.colour("civilian_fill"), palette.colour("civilian")
    person = (*ellipse(0, -1.9, 1.7, 1.7), *_shoulders(0, 4.2, 2.9))
    aside: Parts = [Path(shifted(person, dx, -0.6), paper, teal, 0.8) for dx in (-3.3, 3.3)]
    return _round(teal, teal, palette.colour("casing"), [*aside, Path(person, paper, teal, 0.8)], dashed)


def _rights(palette: Palette, dashed: bool) -> Drawing:
    paper, teal = palette.colour("civilian_fill"), palette.colour("civilian")
    return _round(teal, teal, palette.colour("casing"), [Letters("HR", 0, 0, 8.2, paper)], dashed)


def _shoulders(x: float, bottom: float, half: float) -> tuple[Segment, ...]:
    return (
        ("M", (x - half, bottom)),
        ("C", (x - half, bottom - 4.6, x + half, bottom - 4.6, x + half, bottom)),
        ("Z", ()),
    )


def _cross(reach: float, half: float) -> tuple[Segment, ...]:
    r, h = reach, half
    return polygon(
        [(-h, -r), (h, -r), (h, -h), (r, -h), (r, h), (h, h), (h, r), (-h, r), (-h, h), (-r, h), (-r, -h), (-h, -h)]
    )


def _partner(palette: Palette, dashed: bool) -> Drawing:
    violet, paper = palette.colour("humanitarian"), palette.colour("humanitarian_fill")
    return _round(paper, violet, palette.colour("casing"), [Path(_cross(4.6, 1.1), violet)], dashed)


def _clinic(palette: Palette, dashed: bool) -> Drawing:
    violet, paper = palette.colour("humanitarian"), palette.colour("humanitarian_fill")
    return _round(violet, violet, palette.colour("casing"), [Path(_cross(4.6, 1.5), paper)], dashed)


def _host(palette: Palette, dashed: bool) -> Drawing:
    grey, paper, casing = palette.colour("host"), palette.colour("host_fill"), palette.colour("casing")
    box = rectangle(-8, -8, 8, 8, 3)
    pole: Parts = [
        Path(polyline((-3.2, 5), (-3.2, -5)), "", grey, 1.4),
        Path(polygon([(-3.2, -5), (4.4, -3), (-3.2, -0.6)]), grey),
    ]
    return Drawing(
        (-11, -11, 11, 11),
        (Path(box, casing, casing, 4.4), Path(box, paper, grey, 1.4, (3.0, 2.0) if dashed else ()), *pole),
    )


_ROUND: dict[str, Callable[[Palette, bool], Drawing]] = {
    "cla": _cla,
    "can_focal_area": _can,
    "field_office": _office,
    "joint_protection_team": _team,
    "human_rights_team": _rights,
    "partner": _partner,
    "mobile_clinic": _clinic,
    "host_state_post": _host,
    "domain-civilian": _office,
    "domain-humanitarian": _partner,
    "domain-host_state": _host,
}
