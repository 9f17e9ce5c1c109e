# SPDX-License-Identifier: MIT
"""Drawing a rectangle or a square from corner to corner."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import Polygon

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.bearings import parse_size
from hotmap.analysis.figures_on_ground import opposite_corner, rectangle_between, sides_m, square_corner
from hotmap.gui.tools.asking import Prompt
from hotmap.gui.tools.pulled import PulledTool
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_length


class RectangleTool(PulledTool):
    """An area with four right angles, its sides along north and east."""

    id = "rectangle"
    label = _("Rectangle")
    icon = "rectangle"
    key = "R"
    finish_label = _("Finish rectangle")

    def figure(self, start: LonLat, toward: LonLat, *, shift: bool) -> tuple[str, Polygon] | None:
        """Return the rectangle between two corners; with Shift a square."""
        opposite = square_corner(start, toward) if shift else toward
        if start[0] == opposite[0] or start[1] == opposite[1]:
            return None
        return _rectangle(start, opposite)

    def read_size(self, text: str) -> tuple[str, Polygon] | None:
        """Understand width by height; the rectangle lies on the hand's side of its corner."""
        try:
            width_m, height_m = parse_size(text)
        except CoordinateError:
            if any(letter in text for letter in "x×*"):
                raise
            return None
        start = self.corners[0]
        toward = self._toward or (start[0] + 1.0, start[1] + 1.0)
        return _rectangle(start, opposite_corner(start, width_m, height_m, toward))

    def prompt(self) -> Prompt:
        """Ask for a corner, then for the sides."""
        if not self.corners:
            return replace(super().prompt(), title=tr("Type the first corner"))
        return Prompt(
            tr("Type width × height"), "300 x 200 m", tr("In m or km; one length makes a square; or the other corner.")
        )

    def hint(self) -> str:
        """Say how to draw."""
        if not self.corners:
            return tr("Press at a corner and pull to the other; or click, then click again")
        return tr("Click the other corner, with Shift for a square, or type 300 x 200 m; Esc sets aside")


def _rectangle(corner: LonLat, opposite: LonLat) -> tuple[str, Polygon]:
    width_m, height_m = sides_m(corner, opposite)
    return f"{format_length(width_m)} × {format_length(height_m)}", rectangle_between(corner, opposite)
