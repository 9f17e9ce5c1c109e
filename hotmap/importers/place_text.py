# SPDX-License-Identifier: MIT
"""A whole place in one cell: what people write, and what form programs for phones record."""

from __future__ import annotations

import re

from hotmap.analysis.coordinates import Box, ParsedPoint, parse_point

# Latitude, longitude, altitude, accuracy in metres: the geopoint of Kobo, ODK and their kin.
_GEOPOINT = re.compile(r"(-?\d{1,2}\.\d+) (-?\d{1,3}\.\d+) -?\d+(?:\.\d+)? \d+(?:\.\d+)?")


def parse_place(text: str, area: Box | None = None) -> ParsedPoint:
    """Return the place that a cell holds; as `hotmap.analysis.coordinates.parse_point`, and geopoints."""
    match = _GEOPOINT.fullmatch(text.strip())
    if match and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180:
        return ParsedPoint(float(match[2]), float(match[1]), "decimal")
    return parse_point(text, area)
