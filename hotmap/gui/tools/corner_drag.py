# SPDX-License-Identifier: MIT
"""Corners in the hand, and with them those of the neighbours that share their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners, LonLat
from hotmap.analysis.geodesy import laid_out, seen_from
from hotmap.analysis.sharing import Neighbour, neighbours


@dataclass(eq=False)
class CornerDrag:
    """Some corners of one shape on their way from where they were.

    Attributes
    ----------
    uuid : str
        Of the record whose shape it is.
    corners : Corners
        Of the shape as it was taken, with a corner added where a new one was pulled out of a side.
    indices : int ndarray, shape (k,)
        The corners in the hand, with others of the same shape on the same places.
    grabbed : tuple of float
        The place by which they are held, WGS 84 degrees.
    neighbours : list of Neighbour
        Other shapes with corners on those places.
    is_new : bool
        Whether the corner was pulled out of a side.
    is_alone : bool
        Whether the neighbours stay where they are.
    """

    uuid: str
    corners: Corners
    indices: np.ndarray
    grabbed: LonLat
    neighbours: list[Neighbour]
    is_new: bool = False
    is_alone: bool = False
    has_moved: bool = False
    at: LonLat = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.grabbed
        self._start = self.corners.places[self.indices]
        self._bearings_deg, self._distances_m = seen_from(self.grabbed, self._start)
        self._places = self._start

    @classmethod
    def of(
        cls, uuid: str, corners: Corners, chosen: list[int], grabbed: LonLat, others: Mapping[str, BaseGeometry]
    ) -> CornerDrag:
        """Take hold of corners.

        Parameters
        ----------
        uuid : str
        corners : Corners
        chosen : list of int
        grabbed : tuple of float
            The place by which they are held, WGS 84 degrees.
        others : mapping of str to shapely geometry
            The shapes that may be neighbours, by uuid.
        """
        indices = np.unique(np.concatenate([corners.at(*corners.places[index]) for index in chosen]))
        return cls(uuid, corners, indices, grabbed, neighbours(corners.geometry, corners.places[indices], others))

    @classmethod
    def of_new_corner(cls, uuid: str, corners: Corners, side: int, others: Mapping[str, BaseGeometry]) -> CornerDrag:
        """Pull a new corner out of the middle of a side; neighbours that have the same side get it too."""
        one, other = (tuple(corners.places[at].tolist()) for at in (side, side + 1))
        middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        found = neighbours(corners.geometry, np.array([middle]), others, side=(one, other))
        return cls(uuid, Corners(corners.with_corner(side, middle)), np.array([side + 1]), middle, found, is_new=True)

    @property
    def moving(self) -> list[Neighbour]:
        """The neighbours that come along."""
        return [] if self.is_alone else self.neighbours

    def move_to(self, place: LonLat) -> None:
        """Bring the place by which they are held to another one, WGS 84 degrees; several keep their distances."""
        self.has_moved = self.has_moved or place != self.at
        self.at = place
        self._places = laid_out(place, self._bearings_deg, self._distances_m)
        self._places[self._distances_m == 0.0] = place

    def coordinates(self) -> np.ndarray:
        """Return where all corners of the shape are now."""
        return self.corners.moved(self.indices, self._places)

    def coordinates_of(self, neighbour: Neighbour) -> np.ndarray:
        """Return where all corners of a neighbour are now."""
        return neighbour.corners.moved(neighbour.indices, self._places[neighbour.of])

    def crossings(self) -> np.ndarray:
        """Return where moved sides cross others of their own shape, shape (n, 2), as far as can be told quickly."""
        found = [self.corners.crossings(self.coordinates(), self.indices)]
        found += [n.corners.crossings(self.coordinates_of(n), n.indices) for n in self.moving]
        return np.vstack([np.empty((0, 2)), *(places for places in found if places is not None)])

    def shapes(self) -> dict[str, BaseGeometry]:
        """Return the new shapes by uuid, valid or not."""
        found = {self.uuid: self.corners.shaped(self.coordinates())}
        return found | {n.uuid: n.corners.shaped(self.coordinates_of(n)) for n in self.moving}

    def original(self) -> BaseGeometry:
        """Return the shape as it was taken."""
        return self.corners.geometry


def without_corners(
    uuid: str, corners: Corners, chosen: list[int], others: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry] | None:
    """Return the shapes, by uuid, when corners are taken out; None when they are needed.

    A neighbour that shares such a corner and both of its sides loses it too, so that one border stays one.
    """
    less = corners.without(chosen)
    if less is None or not shapely.is_valid(less):
        return None
    found = {uuid: less}
    for neighbour in neighbours(corners.geometry, corners.places[chosen], others):
        if len(neighbour.corners) != len(Corners(others[neighbour.uuid])):
            continue  # the corner lay on its side; it never had it
        theirs = [
            int(index)
            for index, of in zip(neighbour.indices, neighbour.of, strict=True)
            if _sides(neighbour.corners, int(index)) == _sides(corners, chosen[of])
        ]
        shorter = neighbour.corners.without(theirs) if theirs else None
        if shorter is not None and shapely.is_valid(shorter):
            found[neighbour.uuid] = shorter
    return found


def _sides(corners: Corners, index: int) -> set[tuple[float, ...]]:
    """Return the places before and after a corner, rounded to what counts as one place."""
    beside = [at for at in (corners.before[index], corners.after[index]) if at >= 0]
    return {tuple(np.round(corners.places[at], 9).tolist()) for at in beside}
