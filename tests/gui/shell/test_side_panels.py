# SPDX-License-Identifier: MIT
"""Panels over the end of the window give way to the form of what is chosen; the layers stay within reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow
from tests.gui.conftest import named


@pytest.mark.parametrize("command", ["toggle_history", "keyboard"])
def test_panel_that_only_tells_gives_way_to_the_form_of_what_is_chosen(window: MainWindow, command: str) -> None:
    inspector = window.frame.panel_in("right")
    if command == "keyboard":
        window.commands.run("keyboard")
    else:
        window.toggle_history()
    assert window.frame.panel_in("right") is not inspector
    window.map.canvas.setFocus()
    window.workspace.select([named(window.workspace, "Oruk mine")])
    assert window.frame.panel_in("right") is inspector


def test_panel_in_which_something_is_being_done_stays(window: MainWindow) -> None:
    window.show_side(window.plan_panel)
    window.map.canvas.setFocus()
    window.workspace.select([named(window.workspace, "Oruk mine")])
    assert window.frame.panel_in("right") is window.plan_panel


def test_layers_can_be_opened_on_the_map_where_their_panel_is_put_away(window: MainWindow) -> None:
    window.resize(1366, 768)
    window.frame.set_hidden("left", True)
    (button,) = [one for one in window.map.findChildren(QPushButton) if one.text() == "Layers" and one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.frame.panel_in("left") is not None
    assert button.isHidden()


def test_credit_on_a_narrow_map_is_said_whole(window: MainWindow) -> None:
    for width in (1366, 460, 300):
        window.map.resize(width, 400)
        credit = window.map.credit
        assert credit.isVisibleTo(window.map)
        assert credit.text() == credit._whole
        assert credit.fontMetrics().boundingRect(0, 0, credit.width() - 4, 999, 0x1000, credit.text()).height() <= (
            credit.height()
        )


def test_tab_over_the_map_keeps_the_panel_until_enter_opens_the_form(qtbot: QtBot, window: MainWindow) -> None:
    window.toggle_history()
    window.map.canvas.setFocus()
    QTest.keyClick(window.map.canvas, Qt.Key.Key_Tab)
    assert len(window.workspace.selection) == 1
    assert window.frame.panel_in("right") is window.history
    QTest.keyClick(window.map.canvas, Qt.Key.Key_Return)
    form = window.frame.panel_in("right")
    assert form is not window.history
    assert form is not None
    qtbot.waitUntil(lambda: form.isAncestorOf(window.focusWidget()))
