# SPDX-License-Identifier: MIT
"""A small panel that opens beside what it is about and closes with Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hotmap.gui import theme
from hotmap.gui.widgets.building import column, dress, label

EDGE_PX = 8


class Popover(QFrame):
    """A panel over the window; the focus returns to where it was.

    Parameters
    ----------
    owner : QWidget
        Beside which it opens and with which it dies.
    title : str
        What it is about; its accessible name, too.
    width_px : int
        At the ordinary type size.
    """

    closed = Signal()

    def __init__(self, owner: QWidget, title: str, width_px: int = 280) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dress(self, "popover")
        self.setAccessibleName(title)
        self.setFixedWidth(theme.active().px(width_px))
        self.body: QVBoxLayout = column(label(title, "strong", wrap=True), margins=(14, 12, 14, 12))
        self.setLayout(self.body)
        self._owner = owner

    def open_at(self, place: QPoint, first: QWidget | None = None) -> None:
        """Open with the corner at a place on the screen, moved where there is no room.

        Parameters
        ----------
        place : QPoint
        first : QWidget, optional
            What has the focus.
        """
        self.ensurePolished()
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or self._owner.screen()
        room = screen.availableGeometry().adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = QPoint(place.x() - self.width(), place.y())
        box = QRect(place, self.size())
        x = max(min(box.left(), room.right() - box.width()), room.left())
        y = max(min(box.top(), room.bottom() - box.height()), room.top())
        self.move(x, y)
        self.show()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell, and give the focus back."""
        super().closeEvent(event)
        self.closed.emit()
        self._owner.setFocus(Qt.FocusReason.PopupFocusReason)
