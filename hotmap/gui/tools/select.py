# SPDX-License-Identifier: MIT
"""Choosing records and moving their corners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.shaping import midpoints_of, vertices_of, with_vertex_after, with_vertex_at, without_vertex
from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

GRIP_PX = 8.0
MOST_GRIPS = 400  # a coastline has too many corners to be held one by one
LEAST_SIDE_PX = 9.0  # nearer together, corners would hide the shape and could not be told apart


@dataclass
class _Grip:
    """A corner in the hand, and the shape that it is drawn on meanwhile."""

    uuid: str
    index: int
    shape: BaseGeometry
    moved: bool = False


class SelectTool(MapTool):
    """Click selects; a selected shape shows its corners, which can be dragged, added and taken out."""

    id = "select"
    label = _("Select")
    icon = "select"
    key = "V"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._grip: _Grip | None = None
        self._hand: MapPress | None = None

    def deactivate(self) -> None:
        """Let go."""
        self._grip = None

    def press(self, at: MapPress) -> None:
        """Take a corner of the selected shape, or select what is there."""
        self._grip = self._grip_at(at)
        if self._grip is None:
            self.canvas.pick(at.px, add=at.ctrl)

    def move(self, at: MapPress, *, held: bool) -> None:
        """Drag the corner that is held."""
        self._hand = at
        if held and self._grip:
            place = self.canvas.snapped(at).place
            self._grip.shape = with_vertex_at(self._grip.shape, self._grip.index, place)
            self._grip.moved = True
            self.canvas.update()
        elif not held:
            over = self._grip_at(at) is not None
            self.canvas.setCursor(Qt.CursorShape.SizeAllCursor if over else self.cursor)

    def release(self, at: MapPress) -> None:
        """Let the corner go where it is."""
        grip, self._grip = self._grip, None
        if grip is None or not grip.moved:
            return
        if not grip.shape.is_valid:
            self.canvas.say(tr("The outline would cross itself, so the corner went back."))
            self.canvas.update()
            return
        self.canvas.reshaped.emit(grip.uuid, grip.shape)

    def menu(self, at: MapPress) -> None:
        """Ask what can be done here, with what lies here when nothing is selected yet."""
        if not self.canvas.selection:
            self.canvas.pick(at.px)
        self.canvas.menu_wanted.emit(at)

    def double_click(self, at: MapPress) -> None:
        """Take out the corner under the hand."""
        self._take_out(at)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Delete the selected records; Esc selects nothing."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.canvas.selection:
                self.canvas.delete_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._grip = None
            self.canvas.select(())
            return True
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the corners of the selected shape."""
        record = self._shape()
        if record is None:
            return
        shape = self._grip.shape if self._grip else record.geometry
        self.canvas.overlay.shape(painter, shape, live=self._grip is not None)
        if self._can_grip(shape):
            corners, middles = vertices_of(shape), midpoints_of(shape)
            self.canvas.overlay.grips(painter, [p for _, p in corners], [p for _, p in middles])

    def hint(self) -> str:
        """Say what a click and a drag do."""
        if self._shape() is None:
            return tr("Click selects, Ctrl-click adds to the selection")
        if not self._can_grip(self._shape().geometry):
            return tr("Zoom in to move its corners; Delete takes it away")
        return tr("Drag a corner to move it, a small mark to add one; double-click takes a corner out")

    def _shape(self) -> Any:
        """Return the one selected record whose place may be reshaped here."""
        record = self.canvas.only_selected()
        return record if record is not None and record.geometry is not None and self.canvas.reshapes else None

    def _can_grip(self, shape: BaseGeometry) -> bool:
        """Return whether the corners lie far enough apart on the screen to be held."""
        corners = shapely.get_num_coordinates(shape)
        if corners > MOST_GRIPS:
            return False
        return isinstance(shape, Point) or shape.length / corners > LEAST_SIDE_PX * self.canvas.degrees_per_px()

    def _grip_at(self, at: MapPress) -> _Grip | None:
        record = self._shape()
        if record is None:
            return None
        if not self._can_grip(record.geometry):
            return None
        corners = vertices_of(record.geometry)
        near = self._nearest(corners, at.px, GRIP_PX)
        if near is not None:
            return _Grip(record.uuid, near, record.geometry)
        if isinstance(record.geometry, Point):
            return None
        side = self._nearest(midpoints_of(record.geometry), at.px, GRIP_PX)
        if side is None:
            return None
        return _Grip(record.uuid, side + 1, with_vertex_after(record.geometry, side, at.place))

    def _nearest(
        self, corners: Sequence[tuple[int, tuple[float, float]]], px: QPointF, tolerance_px: float
    ) -> int | None:
        """Return the index of the corner under the hand, or None."""
        near = [
            (offset.manhattanLength(), index)
            for index, place in corners
            if (offset := self.canvas.to_px(*place) - px).manhattanLength() <= tolerance_px * 1.5
        ]
        return min(near)[1] if near else None

    def _take_out(self, at: MapPress) -> None:
        record = self._shape()
        near = None if record is None else self._nearest(vertices_of(record.geometry), at.px, GRIP_PX)
        if near is None:
            return
        less = without_vertex(record.geometry, near)
        if less is None or not less.is_valid:
            self.canvas.say(tr("This corner is needed: without it the shape would have no extent."))
            return
        self.canvas.reshaped.emit(record.uuid, less)
