# SPDX-License-Identifier: MIT
"""A display with nobody before it: starts the program, moves the mouse, presses keys, takes pictures.

Needs Xvfb, xdotool and ImageMagick's ``import``. The program runs as its users start it, in a process of its
own, and is asked for what it has written by its own command line.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SIZE = (1440, 900)
NEEDS = ("Xvfb", "xdotool", "import")
_PATIENCE_S = 30.0

Spot = tuple[int, int]


class Desk:
    """A virtual display with the program on it.

    Parameters
    ----------
    number : int
        Of the display.
    folder : Path
        Where preferences and pictures go.

    Attributes
    ----------
    gestures : int
        Clicks, drags, keys and typed texts so far.
    """

    def __init__(self, number: int, folder: Path) -> None:
        self.folder = folder
        self._env = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "HOTMAP_ACTOR": "Walk",
            "HOTMAP_REDUCED_MOTION": "1",
        }
        self._program: subprocess.Popen[bytes] | None = None
        self.gestures = 0

    # ---- the program ---------------------------------------------------------------------------

    def start(self, plan: Path | None = None) -> None:
        """Start the program, with a plan or without, and wait until its window is painted."""
        command = [sys.executable, "-m", "hotmap", *([str(plan)] if plan else [])]
        self._program = subprocess.Popen(command, env=self._env)
        self.wait_for(lambda: self._do("search", "--onlyvisible", "--class", "hotmap").strip() != b"")
        self.rest(4.0)

    def kill(self) -> None:
        """End the program as a power cut does: at once and without a word."""
        assert self._program is not None
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()

    def close(self) -> None:
        """End the program, if it still runs."""
        if self._program is not None and self._program.poll() is None:
            self._program.terminate()
            self._program.wait(20)

    @property
    def is_running(self) -> bool:
        """Whether the program still runs."""
        return self._program is not None and self._program.poll() is None

    def tell(self, *arguments: object) -> Any:
        """Run a verb of the command line and return what it prints as JSON."""
        command = [sys.executable, "-m", "hotmap", *map(str, arguments), "--json"]
        done = subprocess.run(
            command, env={**self._env, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    # ---- the hand --------------------------------------------------------------------------------

    def move(self, spot: Spot) -> None:
        """Move the pointer."""
        self._do("mousemove", *map(str, spot))
        self.rest(0.05)

    def click(self, spot: Spot, button: int = 1, times: int = 1) -> None:
        """Click, or click twice in a moment."""
        self.gestures += 1
        self.move(spot)
        self._do("click", "--repeat", str(times), "--delay", "60", str(button))
        self.rest(0.12 if times == 1 else 0.3)

    def drag(self, spots: Sequence[Spot], button: int = 1) -> None:
        """Draw a stroke with a button held."""
        self.gestures += 1
        self.move(spots[0])
        self._do("mousedown", str(button))
        for spot in spots[1:]:
            self.move(spot)
        self._do("mouseup", str(button))
        self.rest(0.2)

    def key(self, *keys: str) -> None:
        """Press keys one after the other, such as ``ctrl+z``."""
        for key in keys:
            self.gestures += 1
            self._do("key", key)
            self.rest(0.12)

    def type(self, text: str) -> None:
        """Type a text."""
        self.gestures += 1
        self._do("type", "--delay", "15", text)
        self.rest(0.15)

    def hold(self, key: str, *, down: bool) -> None:
        """Hold a key, or let it go."""
        self._do("keydown" if down else "keyup", key)

    # ---- the eye ---------------------------------------------------------------------------------

    def picture(self, name: str) -> Path:
        """Take a picture of the whole display."""
        path = self.folder / f"{name}.png"
        self.rest(0.8)
        subprocess.run(["import", "-window", "root", str(path)], env=self._env, check=True)
        return path

    def rest(self, seconds: float) -> None:
        """Give the window time."""
        time.sleep(seconds)

    def wait_for(self, happened: Any) -> None:
        """Wait until something is so.

        Raises
        ------
        TimeoutError
            When it does not become so.
        """
        end = time.monotonic() + _PATIENCE_S
        while not happened():
            if time.monotonic() > end:
                raise TimeoutError("the window did not do what was waited for")
            time.sleep(0.1)

    def _do(self, *arguments: str) -> bytes:
        return subprocess.run(["xdotool", *arguments], env=self._env, capture_output=True, check=False).stdout


@contextmanager
def desk(folder: Path, number: int = 77) -> Iterator[Desk]:
    """Set up a display, and clear it away afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    screen = f"{SIZE[0]}x{SIZE[1]}x24"
    display = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", screen], stderr=subprocess.DEVNULL)
    time.sleep(1.0)
    made = Desk(number, folder)
    try:
        yield made
    finally:
        made.close()
        display.terminate()
        display.wait()


def missing(needs: Iterable[str] = NEEDS) -> list[str]:
    """Return the programs that a walk needs and this machine has not."""
    return [name for name in needs if shutil.which(name) is None]
