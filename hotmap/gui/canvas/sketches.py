# SPDX-License-Identifier: MIT
"""Keeps the sketch under way in the plan file, so that neither Esc nor a crash loses a corner."""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hotmap.domain.identity import new_uuid
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.workspace import Workspace

REST_S = 0.1
"""Between two writes of a stroke; a corner by the hand is always later, and written at once."""
REST_SHARE = 4.0
"""On a slow disk: so many times as long as writing took, so that drawing never waits for it."""


class SketchKeeper(QObject):
    """Writes what is being drawn beside the plan's records, and forgets it when it is finished.

    Parameters
    ----------
    view : MapView
    workspace : Workspace
    """

    parked = Signal()
    """A sketch was set aside and can be resumed."""
    thrown_away = Signal(object)
    """A sketch was thrown away; carries it, so that it can be brought back."""

    def __init__(self, view: MapView, workspace: Workspace) -> None:
        super().__init__(view)
        self._canvas = view.canvas
        self._list = view.desk.parked
        self._workspace = workspace
        self._id: str | None = None
        self._free_at_s = 0.0
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._keep)
        self._canvas.sketch_changed.connect(self._on_changed)
        self._canvas.sketch_parked.connect(self._on_parked)
        self._list.resume_wanted.connect(self.resume)
        self._list.throw_away_wanted.connect(self.throw_away)
        workspace.closing.connect(self._put_away)
        workspace.opened.connect(self._show_waiting)

    def waiting(self) -> list[dict[str, Any]]:
        """Return the sketches that were set aside and can be resumed, oldest first."""
        session = self._workspace.session
        if session is None or session.read_only:
            return []
        return [sketch for sketch in session.sketches() if sketch["id"] != self._id]

    def resume(self, sketch_id: str = "") -> None:
        """Go on with a sketch, by default the one set aside last; it stays on disk until it is finished."""
        found = [sketch for sketch in self.waiting() if not sketch_id or sketch["id"] == sketch_id]
        if not found:
            return
        self._canvas.tool.park()  # what is in the hand gives way, under its own id
        self._id = str(found[-1]["id"])
        self._canvas.resume(found[-1])
        self._show_waiting()

    def throw_away(self, sketch_id: str) -> None:
        """Forget a sketch that was set aside."""
        session = self._workspace.session
        sketch = next((sketch for sketch in self.waiting() if sketch["id"] == sketch_id), None)
        if session is not None and sketch and self._workspace.did(lambda: session.drop_sketch(sketch_id)):
            self._show_waiting()
            self.thrown_away.emit(sketch)

    def bring_back(self, sketch: dict[str, Any]) -> None:
        """Keep a sketch again that was thrown away."""
        session = self._workspace.session
        if session is not None and not session.read_only:
            self._workspace.did(lambda: session.save_sketch(sketch))
            self._show_waiting()

    def _on_changed(self) -> None:
        """Write at once, unless the disk has just been asked and the sketch goes on."""
        wait_s = self._free_at_s - monotonic()
        if wait_s <= 0 or not self._canvas.sketch_now():
            self._soon.stop()
            self._keep()
        elif not self._soon.isActive():
            self._soon.start(int(wait_s * 1000) + 1)

    def _keep(self) -> None:
        session = self._workspace.session
        if session is None or session.read_only:
            return
        began_s = monotonic()
        sketch = self._canvas.sketch_now()
        if sketch:
            self._id = self._id or new_uuid()
            kept = {**sketch, **self._stamp()}
            self._workspace.attempt(lambda: session.save_sketch(kept))
        elif self._id:
            gone, self._id = self._id, None
            self._workspace.attempt(lambda: session.drop_sketch(gone))
        now_s = monotonic()
        self._free_at_s = now_s + max(REST_S, REST_SHARE * (now_s - began_s))

    def _on_parked(self, sketch: dict[str, Any]) -> None:
        session = self._workspace.session
        self._soon.stop()
        if session is None or session.read_only:
            return
        self._id = self._id or new_uuid()
        kept = {**sketch, **self._stamp()}
        self._id = None
        if self._workspace.did(lambda: session.save_sketch(kept)):
            self._show_waiting()
            self.parked.emit()

    def _stamp(self) -> dict[str, Any]:
        return {"id": self._id, "touched": datetime.now().astimezone().isoformat(timespec="minutes")}

    def _put_away(self) -> None:
        """Set aside what is in the hand, or forget what was finished a moment ago."""
        if self._canvas.sketch_now():
            self._canvas.set_tool("select")
        elif self._soon.isActive():
            self._keep()
        self._soon.stop()
        self._id = None
        self._list.show_sketches([])

    def _show_waiting(self) -> None:
        self._list.show_sketches(self.waiting())
