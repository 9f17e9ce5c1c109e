# SPDX-License-Identifier: MIT
"""Drawing with one stroke of the hand, its tremble taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QPainter
from shapely.geometry import LineString

from hotmap.analysis.crossings import crossings, last_crossing
from hotmap.analysis.shaping import area_from, smooth_stroke, without_overlap
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.readings import length_text
from hotmap.gui.tools.sketching import LonLat, SketchTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

TREMBLE_PX = 2.5
STEP_PX = 3.0  # of the hand that is kept; less is no movement
LEAST_POINTS = 3
LOOK_EVERY = 8  # points of a stroke that has met itself; each look goes through all of it


class FreehandTool(SketchTool):
    """An area drawn with the button held; it closes when the button is let go.

    Attributes
    ----------
    closes : bool
        Whether the end of the stroke joins its beginning.
    """

    id = "freehand"
    label = _("Freehand")
    icon = "freehand"
    group = _("Area")
    key = "F"
    finish_label = _("Finish area")
    snaps = False
    takes_typing = False
    closes: ClassVar[bool] = True

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._draws = False
        self._stroke_before: list[LonLat] = []
        self._crossed: list[LonLat] = []
        self._has_met_itself = False

    def press(self, at: MapPress) -> None:
        """Begin a stroke, or go on with the one that was set aside."""
        self._draws = True
        self.add(at.place)

    def move(self, at: MapPress, *, held: bool) -> None:
        """Draw on."""
        self.hand = at
        if held and self._draws and not self.canvas.is_at(self.corners[-1], at.px, STEP_PX):
            self.corners.append(at.place)
            self._look_for_crossings()
            self.canvas.sketch_changed.emit()
        self.canvas.update()

    def release(self, at: MapPress) -> None:
        """Finish the stroke."""
        if self._draws:
            self._draws = False
            self.finish()

    def finish(self) -> None:
        """Smooth the stroke and hand it over, or ask what to make of one that crosses itself."""
        stroke = self.corners
        if len(stroke) < LEAST_POINTS:
            self.clear()
            self.changed()
            return
        tolerance_deg = self.canvas.degrees_per_px() * TREMBLE_PX
        if not self.closes:
            self.deliver(LineString(smooth_stroke(stroke, tolerance_deg)))
            return
        stroke = without_overlap(stroke)
        smooth = smooth_stroke(stroke, tolerance_deg)
        area = area_from(smooth) or area_from(stroke)
        if area is not None:
            self.deliver(area)
        elif not self.ask_to_repair(smooth):
            self.canvas.say(tr("The stroke has no inside: draw round the place once more."))

    @property
    def can_bring_back(self) -> bool:
        """True while the stroke that was taken back can come again."""
        return bool(self._stroke_before) and not self.corners

    def take_back(self) -> bool:
        """Take the whole stroke back."""
        if not self.corners:
            return False
        self._draws = False
        self._stroke_before, self.corners = self.corners, []
        self._crossed, self._has_met_itself = [], False
        self.changed()
        return True

    def bring_back(self) -> bool:
        """Bring back the stroke that was taken back."""
        if self.corners or not self._stroke_before:
            return False
        self.corners, self._stroke_before = self._stroke_before, []
        self.changed()
        return True

    def clear(self) -> None:
        """Let go of the stroke."""
        super().clear()
        self._draws, self._stroke_before = False, []
        self._crossed, self._has_met_itself = [], False

    def _look_for_crossings(self) -> None:
        """Find what will need to be settled; ends that run over each other are not meant by that."""
        if not self.closes:
            return
        meets = last_crossing(self.corners) is not None
        self._has_met_itself = self._has_met_itself or meets
        if meets or (self._has_met_itself and len(self.corners) % LOOK_EVERY == 0):
            self._crossed = crossings(without_overlap(self.corners), closes=False)

    def count_text(self) -> str:
        """The length says it."""
        return ""

    def measures(self) -> list[str]:
        """Measure the stroke."""
        return [length_text(self.corners)] if len(self.corners) > 1 else []

    def paint(self, painter: QPainter) -> None:
        """Draw the stroke."""
        if not self.corners:
            return
        overlay = self.canvas.overlay
        if self.asks:
            overlay.given_up(painter, [*self.corners, *self.corners[:1]])
            return
        overlay.stroke(painter, self.corners, closes=self.closes)
        overlay.crossings(painter, self._crossed)
        if self.hand is not None:
            overlay.readout(painter, self.hand, self.measures(), tr("crosses itself at ×") if self._crossed else "")

    def hint(self) -> str:
        """Say how to draw."""
        if self.corners and not self._draws:
            return tr("Hold the button to draw on from the end; Enter finishes, Esc sets aside")
        return tr("Hold the button and draw round the place; it closes when you let go")


class FreehandLineTool(FreehandTool):
    """A line drawn with the button held."""

    id = "freehand_line"
    label = _("Freehand line")
    icon = "freehand-line"
    group = _("Line")
    key = "D"
    finish_label = _("Finish line")
    closes = False

    def hint(self) -> str:
        """Say how to draw."""
        if self.corners and not self._draws:
            return super().hint()
        return tr("Hold the button and draw along the way; it ends where you let go")
