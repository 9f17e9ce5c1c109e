# SPDX-License-Identifier: MIT
"""The four levels as large cards along the lower edge, for a room with a projector."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.domain.codelists import LEVELS
from hotmap.gui import theme
from hotmap.gui.marks import paint_level
from hotmap.gui.speech import Role, Speech, tell
from hotmap.gui.stages.cards import MEANINGS
from hotmap.gui.widgets.building import button, column, dress, label, pill, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.pressable import Pressable
from hotmap.i18n import tr


class LevelCard(Pressable):
    """One level, to be read from the last row."""

    def __init__(self, level: str, key: int) -> None:
        super().__init__()
        self._level, self._chosen = level, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr(level.capitalize()))
        words = column(None, label(tr(level.capitalize()), "gap"), label(tr(MEANINGS[level]), "micro"), None, gap=1)
        layout = row(gap=14, margins=(76, 8, 18, 8))
        layout.addLayout(words, 1)
        layout.addWidget(pill(str(key), "key"))
        self.setLayout(layout)

    def set_chosen(self, chosen: bool) -> None:
        """Show this level as the one in force."""
        self._chosen = chosen
        tell(self, checked=True)
        self.update()

    def speech(self) -> Speech:
        """Tell whether this is the level in force."""
        return Speech(Role.RadioButton, value=tr(MEANINGS[self._level]), checked=self._chosen)

    def sizeHint(self) -> QSize:
        return QSize(260, theme.active().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            marked = self._chosen or self.hasFocus()
            painter.setPen(QPen(look.color("accent" if marked else "edge"), 4 if self._chosen else 2))
            painter.setBrush(look.color("sunk" if self.underMouse() else "panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 10, 10)
            size = look.px(30)
            paint_level(painter, self._level, QRectF(20, (self.height() - size) / 2, size, size))
            painter.setFont(look.font("body", QFont.Weight.DemiBold))


class LevelChoice(QWidget):
    """All four levels with the question above them."""

    chosen = Signal(str)
    reasoned = Signal(str, str)
    """A level with the reason that was asked for."""
    stepped = Signal(int)
    """To the next place, or back."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_for = ""
        dress(self, "panel")
        self._cards = {level: LevelCard(level, key) for key, level in enumerate(LEVELS, 1)}
        cards = row(gap=12)
        for level, card in self._cards.items():
            card.pressed.connect(lambda chosen=level: self.chosen.emit(chosen))
            cards.addWidget(card)
        self._question = label(tr("What do we decide?"), "strong")
        self._advice = label(tr("Another level than the suggested one needs a word on why."), "second")
        self._reason = LineField()
        self._reason.setAccessibleName(tr("Reason"))
        self._reason.returnPressed.connect(self._on_reason)
        self._reason.hide()
        self._place = label("", "second")
        head = row(self._question, self._advice, gap=14)
        head.addWidget(self._reason, 1)
        head.addStretch(1)
        head.addWidget(self._place)
        head.addWidget(button(tr("Back"), lambda: self.stepped.emit(-1)))
        head.addWidget(button(tr("Next place"), lambda: self.stepped.emit(1)))
        head.addWidget(label(tr("F11 leaves projector mode"), "second", tone="third"))
        layout = column(head, gap=8, margins=(24, 12, 24, 14))
        layout.addLayout(cards, 1)
        self.setLayout(layout)

    def show_place(self, number: int, of: int) -> None:
        """Show where in the agenda the room is."""
        self._place.setText(tr("Place {n} of {all}").format(n=number, all=of) if number else "")

    def ask(self, level: str, question: str) -> None:
        """Ask for the reason that `level` needs; Enter gives it."""
        self._asked_for = level
        self._question.setText(question)
        self._advice.hide()
        self._reason.clear()
        self._reason.show()
        self._reason.setFocus()

    def _on_reason(self) -> None:
        if self._reason.text().strip():
            self.reasoned.emit(self._asked_for, self._reason.text().strip())

    def show_level(self, level: str | None) -> None:
        """Show the level in force, and ask nothing."""
        self._question.setText(tr("What do we decide?"))
        self._advice.show()
        self._reason.hide()
        for code, card in self._cards.items():
            card.set_chosen(code == level)
