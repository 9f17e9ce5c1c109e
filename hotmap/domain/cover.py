# SPDX-License-Identifier: MIT
"""Who stands at a hotspot: the part of coverage that needs no travel time.

*Held* is an armed presence inside the area, or within 200 m of a point or a line; *ears* a CLA or
alert network that covers it and no such force. Distance alone is never called coverage, so a
place where nobody stands is *open* until a travel time is worked out. Thresholds and defaults are
those of the field's practice and may be edited with the rubric.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from shapely import STRtree
from shapely.affinity import scale
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from hotmap.domain.codelists import DEFAULT
from hotmap.domain.records import Hotspot, Presence
from hotmap.units import M_PER_KM

M_PER_DEGREE = 111_195.0
HELD_WITHIN_M = 200.0
EARS_REACH_KM = 5.0
STATUSES = ("held", "ears", "open")
"""Best first."""

SEASONS = ("dry", "wet")
TIMES = ("day", "night")

_TYPES = DEFAULT["presence_type"]
EARS_TYPES = frozenset(c.code for c in _TYPES.group("ears"))
CIVILIAN_TYPES = frozenset(c.code for group in ("ears", "civilian", "humanitarian") for c in _TYPES.group(group))
ARMED_DOMAINS = frozenset({"troops", "police"})
CIVILIAN_DOMAINS = frozenset({"civilian", "humanitarian"})
_AREAS = ("Polygon", "MultiPolygon")
_ReachM = Callable[[Hotspot, Presence], float]


@dataclass(frozen=True)
class StandingCover:
    """Who stands at one hotspot in the worst season and hour.

    Attributes
    ----------
    status : str
        ``held``, ``ears`` or ``open``.
    civilian : bool or None
        Whether civilian eyes cover the place; None where a release may not tell.
    by : str or None
        uuid of the presence that holds it or listens.
    """

    status: str
    civilian: bool | None
    by: str | None = None


NOBODY = StandingCover("open", False)
"""Where nobody stands and nobody would hear."""


def is_armed(presence: Presence) -> bool:
    """Return whether the presence is a UN force that can hold a place: troops or police, not ears."""
    if presence.type in EARS_TYPES:
        return False
    return presence.domain in ARMED_DOMAINS


def is_civilian(presence: Presence) -> bool:
    """Return whether the presence gives civilian eyes."""
    return presence.type in CIVILIAN_TYPES or presence.domain in CIVILIAN_DOMAINS


def on_duty(presence: Presence, season: str, time: str, today: str | None = None) -> bool:
    """Return whether a presence works in this season and hour; what is not said has no limit."""
    if presence.permanence == "planned":
        return False
    if time == "day" and presence.type == "night_patrol":
        return False
    if time == "night" and (presence.night is False or (presence.night is None and presence.type == "helicopter")):
        return False
    if presence.seasons and season not in presence.seasons:
        return False
    if today is None:
        return True
    return (presence.from_date or today) <= today and not has_ended(presence, today)


def has_ended(presence: Presence, today: str) -> bool:
    """Return whether a presence is there no more on a day, an ISO date; ``2026-11`` ends with its month."""
    end = presence.to_date
    return end is not None and end < today and not today.startswith(end)


def standing_cover(
    hotspots: Sequence[Hotspot], presence: Iterable[Presence], today: str | None = None
) -> dict[str, StandingCover]:
    """Return who stands at each hotspot, the worst over both seasons, day and night.

    Parameters
    ----------
    hotspots, presence : records
        Geometries in WGS 84 degrees; a hotspot without a place is left out.
    today : str, optional
        ISO date; presence that has not begun or has ended does not count.
    """
    placed = [h for h in hotspots if h.geometry is not None]
    found = [p for p in presence if p.geometry is not None]
    armed, ears, eyes = (
        _touching(placed, [p for p in found if test(p)], reach)
        for test, reach in (
            (is_armed, _holding_m),
            (lambda p: p.type in EARS_TYPES, _listening_m),
            (is_civilian, _listening_m),
        )
    )
    return {h.uuid: _worst(armed[i], ears[i], eyes[i], today) for i, h in enumerate(placed)}


def _worst(armed: list[Presence], ears: list[Presence], eyes: list[Presence], today: str | None) -> StandingCover:
    if not armed and not ears and not eyes:
        return NOBODY
    worst = StandingCover("held", True)
    for season in SEASONS:
        for time in TIMES:
            holds = next((p for p in armed if on_duty(p, season, time, today)), None)
            hears = next((p for p in ears if on_duty(p, season, time, today)), None)
            civilian = any(on_duty(p, season, time, today) for p in eyes)
            by = holds or hears
            now = StandingCover("held" if holds else "ears" if hears else "open", civilian, by.uuid if by else None)
            if STATUSES.index(now.status) >= STATUSES.index(worst.status):
                worst = StandingCover(now.status, bool(worst.civilian and now.civilian), now.by)
            elif not now.civilian:
                worst = StandingCover(worst.status, False, worst.by)
    return worst


def _holding_m(hotspot: Hotspot, presence: Presence) -> float:
    return 0.0 if hotspot.geometry is not None and hotspot.geometry.geom_type in _AREAS else HELD_WITHIN_M


def _listening_m(hotspot: Hotspot, presence: Presence) -> float:
    if presence.geometry is not None and presence.geometry.geom_type in _AREAS:
        return 0.0
    return (EARS_REACH_KM if presence.reach_km is None else presence.reach_km) * M_PER_KM


def _touching(hotspots: Sequence[Hotspot], presence: Sequence[Presence], reach_m: _ReachM) -> list[list[Presence]]:
    """Return for each hotspot the presences within their reach of it."""
    if not presence or not hotspots:
        return [[] for _ in hotspots]
    tree = STRtree([p.geometry for p in presence])
    # From hotspot to hotspot a reach differs by `HELD_WITHIN_M` at most.
    farthest_m = max(reach_m(hotspots[0], p) for p in presence) + HELD_WITHIN_M
    touching: list[list[Presence]] = []
    for hotspot in hotspots:
        near = [presence[i] for i in sorted(tree.query(_grown(hotspot.geometry, farthest_m)))]
        touching.append([p for p in near if _distance_m(hotspot.geometry, p.geometry) <= reach_m(hotspot, p)])
    return touching


def _grown(geometry: BaseGeometry, by_m: float) -> BaseGeometry:
    west, south, east, north = geometry.bounds
    dy = by_m / M_PER_DEGREE
    dx = dy / max(cos(radians(max(abs(south), abs(north)))), 0.01)
    return box(west - dx, south - dy, east + dx, north + dy)


def _distance_m(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the distance on a plane true to scale at the first geometry; exact to 0.1 % below 50 km."""
    latitude = one.centroid.y
    factors = {"xfact": M_PER_DEGREE * cos(radians(latitude)), "yfact": M_PER_DEGREE, "origin": (0, 0)}
    return float(scale(one, **factors).distance(scale(other, **factors)))
