# SPDX-License-Identifier: MIT
"""Short ways to make labels, buttons and layouts that the stylesheet dresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hotmap.gui.icons import ICON_WITH_GAP, icon
from hotmap.i18n import tr

GAP_PX = 8


def label(text: str = "", role: str = "body", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Return a label.

    Parameters
    ----------
    text : str
        Shown as plain text, whatever a name may contain.
    role : str
        Of the type scale in the stylesheet: micro, label, second, strong, section, title, gap, …
    tone : str
        gap, ok, caution, accent or third.
    wrap : bool
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class ElidedLabel(QLabel):
    """A label that ends in … where its room ends, and tells all of it in its tooltip."""

    def __init__(self, role: str = "body") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def text(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def pill(text: str, kind: str = "plain") -> QLabel:
    """Return a label in a frame: ``plain``, ``caution`` or ``key`` for a keyboard key."""
    made = QLabel(text)
    made.setProperty("pill", kind)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


class _Button(QPushButton):
    """A push button whose accessible name follows its text, unless it was given one that says more."""

    def setText(self, text: str) -> None:
        is_same = self.accessibleName() == self.text()
        super().setText(text)
        if is_same:
            self.setAccessibleName(text)


def button(
    text: str, on_click: Callable[[], Any] | None = None, *, kind: str = "", picture: str = "", name: str = ""
) -> QPushButton:
    """Return a push button.

    Parameters
    ----------
    text : str
    on_click : callable, optional
        Called without arguments.
    kind : str
        primary, large, plain, chip, add-chip, row or link; empty for an ordinary one.
    picture : str
        Name of an icon.
    name : str
        Accessible name where it says more than the text.
    """
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)  # so that Enter presses it where it has the keyboard, as Space does
    if picture:
        made.setIcon(icon(picture, "on_accent" if kind == "primary" else "ink2"))
        made.setIconSize(ICON_WITH_GAP)
    made.setAccessibleName(name or text)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def bare_button(picture: str, name: str, on_click: Callable[[], Any] | None = None) -> QToolButton:
    """Return a small button with an icon alone; `name` is its tooltip and accessible name."""
    made = QToolButton()
    made.setProperty("kind", "bare")
    made.setIcon(icon(picture))
    made.setToolTip(name)
    made.setAccessibleName(name)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def column(
    *items: QWidget | QLayout | int | None, gap: int = GAP_PX, margins: tuple[int, ...] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return a vertical layout; a number is that much space, None takes up what is left."""
    return _filled(QVBoxLayout(), items, gap, margins)


def row(
    *items: QWidget | QLayout | int | None, gap: int = GAP_PX, margins: tuple[int, ...] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return a horizontal layout; items as in `column`."""
    return _filled(QHBoxLayout(), items, gap, margins)


def boxed(layout: QLayout, surface: str = "") -> QWidget:
    """Return a widget that holds `layout` on a surface: panel, sunk, float, bar, foot, window."""
    made = QWidget()
    if surface:
        dress(made, surface)
    made.setLayout(layout)
    return made


def dress(widget: QWidget, surface: str) -> None:
    """Give a widget the background of a surface of the stylesheet."""
    widget.setProperty("surface", surface)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)


def rule(direction: str = "horizontal") -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


class Scroller(QScrollArea):
    """A scroll area that Tab passes over where something inside takes the focus: keys scroll from there."""

    def event(self, event: QEvent) -> bool:
        """Look again whether anything inside takes the focus."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Polish):
            content = self.widget()
            inside = [content, *content.findChildren(QWidget)] if content is not None else []
            takes = any(w.focusPolicy().value & Qt.FocusPolicy.TabFocus.value for w in inside)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus if takes else Qt.FocusPolicy.StrongFocus)
        return super().event(event)


def scrolled(widget: QWidget, name: str = "") -> QScrollArea:
    """Return `widget` in a vertical scroll area without a frame.

    Parameters
    ----------
    widget : QWidget
    name : str
        Accessible name for when there is only text inside, which the keys scroll.
    """
    made = Scroller()
    made.setWidget(widget)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setAccessibleName(name or tr("Text: the arrow keys scroll it"))
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and have the stylesheet look at the widget again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)


def _filled(layout: Any, items: Any, gap: int, margins: tuple[int, ...]) -> Any:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        _add(layout, item)
    return layout


def _add(layout: QBoxLayout, item: QWidget | QLayout | int | None) -> None:
    if item is None:
        layout.addStretch(1)
    elif isinstance(item, int):
        layout.addSpacing(item)
    elif isinstance(item, QWidget):
        layout.addWidget(item)
    else:
        layout.addLayout(item)
