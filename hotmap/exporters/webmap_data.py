# SPDX-License-Identifier: MIT
"""What the web map shows, as one JSON value with short keys: hotspots, presence, ground, words.

Keys of a hotspot: ``n`` name, ``c`` code, ``k`` kind and district, ``p`` people, ``l`` level, ``s`` sign,
``a`` nobody stands there, ``v`` cover, ``r`` raised or lowered, ``f`` order of its label, ``m`` months,
``t`` threat, ``b`` state, ``d`` rows of its card, ``o`` place of its sign, ``g`` extent, ``x`` size of its cell.
Keys of a presence: ``n``, ``s``, ``o``, ``g``, ``x`` alike, ``q`` its colour. What is shown as a cell has no ``o``:
the page puts its sign into a corner, so that nobody takes the middle for the place.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.palette import PRINT
from hotmap.cartography.projection import BBox
from hotmap.cartography.symbols import presence_name
from hotmap.domain.codelists import LEVELS
from hotmap.domain.fields import show_date
from hotmap.domain.records import Presence
from hotmap.domain.summary import OPEN_STATUSES, HotspotSummary
from hotmap.exporters.reading import UNDECIDED, Reading, sign_of
from hotmap.exporters.webmap_drawing import coordinates_of, rings_of
from hotmap.exporters.webmap_ground import ground_of
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

SMALLEST_SPAN_DEG = 0.3
ROOM_BYTES = 120_000
"""For hotspots, presence and ground, beside some 215 KB of library, page and signs."""
ROUND_ABOUT = 0.75
"""How far the ground reaches beyond the hotspots on each side, in spans."""
PLACE_DIGITS = 6
EXTENT_DIGITS = 5
SIGN_UNITS = {"sign": 0.95, "presence": 0.85}
"""Pixels of one unit of a drawing."""
EXTENT_OPACITY = 0.16
ROWS = (_("People"), _("Threat"), _("Season"), _("Why"), _("Next"), _("Review"), _("Place"), _("About"))
"""Labels of the card's rows."""


def webmap_data(reading: Reading) -> dict[str, Any]:
    """Return everything that the page's script reads."""
    box = _around(
        [s.hotspot.geometry for s in reading.hotspots] or [p.geometry for p in reading.release.of("presence")]
    )
    frame = _grown(box)
    hotspots = [_hotspot(reading, summary) for summary in reading.hotspots]
    presence = [found for p in reading.release.of("presence") if (found := _presence(reading, p))]
    texts = _said_once(hotspots, presence)
    told = len(json.dumps([texts, hotspots, presence], ensure_ascii=False, separators=(",", ":")).encode())
    ground = ground_of(reading.release, frame, ROOM_BYTES - told)
    return {
        "texts": texts,
        "rows": [tr(label) for label in ROWS],
        "seasonRow": ROWS.index("Season"),
        "hotspots": hotspots,
        "presence": presence,
        "ground": ground.drawings,
        "towns": ground.towns,
        "districts": ground.districts,
        "is_partial": ground.is_partial,
        "keys": ground.keys,
        "levels": _levels(reading),
        "outlines": {level: _outline(level) for level in (*LEVELS, UNDECIDED)},
        "covers": {status: reading.cover_word(status) for status in ("held", "ears", "open")},
        "units": SIGN_UNITS,
        "bounds": _corners(box),
        "frame": _corners(frame),
        "words": {
            "close": tr("Close"),
            "closer": tr("Closer"),
            "farther": tr("Farther away"),
            "of": tr("{n} of {all} hotspots"),
            "legend": tr("Legend"),
        },
    }


