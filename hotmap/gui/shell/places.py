# SPDX-License-Identifier: MIT
"""What the window does with places: grid, readout, copying. Assembly only; each part is its own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hotmap.gui.canvas.map_grid import GRIDS, MapGrid
from hotmap.i18n import tr
from hotmap.settings import Settings

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Places(QObject):
    """The parts of the window that deal with places.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pointer: tuple[float, float] | None = None
        canvas = window.map.canvas
        self.grid = MapGrid(canvas, self._covered)
        self.grid.show_kind(Settings.load().grid)
        self.grid.changed.connect(lambda kind: Settings.load().with_values(grid=kind).save())
        canvas.cursor_moved.connect(self._on_cursor)

    def show_next_grid(self) -> None:
        """Show the next of no grid, MGRS and degrees."""
        kinds = list(GRIDS)
        kind = kinds[(kinds.index(self.grid.kind) + 1) % len(kinds)]
        self.grid.show_kind(kind)
        self._window.map.canvas.say(tr(GRIDS[kind]))

    def copy_pointed(self) -> None:
        """Copy the place under the pointer, or the middle of the map where the pointer never was."""
        canvas = self._window.map.canvas
        lon, lat = self._pointer or canvas.view.centre
        self.copy(self._window.workspace.notation.text(lon, lat, canvas.view.ground_m_per_px))

    def copy(self, text: str) -> None:
        """Copy a text and say so."""
        QGuiApplication.clipboard().setText(text)
        self._window.workspace.told.emit(tr("Copied: {text}").format(text=text))

    def _on_cursor(self, lon: float, lat: float) -> None:
        self._pointer = (lon, lat)
        self._window.status.show_place(lon, lat, self._window.map.canvas.view.ground_m_per_px)

    def _covered(self) -> list[QRectF]:
        """Return the parts of the map that floats lie on."""
        view = self._window.map
        floats = (child for child in view.findChildren(QWidget, options=_DIRECT) if child is not view.canvas)
        boxes = (QRectF(child.geometry()) for child in floats if child.isVisible())
        return [box for box in boxes if box.width() < view.width() or box.height() < view.height()]
