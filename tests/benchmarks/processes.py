# SPDX-License-Identifier: MIT
"""Other processes that measure: started alike, asked again and again, so that two can take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tools.screen import is_installed, virtual_screen

ROOT = Path(__file__).resolve().parents[2]


class Conversation:
    """A process that measures once for each line that it gets, and answers with one JSON object."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running

    def ask(self, name: str = "seconds") -> float:
        """Have it measure once more and return one of the numbers that it answers."""
        return float(self.ask_all()[name])

    def ask_all(self) -> dict[str, Any]:
        """Have it measure once more and return all that it answers."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write("again\n")
        self._running.stdin.flush()
        for line in self._running.stdout:
            if line.startswith("{"):  # libraries are not silent
                answer: dict[str, Any] = json.loads(line)
                return answer
        raise RuntimeError(f"{self._running.args} ended before it answered")


@contextmanager
def conversation(command: Sequence[str | Path], environment: Mapping[str, str]) -> Iterator[Conversation]:
    """Run a process that answers; it is ended at the end."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        list(map(str, command)),
        env=environment,
        cwd=ROOT,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        try:
            yield Conversation(running)
        finally:
            running.kill()


def probe(module: str, *arguments: str | Path) -> list[str]:
    """Return the command that runs one of our own probes."""
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]


def our_environment(display: str = "") -> dict[str, str]:
    """Return the environment of a user: with a screen, and with compiled code kept as Python does by itself."""
    kept = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")}
    return kept | ({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"})


@contextmanager
def screen() -> Iterator[str]:
    """Yield the name of a virtual screen, or nothing where none is installed."""
    with virtual_screen() if is_installed() else nullcontext("") as display:
        yield display
