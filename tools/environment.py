# SPDX-License-Identifier: MIT
"""The virtual environment: built once, built anew when the pins change."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from report import SetupError, run_quietly, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "constraints.txt"
_STAMP = VENV / "hotmap-pins"
_PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")


def program(name: str) -> Path:
    """Return the path of a program of the environment, for example ``hotmap`` or ``ruff``."""
    return _PROGRAMS / (f"{name}.exe" if os.name == "nt" else name)


def is_built(extras: str) -> bool:
    """Tell whether the environment stands, with at least these extras and today's pins."""
    try:
        stamped = json.loads(_STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return stamped["pins"] == _pins() and set(extras.split(",")) <= set(stamped["extras"])


def has_uv() -> bool:
    """Tell whether uv can build the environment (it needs neither venv nor pip)."""
    return shutil.which("uv") is not None


def build(extras: str) -> None:
    """Build or repair the environment with the pinned packages and hotmap itself, editable.

    Parameters
    ----------
    extras
        Comma-separated extras of ``pyproject.toml``: ``"dev"`` or ``"dev,bundle"``.

    Raises
    ------
    SetupError
        When a package cannot be had; the reason of the installer is in the message.
    """
    _STAMP.unlink(missing_ok=True)
    say("Building .venv (about 300 MB to fetch the first time; one to five minutes)")
    if not (has_uv() and _build_with_uv(extras)):
        _build_with_pip(extras)
    _STAMP.write_text(json.dumps({"pins": _pins(), "extras": extras.split(",")}), "utf-8")


def _pins() -> str:
    """Hash what decides the content of the environment, its place and its Python included."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    parts = [
        str(ROOT),
        str(sys.version_info[:2]),
        CONSTRAINTS.read_text("utf-8"),
        json.dumps([project[key] for key in ("dependencies", "optional-dependencies", "scripts")]),
        json.dumps(settings["tool"]["setuptools"]),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _build_with_uv(extras: str) -> bool:
    try:
        if not _answers("import sys"):
            run_quietly(["uv", "venv", "--quiet", "--clear", "--python", sys.executable, VENV])
        run_quietly(
            [
                *("uv", "pip", "install", "--quiet", "--python", program("python")),
                *("-c", CONSTRAINTS, "-e", f"{ROOT}[{extras}]"),
            ]
        )
    except SetupError as error:
        # uv reads none of pip's settings (an index of one's own, a certificate): pip may still manage.
        say(f"uv did not manage, trying pip. {error}")
        return False
    return True


def _build_with_pip(extras: str) -> None:
    if not _answers("import sys, pip"):
        run_quietly([sys.executable, "-m", "venv", "--clear", VENV])
    run_quietly(
        [
            *(program("python"), "-m", "pip", "install", "--no-input", "--progress-bar=off"),
            *("--disable-pip-version-check", "-c", CONSTRAINTS, "-e", f"{ROOT}[{extras}]"),
        ],
        count_line=lambda line: line.startswith("Collecting "),
        what="packages found",
    )


def _answers(imports: str) -> bool:
    """Tell whether a former environment still works, is of this Python, and has what is wanted."""
    code = f"{imports}; print(sys.version_info[:2])"
    try:
        done = subprocess.run([program("python"), "-c", code], capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(sys.version_info[:2])
