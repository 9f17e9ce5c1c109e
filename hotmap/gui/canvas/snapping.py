# SPDX-License-Identifier: MIT
"""What the hand can snap to: what is shown of the records, and of the layers.

Only boxes are kept, and made in slices while the hand moves; shapes are looked into where the hand
is. Zoomed far out, where too much lies under the hand to mean any of it, nothing is snapped to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.snapping import BoxIndex, Snap, nearest
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.hit import shown_marks
from hotmap.cartography.scene import Scene
from hotmap.domain.records import GEOMETRY_KINDS

MOST_NEAR = 60  # shapes of one kind or layer under the hand


@dataclass(frozen=True, eq=False)
class _Source:
    """Shapes of the records or of one layer: their boxes, and how each is called."""

    geometries: np.ndarray
    boxes: BoxIndex
    name_of: Callable[[int], str]


class SnapSources:
    """Looks for corners, crossings and sides in what a scene shows.

    Parameters
    ----------
    scene : Scene
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sources: list[_Source] = []
        self._rows: dict[str, int] = {}
        self._generation = -1

    def nearest(self, lon: float, lat: float, tolerance_deg: float, skipped: Collection[str] = ()) -> Snap | None:
        """Return what is nearest within the tolerance, or None.

        Parameters
        ----------
        lon, lat, tolerance_deg : float
            WGS 84 degrees.
        skipped : collection of str
            uuids that are not snapped to, such as the shape in the hand.
        """
        if self._generation != self._scene.generation:
            self._sources = [self._of_records(), *map(_of_layer, self._shown_layers())]
            self._generation = self._scene.generation
        left_out = {self._rows[uuid] for uuid in skipped if uuid in self._rows}
        geometries: list[BaseGeometry] = []
        names: list[tuple[Callable[[int], str], int]] = []
        self._advance()
        for source in self._sources:
            rows = source.boxes.near(lon, lat, tolerance_deg).tolist()
            if source is self._sources[0] and left_out:
                rows = [row for row in rows if row not in left_out]
            if len(rows) <= MOST_NEAR:
                geometries += [source.geometries[row] for row in rows]
                names += [(source.name_of, row) for row in rows]
        found = nearest(geometries, lon, lat, tolerance_deg) if geometries else None
        if found is None:
            return None
        name, other = ("" if at < 0 else names[at][0](names[at][1]) for at in (found.index, found.other))
        return Snap(found.lon, found.lat, found.kind, name, other)

    def _advance(self) -> None:
        """Go on with the boxes of one layer: a few milliseconds with each move of the hand."""
        waiting = next((source.boxes for source in self._sources if not source.boxes.is_ready), None)
        if waiting is not None:
            waiting.advance()

    def _shown_layers(self) -> list[ContextLayer]:
        return [layer for layer in self._scene.layers if self._scene.shows(layer.layer.uuid)]

    def _of_records(self) -> _Source:
        marks = [mark for kind in GEOMETRY_KINDS for mark in shown_marks(self._scene, kind)]
        records = [record for m in marks if (record := self._scene.records.get(m.uuid)) and record.geometry is not None]
        self._rows = {record.uuid: row for row, record in enumerate(records)}
        geometries = np.array([record.geometry for record in records], dtype=object)
        boxes = BoxIndex(geometries)
        boxes.advance(len(geometries))
        return _Source(geometries, boxes, lambda row: records[row].caption)


def _of_layer(layer: ContextLayer) -> _Source:
    geometries = layer.table.geometry
    boxes = layer.derived("boxes", lambda: BoxIndex(geometries))
    return _Source(geometries, boxes, lambda row: layer.label(row) or layer.layer.name or "")
