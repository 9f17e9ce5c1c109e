# SPDX-License-Identifier: MIT
"""Draws the pictures of the README: the window with the training scenario, without a screen.

Run it from the root of the repository after a change of the look: ``python docs/screenshots.py``.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
SIZE_PX = (1440, 900)
COLOURS = 256
LARGEST_BYTES = 250_000
SHOWN = "Faroda fields"
SETTLE_MS = 900


def main() -> int:
    """Write every picture and print its size; return 1 when one is too large."""
    with tempfile.TemporaryDirectory() as folder:
        # Nobody's own settings, role or recent plans are in the pictures. Qt reads these once, at the start.
        os.environ.update(
            {
                "HOME": folder, "XDG_CONFIG_HOME": folder, "APPDATA": folder, "QT_QPA_PLATFORM": "offscreen",
                "HOTMAP_ACTOR": "POC adviser", "HOTMAP_REDUCED_MOTION": "1",
            }
        )  # fmt: skip
        sys.path.insert(0, str(DOCS.parent))
        pictures = _draw(Path(folder) / "plan.gpkg")
    too_large = 0
    for name, png in pictures.items():
        (DOCS / name).write_bytes(png)
        print(f"{name}: {len(png) // 1000} KB")
        too_large += len(png) > LARGEST_BYTES
    return 1 if too_large else 0


def _draw(path: Path) -> dict[str, bytes]:
    """Return the pictures by file name, taken of a window over a fresh sample at `path`."""
    from hotmap.app import make_application, make_window
    from hotmap.services.sample import create_sample
    from hotmap.settings import Settings, actor

    create_sample(path, actor()).close()
    make_application()
    window = make_window(Settings.load())
    window.resize(*SIZE_PX)
    window.show()
    window.files.open_path(path)
    _settle()
    steps: dict[str, Callable[[], object]] = {
        "window-map.png": lambda: _show_map(window),
        "window-prioritise.png": lambda: _show_prioritise(window),
        "window-share.png": lambda: _show_share(window),
    }
    pictures = {}
    for name, step in steps.items():
        step()
        _settle()
        pictures[name] = _quantised(window)
    window.close()
    return pictures


def _show_map(window: Any) -> None:
    _select(window, SHOWN)
    west, south, east, north = window.workspace.selected.geometry.bounds
    window.map.zoom_to((west - 0.22, south - 0.08, east + 0.12, north + 0.2))


def _show_prioritise(window: Any) -> None:
    window.go_to("prioritise")
    _select(window, SHOWN)


def _show_share(window: Any) -> None:
    window.workspace.select(())
    window.go_to("share")
    window.stage.audiences.choose("partners")


def _select(window: Any, name: str) -> None:
    workspace = window.workspace
    workspace.select(h.uuid for h in workspace.plan.of("hotspot") if h.name == name)


def _settle() -> None:
    """Let the window lay itself out, draw its maps and count."""
    from PySide6.QtTest import QTest

    QTest.qWait(SETTLE_MS)
    from PySide6.QtWidgets import QApplication

    from hotmap.gui.canvas.map_canvas import MapCanvas

    for widget in QApplication.allWidgets():
        if isinstance(widget, MapCanvas) and widget.isVisible():
            widget.finish_picture()
    QTest.qWait(SETTLE_MS)


def _quantised(window: Any) -> bytes:
    """Return the window as a PNG of few colours, which a page loads at once."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
