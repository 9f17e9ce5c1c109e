# SPDX-License-Identifier: MIT
"""Drawing corner by corner: lines and areas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QPainter
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.bearings import format_bearing, lacks_unit, parse_step
from hotmap.analysis.crossings import crossings
from hotmap.analysis.figures_on_ground import in_steps
from hotmap.analysis.geodesy import destination
from hotmap.analysis.shaping import area_from
from hotmap.gui.tools.asking import Prompt, Typed
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.readings import area_text, length_text, round_text, side_text, way_text
from hotmap.gui.tools.sketching import LonLat, SketchTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_length

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas

TREMBLE_PX = 3.0  # a click nearer to the corner before is the same click again


class OutlineTool(SketchTool):
    """Corner by corner; the base of line and area.

    Attributes
    ----------
    closes : bool
        Whether the last corner joins the first.
    least : int
        Fewest corners.
    minds_crossing : bool
        Whether an outline that crosses itself needs to be settled.
    """

    closes: ClassVar[bool] = False
    least: ClassVar[int] = 2
    minds_crossing: ClassVar[bool] = False

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._crossed: list[LonLat] = []
        self._would_cross: list[LonLat] = []

    def press(self, at: MapPress) -> None:
        """Set a corner; on the first corner of an area, finish."""
        at = self._held(at)
        if self.corners and at.snap is None and self.canvas.is_at(self.corners[-1], at.px, TREMBLE_PX):
            return
        if self._closes_at(at):
            self.finish()
            return
        self.hand = at
        self.add(at.place)

    def move(self, at: MapPress, *, held: bool) -> None:
        """Show the next side."""
        self.hand = self._held(at)
        self._look_for_crossings()
        self.canvas.update()

    def double_click(self, at: MapPress) -> None:
        """Finish; the press before has set the last corner."""
        self.finish()

    def finish(self) -> None:
        """Hand over the geometry, ask how to repair it, or say why that is not possible yet."""
        if len(self.corners) < self.least:
            self.canvas.say(tr("At least {n} corners are needed to finish; Esc sets aside").format(n=self.least))
            return
        geometry = self.geometry()
        if geometry is not None:
            self.deliver(geometry)
        elif not self.ask_to_repair(self.corners):
            self.canvas.say(tr("These corners lie in one line: an area needs an extent."))

    def geometry(self) -> BaseGeometry | None:
        """Return the geometry of the corners so far, or None when it has no extent or crosses itself."""
        return area_from(self.corners) if self.closes else LineString(self.corners)

    def prompt(self) -> Prompt:
        """Ask for a place, or for a step from the last corner."""
        if not self.corners:
            return replace(super().prompt(), title=tr("Type the first corner"))
        return Prompt(
            tr("Type the next corner"),
            tr("045 2.5 km"),
            tr("A bearing and a distance, or a place as MGRS, degrees or DMS. Enter without a text finishes."),
        )

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand a place, or a bearing and a distance from the last corner."""
        step = parse_step(text)
        if step is None:
            typed = super().read(text, area)
            if not self.corners or not isinstance(typed.shape, Point):
                return typed
            place = (typed.shape.x, typed.shape.y)
            unit = tr("with m or km behind it, a bearing and a distance") if lacks_unit(text) else ""
            parts = (typed.says, way_text(self.corners[-1], place), unit)
            return replace(self._typed_corner(" · ".join(part for part in parts if part), place), other=typed.other)
        if not self.corners:
            raise CoordinateError(
                tr("A bearing and a distance begin at a corner: set the first one by a click or by its coordinates.")
            )
        says = tr("{distance} towards {bearing} from the last corner").format(
            distance=format_length(step.distance_m), bearing=format_bearing(step.bearing_deg)
        )
        return self._typed_corner(says, destination(*self.corners[-1], step.bearing_deg, step.distance_m))

    def _typed_corner(self, says: str, place: LonLat) -> Typed:
        if self.minds_crossing and crossings([*self.corners, place], closes=False):
            says = f"{says} · {tr('the outline would cross itself')}"
        return Typed(says, LineString([self.corners[-1], place]), lambda: self.canvas.type_place(*place))

    def hint(self) -> str:
        """Say what a click, Backspace and a right-click do."""
        if not self.corners:
            return tr("Click sets the first corner; a place can be typed too")
        return tr("Click adds a corner, Shift keeps to 45°, a digit types it; Enter finishes, Esc sets aside")

    def measures(self) -> list[str]:
        """Measure what is set: an area and its outline, or a length."""
        return self._whole(self.corners)

    def paint(self, painter: QPainter) -> None:
        """Draw the sketch with its corners, its next side and what it measures."""
        overlay, hand, live = self.canvas.overlay, self.hand, self._live()
        if self.asks:
            overlay.given_up(painter, [*self.corners, *self.corners[:1]])
            overlay.crossings(painter, crossings(self.corners, closes=True))
            return
        overlay.sketch(painter, self.corners, live, closes=self.closes, wrong=bool(self._crossed))
        wrong = [] if self.is_typed_for else [*self._crossed, *self._would_cross]
        overlay.crossings(painter, wrong)
        if hand is not None and not self.is_typed_for:
            if hand.snap:
                overlay.snap(painter, hand)
            overlay.readout(painter, hand, self._readout(live), self._warning(), wrong)

    def changed(self) -> None:
        """Tell of the change, with a fresh look for crossings."""
        self._look_for_crossings()
        super().changed()

    def clear(self) -> None:
        """Let go of the sketch."""
        super().clear()
        self._crossed, self._would_cross = [], []

    def _held(self, at: MapPress) -> MapPress:
        """Return the place kept to 45° steps from the last corner while Shift is held."""
        if not (at.shift and self.corners):
            return at
        free = self.canvas.pointing.press_at(at.px, at.shift, at.ctrl, snaps=False)
        lon, lat = in_steps(self.corners[-1], free.place)
        return MapPress(at.px, lon, lat, None, at.shift, at.ctrl)

    def _closes_at(self, at: MapPress) -> bool:
        return self.closes and len(self.corners) >= max(self.least, 3) and self.canvas.is_at(self.corners[0], at.px)

    def _live(self) -> list[LonLat]:
        if not self.hand or not self.corners or self.is_typed_for or self._closes_at(self.hand):
            return self.corners
        return [*self.corners, self.hand.place]

    def _look_for_crossings(self) -> None:
        """Find where the sides cross, and where only the side that closes the area would."""
        if not self.minds_crossing:
            return
        live = self._live()
        self._crossed = crossings(live, closes=False)
        self._would_cross = [] if self._crossed else crossings(live, closes=True)

    def _warning(self) -> str:
        if self._crossed:
            return tr("crosses itself at ×: Backspace takes the corner back")
        return tr("would cross itself at × if finished here") if self._would_cross else ""

    def _readout(self, live: list[LonLat]) -> list[str]:
        """Measure the sketch as it would be with a corner at the hand."""
        if len(live) < 2:
            return []
        if live is self.corners:
            return [*self._whole(live), tr("a click here finishes the area")]
        if len(live) == 2:
            return [way_text(*live)]
        first, *rest = self._whole(live)
        return [first, side_text(live), *rest]

    def _whole(self, places: list[LonLat]) -> list[str]:
        if not self.closes or len(places) < 3:
            return [length_text(places)] if len(places) > 1 else []
        area, outline = area_from(places), round_text([*places, places[0]])
        return [area_text(area), outline] if area is not None else [outline]


