# SPDX-License-Identifier: MIT
"""The drawings that a web map has once and refers to: signs, the marks of points, the hatches of areas.

A mark is drawn at each corner of an unseen line, a hatch fills an area; both stay with the ground.
Their ids are numbers in the order of the page, so that no name of a plan can be among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hotmap.cartography.look_painting import HATCH_OPACITY, HATCH_SPACING_PX, HATCH_WIDTH_PX
from hotmap.cartography.palette import PRINT
from hotmap.cartography.symbols import symbol_svg

Hatch = tuple[str, str, str, float]
"""Kind, colour of its lines, colour and opacity of what lies below them."""

VOCABULARY = ("userSpaceOnUse visible",)
"""What marks and hatches say of themselves beside figures."""

_SVG = re.compile(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>(.*)</svg>', re.S)
_OFTEN = (
    'stroke-linejoin="round"',
    'stroke-linecap="round"',
    'font-family="IBM Plex Sans, Inter, Noto Sans, DejaVu Sans, sans-serif"',
    'text-anchor="middle"',
)
"""What nearly every part of a drawing says; the drawing says it once for all its parts."""


def signs(names: Iterable[str]) -> tuple[dict[str, Any], str]:
    """Return each sign's id and size by name, and the drawings, each once in the page."""
    found, drawings = {}, []
    for number, name in enumerate(sorted(names)):
        box, drawing = _drawing(name)
        width, height = (float(part) for part in box.split()[2:])
        found[name] = [f"s{number}", width, height]
        drawings.append(f'<symbol id="s{number}" viewBox="{box}" {" ".join(_OFTEN)}>{drawing}</symbol>')
    return found, "".join(drawings)


def referred(data: dict[str, Any]) -> str:
    """Return the marks, edges and hatches of ground and legend; styles refer to them by number from now on."""
    marks: dict[str, int] = {}
    edges: dict[str, int] = {}
    hatches: dict[Hatch, int] = {}
    for style in _styles(data):
        if "mark" in style:
            style["mark"] = marks.setdefault(style["mark"], len(marks))
        if "edge" in style:  # a shade of a chosen colour is no word of the data
            style["edge"] = edges.setdefault(style["edge"], len(edges))
        if "hatch" in style:
            style["hatch"] = hatches.setdefault(style["hatch"], len(hatches))
    drawings = [_mark(number, name) for name, number in marks.items()]
    drawings += [f'<path id="e{number}" stroke="{colour}"/>' for colour, number in edges.items()]
    return "".join(drawings + [_hatch(number, made) for made, number in hatches.items()])


def _styles(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    # One style may stand in several places; it is numbered once.
    found = [style for drawing in data["ground"] for style in drawing["style"]]
    found += [row[0] for key in data["keys"] for row in key["r"]]
    yield from {id(style): style for style in found}.values()


def _mark(number: int, name: str) -> str:
    box, drawing = _drawing(name)
    left, top, width, height = (float(part) for part in box.split())
    return (
        f'<marker id="k{number}" markerUnits="userSpaceOnUse" overflow="visible" viewBox="{box}"'
        f' refX="{left + width / 2:g}" refY="{top + height / 2:g}" markerWidth="{width:g}"'
        f' markerHeight="{height:g}">{drawing}</marker>'
    )


def _hatch(number: int, made: Hatch) -> str:
    kind, colour, fill, opacity = made
    wide = HATCH_SPACING_PX
    high = wide * 2 if kind == "leaning" else wide  # it rises twice as much as it runs
    if kind == "leaning":
        lines = "".join(f"M{shift:g} {high:g}l{wide:g} {-high:g}" for shift in (-wide, 0, wide))
    else:
        lines = f"M{wide / 2:g} 0v{high:g}" + (f"M0 {high / 2:g}h{wide:g}" if kind == "grid" else "")
    ground = (
        f'<path d="M0 0h{wide:g}v{high:g}h{-wide:g}z" fill="{fill}" fill-opacity="{opacity:g}"/>' if opacity else ""
    )
    return (
        f'<pattern id="h{number}" patternUnits="userSpaceOnUse" width="{wide:g}" height="{high:g}">{ground}'
        f'<path d="{lines}" fill="none" stroke="{colour}" stroke-width="{HATCH_WIDTH_PX:g}"'
        f' stroke-opacity="{HATCH_OPACITY:g}"/></pattern>'
    )


def _drawing(name: str) -> tuple[str, str]:
    """Return view box and content of a symbol."""
    box, drawing = _SVG.findall(symbol_svg(name, palette=PRINT))[0]
    for said in _OFTEN:
        drawing = drawing.replace(f" {said}", "")
    return box, drawing
