# SPDX-License-Identifier: MIT
"""Editing the corners of the selected shape: choosing, dragging, adding, taking out, nudging."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import LonLat
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.corner_drag import CornerDrag, without_corners
from hotmap.gui.tools.corner_words import CornerWords
from hotmap.gui.tools.grips import GripCache, Grips
from hotmap.gui.tools.live_outlines import LineCache, paint_lines, visible_lines
from hotmap.gui.tools.readings import size_text
from hotmap.gui.tools.reshape_asking import reshape_question
from hotmap.i18n import tr
from hotmap.services.reshaping import MapEdit

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

MOST_MEASURED = 4_000  # corners of a shape whose area is told while the hand moves


class CornerEditor:
    """The corners of the one shape that is selected.

    Parameters
    ----------
    canvas : MapCanvas

    Attributes
    ----------
    drag : CornerDrag or None
        Corners on their way.
    hovered : int or None
        The corner under the hand.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._cache = GripCache()
        self._lines = LineCache()
        self._words = CornerWords(canvas)
        self.drag: CornerDrag | None = None
        self.hovered: int | None = None
        self._chosen: frozenset[int] = frozenset()
        self._chosen_of: tuple[str, int] = ("", 0)
        self._crossings = np.empty((0, 2))

    # ---- what there is to hold -----------------------------------------------------------------------

    @property
    def record(self) -> Any:
        """The one selected record, where its shape may be changed here; else None."""
        record = self._canvas.only_selected()
        return record if record is not None and record.geometry is not None and self._canvas.reshapes else None

    @property
    def chosen(self) -> frozenset[int]:
        """The chosen corners; none when another shape is selected, or when this one has more or fewer corners."""
        record = self.record
        if record is None or self._chosen_of != (record.uuid, len(self._cache.corners(record.geometry))):
            return frozenset()
        return self._chosen

    def choose(self, indices: Iterable[int]) -> None:
        """Choose corners of the selected shape."""
        record = self.record
        if record is not None:
            self._chosen = frozenset(indices)
            self._chosen_of = (record.uuid, len(self._cache.corners(record.geometry)))
            self._canvas.update()

    def grips(self) -> Grips | None:
        """Return what can be held now."""
        record = self.record
        return (
            None
            if record is None
            else self._cache.grips(record.geometry, self._canvas.view, self._canvas.picture.magnify)
        )

    def held_with(self, corner: int) -> list[int]:
        """Return the corners that move together with one at this scale, for they look like one."""
        grips = self.grips()
        return [corner] if grips is None else grips.held_with(corner)

    def others(self) -> dict[str, BaseGeometry]:
        """Return the shapes on the map that may share corners with the selected one, by uuid."""
        record = self.record
        return {
            other.uuid: other.geometry
            for other in self._canvas.pointing.shown_records()
            if other.uuid != record.uuid and shapely.get_dimensions(other.geometry) > 0
        }

    # ---- doing ---------------------------------------------------------------------------------------

    def take(self, corner: int | None, side: int | None) -> None:
        """Take hold of a corner, with the chosen ones if it is one of them, or of the middle of a side."""
        record = self.record
        corners = self._cache.corners(record.geometry)
        if corner is not None:
            if corner not in self.chosen:
                self.choose(self.held_with(corner))
            grabbed: LonLat = tuple(corners.places[corner].tolist())
            self.drag = CornerDrag.of(record.uuid, corners, sorted(self.chosen), grabbed, self.others())
        elif side is not None:
            self.choose(())
            self.drag = CornerDrag.of_new_corner(record.uuid, corners, side, self.others())

    def move_to(self, place: LonLat, *, alone: bool) -> None:
        """Bring what is held to a place; alone, the neighbours stay."""
        if self.drag is not None:
            self.drag.is_alone = alone
            self.drag.move_to(place)
            self._crossings = self.drag.crossings()
            self._canvas.say(self._words.of_drag(self.drag))
            self._canvas.update()

    def let_go(self) -> None:
        """Keep what is held where it is now; ask first when an outline would cross itself."""
        drag, self.drag, self._crossings = self.drag, None, np.empty((0, 2))
        self._canvas.update()
        if drag is None or not drag.has_moved:
            return
        shapes = drag.shapes()
        note = self._words.note_of_drag(drag)
        is_told = bool(drag.moving)
        if all(shape.is_valid for shape in shapes.values()):
            if drag.is_new:
                self._chosen, self._chosen_of = frozenset(drag.indices.tolist()), (drag.uuid, len(drag.corners))
            self._canvas.edited.emit(MapEdit(note, shapes, is_told=is_told))
            return
        question = reshape_question(
            shapes, lambda repaired: self._canvas.edited.emit(MapEdit(note, repaired, is_told=is_told))
        )
        if question is not None:
            self._canvas.ask(question)
        else:
            self._canvas.say(tr("The shape would have no extent, so the corner went back."))

    def has_one(self) -> bool:
        """Return whether one corner is chosen, or several that look like one."""
        return bool(self.chosen) and self.chosen <= set(self.held_with(min(self.chosen)))

    def give_up(self) -> bool:
        """Put what is held back where it was; return whether anything was held."""
        held, self.drag, self._crossings = self.drag is not None, None, np.empty((0, 2))
        self._canvas.update()
        return held

    def take_out(self, indices: Iterable[int]) -> bool:
        """Take corners out; return whether there were any."""
        gone, record = sorted(indices), self.record
        if not gone or record is None or isinstance(record.geometry, Point):
            return False
        corners = self._cache.corners(record.geometry)
        shapes = without_corners(record.uuid, corners, gone, self.others())
        if shapes is None:
            self._canvas.say(tr("This corner is needed: without it the shape would have no extent or cross itself."))
            return True
        self.choose(())
        self.hovered = None
        note = self._words.note_of_removal(record, len(gone), len(shapes) - 1)
        self._canvas.edited.emit(MapEdit(note, shapes, is_told=len(shapes) > 1))
        return True

    def nudge(self, dx_px: float, dy_px: float) -> bool:
        """Move the chosen corners by some pixels until the key is let go; return whether any are chosen."""
        if not self.chosen:
            return False
        if self.drag is None:
            self.take(min(self.chosen), None)
        assert self.drag is not None
        px = self._canvas.to_px(*self.drag.at) + QPointF(dx_px, dy_px)
        lon, lat = self._canvas.view.to_lonlat(px.x(), px.y())
        self.move_to((float(lon), float(lat)), alone=False)
        return True

    def put(self, place: LonLat) -> bool:
        """Put the chosen corner at a place that was typed; return whether one is chosen and no other."""
        if not self.has_one():
            return False
        self.take(min(self.chosen), None)
        self.move_to(place, alone=False)
        self.let_go()
        return True

    def hover(self, px: QPointF) -> None:
        """Notice which corner is under the hand, and tell who shares it."""
        grips = self.grips()
        corner = grips.corner_at(px) if grips is not None else None
        if corner != self.hovered:
            self.hovered = corner
            self._canvas.say(self.hint())
            self._canvas.update()

    def choose_inside(self, box: QRectF) -> bool:
        """Choose the corners in a box of the view; return whether there are any."""
        grips = self.grips()
        found = grips.inside(box) if grips is not None and not isinstance(self.record.geometry, Point) else []
        if found:
            self.choose(found)
            self._canvas.say(self.hint())
        return bool(found)

    # ---- showing -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, hand: MapPress | None) -> None:
        """Draw the selected shape with its corners, and the neighbours that come along."""
        record, overlay, magnify = self.record, self._canvas.overlay, self._canvas.picture.magnify
        if record is None:
            return
        if self.drag is None:
            if overlay.ring_if_small(painter, record.geometry):
                return
            paint_lines(painter, self._lines.lines(record.geometry, self._canvas.view), magnify=magnify)
            grips = self._cache.grips(record.geometry, self._canvas.view, self._canvas.picture.magnify)
            grips.paint(painter, self.chosen, self.hovered)
            return
        drag, view = self.drag, self._canvas.view
        for neighbour in drag.moving:
            lines = visible_lines(neighbour.corners, drag.coordinates_of(neighbour), view)
            paint_lines(painter, lines, live=True, faint=True, magnify=magnify)
        coordinates = drag.coordinates()
        paint_lines(painter, visible_lines(drag.corners, coordinates, view), live=True, magnify=magnify)
        Grips.of(drag.corners, coordinates, view, magnify).paint(painter, drag.indices.tolist())
        overlay.crossings(painter, [(float(x), float(y)) for x, y in self._crossings])
        if hand is not None:
            if hand.snap:
                overlay.snap(painter, hand)
            warning = tr("crosses itself at ×") if len(self._crossings) else ""
            wrong = [(float(x), float(y)) for x, y in self._crossings]
            told = self._words.sharing(drag) if wrong else [*self._measures(coordinates), *self._words.sharing(drag)]
            overlay.readout(painter, hand, told, warning, wrong)

    def hint(self) -> str:
        """Say what can be done with the corners."""
        record = self.record
        if self.drag is not None:
            return self._words.of_drag(self.drag)
        grips = self.grips()
        assert grips is not None
        if self.hovered is not None and len(self.chosen) < 2:
            return self._words.of_corner(record, grips.corners, self.hovered, self.others())
        return self._words.of_shape(record, grips, len(self.chosen))

    def _measures(self, coordinates: np.ndarray) -> list[str]:
        """Measure the shape as it would be, where that does not take long."""
        assert self.drag is not None
        if len(coordinates) > MOST_MEASURED or shapely.get_dimensions(self.drag.original()) == 0:
            return []
        shape = self.drag.corners.shaped(coordinates)
        return [size_text(shape)]
