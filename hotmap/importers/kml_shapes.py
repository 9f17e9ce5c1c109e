# SPDX-License-Identifier: MIT
"""Geometries of KML placemarks: points, lines, rings, areas with holes, tracks, and all of them mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import shapely
from shapely.geometry.base import BaseGeometry

_KINDS = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack")
_JOIN = {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString, "Polygon": shapely.MultiPolygon}

Position = tuple[float, float]


def placemark_shape(placemark: Element) -> BaseGeometry | None:
    """Return the geometry of a placemark, flat and in longitude and latitude; None where it has none.

    Raises
    ------
    ValueError
        When a coordinate is no number or a part has too few.
    """
    shapes = [shape for child in placemark if child.tag in _KINDS for shape in _shapes(child)]
    if not shapes:
        return None
    if len(shapes) == 1:
        return shapes[0]
    kinds = {shape.geom_type for shape in shapes}
    return _JOIN[kinds.pop()](shapes) if len(kinds) == 1 else shapely.GeometryCollection(shapes)


def _shapes(element: Element) -> Iterator[BaseGeometry]:
    if element.tag in ("MultiGeometry", "MultiTrack"):
        for child in element:
            if child.tag in _KINDS:
                yield from _shapes(child)
    elif element.tag == "Point":
        positions = _positions(element)
        if positions:
            yield shapely.Point(positions[0])
    elif element.tag in ("LineString", "LinearRing"):
        positions = _positions(element)
        if positions:
            yield shapely.LineString(positions)
    elif element.tag == "Track":
        coordinates = [_numbers(child.text or "", " ") for child in element if child.tag == "coord"]
        if len(coordinates) > 1:
            yield shapely.LineString(coordinates)
    elif element.tag == "Polygon":
        outer = [
            positions for ring in element.iterfind("outerBoundaryIs/LinearRing") if (positions := _positions(ring))
        ]
        holes = [
            positions for ring in element.iterfind("innerBoundaryIs/LinearRing") if (positions := _positions(ring))
        ]
        if outer:
            yield shapely.Polygon(outer[0], holes)


def _positions(element: Element) -> list[Position]:
    """Return the positions of an element; spaces after commas are a common slip and do no harm."""
    text = re.sub(r"\s*,\s*", ",", element.findtext("coordinates") or "")
    return [_numbers(part, ",") for part in text.split()]


def _numbers(text: str, separator: str) -> Position:
    lon, lat, *_ = text.strip().split(separator)
    return float(lon), float(lat)
