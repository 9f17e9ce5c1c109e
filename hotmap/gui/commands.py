# SPDX-License-Identifier: MIT
"""The commands of the window: menu, keyboard, search box and list of keys all derive from one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from hotmap.gui.icons import icon
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

GROUPS = {
    "plan": _("Plan"),
    "files": _("Bring in and send"),
    "edit": _("Edit"),
    "tools": _("Draw"),
    "shape": _("Shape"),
    "places": _("Places"),
    "bookmarks": _("Bookmarks"),
    "layers": _("Layers"),
    "view": _("View"),
    "room": _("Projector"),
    "stages": _("Go to"),
    "print": _("Print"),
    "help": _("Help"),
}
"""The submenus in their order: ids and names. A group that is not listed stands after them by its id."""


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
        One of `GROUPS`: the submenu in which it stands; empty keeps it out of the menu.
    icon : str
    is_enabled : callable
        Asked when a menu opens.
    at_top : bool
        Wanted so often that it stands at the head of the menu too.
    where : QWidget, optional
        The keys work only while this widget has the focus.
    told_keys : str
        Keys that another part of the window listens to, such as the letter of a tool.
    in_room : bool
        False for what shows more than a room with a projector may see.
    """

    id: str
    text: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    group: str = ""
    icon: str = ""
    is_enabled: Callable[[], bool] = field(default=lambda: True)
    at_top: bool = False
    where: QWidget | None = None
    told_keys: str = ""
    in_room: bool = True

    def shown_keys(self) -> list[str]:
        """Return the keys as this system writes them, the first choice first."""
        native = QKeySequence.SequenceFormat.NativeText
        told = [self.told_keys] if self.told_keys else []
        return told + [QKeySequence(keys).toString(native) for keys in self.keys]


class Commands:
    """The commands in their order.

    Parameters
    ----------
    window : QWidget
        Whose shortcuts they are.
    is_in_room : callable, optional
        Tells whether a room sees this window now.
    refuse : callable, optional
        Says that a command is not for the room.
    """

    def __init__(
        self,
        window: QWidget,
        is_in_room: Callable[[], bool] = lambda: False,
        refuse: Callable[[], object] = lambda: None,
    ) -> None:
        self._window = window
        self._is_in_room = is_in_room
        self._refuse = refuse
        self._commands: dict[str, Command] = {}
        self._sources: list[Callable[[], Iterable[Command]]] = []

    def __iter__(self) -> Iterator[Command]:
        """Yield every command that is always there, whether it makes sense now or not."""
        return iter(self._commands.values())

    def add(self, command: Command) -> None:
        """Take in a command and make its shortcuts work in the whole window, or in the widget it names."""
        self._commands[command.id] = command
        for keys in command.keys:
            shortcut = QShortcut(QKeySequence(keys), command.where or self._window)
            if command.where is not None:
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: self.run(command.id))

    def add_source(self, source: Callable[[], Iterable[Command]]) -> None:
        """Take in commands that come and go with the plan; they are asked for anew and have no shortcuts."""
        self._sources.append(source)

    def run(self, command_id: str) -> None:
        """Run a command if it makes sense now."""
        command = self._commands[command_id]
        if self._is_offered(command):
            command.run()
        elif not command.in_room and self._is_in_room():
            self._refuse()

    def offered(self) -> list[Command]:
        """Return the commands that make sense now."""
        return [command for command in self._all() if self._is_offered(command)]

    def by_group(self) -> dict[str, list[Command]]:
        """Return the commands of each group that has any, in the order of the menu."""
        found: dict[str, list[Command]] = {group: [] for group in GROUPS}
        for command in self._all():
            if command.group:
                found.setdefault(command.group, []).append(command)
        return {group: commands for group, commands in found.items() if commands}

    def menu(self) -> QMenu:
        """Return the window's menu, filled anew each time it opens."""
        menu = QMenu(self._window)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _all(self) -> list[Command]:
        return [*self._commands.values(), *(command for source in self._sources for command in source())]

    def _is_offered(self, command: Command) -> bool:
        return command.is_enabled() and (command.in_room or not self._is_in_room())

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for old in menu.findChildren(QMenu):
            old.deleteLater()
        groups = self.by_group()
        for command in self._commands.values():
            if command.at_top:
                self._put(menu, command)
        menu.addSeparator()
        for group, commands in groups.items():
            if len(commands) == 1 and not commands[0].at_top:
                self._put(menu, commands[0])
                continue
            submenu = menu.addMenu(group_name(group))
            for command in commands:
                self._put(submenu, command)
            submenu.menuAction().setEnabled(any(map(self._is_offered, commands)))

    def _put(self, menu: QMenu, command: Command) -> None:
        keys = command.shown_keys()
        # Behind a tab Qt shows the keys without listening to them: the window does that.
        action = menu.addAction(f"{command.text}\t{keys[0]}" if keys else command.text)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setEnabled(self._is_offered(command))
        action.triggered.connect(lambda _=False: command.run())


def group_name(group: str) -> str:
    """Return the name of a group in the user's language."""
    return tr(GROUPS.get(group, group.capitalize()))