class LineTool(OutlineTool):
    """A hotspot along a road, a firewood route, a corridor."""

    id = "line"
    label = _("Line")
    icon = "line"
    group = _("Line")
    key = "L"
    finish_label = _("Finish line")


class AreaTool(OutlineTool):
    """A hotspot with an extent: a camp, fields, a quarter."""

    id = "area"
    label = _("Area")
    icon = "area"
    group = _("Area")
    key = "A"
    finish_label = _("Finish area")
    closes = True
    least = 3
    minds_crossing = True


class PatrolTool(OutlineTool):
    """A patrol route."""

    id = "patrol"
    label = _("Patrol")
    icon = "patrol"
    group = _("Presence")
    key = "T"
    kind = "presence"
    finish_label = _("Finish route")


class MeasureTool(OutlineTool):
    """Length, bearing and area without drawing anything into the plan."""

    id = "measure"
    label = _("Measure")
    icon = "measure"
    key = "M"
    finish_label = _("End measuring")
    closes = True

    def finish(self) -> None:
        """Forget the measure."""
        self.clear()
        self.changed()

    def park(self) -> None:
        """Forget the measure; there is nothing to lose."""
        if self.is_under_way:
            self.finish()

    @property
    def sketch(self) -> dict[str, Any] | None:
        """Nothing is lost with a measure."""
        return None

    def hint(self) -> str:
        """Say what the measure does."""
        return tr("Click along what you measure; right-click ends it. Nothing is drawn into the plan")
