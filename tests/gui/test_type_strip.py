# SPDX-License-Identifier: MIT
"""Choosing what is drawn next by its sign."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QToolButton
from pytestqt.qtbot import QtBot
from shapely.geometry import LineString, Point

from hotmap.domain.codelists import DEFAULT
from hotmap.gui.canvas.type_choice import FIRST_TYPES, at_hand, listed, type_choices
from hotmap.gui.canvas.type_strip import TypeStrip
from hotmap.gui.main_window import MainWindow
from hotmap.settings import Settings


@pytest.fixture
def strip(qtbot: QtBot) -> TypeStrip:
    made = TypeStrip(lambda: DEFAULT)
    qtbot.addWidget(made)
    made.show_for("presence")
    return made


def _signs(strip: TypeStrip) -> list[str]:
    return [button.accessibleName() for button in strip.findChildren(QToolButton) if not button.isHidden()]


def test_drawn_presence_has_the_type_of_the_sign_and_its_domain(window: MainWindow) -> None:
    canvas, strip = window.map.canvas, window.map.desk.types
    canvas.set_tool("presence")
    assert not strip.isHidden()
    strip.choose("fpu")
    canvas.hand_over("presence", Point(57.5, -4.5))
    (made,) = window.workspace.plan.of("presence")
    assert (made.type, made.domain) == ("fpu", "police")
    assert strip.isHidden()  # the map is in the hand of the tool that selects


def test_drawn_hotspot_has_a_type_only_when_somebody_chose_one(window: MainWindow) -> None:
    canvas, strip = window.map.canvas, window.map.desk.types
    before = {h.uuid for h in window.workspace.plan.of("hotspot")}
    canvas.set_tool("point")
    canvas.hand_over("hotspot", Point(57.5, -4.5))
    canvas.set_tool("area")
    strip.choose("market")
    canvas.hand_over("hotspot", Point(57.6, -4.5).buffer(0.01))
    types = [h.type for h in window.workspace.plan.of("hotspot") if h.uuid not in before]
    assert types == [None, "market"]


def test_drawn_route_is_offered_ways_to_patrol_and_no_bases(window: MainWindow) -> None:
    canvas, strip = window.map.canvas, window.map.desk.types
    canvas.set_tool("patrol")
    assert "Foot patrol" in _signs(strip)
    assert "Company operating base" not in _signs(strip)
    strip.choose("night_patrol")
    canvas.hand_over("presence", LineString([(57.5, -4.5), (57.6, -4.5)]))
    canvas.set_tool("presence")
    canvas.hand_over("presence", Point(57.5, -4.5))
    assert [p.type for p in window.workspace.plan.of("presence")] == ["night_patrol", "company_operating_base"]


def test_strip_keeps_its_size_when_tools_follow_each_other(window: MainWindow) -> None:
    strip = window.map.desk.types
    window.map.canvas.set_tool("point")
    size = strip.size()
    for tool in ("area", "circle", "point"):
        window.map.canvas.set_tool(tool)
        assert strip.size() == size


def test_sign_chosen_again_leaves_the_type_open(strip: TypeStrip) -> None:
    strip.choose("team_site")
    strip.choose("team_site")
    assert strip.type_of("presence") is None


def test_pinned_and_used_types_come_first_and_stay(strip: TypeStrip, qtbot: QtBot) -> None:
    strip.choose("uas")
    strip.pin("mobile_clinic")
    again = TypeStrip(lambda: DEFAULT)
    qtbot.addWidget(again)
    again.show_for("presence")
    assert _signs(again)[:2] == ["Mobile clinic", "UAS"]
    again.pin("mobile_clinic")
    assert Settings.load().favourite_types == ()


def test_type_is_found_by_typing_and_taken_by_enter(strip: TypeStrip, qtbot: QtBot) -> None:
    strip.show()
    strip.open_list()
    popup = strip._list
    assert popup is not None
    field = popup.findChild(QLineEdit)
    qtbot.keyClicks(field, "night")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert strip.type_of("presence") == "night_patrol"
    assert popup.isHidden()


def test_pin_in_the_list_is_clicked_without_choosing(strip: TypeStrip, qtbot: QtBot) -> None:
    strip.show()
    strip.open_list()
    assert strip._list is not None
    view = strip._list.findChild(QListView)
    index = view.currentIndex()
    spot = view.visualRect(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.topRight())
    assert strip.type_of("presence") is None
    assert Settings.load().favourite_types == ("presence:sector_hq",)
    strip._list.hide()


def test_at_hand_names_each_type_once() -> None:
    choices = type_choices("presence", DEFAULT)
    found = at_hand(choices, ("fpu", "cla"), ("cla", "gone", "uas"), FIRST_TYPES["presence"], 5)
    assert [c.code for c in found] == ["fpu", "cla", "uas", "company_operating_base", "temporary_operating_base"]


def test_listed_types_are_grouped_with_favourites_on_top() -> None:
    groups = listed(type_choices("presence", DEFAULT, {"cla"}), "")
    assert groups[0][0] == "Favourites"
    assert [c.code for c in groups[0][1]] == ["cla"]
    assert sum(len(found) for _, found in groups) == len(DEFAULT["presence_type"].codes)
    assert listed(type_choices("hotspot", DEFAULT), "wáter")[0][1][0].code == "water_point"
