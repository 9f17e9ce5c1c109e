# SPDX-License-Identifier: MIT
"""Choosing records, and the corners of the one that is chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from hotmap.gui.tools.arrow_keys import ArrowRest, is_arrow, step_px
from hotmap.gui.tools.asking import Prompt
from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.gui.tools.corner_editing import CornerEditor
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

DRAG_PX = 4.0  # a hand trembles; what moves less was a click


class SelectTool(MapTool):
    """Click selects, a box selects many; a selected shape shows its corners, which can be changed."""

    id = "select"
    label = _("Select")
    icon = "select"
    key = "V"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._editor = CornerEditor(canvas)
        self._rest = ArrowRest(canvas, self.settle)
        self._pressed: MapPress | None = None
        self._corner: int | None = None
        self._side: int | None = None
        self._box: QRectF | None = None
        self._hand: MapPress | None = None

    def deactivate(self) -> None:
        """Let go of everything."""
        self.settle()
        self._forget()

    def settle(self) -> None:
        """Write what a key has moved so far."""
        if self._pressed is None:
            self._editor.let_go()

    def in_hand(self) -> Collection[str]:
        """Return the shapes whose corners are in the hand."""
        drag = self._editor.drag
        return () if drag is None else (drag.uuid, *(neighbour.uuid for neighbour in drag.moving))

    def press(self, at: MapPress) -> None:
        """Take a corner or the middle of a side of the selected shape; elsewhere begin a click or a box."""
        self.settle()
        self._forget()
        self._pressed = at
        grips = self._editor.grips()
        if grips is not None:
            self._corner = grips.corner_at(at.px)
            self._side = grips.side_at(at.px) if self._corner is None else None

    def move(self, at: MapPress, *, held: bool) -> None:
        """Drag what is held, or stretch the box."""
        self._hand = at
        if not held or self._pressed is None:
            self._editor.hover(at.px)
            over = self._editor.hovered is not None
            self.canvas.setCursor(Qt.CursorShape.SizeAllCursor if over else self.cursor)
            return
        if self._editor.drag is None and self._box is None and not _is_far(at.px - self._pressed.px):
            return
        if self._corner is None and self._side is None:
            self._box = QRectF(self._pressed.px, at.px).normalized()
            self.canvas.update()
            return
        if self._editor.drag is None:
            self._editor.take(self._corner, self._side)
        self._hand = self.canvas.snapped(at)
        self._editor.move_to(self._hand.place, alone=at.alt)

    def release(self, at: MapPress) -> None:
        """Let the corners go where they are, choose what is in the box, or select what was clicked."""
        pressed, corner, box = self._pressed, self._corner, self._box
        is_held = corner is not None or self._side is not None
        self._forget()
        if pressed is None:
            return
        if self._editor.drag is not None:
            self._editor.let_go()
        elif box is not None:
            self._take_box(box, add=pressed.ctrl or at.ctrl)
        elif corner is not None:
            held = frozenset(self._editor.held_with(corner))
            self._editor.choose(self._editor.chosen ^ held if pressed.shift or pressed.ctrl else held)
            self.canvas.say(self.hint())
        elif not is_held and not pressed.shift:
            self._editor.choose(())
            self.canvas.pick(pressed.px, add=pressed.ctrl)

    def menu(self, at: MapPress) -> None:
        """Ask what can be done here, with what lies here when nothing is selected yet."""
        if not self.canvas.selection:
            self.canvas.pick(at.px)
        self.canvas.menu_wanted.emit(at)

    def double_click(self, at: MapPress) -> None:
        """Take out the corner under the hand."""
        grips = self._editor.grips()
        corner = grips.corner_at(at.px) if grips is not None else None
        if corner is not None:
            self._editor.take_out(self._editor.held_with(corner))

    def takes_key(self, event: QKeyEvent) -> bool:
        """Claim Delete for corners before it deletes records."""
        return event.key() == Qt.Key.Key_Delete and bool(self._corners_meant())

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take out corners or delete records; nudge chosen corners; let go step by step with Esc."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if not self._editor.take_out(self._corners_meant()) and self.canvas.selection:
                self.canvas.delete_wanted.emit()
            return True
        if is_arrow(event):
            self._rest.pressed()
            return self._editor.nudge(*step_px(event))
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
            return True
        return False

    def key_released(self, event: QKeyEvent) -> None:
        """Write where the arrow keys have brought the corners."""
        self._rest.released(event)

    def typed_place(self, lon: float, lat: float) -> None:
        """Put the chosen corner at a place that was typed, or look there."""
        if not self._editor.put((lon, lat)):
            super().typed_place(lon, lat)

    def prompt(self) -> Prompt:
        """Ask for the place of the chosen corner, or for one to look at."""
        asked = super().prompt()
        return replace(asked, title=tr("Type the place of this corner")) if self._editor.has_one() else asked

    def paint(self, painter: QPainter) -> None:
        """Draw the corners of the selected shape, and the box."""
        self._editor.paint(painter, self._hand)
        if self._box is not None:
            self.canvas.overlay.rubber_band(painter, self._box)

    def hint(self) -> str:
        """Say what a click and a drag do."""
        if self._editor.record is None:
            return tr("Click selects, Ctrl-click adds to the selection, a box selects all in it")
        return self._editor.hint()

    def _corners_meant(self) -> Collection[int]:
        hovered = self._editor.hovered
        return self._editor.chosen or (() if hovered is None else self._editor.held_with(hovered))

    def _escape(self) -> None:
        if self._editor.give_up():
            self._pressed = None
        elif self._box is not None:
            self._forget()
        elif self._editor.chosen:
            self._editor.choose(())
        else:
            self.canvas.select(())
        self.canvas.update()

    def _take_box(self, box: QRectF, *, add: bool) -> None:
        """Choose the corners in a box, else select the records in it."""
        self.canvas.update()
        if not add and self._editor.choose_inside(box):
            return
        found = self.canvas.pointing.inside(box)
        self.canvas.select(
            [*self.canvas.selection, *(u for u in found if u not in self.canvas.selection)] if add else found
        )

    def _forget(self) -> None:
        self._pressed = self._corner = self._side = self._box = None


def _is_far(offset: QPointF) -> bool:
    return max(abs(offset.x()), abs(offset.y())) > DRAG_PX
