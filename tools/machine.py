# SPDX-License-Identifier: MIT
"""What the machine must bring before anything is installed: Python and the libraries of Qt."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from report import SetupError, run_quietly, say

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)

# Shared library → Debian package. Qt loads these itself; its wheels do not bring them.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Only a real screen needs these.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def is_linux() -> bool:
    """Tell whether Qt's libraries come from the system (Windows and macOS wheels bring all)."""
    return sys.platform.startswith("linux")


def has_display() -> bool:
    """Tell whether a window could be shown."""
    return not is_linux() or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def find_python() -> str:
    """Return an interpreter that hotmap runs on: this one, else the newest fitting one on the path.

    Raises
    ------
    SetupError
        When there is none.
    """
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return sys.executable
    for minor in range(NEWEST_PYTHON[1], OLDEST_PYTHON[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        # A version manager may leave a name on the path with nothing behind it.
        if other and subprocess.run([other, "-c", ""], capture_output=True).returncode == 0:
            return other
    found = ".".join(map(str, sys.version_info[:3]))
    raise SetupError(
        f"hotmap needs Python 3.{OLDEST_PYTHON[1]} to 3.{NEWEST_PYTHON[1]}, this is {found}. "
        "Install one of them and run the same command again."
    )


def ensure_libraries(needs_venv: bool) -> None:
    """See to it that Qt's libraries (and Python's own venv, if wanted) are there.

    As root on Debian and its children the missing packages are installed; elsewhere the one line
    that installs them is in the error.

    Parameters
    ----------
    needs_venv
        True when the environment is still to be made with ``venv`` and ``pip``.

    Raises
    ------
    SetupError
        When something necessary is missing and cannot be installed from here.
    """
    if not is_linux():
        return
    missing = _missing_packages(QT_LIBRARIES)
    # Debian splits ensurepip from Python: `venv` imports, and then fails half-way.
    if needs_venv and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info.minor}-venv")
    for_screen = _missing_packages(SCREEN_LIBRARIES)
    if not missing and not for_screen:
        return
    wanted = " ".join(missing + for_screen)
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Installing what Qt needs from this system: {wanted}")
        _apt_install(missing + for_screen)
        return
    line = f"sudo apt-get install -y --no-install-recommends {wanted}"
    if missing:
        raise SetupError(f"this machine lacks what hotmap needs. On Debian or Ubuntu run\n  {line}")
    if has_display():
        say(f"The window needs libraries that are not here; on Debian or Ubuntu run\n  {line}")


def _missing_packages(libraries: dict[str, str]) -> list[str]:
    return [package for library, package in libraries.items() if not _is_loadable(library)]


def _is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> None:
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run_quietly(["apt-get", "update"], environment=quiet)
    run_quietly(["apt-get", "install", "-y", "--no-install-recommends", *packages], environment=quiet)
