# SPDX-License-Identifier: MIT
"""The risk of a hotspot as a bar from 0 to 25, hatched where unknown factors leave a range."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from hotmap.gui import theme

MAX_RISK = 25


def paint_score_bar(
    painter: QPainter, rect: QRectF, low: int, high: int, limits: Iterable[int], mirrored: bool = False
) -> None:
    """Paint the span `low` to `high` on a scale of 25, with gaps at the limits of the levels."""
    look = theme.active()

    def x(risk: float) -> float:
        share = risk / MAX_RISK
        return rect.right() - share * rect.width() if mirrored else rect.left() + share * rect.width()

    def part(start: float, end: float) -> QRectF:
        left, right = sorted((x(start), x(end)))
        return QRectF(left, rect.top(), right - left, rect.height())

    clip = QPainterPath()
    clip.addRoundedRect(rect, 1.5, 1.5)
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, look.color("line"))
    painter.fillRect(part(0, low), look.color("ink2"))
    if high > low:
        unsure = part(low, high)
        painter.setClipRect(unsure, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("ink2"), 1.3))
        at = unsure.left() - rect.height()
        while at < unsure.right():
            painter.drawLine(round(at), round(rect.bottom()), round(at + rect.height()), round(rect.top()))
            at += 4
        painter.setClipPath(clip)
    for limit in limits:
        painter.fillRect(QRectF(x(limit) - 0.5, rect.top(), 1, rect.height()), QBrush(look.color("panel")))
    painter.restore()
