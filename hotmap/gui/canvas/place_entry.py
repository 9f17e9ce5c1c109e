# SPDX-License-Identifier: MIT
"""Typing a place instead of clicking it: MGRS, decimal degrees, DMS, decimal comma."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hotmap.analysis.coordinates import CoordinateError, ParsedPoint, format_point, parse_point
from hotmap.cartography.projection import BBox
from hotmap.gui.widgets.building import button, label
from hotmap.i18n import tr


class PlaceEntry(QWidget):
    """A small card on the map with one field.

    It says while one types what it understands, and in which order it took two bare numbers.
    """

    place_typed = Signal(float, float)
    """Longitude and latitude, WGS 84 degrees."""

    def __init__(self) -> None:
        super().__init__()
        self.area: BBox | None = None
        self._found: ParsedPoint | None = None
        self.setProperty("surface", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._field = QLineEdit()
        self._field.setPlaceholderText("40M EV 310 258")
        self._field.setAccessibleName(tr("Place as MGRS, degrees or DMS"))
        self._field.textChanged.connect(self._on_text)
        self._field.returnPressed.connect(self._take)
        self._says = label("", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(label(tr("Type a place"), "strong"))
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(button(tr("Set"), self._take, kind="primary"))
        column.addLayout(row)
        column.addWidget(self._says)
        self.setFixedWidth(340)
        self._on_text("")
        self.hide()

    def open(self, area: BBox | None) -> None:
        """Show the field and take the keyboard.

        Parameters
        ----------
        area : tuple of float, optional
            What is in view, degrees; it settles which of two bare numbers is the latitude.
        """
        self.area = area
        self.show()
        self.raise_()
        self._field.setFocus()
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self._found = None
        if not text.strip():
            self._says.setText(tr("MGRS, decimal degrees or degrees, minutes, seconds; a decimal comma will do."))
            return
        try:
            found = parse_point(text, self.area)
        except CoordinateError as error:
            self._says.setText(str(error))
            return
        self._found = found
        notation = "decimal" if found.notation == "mgrs" else "mgrs"
        self._says.setText(" · ".join(t for t in (format_point(found.lon, found.lat, notation), found.note) if t))

    def _take(self) -> None:
        if self._found is not None:
            self.place_typed.emit(self._found.lon, self._found.lat)
            self._field.clear()
