# SPDX-License-Identifier: MIT
"""Build the one-folder bundle with PyInstaller, try what it must do, and print its size and start."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

import fonts
import screen
from environment import ROOT, program
from report import SetupError, run_quietly, say

DIST = ROOT / "dist"
BUNDLE = DIST / "hotmap"
WINDOW_PATIENCE_S = 30.0
HOTMAP = BUNDLE / ("hotmap.exe" if os.name == "nt" else "hotmap")


def build_and_try() -> int:
    """Build ``dist/hotmap`` and run its command line and its demo from it.

    Returns
    -------
    int
        0; a bundle that cannot be built or does not work raises instead.

    Raises
    ------
    SetupError
        With the output of what failed.
    """
    if not fonts.ensure_fonts():
        raise SetupError("the bundle must look the same everywhere, so it needs the fonts. Install npm and try again.")
    say("Building dist/hotmap (about a minute)")
    run_quietly(
        [
            *(program("pyinstaller"), "--noconfirm", "--clean", "--log-level=WARN"),
            *("--distpath", DIST, "--workpath", ROOT / "build", ROOT / "hotmap.spec"),
        ]
    )
    size, zipped = _size(BUNDLE), _zipped_size(BUNDLE)
    say(f"  size    {size / 1e6:6.0f} MB, {zipped / 1e6:.0f} MB zipped")
    say(f"  start   {_best_seconds('--version'):6.2f} s to answer `hotmap --version`")
    with tempfile.TemporaryDirectory() as scratch:
        started = time.monotonic()
        run_quietly([HOTMAP, "demo", scratch], environment=_bare_environment())
        files = [path for path in Path(scratch).rglob("*") if path.is_file()]
        seconds = time.monotonic() - started
        say(f"  demo    {seconds:6.1f} s for the training scenario and its exports, {len(files)} files")
        _try_window(Path(scratch, "plan.gpkg"))
    return 0


def _try_window(plan: Path) -> None:
    """Open a plan on a screen that nobody sees and print how long the window takes to appear."""
    if not screen.is_installed() or not shutil.which("xdotool"):
        say("  window  not tried: that needs Xvfb and xdotool")
        return
    with screen.virtual_screen() as display:
        environment = {**_bare_environment(), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        started = time.monotonic()
        window = subprocess.Popen([HOTMAP, plan], env=environment)
        try:
            search = ["xdotool", "search", "--onlyvisible", "--pid", str(window.pid)]
            while subprocess.run(search, env=environment, capture_output=True).returncode != 0:
                if window.poll() is not None or time.monotonic() - started > WINDOW_PATIENCE_S:
                    raise SetupError("the bundle's window does not appear")
                time.sleep(0.02)
            say(f"  window  {time.monotonic() - started:6.2f} s until it is shown")
        finally:
            window.terminate()
            window.wait()


def _bare_environment() -> dict[str, str]:
    """Return an environment in which nothing of this checkout could be found by accident."""
    kept = {name: os.environ[name] for name in ("HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
    return {**kept, "PATH": os.defpath, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def _best_seconds(*arguments: str, runs: int = 3) -> float:
    best = float("inf")
    for _ in range(runs):
        started = time.monotonic()
        done = subprocess.run([HOTMAP, *arguments], env=_bare_environment(), capture_output=True, text=True)
        if done.returncode != 0:
            raise SetupError(f"the bundle does not start: {done.stderr.strip()}")
        best = min(best, time.monotonic() - started)
    return best


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _zipped_size(folder: Path) -> int:
    with tempfile.TemporaryFile() as scratch:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in folder.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    archive.write(path, path.relative_to(folder))
        return scratch.tell()
