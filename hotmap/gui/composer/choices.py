# SPDX-License-Identifier: MIT
"""A list of choices that gives back the very values it was given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceList(QComboBox):
    """One of many choices.

    Parameters
    ----------
    name : str
        Accessible name.
    """

    chosen = Signal(object)
    """The hand has chosen; carries the value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._values: list[Any] = []
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    @property
    def value(self) -> Any:
        """The value shown, None where there are no choices."""
        return self._values[self.currentIndex()] if self._values else None

    def show_choices(self, choices: Iterable[tuple[Any, str]], value: Any) -> None:
        """Show choices and which of them holds: the first where it is no longer among them."""
        offered = list(choices)
        self._values = [one for one, _ in offered]
        self.clear()
        self.addItems([text for _, text in offered])
        self.show_value(value)

    def show_value(self, value: Any) -> None:
        """Show another of the choices without telling anybody."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page that is scrolled: nothing is chosen in passing."""
        event.ignore()
