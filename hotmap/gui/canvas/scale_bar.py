# SPDX-License-Identifier: MIT
"""A scale bar with round numbers, true at the middle of the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.cartography.grid import ScaleBar as Bar
from hotmap.cartography.grid import scale_bar
from hotmap.gui import theme
from hotmap.gui.canvas.picture import Pane
from hotmap.gui.speech import Role, Speech
from hotmap.i18n import tr

_PLATE = 0.72
LENGTH_PX, SIZE_PX = 150.0, QSize(210, 34)


class ScaleBar(QWidget):
    """The scale bar of a map.

    Parameters
    ----------
    pane : Pane
        The map.
    look : Look, optional
        By default the one in force.
    """

    def __init__(self, pane: Pane, look: theme.Look | None = None) -> None:
        super().__init__()
        self._pane = pane
        self.look = look
        self._room_px = 0
        self._drawn: tuple[object, ...] = ()
        self._copy = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Scale bar"))

    def fit(self, room_px: int) -> None:
        """Take up no more than a width."""
        self._room_px = room_px
        self.adjustSize()

    def speech(self) -> Speech:
        """Tell how long the bar is on the ground."""
        return Speech(Role.Graphic, value=scale_bar(self._pane.view, LENGTH_PX).texts[-1])

    def sizeHint(self) -> QSize:
        look = self.look or theme.active()
        width = look.px(SIZE_PX.width())
        return QSize(min(width, self._room_px) if self._room_px > 0 else width, look.px(SIZE_PX.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and figures with a halo, so that they read on any ground; the same ones from a copy."""
        look, dpr = self.look or theme.active(), self.devicePixelRatioF()
        words_px = (SIZE_PX.width() - LENGTH_PX) * look.magnify
        bar = scale_bar(self._pane.view, max(min(LENGTH_PX * look.magnify, self.width() - words_px), 20.0))
        drawn = (bar.length_m, round(bar.length_px, 1), look, self.size(), dpr)
        if drawn != self._drawn:
            self._drawn = drawn
            self._copy = QPixmap(self.size() * dpr)
            self._copy.setDevicePixelRatio(dpr)
            self._copy.fill(Qt.GlobalColor.transparent)
            with QPainter(self._copy) as painter:
                self._draw(painter, bar, look)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._copy)

    def _draw(self, painter: QPainter, bar: Bar, look: theme.Look) -> None:
        font, thick = look.font("micro"), look.magnify
        metrics = QFontMetricsF(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        y, left = self.height() - 8.0 * thick, 8.0
        ends = [left + bar.length_px * i / bar.parts for i in range(bar.parts + 1)]
        self._quiet(
            painter, ends[-1] + metrics.horizontalAdvance(bar.texts[-1]), y - 9 * thick - metrics.ascent(), look
        )
        for width, token in ((4.5, "panel"), (1.8, "ink")):
            painter.setPen(QPen(look.color(token), width * thick))
            painter.drawLine(QPointF(left, y), QPointF(ends[-1], y))
            for x in ends:
                painter.drawLine(QPointF(x, y - 4 * thick), QPointF(x, y + thick))
        for i in (0, bar.parts // 2, bar.parts):
            if bar.parts % 2 and i == bar.parts // 2:
                continue
            shift = metrics.horizontalAdvance(bar.texts[i].split(" ")[0]) / 2
            self._write(painter, QPointF(ends[i] - min(shift, ends[i]), y - 8 * thick), bar.texts[i], look)

    def _quiet(self, painter: QPainter, right: float, top: float, look: theme.Look) -> None:
        """Lay a plate below that shows the ground but quiets the names there."""
        plate = look.color("panel")
        plate.setAlphaF(_PLATE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        painter.drawRoundedRect(QRectF(0, max(top, 0.0), min(right, self.width()), self.height() - max(top, 0.0)), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(self, painter: QPainter, at: QPointF, text: str, look: theme.Look) -> None:
        painter.setPen(look.color("panel"))
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            painter.drawText(at + QPointF(dx, dy), text)
        painter.setPen(look.color("ink"))
        painter.drawText(at, text)
