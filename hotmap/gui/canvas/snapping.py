# SPDX-License-Identifier: MIT
"""What the hand can snap to: what is shown of the records, and of the layers.

Only boxes are kept, and made in slices while the hand moves; shapes are looked into where the hand
is. Zoomed far out, where too much lies under the hand to mean any of it, nothing is snapped to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import SAME_DEG
from hotmap.analysis.sharing import has_corner_at
from hotmap.analysis.snapping import BoxIndex, Snap, nearest
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.hit import shown_marks
from hotmap.cartography.scene import Scene
from hotmap.domain.records import GEOMETRY_KINDS, Record

MOST_NEAR = 60  # shapes of one kind or layer under the hand


@dataclass(frozen=True, eq=False)
class _Source:
    """Shapes of the records or of one layer: their boxes, and how each and all are called."""

    geometries: np.ndarray
    boxes: BoxIndex
    name_of: Callable[[int], str]
    name: str = ""


class SnapSources:
    """Looks for corners, crossings and sides in what a scene shows.

    Parameters
    ----------
    scene : Scene
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._made: list[_Source] = []
        self._rows: dict[str, int] = {}
        self._records: list[Record] = []
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
        sources = self._sources()
        left_out = {self._rows[uuid] for uuid in skipped if uuid in self._rows}
        geometries: list[BaseGeometry] = []
        names: list[tuple[Callable[[int], str], int]] = []
        self._advance()
        for source in sources:
            rows = source.boxes.near(lon, lat, tolerance_deg).tolist()
            if source is sources[0] and left_out:
                rows = [row for row in rows if row not in left_out]
            if len(rows) <= MOST_NEAR:
                geometries += [source.geometries[row] for row in rows]
                names += [(source.name_of, row) for row in rows]
        found = nearest(geometries, lon, lat, tolerance_deg) if geometries else None
        if found is None:
            return None
        name, other = ("" if at < 0 else names[at][0](names[at][1]) for at in (found.index, found.other))
        return Snap(found.lon, found.lat, found.kind, name, other)

    def shown_records(self) -> Sequence[Record]:
        """Return the records with a place that are shown."""
        self._sources()
        return self._records

    def layers_at(self, lon: float, lat: float) -> list[str]:
        """Return the names of the layers that have a corner at a place, WGS 84 degrees."""
        found = []
        sources = self._sources()
        self._advance()
        for source in sources[1:]:
            near = source.geometries[source.boxes.near(lon, lat, SAME_DEG)]
            if len(near) and has_corner_at(near, lon, lat):
                found.append(source.name)
        return found

    def _sources(self) -> list[_Source]:
        """Return the records, then each layer that is shown."""
        if self._generation != self._scene.generation:
            self._made = [self._of_records(), *map(_of_layer, self._shown_layers())]
            self._generation = self._scene.generation
        return self._made

    def _advance(self) -> None:
        """Go on with the boxes of one layer: a few milliseconds with each move of the hand."""
        waiting = next((source.boxes for source in self._made if not source.boxes.is_ready), None)
        if waiting is not None:
            waiting.advance()

    def _shown_layers(self) -> list[ContextLayer]:
        return [layer for layer in self._scene.layers if self._scene.shows(layer.layer.uuid)]

    def _of_records(self) -> _Source:
        get = self._scene.records.get
        shown = (get(mark.uuid, kind) for kind in GEOMETRY_KINDS for mark in shown_marks(self._scene, kind))
        records = [record for record in shown if record is not None and record.geometry is not None]
        self._records, self._rows = records, {record.uuid: row for row, record in enumerate(records)}
        geometries = np.array([record.geometry for record in records], dtype=object)
        boxes = BoxIndex(geometries)
        boxes.advance(len(geometries))
        return _Source(geometries, boxes, lambda row: records[row].caption)


def _of_layer(layer: ContextLayer) -> _Source:
    geometries = layer.table.geometry
    boxes = layer.derived("boxes", lambda: BoxIndex(geometries))
    name = layer.layer.name or ""
    return _Source(geometries, boxes, lambda row: layer.label(row) or name, name)
