# SPDX-License-Identifier: MIT
"""Turning whole shapes about their middle; true on the ground, so that nothing is sheared."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.geodesy import bearing_deg
from hotmap.analysis.moving import turned
from hotmap.domain.records import Record
from hotmap.gui import theme
from hotmap.gui.tools.asking import Prompt, Typed
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.live_outlines import casing
from hotmap.gui.tools.selected import name_of, selected_shapes
from hotmap.gui.tools.whole_shapes import WholeShapesTool, nothing_selected
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas

STEP_DEG = 15.0
ARM_PX = 6.0


class TurnTool(WholeShapesTool):
    """Drag round the middle of the selected shapes to turn them; Shift keeps to steps of 15°."""

    id = "turn"
    label = _("Turn")
    icon = "turn"
    key = "O"
    finish_label = _("Turn it")
    least_dimension = 1

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._angle_deg = 0.0

    def changed(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape turned as far as the hand has come."""
        return turned(shape, self._centre, self._angle_deg)

    def note(self, records: Collection[Record]) -> str:
        """Say what turns, and how far."""
        return tr("Turn {name} by {angle}").format(name=name_of(list(records)), angle=angle_text(self._angle_deg))

    def reset(self) -> None:
        """Forget the angle."""
        self._angle_deg = 0.0

    def drag(self, start: MapPress, at: MapPress) -> None:
        """Turn by the angle that the hand has gone round the middle."""
        angle_deg = bearing_deg(*self._centre, *at.place) - bearing_deg(*self._centre, *start.place)
        if at.shift:
            angle_deg = round(angle_deg / STEP_DEG) * STEP_DEG
        self._angle_deg = (angle_deg + 180.0) % 360.0 - 180.0

    def turn_key(self, event: QKeyEvent) -> None:
        """Turn by a degree, with Shift by fifteen."""
        step_deg = STEP_DEG if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        is_back = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down)
        self._angle_deg += -step_deg if is_back else step_deg

    def paint(self, painter: QPainter) -> None:
        """Draw the shapes as they are turned, the middle, and the arm to the hand."""
        super().paint(painter)
        if not self._held:
            return
        centre, overlay = self.canvas.to_px(*self._centre), self.canvas.overlay
        if self.hand is not None and self._pressed is not None:
            for colour, width_px in ((casing(), 3.5), (theme.active().color("accent"), 1.4)):
                painter.setPen(QPen(colour, width_px))
                painter.drawLine(QLineF(centre, self.hand.px))
            overlay.readout(painter, self.hand, [angle_text(self._angle_deg)])
        overlay.ring(painter, centre, ARM_PX)

    def prompt(self) -> Prompt:
        """Ask for the angle."""
        return Prompt(tr("Type the angle"), "30", tr("Degrees clockwise; with a minus, the other way round."))

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand an angle."""
        if not self.records():
            raise CoordinateError(nothing_selected())
        angle_deg = parse_angle(text)
        self.take_typed()
        self._angle_deg = angle_deg
        shown = shapely.union_all([self.changed(outline) for outline in self._outlines])
        return Typed(tr("turned by {angle}").format(angle=angle_text(angle_deg)), shown, self.do_typed)

    def hint(self) -> str:
        """Say what a drag does."""
        if not self.records():
            points = bool(selected_shapes(self.canvas))
            return tr("A point cannot be turned: click an area or a line") if points else nothing_selected()
        if self._has_moved:
            return tr("Let go to leave it so; Shift keeps to steps of 15°; Esc puts it back")
        return tr("Drag round the middle to turn; arrow keys turn by a degree; a figure types the angle")

    def _selects(self, found: Collection[str]) -> bool:
        """Anywhere round the selected shapes the hand turns them; only without any it selects."""
        return bool(found) and not self.records()


def parse_angle(text: str) -> float:
    """Return the degrees that `text` writes, −360–360: ``30``, ``-12,5°``.

    Raises
    ------
    CoordinateError
        When it is no angle.
    """
    cleaned = text.strip().rstrip("°º").strip().replace("−", "-").replace(",", ".")
    try:
        angle_deg = float(cleaned)
    except ValueError:
        angle_deg = float("nan")
    if not -360.0 <= angle_deg <= 360.0:
        raise CoordinateError(tr("“{text}” is no angle. Write degrees, such as 30 or -12.5.").format(text=text.strip()))
    return angle_deg


def angle_text(angle_deg: float) -> str:
    """Return an angle in words: ``12.5° clockwise``."""
    size = f"{abs(angle_deg):.1f}".removesuffix(".0") + "°"
    if not angle_deg:
        return size
    return (
        tr("{angle} clockwise").format(angle=size) if angle_deg > 0 else tr("{angle} anticlockwise").format(angle=size)
    )
