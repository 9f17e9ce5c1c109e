# SPDX-License-Identifier: MIT
"""The cached picture behind the map: the last finished one is shown while the next is made in slices."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from hotmap.cartography.palette import PALETTES, Palette
from hotmap.cartography.projection import View
from hotmap.cartography.renderer import Renderer, RenderOptions
from hotmap.cartography.scene import Scene

MARGIN = 0.25
"""Share of the widget that is drawn beyond each of its edges, so that panning uncovers land."""

REST_MS = 80
SLICE_MS = 6.0
GIVE_WAY_MS = 30


class Pane(QWidget):
    """A widget that shows the picture of a scene.

    Attributes
    ----------
    scene : Scene
        What is drawn; shared with nobody who draws at the same time.
    """

    scene: Scene

    @property
    def view(self) -> View:
        """The part of the world that is shown, in the widget's pixels."""
        raise NotImplementedError


class Picture(QObject):
    """Makes and shows the picture of a canvas.

    Requests supersede each other: a picture that was begun for another view or an older scene is
    dropped, never finished first.

    Parameters
    ----------
    canvas : Pane
    after : Picture, optional
        A picture that comes first: while it is under way, this one rests.

    Attributes
    ----------
    palette : Palette
    magnify : float
        How much larger than usual symbols, lines and names are drawn.
    """

    changed = Signal()
    """A new picture, or more of it, can be shown."""

    def __init__(self, canvas: Pane, after: Picture | None = None) -> None:
        super().__init__(canvas)
        self.palette: Palette = PALETTES["light"]
        self.magnify = 1.0
        self.options = RenderOptions()
        self._canvas = canvas
        self._after = after
        self._shown: tuple[QImage, View] | None = None
        self._renderer: Renderer | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._begin)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """True while a picture is due or under way."""
        return self._rest.isActive() or self._slices.isActive()

    @property
    def is_settled(self) -> bool:
        """True when what is shown is complete and of the present view."""
        return not self.is_busy and self._shown is not None

    @property
    def shown_view(self) -> View | None:
        """What the picture that is shown was made for, its margin included."""
        return self._shown[1] if self._shown else None

    def request(self, *, at_once: bool = False) -> None:
        """Make a new picture when the hand has rested for a moment, or at once after an edit."""
        self._slices.stop()
        self._rest.start(0 if at_once or self._shown is None else REST_MS)

    def forget(self) -> None:
        """Show nothing of what was: another plan, ground or palette."""
        self._shown = None
        self.changed.emit()

    def finish(self) -> None:
        """Make the picture now, for screenshots and tests."""
        after, self._after = self._after, None
        self._begin()
        while self._slices.isActive():
            self._step()
        self._after = after

    def paint(self, painter: QPainter) -> None:
        """Paint the last picture where it now belongs; under it the colour of the sea."""
        painter.fillRect(self._canvas.rect(), QColor(self.palette.colour("sea")))
        if self._shown is None:
            return
        image, made = self._shown
        view = self._canvas.view
        scale = made.m_per_px / view.m_per_px
        width, height = made.width_px * scale, made.height_px * scale
        left = (made.x_m - view.x_m) / view.m_per_px + view.width_px / 2 - width / 2
        top = (view.y_m - made.y_m) / view.m_per_px + view.height_px / 2 - height / 2
        if scale == 1.0:
            painter.drawImage(QRectF(left, top, width, height).topLeft(), image)
        else:
            painter.drawImage(QRectF(left, top, width, height), image)

    def _begin(self) -> None:
        self._rest.stop()
        canvas = self._canvas
        if canvas.width() < 2 or canvas.height() < 2:
            return
        view = canvas.view.resized(round(canvas.width() * (1 + 2 * MARGIN)), round(canvas.height() * (1 + 2 * MARGIN)))
        self._renderer = Renderer(
            canvas.scene,
            view,
            palette=self.palette,
            dpr=canvas.devicePixelRatioF(),
            magnify=self.magnify,
            options=self.options,
        )
        self._slices.start()

    def _step(self) -> None:
        renderer = self._renderer
        if renderer is None:
            self._slices.stop()
            return
        if self._after is not None and self._after.is_busy:
            self._slices.setInterval(GIVE_WAY_MS)
            return
        self._slices.setInterval(0)
        if renderer.is_stale:
            self._begin()
            return
        done = renderer.step(SLICE_MS)
        if done or self._shown is None:
            self._shown = (renderer.image, renderer.view)
            self.changed.emit()
        if done:
            self._slices.stop()
            self._renderer = None