def _said_once(hotspots: list[dict[str, Any]], presence: list[dict[str, Any]]) -> list[str]:
    """Replace every text that several entries say by its number in the returned list."""
    places: list[tuple[Any, Any]] = [(h, key) for h in hotspots for key in ("k", "p", "t", "b", "x") if key in h]
    places += [(row, 1) for h in hotspots for row in h.get("d", ())]
    places += [(p, "n") for p in presence]
    counts = Counter(holder[key] for holder, key in places)
    texts = [text for text, count in counts.items() if count > 1]
    numbers = {text: number for number, text in enumerate(texts)}
    for holder, key in places:
        holder[key] = numbers.get(holder[key], holder[key])
    return texts


def _around(shapes: list[BaseGeometry | None]) -> BBox:
    """Return the box around shapes, at least `SMALLEST_SPAN_DEG` wide; the world when there are none."""
    found = [shape for shape in shapes if shape is not None and not shape.is_empty]
    if not found:
        return -180.0, -60.0, 180.0, 75.0
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(found))
    x, y = (west + east) / 2, (south + north) / 2
    dx, dy = (max(span, SMALLEST_SPAN_DEG) / 2 for span in (east - west, north - south))
    return x - dx, y - dy, x + dx, y + dy


def _grown(box: BBox) -> BBox:
    west, south, east, north = box
    by = ROUND_ABOUT * max(east - west, north - south)
    return west - by, max(south - by, -84.0), east + by, min(north + by, 84.0)


def _corners(box: BBox) -> list[list[float]]:
    west, south, east, north = (round(edge, 3) for edge in box)
    return [[west, south], [east, north]]


def _levels(reading: Reading) -> dict[str, Any]:
    found = {}
    for level in (*LEVELS, UNDECIDED):
        shown = reading.levels_known and bool(level or reading.at(level))
        name = reading.level_name(level).split()[0] if level else tr("No level")
        found[level] = {"name": name if reading.levels_known else "", "sign": sign_of(level).symbol, "shown": shown}
    return found


def _outline(level: str) -> dict[str, Any]:
    colours = PRINT.level(level or None)
    style: dict[str, Any] = {
        "color": colours.outline,
        "weight": 2.4 if level == "must" else 1.8,
        "fillColor": colours.outline,
    }
    if level in ("watch", UNDECIDED):
        style["dashArray"] = "6 4"
    return style | {"fillOpacity": EXTENT_OPACITY}


def _hotspot(reading: Reading, summary: HotspotSummary) -> dict[str, Any]:
    hotspot, sign = summary.hotspot, reading.sign(summary)
    cell = reading.precision(hotspot)
    found = {
        "n": reading.name(summary),
        "c": hotspot.code or "",
        "k": reading.place_line(hotspot),
        "p": _people_below(reading, summary),
        "l": sign.level,
        "s": sign.symbol,
        "a": reading.is_alone(summary),
        "v": reading.cover_status(summary),
        "r": sign.raised,
        "f": LEVELS.index(sign.level) if sign.level else len(LEVELS),
        "m": list(summary.months),
        "t": reading.threat(summary.main_threat),
        "b": _state(reading, summary),
        "d": _rows(reading, summary),
        "o": None if cell else _anchor(hotspot.geometry),
        "g": _extent(hotspot.geometry),
        "x": cell,
    }
    return {key: value for key, value in found.items() if value not in ("", None, [], False, 0) or key in ("l", "f")}


def _people_below(reading: Reading, summary: HotspotSummary) -> str:
    people = reading.people(summary)
    return tr("{people} people").format(people=people) if people else ""


def _state(reading: Reading, summary: HotspotSummary) -> str:
    if reading.is_alone(summary):
        told = tr("Must, and no force stands there")
        return told + ", " + tr("no civilian eyes") if reading.eyes(summary) is False else told
    if not reading.cover_status(summary):
        return reading.level_name(summary.level) if reading.levels_known else ""
    eyes = {True: tr("civilian eyes"), False: tr("no civilian eyes"), None: ""}[reading.eyes(summary)]
    return ", ".join(part for part in (reading.cover_word(reading.cover_status(summary)), eyes) if part)


