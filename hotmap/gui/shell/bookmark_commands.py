# SPDX-License-Identifier: MIT
"""Commands about where the map looks: previous and next view, bookmarks and the walk through them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from hotmap.domain.bookmarks import Bookmark, bookmarks_from
from hotmap.gui.canvas.view_names import proposed_name
from hotmap.gui.commands import Command
from hotmap.i18n import tr
from hotmap.services import bookmarking

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def bookmark_commands(window: MainWindow) -> Iterator[Command]:
    """Yield previous and next view, and what can be done with bookmarks."""
    walk, extents = BookmarkWalk(window), window.extents

    def is_open() -> bool:
        return window.workspace.is_open

    yield Command("view_back", tr("Previous view"), extents.back, ("Alt+Left",), "view", "back", extents.can_go_back)
    yield Command(
        "view_forward", tr("Next view"), extents.forward, ("Alt+Right",), "view", "forward", extents.can_go_forward
    )
    yield Command("bookmark_keep", tr("Keep this view"), walk.keep, ("Ctrl+B",), "bookmarks", "plus", is_open)
    yield Command(
        "bookmarks", tr("All bookmarks …"), walk.show_panel, ("Ctrl+Shift+B",), "bookmarks", "bookmark", is_open
    )
    for id_, text, step, key in (
        ("bookmark_next", tr("Next bookmark"), 1, "PgDown"),
        ("bookmark_previous", tr("Previous bookmark"), -1, "PgUp"),
    ):
        yield Command(id_, text, partial(walk.step, step), (key,), "bookmarks", "",
                      lambda: bool(walk.bookmarks()), where=window.map.canvas)  # fmt: skip


class BookmarkWalk:
    """Goes from bookmark to bookmark, by name, by number and one after the other.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._at = ""
        self._is_joined = False  # to the panel, which is made when it is first shown
        window.commands.add_source(self._commands)
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), window)
            shortcut.activated.connect(partial(self._go_to_number, number))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the bookmarks of the open plan."""
        return bookmarks_from(self._window.workspace.plan.info.bookmarks)

    def keep(self) -> None:
        """Keep the view under a name taken from what lies in its middle; a strip offers another name."""
        window, session = self._window, self._window.workspace.session
        if session is None:
            return
        canvas = window.map.canvas
        name = proposed_name(canvas.view, canvas.scene)
        made = window.workspace.attempt(lambda: bookmarking.keep_view(session, name, canvas.view.bbox))
        if made is not None:
            self._at = made.name
            action = (tr("Rename"), lambda: self._rename(made.name))
            window.undo_strip.say(tr("View kept: {name}").format(name=made.name), undo=True, action=action)

    def go_to(self, name: str) -> None:
        """Show a bookmark."""
        found = next((bookmark for bookmark in self.bookmarks() if bookmark.name == name), None)
        if found is not None:
            self._at = name
            self._window.map.canvas.zoom_to(found.bbox, margin_px=0.0)
            if self._is_joined:
                self._window.bookmarks.mark(name)
            self._window.status.show_hint(tr("View: {name}").format(name=name))

    def step(self, step: int) -> None:
        """Go to the next or previous bookmark, from the last round to the first."""
        names = [bookmark.name for bookmark in self.bookmarks()]
        if names:
            at = names.index(self._at) + step if self._at in names else 0 if step > 0 else -1
            self.go_to(names[at % len(names)])

    def show_panel(self) -> None:
        """List the bookmarks beside the map."""
        panel = self._window.bookmarks
        if not self._is_joined:
            self._is_joined = True
            panel.keep_wanted.connect(self.keep)
            panel.chosen.connect(self.go_to)
        self._window.show_side(panel)
        panel.list.setFocus()

    def _go_to_number(self, number: int) -> None:
        there = self.bookmarks()
        if number <= len(there):
            self.go_to(there[number - 1].name)

    def _rename(self, name: str) -> None:
        self.show_panel()
        self._window.bookmarks.rename(name)

    def _commands(self) -> Iterator[Command]:
        for number, bookmark in enumerate(self.bookmarks(), 1):
            keys = f"Alt+{number}" if number < 10 else ""
            yield Command(f"bookmark:{bookmark.name}", bookmark.name, partial(self.go_to, bookmark.name), (),
                          "bookmarks", "bookmark", told_keys=keys)  # fmt: skip
