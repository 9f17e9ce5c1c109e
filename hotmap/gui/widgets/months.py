# SPDX-License-Identifier: MIT
"""The twelve months as a strip: to click in a form, to read in a table."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hotmap.domain.fields import MONTH_NAMES, show_months
from hotmap.gui import theme
from hotmap.gui.speech import Role, Speech, tell
from hotmap.i18n import tr


def paint_month_strip(painter: QPainter, rect: QRectF, months: Iterable[int], mirrored: bool = False) -> None:
    """Paint twelve small bars into `rect`, dark for the months that matter."""
    look = theme.active()
    chosen = set(months)
    step = rect.width() / 12
    painter.setPen(Qt.PenStyle.NoPen)
    for index in range(12):
        at = 11 - index if mirrored else index
        painter.setBrush(look.color("ink2" if index + 1 in chosen else "line"))
        painter.drawRoundedRect(QRectF(rect.left() + at * step, rect.top(), step - 1.2, rect.height()), 1.2, 1.2)


class MonthStrip(QWidget):
    """Twelve squares to switch on and off; dragging paints a season."""

    changed = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._months: set[int] = set()
        self._at = 1
        self._painting: bool | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def months(self) -> tuple[int, ...]:
        """The months that are on, 1–12."""
        return tuple(sorted(self._months))

    def set_months(self, months: Iterable[int]) -> None:
        """Show these months without telling anybody."""
        self._months = set(months)
        self.setAccessibleDescription(show_months(self.months))
        tell(self, checked=True)
        self.update()

    def speech(self) -> Speech:
        """Tell the month that the arrow keys have come to, and whether it is on."""
        name = ", ".join(filter(None, (self.accessibleName(), tr(MONTH_NAMES[self._at - 1]))))
        return Speech(Role.CheckBox, name, show_months(self.months), checked=self._at in self._months)

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(12 * look.px(25), look.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * 15, theme.active().px(26))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        month = self._month_at(event.position().toPoint())
        self._painting = month not in self._months
        self._set(month, self._painting)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._painting is not None:
            self._set(self._month_at(event.position().toPoint()), self._painting)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._painting is not None:
            self._painting = None
            self.changed.emit(self.months)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if (key == Qt.Key.Key_Right) != self._mirrored() else -1
            self._at = min(max(self._at + step, 1), 12)
            tell(self)
            self.update()
        elif key == Qt.Key.Key_Space:
            self._set(self._at, self._at not in self._months)
            self.changed.emit(self.months)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tr(MONTH_NAMES[self._month_at(event.pos()) - 1]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        step = (self.width() + 4) / 12
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.font("micro", QFont.Weight.DemiBold))
            for month in range(1, 13):
                at = 12 - month if self._mirrored() else month - 1
                rect = QRectF(at * step, 0, step - 4, self.height())
                is_on = month in self._months
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("inverse" if is_on else "sunk"))
                painter.drawRoundedRect(rect, 4, 4)
                painter.setPen(look.color("on_inverse" if is_on else "ink3"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tr(MONTH_NAMES[month - 1])[:1])
                if self.hasFocus() and month == self._at:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(look.color("accent"), 2))
                    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def _set(self, month: int, on: bool) -> None:
        self._at = month
        (self._months.add if on else self._months.discard)(month)
        self.set_months(self._months)

    def _month_at(self, point: QPoint) -> int:
        at = min(max(int(point.x() * 12 / max(self.width(), 1)), 0), 11)
        return 12 - at if self._mirrored() else at + 1

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
