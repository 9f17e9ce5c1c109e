# SPDX-License-Identifier: MIT
"""What there is to draw, from a plan or a release: marks of records, context layers, base map.

A scene is brought up to date record kind by record kind; `Scene.generation` counts the changes, so
that a picture begun before can be told from one that is current.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
import shapely

from hotmap.cartography.basemap import Place
from hotmap.cartography.context import ContextLayer, Features
from hotmap.cartography.layer_order import in_drawing_order
from hotmap.cartography.left_out import LeftOut
from hotmap.cartography.marks import EventMark, HotspotMark, PrecisionOf, PresenceMark, hotspot_mark, presence_mark
from hotmap.cartography.projection import BBox
from hotmap.cartography.range_rings import RangeRings
from hotmap.cartography.raster_layer import KIND as RASTER
from hotmap.cartography.raster_layer import RasterLayer, Rasters
from hotmap.domain.codelists import LEVELS
from hotmap.domain.cover import StandingCover, has_ended
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import HOTSPOT_CHILDREN, Layer
from hotmap.domain.summary import HotspotSummary, summarise

_OF_HOTSPOTS = ("plan", "hotspot", "presence", *HOTSPOT_CHILDREN)


class BaseMapLike(Protocol):
    """What a scene asks of a base map; see `hotmap.cartography.basemap.BaseMap`."""

    def land(self, bbox: BBox, tolerance_deg: float = ...) -> np.ndarray:
        """Return the land in a box as polygons."""

    def coast(self, bbox: BBox, tolerance_deg: float = ...) -> np.ndarray:
        """Return the coast and lake shores in a box as lines."""

    def boundaries(self, bbox: BBox, tolerance_deg: float = ...) -> np.ndarray:
        """Return the borders in a box as lines."""

    def towns(self, bbox: BBox, limit: int) -> list[Place]:
        """Return the first towns in a box."""

    def countries(self, bbox: BBox, limit: int) -> list[Place]:
        """Return the largest countries in a box."""


class Scene:
    """The drawable content of a record set.

    Parameters
    ----------
    records : RecordSet
        A plan, or a release (whose ``precision_of`` tells which hotspots are cells).
    features : callable, optional
        Gives the features of a layer; by default ``records.features`` where there is one.
    rasters : callable, optional
        Opens the picture of a base map; by default ``records.raster`` where there is one. Without one
        none is drawn.
    base_map : BaseMap, optional
        Without one the ground is bare land.
    today : date, optional
        For overdue reviews, and for presence: what has ended is not drawn, what is still to come is drawn
        as planned. By default the plan's own day.
    cover : mapping, optional
        Known cover by hotspot, as for `hotmap.domain.summary.summarise`; a release brings its own.
    summaries : mapping, optional
        The summaries of the records where somebody has them already.

    Attributes
    ----------
    hidden : set of str
        What is not drawn: ``hotspots`` or single levels (``undecided`` too), ``presence`` or single
        domains, ``patrols``, ``alert_network``, ``incidents``, ``visits``, ``labels``, ``cover`` (the
        rings of Must where no force stands), and the uuids of layers.
    rings : RangeRings
        Which presence has circles of distance about it; see `set_rings`.
    left_out : LeftOut
        What a filter leaves out; see `leave_out`.
    selected : set of str
        uuids whose labels come first.
    layers, rasters, stack : tuple
        Context layers, base maps, and both together; each as they are drawn, the lowest first.
    open_raster : callable or None
        Opens the picture of a base map.
    waits_for_rasters : bool
        Whether drawing waits for a picture that must first be read through; a window does not.
    """

    def __init__(
        self,
        records: RecordSet,
        *,
        features: Features | None = None,
        rasters: Rasters | None = None,
        base_map: BaseMapLike | None = None,
        today: date | None = None,
        cover: Mapping[str, StandingCover] | None = None,
        summaries: Mapping[str, HotspotSummary] | None = None,
    ) -> None:
        self.base_map = base_map
        self.today = today or records.info.day()
        self.cover = getattr(records, "cover", None) if cover is None else cover
        self.hidden: set[str] = set()
        self.rings = RangeRings()
        self.left_out = LeftOut()
        self.selected: set[str] = set()
        self.generation = 0
        self.layers: tuple[ContextLayer, ...] = ()
        self.rasters: tuple[RasterLayer, ...] = ()
        self.stack: tuple[ContextLayer | RasterLayer, ...] = ()
        self.waits_for_rasters = True
        self.hotspots: tuple[HotspotMark, ...] = ()
        self.presence: tuple[PresenceMark, ...] = ()
        self.incidents: tuple[EventMark, ...] = ()
        self.visits: tuple[EventMark, ...] = ()
        self.summaries: Mapping[str, HotspotSummary] = {}
        self._features = features or getattr(records, "features", None)
        self.open_raster = rasters or getattr(records, "raster", None)
        self._seen: dict[str, tuple[Any, ...]] = {}
        self._whole = _Whole()
        self.records = records
        self.update(records, summaries)

    def update(self, records: RecordSet, summaries: Mapping[str, HotspotSummary] | None = None) -> frozenset[str]:
        """Take over records; only what changed is built again. Return the kinds that changed.

        Summaries that somebody has already are taken over, else they are made.
        """
        changed = frozenset(kind for kind in _KINDS if self._is_new(kind, records.of(kind)))
        self.records = records
        if changed & set(_OF_HOTSPOTS):
            self.summaries = summarise(records, self.today, self.cover) if summaries is None else summaries
            self._whole.hotspots = self._hotspots(records)
        precision_of = getattr(records, "precision_of", None)
        if "presence" in changed:
            day = self.today.isoformat()
            there = (p for p in records.of("presence") if not has_ended(p, day))
            presence = (presence_mark(p, records.lists, precision_of, today=day) for p in there)
            self._whole.presence = tuple(mark for mark in presence if mark is not None)
        if "incident" in changed:
            self._whole.incidents = _events(records.of("incident"), precision_of)
        if "visit" in changed:
            self._whole.visits = _events(records.of("visit"), precision_of)
        if "layer" in changed:
            self._whole.layers = self._layers(layer for layer in records.of("layer") if layer.kind != RASTER)
            self.rasters = self._base_maps(layer for layer in records.of("layer") if layer.kind == RASTER)
        if changed:
            self._sift(layers="layer" in changed)
        return changed

    def leave_out(self, left_out: LeftOut) -> None:
        """Leave out other records and rows than before."""
        before, self.left_out = self.left_out, left_out
        self._sift(layers=before.rows is not left_out.rows)

    def borrow(self, other: Scene, uuids: Iterable[str]) -> None:
        """Take over layers of another scene with their arrays, so that none is read twice."""
        known = {layer.layer.uuid for layer in self._whole.layers}
        wanted = set(uuids) - known
        self._whole.layers += tuple(layer for layer in other._whole.layers if layer.layer.uuid in wanted)

    @property
    def whole_layers(self) -> tuple[ContextLayer, ...]:
        """The layers with all their features, left out or not."""
        return self._whole.layers

    def whole_layer(self, uuid: str) -> ContextLayer | None:
        """Return a layer with all its features, left out or not; None when there is none."""
        return next((layer for layer in self._whole.layers if layer.layer.uuid == uuid), None)

    def show(self, *keys: str, shown: bool = True) -> None:
        """Show or hide levels, presence domains, kinds or layers by their key; see `hidden`."""
        before = set(self.hidden)
        self.hidden = self.hidden - set(keys) if shown else self.hidden | set(keys)
        if self.hidden != before:
            self.generation += 1

    def shows_photograph(self, bbox: BBox) -> bool:
        """Return whether a picture of many colours is drawn inside a box of degrees."""
        shown = (one for one in self.rasters if one.raster and not one.is_relief and self.shows(one.layer.uuid))
        boxes = [box for one in shown if (box := one.bbox) is not None]
        return any(b[0] < bbox[2] and b[2] > bbox[0] and b[1] < bbox[3] and b[3] > bbox[1] for b in boxes)

    def set_rings(self, rings: RangeRings) -> None:
        """Draw other circles of distance."""
        if rings != self.rings:
            self.rings = rings
            self.generation += 1

    def shows(self, key: str) -> bool:
        """Return whether a key is drawn."""
        return key not in self.hidden

    def extent(self, kinds: Iterable[str] = ("hotspot", "presence", "layer")) -> BBox | None:
        """Return the box of degrees around what there is, hotspots first; None when there is nothing."""
        for kind in kinds:
            if kind == "layer":
                known = [layer.bbox for layer in self.layers] + [base.bbox for base in self.rasters]
                boxes = [box for box in known if box is not None]
                bounds = np.array(boxes, float).reshape(-1, 4)
            else:
                geometries = [r.geometry for r in self.records.of(kind) if r.geometry is not None]
                bounds = shapely.bounds(np.array(geometries, dtype=object)).reshape(-1, 4)
            bounds = bounds[~np.isnan(bounds).any(axis=1)]
            if len(bounds):
                low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
                return float(low[0]), float(low[1]), float(high[0]), float(high[1])
        return None

    def _hotspots(self, records: RecordSet) -> tuple[HotspotMark, ...]:
        precision_of = getattr(records, "precision_of", None)
        band_of = getattr(records, "people_band", None)
        releases = getattr(records, "releases", None)
        knows_factors = releases is None or bool(releases("threat", "severity"))
        before = {mark.uuid: mark for mark in self._whole.hotspots}

        def marked(uuid: str, summary: HotspotSummary) -> HotspotMark | None:
            known = before.get(uuid)
            if known is not None and (known.summary is summary or known.summary == summary):
                return known
            people = band_of(uuid) if band_of else ""
            return hotspot_mark(summary, records.lists, precision_of, people=people, knows_factors=knows_factors)

        marks = (marked(uuid, s) for uuid, s in self.summaries.items() if s.hotspot.status != "closed")
        return tuple(mark for mark in marks if mark is not None)

    def _is_new(self, kind: str, records: Any) -> bool:
        seen = self._seen.get(kind)
        self._seen[kind] = tuple(records)
        return seen is None or len(seen) != len(records) or any(a is not b for a, b in zip(seen, records, strict=True))

    def _layers(self, layers: Iterable[Layer]) -> tuple[ContextLayer, ...]:
        known = {known.layer.uuid: known for known in self._whole.layers}
        found = []
        for layer in layers:
            before = known.get(layer.uuid)
            if before is not None and before.layer.table == layer.table:
                found.append(before.restyled(layer))
            else:
                found.append(ContextLayer.read(layer, self._features))
            self._take_visibility(layer)
        return tuple(in_drawing_order(found, lambda context: context.layer))

    def _base_maps(self, layers: Iterable[Layer]) -> tuple[RasterLayer, ...]:
        known = {known.layer.uuid: known for known in self.rasters}
        found = []
        for layer in layers:
            before = known.get(layer.uuid)
            found.append(before.after(layer, self.open_raster) if before else RasterLayer.of(layer, self.open_raster))
            self._take_visibility(layer)
        return tuple(in_drawing_order(found, lambda raster: raster.layer))

    def _take_visibility(self, layer: Layer) -> None:
        if layer.visible is False:
            self.hidden.add(layer.uuid)
        else:
            self.hidden.discard(layer.uuid)

    def look_for_rasters(self) -> bool:
        """Try again to open the pictures that could not be shown; return whether there is anything new."""
        again = tuple(
            one if one.raster is not None else RasterLayer.of(one.layer, self.open_raster) for one in self.rasters
        )
        is_new = [one.problem for one in again] != [one.problem for one in self.rasters]
        if is_new:
            self.rasters = again
            self._stack()
            self.generation += 1
        return is_new

    def _sift(self, *, layers: bool) -> None:
        whole, marks = self._whole, self.left_out.marks
        self.hotspots, self.presence = marks(whole.hotspots), marks(whole.presence)
        self.incidents, self.visits = marks(whole.incidents), marks(whole.visits)
        if layers:
            self.layers = tuple(self.left_out.layer(layer) for layer in whole.layers)
            self._stack()
        self.generation += 1

    def _stack(self) -> None:
        self.stack = tuple(in_drawing_order((*self.layers, *self.rasters), lambda one: one.layer))


@dataclass
class _Whole:
    """Everything there is, whatever a filter leaves out."""

    hotspots: tuple[HotspotMark, ...] = ()
    presence: tuple[PresenceMark, ...] = ()
    incidents: tuple[EventMark, ...] = ()
    visits: tuple[EventMark, ...] = ()
    layers: tuple[ContextLayer, ...] = ()


def _events(records: Iterable[Any], precision_of: PrecisionOf | None) -> tuple[EventMark, ...]:
    marks = (EventMark.of(record, precision_of) for record in records)
    return tuple(mark for mark in marks if mark is not None)


_KINDS = (*_OF_HOTSPOTS, "visit", "layer")

LEVEL_ORDER = ("undecided", *reversed(LEVELS))
"""Levels as they are painted: the most urgent last, on top."""
