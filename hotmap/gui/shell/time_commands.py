# SPDX-License-Identifier: MIT
"""Commands about time: show a part of it, go earlier or later, play the months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotmap.gui.commands import Command
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def time_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what is done with the time strip."""
    bar = window.time_bar

    def is_on() -> bool:
        return window.workspace.is_open and bar.is_on

    yield Command(
        "time", tr("Time: last days, dates, months"), bar.toggle, ("Ctrl+Shift+T",), "view", "calendar",
        lambda: window.workspace.is_open,
    )  # fmt: skip
    yield Command("time_earlier", tr("Earlier time"), lambda: bar.step(-1), ("Ctrl+Alt+Left",), "view", "back", is_on)
    yield Command("time_later", tr("Later time"), lambda: bar.step(1), ("Ctrl+Alt+Right",), "view", "forward", is_on)
    yield Command("time_play", tr("Play the months, or stop"), bar.play, ("Ctrl+Alt+Space",), "view", "clock", is_on)
