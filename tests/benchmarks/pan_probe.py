# SPDX-License-Identifier: MIT
"""Print how long a hand waits for the map while it pans and the map is drawn anew: ``pan_probe.py FILE TABLE``.

Moves are due 60 times a second, as from a mouse; each is posted to Qt's event loop, where it has to wait
for whatever is being drawn, and is answered when the window has been painted and flushed. A wait counts
from when the move was due, not from when a busy loop came to post it. Then the same moves push a bare
copy of the same picture across the same window.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hotmap import app
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import RecordSet
from hotmap.gui.canvas.map_view import MapView
from tests.benchmarks import sample_layers
from tools.screen import SIZE_PX

EVERY_S = 1 / 60
TURNS, MOVES, WARM_MOVES = 4, 400, 20
MOVES_A_WAY, STEP_PX = 100, 8  # out and back again beyond the margin, so that new pictures are due all the time


class Glass(QWidget):
    """A window that tells when it has been painted and pushed to the screen."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        self.painted_at = 0.0
        self.resize(*SIZE_PX)
        self.show()

    def event(self, event: QEvent) -> bool:
        """Take the time when an update is through."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            self.painted_at = time.perf_counter()
        return done


class Bare(QWidget):
    """Shows a picture where the mouse drags it, and does nothing else."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image, self._at, self._from = image, QPointF(-300, -200), QPointF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        self._at += event.position() - self._from
        self._from = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture."""
        with QPainter(self) as painter:
            painter.drawImage(self._at, self._image)


class Hand(QObject):
    """Drags with the middle button, and measures how long each move waits to be seen."""

    def __init__(self, glass: Glass, widget: QWidget, is_drawing: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self._glass, self._widget, self._is_drawing = glass, widget, is_drawing
        self.drawing = 0
        self._place = QPointF(widget.width() / 2, widget.height() / 2)
        self._number = 0
        self._due: list[float] = []
        self._waits_s: list[float] = []
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._post_what_is_due)

    def drag(self) -> np.ndarray:
        """Make all moves and return the waits in milliseconds."""
        self._send(QEvent.Type.MouseButtonPress)
        self._started = time.perf_counter()
        self._timer.start()
        while self._number < MOVES or self._due:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self._answer()
        self._timer.stop()
        self._send(QEvent.Type.MouseButtonRelease)
        return np.array(self._waits_s[WARM_MOVES:]) * 1000

    def _answer(self) -> None:
        painted, self._glass.painted_at = self._glass.painted_at, 0.0
        if painted and self._due:
            self._waits_s += [painted - due for due in self._due]
            self._due.clear()

    def _post_what_is_due(self) -> None:
        self._answer()
        while self._number < MOVES and (due := self._started + self._number * EVERY_S) <= time.perf_counter():
            way = 1 if (self._number // MOVES_A_WAY) % 2 == 0 else -1
            self._place += QPointF(way * STEP_PX, 0)
            self._number += 1
            self.drawing += self._is_drawing()
            self._due.append(due)
            self._send(QEvent.Type.MouseMove)

    def _send(self, kind: QEvent.Type) -> None:
        at, of = self._place, QPointF(self._widget.mapToGlobal(QPoint(0, 0)))
        none, middle = Qt.MouseButton.NoButton, Qt.MouseButton.MiddleButton
        held = none if kind == QEvent.Type.MouseButtonRelease else middle
        button = none if kind == QEvent.Type.MouseMove else middle
        QApplication.postEvent(
            self._widget, QMouseEvent(kind, at, at + of, button, held, Qt.KeyboardModifier.NoModifier)
        )


def map_of(path: Path, table: str) -> MapView:
    """Return a map of a table, each level in its colour."""
    layers = sample_layers.layers_by_level(path, table)
    features = {layer.uuid: table for layer, table in layers}
    view = MapView(overview=True)
    view.canvas.set_scene(Scene(RecordSet(layer for layer, _ in layers), features=lambda layer: features[layer.uuid]))
    return view


def measure(path: Path, table: str) -> dict[str, float]:
    """Drag the map and its bare picture in turns; return the 95th percentiles in milliseconds."""
    view = map_of(path, table)
    glass = Glass(view)
    QApplication.processEvents()
    view.zoom_to(sample_layers.BOX)
    view.canvas.finish_picture()
    picture = view.canvas.picture
    assert picture.image is not None
    bare = Bare(picture.image.copy())
    bare_glass = Glass(bare)
    waits_ms, bare_ms, drawing = [], [], 0
    for _ in range(TURNS):
        glass.raise_()
        hand = Hand(glass, view.canvas, lambda: picture.is_drawing)
        waits_ms.append(hand.drag())
        drawing += hand.drawing
        view.canvas.finish_picture()
        bare_glass.raise_()
        bare_ms.append(Hand(bare_glass, bare).drag())
    ours, theirs = np.concatenate(waits_ms), np.concatenate(bare_ms)
    return {
        "p95": float(np.percentile(ours, 95)),
        "p50": float(np.percentile(ours, 50)),
        "max": float(ours.max()),
        "bare_p95": float(np.percentile(theirs, 95)),
        "bare_p50": float(np.percentile(theirs, 50)),
        "drawing": drawing / MOVES / TURNS,
    }


if __name__ == "__main__":
    # Qt waits 5 ms for more to paint; here that would only hide how long the painting takes.
    os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"
    app.make_application()
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])), flush=True)
    os._exit(0)
