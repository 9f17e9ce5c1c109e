# SPDX-License-Identifier: MIT
"""Places out of pasted text become records: one a place, or the corners of one shape; always one action."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.parsed_point import Box, is_within
from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.plan import RecordSet, next_codes
from hotmap.domain.presence_types import presence_domain
from hotmap.domain.records import CODE_PREFIXES, Record
from hotmap.errors import RuleError
from hotmap.i18n import tr, tr_count
from hotmap.services import editing
from hotmap.services.session import PlanSession

AREA_MARGIN = 0.25
"""Share by which the box of what is drawn is widened where a plan states no area of its own."""

_DAY_AND_TIME_GROUP = re.compile(r"(\d{2})(\d{2})(\d{2})\s?([A-Z])?\s?([A-Z]{3})\s?(\d{2,4})", re.I)


@dataclass(frozen=True)
class PastedPlace:
    """One place that is to become a record.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    name : str
    time : str
        As it was written beside the place.
    words : str
        The rest of its line, where that is to be kept.
    """

    lon: float
    lat: float
    name: str = ""
    time: str = ""
    words: str = ""


def working_area(plan: RecordSet) -> Box | None:
    """Return where a plan works, in degrees: its own area, else around what is drawn in it; None when neither."""
    if plan.info.geometry is not None:
        west, south, east, north = plan.info.geometry.bounds
        return west, south, east, north
    boxes = [r.geometry.bounds for kind in ("hotspot", "presence") for r in plan.of(kind) if r.geometry is not None]
    boxes += [tuple(layer.bbox) for layer in plan.of("layer") if layer.bbox and layer.kind == "area"]
    if len(boxes) < 2:
        return None  # a single place tells no area
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin_deg = AREA_MARGIN * max(east - west, north - south)
    return west - margin_deg, south - margin_deg, east + margin_deg, north + margin_deg


def outside(places: Sequence[PastedPlace], area: Box | None) -> int:
    """Return how many places lie outside an area."""
    return 0 if area is None else sum(not is_within(area, place.lon, place.lat) for place in places)


def add_places(
    session: PlanSession, kind: str, places: Sequence[PastedPlace], values: Mapping[str, Any] | None = None
) -> list[Record]:
    """Add a record for each place, marked as new ones of this plan are, as one action.

    Parameters
    ----------
    kind : str
        ``hotspot``, ``presence`` or ``incident``.
    values : mapping, optional
        The same for all, by field code.
    """
    from hotmap.importers.dates import dates

    values = dict(values or {})
    if kind == "presence" and values.get("type"):
        values.setdefault("domain", presence_domain(values["type"], session.plan.lists))
    moments = dates([_plain_date(place.time) for place in places])
    records = [
        editing.new_record(
            session, kind, {**values, **_own_values(kind, place, moment)}, Point(place.lon, place.lat),
            mark_as_plan=True,
        )
        for place, moment in zip(places, moments, strict=True)
    ]  # fmt: skip
    codes = next_codes(session.plan.of(kind), CODE_PREFIXES[kind], len(records))
    records = [record.with_values({"code": code}) for record, code in zip(records, codes, strict=True)]
    note = tr_count("Paste {n} place", "Paste {n} places", len(records))
    session.apply(ChangeSet(note, tuple(inserted(record) for record in records)))
    return records


def add_shape(
    session: PlanSession, kind: str, places: Sequence[PastedPlace], values: Mapping[str, Any], *, closes: bool
) -> Record:
    """Add one record whose line, or area when it `closes`, has the places as its corners in their order.

    Raises
    ------
    RuleError
        When there are too few corners, or the outline would cross itself.
    """
    shape = shape_of(places, closes=closes)
    note = tr_count("Paste a shape of {n} place", "Paste a shape of {n} places", len(places))
    return editing.add_record(session, kind, values, shape, mark_as_plan=True, note=note)


def shape_of(places: Sequence[PastedPlace], *, closes: bool) -> BaseGeometry:
    """Return the line through places, or the area with them as corners; raises as `add_shape` does."""
    corners = list(dict.fromkeys((place.lon, place.lat) for place in places))
    if len(corners) < (3 if closes else 2):
        raise RuleError(tr("An area needs three places, a line two: tick more of them."))
    if not closes:
        return LineString(corners)
    area = Polygon(corners)
    if not area.is_valid:
        raise RuleError(tr("In this order the outline would cross itself: put the corners into their order."))
    return area


def in_turn(places: Sequence[PastedPlace]) -> list[int]:
    """Return the order of places by their direction from the middle: that of an outline that does not cross itself."""
    from math import atan2

    lon, lat = (sum(values) / len(places) for values in zip(*((p.lon, p.lat) for p in places), strict=True))
    return sorted(range(len(places)), key=lambda i: atan2(places[i].lat - lat, places[i].lon - lon))


def _own_values(kind: str, place: PastedPlace, moment: str | None) -> dict[str, Any]:
    """Return the fields that a place fills; an incident has no name, so it is noted."""
    notes = "\n".join(part for part in ((place.name if kind == "incident" else ""), place.words) if part)
    found = {"notes": notes or None, "name": place.name or None, "date": moment}
    wanted = ("notes", "date") if kind == "incident" else ("notes", "name")
    return {code: found[code] for code in wanted if found[code]}


def _plain_date(text: str) -> str | None:
    """Return a date as importers read it: 121430Z NOV 26 spread out, a clock behind its day."""
    group = _DAY_AND_TIME_GROUP.fullmatch(text.strip())
    if group:
        day, hour, minute, zone, month, year = group.groups()
        return f"{day} {month.title()} {year} {hour}:{minute}" + ("Z" if (zone or "").upper() == "Z" else "")
    text = re.sub(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s?([AP])\.?M\b\.?", _of_24_hours, text, flags=re.I)
    text = re.sub(r",\s*", " ", text)
    text = re.sub(r"\b(\d{2})(\d{2})\s?(?:hrs?|h)\b|\b(\d{1,2})h(\d{2})\b", _clock, text, flags=re.I)
    return text if re.search(r"\d[./-]\d|[^\W\d]{3}", text) else None  # a clock alone is no date


def _clock(match: re.Match[str]) -> str:
    hour, minute = (match[1], match[2]) if match[1] else (match[3], match[4])
    return f"{hour}:{minute}"


def _of_24_hours(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].upper() == "P" else 0)
    return f"{hour:02d}:{match[2]}"
