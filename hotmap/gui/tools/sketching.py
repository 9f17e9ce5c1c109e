# SPDX-License-Identifier: MIT
"""What all drawing tools share: a sketch that can be taken back corner by corner and is never lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.gui.tools.repairing import crossing_question
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr_count

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

LonLat = tuple[float, float]


class SketchTool(MapTool):
    """A tool that builds something from places; the base of all that draw more than a point.

    Attributes
    ----------
    kind : str
        Kind of the record that the finished geometry becomes.
    corners : list of (lon, lat)
        What has been set so far, WGS 84 degrees.
    hand : MapPress or None
        Where the hand was last.
    asks : bool
        Whether a question is open about what has been drawn.
    """

    kind: ClassVar[str] = "hotspot"
    snaps = True
    takes_typing = True
    finish_label = _("Finish")

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.corners: list[LonLat] = []
        self.hand: MapPress | None = None
        self.asks = False
        self._taken_back: list[LonLat] = []

    def deactivate(self) -> None:
        """Set the sketch aside."""
        self.park()
        self._taken_back = []

    @property
    def is_under_way(self) -> bool:
        """True once something has been set."""
        return bool(self.corners)

    @property
    def can_bring_back(self) -> bool:
        """True while a corner that was taken back can be set again."""
        return bool(self._taken_back)

    def drawn_now(self) -> BaseGeometry | None:
        """Return the corners that have been set."""
        return MultiPoint(self.corners) if self.corners else None

    def add(self, place: LonLat) -> None:
        """Set a corner, unless it is where the last one is."""
        if not self.corners or place != self.corners[-1]:
            self.corners.append(place)
            self._taken_back = []
            self.changed()

    def take_back(self) -> bool:
        """Take back the last corner."""
        if not self.corners:
            return False
        self._taken_back.append(self.corners.pop())
        self.changed()
        return True

    def bring_back(self) -> bool:
        """Set the corner again that was taken back last."""
        if not self._taken_back:
            return False
        self.corners.append(self._taken_back.pop())
        self.changed()
        return True

    def typed_place(self, lon: float, lat: float) -> None:
        """Set a typed corner."""
        self.add((lon, lat))

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take back a corner with Backspace; set the sketch aside with Esc."""
        if event.key() == Qt.Key.Key_Backspace:
            return self.take_back()
        if event.key() == Qt.Key.Key_Escape and self.is_under_way:
            self.park()
            return True
        return False

    def deliver(self, geometry: BaseGeometry) -> None:
        """Hand over what is finished; its sketch stays on disk until that is written."""
        sketch = self.sketch
        self.clear()
        self.canvas.hand_over(self.kind, geometry, sketch)
        self.canvas.sketch_changed.emit()

    def park(self) -> None:
        """Set the sketch aside, so that it can be resumed after Esc, a crash or a restart."""
        sketch = self.sketch
        if not self.is_under_way:
            return
        self.clear()
        if sketch:
            self.canvas.sketch_parked.emit(sketch)  # before it is told to be gone: it stays on disk
        self.changed()

    def ask_to_repair(self, corners: Sequence[LonLat]) -> bool:
        """Ask what to make of an outline that crosses itself; return whether anything can be made of it."""
        question = crossing_question(corners, self.deliver, self._go_on)
        if question is not None:
            self.asks = True
            self.canvas.ask(question)
            self.canvas.update()
        return question is not None

    def clear(self) -> None:
        """Let go of the sketch without a word."""
        self.corners = []
        self.asks = False
        self._taken_back = []

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The corners as plain data."""
        return {"tool": self.id, "corners": [list(c) for c in self.corners]} if self.corners else None

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on with the corners of a sketch."""
        self.corners = [(float(lon), float(lat)) for lon, lat in sketch["corners"]]
        self.changed()

    def count_text(self) -> str:
        """Say how much has been set."""
        return tr_count("{n} corner", "{n} corners", len(self.corners))

    def _go_on(self) -> None:
        self.asks = False
        self.canvas.say(self.hint())
        self.canvas.update()

    def changed(self) -> None:
        """Tell that the sketch has grown or shrunk."""
        self.asks = False
        self.canvas.sketch_changed.emit()
        self.canvas.say(self.hint())
        self.canvas.update()
