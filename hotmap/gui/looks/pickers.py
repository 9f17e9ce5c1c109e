# SPDX-License-Identifier: MIT
"""Small choices shown by what they look like: shapes, dashes, fills, ramps; each with its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton, QWidget

from hotmap.analysis.colour_scales import ramp
from hotmap.analysis.layer_looks import Look
from hotmap.cartography.painting import colour_of
from hotmap.cartography.swatch_painting import paint_look
from hotmap.gui import theme
from hotmap.gui.marks import screen_palette
from hotmap.gui.widgets.building import row

Paint = Callable[[QPainter, str, QRectF], None]
"""Paints a choice by its id into a box."""


class PicturePicker(QWidget):
    """One of a few choices, each a picture with its name in the tooltip.

    Parameters
    ----------
    name : str
    choices : mapping of str to str
        Name by id, in their order.
    paint : callable
    size_px : tuple of int
        Of each picture.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[str, str], paint: Paint, size_px: tuple[int, int]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._paint, self._size_px = paint, size_px
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for id_, text in choices.items():
            made = QToolButton()
            made.setProperty("kind", "tool")
            made.setCheckable(True)
            made.setToolTip(text)
            made.setAccessibleName(f"{name}: {text}")
            made.setIconSize(QSize(*size_px))
            made.clicked.connect(lambda _=False, id_=id_: self.chosen.emit(id_))
            self._group.addButton(made)
            self.buttons[id_] = made
        self.setLayout(row(*self.buttons.values(), None, gap=2))

    def show_value(self, value: str) -> None:
        """Show a choice without telling anybody, and paint all of them as they look now."""
        for id_, made in self.buttons.items():
            made.setIcon(self._icon(id_))
            made.setChecked(id_ == value)

    def _icon(self, id_: str) -> QIcon:
        dpr = self.devicePixelRatioF()
        width, height = self._size_px
        pixmap = QPixmap(round(width * dpr), round(height * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, id_, QRectF(0, 0, width, height))
        return QIcon(pixmap)


def paint_shape(painter: QPainter, shape: str, rect: QRectF) -> None:
    """Paint a point of a shape in the ink of the window."""
    ink = theme.active().color("ink2").name()
    paint_look(painter, Look(ink=ink, shape=shape, size_px=12.0, rim=ink), "Point", rect, screen_palette())


def paint_dash(painter: QPainter, dash: str, rect: QRectF) -> None:
    """Paint a line with its dashes."""
    ink = theme.active().color("ink2").name()
    paint_look(painter, Look(ink=ink, line_px=2.0, dash=dash), "Line", rect, screen_palette())


def paint_fill(painter: QPainter, fill: str, rect: QRectF) -> None:
    """Paint an area as it is filled: ``filled``, ``outline`` or by a hatch."""
    ink = theme.active().color("ink2").name()
    hatch = "" if fill in ("filled", "outline") else fill
    look = Look(ink, hatch=hatch, edge=ink, filled=fill != "outline", opacity=0.3)
    paint_look(painter, look, "Area", rect.adjusted(1, 1, -1, -1), screen_palette())


def paint_ramp(painter: QPainter, name: str, rect: QRectF) -> None:
    """Paint the colours of a ramp side by side."""
    colours = ramp(name, 5, screen_palette().name)
    step = rect.width() / len(colours)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, colour in enumerate(colours):
        painter.setBrush(colour_of(colour))
        painter.drawRect(QRectF(rect.left() + at * step, rect.top() + 2, step + 0.5, rect.height() - 4))


class Choice(QComboBox):
    """A drop-down list that lets the wheel scroll the panel past it."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: self.picked.emit(self.currentData()))

    def show_choices(self, choices: Mapping[str, str], value: str | None, nothing: str = "") -> None:
        """Offer choices and show one; `nothing` is what stands for none, where that may be chosen."""
        self.clear()
        if nothing:
            self.addItem(nothing, None)
        for id_, text in choices.items():
            self.addItem(text, id_)
        if value is not None and self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]
