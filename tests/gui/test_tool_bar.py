# SPDX-License-Identifier: MIT
"""The tool bar: derived from the tools, in groups, its names as far as they fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hotmap.gui.canvas.tool_bar import ToolBar, grouped
from hotmap.gui.canvas.tool_group import ToolGroup
from hotmap.gui.tools import TOOLS, MapTool


class Turn(MapTool):
    """A tool of a group that has a name of its own."""

    id, label, icon, group, key = "turn", "Turn", "redo", "Reshape", "Z"


class Shift(MapTool):
    """Another one of that group."""

    id, label, icon, group, key = "shift", "Shift", "drag", "Reshape", "Q"


@pytest.fixture
def bar(qtbot: QtBot) -> ToolBar:
    """The bar with all tools."""
    made = ToolBar()
    qtbot.addWidget(made)
    made.show()
    return made


def group_of(bar: ToolBar, tool_id: str) -> ToolGroup:
    return next(group for group in bar.groups if tool_id in group.ids)


def test_bar_holds_every_tool_once(bar: ToolBar) -> None:
    assert sorted(id_ for group in bar.groups for id_ in group.ids) == sorted(tool.id for tool in TOOLS)


def test_tools_have_keys_of_their_own() -> None:
    keys = [tool.key for tool in TOOLS if tool.key] + ["G", "S"]
    assert len(keys) == len(set(keys))


def test_tool_used_last_stays_on_the_button_of_its_group(bar: ToolBar) -> None:
    group = group_of(bar, "freehand")
    assert group.main.text() == "Area"
    bar.show_tool("freehand")
    assert group.main.isChecked()
    bar.show_tool("select")
    assert (group.main.text(), group.main.isChecked()) == ("Freehand", False)


def test_click_takes_the_tool_on_the_button(bar: ToolBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.tool_wanted, check_params_cb=lambda id_: id_ == "area"):
        qtbot.mouseClick(group_of(bar, "area").main, Qt.MouseButton.LeftButton)


def test_list_names_each_tool_and_its_key(bar: ToolBar, qtbot: QtBot) -> None:
    menu = group_of(bar, "freehand").menu()
    assert "Freehand\tF" in [action.text() for action in menu.actions()]
    with qtbot.waitSignal(bar.tool_wanted, check_params_cb=lambda id_: id_ == "freehand"):
        next(action for action in menu.actions() if action.text().startswith("Freehand")).trigger()


def test_group_with_a_name_of_its_own_keeps_it_until_it_holds_the_map(qtbot: QtBot) -> None:
    taken: list[str] = []
    [tools] = grouped([Turn, Shift])
    group = ToolGroup(tools, taken.append)
    qtbot.addWidget(group)
    assert group.main.text() == "Reshape"
    group.show_tool("shift")
    assert group.main.text() == "Shift"
    group.show_tool("select")
    assert group.main.text() == "Reshape"


def test_offering_some_tools_hides_the_other_groups(bar: ToolBar) -> None:
    bar.offer(("select", "measure"))
    assert [group.ids for group in bar.groups if group.isVisible()] == [["select"], ["measure"]]


def test_names_go_from_the_end_and_last_from_the_tool_in_the_hand(bar: ToolBar) -> None:
    bar.show_tool("measure")
    bar.fit(10_000)
    whole = bar.sizeHint().width()
    bar.fit(whole - 10)
    styles = {group.ids[0]: group.main.toolButtonStyle() for group in bar.groups}
    assert styles["select"] is styles["measure"] is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert bar.sizeHint().width() <= whole - 10
    bar.fit(60)
    assert group_of(bar, "select").main.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


def test_bar_grows_at_once_with_a_longer_name(bar: ToolBar) -> None:
    bar.fit(10_000)
    bar.show_tool("corridor")
    group = group_of(bar, "corridor")
    assert bar.width() == bar.sizeHint().width()
    assert group.main.sizeHint().width() <= group.sizeHint().width()
    bar.layout().activate()
    assert group.main.width() >= group.main.sizeHint().width()
