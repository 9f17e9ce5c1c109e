# SPDX-License-Identifier: MIT
"""Commands about selected shapes; the tools that change shapes stand with them, see `tool_commands`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shapely

from hotmap.gui.commands import Command
from hotmap.gui.shell.shapes import Shapes
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def shape_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what can be done with the selected shapes."""
    shapes = Shapes(window)
    canvas = window.map.canvas

    def any_selected() -> bool:
        return bool(shapes.selected())

    def can_simplify() -> bool:
        return any(shapely.get_dimensions(record.geometry) > 0 for record in shapes.selected())

    def can_paste() -> bool:
        return canvas.reshapes and bool(shapes.clipboard.records())

    yield Command("merge", tr("Merge into one …"), shapes.merge, ("Ctrl+M",), "shape", "merge",
                  lambda: len(shapes.selected()) > 1)  # fmt: skip
    yield Command("take_apart", tr("Take apart into its pieces"), shapes.take_apart, (), "shape", "apart",
                  lambda: bool(shapes.apart()))  # fmt: skip
    yield Command("fill_hole", tr("Fill the hole"), shapes.fill_hole, (), "shape", "area",
                  lambda: shapes.filling() is not None)  # fmt: skip
    yield Command("simplify", tr("Simplify to what is seen now"), shapes.simplify, (), "shape", "line", can_simplify)
    yield Command("copy_shapes", tr("Copy"), shapes.copy, ("Ctrl+C",), "shape", "copy", any_selected, where=canvas)
    yield Command("paste_shapes", tr("Paste here"), shapes.paste_here, (), "shape", "paste", can_paste,
                  told_keys="Ctrl+V")  # fmt: skip
    yield Command("paste_in_place", tr("Paste where it was"), shapes.paste_in_place, ("Ctrl+Alt+V",), "shape", "paste",
                  can_paste)  # fmt: skip
    yield Command("duplicate", tr("Duplicate"), shapes.duplicate, ("Ctrl+D",), "shape", "copy", any_selected)
