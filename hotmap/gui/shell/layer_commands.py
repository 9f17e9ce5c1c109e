# SPDX-License-Identifier: MIT
"""Commands about layers, and the panel in which their look is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from hotmap.cartography.layer_order import drawing_order
from hotmap.gui.commands import Command
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.looks.panel import LookPanel
    from hotmap.gui.main_window import MainWindow


def layer_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what is done with layers."""
    workspace = window.workspace
    workspace.command_wanted.connect(window.commands.run)

    @cache
    def panel() -> LookPanel:
        """Make the panel when it is first asked for."""
        from hotmap.gui.looks.panel import LookPanel

        made = LookPanel(workspace, window.map)
        window.frame.house("right", made)
        made.closed.connect(lambda: window.show_side(None))
        return made

    def show(uuid: str) -> None:
        panel().show_layer(uuid)
        window.show_side(panel())

    def show_highest() -> None:
        show(drawing_order(workspace.plan.of("layer"))[-1].uuid)

    workspace.look_wanted.connect(show)
    yield Command(
        "look", tr("Look of a layer …"), show_highest, (), "view", "pencil", lambda: bool(workspace.plan.count("layer"))
    )
