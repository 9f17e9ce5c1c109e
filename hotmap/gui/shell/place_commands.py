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
    yield Command("grid_next", tr("Next grid on the map"), places.show_next_grid, ("Ctrl+G",), "view", "map")
    for kind, text in GRIDS.items():
        yield Command(
            f"grid_{kind or 'none'}", tr(text), partial(places.grid.show_kind, kind), (), "view", "map",
            partial(_is_other_grid, window, kind),
        )  # fmt: skip


def _is_other_grid(window: MainWindow, kind: str) -> bool:
    return window.places.grid.kind != kind
