# SPDX-License-Identifier: MIT
"""Drawing a corridor: a line, then its width. It becomes an area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPainter
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.bearings import parse_length
from hotmap.analysis.figures_on_ground import FigureError, corridor_on_ground, distance_to_line_m
from hotmap.gui.tools.asking import Prompt, Typed
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.outline import OutlineTool
from hotmap.gui.tools.readings import area_text, length_text
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_length

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas

FIRST_WIDTH_PX = 40.0  # shown until the hand or a figure says otherwise
LEAST_WIDTH_PX = 2.0


class CorridorTool(OutlineTool):
    """A line with a width: first the line, corner by corner, then the width by the hand or typed."""

    id = "corridor"
    label = _("Corridor")
    icon = "corridor"
    group = _("Area")
    key = "W"
    finish_label = _("Finish corridor")

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._width_m: float | None = None  # None while the line is drawn
        self._figure: Polygon | None = None
        self._refused = ""

    def drawn_now(self) -> BaseGeometry | None:
        """Return the figure as it is pulled now, or where it begins."""
        return self._figure if self._figure is not None else super().drawn_now()

    def press(self, at: MapPress) -> None:
        """Set a corner of the line, or finish at this width."""
        if self._width_m is None:
            super().press(at)
        else:
            self._widen_to(at)
            self.finish()

    def move(self, at: MapPress, *, held: bool) -> None:
        """Show the next side, or the width that reaches to the hand."""
        if self._width_m is None:
            super().move(at, held=held)
            return
        self._widen_to(at)
        self.canvas.update()

    def double_click(self, at: MapPress) -> None:
        """End the line."""
        if self._width_m is None:
            self.finish()

    def finish(self) -> None:
        """End the line and go on to its width; then hand over the corridor."""
        if self._width_m is None:
            if len(self.corners) < self.least:
                super().finish()
                return
            self._widen(FIRST_WIDTH_PX * self.canvas.view.m_per_px)
            self.changed()
        elif self._figure is not None:
            self.deliver(self._figure)
        else:
            self.canvas.say(self._refused or self.hint())

    def take_back(self) -> bool:
        """Go back to the line, or take back its last corner."""
        if self._width_m is None:
            return super().take_back()
        self._unwiden()
        self.changed()
        return True

    def prompt(self) -> Prompt:
        """Ask for a corner, then for the width."""
        if self._width_m is None:
            return super().prompt()
        return Prompt(tr("Type the width"), "500 m", tr("From edge to edge, in m or km; a number alone is metres."))

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand a corner, then a width."""
        if self._width_m is None:
            return super().read(text, area)
        width_m = parse_length(text)
        figure = corridor_on_ground(self.corners, width_m)
        return Typed(f"{_wide(width_m)} · {area_text(figure)}", figure, lambda: self.deliver(figure))

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The corners, and the width when it has come to that."""
        kept = super().sketch
        return {**kept, "width_m": self._width_m} if kept and self._width_m else kept

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on with the line or with its width."""
        self._unwiden()
        super().resume(sketch)
        if sketch.get("width_m"):
            self._widen(float(sketch["width_m"]))

    def clear(self) -> None:
        """Let go of line and width."""
        super().clear()
        self._unwiden()

    def measures(self) -> list[str]:
        """Measure the line, or the corridor."""
        if self._width_m is None:
            return super().measures()
        size = [area_text(self._figure)] if self._figure is not None else []
        return [_wide(self._width_m), *size, tr("{length} long").format(length=length_text(self.corners))]

    def paint(self, painter: QPainter) -> None:
        """Draw the line, or the corridor with its width."""
        if self._width_m is None:
            super().paint(painter)
            return
        overlay = self.canvas.overlay
        if self._figure is not None and not self.is_typed_for:
            overlay.figure(painter, self._figure, self.corners)
        else:
            overlay.sketch(painter, self.corners, self.corners, closes=False, wrong=False)
        if self.hand is not None and not self.is_typed_for:
            overlay.readout(painter, self.hand, self.measures(), self._refused)

    def hint(self) -> str:
        """Say how to draw."""
        if self._width_m is not None:
            return tr("Move away from the line to widen it and click, or type the width; Esc sets aside")
        if not self.corners:
            return tr("Click along the middle of the corridor; then comes its width")
        return tr("Click adds a corner, Backspace takes it back; Enter goes on to the width, Esc sets aside")

    def _widen_to(self, at: MapPress) -> None:
        self.hand = replace(at, snap=None)  # a width is not pulled to anything
        least_m = LEAST_WIDTH_PX * self.canvas.view.m_per_px
        if any(self.canvas.is_at(corner, at.px) for corner in self.corners):
            return  # the hand has not left the line yet: the width stays what it is
        lon, lat = (float(v) for v in self.canvas.view.to_lonlat(at.px.x(), at.px.y()))
        self._widen(max(2 * distance_to_line_m(self.corners, (lon, lat)), least_m))

    def _widen(self, width_m: float) -> None:
        self._width_m, self._refused, self._figure = width_m, "", None
        try:
            self._figure = corridor_on_ground(self.corners, width_m)
        except FigureError as error:
            self._refused = str(error)

    def _unwiden(self) -> None:
        self._width_m, self._figure, self._refused = None, None, ""


def _wide(width_m: float) -> str:
    return tr("{length} wide").format(length=format_length(width_m))
