# SPDX-License-Identifier: MIT
"""Letters and figures on the map: a letter takes a tool, a figure begins to type a place or a size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hotmap.gui.tools import TOOLS

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

_TOOL_KEYS = {tool.key: tool.id for tool in TOOLS if tool.key}


def letter_pressed(canvas: MapCanvas, event: QKeyEvent) -> bool:
    """Turn snapping on or off by S, type a place by G or a figure, take a tool by its letter."""
    letter = event.text().upper()
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    if not canvas.edits:
        return False
    if begins_typing(canvas, event):
        canvas.place_wanted.emit(event.text())
    elif letter == "G" and canvas.offered is None:
        canvas.place_wanted.emit("")
    elif letter == "S":
        canvas.pointing.set_snapping(not canvas.pointing.snapping)
    elif letter in _TOOL_KEYS and (canvas.offered is None or _TOOL_KEYS[letter] in canvas.offered):
        canvas.set_tool(_TOOL_KEYS[letter])
    else:
        return False
    return True


def begins_typing(canvas: MapCanvas, event: QKeyEvent) -> bool:
    """Return whether a key is the first figure of a place or size for the tool that has the map."""
    return canvas.tool.takes_typing and event.text().isdigit() and canvas.offered is None
