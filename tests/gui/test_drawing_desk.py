# SPDX-License-Identifier: MIT
"""The cards beside the drawing: typed places with a preview, questions, the sketch with its buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from hotmap.gui.canvas.map_view import MapView

BOW_TIE = [(57.2, -4.6), (57.4, -4.4), (57.4, -4.6), (57.2, -4.4)]


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    """A map with its cards, in front."""
    made = MapView()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.canvas.zoom_to((56.9, -4.9, 57.6, -4.2))
    made.canvas.setFocus()
    return made


def field(view: MapView) -> QLineEdit:
    found = view.desk.places.findChild(QLineEdit)
    assert found is not None
    return found


def buttons(card: QWidget) -> dict[str, QPushButton]:
    return {button.text(): button for button in card.findChildren(QPushButton) if not button.isHidden()}


def type_(view: MapView, text: str) -> None:
    QTest.keyClicks(field(view), text)


def test_figure_begins_to_type_in_a_drawing_tool_and_nowhere_else(view: MapView) -> None:
    QTest.keyClick(view.canvas, "4")
    assert view.desk.places.isHidden()
    view.canvas.set_tool("line")
    QTest.keyClick(view.canvas, "4")
    assert field(view).text() == "4"
    type_(view, "0M EV 310 258")
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    assert view.canvas.tool.count_text() == "1 corner"
    assert field(view).text() == ""  # ready for the next


@pytest.mark.parametrize("tool", ["point", "line"])
def test_unsure_order_of_a_typed_place_is_swapped_by_one_click(view: MapView, tool: str) -> None:
    view.canvas.set_tool(tool)
    view.canvas.zoom_to((-30, -30, 40, 40))
    view.desk.ask_place()
    type_(view, "12.5, 24.3")
    buttons(view.desk.places)["Swap latitude and longitude"].click()
    assert field(view).text() == "24.30000 N 12.50000 E"
    assert "Swap latitude and longitude" not in buttons(view.desk.places)


def test_typed_step_is_shown_before_it_is_taken(view: MapView) -> None:
    seen: list[BaseGeometry | None] = []
    view.desk.places.previewed.connect(seen.append)
    view.canvas.set_tool("line")
    view.canvas.type_place(57.2, -4.6)
    view.desk.ask_place()
    type_(view, "090 10 km")
    shape = seen[-1]
    assert isinstance(shape, LineString)
    assert shape.coords[0] == (57.2, -4.6)
    assert view.canvas.tool.count_text() == "1 corner"
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    assert view.canvas.tool.count_text() == "2 corners"
    assert seen[-1] is None


def test_preview_changes_what_the_map_shows(view: MapView) -> None:
    view.canvas.finish_picture()
    view.desk.ask_place()
    before = view.canvas.grab().toImage()
    type_(view, "-4.5, 57.3")
    assert view.canvas.grab().toImage() != before


@pytest.mark.parametrize(
    ("tool", "text", "word"),
    [("line", "045 2 km", "set the first one"), ("point", "nonsense", "nonsense"), ("circle", "95, 200", "beyond")],
)
def test_typed_text_that_cannot_be_taken_is_explained(view: MapView, tool: str, text: str, word: str) -> None:
    view.canvas.set_tool(tool)
    view.desk.ask_place()
    type_(view, text)
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    assert word in view.desk.places._says.text()
    assert not view.canvas.tool.is_under_way


def test_typed_corner_that_makes_the_outline_cross_is_told(view: MapView) -> None:
    view.canvas.set_tool("area")
    for corner in BOW_TIE[:3]:
        view.canvas.type_place(*corner)
    view.desk.ask_place()
    type_(view, "-4.4, 57.2")
    assert "cross itself" in view.desk.places._says.text()


def test_enter_without_a_text_finishes_what_was_typed(view: MapView) -> None:
    drawn: list[BaseGeometry] = []
    view.canvas.drawn.connect(lambda _, shape: drawn.append(shape))
    view.canvas.set_tool("line")
    view.canvas.type_place(57.2, -4.6)
    view.desk.ask_place()
    type_(view, "N45E 800 m")
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    assert len(drawn[0].coords) == 2


def test_place_typed_without_a_drawing_tool_is_looked_at(view: MapView) -> None:
    view.desk.ask_place()
    type_(view, "-4.3, 57.5")
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    west, south, east, north = view.bounds()
    assert Point((west + east) / 2, (south + north) / 2).distance(Point(57.5, -4.3)) < 0.01


def test_escape_closes_the_field_and_the_map_has_the_keyboard(view: MapView) -> None:
    view.canvas.set_tool("line")
    view.canvas.type_place(57.2, -4.6)
    view.desk.ask_place()
    QTest.keyClick(field(view), Qt.Key.Key_Escape)
    assert view.desk.places.isHidden()
    assert view.canvas.hasFocus()
    assert view.canvas.tool.is_under_way


def test_sketch_card_counts_and_its_buttons_finish_and_set_aside(view: MapView) -> None:
    card, canvas = view.desk.sketch, view.canvas
    parked: list[object] = []
    canvas.sketch_parked.connect(parked.append)
    canvas.set_tool("line")
    assert card.isHidden()
    canvas.type_place(57.2, -4.6)
    canvas.type_place(57.3, -4.6)
    assert "2 corners · 11.1 km" in card.accessibleName()
    buttons(card)["Set aside"].click()
    assert len(parked) == 1
    assert card.isHidden()
    canvas.resume(parked[0])  # type: ignore[arg-type]
    drawn: list[object] = []
    canvas.drawn.connect(lambda *args: drawn.append(args))
    buttons(card)["Finish line"].click()
    assert len(drawn) == 1


def test_measure_can_be_ended_but_not_set_aside(view: MapView) -> None:
    view.canvas.set_tool("measure")
    view.canvas.type_place(57.2, -4.6)
    assert list(buttons(view.desk.sketch)) == ["End measuring"]


def test_cards_stay_inside_a_narrow_map(view: MapView) -> None:
    view.resize(560, 500)
    view.canvas.set_tool("area")
    for corner in BOW_TIE[:3]:
        view.canvas.type_place(*corner)
    QApplication.processEvents()
    assert view.desk.sketch.geometry().right() <= view.width()


def test_question_previews_each_choice_and_escape_changes_nothing(view: MapView) -> None:
    canvas, card = view.canvas, view.desk.question
    seen: list[BaseGeometry | None] = []
    card.previewed.connect(seen.append)
    canvas.set_tool("area")
    for corner in BOW_TIE:
        canvas.type_place(*corner)
    canvas.tool.finish()
    assert card.isVisible()
    assert view.desk.sketch.isHidden()
    assert seen[-1] is not None
    assert seen[-1].geom_type == "MultiPolygon"
    buttons(card)["Keep the largest part"].setFocus()
    assert seen[-1].geom_type == "Polygon"
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert seen[-1] is None
    assert canvas.tool.count_text() == "4 corners"
    assert view.desk.sketch.isVisible()


def test_question_is_answered_with_enter(view: MapView) -> None:
    drawn: list[BaseGeometry] = []
    view.canvas.drawn.connect(lambda _, shape: drawn.append(shape))
    view.canvas.set_tool("area")
    for corner in BOW_TIE:
        view.canvas.type_place(*corner)
    view.canvas.tool.finish()
    QTest.keyClick(view.desk.question.focusWidget(), Qt.Key.Key_Return)
    assert drawn[0].geom_type == "MultiPolygon"
    assert view.desk.question.isHidden()


def test_question_goes_when_the_outline_changes(view: MapView) -> None:
    view.canvas.set_tool("area")
    for corner in BOW_TIE:
        view.canvas.type_place(*corner)
    view.canvas.tool.finish()
    view.canvas.tool.take_back()
    assert view.desk.question.isHidden()
