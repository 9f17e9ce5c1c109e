# SPDX-License-Identifier: MIT
"""Commands about seeing: extent, layers, looks, walking through the window, and the list of keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hotmap.gui import theme
from hotmap.gui.commands import Command
from hotmap.gui.shell.focus_order import focus_order
from hotmap.gui.shell.sight import NAMES
from hotmap.gui.tools import TOOLS
from hotmap.gui.tools.over_shapes import OverShapesTool
from hotmap.gui.tools.whole_shapes import WholeShapesTool
from hotmap.gui.widgets.later import Later
from hotmap.i18n import tr
from hotmap.settings import Settings

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def view_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what changes how the plan is seen."""

    def is_open() -> bool:
        return window.workspace.is_open

    yield Command("full_extent", tr("Show everything"), window.map.zoom_full, ("Ctrl+Shift+F",), "view", "fit", is_open)
    yield Command("overview", tr("Overview map"), window.map.toggle_overview, ("Ctrl+Shift+O",), "view", "overview")
    window.map.overview_toggled.connect(lambda is_open: Settings.load().with_values(overview=is_open).save())
    yield Command("layers", tr("Layers"), lambda: _toggle_layers(window), ("Ctrl+L",), "view", "layers", is_open)
    yield Command("dark", tr("Dark or light"), lambda: _toggle_dark(window), ("Ctrl+Shift+D",), "view", "contrast")
    for sight, name in NAMES.items():
        yield Command(f"sight_{sight}", tr(name), partial(window.sight.show, sight), (), "view", "eye")
    yield Command("sight", tr("Next preview: grey, colour-blind, as it is"), window.sight.next, ("F7",), "view", "eye")
    yield Command("cycle", tr("Next part of the window"), lambda: _cycle(window, 1), ("F6",))
    yield Command("cycle_back", tr("Previous part of the window"), lambda: _cycle(window, -1), ("Shift+F6",))


def help_commands(window: MainWindow) -> Iterator[Command]:
    """Yield the list of keys."""
    yield Command(
        "keyboard", tr("Keyboard and mouse"), lambda: window.show_side(window.keyboard), ("F1", "?"), "help", "keyboard"
    )


def tool_commands(window: MainWindow) -> Iterator[Command]:
    """Yield the tools of the map; their letters are heard by the map itself."""
    for tool in TOOLS:
        group = "shape" if issubclass(tool, (OverShapesTool, WholeShapesTool)) else "tools"
        yield Command(
            f"tool_{tool.id}", tr(tool.label), partial(_take_tool, window, tool.id), (), group, tool.icon,
            partial(_can_take, window, tool.id), told_keys=tool.key,
        )  # fmt: skip


def _can_take(window: MainWindow, tool_id: str) -> bool:
    session = window.workspace.session
    if session is None or (session.read_only and tool_id not in ("select", "measure")):
        return False
    return window.map.canvas.tools[tool_id].has_work()


def _take_tool(window: MainWindow, tool_id: str) -> None:
    """Give the map to a tool; where the stage in front does not offer it, go to the map first."""
    offered = window.map.canvas.offered
    if offered is not None and tool_id not in offered:
        window.go_to("map")
    window.map.set_tool(tool_id)


def _toggle_layers(window: MainWindow) -> None:
    window.frame.set_hidden("left", not window.frame.is_hidden("left"))


def _toggle_dark(window: MainWindow) -> None:
    is_dark = not theme.active().dark
    window.set_look(dark=is_dark)
    Settings.load().with_values(theme="dark" if is_dark else "light").save()


def _cycle(window: MainWindow, step: int) -> None:
    open_panels = [panel.panel if isinstance(panel, Later) else panel for panel in window.frame.open_panels()]
    parts: list[QWidget] = [window.map.canvas, *open_panels, window.bar.stages]
    orders = [order for part in parts if (order := focus_order(part))]
    focus = window.focusWidget()
    at = next((i for i, order in enumerate(orders) if focus in order), 0)
    orders[(at + step) % len(orders)][0].setFocus(Qt.FocusReason.ShortcutFocusReason)
