# SPDX-License-Identifier: MIT
"""Moving whole shapes; they keep their size on the ground."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from shapely.geometry import GeometryCollection, Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.bearings import parse_step
from hotmap.analysis.corners import LonLat
from hotmap.analysis.geodesy import destination, distance_m
from hotmap.analysis.moving import moved
from hotmap.domain.records import Record
from hotmap.gui.tools.arrow_keys import step_px
from hotmap.gui.tools.asking import Prompt, Typed
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.grips import GRIP_PX
from hotmap.gui.tools.readings import way_text
from hotmap.gui.tools.selected import name_of
from hotmap.gui.tools.whole_shapes import WholeShapesTool, nothing_selected
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_length

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas


class MoveTool(WholeShapesTool):
    """Drag the selected shapes; taken at a corner, that corner is pulled to others."""

    id = "move"
    label = _("Move")
    icon = "move"
    key = "N"
    finish_label = _("Move it")
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._from: LonLat | None = None
        self._to: LonLat | None = None

    def changed(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape laid out where the hand is."""
        return shape if self._from is None or self._to is None else moved(shape, self._from, self._to)

    def note(self, records: Collection[Record]) -> str:
        """Say what moves, and how far."""
        assert self._from is not None
        assert self._to is not None
        far = format_length(distance_m(*self._from, *self._to))
        return tr("Move {name} by {distance}").format(name=name_of(list(records)), distance=far)

    def reset(self) -> None:
        """Forget the way."""
        self._from = self._to = None

    def drag(self, start: MapPress, at: MapPress) -> None:
        """Bring the corner that was taken, or the place that was pressed, to the hand."""
        if self._from is None:
            self._from = self._corner_near(start.px)
            self._is_at_corner = self._from is not None
            self._from = self._from or start.place
        self.hand = self.canvas.snapped(at) if self._is_at_corner else at
        self._to = self.hand.place

    def turn_key(self, event: QKeyEvent) -> None:
        """Move by a pixel, with Shift by ten."""
        right_px, down_px = step_px(event)
        self._from = self._from or self._centre
        px = self.canvas.to_px(*(self._to or self._from)) + QPointF(right_px, down_px)
        lon, lat = self.canvas.view.to_lonlat(px.x(), px.y())
        self._to = (float(lon), float(lat))

    def paint(self, painter: QPainter) -> None:
        """Draw the shapes where they are in the hand, and how far they have come."""
        super().paint(painter)
        if self._has_moved and self.hand is not None and self._from and self._to:
            if self.hand.snap:
                self.canvas.overlay.snap(painter, self.hand)
            self.canvas.overlay.readout(painter, self.hand, [way_text(self._from, self._to)])

    def prompt(self) -> Prompt:
        """Ask how far, or where to."""
        return Prompt(
            tr("Type how far to move"), tr("045 2.5 km"), tr("A bearing and a distance, or the place of its middle.")
        )

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand a bearing and a distance, or where the middle goes."""
        if not self.records():
            raise CoordinateError(nothing_selected())
        self.take_typed()
        start, step = self._centre, parse_step(text)
        if step is not None:
            end = destination(*start, step.bearing_deg, step.distance_m)
        else:
            place = super().read(text, area).shape
            assert isinstance(place, Point)
            end = (place.x, place.y)
        self._from, self._to = start, end
        shown = GeometryCollection([moved(outline, start, end) for outline in self._outlines])
        return Typed(way_text(start, end), shapely.union_all(shown.geoms), self.do_typed)

    def hint(self) -> str:
        """Say what a drag does."""
        if not self.records():
            return nothing_selected()
        if self._has_moved:
            return tr("Let go to set it down; Esc puts it back")
        return tr("Drag to move, from a corner to snap it; arrow keys nudge; a figure types bearing and distance")

    def _corner_near(self, px: QPointF) -> LonLat | None:
        """Return the corner of what is in the hand that lies under a place of the widget."""
        places = shapely.get_coordinates([record.geometry for record in self._held])
        x, y = self.canvas.view.to_px(places[:, 0], places[:, 1])
        away = np.hypot(x - px.x(), y - px.y())
        nearest = int(np.argmin(away))
        lon, lat = places[nearest].tolist()
        return (lon, lat) if away[nearest] <= GRIP_PX else None
