# SPDX-License-Identifier: MIT
"""Working on whole shapes: moving and turning what is selected, true on the ground."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from shapely.geometry import GeometryCollection
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import LonLat
from hotmap.analysis.moving import centre_of
from hotmap.domain.records import Record
from hotmap.gui.tools.arrow_keys import ArrowRest, is_arrow
from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.gui.tools.live_outlines import paint_outcome
from hotmap.gui.tools.selected import selected_shapes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.services.reshaping import MapEdit

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

DRAG_PX = 4.0
THIN_PX = 0.7


class WholeShapesTool(MapTool):
    """Takes the selected shapes in the hand; the base of move and turn."""

    group = _("Reshape")
    takes_typing = True
    least_dimension: ClassVar[int] = 0

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._rest = ArrowRest(canvas, self.settle)
        self.hand: MapPress | None = None
        self._pressed: MapPress | None = None
        self._held: tuple[Record, ...] = ()
        self._outlines: tuple[BaseGeometry, ...] = ()
        self._centre: LonLat = (0.0, 0.0)
        self._has_moved = False

    def changed(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape, or an outline of one, as it is now in the hand."""
        raise NotImplementedError

    def note(self, records: Collection[Record]) -> str:
        """Name the action that the hand is doing."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget how far the hand has come."""
        raise NotImplementedError

    def drag(self, start: MapPress, at: MapPress) -> None:
        """Follow the hand."""
        raise NotImplementedError

    def turn_key(self, event: QKeyEvent) -> None:
        """Follow an arrow key."""
        raise NotImplementedError

    def records(self) -> list[Record]:
        """Return the selected records that it works on."""
        shapes = selected_shapes(self.canvas)
        return [record for record in shapes if shapely.get_dimensions(record.geometry) >= self.least_dimension]

    def has_work(self) -> bool:
        """Return whether a shape is selected that it works on."""
        return bool(self.records())

    def in_hand(self) -> Collection[str]:
        """Return the shapes in the hand."""
        return [record.uuid for record in self._held]

    @property
    def is_under_way(self) -> bool:
        """True while something is in the hand."""
        return bool(self._held)

    def deactivate(self) -> None:
        """Let go."""
        self.settle()
        self._let_go()

    def settle(self) -> None:
        """Write what a key has moved so far."""
        if self._pressed is None:
            self._write()

    def press(self, at: MapPress) -> None:
        """Take the selected shapes in the hand, first selecting what is under it."""
        self.settle()
        if at.ctrl:
            self.canvas.pick(at.px, add=True)
            return
        found = self.canvas.pointing.found(at.px)
        if not any(record.uuid in found for record in self.records()) and self._selects(found):
            self.canvas.select(found[:1])
        if self.records():
            self._take(at)
            self._pressed = at
        self.canvas.say(self.hint())

    def move(self, at: MapPress, *, held: bool) -> None:
        """Follow the hand."""
        self.hand = at
        if held and self._pressed is not None and (self._has_moved or _is_far(at.px - self._pressed.px)):
            self._has_moved = True
            self.drag(self._pressed, at)
            self.canvas.say(self.hint())
        self.canvas.update()

    def release(self, at: MapPress) -> None:
        """Leave the shapes where they are now."""
        self._pressed = None
        self._write()
        self.canvas.say(self.hint())

    def finish(self) -> None:
        """Leave the shapes where they are now."""
        self._write()

    def menu(self, at: MapPress) -> None:
        """Ask what can be done here."""
        self.canvas.menu_wanted.emit(at)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Follow the arrow keys; put back with Esc what is in the hand."""
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._pressed = None
            self._let_go()
            self.canvas.say(self.hint())
            return True
        if not is_arrow(event) or not self.records():
            return False
        self._rest.pressed()
        if not self._held:
            self._take(None)
        self._has_moved = True
        self.turn_key(event)
        self.canvas.update()
        return True

    def key_released(self, event: QKeyEvent) -> None:
        """Write what an arrow key has done."""
        self._rest.released(event)

    def paint(self, painter: QPainter) -> None:
        """Draw the shapes where they are in the hand."""
        for outline in self._outlines if self._has_moved else ():
            paint_outcome(painter, self.changed(outline), self.canvas.view, self.canvas.picture.magnify)

    def do_typed(self) -> None:
        """Write what was typed."""
        self._has_moved = True
        self._write()

    def take_typed(self) -> None:
        """Take the selected shapes in the hand for what is being typed."""
        if not self._held:
            self._take(None)

    def _selects(self, found: Collection[str]) -> bool:
        """Return whether a press on what is under the hand selects it."""
        return bool(found)

    def _take(self, at: MapPress | None) -> None:
        self._held = tuple(self.records())
        self._centre = centre_of(GeometryCollection([record.geometry for record in self._held]))
        tolerance_deg = self.canvas.degrees_per_px() * THIN_PX
        self._outlines = tuple(shapely.simplify(record.geometry, tolerance_deg) for record in self._held)
        self._has_moved = False
        self.reset()

    def _write(self) -> None:
        held, has_moved = self._held, self._has_moved
        if held and has_moved:
            edit = MapEdit(self.note(held), {record.uuid: self.changed(record.geometry) for record in held})
            self._let_go()
            self.canvas.edited.emit(edit)
        else:
            self._let_go()

    def _let_go(self) -> None:
        self._held, self._outlines, self._has_moved = (), (), False
        self.reset()
        self.canvas.update()


def _is_far(offset: QPointF) -> bool:
    return max(abs(offset.x()), abs(offset.y())) > DRAG_PX


def nothing_selected() -> str:
    """Say that a shape has to be selected first."""
    return tr("Click a shape to select it; Ctrl-click adds more")
