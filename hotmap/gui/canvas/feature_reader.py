# SPDX-License-Identifier: MIT
"""Reads the rest of the layers into memory when a map is drawn and nobody waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from hotmap.gui.canvas.picture import Pane

_GIVE_WAY_MS = 30


class FeatureReader(QObject):
    """Follows the layers of a map: what no picture has asked for is read between the pictures.

    So a plan is in memory soon after it was opened, whatever then becomes of the drive it lies on.

    Parameters
    ----------
    canvas : Pane
    """

    changed = Signal()
    """It turned out that features of a layer are missing."""

    def __init__(self, canvas: Pane) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._told: set[tuple[str, str]] = set()
        self._slices = QTimer(self, singleShot=True)
        self._slices.timeout.connect(self._step)
        canvas.picture.changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """True while there is something left to be read."""
        return self._slices.isActive()

    def _follow(self) -> None:
        """After each picture, see what it has read and what it has left."""
        layers = self._canvas.scene.whole_layers
        missing = {(layer.layer.uuid, layer.reason) for layer in layers if layer.reason}
        if missing != self._told:
            self._told = missing
            self.changed.emit()
        if not self._slices.isActive() and not all(layer.stream.is_complete for layer in layers):
            self._slices.start(_GIVE_WAY_MS)

    def _step(self) -> None:
        """Read one part, unless a picture is under way: it reads what it needs itself."""
        if self._canvas.picture.is_busy:
            self._slices.start(_GIVE_WAY_MS)
            return
        layer = next((one for one in self._canvas.scene.whole_layers if not one.stream.is_complete), None)
        if layer is not None:
            layer.stream.read_on()
            self._slices.start(0)
        self._follow()
