# SPDX-License-Identifier: MIT
"""The map widget: shows records, takes the selection, tells what lies under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Layer
from hotmap.gui.marks import screen_palette
from hotmap.i18n import tr

Bounds = tuple[float, float, float, float]


class MapCanvas(QWidget):
    """The map.

    Attributes
    ----------
    cursor_moved : Signal
        Longitude and latitude under the cursor, degrees.
    view_changed : Signal
        Another part of the world, or another scale, is shown.
    selection_changed : Signal
        The hand has selected records; carries their uuids.
    """

    cursor_moved = Signal(float, float)
    view_changed = Signal()
    selection_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._bounds: Bounds = (-180.0, -90.0, 180.0, 90.0)

    def set_records(self, records: RecordSet, features: Callable[[Layer], FeatureTable] | None = None) -> None:
        """Show the records of a plan or a release; `features` reads its context layers."""
        self.update()

    def set_selection(self, uuids: Iterable[str]) -> None:
        """Show records as selected."""

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Leave out what `hotmap.cartography.scene.Scene.hidden` names."""

    def set_tool(self, tool_id: str) -> None:
        """Take a tool into the hand."""

    def zoom_to(self, bounds: Bounds) -> None:
        """Show west, south, east, north in degrees."""
        self._bounds = bounds
        self.view_changed.emit()

    def bounds(self) -> Bounds | None:
        """Return what is in view: west, south, east, north in degrees."""
        return self._bounds

    def scale_denominator(self) -> float | None:
        """Return the scale on this screen as 1 : n."""
        return None

    def restyle(self) -> None:
        """Take on the look in force."""
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at: QPointF = event.position()
        west, south, east, north = self._bounds
        lon = west + (east - west) * at.x() / max(self.width(), 1)
        lat = north - (north - south) * at.y() / max(self.height(), 1)
        self.cursor_moved.emit(lon, lat)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), screen_palette().colour("sea"))
