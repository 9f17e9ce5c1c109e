# SPDX-License-Identifier: MIT
"""Undo and redo, which are the sketch's while one is drawn and the plan's after; and sketches that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotmap.gui.commands import Command
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def sketch_commands(window: MainWindow) -> Iterator[Command]:
    """Yield undo and redo, and what takes up a sketch that was set aside."""
    workspace, canvas, sketches = window.workspace, window.map.canvas, window.sketches

    def undo() -> None:
        if not canvas.tool.take_back():
            workspace.undo()

    def redo() -> None:
        if not canvas.tool.bring_back():
            workspace.redo()

    yield Command("undo", tr("Undo"), undo, ("Ctrl+Z",), "edit", "undo", lambda: bool(undo_note(window)))
    yield Command("redo", tr("Redo"), redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", "redo",
                  lambda: canvas.tool.can_bring_back or bool(workspace.redo_note()))  # fmt: skip
    yield Command("resume", tr("Resume sketch"), lambda: _resume(window), (), "edit", "pencil",
                  lambda: bool(sketches.waiting()))  # fmt: skip


def undo_note(window: MainWindow) -> str | None:
    """Return what undo would take back now, in words; None when there is nothing."""
    if window.map.canvas.tool.is_under_way:
        return tr("last corner")
    return window.workspace.undo_note()


def resume_last(window: MainWindow) -> None:
    """Take up the sketch that was set aside last, on the map where it is drawn."""
    window.notices.clear()
    window.go_to("map")
    window.sketches.resume()


def _resume(window: MainWindow) -> None:
    """Take up the sketch that waits; where several do, show their list."""
    if len(window.sketches.waiting()) > 1:
        window.notices.clear()
        window.go_to("map")
        window.map.desk.parked.open()
    else:
        resume_last(window)
