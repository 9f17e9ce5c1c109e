# SPDX-License-Identifier: MIT
"""Figures that are pulled to their size: a circle from its centre, a rectangle from a corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPainter
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.figures_on_ground import FigureError
from hotmap.gui.tools.asking import Typed
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.readings import area_text
from hotmap.gui.tools.sketching import LonLat, SketchTool
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas

PULL_PX = 6.0  # a button let go nearer to the start was a click, and the figure is pulled without it


class PulledTool(SketchTool):
    """A first place, then a size: press and pull, or click twice; the base of circle and rectangle."""

    group = _("Area")

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._pulls = False
        self._toward: LonLat | None = None
        self._figure: Polygon | None = None
        self._words = self._refused = ""

    def figure(self, start: LonLat, toward: LonLat, *, shift: bool) -> tuple[str, Polygon] | None:
        """Return the figure pulled from `start` to `toward` with its size in words; None without an extent.

        Raises
        ------
        FigureError
            When there is no room for it.
        """
        raise NotImplementedError

    def way(self, start: LonLat, toward: LonLat | None) -> list[LonLat]:
        """Return what is drawn dashed inside the figure, from its first place."""
        return [start]

    def read_size(self, text: str) -> tuple[str, Polygon] | None:
        """Return what a typed size means in words, and the figure of that size; None when it is no size."""
        raise NotImplementedError

    def drawn_now(self) -> BaseGeometry | None:
        """Return the figure as it is pulled now, or where it begins."""
        return self._figure if self._figure is not None else super().drawn_now()

    def press(self, at: MapPress) -> None:
        """Set the first place, or finish at the second."""
        if self.corners:
            self._finish_at(at)
            return
        self._pulls = True
        self.add(at.place)

    def move(self, at: MapPress, *, held: bool) -> None:
        """Pull the figure to the hand."""
        self.hand = at
        if self.corners:
            self._pull_to(at.place, shift=at.shift)
        self.canvas.update()

    def release(self, at: MapPress) -> None:
        """Finish where the button is let go, if it was pulled at all."""
        pulled, self._pulls = self._pulls, False
        if pulled and self.corners and not self.canvas.is_at(self.corners[0], at.px, PULL_PX):
            self._finish_at(at)

    def finish(self) -> None:
        """Hand over the figure as it is pulled now, or say what is missing."""
        if self._figure is None:
            self.canvas.say(self._refused or self.hint())
        else:
            self.deliver(self._figure)

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand the first place, or then the size."""
        if not self.corners:
            return super().read(text, area)
        found = self.read_size(text)
        return self._typed_figure(*found) if found else self._read_second(text, area)

    def _read_second(self, text: str, area: BBox | None) -> Typed:
        """Understand the place that the figure reaches to."""
        place = super().read(text, area).shape
        assert isinstance(place, Point)
        found = self.figure(self.corners[0], (place.x, place.y), shift=False)
        if found is None:
            raise CoordinateError(tr("Here is where it begins: type a place beside it, or a size."))
        return self._typed_figure(*found)

    def _typed_figure(self, words: str, figure: Polygon) -> Typed:
        return Typed(f"{words} · {area_text(figure)}", figure, lambda: self.deliver(figure))

    def typed_place(self, lon: float, lat: float) -> None:
        """Set the first place, or finish at the second."""
        if not self.corners:
            self.add((lon, lat))
            return
        self._pull_to((lon, lat), shift=False)
        self.finish()

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The first place, and where it was pulled to."""
        kept = super().sketch
        return {**kept, "toward": list(self._toward)} if kept and self._toward else kept

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on pulling from the first place."""
        self._pulls = False
        super().resume(sketch)
        if toward := sketch.get("toward"):
            self._pull_to((float(toward[0]), float(toward[1])), shift=False)

    def clear(self) -> None:
        """Let go of the sketch."""
        super().clear()
        self._pulls, self._figure, self._toward = False, None, None
        self._words = self._refused = ""

    def changed(self) -> None:
        """Tell of the change; without a first place there is no figure."""
        if not self.corners:
            self._figure = None
        super().changed()

    def count_text(self) -> str:
        """Say that the first place is set."""
        return tr("first corner set") if self.corners else ""

    def measures(self) -> list[str]:
        """Measure the figure as it is pulled now."""
        return [self._words, area_text(self._figure)] if self._figure is not None else []

    def paint(self, painter: QPainter) -> None:
        """Draw the figure with its size."""
        overlay, hand = self.canvas.overlay, None if self.is_typed_for else self.hand
        if self._figure is not None and not self.is_typed_for:
            overlay.figure(painter, self._figure, self.way(self.corners[0], self._toward))
        elif self.corners:
            overlay.grips(painter, self.corners, ())
        if hand is not None:
            if hand.snap:
                overlay.snap(painter, hand)
            overlay.readout(painter, hand, self.measures(), self._refused)

    def _finish_at(self, at: MapPress) -> None:
        self.hand = at
        self._pull_to(at.place, shift=at.shift)
        self.finish()

    def _pull_to(self, toward: LonLat, *, shift: bool) -> None:
        self._toward, self._refused, self._figure = toward, "", None
        try:
            found = self.figure(self.corners[0], toward, shift=shift)
        except FigureError as error:
            self._refused = str(error)
            return
        if found is not None:
            self._words, self._figure = found
