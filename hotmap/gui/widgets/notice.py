# SPDX-License-Identifier: MIT
"""Notices: a sentence in a coloured frame, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.icons import ICON_PX, paint_icon
from hotmap.gui.widgets.building import bare_button, button, column, row
from hotmap.i18n import tr

_TONES = {"caution": "caution", "gap": "gap", "ok": "ok", "quiet": "ink2", "accent": "accent"}


class Picture(QWidget):
    """An icon standing for itself, in a colour token."""

    def __init__(self, name: str, token: str = "ink2", size_px: int = ICON_PX) -> None:
        super().__init__()
        self._name, self._token, self._size_px = name, token, size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size_px, self._size_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, self._name, QRectF(self.rect()), theme.active().color(self._token))


class Notice(QFrame):
    """A sentence in a frame.

    Parameters
    ----------
    head, text : str
        A first bold part and the rest, both plain text.
    tone : str
        caution, gap, ok, quiet or accent.
    picture : str
        Name of an icon.
    action : tuple of str and callable, optional
        A button at the end.
    on_close : callable, optional
        Shows a close button.
    """

    def __init__(
        self,
        head: str,
        text: str = "",
        *,
        tone: str = "caution",
        picture: str = "info",
        action: tuple[str, Callable[[], object]] | None = None,
        on_close: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("notice", tone)
        self._words = QLabel()
        self._words.setProperty("role", "second")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        layout = row(gap=10, margins=(12, 9, 12, 9))
        layout.addLayout(column(1, Picture(picture, _TONES[tone]), None, gap=0))
        layout.addWidget(self._words, 1)
        if action:
            layout.addWidget(button(action[0], action[1]))
        if on_close:
            layout.addWidget(bare_button("close", tr("Close"), on_close))
        self.setLayout(layout)
        self.say(head, text)

    def say(self, head: str, text: str = "") -> None:
        """Change the sentence."""
        bold = f"<b>{escape(head)}</b>" if text else escape(head)
        self._words.setText(f"{bold} {escape(text)}".strip())
        self.setAccessibleName(f"{head} {text}".strip())
