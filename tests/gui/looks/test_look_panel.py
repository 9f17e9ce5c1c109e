# SPDX-License-Identifier: MIT
"""Choosing the look of a layer in the real window: seen at once, written once, taken back whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hotmap.cartography.style import denominator_of, style_of
from hotmap.domain.layer_style import LayerStyle
from hotmap.gui.looks.colours import ColourField, ColourPopup
from hotmap.gui.looks.kinds_section import likeliest_kind
from hotmap.gui.looks.panel import LookPanel
from hotmap.gui.main_window import MainWindow
from tests.gui.conftest import ACTOR
from tests.gui.layered import add_layers, layer_named


@pytest.fixture
def plan_path(written_plan: Path, tmp_path: Path) -> Path:
    """A plan with hotspots and three layers."""
    path = Path(shutil.copy(written_plan, tmp_path / "plan.gpkg"))
    add_layers(path, ACTOR)
    return path


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow) -> LookPanel:
    """The panel with the camps, points of three kinds with numbers."""
    window.workspace.look_wanted.emit(layer_named(window.workspace, "Camps").uuid)
    qtbot.wait(20)
    made = window.findChild(LookPanel)
    assert isinstance(made, LookPanel)
    assert made.isVisible()
    return made


def _style(window: MainWindow) -> LayerStyle:
    return style_of(layer_named(window.workspace, "Camps"))


def _actions(window: MainWindow) -> int:
    session = window.workspace.session
    assert session is not None
    return len(session.log())


def _click(qtbot: QtBot, button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.wait(20)


def test_by_kind_tells_the_most_frequent_apart_without_any_further_choice(
    qtbot: QtBot, window: MainWindow, panel: LookPanel
) -> None:
    _click(qtbot, panel.modes["kinds"])
    style = _style(window)
    assert (style.mode, style.column) == ("kinds", "kind")
    assert [category.value for category in style.categories] == ["camp", "village", "market"]
    assert window.map.canvas.scene.layers[-1].style == style
    window.workspace.undo()
    qtbot.wait(20)
    assert _style(window).mode == "theme"
    assert panel.modes["theme"].isChecked()


def test_by_number_cuts_classes_that_hold_every_row(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["numbers"])
    style = _style(window)
    assert (style.mode, style.column, style.classes.count) == ("numbers", "people", 5)
    panel.numbers.method.picked.emit("equal")
    panel.numbers.count.choose(0)
    assert _style(window).classes.edges == (10, 207, 404, 600)


def test_breaks_set_by_hand_are_taken_or_refused_in_words(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["numbers"])
    panel.numbers.method.picked.emit("hand")
    panel.numbers.count.choose(0)
    qtbot.wait(20)
    first, second = panel.numbers.breaks
    for field, text in ((first, "50"), (second, "20")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert not panel.numbers.problem.isHidden()
    second.selectAll()
    QTest.keyClicks(second, "300")
    QTest.keyClick(second, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert _style(window).classes.edges == (10, 50, 300, 600)
    assert panel.numbers.problem.isHidden()


def test_slider_is_seen_while_it_moves_and_written_once(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    before = _actions(window)
    slider = panel.seen.opacity.slider
    slider.setSliderDown(True)
    for value in (80, 60, 40):
        slider.setSliderPosition(value)
        qtbot.wait(40)
    assert window.map.canvas.scene.layers[-1].style.opacity == 0.4
    assert _actions(window) == before
    slider.setSliderDown(False)
    assert _style(window).opacity == 0.4
    assert _actions(window) == before + 1
    assert "opacity" in (window.workspace.undo_note() or "")


def test_keys_on_a_slider_are_one_change_when_they_rest(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    before, slider = _actions(window), panel.seen.opacity.slider
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: _style(window).opacity == 0.85)
    assert _actions(window) == before + 1


def test_closing_the_panel_leaves_nothing_tried_behind(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    slider = panel.seen.opacity.slider
    slider.setSliderDown(True)
    slider.setSliderPosition(20)
    qtbot.wait(40)
    window.show_side(None)
    qtbot.wait(20)
    assert window.map.canvas.scene.layers[-1].style.opacity == 1.0


def test_kind_takes_the_words_and_the_colour_of_a_person(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["kinds"])
    row = panel.kinds.rows[0]
    assert row.name_field is not None
    assert row.name_field.cursorPosition() == 0, "a long name shows its beginning"
    row.name_field.setFocus()
    row.name_field.selectAll()
    QTest.keyClicks(row.name_field, "Camps of the displaced")
    QTest.keyClick(row.name_field, Qt.Key.Key_Return)
    row.colour_chosen.emit("#AA5500")
    qtbot.wait(20)
    assert (_style(window).categories[0].label, _style(window).categories[0].colour) == (
        "Camps of the displaced",
        "#AA5500",
    )


def test_kind_put_among_the_others_can_be_told_apart_again(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["kinds"])
    panel.kinds.rows[1].left.emit()
    qtbot.wait(20)
    assert [category.value for category in _style(window).categories] == ["camp", "market"]
    assert panel.kinds.more.isVisible()


def test_layer_is_drawn_from_this_zoom_on(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.seen.here)
    style = _style(window)
    assert denominator_of(style.visible_from) == pytest.approx(window.map.scale_denominator(), rel=0.03)
    window.map.canvas.zoom_by(0.5)
    canvas = window.map.canvas
    assert canvas.view.px_per_km < style.visible_from
    _click(qtbot, panel.seen.always)
    assert _style(window).visible_from == 0


def test_names_are_written_on_request(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    window.workspace.look_wanted.emit(layer_named(window.workspace, "Roads").uuid)
    qtbot.wait(20)
    _click(qtbot, panel.seen.names)
    style = style_of(layer_named(window.workspace, "Roads"))
    assert (style.labels, style.label_column) == (True, "class")


def test_source_that_is_typed_stands_on_the_map(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    for code, text in (("attribution", "Statistics office"), ("as_of", "2026-05-01")):
        line = panel.about.editors[code].line  # type: ignore[attr-defined]
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    window.map.canvas.finish_picture()
    assert "Statistics office (as of 1 May 2026)" in window.map.credit.accessibleName()


def test_back_to_default_is_one_step(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["kinds"])
    before = _actions(window)
    panel.back.click()
    qtbot.wait(20)
    assert layer_named(window.workspace, "Camps").style is None
    assert _actions(window) == before + 1


def test_look_of_a_layer_that_is_removed_closes(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    window.workspace.delete([layer_named(window.workspace, "Camps")])
    qtbot.waitUntil(lambda: not panel.isVisible())


def test_colour_is_taken_from_the_field_of_all_colours(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["single"])
    before = _actions(window)
    _click(qtbot, panel.symbol.colour)
    popup = panel.symbol.colour.findChild(ColourPopup)
    assert isinstance(popup, ColourPopup)
    field = popup.findChild(ColourField)
    assert isinstance(field, ColourField)
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    QTest.mouseMove(field, QPoint(60, 40))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    qtbot.wait(20)
    assert _style(window).colour not in (None, "#FFFFFF")
    assert _actions(window) == before + 1


def test_colour_is_typed_as_a_number(qtbot: QtBot, window: MainWindow, panel: LookPanel) -> None:
    _click(qtbot, panel.modes["single"])
    _click(qtbot, panel.symbol.colour)
    popup = panel.symbol.colour.findChild(ColourPopup)
    assert isinstance(popup, ColourPopup)
    popup.number.selectAll()
    QTest.keyClicks(popup.number, "3a6b55")
    QTest.keyClick(popup.number, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert _style(window).colour == "#3A6B55"


def test_roads_take_their_class_from_the_column_that_is_chosen(
    qtbot: QtBot, window: MainWindow, panel: LookPanel
) -> None:
    window.workspace.look_wanted.emit(layer_named(window.workspace, "Roads").uuid)
    qtbot.wait(20)
    assert panel.class_column.isVisible()
    assert panel.class_column.currentData() == "class"
    panel.class_column.picked.emit(None)
    qtbot.wait(20)
    assert style_of(layer_named(window.workspace, "Roads")).class_column is None


def test_column_whose_values_repeat_is_likelier_to_tell_kinds_than_source_id_or_name() -> None:
    columns = {
        "SOURCE": ["OSM", "OSM", "OCHA", "OCHA"],
        "OBJECTID": [1, 2, 3, 4],
        "label": ["Ama", "Beo", "Cal", "Dor"],
        "country": ["X", "X", "X", "X"],
        "held_by": ["state", "nobody", "state", "nobody"],
    }
    assert likeliest_kind(columns) == "held_by"


def test_kind_begins_with_the_column_whose_values_repeat_though_they_are_many() -> None:
    rows = range(180)
    columns = {
        "name": [f"District {row if row else 1}" for row in rows],
        "pcode": [f"SD{row:03}" for row in rows],
        "country": ["Sudan"] * 180,
        "remark": ["new", "old"] + [None] * 178,
        "source": [("A", "B")[row % 2] for row in rows],
        "state": [f"State {row // 10}" for row in rows],
    }
    assert likeliest_kind(columns) == "state"
    assert likeliest_kind({**columns, "type": [("rural", "urban")[row % 2] for row in rows]}) == "type"
    assert likeliest_kind({"id": [1, 2, 3]}) == "id"
