# SPDX-License-Identifier: MIT
"""What is drawn on the ground of the web map, and how it is made small enough for a mail.

Lines are simplified together until they fit a budget of vertices; when that is not enough the
smallest features are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from hotmap.cartography.projection import BBox

_COARSER = 1.6
_MOST_TURNS = 5
"""Then a line may be off by a 380th of the frame, some three pixels; coarser ones are no longer the same place."""

Strokes = list[dict[str, Any]]
"""How one class is drawn: styles as Leaflet takes them, the lowest first."""


@dataclass
class Drawing:
    """Lines, areas or points of a layer with how they are drawn.

    Attributes
    ----------
    kind : str
        ``areas``, ``lines`` or ``points``.
    shapes : ndarray of object
    looks : list of Strokes
        One a class, the lowest class first.
    joined : bool
        Neighbouring areas, or the borders between them, stay so when simplified.
    of : int ndarray
        The class of each shape; all of the first by default.
    is_partial : bool
        Some were left out already.
    visible_from : float
        CSS pixels in a kilometre from which it is drawn; 0 always.
    """

    kind: str
    shapes: np.ndarray
    looks: list[Strokes]
    joined: bool = False
    of: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    is_partial: bool = False
    visible_from: float = 0.0

    def __post_init__(self) -> None:
        if len(self.of) != len(self.shapes):
            self.of = np.zeros(len(self.shapes), int)

    @property
    def vertices(self) -> int:
        """How many vertices it has."""
        return int(shapely.get_num_coordinates(self.shapes).sum())

    def data(self, digits: int) -> Iterator[dict[str, Any]]:
        """Yield what the page reads, class by class: rounded coordinates, ``style`` and from which zoom."""
        limit = {"from": self.visible_from} if self.visible_from else {}
        for number, strokes in enumerate(self.looks):
            shapes = self.shapes[self.of == number]
            if len(shapes):
                yield {self.kind: _coordinates(self.kind, shapes, digits), "style": strokes} | limit


def shrink(drawings: Sequence[Drawing], tolerance: float, budget: int) -> tuple[float, bool]:
    """Simplify until the budget holds; leave out the smallest shapes of the largest drawings when it does not.

    Returns the tolerance at last in degrees, and whether something was left out.
    """
    originals = [(d.shapes, d.of) for d in drawings]
    for turn in range(_MOST_TURNS):
        tolerance *= _COARSER if turn else 1.0
        for drawing, (shapes, of) in zip(drawings, originals, strict=True):
            if drawing.kind != "points":
                simple, kept = _simplified(shapes, tolerance, drawing.joined)
                drawing.shapes, drawing.of = simple[kept], of[kept]
        if sum(d.vertices for d in drawings) <= budget:
            return tolerance, False
    while (over := sum(d.vertices for d in drawings) - budget) > 0:
        *_others, second, largest = sorted((drawing.vertices, number) for number, drawing in enumerate(drawings))
        _leave_out(drawings[largest[1]], min(over, max(largest[0] - second[0], over // len(drawings), 1)))
    return tolerance, True


def merged(lines: np.ndarray) -> np.ndarray:
    """Return lines joined where just two meet: a road of many short pieces is not small."""
    found: np.ndarray = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines))))
    return found


def clipped(shapes: np.ndarray, frame: BBox) -> np.ndarray:
    """Return the parts of shapes inside the frame."""
    return clipped_parts(shapes, frame)[0]


def clipped_parts(shapes: np.ndarray, frame: BBox) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts of shapes inside the frame, and of which shape each is one."""
    if not len(shapes):
        return shapes, np.zeros(0, int)
    dimension = shapely.get_dimensions(shapes).max()
    parts, whole = shapely.get_parts(shapely.clip_by_rect(shapes, *frame), return_index=True)
    kept = ~shapely.is_empty(parts) & (shapely.get_dimensions(parts) == dimension)
    return parts[kept], whole[kept]


def coordinates_of(shape: Any, digits: int) -> list[list[float]]:
    """Return the coordinates of a line or point, rounded, longitude first."""
    rounded: list[list[float]] = np.round(shapely.get_coordinates(shape), digits).tolist()
    return rounded


def rings_of(polygon: Any, digits: int) -> list[list[list[float]]]:
    """Return the rings of a polygon, the outer first, without the point that closes each."""
    return [coordinates_of(ring, digits)[:-1] for ring in (polygon.exterior, *polygon.interiors)]


def _simplified(shapes: np.ndarray, tolerance: float, joined: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return shapes with no detail finer than the tolerance, and which of them do not vanish."""
    is_line = shapely.get_dimensions(shapes) == 1
    if joined and not is_line.any():
        simple = shapely.coverage_simplify(shapes, tolerance)
    else:
        simple = shapely.simplify(shapes, tolerance, preserve_topology=True)
    bounds = shapely.bounds(simple)
    large = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) > 2 * tolerance
    if joined:
        large |= is_line & ~shapely.is_closed(simple)  # else borders have gaps
    return simple, large & ~shapely.is_empty(simple)


def _leave_out(drawing: Drawing, vertices: int) -> None:
    size = shapely.area(drawing.shapes) if drawing.kind == "areas" else shapely.length(drawing.shapes)
    smallest_first = np.argsort(size, kind="stable")
    gone = np.cumsum(shapely.get_num_coordinates(drawing.shapes)[smallest_first])
    count = min(int(np.searchsorted(gone, vertices)) + 1, len(drawing.shapes))
    kept = np.sort(smallest_first[count:])
    drawing.shapes, drawing.of = drawing.shapes[kept], drawing.of[kept]


def _coordinates(kind: str, shapes: np.ndarray, digits: int) -> list[Any]:
    if kind == "areas":
        return [rings_of(shape, digits) for shape in shapes]
    if kind == "lines":
        return [coordinates_of(shape, digits) for shape in shapes]
    return [coordinates_of(shape, digits)[0] for shape in shapely.get_parts(shapes)]
