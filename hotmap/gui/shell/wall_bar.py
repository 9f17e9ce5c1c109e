# SPDX-License-Identifier: MIT
"""The facilitator's strip while a projector window is open: what the room sees, and what it does not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hotmap.gui.shell.projector import Projector
from hotmap.gui.widgets.building import ElidedLabel, button, dress, label, row
from hotmap.gui.widgets.notice import Picture
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr, tr_count


class WallBar(QWidget):
    """Says what is on the wall, with the ways to hold it still, blank it and close it.

    Parameters
    ----------
    workspace : Workspace
    projector : Projector
    """

    def __init__(self, workspace: Workspace, projector: Projector) -> None:
        super().__init__()
        dress(self, "bar")
        self._workspace = workspace
        self._projector = projector
        self._state = label("", "strong")
        self._about = ElidedLabel("second")
        self._hold = button("", lambda: projector.hold_still(not projector.is_frozen), kind="plain")
        self._blank = button("", lambda: projector.blank(not projector.is_blank), kind="plain")
        close = button(tr("Close the projector window"), projector.close, kind="plain")
        layout = row(Picture("projector"), self._state, gap=10, margins=(14, 4, 12, 4))
        layout.addWidget(self._about, 1)
        for made in (self._hold, self._blank, close):
            layout.addWidget(made)
        self.setLayout(layout)
        self.hide()
        projector.changed.connect(self.refresh)
        workspace.wall_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say how things stand."""
        projector = self._projector
        self.setVisible(projector.is_open)
        if not projector.is_open:
            return
        self._state.setText(self.state())
        off = len(self._workspace.off_wall)
        about = tr_count("{n} record stays off the wall", "{n} records stay off the wall", off) if off else ""
        if projector.waits_for and not projector.is_blank:
            waits = tr("{name} is not on the wall, so the picture waits until you choose something else and move on.")
            about = waits.format(name=projector.waits_for)
        self._about.setText(about)
        self._hold.setText(tr("Follow again") if projector.is_frozen else tr("Hold still"))
        self._hold.setToolTip(tr("Hold the picture on the wall still while you prepare the next one (F8)"))
        self._blank.setText(tr("Show the map") if projector.is_blank else tr("Blank"))
        self._blank.setToolTip(tr("Show the room the title alone, or the map (F9)"))
        self.setAccessibleName(f"{self.state()} {about}")

    def state(self) -> str:
        """Return in a few words what the room sees."""
        if self._projector.is_blank:
            return tr("The room sees the title alone.")
        if self._projector.is_frozen:
            return tr("The picture on the wall is held still.")
        if self._projector.waits_for:
            return tr("The picture on the wall waits.")
        return tr("The room sees this map.")
