# SPDX-License-Identifier: MIT
"""A small map with a picture on it, before it becomes a base map: does it lie where it should?"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.palette import PALETTES
from hotmap.cartography.projection import View
from hotmap.cartography.renderer import Renderer, RenderOptions
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.gui import theme
from hotmap.gui.workers import Job, Progress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services.bringing_pictures import PreparedPicture

HEIGHT_PX = 220
MARGIN_PX = 12.0
SYMBOL_SHARE = 0.5
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class PicturePreview(QWidget):
    """The picture on the map with what is in the plan.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._base_map = BaseMap()
        self._prepared: PreparedPicture | None = None
        self._words = ""
        self._drawn: QPixmap | None = None
        self._job: Job | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Where the picture lies"))

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT_PX)

    def show_picture(self, prepared: PreparedPicture) -> None:
        """Draw a picture, read through first where that is needed."""
        self.stop()
        self._prepared, self._drawn = prepared, None
        if prepared.raster.is_prepared:
            self._say("")
            return
        self._say(tr("Reading the picture …"))

        def work(progress: Progress) -> None:
            prepared.raster.prepare(lambda share: progress(share, prepared.request.path.name))

        def failed(sentence: str) -> None:
            if self._prepared is prepared:
                self._say(sentence)

        title = tr("Reading {name}").format(name=prepared.request.path.name)
        self._job = self._workspace.jobs.run(title, work, lambda _: self._ready(prepared), failed)

    def stop(self) -> None:
        """Give up reading a picture; nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        if self._drawn is None and not self._words and self._prepared is not None:
            self._drawn = self._map(self._prepared)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.color("sunk"))
            if self._drawn is not None and not self._words:
                painter.drawPixmap(0, 0, self._drawn)
            painter.setPen(look.color("line"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            if self._words:
                painter.setPen(look.color("ink2"))
                painter.setFont(look.font("small"))
                painter.drawText(self.rect().adjusted(12, 12, -12, -12), _CENTRED, self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = None

    def _ready(self, prepared: PreparedPicture) -> None:
        self._job = None
        if self._prepared is prepared:
            self._say("")

    def _say(self, words: str) -> None:
        self._words = words
        self.update()

    def _map(self, prepared: PreparedPicture) -> QPixmap:
        """Return the map around the picture: it and the hotspots, small and without names."""
        plan = self._workspace.plan
        records = Plan([plan.info, *plan.content(), prepared.layer])
        scene = Scene(records, rasters=lambda _: prepared.raster, base_map=self._base_map)
        scene.waits_for_rasters = False
        scene.show("presence", "incidents", "visits", shown=False)
        view = View.of(prepared.raster.bbox, self.width(), self.height(), MARGIN_PX)
        palette = PALETTES["dark" if theme.active().dark else "light"]
        small = Renderer(
            scene, view, palette=palette, dpr=self.devicePixelRatioF(), magnify=SYMBOL_SHARE,
            options=RenderOptions(labels=False),
        )  # fmt: skip
        image = small.render()
        return QPixmap.fromImage(image)
