# SPDX-License-Identifier: MIT
"""Commands for a room with a projector: large type, and a window on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotmap.gui import theme
from hotmap.gui.commands import Command
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def room_commands(window: MainWindow) -> Iterator[Command]:
    """Yield projector mode, and what can be done with the projector window."""
    projector = window.projector
    yield Command(
        "projector", tr("Large type for a projector"),
        lambda: window.set_look(projector=not theme.active().projector), ("F11",), "room", "projector",
    )  # fmt: skip
    yield Command(
        "wall", tr("Projector window: open or close"),
        lambda: projector.close() if projector.is_open else projector.open(window), ("Ctrl+Shift+P",), "room", "screen",
        lambda: projector.is_open or window.workspace.is_open,
    )  # fmt: skip
    yield Command(
        "wall_hold", tr("Hold the projector's picture still, or follow again"),
        lambda: projector.hold_still(not projector.is_frozen), ("F8",), "room", "pause", lambda: projector.is_open,
    )  # fmt: skip
    yield Command(
        "wall_blank", tr("Show the title alone on the projector, or the map"),
        lambda: projector.blank(not projector.is_blank), ("F9",), "room", "eye-off", lambda: projector.is_open,
    )  # fmt: skip
