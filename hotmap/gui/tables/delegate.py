# SPDX-License-Identifier: MIT
"""Paints the cells of all tables: text in its tone, level badges, month strips, marks of cover."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hotmap.gui import theme
from hotmap.gui.marks import SIGN_HEIGHT_PX, SIGN_WIDTH_PX, paint_sign, paint_symbol
from hotmap.gui.tables.model import MARK_ROLE, STRONG_ROLE, TONE_ROLE, Index
from hotmap.gui.widgets.months import paint_month_strip

ROW_PX = 29
PAD_PX = 8


class CellDelegate(QStyledItemDelegate):
    """Paints one cell by the way its column names.

    Parameters
    ----------
    ways : tuple of str
        For each column ``text``, ``level``, ``months``, ``cover`` or ``sign``.
    """

    def __init__(self, ways: tuple[str, ...], parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._ways = ways

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, theme.active().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.active()
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("sunk"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        inner = QRectF(rect).adjusted(PAD_PX, 0, -PAD_PX, -1)
        way = self._ways[index.column()]
        mark = index.data(MARK_ROLE)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        if way == "level":
            size = look.px(21)
            left = inner.left() if not mirrored else inner.right() - size
            paint_symbol(painter, mark, QRectF(left, inner.center().y() - size / 2, size, size))
        elif way == "months":
            height = look.px(9)
            width = min(inner.width(), look.px(88))
            left = inner.left() if not mirrored else inner.right() - width
            if mark:
                paint_month_strip(painter, QRectF(left, inner.center().y() - height / 2, width, height), mark, mirrored)
        else:
            if mark:
                inner = self._paint_before_text(painter, inner, way, mark, mirrored)
            self._paint_text(painter, inner, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def _paint_before_text(self, painter: QPainter, inner: QRectF, way: str, mark: str, mirrored: bool) -> QRectF:
        """Paint the quarter ball of cover or the sign of a type; return the room that is left for the text."""
        look = theme.active()
        width = look.px(SIGN_WIDTH_PX if way == "sign" else 12)
        height = look.px(SIGN_HEIGHT_PX) if way == "sign" else width
        left = inner.right() - width if mirrored else inner.left()
        paint = paint_sign if way == "sign" else paint_symbol
        paint(painter, mark, QRectF(left, inner.center().y() - height / 2, width, height))
        return inner.adjusted(0, 0, -width - 6, 0) if mirrored else inner.adjusted(width + 6, 0, 0, 0)

    def _paint_text(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        look = theme.active()
        tone = index.data(TONE_ROLE) or "ink"
        strong = bool(index.data(STRONG_ROLE)) or tone == "gap"
        font = look.font("table", QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        text = index.data() or ""
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(rect, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
