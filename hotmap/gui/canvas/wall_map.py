# SPDX-License-Identifier: MIT
"""The map on the wall: a picture without a hand, drawn only when the facilitator's is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from hotmap.cartography.context import Features
from hotmap.cartography.palette import PALETTES
from hotmap.cartography.projection import View
from hotmap.cartography.raster_layer import Rasters
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan, RecordSet
from hotmap.domain.summary import HotspotSummary
from hotmap.gui import theme
from hotmap.gui.canvas.credit import CreditLine
from hotmap.gui.canvas.overlay import Overlay
from hotmap.gui.canvas.picture import Pane, Picture
from hotmap.gui.canvas.raster_keeper import RasterKeeper
from hotmap.gui.canvas.scale_bar import ScaleBar
from hotmap.i18n import tr

EDGE_PX = 16


class WallMap(Pane):
    """A map of what a room may see.

    Its scene is its own and is given nothing but a room's plan. Context layers share their arrays
    with the facilitator's map, so that none is read twice.

    Parameters
    ----------
    after : Picture
        The facilitator's picture, which comes first.
    """

    def __init__(self, after: Picture) -> None:
        super().__init__()
        self.scene = Scene(Plan())
        self.picture = Picture(self, after=after)
        self.picture.changed.connect(self.update)
        self.rasters = RasterKeeper(self)
        self._rasters = RasterKeeper(self)
        self._overlay = Overlay(self)
        self._wanted = View(0.0, 0.0, 10_000.0, 640, 480)
        self._selection: tuple[str, ...] = ()
        self.setMinimumSize(320, 200)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Map as the room sees it"))
        self._scale = ScaleBar(self)
        self._scale.setParent(self)
        self._credit = CreditLine(self)
        self._credit.setParent(self)
        self._credit.grown.connect(self._arrange)

    @property
    def view(self) -> View:
        """What is shown: all of the view that is followed, as large as it fits."""
        wanted, width, height = self._wanted, max(self.width(), 1), max(self.height(), 1)
        m_per_px = wanted.m_per_px * max(wanted.width_px / width, wanted.height_px / height)
        return View(wanted.x_m, wanted.y_m, m_per_px, width, height)

    def follow(self, view: View) -> None:
        """Show what another map shows."""
        self._wanted = view
        self.picture.request()
        self._scale.update()
        self.update()

    def begin(self, features: Features | None, rasters: Rasters | None, like: Scene) -> None:
        """Start with another plan: nothing of the one before stays in sight.

        Parameters
        ----------
        features : callable, optional
            Gives the features of a layer.
        like : Scene
            The facilitator's scene, for base map and day.
        """
        self.scene = Scene(
            Plan(), features=features, rasters=like.open_raster, base_map=like.base_map, today=like.today
        )
        self.scene.waits_for_rasters = False
        self._selection = ()
        self.forget()

    def show_room(self, records: RecordSet, summaries: Mapping[str, HotspotSummary], like: Scene) -> None:
        """Draw what a room may see, leaving out what the facilitator has switched off.

        Parameters
        ----------
        records : RecordSet
            See `hotmap.gui.room`.
        like : Scene
            The facilitator's scene: what it hides stays hidden, and its layers lend their arrays.
        """
        scene = self.scene
        scene.borrow(like, (layer.uuid for layer in records.of("layer")))
        scene.update(records, summaries)
        if scene.left_out is not like.left_out:
            scene.leave_out(like.left_out)
        scene.show(*(scene.hidden - like.hidden))
        scene.show(*(like.hidden - scene.hidden), shown=False)
        scene.set_rings(like.rings)
        self._selection = tuple(uuid for uuid in self._selection if records.get(uuid) is not None)
        self.picture.request(at_once=True)
        self.update()

    def select(self, uuids: Iterable[str]) -> None:
        """Mark what is selected, as far as it is there."""
        self._selection = tuple(uuid for uuid in uuids if self.scene.records.get(uuid) is not None)
        self.update()

    @property
    def selection(self) -> tuple[str, ...]:
        """uuids of what is marked."""
        return self._selection

    def forget(self) -> None:
        """Take the picture off the wall at once; the next one is made from what may be seen now."""
        self.picture.forget()
        self.picture.request(at_once=True)

    def restyle(self, look: theme.Look) -> None:
        """Take on a look."""
        self.picture.palette = PALETTES["dark" if look.dark else "light"]
        self.picture.magnify = look.magnify
        self._scale.look = look
        self.forget()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and what is selected."""
        with QPainter(self) as painter:
            self.picture.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._overlay.selection(painter, map(self.scene.records.get, self._selection), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same in another size."""
        self.picture.request()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again on a screen of another resolution."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.picture.request(at_once=True)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._scale.adjustSize()
        self._credit.fit(max(self.width() - self._scale.width() - 3 * EDGE_PX, 60))
        for widget, at_end in ((self._scale, False), (self._credit, True)):
            x = self.width() - EDGE_PX - widget.width() if at_end is not is_mirrored else EDGE_PX
            widget.move(x, self.height() - EDGE_PX // 2 - widget.height())
