# SPDX-License-Identifier: MIT
"""Drawing corner by corner: lines and areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.geodesy import area_m2, length_m
from hotmap.analysis.shaping import area_from, crosses_itself
from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_area, format_length

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

LonLat = tuple[float, float]


class OutlineTool(MapTool):
    """Corner by corner; the base of line and area.

    Attributes
    ----------
    kind : str
        Kind of the record that the finished geometry becomes.
    closes : bool
        Whether the last corner joins the first.
    least : int
        Fewest corners.
    """

    kind: ClassVar[str] = "hotspot"
    closes: ClassVar[bool] = False
    least: ClassVar[int] = 2
    snaps = True

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.corners: list[LonLat] = []
        self._hand: MapPress | None = None

    def deactivate(self) -> None:
        """Set the sketch aside."""
        self.park()

    def press(self, at: MapPress) -> None:
        """Set a corner; on the first corner of an area, finish."""
        if self.corners and at.place == self.corners[-1]:
            return
        if self.closes and len(self.corners) >= self.least and self.canvas.is_at(self.corners[0], at.px):
            self.finish()
            return
        self.corners.append(at.place)
        self._changed()

    def move(self, at: MapPress, *, held: bool) -> None:
        """Show the next side."""
        self._hand = at
        self.canvas.update()

    def double_click(self, at: MapPress) -> None:
        """Finish; the press before has set the last corner."""
        self.finish()

    def finish(self) -> None:
        """Hand over the geometry, or say why that is not possible yet."""
        if len(self.corners) < self.least:
            self.canvas.say(
                tr("A {what} needs at least {n} corners.").format(what=tr(self.label).lower(), n=self.least)
            )
            return
        geometry = self.geometry()
        if geometry is None:
            self.canvas.say(tr("The outline crosses itself: Backspace takes back the last corner."))
            return
        sketch, self.corners = self.sketch, []
        self._changed()
        self.canvas.hand_over(self.kind, geometry, sketch)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take back a corner with Backspace; set the sketch aside with Esc."""
        if event.key() == Qt.Key.Key_Backspace and self.corners:
            self.corners.pop()
            self._changed()
            return True
        if event.key() == Qt.Key.Key_Escape and self.corners:
            self.park()
            return True
        return False

    def typed_place(self, lon: float, lat: float) -> None:
        """Set a typed corner."""
        self.corners.append((lon, lat))
        self._changed()

    def geometry(self) -> BaseGeometry | None:
        """Return the geometry of the corners so far, or None when it has no extent."""
        return area_from(self.corners) if self.closes else LineString(self.corners)

    def park(self) -> None:
        """Set the sketch aside, so that it can be resumed after Esc, a crash or a restart."""
        sketch = self.sketch
        self.corners = []
        self._changed()
        if sketch:
            self.canvas.sketch_parked.emit(sketch)

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The corners as plain data."""
        return {"tool": self.id, "corners": [list(c) for c in self.corners]} if self.corners else None

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on with the corners of a sketch."""
        self.corners = [(float(lon), float(lat)) for lon, lat in sketch["corners"]]
        self._changed()

    def hint(self) -> str:
        """Say what a click, Backspace and a right-click do."""
        if not self.corners:
            return tr("Click sets the first corner; a place can be typed too")
        return tr("Click adds a corner, Backspace takes it back, right-click finishes, Esc sets aside")

    def paint(self, painter: QPainter) -> None:
        """Draw the sketch with its corners, its next side and what it measures."""
        live = [*self.corners, self._hand.place] if self._hand and self.corners else self.corners
        crossed = self.closes and crosses_itself(self.corners)
        self.canvas.overlay.sketch(painter, self.corners, live, closes=self.closes, wrong=crossed)
        if self._hand and self._hand.snap:
            self.canvas.overlay.snap(painter, self._hand)
        if self._hand and self.corners:
            self.canvas.overlay.readout(painter, self._hand, self._measures(live))

    def _measures(self, live: list[LonLat]) -> list[str]:
        lines = []
        side = length_m(LineString(live[-2:])) if len(live) > 1 else 0.0
        if self.closes and len(live) > 2:
            area = area_from(live)
            if area is not None:
                lines.append(format_area(area_m2(area)))
            around = length_m(LineString([*live, live[0]]))
            lines.append(
                tr("this side {side} · round {around}").format(side=format_length(side), around=format_length(around))
            )
        elif len(live) > 1:
            whole = length_m(LineString(live))
            lines.append(format_length(whole))
            lines.append(tr("this side {side}").format(side=format_length(side)))
        return lines

    def _changed(self) -> None:
        self.canvas.sketch_changed.emit()
        self.canvas.say(self.hint())
        self.canvas.update()


class LineTool(OutlineTool):
    """A hotspot along a road, a firewood route, a corridor."""

    id = "line"
    label = _("Line")
    icon = "line"
    key = "L"


class AreaTool(OutlineTool):
    """A hotspot with an extent: a camp, fields, a quarter."""

    id = "area"
    label = _("Area")
    icon = "area"
    group = _("Area")
    key = "A"
    closes = True
    least = 3


class PatrolTool(OutlineTool):
    """A patrol route."""

    id = "patrol"
    label = _("Patrol")
    icon = "patrol"
    group = _("Presence")
    key = "T"
    kind = "presence"


class MeasureTool(OutlineTool):
    """Length and area without drawing anything into the plan."""

    id = "measure"
    label = _("Measure")
    icon = "measure"
    key = "M"
    closes = True
    least = 2

    def finish(self) -> None:
        """Forget the measure."""
        self.corners = []
        self._changed()

    def park(self) -> None:
        """Forget the measure; there is nothing to lose."""
        self.finish()

    @property
    def sketch(self) -> dict[str, Any] | None:
        """Nothing is lost with a measure."""
        return None

    def hint(self) -> str:
        """Say what the measure does."""
        return tr("Click along what you measure; right-click ends it. Nothing is drawn into the plan")
