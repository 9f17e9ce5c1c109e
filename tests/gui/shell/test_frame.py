# SPDX-License-Identifier: MIT
"""Panels have the room that the screen gives: more on a large one, and it goes back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotmap.app import fit_to_screen
from hotmap.gui.main_window import MainWindow


@pytest.mark.parametrize(
    ("width", "layers", "inspector"), [(1440, 232, 340), (1920, 264, 401)], ids=["ordinary", "large"]
)
def test_panels_take_the_widths_of_the_screen(window: MainWindow, width: int, layers: int, inspector: int) -> None:
    window.resize(width, width * 9 // 16)
    QApplication.processEvents()
    stage = window.stages["map"]
    assert (stage.layers.width(), stage.inspector.width()) == (layers, inspector)


def test_table_shows_four_more_rows_on_a_large_screen(window: MainWindow) -> None:
    table = window.stages["map"].tables
    window.resize(1440, 900)
    QApplication.processEvents()
    before = table.height()
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert 4 * 29 - 2 <= table.height() - before < 5 * 29


def test_window_begins_no_larger_than_its_screen(qtbot: QtBot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(9000, 300)
    fit_to_screen(made)
    assert (made.width(), made.height()) == (made.screen().availableSize().width(), 300)
