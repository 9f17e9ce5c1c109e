# SPDX-License-Identifier: MIT
"""Where hotmap finds its own files, from a checkout, an installation or the bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds ``resources`` and ``sample_data``."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return a path below ``resources``; it may not exist."""
    return root().joinpath("resources", *parts)


def sample_data(*parts: str) -> Path:
    """Return a path below ``sample_data``; it may not exist."""
    return root().joinpath("sample_data", *parts)


@cache
def font_files() -> tuple[Path, ...]:
    """Return the font files brought by the set-up or the bundle, in a fixed order; maybe none."""
    for folder in (resource("fonts"), root() / ".fonts"):
        files = sorted(p for p in folder.glob("*") if p.suffix.lower() in (".ttf", ".otf"))
        if files:
            return tuple(files)
    return ()
