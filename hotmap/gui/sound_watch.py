# SPDX-License-Identifier: MIT
"""Waits for the look at every page of a large plan, and puts the plan away when the file is damaged."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from hotmap.errors import PlanFileError
from hotmap.gui.workspace import Workspace

LOOK_EVERY_MS = 200


class SoundWatch(QObject):
    """Follows the open plan until its file has been looked through; until then nothing is written.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        workspace.opened.connect(self._timer.start)

    def _look(self) -> None:
        session = self._workspace.session
        sound = session.sound if session is not None else None
        if sound is None:
            self._timer.stop()
        elif sound.is_over:
            self._timer.stop()
            try:
                sound.wait()
            except PlanFileError as error:
                self._workspace.close()
                self._workspace.opened.emit()
                self._workspace.failed.emit(str(error))
