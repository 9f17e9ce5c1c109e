# SPDX-License-Identifier: MIT
"""The small card beside the hand: measures, what is wrong, and what the hand is pulled to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from hotmap.gui import theme

BESIDE_PX = 16.0
BELOW_PX = 18.0
PAD_X_PX, PAD_Y_PX = 10.0, 7.0
EDGE_PX = 8.0
CLEAR_PX = 12.0  # about what must stay visible


def paint_readout(
    painter: QPainter,
    hand: QPointF,
    told: Sequence[tuple[str, str]],
    room: QRectF,
    avoid: Collection[QPointF] = (),
    *,
    first_large: bool = True,
) -> None:
    """Write lines on a card beside the hand.

    Parameters
    ----------
    painter : QPainter
    hand : QPointF
        Where the hand is, pixels.
    told : sequence of (str, str)
        Each text with its colour.
    room : QRectF
        The widget; the card stays inside.
    avoid : collection of QPointF
        What the card should not cover, where there is another side to go to.
    first_large : bool
        Whether the first line is the measure that people read from afar.
    """
    look = theme.active()
    large, small = look.font("body", QFont.Weight.DemiBold), look.font("small")
    fonts = [large if first_large and i == 0 else small for i in range(len(told))]
    metrics = [QFontMetricsF(font) for font in fonts]
    width = max(m.horizontalAdvance(text) for m, (text, _) in zip(metrics, told, strict=True)) + 2 * PAD_X_PX
    height = sum(m.height() for m in metrics) + 2 * PAD_Y_PX
    box = _placed(hand, width, height, room.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX), avoid)
    paint_card(painter, box)
    y = box.top() + PAD_Y_PX
    for (text, ink), font, metric in zip(told, fonts, metrics, strict=True):
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(box.left() + PAD_X_PX, y + metric.ascent()), text)
        y += metric.height()


def paint_card(painter: QPainter, box: QRectF) -> None:
    """Draw a floating card with a soft shadow."""
    painter.setPen(Qt.PenStyle.NoPen)
    for spread, alpha in ((4.0, 10), (2.5, 14), (1.0, 18)):
        painter.setBrush(QColor(0, 0, 0, alpha))
        painter.drawRoundedRect(box.adjusted(-spread, -spread + 1, spread, spread + 2), 8 + spread, 8 + spread)
    painter.setBrush(theme.active().color("panel"))
    painter.drawRoundedRect(box, 8, 8)


def _placed(hand: QPointF, width: float, height: float, room: QRectF, avoid: Collection[QPointF]) -> QRectF:
    """Return the first side of the hand where the card fits and covers nothing, below and after it before others."""
    right, left = hand.x() + BESIDE_PX, hand.x() - BESIDE_PX - width
    below, above = hand.y() + BELOW_PX, hand.y() - BELOW_PX - height
    boxes = [QRectF(x, y, width, height) for y in (below, above) for x in (right, left)]
    fitting = [box for box in boxes if room.contains(box)]
    for box in fitting:
        wide = box.adjusted(-CLEAR_PX, -CLEAR_PX, CLEAR_PX, CLEAR_PX)
        if not any(wide.contains(place) for place in avoid):
            return box
    if fitting:
        return fitting[0]
    x = min(max(right, room.left()), max(room.right() - width, room.left()))
    return QRectF(x, below if below + height <= room.bottom() else above, width, height)
