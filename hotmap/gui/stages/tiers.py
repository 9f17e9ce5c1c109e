# SPDX-License-Identifier: MIT
"""The three tiers of action in one look for table and strip: outline, full, tinted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from hotmap.gui import theme

_LIGHT = {"ink": "#2B5A86", "tint": "#D4E1EE", "on": "#FFFFFF"}
_DARK = {"ink": "#7FB0DE", "tint": "#22384D", "on": "#0B1420"}


def tier_colours(tier: str | None) -> tuple[QColor, QColor, QColor]:
    """Return fill, edge and text of a tier; no colour of a level, so that neither is taken for the other."""
    look = theme.active()
    tones = _DARK if look.dark else _LIGHT
    ink = QColor(tones["ink"])
    if tier == "ii":
        return ink, ink, QColor(tones["on"])
    if tier == "iii":
        return QColor(tones["tint"]), ink, look.color("ink")
    return look.color("panel"), ink, look.color("ink")


def paint_tier(painter: QPainter, tier: str | None, rect: QRectF, text: str) -> None:
    """Paint the mark of a tier with its number."""
    fill, edge, ink = tier_colours(tier)
    painter.setPen(QPen(edge, 1.2, Qt.PenStyle.SolidLine if tier else Qt.PenStyle.DashLine))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setFont(theme.active().font("micro", QFont.Weight.DemiBold))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text or "?")
