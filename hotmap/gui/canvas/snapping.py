# SPDX-License-Identifier: MIT
"""What the hand can snap to: records, then the layers that are shown."""

from __future__ import annotations

from collections.abc import Collection

from shapely.geometry.base import BaseGeometry

from hotmap.analysis.snapping import Snap, SnapIndex
from hotmap.cartography.scene import Scene
from hotmap.domain.records import GEOMETRY_KINDS

MOST_FEATURES = 200_000  # of one layer; more would take a noticeable moment to index


class SnapSources:
    """Looks for corners and sides in what a scene shows; indexed when first asked.

    Parameters
    ----------
    scene : Scene
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._index: SnapIndex | None = None
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
        if self._index is None or self._generation != self._scene.generation:
            self._index, self._generation = self._built(), self._scene.generation
        rows = {self._rows[uuid] for uuid in skipped if uuid in self._rows}
        return self._index.nearest(lon, lat, tolerance_deg, rows)

    def _built(self) -> SnapIndex:
        geometries: list[BaseGeometry] = []
        names: list[str] = []
        self._rows = {}
        for kind in GEOMETRY_KINDS:
            for record in self._scene.records.of(kind):
                if record.geometry is not None:
                    self._rows[record.uuid] = len(geometries)
                    geometries.append(record.geometry)
                    names.append(record.caption)
        for layer in self._scene.layers:
            if self._scene.shows(layer.layer.uuid) and len(layer.table) <= MOST_FEATURES:
                for row, geometry in enumerate(layer.table.geometry):
                    if geometry is not None:
                        geometries.append(geometry)
                        names.append(layer.label(row) or layer.layer.name or "")
        return SnapIndex(geometries, names)
