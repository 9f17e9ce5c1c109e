# SPDX-License-Identifier: MIT
"""What can become a base map, by the name of the file: known before any reader is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

TIFF_SUFFIXES = (".tif", ".tiff")
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp")
SUFFIXES = (".mbtiles", *TIFF_SUFFIXES, *IMAGE_SUFFIXES)
"""For dialogs and drag and drop."""


def is_raster(path: Path) -> bool:
    """Return whether a file is a picture by its name; what it really is shows when it is opened."""
    return path.suffix.lower() in SUFFIXES


def main_file(paths: Sequence[Path]) -> Path:
    """Return which of several files that were given at once is meant: a picture before what lies beside it."""
    return next((path for path in paths if is_raster(path)), paths[0])
