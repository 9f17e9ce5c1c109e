# SPDX-License-Identifier: MIT
"""Text fields whose own undo ends where the plan's begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class LineField(QLineEdit):
    """One line of text; once it holds nothing to take back, Ctrl+Z goes on to the plan."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window when there is nothing of that kind in the field."""
        if _asks_to_turn(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def settle(self) -> None:
        """Take the text as final: what was typed before is the plan's to undo."""
        at = self.cursorPosition()
        self.setText(self.text())
        self.setCursorPosition(at)


class TextField(QPlainTextEdit):
    """Several lines of text; once they hold nothing to take back, Ctrl+Z goes on to the plan."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window when there is nothing of that kind in the field."""
        document = self.document()
        if _asks_to_turn(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def settle(self) -> None:
        """Take the text as final: what was typed before is the plan's to undo."""
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)


def _asks_to_turn(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Return whether the event offers a field an undo or redo that it has no use for."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return (event.matches(undo) and not can_undo) or (event.matches(redo) and not can_redo)
