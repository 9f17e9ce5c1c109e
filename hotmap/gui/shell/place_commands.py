# SPDX-License-Identifier: MIT
"""Commands about places: grids on the map, copying, pasting, what lies here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from hotmap.gui.canvas.map_grid import GRIDS
from hotmap.gui.commands import Command
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def place_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what can be done with places from anywhere."""
    places = window.places
    yield Command("copy_place", tr("Copy the place under the pointer"), places.copy_pointed, ("Ctrl+Shift+C",),
                  "places", "copy")  # fmt: skip
    yield Command("paste", tr("Paste on the map"), places.paste, ("Ctrl+V",), "places", "coordinates",
                  lambda: window.workspace.is_open, where=window.map.canvas)  # fmt: skip
    yield Command("paste_places", tr("Places from text …"), places.open_pasting, ("Ctrl+Shift+V",), "places",
                  "coordinates", lambda: _can_write(window))  # fmt: skip
    yield Command("identify", tr("Identify: what lies here"), places.identify_by_key, ("Ctrl+Shift+I",), "places",
                  "info", lambda: window.workspace.is_open)  # fmt: skip
    yield Command("map_menu", tr("Menu of the map"), places.menu.open_by_key, ("Shift+F10", "Menu"), "places", "menu",
                  lambda: window.map.canvas.tool.id == "select", where=window.map.canvas)  # fmt: skip
    yield Command("grid_next", tr("Next grid on the map"), places.show_next_grid, ("Ctrl+G",), "view", "grid")
    for kind, text in GRIDS.items():
        yield Command(
            f"grid_{kind or 'none'}", tr(text), partial(places.grid.show_kind, kind), (), "view", "grid",
            partial(_is_other_grid, window, kind),
        )  # fmt: skip


def _is_other_grid(window: MainWindow, kind: str) -> bool:
    return window.places.grid.kind != kind


def _can_write(window: MainWindow) -> bool:
    session = window.workspace.session
    return session is not None and not session.read_only
