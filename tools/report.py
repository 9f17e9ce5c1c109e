# SPDX-License-Identifier: MIT
"""What the set-up says while it works: few lines, each true when it is printed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def say(text: str) -> None:
    """Print one line at once, also when the output is a file or a pipe."""
    print(text, flush=True)


def run_quietly(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    count_line: Callable[[str], bool] | None = None,
    what: str = "",
) -> None:
    """Run a command without showing its output unless it fails.

    Parameters
    ----------
    command
        Program and arguments; it gets no standard input, so it can never wait for an answer.
    environment
        The environment of the command; this process's when None.
    count_line
        Says which lines of the output are one step forward; they are counted and the count
        shown now and then, so that a long download does not look like a standstill.
    what
        What is counted, for example ``"packages found"``.

    Raises
    ------
    SetupError
        When the command is missing or fails; carries the end of its output.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"{command[0]} could not be started: {error}") from error
    lines: list[str] = []
    steps, said_at = 0, time.monotonic()
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip())
        steps += bool(count_line and count_line(line))
        if count_line and time.monotonic() - said_at > 10:
            say(f"  … {steps} {what}")
            said_at = time.monotonic()
    if process.wait() != 0:
        tail = "\n  ".join(lines[-25:])
        raise SetupError(f"`{' '.join(map(str, command))}` failed:\n  {tail}")


def finish(error: SetupError) -> int:
    """Print why the set-up stopped and return its exit code."""
    print(f"hotmap set-up: {error}", file=sys.stderr, flush=True)
    return 1
