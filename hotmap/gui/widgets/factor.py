# SPDX-License-Identifier: MIT
"""A factor from 1 to 5 with a word for each, and *not known* as an answer of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.speech import Role, Speech, tell
from hotmap.i18n import mark_for_translation, tr

WORDS = tuple(mark_for_translation(word) for word in ("very low", "low", "moderate", "high", "very high"))
WORD_PX = 64
STEPS: tuple[int | None, ...] = (1, 2, 3, 4, 5, None)


class FactorScale(QWidget):
    """Five steps and a question mark; the word for the choice stands behind them."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._value: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> int | None:
        """1–5, or None for not known."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a value without telling anybody."""
        self._value = value
        self.setAccessibleDescription(self._word())
        tell(self)
        self.update()

    def speech(self) -> Speech:
        """Tell the figure with its word."""
        figure = "" if self._value is None else str(self._value)
        return Speech(Role.Slider, value=" ".join(filter(None, (figure, self._word()))))

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(6 * look.px(27) + look.px(80), look.px(25))

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * theme.active().px(24), theme.active().px(26))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for step, rect in self._rects():
            if rect.contains(QPointF(event.position())):
                self._choose(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text in ("1", "2", "3", "4", "5"):
            self._choose(int(text))
        elif text in ("?", "0") or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (event.key() == Qt.Key.Key_Right) != self._mirrored()
            at = STEPS.index(self._value) + (1 if forward else -1)
            self._choose(STEPS[min(max(at, 0), len(STEPS) - 1)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for step, rect in self._rects():
                self._paint_step(painter, step, rect)
            end = self._rects()[-1][1]
            words = QRectF(end.right() + 8, 0, self.width() - end.right() - 8, self.height())
            if self._mirrored():
                words = QRectF(0, 0, end.left() - 8, self.height())
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink2"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._word())

    def _paint_step(self, painter: QPainter, step: int | None, rect: QRectF) -> None:
        look = theme.active()
        is_filled = self._value is not None and step is not None and step <= self._value
        is_unknown = step is None and self._value is None
        painter.setPen(QPen(look.color("edge"), 1, Qt.PenStyle.DashLine) if is_unknown else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ink2" if is_filled else "sunk"))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(look.font("small", QFont.Weight.DemiBold))
        painter.setPen(look.color("panel" if is_filled else "ink3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?" if step is None else str(step))
        if self.hasFocus() and step == self._value:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(rect, 4, 4)

    def _rects(self) -> list[tuple[int | None, QRectF]]:
        look = theme.active()
        # The word behind the steps keeps its room as long as the figures can still be read.
        step_px = min(max((self.width() - look.px(WORD_PX)) / len(STEPS), look.px(21)), look.px(27))
        rects = []
        for index, step in enumerate(STEPS):
            left = 1 + index * step_px
            if self._mirrored():
                left = self.width() - left - step_px + 3
            rects.append((step, QRectF(left, 2, step_px - 3, self.height() - 4)))
        return rects

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)

    def _word(self) -> str:
        return tr("not known") if self._value is None else tr(WORDS[self._value - 1])

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
