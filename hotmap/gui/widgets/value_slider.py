# SPDX-License-Identifier: MIT
"""A slider with its name and its value in words; one gesture of it is one change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from hotmap.gui.widgets.building import column, label, row

REST_MS = 450
"""After so long without a key or a turn of the wheel a gesture is over."""


class ValueSlider(QWidget):
    """A slider whose value is shown while it moves.

    Parameters
    ----------
    name : str
    low, high, step : int
    words : callable
        Takes the value and returns it in words.
    """

    tried = Signal(int)
    """The value while the hand still moves it."""
    settled = Signal(int)
    """The value that the hand left it at."""

    def __init__(self, name: str, low: int, high: int, step: int, words: Callable[[int], str]) -> None:
        super().__init__()
        self._words = words
        self._showing = False
        self._value = label("", "second")
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(low, high)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(step * 2)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._on_changed)
        self.slider.sliderReleased.connect(self._settle)
        self.setFocusProxy(self.slider)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._settle)
        self.setLayout(column(row(label(name, "label"), None, self._value), self.slider, gap=2))

    @property
    def value(self) -> int:
        """Where the slider stands."""
        return self.slider.value()

    def show_value(self, value: int) -> None:
        """Show a value without telling anybody; not while the hand is at it."""
        if self.slider.isSliderDown() or self._rest.isActive():
            return
        self._showing = True
        self.slider.setValue(value)
        self._showing = False
        self._say(self.slider.value())

    def _on_changed(self, value: int) -> None:
        self._say(value)
        if self._showing:
            return
        self.tried.emit(value)
        if not self.slider.isSliderDown():
            self._rest.start()

    def _settle(self) -> None:
        self._rest.stop()
        self.settled.emit(self.slider.value())

    def _say(self, value: int) -> None:
        words = self._words(value)
        self._value.setText(words)
        self.slider.setAccessibleDescription(words)


class _Slider(QSlider):
    """Lets the wheel scroll the panel past it until it has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
