# SPDX-License-Identifier: MIT
"""What the bars of the time strip mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.stages.tiers import paint_tier
from hotmap.gui.widgets.building import boxed, label, row
from hotmap.i18n import tr


class _Swatch(QWidget):
    def __init__(self, tier: str | None) -> None:
        super().__init__()
        self._tier = tier
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(24, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self._tier is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.active().color("caution_tint"))
                painter.drawRect(rect)
            else:
                paint_tier(painter, self._tier, rect, " ")


def tier_legend() -> QWidget:
    """Return the legend of the time strip."""
    layout = row(gap=7)
    for tier, text in (
        ("i", tr("I Dialogue")),
        ("ii", tr("II Physical protection")),
        ("iii", tr("III Environment")),
        (None, tr("Months that matter")),
    ):
        layout.addWidget(_Swatch(tier))
        layout.addWidget(label(text, "second"))
        layout.addSpacing(8)
    return boxed(layout)
