# SPDX-License-Identifier: MIT
"""Projector mode: all is larger, nothing is cut off, and no way leads to what the room may not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow
from hotmap.gui.stages.registry import STAGES
from hotmap.gui.widgets.building import ElidedLabel
from tests.gui.conftest import named

SIZES = [(1280, 720), (1366, 768), (1920, 1080)]
SHOWN = [stage.id for stage in STAGES if stage.in_room]


@pytest.fixture
def large(window: MainWindow) -> Iterator[MainWindow]:
    """The window in large type, with a hotspot selected."""
    window.workspace.select((named(window.workspace, "Tiva camp"),))
    window.set_look(projector=True)
    yield window
    window.set_look(projector=False)


def _seen(widget: QWidget) -> QRect:
    """Return what is seen of a widget through all that holds it, in its own pixels."""
    return widget.visibleRegion().boundingRect()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_words_of_the_frame_and_the_stage_are_whole(large: MainWindow, size: tuple[int, int]) -> None:
    large.showNormal()
    large.resize(*size)
    for stage in SHOWN:
        large.go_to(stage)
        QApplication.processEvents()
        QApplication.processEvents()
        parts = [large.bar, large.status]
        cut = [
            words.text()
            for part in parts
            for words in part.findChildren(QLabel)
            if words.isVisible() and not isinstance(words, ElidedLabel) and words.width() < words.sizeHint().width() - 1
        ]
        assert cut == [], stage
        assert large.bar.stages.width() >= large.bar.stages.sizeHint().width()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_floats_of_the_map_lie_inside_it_and_not_on_each_other(large: MainWindow, size: tuple[int, int]) -> None:
    large.showNormal()
    large.resize(*size)
    for stage in SHOWN:
        large.go_to(stage)
        QApplication.processEvents()
        QApplication.processEvents()
        view = large.map
        floats = [view.tools, view._zoom, view._scale, view._exercise, view.credit]
        shown = [part.geometry() for part in floats if part.isVisible()]
        assert all(view.rect().contains(box) for box in shown), (stage, shown)
        assert not [(a, b) for i, a in enumerate(shown) for b in shown[i + 1 :] if a.intersects(b)], stage


def test_map_and_controls_grow_with_the_type(large: MainWindow) -> None:
    assert large.map.canvas.picture.magnify > 1.4
    button = large.map.tools.findChildren(QToolButton)[0]
    assert button.iconSize().width() > 20
    table = large.stages["map"].tables.table
    assert table.verticalHeader().defaultSectionSize() > 40
    large.set_look(projector=False)
    assert button.iconSize().width() == 16
    assert table.verticalHeader().defaultSectionSize() == 29
    large.set_look(projector=True)


def test_large_symbol_is_hit_on_its_rim(large: MainWindow) -> None:
    canvas = large.map.canvas
    at = canvas.to_px(58.0, -4.5)
    canvas.pick(at + QPoint(17, 0))
    assert large.workspace.selection == (named(large.workspace, "Oruk mine"),)


def test_what_shows_more_than_a_room_may_see_is_not_offered(qtbot: QtBot, large: MainWindow) -> None:
    qtbot.waitUntil(large.isActiveWindow)
    for key in (Qt.Key.Key_5, Qt.Key.Key_H, Qt.Key.Key_E, Qt.Key.Key_P):
        qtbot.keyClick(large, key, Qt.KeyboardModifier.ControlModifier)
        assert large.stage.id == "map"
        assert not large.history.isVisible()
    assert large.undo_strip.accessibleName().startswith("That shows more")
    assert "share" not in [command.id for command in large.commands.offered()]
    large.go_to("share")
    assert large.stage.id == "map"


def test_what_the_room_may_not_see_is_put_away_when_it_comes_in(window: MainWindow) -> None:
    window.go_to("share")
    window.toggle_history()
    window.set_look(projector=True)
    assert window.stage.id == "map"
    assert not window.history.isVisible()
    window.set_look(projector=False)
    window.go_to("share")
    assert window.stage.id == "share"


def test_undo_in_the_room_does_not_name_what_was_done(large: MainWindow) -> None:
    workspace = large.workspace
    workspace.set_values(workspace.plan.get(named(workspace, "Cape Tessa")), {"name": "Canary"})
    workspace.undo()
    assert "Canary" not in large.undo_strip.accessibleName()
    assert "Cape Tessa" not in large.undo_strip.accessibleName()


def test_picture_from_before_is_not_shown_to_the_room(window: MainWindow) -> None:
    window.map.canvas.finish_picture()
    window.set_look(projector=True)
    assert window.map.canvas.picture.image is None  # until the one without what is restricted is made
    window.set_look(projector=False)


def test_cover_says_nothing_of_who_stands_where_when_some_of_it_is_hidden(window: MainWindow) -> None:
    place = window.workspace.plan.get(named(window.workspace, "Oruk mine")).geometry
    base = window.workspace.add("presence", {"type": "company_operating_base", "domain": "troops"}, place)
    window.workspace.set_values(base, {"sensitivity": "severe"})
    window.set_look(projector=True)
    window.go_to("cover")
    words = " ".join(label.text() for label in window.stages["cover"].panel.findChildren(QLabel))
    assert "not told here" in words
    assert "force stands" not in words
    window.set_look(projector=False)
