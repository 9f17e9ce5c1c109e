# SPDX-License-Identifier: MIT
"""Symbols in panels and tables: the same drawings as on the map and in every document."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.cartography.painting import symbol_pixmap
from hotmap.cartography.palette import DARK, LIGHT, Palette
from hotmap.cartography.symbols import symbol
from hotmap.gui import theme
from hotmap.gui.speech import Role, Speech

SIGN_WIDTH_PX, SIGN_HEIGHT_PX = 22, 26
"""Room for the sign of a type beside its name: a framed one has its echelon above it, and needs the height."""


def screen_palette() -> Palette:
    """Return the map's palette that goes with the look in force."""
    return DARK if theme.active().dark else LIGHT


def paint_symbol(painter: QPainter, name: str, rect: QRectF) -> None:
    """Paint a symbol by its name into the middle of `rect`, as large as it fits.

    Names are those of `hotmap.cartography.symbols`. Tables ask for thousands, so it comes from
    remembered pixmaps.
    """
    if rect.height() < 1 or rect.width() < 1:
        return
    dpr = painter.device().devicePixelRatioF()
    pixmap = symbol_pixmap(name, rect.height(), palette=screen_palette(), dpr=dpr)
    width, height = pixmap.width() / dpr, pixmap.height() / dpr
    scale = min(1.0, rect.width() / width)
    width, height = width * scale, height * scale
    target = QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)
    if scale < 1.0:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))


def paint_level(painter: QPainter, level: str | None, rect: QRectF) -> None:
    """Paint the badge of a level, or of *undecided*."""
    paint_symbol(painter, level or "undecided", rect)


def paint_sign(painter: QPainter, name: str, rect: QRectF) -> None:
    """Paint the sign of a type into the middle of `rect`, in its own size where there is room."""
    height = min(symbol(name, screen_palette()).height * theme.active().magnify, rect.height())
    paint_symbol(painter, name, QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height))


def sign_icon(name: str) -> QIcon:
    """Return the sign of a type as an icon for lists, which follows the look in force."""
    return QIcon(_SignEngine(name))


class _SignEngine(QIconEngine):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_sign(painter, self._name, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return pixmap

    def clone(self) -> QIconEngine:
        return _SignEngine(self._name)


class Mark(QWidget):
    """A symbol standing for itself in a panel.

    Parameters
    ----------
    name : str
        Symbol name.
    size_px : int
        Width; the height is the same.
    text : str
        What it means, for those who cannot see it.
    """

    def __init__(self, name: str, size_px: int = 18, text: str = "") -> None:
        super().__init__()
        self._name = name
        self._size_px = size_px
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def speech(self) -> Speech:
        """Tell that it is a picture."""
        return Speech(Role.Graphic)

    def show_symbol(self, name: str, text: str = "") -> None:
        """Show another symbol."""
        self._name = name
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        size_px = theme.active().px(self._size_px)
        return QSize(size_px, size_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_symbol(painter, self._name, QRectF(self.rect()))
