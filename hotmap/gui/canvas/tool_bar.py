# SPDX-License-Identifier: MIT
"""The floating bars of the map: its tools by name, and zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hotmap.gui.icons import ICON_PX, icon
from hotmap.gui.tools import TOOLS
from hotmap.i18n import tr


class ToolBar(QWidget):
    """The tools of the map, derived from `TOOLS`.

    Parameters
    ----------
    tool_ids : sequence of str, optional
        Those offered here; by default all.
    """

    tool_wanted = Signal(str)
    coordinates_wanted = Signal()

    def __init__(self, tool_ids: Sequence[str] | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for tool in TOOLS:
            if tool_ids is not None and tool.id not in tool_ids:
                continue
            made = _button(tr(tool.label), tool.icon, f"{tr(tool.label)} ({tool.key})")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, id_=tool.id: self.tool_wanted.emit(id_))
            group.addButton(made)
            row.addWidget(made)
            self._buttons[tool.id] = made
        if tool_ids is None:
            typed = _button(tr("Coordinates"), "coordinates", tr("Type or paste a place (G)"))
            typed.clicked.connect(self.coordinates_wanted)
            row.addWidget(typed)

    def offer(self, tool_ids: Sequence[str] | None) -> None:
        """Offer some tools, or all with None; typed coordinates come with all."""
        for button in self.findChildren(QToolButton):
            tool_id = next((id_ for id_, own in self._buttons.items() if own is button), None)
            button.setVisible(tool_ids is None or tool_id in tool_ids)
        self.adjustSize()

    def show_tool(self, tool_id: str) -> None:
        """Show which tool has the map."""
        if tool_id in self._buttons:
            self._buttons[tool_id].setChecked(True)

    def fit(self, width_px: int) -> None:
        """Show names beside the icons where they fit, else icons alone; tooltips stay."""
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            for button in self.findChildren(QToolButton):
                button.setToolButtonStyle(style)
            if self.sizeHint().width() <= width_px:
                break
        self.adjustSize()


class ZoomBar(QWidget):
    """Zoom in, zoom out, show everything."""

    def __init__(
        self, zoom_in: Callable[[], object], zoom_out: Callable[[], object], full: Callable[[], object]
    ) -> None:
        super().__init__()
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
            made = _button("", name, text)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            made.setFixedSize(30, 30)
            made.clicked.connect(lambda _=False, act=act: act())
            column.addWidget(made)


def _button(text: str, picture: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setProperty("kind", "tool")
    made.setIcon(icon(picture))
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
