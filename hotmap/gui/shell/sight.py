# SPDX-License-Identifier: MIT
"""The window as a photocopy shows it, or as those see it who do not tell red from green.

While it is on, the finished window is drawn once more through a table of colours; while it is off
nothing of it is there.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QApplication, QGraphicsEffect, QLineEdit, QPlainTextEdit, QWidget

from hotmap.analysis.colour_vision import SIGHTS, pixels_seen_as
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.widgets.building import button, dress, label, row
from hotmap.gui.widgets.notice import Picture
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

NAMES = {
    "grey": _("In grey, as on a photocopy"),
    "deuteranopia": _("As seen without green"),
    "protanopia": _("As seen without red"),
}
"""Each way of seeing in plain words."""


class Sight(QObject):
    """Shows the window in another way of seeing, and brings it back.

    Parameters
    ----------
    window : QWidget
    content : QWidget
        What of the window is shown so: all of it.
    canvas : MapCanvas
        The map; Esc is its own while something is drawn or chosen there.
    """

    changed = Signal()

    def __init__(self, window: QWidget, content: QWidget, canvas: MapCanvas) -> None:
        super().__init__(window)
        self._window = window
        self._content = content
        self._canvas = canvas
        self.value = ""
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.activated.connect(self._on_escape)
        self._escape.setEnabled(False)

    def show(self, sight: str) -> None:
        """Show the window in a way of seeing, a key of `SIGHTS`; an empty text for as it is."""
        if sight == self.value:
            return
        was_on, self.value = bool(self.value), sight
        effect = _SightEffect(sight, self._content) if sight else None
        self._content.setGraphicsEffect(effect)  # type: ignore[arg-type]
        self._escape.setEnabled(bool(sight))
        if sight and not was_on:
            self._window.installEventFilter(self)
        elif was_on and not sight:
            self._window.removeEventFilter(self)
            self._set_opaque(True)
        self._content.update()
        self.changed.emit()

    def next(self) -> None:
        """Go to the next way of seeing, and after the last one back to the window as it is."""
        order = ["", *SIGHTS]
        self.show(order[(order.index(self.value) + 1) % len(order)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw all anew whenever anything is: Qt paints opaque widgets past an effect of their parents."""
        if event.type() is QEvent.Type.UpdateRequest:
            self._set_opaque(False)
            self._content.update()
        return False

    def _set_opaque(self, on: bool) -> None:
        for canvas in self._content.findChildren(MapCanvas):
            canvas.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on)

    def _on_escape(self) -> None:
        focus, canvas = self._window.focusWidget(), self._canvas
        is_typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        is_drawing = focus is canvas and (canvas.selection or canvas.tool.id != "select")
        if focus is not None and (is_typing or is_drawing):
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            self._escape.setEnabled(False)  # or it would take this one too
            QApplication.sendEvent(focus, key)
            self._escape.setEnabled(True)
        else:
            self.show("")


class SightBar(QWidget):
    """The strip that says that a preview is on, with the way back.

    Parameters
    ----------
    sight : Sight
    """

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        dress(self, "bar")
        self._sight = sight
        self._name = label("", "strong")
        about = label(tr("A preview: no colour of the plan changes."), "second")
        leave = button(tr("Leave (Esc)"), lambda: sight.show(""))
        other = button(tr("Next (F7)"), sight.next, kind="plain")
        layout = row(Picture("eye"), self._name, about, None, other, leave, gap=10, margins=(14, 4, 12, 4))
        self.setLayout(layout)
        self.hide()
        sight.changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.setVisible(bool(self._sight.value))
        self._name.setText(tr(NAMES[self._sight.value]) if self._sight.value else "")
        self.setAccessibleName(self._name.text())


class _SightEffect(QGraphicsEffect):
    def __init__(self, sight: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sight = sight

    def draw(self, painter: QPainter) -> None:
        source = self.sourcePixmap(Qt.CoordinateSystem.LogicalCoordinates)
        image = source.toImage().convertToFormat(QImage.Format.Format_RGB32)
        stride = image.bytesPerLine() // 4
        pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), stride)
        seen = np.ascontiguousarray(pixels_seen_as(self._sight, pixels))
        shown = QImage(seen.data, image.width(), image.height(), 4 * stride, QImage.Format.Format_RGB32)
        shown.setDevicePixelRatio(source.devicePixelRatioF())
        painter.drawImage(QPointF(0, 0), shown)
