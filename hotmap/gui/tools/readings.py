# SPDX-License-Identifier: MIT
"""Measures of what is being drawn, in words."""

from __future__ import annotations

from collections.abc import Sequence

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.bearings import format_bearing
from hotmap.analysis.geodesy import area_m2, bearing_deg, distance_m, length_m
from hotmap.i18n import tr
from hotmap.units import M2_PER_HA, M2_PER_KM2, format_area, format_length, format_number

LonLat = tuple[float, float]


def area_text(shape: BaseGeometry) -> str:
    """Return an area in both units that people think in, the handier first: ``22.7 km² · 2 274 ha``."""
    size_m2 = area_m2(shape)
    if size_m2 >= M2_PER_KM2:
        return f"{format_area(size_m2)} · {format_number(size_m2 / M2_PER_HA)} ha"
    return f"{format_area(size_m2)} · {format_number(size_m2 / M2_PER_KM2, 3)} km²"


def size_text(shape: BaseGeometry) -> str:
    """Return the extent of an area, or the length of a line."""
    return format_area(area_m2(shape)) if "Polygon" in shape.geom_type else format_length(length_m(shape))


def way_text(start: LonLat, end: LonLat) -> str:
    """Return how far and in which direction one place lies from another: ``2.78 km · 045° NE``."""
    return f"{format_length(distance_m(*start, *end))} · {format_bearing(bearing_deg(*start, *end))}"


def side_text(corners: Sequence[LonLat]) -> str:
    """Return length and bearing of the last side."""
    return tr("this side {side}").format(side=way_text(corners[-2], corners[-1]))


def length_text(corners: Sequence[LonLat]) -> str:
    """Return the length of a line."""
    return format_length(length_m(LineString(corners)))


def round_text(ring: Sequence[LonLat]) -> str:
    """Return the length round an area; the ring ends where it begins."""
    return tr("round {around}").format(around=length_text(ring))
