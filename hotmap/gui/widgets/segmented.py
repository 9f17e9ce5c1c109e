# SPDX-License-Identifier: MIT
"""A segmented control: one of a few choices, all in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.icons import ICON_PX, paint_icon
from hotmap.gui.speech import Role, Speech, tell


@dataclass(frozen=True)
class Segment:
    """One choice.

    Attributes
    ----------
    id : str or None
        What `Segmented.value` returns.
    text : str
    icon : str
        Name of an icon, or empty.
    badge : str
        A level whose badge stands before the text, or empty.
    count : int or None
        A figure in a disc behind the text; None or 0 shows none.
    key : str
        The key that chooses it, shown before the text.
    tone : str
        ``gap`` paints the count in the colour of a gap.
    """

    id: str | None
    text: str
    icon: str = ""
    badge: str = ""
    count: int | None = None
    key: str = ""
    tone: str = ""


class Segmented(QWidget):
    """One of a few choices, painted as a sunk track with a raised segment.

    Parameters
    ----------
    segments : sequence of Segment
    name : str
        Accessible name.
    height_px, pad_px : int
        Of the control and beside each text, at the ordinary type size.
    stretch : bool
        Share the whole width evenly instead of hugging the texts.
    clearable : bool
        Choosing the chosen segment again takes the choice back.
    """

    chosen = Signal(object)

    def __init__(
        self,
        segments: Sequence[Segment],
        name: str = "",
        *,
        height_px: int = 30,
        pad_px: int = 12,
        stretch: bool = True,
        clearable: bool = False,
    ) -> None:
        super().__init__()
        self._segments = list(segments)
        self._value: str | None = None
        self._height_px, self._pad_px = height_px, pad_px
        self._stretch, self._clearable = stretch, clearable
        self._hover = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str | None:
        """Id of the chosen segment, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show `value` as chosen without telling anybody."""
        self._value = value
        chosen = next((s.text for s in self._segments if s.id == value), "")
        self.setAccessibleDescription(chosen)
        tell(self)
        self.update()

    def speech(self) -> Speech:
        """Tell what is chosen: one of a few, by the arrow keys."""
        return Speech(Role.ComboBox, value=self.accessibleDescription())

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Replace the segments, such as by ones with other counts."""
        self._segments = list(segments)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.active()
        width = sum(self._natural_width(s) for s in self._segments) + 6
        return QSize(round(width), look.px(self._height_px))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() if not self._stretch else min(hint.width(), 120), hint.height())

    def choose(self, index: int) -> None:
        """Choose the segment at `index` as the hand would."""
        if not 0 <= index < len(self._segments):
            return
        value = self._segments[index].id
        if value == self._value and self._clearable:
            value = None
        elif value == self._value:
            return
        self.set_value(value)
        self.chosen.emit(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._index_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._index_at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        at = next((i for i, s in enumerate(self._segments) if s.id == self._value), -1)
        self.choose(min(max(at + step, 0), len(self._segments) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("sunk"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            for index, rect in enumerate(self._rects()):
                self._paint_segment(painter, index, rect.adjusted(0, 3, 0, -3))
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _paint_segment(self, painter: QPainter, index: int, rect: QRectF) -> None:
        look, segment = theme.active(), self._segments[index]
        is_chosen = segment.id == self._value
        if is_chosen:
            painter.setPen(QPen(look.color("line"), 1))
            painter.setBrush(look.color("panel" if not look.dark else "line"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font = self._font(is_chosen)
        metrics = QFontMetrics(font)
        x = rect.center().x() - self._content_width(segment, metrics) / 2
        middle = rect.center().y()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ink = look.color("ink" if is_chosen or index == self._hover else "ink2")

        def place(width: float) -> QRectF:
            nonlocal x
            left = x if not mirrored else 2 * rect.center().x() - x - width
            x += width
            return QRectF(left, rect.top(), width, rect.height())

        if segment.key:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink3"))
            painter.drawText(place(self._key_width(segment)), Qt.AlignmentFlag.AlignVCenter, segment.key)
        if segment.icon or segment.badge:
            spot = place(ICON_PX)
            square = QRectF(spot.left(), middle - ICON_PX / 2, ICON_PX, ICON_PX)
            x += 6
            if segment.icon:
                paint_icon(painter, segment.icon, square, ink)
            else:
                from hotmap.gui.marks import paint_level

                paint_level(painter, segment.badge, square)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            place(metrics.horizontalAdvance(segment.text) + 1), Qt.AlignmentFlag.AlignVCenter, segment.text
        )
        if segment.count:
            x += 6
            self._paint_count(painter, segment, place(self._count_width(segment)), middle)

    def _paint_count(self, painter: QPainter, segment: Segment, spot: QRectF, middle: float) -> None:
        look = theme.active()
        height = look.px(18)
        is_gap = segment.tone == "gap"
        disc = QRectF(spot.left(), middle - height / 2, spot.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("gap") if is_gap else look.color("line" if not look.dark else "edge"))
        painter.drawRoundedRect(disc, height / 2, height / 2)
        painter.setFont(look.font("micro", QFont.Weight.DemiBold))
        painter.setPen(look.color("panel" if is_gap else "ink"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(segment.count))

    def _font(self, chosen: bool) -> QFont:
        return theme.active().font("body", QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)

    def _key_width(self, segment: Segment) -> float:
        return QFontMetrics(theme.active().font("small")).horizontalAdvance(segment.key) + 8

    def _count_width(self, segment: Segment) -> float:
        font = theme.active().font("micro", QFont.Weight.DemiBold)
        return max(theme.active().px(18), QFontMetrics(font).horizontalAdvance(str(segment.count)) + 10)

    def _content_width(self, segment: Segment, metrics: QFontMetrics) -> float:
        width: float = metrics.horizontalAdvance(segment.text) + 1
        if segment.key:
            width += self._key_width(segment)
        if segment.icon or segment.badge:
            width += ICON_PX + 6
        if segment.count:
            width += self._count_width(segment) + 6
        return width

    def _natural_width(self, segment: Segment) -> float:
        return self._content_width(segment, QFontMetrics(self._font(True))) + 2 * theme.active().px(self._pad_px)

    def _rects(self) -> list[QRectF]:
        if not self._segments:
            return []
        natural = [self._natural_width(s) for s in self._segments]
        space = self.width() - 6
        if self._stretch:
            natural = (
                [space / len(natural)] * len(natural)
                if max(natural) * len(natural) <= space
                else [width * space / sum(natural) for width in natural]
            )
        rects, x = [], 3.0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for width in natural:
            left = self.width() - x - width if mirrored else x
            rects.append(QRectF(left, 0, width, self.height()))
            x += width
        return rects

    def _index_at(self, point: QPointF) -> int:
        return next((i for i, rect in enumerate(self._rects()) if rect.contains(point)), -1)
