# SPDX-License-Identifier: MIT
"""Typing instead of clicking: a place, a bearing and a distance, a radius, a width, two sides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.figures_on_ground import FigureError
from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools.asking import Typed
from hotmap.gui.widgets.building import bare_button, button, column, dress, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import tr

WIDTH_PX = 340


class PlaceEntry(QWidget):
    """A small card on the map with one field; what can be typed is asked of the tool that has the map.

    It says while one types what it understands, and has it shown on the map before it is taken.

    Parameters
    ----------
    canvas : MapCanvas
    """

    previewed = Signal(object)
    """What would be taken, as a geometry in WGS 84 degrees, or None."""
    resized = Signal()
    """Its words have become more or fewer."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "float")
        self._canvas = canvas
        self._typed: Typed | None = None
        self._title = label("", "strong")
        self._field = LineField()
        self._field.textChanged.connect(self._on_text)
        self._field.returnPressed.connect(self._take)
        self._says = label("", "second", wrap=True)
        self._set = button(tr("Set"), self._take, kind="primary")
        self._swap = button(tr("Swap latitude and longitude"), self._on_swap, kind="link", picture="swap")
        head = row(self._title, None, bare_button("close", tr("Close (Esc)"), self.leave))
        self.setLayout(
            column(head, row(self._field, self._set), self._says, self._swap, gap=6, margins=(12, 10, 10, 10))
        )
        canvas.sketch_changed.connect(self._follow)
        canvas.tool_changed.connect(self._follow)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the field and take the keyboard; `text` is what was typed already."""
        self.setFixedWidth(theme.active().px(WIDTH_PX))
        self._show_prompt()
        self.show()
        self.raise_()
        self._field.setFocus()
        if text:
            self._field.setText(text)
        else:
            self._field.selectAll()
            self._on_text(self._field.text())

    def leave(self) -> None:
        """Put the card away and give the keyboard back to the map."""
        had_focus = self._field.hasFocus()
        self.hide()
        self._field.clear()
        self.previewed.emit(None)
        if had_focus:
            self._canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        """Ask for what comes next, or go when the drawing is done."""
        if self.isHidden():
            return
        if self._canvas.tool.takes_typing:
            self._show_prompt()
            self._on_text(self._field.text())
        else:
            self.leave()

    def _show_prompt(self) -> None:
        prompt = self._canvas.tool.prompt()
        self._title.setText(prompt.title)
        self._field.setPlaceholderText(prompt.example)
        self._field.setAccessibleName(f"{prompt.title}: {prompt.help}")

    def _on_text(self, text: str) -> None:
        self._typed = None
        if not text.strip():
            self._say(self._canvas.tool.prompt().help, None)
            return
        try:
            typed = self._canvas.tool.read(text, self._canvas.view.bbox)
        except (CoordinateError, FigureError) as error:
            self._say(str(error), None)
            return
        self._typed = typed
        is_seen = _is_seen(self._canvas, typed.shape)
        self._say(typed.says if is_seen else tr("{place} · outside of what the map shows").format(place=typed.says),
                  typed.shape)  # fmt: skip

    def _say(self, text: str, shape: BaseGeometry | None) -> None:
        self._says.setText(text)
        self._set.setEnabled(shape is not None)
        self._swap.setVisible(self._typed is not None and bool(self._typed.other))
        layout = self.layout()
        assert layout is not None
        layout.activate()  # the height follows the words at this width, which a size hint does not know
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        self.previewed.emit(shape)
        self.resized.emit()

    def _on_swap(self) -> None:
        if self._typed is not None:
            self._field.setText(self._typed.other)
            self._field.setFocus()

    def _take(self) -> None:
        typed, canvas = self._typed, self._canvas
        if typed is not None:
            self._field.clear()
            typed.take()
        elif not self._field.text().strip():
            if canvas.tool.is_under_way:
                canvas.tool.finish()
            else:
                self.leave()


def _is_seen(canvas: MapCanvas, shape: BaseGeometry) -> bool:
    west, south, east, north = canvas.view.bbox
    x0, y0, x1, y1 = shape.bounds
    return bool(west <= x0 and south <= y0 and x1 <= east and y1 <= north)
