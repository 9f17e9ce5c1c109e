# SPDX-License-Identifier: MIT
"""The window in grey and for colour-blind eyes: all of it, and gone without a trace by Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotmap.analysis.colour_vision import SIGHTS
from hotmap.gui.main_window import MainWindow
from hotmap.gui.shell.sight import NAMES
from tests.gui.conftest import named


def _picture(window: MainWindow) -> QImage:
    window.map.canvas.finish_picture()
    QApplication.processEvents()
    return window.grab().toImage()


def _most_colour(image: QImage) -> int:
    """Return how far the channels of a pixel differ at most."""
    small = image.scaled(240, 160).convertToFormat(QImage.Format.Format_RGB888)
    pixels = (small.pixelColor(x, y) for x in range(small.width()) for y in range(small.height()))
    return max(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) for c in pixels)


def test_every_way_of_seeing_has_a_name() -> None:
    assert set(NAMES) == set(SIGHTS)


def test_grey_takes_the_colour_out_of_the_whole_window(window: MainWindow) -> None:
    assert _most_colour(_picture(window)) > 60
    window.commands.run("sight_grey")
    assert _most_colour(_picture(window)) <= 2
    window.sight.show("")
    assert _most_colour(_picture(window)) > 60


def test_map_stays_grey_when_it_moves(window: MainWindow) -> None:
    window.sight.show("grey")
    window.map.canvas.set_view(window.map.canvas.view.panned(120, 40))
    QApplication.processEvents()
    assert _most_colour(_picture(window)) <= 2


def test_key_goes_through_all_and_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for _ in range(len(SIGHTS) + 1):
        qtbot.keyClick(window, Qt.Key.Key_F7)
        seen.append(window.sight.value)
    assert seen == [*SIGHTS, ""]


@pytest.mark.parametrize("sight", SIGHTS)
def test_strip_says_what_is_on_while_it_is(window: MainWindow, sight: str) -> None:
    window.sight.show(sight)
    assert window.sight_bar.isVisible()
    assert window.sight_bar.accessibleName() == NAMES[sight]
    window.sight.show("")
    assert not window.sight_bar.isVisible()


def test_escape_leaves_it_when_the_map_has_no_use_for_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.select((named(window.workspace, "Oruk mine"),))
    canvas = window.map.canvas
    canvas.setFocus()
    window.sight.show("grey")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert (window.workspace.selection, window.sight.value) == ((), "grey")
    canvas.set_tool("area")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert (canvas.tool.id, window.sight.value) == ("select", "grey")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.sight.value == ""


def test_without_it_nothing_of_it_is_there(window: MainWindow) -> None:
    window.sight.show("protanopia")
    window.sight.show("")
    assert window._centre.graphicsEffect() is None
    assert window.map.canvas.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
