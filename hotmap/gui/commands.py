# SPDX-License-Identifier: MIT
"""The commands of the window: menu, keyboard and search box all derive from one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from hotmap.gui.icons import icon


@dataclass(frozen=True)
class Command:
    """One thing that can be done from anywhere in the window.

    Attributes
    ----------
    id : str
    text : str
        In the user's language.
    run : callable
        Takes nothing.
    keys : tuple of str
        Shortcuts, the first shown in menus.
    group : str
        Commands of one group stand together in the menu; empty keeps it out of the menu.
    icon : str
    is_enabled : callable
        Asked when a menu opens.
    """

    id: str
    text: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    group: str = ""
    icon: str = ""
    is_enabled: Callable[[], bool] = field(default=lambda: True)


class Commands:
    """The commands in their order.

    Parameters
    ----------
    window : QWidget
        Whose shortcuts they are.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}

    def add(self, command: Command) -> None:
        """Take in a command and make its shortcuts work in the whole window."""
        self._commands[command.id] = command
        for keys in command.keys:
            QShortcut(QKeySequence(keys), self._window).activated.connect(lambda: self.run(command.id))

    def run(self, command_id: str) -> None:
        """Run a command if it makes sense now."""
        command = self._commands[command_id]
        if command.is_enabled():
            command.run()

    def offered(self) -> list[Command]:
        """Return the commands that make sense now."""
        return [command for command in self._commands.values() if command.is_enabled()]

    def menu(self) -> QMenu:
        """Return the window's menu, filled anew each time it opens."""
        menu = QMenu(self._window)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        group = None
        for command in self._commands.values():
            if not command.group:
                continue
            if group not in (None, command.group):
                menu.addSeparator()
            group = command.group
            # Behind a tab Qt shows the keys without listening to them: the window does that.
            keys = (
                QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.keys else ""
            )
            action = menu.addAction(f"{command.text}\t{keys}" if keys else command.text)
            if command.icon:
                action.setIcon(icon(command.icon))
            action.setEnabled(command.is_enabled())
            action.triggered.connect(lambda _=False, id_=command.id: self.run(id_))
