# SPDX-License-Identifier: MIT
"""A row or card that is pressed as a whole, by hand or by key, and paints itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from hotmap.gui.speech import Role, Speech


class Pressable(QWidget):
    """Takes the focus; a click, Enter or Space presses it; it is painted anew as the pointer comes and goes."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def speech(self) -> Speech:
        """Tell that it can be pressed."""
        return Speech(Role.Button)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
