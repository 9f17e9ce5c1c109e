# SPDX-License-Identifier: MIT
"""Keeps the sketch under way in the plan file, so that neither Esc nor a crash loses a corner."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hotmap.domain.identity import new_uuid
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.workspace import Workspace

REST_MS = 250  # the disk is not asked while corners follow each other quickly


class SketchKeeper(QObject):
    """Writes what is being drawn beside the plan's records, and forgets it when it is finished.

    Parameters
    ----------
    canvas : MapCanvas
    workspace : Workspace
    """

    parked = Signal()
    """A sketch was set aside and can be resumed."""

    def __init__(self, canvas: MapCanvas, workspace: Workspace) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._workspace = workspace
        self._id: str | None = None
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._keep)
        canvas.sketch_changed.connect(self._soon.start)
        canvas.sketch_parked.connect(self._on_parked)
        workspace.closing.connect(self._put_away)

    def waiting(self) -> list[dict[str, Any]]:
        """Return the sketches that were set aside and can be resumed, oldest first."""
        session = self._workspace.session
        if session is None or session.read_only:
            return []
        return [sketch for sketch in session.sketches() if sketch["id"] != self._id]

    def resume(self) -> None:
        """Go on with the sketch that was set aside last; it stays on disk until it is finished."""
        waiting = self.waiting()
        if waiting:
            self._canvas.resume(waiting[-1])
            self._id = str(waiting[-1]["id"])

    def _keep(self) -> None:
        session = self._workspace.session
        if session is None or session.read_only:
            return
        sketch = self._canvas.sketch_now()
        if sketch:
            self._id = self._id or new_uuid()
            kept = {**sketch, "id": self._id}
            self._workspace.attempt(lambda: session.save_sketch(kept))
        elif self._id:
            gone, self._id = self._id, None
            self._workspace.attempt(lambda: session.drop_sketch(gone))

    def _on_parked(self, sketch: dict[str, Any]) -> None:
        session = self._workspace.session
        self._soon.stop()
        if session is None or session.read_only:
            return
        kept = {**sketch, "id": self._id or new_uuid()}
        self._id = None
        if self._workspace.did(lambda: session.save_sketch(kept)):
            self.parked.emit()

    def _put_away(self) -> None:
        """Set aside what is in the hand, or forget what was finished a moment ago."""
        if self._canvas.sketch_now():
            self._canvas.set_tool("select")
        elif self._soon.isActive():
            self._keep()
        self._soon.stop()
        self._id = None
