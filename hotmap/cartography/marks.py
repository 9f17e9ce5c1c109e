# SPDX-License-Identifier: MIT
"""Records as they appear on a map: symbol, place, name. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.geometry_arrays import Origin, Outlines, area_outlines, line_outlines
from hotmap.cartography.projection import RADIUS_M, to_metres
from hotmap.cartography.symbols import is_gap, level_name, presence_name
from hotmap.domain.codelists import CodeLists
from hotmap.domain.records import Hotspot, Incident, Presence, Record, Visit
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import tr
from hotmap.units import format_number

CELLS = ("cell_1km", "cell_10km", "cell_100km")
TYPES_FROM = 22.0
"""CSS pixels in a kilometre from which a pictogram tells the kind of place: further out there is no room."""
PrecisionOf = Callable[[str], str | None]


@dataclass(frozen=True, eq=False, kw_only=True)
class Extent:
    """A place with its outlines, which are made only when somebody draws them."""

    geometry: BaseGeometry

    @property
    def areas(self) -> Outlines | None:
        """Its polygons as arrays, counted from `origin`."""
        return self._outlines[0]

    @property
    def lines(self) -> Outlines | None:
        """Its lines as arrays, counted from `origin`."""
        return self._outlines[1]

    @property
    def origin(self) -> Origin:
        """Mercator metres of the middle."""
        return self._outlines[2]

    @cached_property
    def dimension(self) -> int:
        """0 for points, 1 for lines, 2 for areas."""
        return int(shapely.get_dimensions(self.geometry))

    @cached_property
    def reach_m(self) -> float:
        """Mercator metres that it spans at most, in either direction."""
        west, south, east, north = self.geometry.bounds
        stretch = 1 / max(cos(radians(max(abs(south), abs(north)))), 0.05)
        return radians(max(east - west, (north - south) * stretch)) * RADIUS_M

    @cached_property
    def _outlines(self) -> tuple[Outlines | None, Outlines | None, Origin]:
        x, y = to_metres(*shapely.centroid(self.geometry).coords[0])
        origin = (float(x), float(y))
        one = np.array([self.geometry], dtype=object)
        return area_outlines(one, origin), line_outlines(one, origin), origin


@dataclass(frozen=True, eq=False, kw_only=True)
class HotspotMark(Extent):
    """A hotspot as it is drawn.

    Attributes
    ----------
    symbol : str
        Name for `hotmap.cartography.symbols`.
    x_m, y_m : float
        Mercator metres where the badge stands.
    name, second : str
        The label's first line, and what stands below it on paper.
    cell : str
        ``cell_10km`` … where the place is not known more precisely, else nothing.
    """

    uuid: str
    level: str
    symbol: str
    x_m: float
    y_m: float
    name: str
    second: str
    gap: bool
    low_confidence: bool
    approximate: bool
    cell: str
    summary: HotspotSummary

    def without_cover(self) -> HotspotMark:
        """Return the mark as it is drawn where priority alone is looked at."""
        return replace(self, gap=False, symbol=self.symbol.replace("+gap", "")) if self.gap else self


@dataclass(frozen=True, eq=False, kw_only=True)
class PresenceMark(Extent):
    """A presence as it is drawn; `route` is ``patrol``, ``patrol_air``, ``way_humanitarian``, … for a line."""

    uuid: str
    domain: str
    symbol: str
    route: str
    x_m: float
    y_m: float
    name: str
    record: Presence
    cell: str = ""


@dataclass(frozen=True, eq=False)
class EventMark:
    """An incident or a visit as it is drawn."""

    uuid: str
    symbol: str
    x_m: float
    y_m: float
    record: Record
    geometry: BaseGeometry
    cell: str = ""

    @classmethod
    def of(cls, record: Incident | Visit, precision_of: PrecisionOf | None = None) -> EventMark | None:
        """Return the mark of a record, or None when it has no place."""
        if record.geometry is None or record.geometry.is_empty:
            return None
        precision = precision_of(record.uuid) if precision_of else None
        x, y = anchor_of(record.geometry)
        name = "visit" if isinstance(record, Visit) else "alert" if record.type == "alert" else "incident"
        return cls(record.uuid, name, x, y, record, record.geometry, precision if precision in CELLS else "")


def hotspot_mark(
    summary: HotspotSummary,
    lists: CodeLists,
    precision_of: PrecisionOf | None = None,
    *,
    people: str = "",
    knows_factors: bool = True,
) -> HotspotMark | None:
    """Return the mark of a hotspot, or None when it has no place.

    Parameters
    ----------
    precision_of : callable, optional
        Of a release: tells the precision by uuid.
    people : str
        The people at risk in words where only a band may be told.
    knows_factors : bool
        False where the readers may not know the factors: not told is not *unknown*, so no hatch.
    """
    hotspot = summary.hotspot
    if hotspot.geometry is None or hotspot.geometry.is_empty:
        return None
    precision = precision_of(hotspot.uuid) if precision_of else "exact"
    name = hotspot.name or lists.text("hotspot_type", hotspot.type) or hotspot.code or ""
    cell = precision if precision in CELLS else ""
    x, y = anchor_of(hotspot.geometry)
    return HotspotMark(
        uuid=hotspot.uuid,
        level=summary.level or "undecided",
        symbol=level_name(summary)
        if knows_factors
        else (summary.level or "undecided") + ("+gap" if is_gap(summary) else ""),
        x_m=x,
        y_m=y,
        name=name,
        second=_second_line(hotspot, summary, people, name),
        gap=is_gap(summary),
        low_confidence=knows_factors and summary.low_confidence and summary.level is not None,
        approximate=hotspot.certainty in ("approximate", "somewhere_here"),
        cell=cell,
        geometry=hotspot.geometry,
        summary=summary,
    )


def presence_mark(
    presence: Presence, lists: CodeLists, precision_of: PrecisionOf | None = None, *, today: str = ""
) -> PresenceMark | None:
    """Return the mark of a presence, or None when it has no place.

    Parameters
    ----------
    today : str, optional
        ISO date; what begins later is drawn as planned.
    """
    if presence.geometry is None or presence.geometry.is_empty:
        return None
    x, y = anchor_of(presence.geometry)
    precision = precision_of(presence.uuid) if precision_of else None
    return PresenceMark(
        uuid=presence.uuid,
        domain=presence.domain or "troops",
        symbol=presence_name(presence, today),
        route=_route(presence) if shapely.get_dimensions(presence.geometry) == 1 else "",
        x_m=x,
        y_m=y,
        name=presence.name or lists.text("presence_type", presence.type),
        geometry=presence.geometry,
        record=presence,
        cell=precision if precision in CELLS else "",
    )


def anchor_of(geometry: BaseGeometry) -> tuple[float, float]:
    """Return the Mercator metres where a mark stands: on a line its middle, in an area inside it."""
    if geometry.geom_type == "Point":
        point = geometry
    elif geometry.geom_type in ("LineString", "LinearRing"):
        point = geometry.interpolate(0.5, normalized=True)
    elif geometry.geom_type == "MultiLineString":
        point = max(geometry.geoms, key=lambda line: line.length).interpolate(0.5, normalized=True)
    else:
        point = geometry.centroid
        if not geometry.intersects(point):
            point = geometry.representative_point()
    x, y = to_metres(point.x, point.y)
    return float(x), float(y)


def cell_text(cell: str) -> str:
    """Return the size of a cell in words, as it is written on it."""
    return {"cell_1km": tr("1 km cell"), "cell_10km": tr("10 km cell"), "cell_100km": tr("100 km cell")}.get(cell, "")


def _second_line(hotspot: Hotspot, summary: HotspotSummary, people: str, name: str) -> str:
    """Return code and people; a code that stands for the name is not said again."""
    people = format_number(summary.persons) if summary.persons else people
    code = hotspot.code or ""
    parts = [code if code != name else "", tr("{n} people").format(n=people) if people else ""]
    return " · ".join(part for part in parts if part)


def _route(presence: Presence) -> str:
    if presence.type == "air_patrol" or presence.mobility == "air":
        return "patrol_air"
    if presence.domain in ("civilian", "humanitarian", "host_state"):
        return f"way_{presence.domain}"  # their colour tells who, and nobody reads a patrol there
    kinds = {"long_range_patrol": "patrol_long", "foot_patrol": "patrol_foot", "night_patrol": "patrol_night"}
    return kinds.get(presence.type or "", "patrol_foot" if presence.mobility == "foot" else "patrol")
