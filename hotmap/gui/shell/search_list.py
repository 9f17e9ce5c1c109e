# SPDX-License-Identifier: MIT
"""The list under the search box: answers with their signs, walked by arrows, taken by Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hotmap.gui import theme
from hotmap.gui.icons import paint_icon
from hotmap.gui.marks import paint_symbol
from hotmap.gui.shell.search import Answer
from hotmap.gui.widgets.building import dress
from hotmap.i18n import tr

ROW_PX = 40
LEAST_WIDTH_PX = 400


class SearchList(QWidget):
    """The answers under the search box."""

    taken = Signal()
    marked = Signal(object)
    """Another answer is marked; carries the `Answer`, or None when the list goes."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        dress(self, "float")
        self.setAccessibleName(tr("Search results"))
        self.setMouseTracking(True)
        self._answers: list[Answer] = []
        self._at = 0
        self.hide()

    def show_answers(self, answers: list[Answer], below: QWidget) -> None:
        """Show answers under the widget `below`, at its end."""
        self._answers, self._at = answers, 0
        look = theme.active()
        host = self._host
        width = max(look.px(LEAST_WIDTH_PX), below.width())
        corner = below.mapTo(host, QPoint(below.width() - width, below.height() + 6))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = below.mapTo(host, QPoint(0, below.height() + 6))
        self.resize(QSize(width, max(len(answers), 1) * look.px(ROW_PX) + 12))
        self.move(corner)
        self.show()
        self.raise_()
        self._announce()
        self.update()

    def step(self, steps: int) -> None:
        """Move the mark up or down."""
        if self._answers:
            self._at = (self._at + steps) % len(self._answers)
            self._announce()
            self.update()

    def take(self) -> None:
        """Do what the marked answer offers."""
        if self._answers:
            answer = self._answers[self._at]
            self.hide()
            self.taken.emit()
            answer.run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.marked.emit(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event)
        if at != self._at:
            self._at = at
            self._announce()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = self._row_at(event)
        self.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
            if not self._answers:
                painter.setPen(look.color("ink2"))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing by that name here."))
            for index, answer in enumerate(self._answers):
                self._paint_answer(painter, answer, index)

    def _paint_answer(self, painter: QPainter, answer: Answer, index: int) -> None:
        look = theme.active()
        height = look.px(ROW_PX)
        rect = QRectF(6, 6 + index * height, self.width() - 12, height)
        if index == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_tint"))
            painter.drawRoundedRect(rect, 6, 6)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        spot = QRectF(rect.left() + 10 if not mirrored else rect.right() - 28, rect.center().y() - 9, 18, 18)
        if answer.symbol:
            paint_symbol(painter, answer.symbol, spot)
        else:
            paint_icon(painter, answer.icon, spot.adjusted(1, 1, -1, -1), look.color("ink2"))
        words = rect.adjusted(38, 0, -10, 0) if not mirrored else rect.adjusted(10, 0, -38, 0)
        half = words.height() / 2
        strong = look.font("body", QFont.Weight.DemiBold)
        leading = Qt.AlignmentFlag.AlignLeading
        painter.setFont(strong)
        painter.setPen(look.color("ink"))
        text = QFontMetrics(strong).elidedText(answer.text, Qt.TextElideMode.ElideRight, round(words.width() - 70))
        painter.drawText(words.adjusted(0, 2, 0, -half), leading | Qt.AlignmentFlag.AlignBottom, text)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        small = QFontMetrics(painter.font())
        room = round(words.width()) - small.horizontalAdvance(answer.keys) - 8
        below = small.elidedText(answer.below, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words.adjusted(0, half, 0, 0), leading | Qt.AlignmentFlag.AlignTop, below)
        painter.drawText(words, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, answer.keys)

    def _announce(self) -> None:
        answer = self._answers[self._at] if self._answers else None
        self.setAccessibleDescription(f"{answer.text}, {answer.below}" if answer else "")
        self.marked.emit(answer)

    def _row_at(self, event: QMouseEvent) -> int:
        row = int((event.position().y() - 6) // theme.active().px(ROW_PX))
        return min(max(row, 0), max(len(self._answers) - 1, 0))
