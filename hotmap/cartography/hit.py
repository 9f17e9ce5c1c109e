# SPDX-License-Identifier: MIT
"""What lies under the pointer: points before lines before areas, small before large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.context import ContextLayer
from hotmap.cartography.marks import EventMark, HotspotMark, PresenceMark
from hotmap.cartography.projection import M_PER_DEGREE, View, to_degrees, to_metres
from hotmap.cartography.scene import Scene

TOLERANCE_PX = 7.0
_SAME_PLACE_PX = 6.0
_SYMBOL_REACH_PX = 13.0  # a badge or frame is hit anywhere on it


@dataclass(frozen=True)
class Hit:
    """One thing under the pointer.

    Attributes
    ----------
    kind : str
        Kind of the record: ``hotspot``, ``presence``, ``incident``, ``visit`` or ``layer``.
    uuid : str
        Of the record; of the layer for a feature of a context layer.
    row : int
        Row of the feature in its layer, else −1.
    distance_px : float
    """

    kind: str
    uuid: str
    row: int = -1
    distance_px: float = 0.0


class HitTester:
    """Finds what lies at a place of a view; trees are built when first asked, kind by kind.

    Make a new one when the scene's generation has changed; trees of layers are kept with the layer.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.generation = scene.generation
        self._trees: dict[str, tuple[STRtree, list[tuple[str, str]], np.ndarray]] = {}

    def at(
        self,
        view: View,
        x_px: float,
        y_px: float,
        *,
        tolerance_px: float = TOLERANCE_PX,
        magnify: float = 1.0,
        layers: bool = False,
    ) -> list[Hit]:
        """Return what lies at a place, the likeliest first.

        Parameters
        ----------
        view : View
        x_px, y_px : float
            In the view's pixels.
        tolerance_px : float
            How far off a line may be hit.
        magnify : float
            How much larger than usual symbols are drawn.
        layers : bool
            Whether features of context layers count too; they come last.
        """
        found: list[tuple[tuple[float, ...], Hit]] = []
        for order, kind in enumerate(("hotspot", "presence", "incident", "visit")):
            reach_px = _SYMBOL_REACH_PX * magnify
            for (dimension, away), hit in self._records(kind, view, x_px, y_px, tolerance_px, reach_px):
                # Signs that lie on each other are as near as each other: a hotspot goes before its visit.
                found.append(((dimension, away // _SAME_PLACE_PX if not dimension else 0.0, order, away), hit))
        found.sort(key=lambda item: item[0])
        hits = [hit for _, hit in found]
        if layers:
            hits += [
                hit
                for layer in reversed(self._shown_layers())
                for hit in _features(layer, view, x_px, y_px, tolerance_px)
            ]
        return hits

    def inside(
        self, bbox: tuple[float, float, float, float], kinds: Iterable[str] = ("hotspot", "presence")
    ) -> list[Hit]:
        """Return the records of some kinds that meet a box of degrees."""
        area = shapely.box(*bbox)
        found = []
        for kind in kinds:
            tree, keys, _ = self._tree(kind)
            found += [Hit(kind, keys[i][0]) for i in sorted(tree.query(area, predicate="intersects").tolist())]
        return found

    def _records(
        self, kind: str, view: View, x_px: float, y_px: float, tolerance_px: float, reach_px: float
    ) -> list[tuple[tuple[float, ...], Hit]]:
        tree, keys, anchors = self._tree(kind)
        if not keys:
            return []
        found: dict[int, tuple[float, ...]] = {}
        scale = 1 / view.m_per_px
        px = (anchors[:, 0] - view.x_m) * scale + view.width_px / 2
        py = (view.y_m - anchors[:, 1]) * scale + view.height_px / 2
        away = np.hypot(px - x_px, py - y_px)
        for i in np.flatnonzero(away <= reach_px).tolist():
            found[i] = (0.0, float(away[i]))
        lon, lat = (float(v) for v in view.to_lonlat(x_px, y_px))
        near = _box_around(view, lon, lat, tolerance_px)
        for i in tree.query(near).tolist():
            geometry = tree.geometries[i]
            distance = _distance_px(view, geometry, lon, lat)
            if i in found or distance > tolerance_px:
                continue
            dimension = shapely.get_dimensions(geometry)
            found[i] = (float(dimension), float(geometry.area if dimension == 2 else distance))
        return [(rank, Hit(kind, keys[i][0], -1, rank[1] if rank[0] < 2 else 0.0)) for i, rank in found.items()]

    def _tree(self, kind: str) -> tuple[STRtree, list[tuple[str, str]], np.ndarray]:
        if kind not in self._trees:
            marks = shown_marks(self.scene, kind)
            geometries = np.array([m.geometry for m in marks], dtype=object)
            anchors = np.array([(m.x_m, m.y_m) for m in marks], float).reshape(-1, 2)
            self._trees[kind] = (STRtree(geometries), [(m.uuid, kind) for m in marks], anchors)
        return self._trees[kind]

    def _shown_layers(self) -> list[ContextLayer]:
        return [c for c in self.scene.layers if self.scene.shows(c.layer.uuid) and c.style.theme != "land"]


def shown_marks(scene: Scene, kind: str) -> list[HotspotMark | PresenceMark | EventMark]:
    """Return the marks of a kind that are not switched off."""
    marks: list[HotspotMark | PresenceMark | EventMark] = []
    if kind == "hotspot" and scene.shows("hotspots"):
        marks += [m for m in scene.hotspots if scene.shows(m.level)]
    elif kind == "presence" and scene.shows("presence"):
        marks += [m for m in scene.presence if scene.shows(m.domain)]
    elif kind == "incident" and scene.shows("incidents"):
        marks += scene.incidents
    elif kind == "visit" and scene.shows("visits"):
        marks += scene.visits
    return marks


def _features(layer: ContextLayer, view: View, x_px: float, y_px: float, tolerance_px: float) -> list[Hit]:
    tree = layer.tree()
    lon, lat = (float(v) for v in view.to_lonlat(x_px, y_px))
    found = []
    for i in tree.query(_box_around(view, lon, lat, tolerance_px)).tolist():
        geometry = tree.geometries[i]
        distance = _distance_px(view, geometry, lon, lat)
        if distance <= tolerance_px:
            dimension = int(shapely.get_dimensions(geometry))
            found.append(
                (
                    (dimension, geometry.area if dimension == 2 else distance),
                    Hit("layer", layer.layer.uuid, i, distance),
                )
            )
    return [hit for _, hit in sorted(found, key=lambda item: item[0])]


def _box_around(view: View, lon: float, lat: float, reach_px: float) -> BaseGeometry:
    lon1, lat1 = to_degrees(*(v + reach_px * view.m_per_px for v in _metres(lon, lat)))
    dx, dy = abs(float(lon1) - lon), abs(float(lat1) - lat)
    return shapely.box(lon - dx, lat - dy, lon + dx, lat + dy)


def _metres(lon: float, lat: float) -> tuple[float, float]:
    x, y = to_metres(lon, lat)
    return float(x), float(y)


def _distance_px(view: View, geometry: BaseGeometry, lon: float, lat: float) -> float:
    """Return the distance on the screen, from the nearest point in degrees; exact enough for a pointer."""
    point = shapely.Point(lon, lat)
    if shapely.get_dimensions(geometry) == 2 and geometry.intersects(point):
        return 0.0
    nearest = shapely.get_coordinates(shapely.shortest_line(geometry, point))
    if not len(nearest):
        return float("inf")
    east_m = (nearest[0, 0] - lon) * M_PER_DEGREE * cos(radians(lat))
    north_m = (nearest[0, 1] - lat) * M_PER_DEGREE
    return hypot(east_m, north_m) / view.ground_m_per_px
