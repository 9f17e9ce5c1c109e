# SPDX-License-Identifier: MIT
"""The places for panels around the one map, which stays while stages change what is about it.

::

    first │ above                 │ right
          │ left │ map │ beside   │
          │ bottom                │
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSplitter, QStackedWidget, QWidget

from hotmap.gui import theme
from hotmap.gui.widgets.building import column, dress, row, rule

SLOTS = ("first", "above", "left", "beside", "bottom", "right")
CHANGE_MS = 160
WIDE_PX = 1800
WIDE_SHARES = {"first": 1.14, "left": 1.14, "beside": 1.31, "right": 1.18}
WIDE_ROWS_PX = 4 * 29
"""How much larger places are on a large screen: wider panels and cards, four more rows in the table."""
SIDE_SHARE, BESIDE_SHARE, BOTTOM_SHARE = 0.38, 0.74, 0.44  # of the window at most, however large the type


class Frame(QWidget):
    """The map with a stack of panels at each of its sides.

    Parameters
    ----------
    canvas : QWidget
        The map.
    """

    toggled = Signal()
    """A place was closed or opened by hand."""
    arranged = Signal()
    """Other panels have taken their places."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__()
        dress(self, "window")
        self._stacks = {slot: QStackedWidget() for slot in SLOTS}
        self._rules = {"first": rule("vertical"), "left": rule("vertical"), "right": rule("vertical")}
        self._sizes: dict[str, int] = {}
        self._hidden: set[str] = set()
        self.fades = True
        self._upper = QSplitter(Qt.Orientation.Horizontal)
        self._middle = QSplitter(Qt.Orientation.Vertical)
        upper = QWidget()
        upper_row = row(self._stacks["left"], self._rules["left"], gap=0)
        upper_row.addWidget(self._upper, 1)
        upper.setLayout(upper_row)
        self._main = QStackedWidget()  # the map, or what stands in its place
        self._main.addWidget(canvas)
        for splitter, widgets in (
            (self._upper, (self._main, self._stacks["beside"])),
            (self._middle, (upper, self._stacks["bottom"])),
        ):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
            for widget in widgets:
                splitter.addWidget(widget)
        centre = column(self._stacks["above"], gap=0)
        centre.addWidget(self._middle, 1)
        layout = row(self._stacks["first"], self._rules["first"], gap=0)
        layout.addLayout(centre, 1)
        layout.addWidget(self._rules["right"])
        layout.addWidget(self._stacks["right"])
        self.setLayout(layout)

    def arrange(self, panels: Mapping[str, QWidget], sizes_px: Mapping[str, int]) -> None:
        """Put panels in their places; places without one are closed.

        Parameters
        ----------
        panels : mapping of slot to widget
        sizes_px : mapping of slot to int
            Width of first, left, beside and right, height of bottom, at the ordinary type size.
        """
        self._sizes = dict(sizes_px)
        self._main.setCurrentIndex(0)
        for slot, stack in self._stacks.items():
            panel = panels.get(slot)
            if panel is not None and stack.indexOf(panel) < 0:
                stack.addWidget(panel)
            if panel is not None:
                stack.setCurrentWidget(panel)
            stack.setVisible(panel is not None and slot not in self._hidden)
        self._resize()
        QTimer.singleShot(0, self, self._resize)  # once more when the layout has given out the new widths
        for slot in ("beside", "bottom", "right") if self.fades else ():
            if slot in panels:
                self._fade(self._stacks[slot])
        self.arranged.emit()

    def show_instead(self, widget: QWidget | None) -> None:
        """Show a widget in the place of the map until panels are arranged anew; None gives the map back."""
        if widget is None:
            self._main.setCurrentIndex(0)
            return
        if self._main.indexOf(widget) < 0:
            self._main.addWidget(widget)
        self._main.setCurrentWidget(widget)

    def shows(self, panel: QWidget) -> bool:
        """Return whether a panel is in its place now."""
        return panel in self.open_panels()

    def house(self, slot: str, *panels: QWidget) -> None:
        """Keep panels that are shown later, so that they live and die with the window."""
        for panel in panels:
            if self._stacks[slot].indexOf(panel) < 0:
                self._stacks[slot].addWidget(panel)

    def set_hidden(self, slot: str, hidden: bool) -> None:
        """Close or open one place by hand, such as the layers on a narrow screen."""
        (self._hidden.add if hidden else self._hidden.discard)(slot)
        stack = self._stacks[slot]
        stack.setVisible(not hidden and stack.count() > 0 and slot in self._sizes)
        if slot in self._rules:
            self._rules[slot].setVisible(stack.isVisibleTo(self))
        self.toggled.emit()

    def is_hidden(self, slot: str) -> bool:
        """Return whether a place was closed by hand."""
        return slot in self._hidden

    def panel_in(self, slot: str) -> QWidget | None:
        """Return the panel in sight in a place, or None."""
        stack = self._stacks[slot]
        return stack.currentWidget() if stack.isVisibleTo(self) else None

    def open_panels(self) -> list[QWidget]:
        """Return the panels in sight, in reading order."""
        shown = (stack.currentWidget() for stack in self._stacks.values() if stack.isVisibleTo(self))
        return [panel for panel in shown if panel is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give panels more room on a large screen, and take it back."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= WIDE_PX) != (self.width() >= WIDE_PX):
            self._resize()

    def _size_px(self, slot: str) -> int:
        """Return what a place wants for the type in force, more on a screen that has it to give."""
        look = theme.active()
        is_wide = self.width() >= WIDE_PX and not look.projector
        size_px = look.px(self._sizes[slot])
        if not is_wide:
            return size_px
        return size_px + WIDE_ROWS_PX if slot == "bottom" else round(size_px * WIDE_SHARES[slot])

    def _resize(self) -> None:
        for slot in ("first", "left", "right"):
            if slot in self._sizes:
                self._stacks[slot].setFixedWidth(min(self._size_px(slot), round(SIDE_SHARE * self.width())))
            self._rules[slot].setVisible(self._stacks[slot].isVisibleTo(self))
        if "beside" in self._sizes:
            width = min(self._size_px("beside"), round(BESIDE_SHARE * self.width()))
            self._upper.setSizes([max(self._upper.width() - width, 200), width])
        if "bottom" in self._sizes:
            height = min(self._size_px("bottom"), round(BOTTOM_SHARE * self.height()))
            self._middle.setSizes([max(self._middle.height() - height, 200), height])

    def _fade(self, widget: QWidget) -> None:
        duration_ms = theme.active().duration_ms(CHANGE_MS)
        if not duration_ms or not widget.isVisible():
            return
        effect = QGraphicsOpacityEffect(widget)
        widget.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(duration_ms)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
        fade.start()
