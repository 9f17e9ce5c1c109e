# SPDX-License-Identifier: MIT
"""The five steps of a plan in words: on the start page, and beside the map while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.widgets.building import column, dress, label, row
from hotmap.i18n import tr


class StepMark(QWidget):
    """A number in a disc."""

    def __init__(self, number: int, filled: bool = False) -> None:
        super().__init__()
        self._number, self._filled = number, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        size_px = theme.active().px(24)
        return QSize(size_px, size_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            disc = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(look.color("accent" if self._filled else "edge"), 1))
            painter.setBrush(look.color("accent") if self._filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc)
            painter.setFont(look.font("small", QFont.Weight.DemiBold))
            painter.setPen(look.color("on_accent" if self._filled else "ink2"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


def step(number: int, title: str, text: str, *, filled: bool = False) -> QWidget:
    """Return one numbered step with its title and a line of explanation."""
    words = column(label(title, "strong", wrap=True), label(text, "second", wrap=True), gap=2)
    mark = StepMark(number, filled)
    layout = row(mark, gap=12, margins=(12, 7, 12, 7))
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    made = QWidget()
    if filled:
        dress(made, "accent")
    made.setLayout(layout)
    return made


def first_steps() -> list[QWidget]:
    """Return the five steps, the first marked as the one to take now."""
    texts = (
        (tr("Draw the first hotspot"), tr("A camp, a field, a road. Three clicks will do; it can be moved.")),
        (tr("Agree how much it matters"), tr("Must, Should, Could or Watch, with the reason in one sentence.")),
        (tr("See who stands there"), tr("Troops, police and civilian eyes, and the places where nobody stands.")),
        (tr("Say who does what"), tr("A lead, a date, a sign that it works.")),
        (tr("Send each reader what they may see"), tr("Unmarked things stay with you.")),
    )
    return [step(number, title, text, filled=number == 1) for number, (title, text) in enumerate(texts, 1)]
