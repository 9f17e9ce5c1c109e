# SPDX-License-Identifier: MIT
"""A screen that nobody sees, so that windows of both programs start alike."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE_PX = (1600, 1000)


def is_installed() -> bool:
    """Tell whether the X server without hardware is there."""
    return shutil.which("Xvfb") is not None


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Run a virtual screen and yield its name for the variable ``DISPLAY``."""
    readable, writable = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{SIZE_PX[0]}x{SIZE_PX[1]}x24"],
        pass_fds=[writable],
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as answer:
            number = answer.readline().strip()
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
