# SPDX-License-Identifier: MIT
"""One button of the tool bar: a tool, or a group of tools with their list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget

from hotmap.gui.icons import ICON_PX, icon
from hotmap.gui.tools import MapTool
from hotmap.i18n import tr

LIST_GAP_PX = 6


class ToolGroup(QWidget):
    """A tool of the bar; where several share the button, a second, narrow one opens their list.

    The tool used last stays on the button where the group bears the name of one of its tools. A group
    with a name of its own ("Reshape") shows that name unless it holds the map, and a click opens its
    list.

    Parameters
    ----------
    tools : sequence of type of MapTool
        Of one group, or a single one.
    take : callable
        Called with the id of the tool that was chosen.

    Attributes
    ----------
    main, more : QToolButton
        The tool, and what opens the list.
    """

    def __init__(self, tools: Sequence[type[MapTool]], take: Callable[[str], object]) -> None:
        super().__init__()
        self._tools = tools
        self._offered = list(tools)
        self._take = take
        self._name = tools[0].group or tools[0].label
        self._is_named_apart = all(tool.label != self._name for tool in tools)
        self._shown = tools[0]
        self._holds_map = False
        self.main = tool_button("", tools[0].icon, "")
        self.main.setCheckable(True)
        self.main.clicked.connect(self._on_main)
        self.more = tool_button("", "chevron-down", tr("All tools under {group}").format(group=tr(self._name)))
        self.more.setProperty("kind", "tool-more")
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.more.setIconSize(QSize(ICON_PX * 5 // 8, ICON_PX * 5 // 8))
        self.more.clicked.connect(self.open_list)
        self.main.setProperty("grouped", len(tools) > 1)
        whole = QGridLayout(self)  # both in one cell: what opens the list stands on the button
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.main, 0, 0)
        whole.addWidget(self.more, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._dress()

    @property
    def ids(self) -> list[str]:
        """Ids of the tools that are offered here now."""
        return [tool.id for tool in self._offered]

    def offer(self, tool_ids: Collection[str] | None) -> None:
        """Offer some of the tools, or all with None."""
        self._offered = [tool for tool in self._tools if tool_ids is None or tool.id in tool_ids]
        if self._offered and self._shown not in self._offered:
            self._shown = self._offered[0]
        self.setVisible(bool(self._offered))
        self.more.setVisible(len(self._offered) > 1)
        self._dress()

    def show_tool(self, tool_id: str) -> None:
        """Show whether one of these tools has the map, and which."""
        held = next((tool for tool in self._tools if tool.id == tool_id), None)
        self._shown = held or self._shown
        self._holds_map = held is not None
        self._dress()

    def menu(self) -> QMenu:
        """Return the list of the tools, each with its picture, name and key."""
        made = QMenu(self)
        for tool in self._offered:
            # Behind a tab Qt shows a key without listening to it: the map does that.
            action = QAction(icon(tool.icon), f"{tr(tool.label)}\t{tool.key}", made)
            action.triggered.connect(lambda _=False, id_=tool.id: self._take(id_))
            made.addAction(action)
        return made

    def open_list(self) -> None:
        """Open the list under the button."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + LIST_GAP_PX)))
        menu.setActiveAction(menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the down key, too."""
        if event.key() == Qt.Key.Key_Down and len(self._offered) > 1:
            self.open_list()
        else:
            super().keyPressEvent(event)

    @property
    def _is_unnamed(self) -> bool:
        """True while the button stands for the whole group."""
        return self._is_named_apart and not self._holds_map

    def _dress(self) -> None:
        name, shown = tr(self._name), tr(self._shown.label)
        self.main.setText(name if self._is_unnamed else shown)
        self.main.setIcon(icon(self._shown.icon))
        self.main.setChecked(self._holds_map)
        tip = name if self._is_unnamed else f"{shown} ({self._shown.key})"
        self.main.setToolTip(tip)
        self.main.setAccessibleName(tip)

    def _on_main(self) -> None:
        self._dress()  # a click alone does not give the map away
        if self._is_unnamed and len(self._offered) > 1:
            self.open_list()
        else:
            self._take(self._shown.id)


def tool_button(text: str, picture: str, tip: str) -> QToolButton:
    """Return a button of the map's floating bars; `tip` is its accessible name too."""
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
