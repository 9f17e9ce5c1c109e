# SPDX-License-Identifier: MIT
"""Our own icons, 16 px with a round 1.5 px stroke, in the ink of the moment.

An icon is drawn when it is painted, so a change of theme needs no reloading.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from hotmap.gui import theme
from hotmap.paths import resource

ICON_PX = 16
ICON_WITH_GAP = QSize(20, 16)
"""Icon size for buttons: the room behind the picture keeps it from its word, which Qt alone does not."""


def icon(name: str, token: str = "ink2") -> QIcon:
    """Return an icon by its file name in ``resources/icons``.

    Parameters
    ----------
    name : str
        Without ``.svg``.
    token : str
        Colour token; a checked control shows the accent, a disabled one the third ink.
    """
    return QIcon(_InkEngine(name, token))


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Paint an icon into `rect` (square) in one colour."""
    _renderer(name, color.name()).render(painter, rect)


class _InkEngine(QIconEngine):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.left(), rect.center().y() + 0.5 - side / 2, side, side)
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            square.moveRight(rect.right() + 1)
        paint_icon(painter, self._name, square, theme.active().color(self._ink(mode, state)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Widgets that float on the map are painted with each of its frames.
        key = (
            f"hotmap/{self._name}/{theme.active().color(self._ink(mode, state)).name()}/{size.width()}x{size.height()}"
        )
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = QPixmap(size)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                self.paint(painter, QRect(QPointF(0, 0).toPoint(), size), mode, state)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return "ink3"
        return "accent" if state is QIcon.State.On else self._token

    def clone(self) -> QIconEngine:
        return _InkEngine(self._name, self._token)


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    svg = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    return QSvgRenderer(QByteArray(svg.encode()))
