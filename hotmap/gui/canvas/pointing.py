# SPDX-License-Identifier: MIT
"""Where the hand is: on which place of the ground, pulled to what, and over which records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from hotmap.cartography.hit import Hit, HitTester
from hotmap.cartography.scene import Scene
from hotmap.domain.records import Record
from hotmap.gui.canvas.snapping import SnapSources
from hotmap.gui.tools import MapPress
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

HIT_PX = 8.0
SNAP_PX = 10.0


class Pointing:
    """Tells what the pointer means on a canvas.

    Parameters
    ----------
    canvas : MapCanvas

    Attributes
    ----------
    snapping : bool
        Whether drawn corners are pulled to what is near; Ctrl suspends it.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self.snapping = True
        self._canvas = canvas
        self._snaps: SnapSources | None = None
        self._hits: HitTester | None = None

    def set_snapping(self, on: bool) -> None:
        """Pull drawn corners to what is near, or let them be where the hand is."""
        self.snapping = on
        self._canvas.say(tr("Snapping on") if on else tr("Snapping off"))
        self.tell_snapping()

    def tell_snapping(self) -> None:
        """Tell whether snapping is on, or that nothing is drawn here."""
        self._canvas.snapping_changed.emit(self.snapping if self._canvas.reshapes else None)

    def forget(self) -> None:
        """Another scene is shown."""
        self._snaps = self._hits = None

    def press(self, event: QMouseEvent, *, snaps: bool) -> MapPress:
        """Return where a mouse event happened, snapped when `snaps` asks for it and snapping is on."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return self.press_at(event.position(), shift, ctrl, snaps=snaps, alt=alt)

    def press_at(self, px: QPointF, shift: bool, ctrl: bool, *, snaps: bool, alt: bool = False) -> MapPress:
        """Return what a place of the widget is on the ground, with the keys that are held."""
        canvas = self._canvas
        lon, lat = (float(v) for v in canvas.view.to_lonlat(px.x(), px.y()))
        snap = None
        if snaps and self.snapping and not ctrl:
            tolerance_deg = canvas.degrees_per_px() * SNAP_PX
            snap = self._sources().nearest(lon, lat, tolerance_deg, canvas.tool.in_hand())
        if snap:
            lon, lat = snap.lon, snap.lat
        return MapPress(px, lon, lat, snap, shift, ctrl, alt)

    def found(self, px: QPointF) -> list[str]:
        """Return the uuids of the records under a place of the widget, the topmost first."""
        return [hit.uuid for hit in self._hits_at(px, layers=False)]

    def everything(self, px: QPointF) -> list[Hit]:
        """Return the records under a place of the widget, then the features of layers that are shown."""
        return self._hits_at(px, layers=True)

    def _hits_at(self, px: QPointF, *, layers: bool) -> list[Hit]:
        scene: Scene = self._canvas.scene
        if self._hits is None or self._hits.generation != scene.generation:
            self._hits = HitTester(scene)
        magnify = self._canvas.picture.magnify
        return self._hits.at(
            self._canvas.view, px.x(), px.y(), tolerance_px=HIT_PX * magnify, magnify=magnify, layers=layers
        )

    def inside(self, box_px: QRectF) -> list[str]:
        """Return the uuids of the shown records that lie wholly in a box of the widget."""
        view = self._canvas.view
        west, north = (float(v) for v in view.to_lonlat(box_px.left(), box_px.top()))
        east, south = (float(v) for v in view.to_lonlat(box_px.right(), box_px.bottom()))
        area = shapely.box(west, south, east, north)
        return [record.uuid for record in self.shown_records() if area.covers(record.geometry)]

    def shown_records(self) -> Sequence[Record]:
        """Return the records with a place that are shown."""
        return self._sources().shown_records()

    def layers_at(self, lon: float, lat: float) -> list[str]:
        """Return the names of the layers that have a corner at a place, WGS 84 degrees."""
        return self._sources().layers_at(lon, lat)

    def _sources(self) -> SnapSources:
        if self._snaps is None:
            self._snaps = SnapSources(self._canvas.scene)
        return self._snaps
