# SPDX-License-Identifier: MIT
"""The command that opens the composer of map sheets in place of the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hotmap.gui.commands import Command
from hotmap.gui.shell.plan_files import documents
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.composer.composer import Composer
    from hotmap.gui.main_window import MainWindow

PANEL_PX = 392


def print_commands(window: MainWindow) -> Iterator[Command]:
    """Yield the command."""
    desk = PrintDesk(window)
    yield Command(
        "print", tr("Print a map …"), desk.toggle, ("Ctrl+P",), "files", "print",
        lambda: window.workspace.is_open, at_top=True, in_room=False,
    )  # fmt: skip


class PrintDesk(QObject):
    """Keeps the composer of a window, made when it is first asked for, and gives it the room of the map."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._composer: Composer | None = None

    @property
    def composer(self) -> Composer:
        """The composer of the window."""
        if self._composer is None:
            from hotmap.gui.composer.composer import Composer

            window = self._window
            composer = self._composer = Composer(window.workspace, window.map, documents)
            window.frame.house("right", composer.panel)
            composer.panel.closed.connect(lambda: window.show_side(None))
            composer.map_wanted.connect(self._show_map)
            window.frame.arranged.connect(self._on_arranged)
            composer.begin_anew()
        return self._composer

    def toggle(self) -> None:
        """Open the composer, or put it away."""
        composer, window = self.composer, self._window
        if window.frame.shows(composer.panel):
            window.show_side(None)
            return
        window.show_side(composer.panel)
        window.frame.arrange({"right": composer.panel}, {"right": PANEL_PX})
        self._show_map(False)
        composer.open()
        composer.panel.audience.setFocus()

    def _show_map(self, on: bool) -> None:
        window = self._window
        window.frame.show_instead(None if on else self.composer.preview)
        window.map.offer_tools(() if on else window.stage.tools)
        window.status.show_hint(
            tr("Enter uses the frame, Esc leaves it")
            if on
            else tr("The wheel brings the sheet near, dragging moves it")
        )

    def _on_arranged(self) -> None:
        """Something else has taken the place of the composer."""
        if not self._window.frame.shows(self.composer.panel):
            self.composer.leave()
