# SPDX-License-Identifier: MIT
"""What floats under the tool bar while somebody draws: the sketch, its questions, typed places, what waits."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from shapely import get_coordinates
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from hotmap.gui.canvas.card_place import card_place
from hotmap.gui.canvas.map_canvas import LOOKING_TOOLS, MapCanvas
from hotmap.gui.canvas.parked_list import ParkedList
from hotmap.gui.canvas.place_entry import PlaceEntry
from hotmap.gui.canvas.sketch_card import QuestionCard, SketchCard
from hotmap.gui.canvas.type_choice import drawn_thing
from hotmap.gui.canvas.type_strip import TypeStrip
from hotmap.gui.tools.asking import Question
from hotmap.gui.tools.outline import OutlineTool

GAP_PX = 8


class DrawingDesk(QObject):
    """Keeps the cards of the drawing tools in step with the map, and what they show on it.

    Parameters
    ----------
    canvas : MapCanvas
    host : QWidget
        Over which the cards float.

    Attributes
    ----------
    places : PlaceEntry
    types : TypeStrip
        What is drawn next, by its sign.
    sketch : SketchCard
    question : QuestionCard
    parked : ParkedList
    """

    rearranged = Signal()
    """A card came, went or changed its size."""

    def __init__(self, canvas: MapCanvas, host: QWidget) -> None:
        super().__init__(host)
        self._canvas = canvas
        self._preview: BaseGeometry | None = None
        self._waiting: list[dict[str, Any]] = []
        self.types = TypeStrip(lambda: canvas.scene.records.lists)
        self.places = PlaceEntry(canvas)
        self.sketch = SketchCard(canvas)
        self.question = QuestionCard(canvas)
        self.parked = ParkedList()
        for card in self.cards:
            card.setParent(host)
            card.hide()
        canvas.decorations.append(self._paint)
        canvas.sketch_changed.connect(self._on_sketch)
        canvas.tool_changed.connect(self._on_tool)
        self.types.resized.connect(self.rearranged)
        canvas.asked.connect(self._on_asked)
        canvas.place_wanted.connect(self.ask_place)
        self.places.previewed.connect(self._show_typed)
        self.places.resized.connect(self.rearranged)
        self.question.previewed.connect(self._show)
        self.parked.shown.connect(self._show_waiting)
        self.parked.resized.connect(self.rearranged)

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """The cards from top to bottom."""
        return self.types, self.sketch, self.question, self.places, self.parked

    def ask_place(self, text: str = "") -> None:
        """Ask for a place or size to be typed; `text` is what was typed already."""
        self.places.open(text)
        self.rearranged.emit()

    def arrange(self, room: QRect) -> None:
        """Lay the open cards under each other, and the one that is typed into where nothing is being drawn.

        Parameters
        ----------
        room : QRect
            Where cards may lie, pixels of the host.
        """
        self.sketch.fit(room.width())
        host = self.parent()
        assert isinstance(host, QWidget)
        is_mirrored = host.isRightToLeft()
        y, places = room.top(), self.places
        for card in self.cards:
            if card.isHidden():
                continue
            card.adjustSize()
            card.raise_()
            if card is places:
                left = QRect(room.left(), y, room.width(), max(room.bottom() + 1 - y, card.height()))
                card.move(card_place(card.size(), left, self._drawn_px(), at_end=is_mirrored))
                if card.y() > y:
                    continue
            else:
                card.move(room.right() + 1 - card.width() if is_mirrored else room.left(), y)
            y += card.height() + GAP_PX

    def _drawn_px(self) -> BaseGeometry | None:
        """Return what is being drawn or would be taken, in pixels."""
        shapes = [shape for shape in (self._canvas.tool.drawn_now(), self._preview) if shape is not None]
        if not shapes:
            return None
        degrees = np.concatenate([get_coordinates(shape) for shape in shapes])
        return MultiPoint(np.column_stack(self._canvas.view.to_px(degrees[:, 0], degrees[:, 1])))

    def _on_tool(self, tool_id: str) -> None:
        kind = "" if tool_id in LOOKING_TOOLS else getattr(self._canvas.tool, "kind", "")
        self.types.show_for(drawn_thing(kind, is_way=isinstance(self._canvas.tool, OutlineTool)))
        self._on_sketch()

    def _on_sketch(self) -> None:
        self.question.leave()
        self.sketch.refresh()
        self.show_parked()
        self.rearranged.emit()

    def _on_asked(self, question: Question) -> None:
        self.places.leave()
        self.question.ask(question)
        self.sketch.hide()
        self.rearranged.emit()

    def _show(self, shape: BaseGeometry | None) -> None:
        self._preview = shape
        if self.question.isHidden():
            self.sketch.refresh()
            self.rearranged.emit()
        self._canvas.update()

    def _show_typed(self, shape: BaseGeometry | None) -> None:
        self._canvas.tool.is_typed_for = shape is not None
        self._show(shape)

    def show_parked(self) -> None:
        """Show the sketches set aside where they can be drawn on, and not over one under way."""
        offered = self._canvas.offered
        is_for_looking = offered is not None and not offered
        self.parked.give_way(self._canvas.tool.is_under_way or is_for_looking)

    def _show_waiting(self, sketches: list[dict[str, Any]]) -> None:
        self._waiting = sketches
        self._canvas.update()

    def _paint(self, painter: QPainter) -> None:
        for sketch in self._waiting:
            toward = [sketch["toward"]] if sketch.get("toward") else []
            self._canvas.overlay.waiting(painter, [*sketch["corners"], *toward])
        if self._preview is not None:
            self._canvas.overlay.preview(painter, self._preview)
