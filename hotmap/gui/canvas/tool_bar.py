# SPDX-License-Identifier: MIT
"""The floating bars of the map: its tools by name, in groups, and zoom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hotmap.gui import theme
from hotmap.gui.canvas.tool_group import ToolGroup, tool_button
from hotmap.gui.tools import TOOLS, MapTool
from hotmap.i18n import tr


class ToolBar(QWidget):
    """The tools of the map, derived from `TOOLS`; those of one group share a button.

    Parameters
    ----------
    tool_ids : collection of str, optional
        Those offered here; by default all.
    """

    tool_wanted = Signal(str)
    coordinates_wanted = Signal()

    def __init__(self, tool_ids: Collection[str] | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._room_px: int | None = None
        self.groups = [ToolGroup(tools, self.tool_wanted.emit) for tools in grouped(TOOLS)]
        self._typed = tool_button(tr("Coordinates"), "coordinates", tr("Type or paste a place (G)"))
        self._typed.clicked.connect(self.coordinates_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for part in (*self.groups, self._typed):
            row.addWidget(part)
        self.offer(tool_ids)

    def offer(self, tool_ids: Collection[str] | None) -> None:
        """Offer some tools, or all with None; typed coordinates come with all."""
        for group in self.groups:
            group.offer(tool_ids)
        self._typed.setVisible(tool_ids is None)
        self._fit_names()

    def show_tool(self, tool_id: str) -> None:
        """Show which tool has the map."""
        for group in self.groups:
            group.show_tool(tool_id)
        self._fit_names()

    def fit(self, width_px: int) -> None:
        """Show names beside the icons as far as they fit in a width; tooltips stay."""
        self._room_px = width_px
        self._fit_names()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the names again when the type has changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_names()

    def _fit_names(self) -> None:
        """Take names away from the end of the bar, that of the tool in the hand last, until the rest fits."""
        buttons = [*(group.main for group in self.groups), self._typed]
        for button in buttons:
            self._dress(button, Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self._room_px is not None:
            for button in sorted(reversed(buttons), key=lambda button: button.isChecked()):
                if self.sizeHint().width() <= self._room_px:
                    break
                self._dress(button, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.adjustSize()

    def _dress(self, button: QToolButton, style: Qt.ToolButtonStyle) -> None:
        button.setToolButtonStyle(style)
        group = button.parentWidget()
        if group is not None and group is not self:
            group.updateGeometry()  # the bar must know at once, not when the event loop comes to it


class ZoomBar(QWidget):
    """Zoom in, zoom out, show everything."""

    def __init__(
        self, zoom_in: Callable[[], object], zoom_out: Callable[[], object], full: Callable[[], object]
    ) -> None:
        super().__init__()
        self._buttons: list[QToolButton] = []
        self.setProperty("surface", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(2)
        for name, text, act in (
            ("plus", tr("Zoom in (+)"), zoom_in),
            ("minus", tr("Zoom out (−)"), zoom_out),
            ("fit", tr("Show everything (Ctrl+Shift+F)"), full),
        ):
            made = tool_button("", name, text)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            made.clicked.connect(lambda _=False, act=act: act())
            column.addWidget(made)
            self._buttons.append(made)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        side = theme.active().px(30)
        for made in self._buttons:
            made.setFixedSize(side, side)


def grouped(tools: Sequence[type[MapTool]]) -> list[list[type[MapTool]]]:
    """Return the tools in their order, those of one group together where its first one stands."""
    groups: dict[str, list[type[MapTool]]] = {}
    for tool in tools:
        groups.setdefault(tool.group or f"alone:{tool.id}", []).append(tool)
    return list(groups.values())