def _rows(reading: Reading, summary: HotspotSummary) -> list[list[Any]]:
    """Return the rows of the card: number of the label in `ROWS` and text, those without a text left out."""
    people = reading.people(summary)
    if people and summary.people.estimated:
        people += ", " + tr("estimate")
    if people and summary.people.as_of:
        people += ", " + tr("as of {when}").format(when=show_date(summary.people.as_of))
    texts = (
        people,
        _threat(reading, summary),
        reading.months(summary),
        _why(reading, summary),
        _next(reading, summary),
        show_date(summary.review_due),
        reading.precision(summary.hotspot),
        summary.hotspot.description or "",
    )
    return [[number, text] for number, text in enumerate(texts) if text]


def _threat(reading: Reading, summary: HotspotSummary) -> str:
    threat = summary.main_threat
    if threat is None:
        return ""
    actor = reading.lists.text("actor_category", threat.actor_category)
    return ", ".join(part for part in (reading.threat(threat), actor.lower()) if part)


def _why(reading: Reading, summary: HotspotSummary) -> str:
    parts = []
    if reading.factors_known and summary.suggestion.risk:
        parts.append(tr("risk {score} of 25").format(score=summary.score_text))
        suggested = reading.level_name(summary.suggested).split()[0] if summary.suggested else ""
        parts.append(tr("{level} suggested").format(level=suggested) if suggested else tr("not enough information"))
    decision = summary.decision
    if decision and decision.date:
        parts.append(tr("agreed {date}").format(date=show_date(decision.date)))
    if summary.disputed:
        parts.append(tr("disputed"))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _next(reading: Reading, summary: HotspotSummary) -> str:
    line = next((r for r in summary.responses if r.status in OPEN_STATUSES), None)
    if line is None:
        return ""
    nobody = "" if reading.is_phrase(line) else tr("no lead")
    what = line.title or reading.lists.text("activity", line.activity)
    return ", ".join(part for part in (what, reading.entity(line.lead) or nobody, show_date(line.due)) if part)


def _presence(reading: Reading, presence: Presence) -> dict[str, Any] | None:
    geometry = presence.geometry
    if geometry is None or geometry.is_empty:
        return None
    kind = reading.lists.text("presence_type", presence.type) or reading.lists.text("presence_domain", presence.domain)
    precision = reading.release.precision_of(presence.uuid)
    cell = "" if precision in (None, "exact") else reading.lists.text("precision", precision)
    found = {
        "n": " · ".join(part for part in (presence.name, kind, reading.entity(presence.entity), cell) if part),
        "s": presence_name(presence),
        "o": None if cell else _anchor(geometry),
        "g": _extent(geometry),
        "x": cell,
        "q": PRINT.colour(presence.domain if presence.domain in ("civilian", "humanitarian") else "troops"),
    }
    return {key: value for key, value in found.items() if value}


def _anchor(geometry: BaseGeometry | None) -> list[float] | None:
    """Return where the sign stands, as `hotmap.cartography` places it."""
    if geometry is None or geometry.is_empty:
        return None
    point = geometry if geometry.geom_type == "Point" else _middle(geometry)
    return [round(point.x, PLACE_DIGITS), round(point.y, PLACE_DIGITS)]


def _middle(geometry: BaseGeometry) -> Any:
    if geometry.geom_type in ("LineString", "MultiLineString"):
        longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
        return longest.interpolate(0.5, normalized=True)
    return geometry.representative_point()


def _extent(geometry: BaseGeometry | None) -> list[Any] | None:
    if geometry is None or geometry.is_empty:
        return None
    parts = shapely.get_parts(geometry)
    areas = [part for part in parts if part.geom_type == "Polygon"]
    if areas:
        return ["area", [rings_of(part, EXTENT_DIGITS) for part in areas]]
    lines = [part for part in parts if part.geom_type == "LineString"]
    return ["line", [coordinates_of(part, EXTENT_DIGITS) for part in lines]] if lines else None
