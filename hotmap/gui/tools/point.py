# SPDX-License-Identifier: MIT
"""Setting a point: a hotspot, or a presence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QPainter
from shapely.geometry import Point

from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas


class PointTool(MapTool):
    """One click, one hotspot."""

    id = "point"
    label = _("Point")
    icon = "point"
    key = "P"
    kind: ClassVar[str] = "hotspot"
    snaps = True
    takes_typing = True

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._hand: MapPress | None = None

    def press(self, at: MapPress) -> None:
        """Set the point."""
        self.typed_place(at.lon, at.lat)

    def move(self, at: MapPress, *, held: bool) -> None:
        """Show where it would land."""
        self._hand = at
        self.canvas.update()

    def typed_place(self, lon: float, lat: float) -> None:
        """Set the point at a place that was typed."""
        self.canvas.hand_over(self.kind, Point(lon, lat))

    def paint(self, painter: QPainter) -> None:
        """Mark a snap, and say to what."""
        if self._hand and self._hand.snap:
            self.canvas.overlay.snap(painter, self._hand)
            self.canvas.overlay.readout(painter, self._hand, [])

    def hint(self) -> str:
        """Say what a click does."""
        return tr("Click sets a hotspot; it can be moved later")


class PresenceTool(PointTool):
    """One click, one base, post, office or liaison assistant."""

    id = "presence"
    label = _("Presence")
    icon = "presence"
    group = _("Presence")
    key = "E"
    kind = "presence"

    def hint(self) -> str:
        """Say what a click does."""
        return tr("Click sets a base, a post, an office or a liaison assistant")
