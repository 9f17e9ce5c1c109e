# SPDX-License-Identifier: MIT
"""Drawing a circle from its centre to its radius, true on the ground."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import Polygon

from hotmap.analysis.bearings import parse_length
from hotmap.analysis.figures_on_ground import circle_on_ground
from hotmap.analysis.geodesy import distance_m
from hotmap.gui.tools.asking import Prompt
from hotmap.gui.tools.pulled import PulledTool
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.units import format_length


class CircleTool(PulledTool):
    """All within a distance of a place."""

    id = "circle"
    label = _("Circle")
    icon = "circle"
    key = "C"
    finish_label = _("Finish circle")

    def figure(self, start: LonLat, toward: LonLat, *, shift: bool) -> tuple[str, Polygon] | None:
        """Return the circle round the centre that reaches to the hand."""
        radius_m = distance_m(*start, *toward)
        return _circle(start, radius_m) if radius_m > 0 else None

    def way(self, start: LonLat, toward: LonLat | None) -> list[LonLat]:
        """Return the radius to the hand."""
        return [start, toward or start]

    def count_text(self) -> str:
        """Say that the centre is set."""
        return tr("centre set") if self.corners else ""

    def read_size(self, text: str) -> tuple[str, Polygon] | None:
        """Understand a radius."""
        return _circle(self.corners[0], parse_length(text))

    def prompt(self) -> Prompt:
        """Ask for the centre, then for the radius."""
        if not self.corners:
            return replace(super().prompt(), title=tr("Type the centre"))
        return Prompt(tr("Type the radius"), "2.5 km", tr("In m or km; a number alone is metres."))

    def hint(self) -> str:
        """Say how to draw."""
        if not self.corners:
            return tr("Press at the centre and pull to the radius; or click, then click again")
        return tr("Click where the circle shall reach to, or type its radius; Esc sets aside")


def _circle(centre: LonLat, radius_m: float) -> tuple[str, Polygon]:
    return tr("radius {length}").format(length=format_length(radius_m)), circle_on_ground(centre, radius_m)
