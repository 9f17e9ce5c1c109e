# SPDX-License-Identifier: MIT
"""What becomes of the neighbours when an area's outline is drawn anew."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG
from hotmap.analysis.sharing import with_corners_at, with_same_corners
from hotmap.analysis.splitting import without_slivers

_AREA = 2
_LEAST_LENGTH_DEG = 100 * SAME_DEG  # a border, not a corner


def neighbours_after(
    before: BaseGeometry, after: BaseGeometry, others: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Return the new shapes of the areas that bordered on what was changed of another.

    They give way to what it gained and take what it left, so that one border stays one border.

    Parameters
    ----------
    before, after : shapely geometry
        The area that was reshaped, WGS 84 degrees.
    others : mapping of str to shapely geometry
        By uuid; only areas that had a stretch of the replaced outline in common are changed.
    """
    replaced = before.boundary.difference(after.boundary)
    sharing = {
        uuid: other
        for uuid, other in others.items()
        if shapely.get_dimensions(other) == _AREA and _common_length(other, replaced) > _LEAST_LENGTH_DEG
    }
    if not sharing:
        return {}
    left, gained = _faces(before, after), _faces(after, before)
    found: dict[str, BaseGeometry] = {}
    heir_of = [max(sharing, key=lambda uuid, face=face: _common_length(sharing[uuid], face.boundary)) for face in left]  # type: ignore[misc]
    for uuid, other in sharing.items():
        taken = [face for face, heir in zip(left, heir_of, strict=True) if heir == uuid]
        made = _following(other, [*taken, *gained], after)
        if made is not None:
            found[uuid] = made
    return found


def _following(other: BaseGeometry, changed: list[Polygon], after: BaseGeometry) -> BaseGeometry | None:
    """Give way to the changed faces that an area covers, and take those that it borders on."""
    corners = np.vstack([shapely.get_coordinates(after), *(shapely.get_coordinates(face) for face in changed)])
    made, *faces = with_same_corners([with_corners_at(other, corners), *changed])
    shapely.prepare(other)
    for face, place in zip(faces, (face.point_on_surface() for face in changed), strict=True):
        if other.contains(place):
            made = shapely.difference(made, face)
        elif _common_length(other, face.boundary) > _LEAST_LENGTH_DEG:
            made = shapely.union(made, face)
    if made.is_empty or shapely.get_dimensions(made) < _AREA:
        return None
    made = without_slivers(made)
    return None if made.is_empty or made.equals(other) else made


def _faces(one: BaseGeometry, other: BaseGeometry) -> list[Polygon]:
    """Return what one area has and another has not, rounding left out."""
    parts = shapely.get_parts(shapely.difference(one, other))
    return [part for part in parts if isinstance(part, Polygon) and part.area > SAME_DEG * part.length]


def _common_length(area: BaseGeometry, line: BaseGeometry) -> float:
    """Return how long a line runs along an area's outline, in degrees, a last digit beside it included."""
    pieces = np.vstack([shapely.get_coordinates(part).repeat(2, axis=0)[1:-1] for part in shapely.get_parts(line)])
    starts, ends = pieces[0::2], pieces[1::2]
    shapely.prepare(boundary := area.boundary)
    on = np.ones(len(starts), bool)
    for places in (starts, (starts + ends) / 2, ends):
        on &= shapely.dwithin(boundary, shapely.points(places), 10 * SAME_DEG)
    return float(np.hypot(*(ends - starts)[on].T).sum())
