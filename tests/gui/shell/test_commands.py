# SPDX-License-Identifier: MIT
"""One list of commands: the menu in groups, keys that never compete, and the page that lists them."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hotmap.gui.commands import GROUPS, Command, Commands, group_name
from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.keyboard import key_sections, keys_as_text, sections_with
from hotmap.gui.tools import TOOLS


def _opened(commands: Commands) -> QMenu:
    menu = commands.menu()
    menu.aboutToShow.emit()
    return menu


def _texts(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_menu_has_a_submenu_for_each_group_and_the_most_wanted_on_top(window: MainWindow) -> None:
    menu = _opened(window.commands)
    assert _texts(menu)[0] == "Open a plan …"
    names = [group_name(group) for group, members in window.commands.by_group().items() if len(members) > 1]
    assert [a.text() for a in menu.actions() if a.menu()] == names
    assert {"Plan", "Edit", "View", "Draw", "Go to"} <= set(names)


def test_every_command_with_a_group_can_be_run_from_the_menu(window: MainWindow) -> None:
    menu = _opened(window.commands)
    found = _texts(menu) + [text for action in menu.actions() if action.menu() for text in _texts(action.menu())]
    assert {c.text for c in window.commands if c.group} <= set(found)


def test_menu_names_only_groups_that_the_house_knows(window: MainWindow) -> None:
    assert set(window.commands.by_group()) <= set(GROUPS)


def test_no_two_commands_wait_for_the_same_keys(window: MainWindow) -> None:
    everywhere = Counter(QKeySequence(key).toString() for c in window.commands if c.where is None for key in c.keys)
    assert [key for key, count in everywhere.items() if count > 1] == []
    letters = {tool.key for tool in TOOLS} | {"S", "G"}
    assert not letters & set(everywhere)


def test_group_without_any_command_that_makes_sense_is_greyed(window: MainWindow) -> None:
    window.commands.run("close_plan")
    menu = _opened(window.commands)
    by_text = {action.text(): action for action in menu.actions()}
    assert not by_text["Draw"].isEnabled()
    assert by_text["Plan"].isEnabled()


def test_commands_of_a_source_come_and_go(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    commands, there, done = Commands(host), [], []
    commands.add_source(lambda: there)
    assert commands.offered() == []
    there.append(Command("look", "Look there", lambda: done.append(1), group="view"))
    menu = _opened(commands)
    next(action for action in menu.actions() if action.text() == "Look there").trigger()
    assert done == [1]


def test_keys_of_a_widget_work_only_there(qtbot: QtBot) -> None:
    host, done = QWidget(), []
    one, other = QWidget(host), QWidget(host)
    qtbot.addWidget(host)
    for widget in (one, other):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    host.show()
    qtbot.waitExposed(host)
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    Commands(host).add(Command("next", "Next", lambda: done.append(1), ("PgDown",), where=one))
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_PageDown)
    assert done == []
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_PageDown)
    assert done == [1]


def test_tool_taken_by_name_goes_to_the_map_where_it_is_offered(window: MainWindow) -> None:
    window.go_to("cover")
    window.commands.run("tool_area")
    assert (window.stage.id, window.map.canvas.tool.id) == ("map", "area")


def test_f1_lists_every_key_of_commands_and_tools(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.keyboard.isVisible()
    listed = {key for section in window.keyboard.shown() for line in section.lines for key in line.keys}
    assert {key for c in window.commands for key in c.shown_keys()} <= listed
    assert {tool.key for tool in TOOLS} <= listed
    assert {"Wheel", "Esc", "Ctrl+K"} <= listed


def test_keys_are_found_by_word_key_and_title(window: MainWindow) -> None:
    sections = key_sections(window.commands)
    assert [line.text for s in sections_with(sections, "full") for line in s.lines] == []
    assert [line.text for s in sections_with(sections, "shift+f6") for line in s.lines] == [
        "Previous part of the window"
    ]
    assert [s.title for s in sections_with(sections, "while drawing")] == ["While drawing"]
    assert sections_with(sections, "") == sections


def test_list_of_keys_is_text_for_paper_in_columns(window: MainWindow) -> None:
    window.show_side(window.keyboard)
    window.keyboard.filter.setText("part of the window")
    window.keyboard.copy()
    text = QApplication.clipboard().text()
    assert text == keys_as_text(window.keyboard.shown())
    assert text.splitlines()[1:] == ["  F6        Next part of the window", "  Shift+F6  Previous part of the window"]
