# SPDX-License-Identifier: MIT
"""Choosing a colour: calm ones to begin with, any other from a field or by its number."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from hotmap.analysis.colour_scales import kind_colour
from hotmap.cartography.legend_entry import LegendEntry
from hotmap.gui import theme
from hotmap.gui.marks import screen_palette
from hotmap.gui.panels.swatches import paint_entry
from hotmap.gui.widgets.building import button, column, row
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import mark_for_translation, tr

_NAMES = (
    mark_for_translation("olive"), mark_for_translation("lilac"), mark_for_translation("plum"),
    mark_for_translation("clay"), mark_for_translation("indigo"), mark_for_translation("sand"),
    mark_for_translation("umber"), mark_for_translation("steel"), mark_for_translation("taupe"),
    mark_for_translation("blush"),
)  # fmt: skip
_GREYS = ("#FFFFFF", "#C9CDCB", "#8E9594", "#565D5E", "#15212A")
_PER_ROW = 5
_FIELD_PX = (250, 92)
_HEX = re.compile("#?([0-9A-Fa-f]{6})")
_STEP = 0.03


class ColourButton(QPushButton):
    """A button in the colour that it chooses."""

    tried = Signal(str)
    """A colour while the hand still moves."""
    chosen = Signal(str)
    """A colour, or nothing for that of the map."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._colour, self._own = name, "#FFFFFF", False
        self._entry: LegendEntry | None = None
        self.setProperty("kind", "swatch")
        self.setAutoDefault(False)
        self.setFixedWidth(theme.active().px(40))
        self.clicked.connect(self._open)

    def show_colour(self, colour: str, *, own: bool, entry: LegendEntry | None = None, name: str = "") -> None:
        """Show a colour, and whether a person chose it; with an entry, the class that has it as the map draws it."""
        self._colour, self._own, self._entry = colour, own, entry
        self.setAccessibleName(f"{name or self._name}: {colour_name(colour)}")
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside = QRectF(self.rect()).adjusted(6.5, 5.5, -6.5, -5.5)
            if self._entry is not None:
                paint_entry(painter, self._entry, inside)
                return
            painter.setPen(QPen(theme.active().color("edge"), 1))
            painter.setBrush(QColor(self._colour))
            painter.drawRoundedRect(inside, 3, 3)

    def _open(self) -> None:
        popup = ColourPopup(self._colour, can_reset=self._own, parent=self)
        popup.tried.connect(self.tried)
        popup.chosen.connect(self.chosen)
        popup.adjustSize()
        at = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        popup.move(min(at.x(), room.right() - popup.width()), min(at.y(), room.bottom() - popup.height()))
        popup.show()


class ColourPopup(QFrame):
    """Colours to choose from: calm ones by name, greys, a field of all, a number.

    Parameters
    ----------
    colour : str
        The one to begin with.
    can_reset : bool
        Whether the map's own colour is offered.
    """

    tried = Signal(str)
    chosen = Signal(str)

    def __init__(self, colour: str, *, can_reset: bool, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tried = ""
        grid = QGridLayout()
        grid.setSpacing(4)
        ground = screen_palette().name
        colours = [(kind_colour(i, ground), tr(name)) for i, name in enumerate(_NAMES)]
        colours += [(grey, grey) for grey in _GREYS]
        for at, (value, name) in enumerate(colours):
            grid.addWidget(self._chip(value, name), at // _PER_ROW, at % _PER_ROW)
        self.field = ColourField(colour)
        self.field.tried.connect(self._try)
        self.field.settled.connect(self._choose)
        self.number = LineField(colour)
        self.number.setAccessibleName(tr("Colour as a number"))
        self.number.returnPressed.connect(self._take_number)
        usual = button(tr("The map's own"), lambda: self._choose(""), kind="plain")
        usual.setEnabled(can_reset)
        layout = column(gap=8, margins=(10, 10, 10, 10))
        layout.addLayout(grid)
        layout.addWidget(self.field)
        layout.addLayout(row(self.number, usual))
        self.setLayout(layout)

    def closeEvent(self, event: object) -> None:
        """Settle what was tried last."""
        if self._tried:
            self._choose(self._tried)

    def _chip(self, colour: str, name: str) -> QPushButton:
        made = ColourButton(name)
        made.show_colour(colour, own=False)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.disconnect()
        made.clicked.connect(lambda: self._choose(colour))
        return made

    def _try(self, colour: str) -> None:
        self._tried = colour
        self.number.setText(colour)
        self.tried.emit(colour)

    def _take_number(self) -> None:
        found = _HEX.fullmatch(self.number.text().strip())
        if found:
            self._choose(f"#{found[1].upper()}")

    def _choose(self, colour: str) -> None:
        self._tried = ""
        self.chosen.emit(colour)
        self.close()


class ColourField(QWidget):
    """All colours: the hue from side to side, from pale to dark down; arrow keys move too."""

    tried = Signal(str)
    settled = Signal(str)

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(QSize(*_FIELD_PX))
        self.setAccessibleName(tr("All colours"))
        start = QColor(colour)
        self._at = QPointF(max(start.hslHueF(), 0.0), 1.0 - start.lightnessF())
        self._image = _rainbow(*_FIELD_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move(QPointF(event.position().x() / self.width(), event.position().y() / self.height()))

    mouseMoveEvent = mousePressEvent

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.settled.emit(self._colour())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._move(self._at + QPointF(*step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.settled.emit(self._colour())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.drawImage(QRectF(self.rect()), self._image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("accent" if self.hasFocus() else "edge"), 2 if self.hasFocus() else 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            middle = QPointF(self._at.x() * self.width(), self._at.y() * self.height())
            for token, width in (("panel", 4.0), ("ink", 1.6)):
                painter.setPen(QPen(look.color(token), width))
                painter.drawEllipse(middle, 5, 5)

    def _move(self, at: QPointF) -> None:
        self._at = QPointF(min(max(at.x(), 0.0), 0.999), min(max(at.y(), 0.0), 1.0))
        self.setAccessibleDescription(self._colour())
        self.update()
        self.tried.emit(self._colour())

    def _colour(self) -> str:
        return _colour_at(self._at.x(), self._at.y())


def colour_name(colour: str) -> str:
    """Return what a colour is called: by its name where it has one, else by its number."""
    for ground in ("light", "dark"):
        for index, name in enumerate(_NAMES):
            if kind_colour(index, ground).upper() == colour.upper():
                return tr(name)
    return colour.upper()


def _colour_at(x: float, y: float) -> str:
    saturation = 0.75 - 0.35 * abs(2 * y - 1)  # calmer at both ends
    return QColor.fromHslF(x, saturation, 1.0 - y).name().upper()


def _rainbow(width: int, height: int) -> QImage:
    image = QImage(width // 3, height // 3, QImage.Format.Format_RGB32)
    for y in range(image.height()):
        for x in range(image.width()):
            image.setPixelColor(x, y, QColor(_colour_at(x / image.width(), y / (image.height() - 1))))
    return image
