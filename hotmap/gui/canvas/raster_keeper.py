# SPDX-License-Identifier: MIT
"""Base maps of one map view: read through beside the window where that is needed, looked for again, told of once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hotmap.cartography.raster_layer import RasterLayer
from hotmap.errors import InputError
from hotmap.gui.canvas.picture import Pane
from hotmap.gui.workers import Jobs, Progress
from hotmap.i18n import tr


class RasterKeeper(QObject):
    """Follows the base maps that a map draws.

    Parameters
    ----------
    canvas : Pane
    """

    problems_found = Signal(object)
    """Base maps cannot be shown, each told once as long as it stays so; carries a tuple of `RasterLayer`."""

    changed = Signal()
    """A base map can be shown that could not before, or the other way round."""

    def __init__(self, canvas: Pane) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._jobs = Jobs(self)
        self._reading: set[str] = set()
        self._told: set[tuple[str, str]] = set()
        canvas.picture.changed.connect(self._follow)
        canvas.destroyed.connect(self._jobs.stop_all)

    def look_again(self) -> None:
        """Try again to open what could not be shown: a stick may have been put back."""
        if self._canvas.scene.look_for_rasters():
            self.changed.emit()
            self._canvas.picture.request(at_once=True)

    def stop(self) -> None:
        """Give up what is being read, before the window closes."""
        self._jobs.stop_all()

    def _follow(self) -> None:
        """After each picture, do what it could not wait for and tell what it could not show."""
        layers = self._canvas.scene.rasters
        for layer in layers:
            if layer.is_wanted and layer.layer.uuid not in self._reading:
                self._read(layer)
        broken = {(layer.layer.uuid, layer.problem): layer for layer in layers if layer.problem}
        new = tuple(layer for key, layer in broken.items() if key not in self._told)
        if self._told != set(broken):
            self._told = set(broken)
            self.changed.emit()
        if new:
            self.problems_found.emit(new)

    def _read(self, layer: RasterLayer) -> None:
        raster, uuid = layer.raster, layer.layer.uuid
        layer.is_wanted = False
        if raster is None:
            return
        self._reading.add(uuid)

        def work(progress: Progress) -> None:
            raster.prepare(lambda share: progress(share, ""))

        def done(_: object = None) -> None:
            self._reading.discard(uuid)
            self._canvas.scene.generation += 1
            self._canvas.picture.request(at_once=True)

        def failed(sentence: str) -> None:
            layer.give_up(InputError(sentence))
            done()

        title = tr("Reading the base map {name}").format(name=layer.layer.name or "")
        self._jobs.run(title, work, done, failed, done, quiet=True)
