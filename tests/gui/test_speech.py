# SPDX-License-Identifier: MIT
"""Widgets that paint themselves tell a screen reader what they are, what they show, and in which state."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.layer_row import LayerRow
from hotmap.gui.shell.focus_order import takes_tab
from hotmap.gui.speech import teach_screen_readers
from hotmap.gui.stages.level_choice import LevelCard
from hotmap.gui.widgets.factor import FactorScale
from hotmap.gui.widgets.months import MonthStrip
from hotmap.gui.widgets.segmented import Segment, Segmented
from tests.gui.conftest import named

ROLE, TEXT = QAccessible.Role, QAccessible.Text
PLAIN = {ROLE.Client, ROLE.NoRole}
BY_QT = ("Scroller",)  # a scroll area that takes the focus to be scrolled by key


@pytest.fixture(autouse=True)
def listener(qapp: QApplication) -> Iterator[None]:
    """Somebody who listens, as a screen reader does."""
    teach_screen_readers()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def value(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(TEXT.Value)


def is_checked(widget: QWidget) -> bool:
    state = QAccessible.queryAccessibleInterface(widget).state()
    assert state.checkable
    return bool(state.checked)


@pytest.mark.parametrize("stage", ["map", "prioritise", "cover", "respond", "share"])
def test_every_control_of_a_stage_tells_what_it_works_like(qtbot: QtBot, window: MainWindow, stage: str) -> None:
    window.go_to(stage)
    window.workspace.select((named(window.workspace, "Tiva camp"),))
    qtbot.wait(150)
    controls = [w for w in window.findChildren(QWidget) if takes_tab(w) and type(w).__name__ not in BY_QT]
    assert len(controls) > 10
    assert {type(w).__name__ for w in controls if role(w) in PLAIN} == set()


def test_segments_tell_which_of_them_is_chosen_as_the_arrow_keys_choose(qtbot: QtBot) -> None:
    made = Segmented([Segment("dry", "Dry"), Segment("wet", "Wet")], "Season")
    qtbot.addWidget(made)
    made.set_value("dry")
    assert (role(made), value(made)) == (ROLE.ComboBox, "Dry")
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert value(made) == "Wet"


def test_month_strip_tells_the_month_of_the_arrow_keys_and_whether_it_is_on(qtbot: QtBot) -> None:
    made = MonthStrip("Months")
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert QAccessible.queryAccessibleInterface(made).text(TEXT.Name) == "Months, Feb"
    assert not is_checked(made)
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert (role(made), is_checked(made), value(made)) == (ROLE.CheckBox, True, "Feb")


def test_factor_tells_its_figure_with_the_word(qtbot: QtBot) -> None:
    made = FactorScale()
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_4)
    assert (role(made), value(made)) == (ROLE.Slider, "4 high")


def test_level_card_tells_whether_it_is_the_level_in_force(qtbot: QtBot) -> None:
    made = LevelCard("must", 1)
    qtbot.addWidget(made)
    assert not is_checked(made)
    made.set_chosen(True)
    assert (role(made), is_checked(made)) == (ROLE.RadioButton, True)


def test_layer_row_tells_whether_the_map_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    def row() -> LayerRow | None:
        rows = window.findChildren(LayerRow)
        return next((w for w in rows if w.isVisible() and w.line.key == "undecided"), None)

    window.resize(1440, 900)
    window.frame.set_hidden("left", False)
    qtbot.waitUntil(lambda: row() is not None)
    assert (role(row()), is_checked(row())) == (ROLE.TreeItem, True)
    QTest.keyClick(row(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row() is not None and not is_checked(row()))


def test_what_a_widget_tells_outlives_a_sweep_and_ends_with_the_widget(qtbot: QtBot, qapp: QApplication) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    made = [Segmented([Segment("a", f"Choice {n}")], "Choice") for n in range(60)]
    for one in made:
        one.setParent(host)
        one.set_value("a")
        role(one)
    gc.collect()
    assert [value(one) for one in made] == [f"Choice {n}" for n in range(60)]
    for one in made[::2]:
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [value(one) for one in made[1::2]] == [f"Choice {n}" for n in range(1, 60, 2)]
