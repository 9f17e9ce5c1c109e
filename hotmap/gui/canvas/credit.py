# SPDX-License-Identifier: MIT
"""The line in the corner of the map that says whom it is owed to."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from hotmap.cartography.credits import scene_credit
from hotmap.gui import theme
from hotmap.gui.canvas.picture import Pane
from hotmap.i18n import tr, tr_count

MOST_LINES = 2
_PAD_PX = 4
_PLATE = 0.78


class CreditLine(QLabel):
    """Sources of what a canvas shows now; it follows the layers that are shown.

    Parameters
    ----------
    canvas : Pane
    """

    grown = Signal()
    """It says something else, and may need other room."""

    def __init__(self, canvas: Pane) -> None:
        super().__init__()
        self._canvas = canvas
        self._whole = ""
        self._fitted: tuple[int, str, str] | None = None
        self.setProperty("role", "micro")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignBottom)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.picture.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say whom the picture is owed to as it stands."""
        canvas = self._canvas
        text = scene_credit(canvas.scene, canvas.view.px_per_km / canvas.picture.magnify)
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(tr("Sources: {text}").format(text=text))
            self.grown.emit()

    @property
    def is_easy(self) -> bool:
        """Whether all of it is said, and in few lines."""
        fits = self.height() <= MOST_LINES * self.fontMetrics().lineSpacing() + 3
        return fits and self.text() == self._whole

    def fit(self, room_px: int) -> None:
        """Take up as little as it needs: two lines of `room_px`, or more where the first source needs them."""
        self.ensurePolished()
        fitted = (room_px, self.font().toString(), self._whole)
        if fitted == self._fitted:
            return
        self._fitted, sources = fitted, self._whole.split("; ")
        most_px = MOST_LINES * self.fontMetrics().lineSpacing() + 1
        for kept in range(len(sources), 0, -1):  # a source is named whole or not at all
            left_out = len(sources) - kept
            more = tr_count("and {n} more", "and {n} more", left_out) if left_out else ""
            text = "; ".join([*sources[:kept], *filter(None, [more])])
            box = self._box(text, room_px)
            if box.height() <= most_px:
                break
        self.setText(text)
        self.setFixedSize(min(box.width() + _PAD_PX, room_px), box.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text on a plate that shows the ground but quiets the names below, and with a halo."""
        look, flags = theme.active(), int(Qt.TextFlag.TextWordWrap | self.alignment())
        box = self.contentsRect().adjusted(1, 1, -1, -1)
        plate = look.color("panel")
        plate.setAlphaF(_PLATE)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), plate)
            painter.setFont(self.font())
            painter.setPen(look.color("panel"))
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                painter.drawText(box.translated(dx, dy), flags, self.text())
            painter.setPen(look.color("ink2"))
            painter.drawText(box, flags, self.text())

    def _box(self, text: str, room_px: int) -> QRect:
        wrapped = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(QRect(0, 0, room_px - _PAD_PX, 1_000), wrapped, text)
