# SPDX-License-Identifier: MIT
"""The place in the inspector: shown in the user's notation, copied, and moved by typing, as one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.gui.forms.place import PlaceSection
from hotmap.gui.main_window import MainWindow
from tests.gui.conftest import named


def place_of(qtbot: QtBot, window: MainWindow, name: str) -> PlaceSection:
    """Select a hotspot and return its place in the inspector."""
    window.workspace.select((named(window.workspace, name),))
    inspector = window.stages["map"].inspector  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: inspector.view is not None)
    return inspector.view.place  # type: ignore[no-any-return]


def type_place(section: PlaceSection, text: str) -> None:
    section._field.setFocus()
    section._field.selectAll()
    QTest.keyClicks(section._field, text)
    QTest.keyClick(section._field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["-4.6, 58.2", "4°36'00\"S 58°12'00\"E", "58,2E 4,6S"])
def test_typing_a_place_moves_the_point_as_one_undo_step(qtbot: QtBot, window: MainWindow, text: str) -> None:
    section = place_of(qtbot, window, "Oruk mine")
    type_place(section, text)
    record = window.workspace.plan.get(named(window.workspace, "Oruk mine"))
    assert record.geometry.distance(Point(58.2, -4.6)) < 1e-9
    assert window.workspace.undo_note() == "Move hotspot: Oruk mine"
    window.workspace.undo()
    assert window.workspace.plan.get(record.uuid).geometry == Point(58, -4.5)


def test_typing_what_is_no_place_moves_nothing_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    section = place_of(qtbot, window, "Oruk mine")
    type_place(section, "40M EV 123 4567")
    assert "as many digits" in section._says.text()
    assert window.workspace.undo_note() is None or "Move" not in window.workspace.undo_note()


def test_place_follows_the_notation_and_is_copied_in_it(qtbot: QtBot, window: MainWindow) -> None:
    section = place_of(qtbot, window, "Oruk mine")
    window.workspace.notation.choose("decimal")
    assert section._field.text() == "-4.50000, 58.00000"
    section._copy.click()
    assert QGuiApplication.clipboard().text() == "-4.50000, 58.00000"


def test_area_tells_its_middle_and_size_and_is_not_moved_by_typing(qtbot: QtBot, window: MainWindow) -> None:
    section = place_of(qtbot, window, "Tiva camp")
    assert section._field.isReadOnly()
    assert section._size.text().startswith("122.7 km²")


def test_unsure_order_is_swapped_by_one_click_and_then_moved(qtbot: QtBot, window: MainWindow) -> None:
    section = place_of(qtbot, window, "Oruk mine")
    section._field.setFocus()
    section._field.selectAll()
    QTest.keyClicks(section._field, "12.5, 24.3")
    assert not section._swap.isHidden()
    section._swap.click()
    QTest.keyClick(section._field, Qt.Key.Key_Return)
    record = window.workspace.plan.get(named(window.workspace, "Oruk mine"))
    assert record.geometry.distance(Point(12.5, 24.3)) < 1e-9
