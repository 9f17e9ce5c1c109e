# SPDX-License-Identifier: MIT
"""The cached picture behind the map: the last one is shown, moved and scaled, while the next is made in slices."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from hotmap.cartography.palette import PALETTES, Palette
from hotmap.cartography.projection import View
from hotmap.cartography.renderer import Renderer, RenderOptions
from hotmap.cartography.scene import Scene
from hotmap.gui.canvas.shot import Shot
from hotmap.gui.speech import Role, Speech

MARGIN = 0.25
"""Share of the widget that is drawn beyond each of its edges, so that panning uncovers land."""

REST_MS = 80
GIVE_WAY_MS = 30
SLICE_MS, MOVING_SLICE_MS = 8.0, 2.5
_MOVING_S = 0.12  # after a move the hand counts as moving for so long
_BURST_S, _BREATH_MS = 0.007, 3  # while the hand moves, slices fill so much of the time between two paints
_SLACK = 0.1  # share of the widget that has to be left of the margin when the hand rests
_LEAST_LOOK_S, _MOST_LOOK_S = 0.01, 0.128  # between two looks at a picture under way
_LOOK_SHARE = 0.5  # of the time since it was begun: the first ones come quickly


class Pane(QWidget):
    """A widget that shows the picture of a scene.

    Attributes
    ----------
    scene : Scene
        What is drawn; shared with nobody who draws at the same time.
    picture : Picture
    """

    scene: Scene
    picture: Picture

    @property
    def view(self) -> View:
        """The part of the world that is shown, in the widget's pixels."""
        raise NotImplementedError

    def speech(self) -> Speech:
        """Tell that it is drawn; what it shows is told as its description."""
        return Speech(Role.Canvas)


class Picture(QObject):
    """Makes and shows the picture of a canvas.

    Requests supersede each other: a picture that was begun for another scale, place or scene is
    dropped, never finished first. One that the hand has only dragged a little is finished in thin
    slices while the hand goes on.

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
        self._content = 0  # counts what a picture shows of before as outdated
        self._shown: Shot | None = None
        self._coming: Shot | None = None
        self._renderer: Renderer | None = None
        self._spare: QImage | None = None
        self._moved_at = self._painted_at = 0.0
        self._begun_at = self._next_look_at = 0.0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """True while a picture is due or under way."""
        return self._rest.isActive() or self._slices.isActive()

    @property
    def is_drawing(self) -> bool:
        """True while a picture is under way."""
        return self._renderer is not None

    @property
    def is_settled(self) -> bool:
        """True when what is shown is complete and of the present view."""
        return not self.is_busy and self._shown is not None

    @property
    def shown_view(self) -> View | None:
        """What the picture that is shown was made for, its margin included."""
        return self._shown.view if self._shown else None

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._shown.image if self._shown else None

    def request(self, *, at_once: bool = False) -> None:
        """Make a new picture where the view needs one: when the hand rests, or at once after an edit."""
        view = self._canvas.view
        if self._shown is None and not at_once and self._coming is not None and self._coming.serves(view, _SLACK):
            return
        if at_once or self._shown is None:
            self._content += 1
            self._drop()
            self._rest.start(0)
            return
        self._moved_at = perf_counter()
        if self._coming is not None and not (self._coming.has_scale(view) and self._coming.helps(view)):
            self._drop()
        if self._coming is None and self._shown.has_scale(view) and not self._shown.covers(view):
            self._begin()  # dragged beyond what was drawn: the hand need not rest first
        self._rest.start(REST_MS)

    def forget(self) -> None:
        """Show nothing of what was: another plan, ground or palette."""
        self._shown = None
        self._content += 1
        self.changed.emit()

    def finish(self) -> None:
        """Make the picture now, for screenshots and tests."""
        after, self._after = self._after, None
        self._rest.stop()
        self._begin()
        while self._renderer is not None:
            self._step()
        self._after = after

    def paint(self, painter: QPainter) -> None:
        """Paint the last picture where it now belongs; under it the colour of the sea."""
        canvas = self._canvas
        shown, view = self._shown, canvas.view
        self._painted_at = perf_counter()
        if shown is None or not shown.covers(view):
            painter.fillRect(canvas.rect(), QColor(self.palette.colour("sea")))
        if shown is not None:
            shown.paint(painter, view)

    def _on_rest(self) -> None:
        """Begin a picture, unless the one that is shown or under way serves."""
        view = self._canvas.view
        if self._coming is not None and self._coming.covers(view, _SLACK):
            return
        shown = self._shown
        is_current = shown is not None and shown.content == self._content and shown.is_complete
        if shown is None or not is_current or not shown.serves(view, _SLACK):
            self._begin()

    def _begin(self) -> None:
        canvas = self._canvas
        self._drop()
        if canvas.width() < 2 or canvas.height() < 2:
            return
        # An even number of pixels more, so that the picture lies on whole pixels.
        sides = (
            (canvas.width() + 2 * round(canvas.width() * MARGIN)),
            canvas.height() + 2 * round(canvas.height() * MARGIN),
        )
        self._renderer = Renderer(
            canvas.scene,
            canvas.view.resized(*sides),
            palette=self.palette,
            dpr=canvas.devicePixelRatioF(),
            magnify=self.magnify,
            options=self.options,
            onto=self._spare,
        )
        self._spare = None
        self._coming = Shot(self._renderer.image, self._renderer.view, self._content, is_complete=False)
        self._begun_at = perf_counter()
        self._next_look_at = self._begun_at + _LEAST_LOOK_S
        self._slices.start()

    def _drop(self) -> None:
        self._slices.stop()
        if self._coming is not None and self._coming is not self._shown:
            self._spare = self._coming.image
        self._renderer = self._coming = None

    def _step(self) -> None:
        if self._renderer is None or self._coming is None:
            self._slices.stop()
            return
        is_moving = perf_counter() - self._moved_at < _MOVING_S
        if (wait_ms := self._give_way_ms(is_moving)) > 0:
            self._slices.setInterval(wait_ms)
            return
        self._slices.setInterval(0)
        if self._renderer.is_stale:
            self._begin()
        elif self._renderer.step(MOVING_SLICE_MS if is_moving else SLICE_MS):
            self._take(self._coming)
        else:
            self._look()

    def _give_way_ms(self, is_moving: bool) -> int:
        """Return how long to rest before the next slice: for another picture, or for the hand."""
        if self._after is not None and self._after.is_busy:
            return GIVE_WAY_MS
        if not is_moving:
            return 0
        # The next move finds the window idle: slices follow a paint, and leave room before the next.
        is_soon_after_paint = perf_counter() - self._painted_at < _BURST_S
        return 0 if is_soon_after_paint and self._painted_at > self._moved_at else _BREATH_MS

    def _take(self, made: Shot) -> None:
        """Show a finished picture."""
        made.is_complete = True
        self._slices.stop()
        self._renderer = self._coming = None
        if self._shown is not None and self._shown is not made:
            self._spare = self._shown.image
        self._shown = made
        self.changed.emit()
        if not self._rest.isActive():
            self._on_rest()  # the hand may have gone on meanwhile

    def _look(self) -> None:
        """Show a picture under way, now and then, where what is shown is of no help."""
        if self._shown is not None and self._shown is not self._coming and self._shown.helps(self._canvas.view):
            return
        now = perf_counter()
        if now >= self._next_look_at:
            self._next_look_at = now + min(max(_LOOK_SHARE * (now - self._begun_at), _LEAST_LOOK_S), _MOST_LOOK_S)
            self._shown = self._coming
            self.changed.emit()
