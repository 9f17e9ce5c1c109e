# SPDX-License-Identifier: MIT
"""The right-click menu and Identify: what lies at a place, chosen by name, told and copied."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot
from shapely.geometry import box

from hotmap.analysis.coordinates import parse_point
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Layer
from hotmap.gui.commands import Command
from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.identify_panel import IdentifyPanel
from tests.gui.conftest import named

RIGHT = Qt.MouseButton.RightButton
CAMP = (57.05, -4.45)
DISTRICT = {
    "adm2_name": ["Tiva"], "adm2_pcode": ["TS0402"], "adm1_name": ["Tiva Peninsula"], "adm1_pcode": ["TS04"],
    "households": [480], "nothing": [None],
}  # fmt: skip


@pytest.fixture
def here(window: MainWindow) -> MainWindow:
    """The window with a district around Tiva camp, looking at the camp."""
    session = window.workspace.session
    assert session is not None
    table = FeatureTable(np.array([box(56.5, -5, 57.5, -4)], dtype=object), DISTRICT)
    session.add_layer(Layer(uuid=new_uuid(), name="Districts", kind="area"), table, "Add layer")
    window.map.canvas.zoom_to((56.9, -4.6, 57.2, -4.3))
    return window


def right_click(window: MainWindow, lon: float, lat: float) -> QMenu:
    """Click with the right button and return the menu that opens."""
    canvas = window.map.canvas
    QTest.mouseClick(canvas, RIGHT, pos=canvas.to_px(lon, lat).toPoint())
    menu = window.places.menu.menu
    assert menu is not None
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, begins: str) -> None:
    """Choose an entry of a menu or of its submenus by the beginning of its text."""
    menus = [menu, *(action.menu() for action in menu.actions() if action.menu() is not None)]
    [action] = [a for one in menus for a in one.actions() if a.text().startswith(begins) and a.menu() is None]
    action.trigger()
    menu.close()


def told(panel: IdentifyPanel) -> list[str]:
    """Return the words that the panel shows, once they are laid out."""
    QTest.qWait(1)
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_menu_copies_the_place_in_any_notation(here: MainWindow) -> None:
    menu = right_click(here, 57.12, -4.35)
    choose(menu, "Copy 40M")
    first = QGuiApplication.clipboard().text()
    choose(right_click(here, 57.12, -4.35), "Decimal degrees\t")
    second = QGuiApplication.clipboard().text()
    for text in (first, second):
        point = parse_point(text)
        assert (point.lon, point.lat) == (pytest.approx(57.12, abs=5e-3), pytest.approx(-4.35, abs=5e-3))
    assert first.startswith("40M")
    assert "," in second


def test_menu_copies_a_record_with_its_name_and_its_own_place(here: MainWindow) -> None:
    choose(right_click(here, *CAMP), "With its name")
    name, place = QGuiApplication.clipboard().text().split(", ")
    assert name == "Tiva camp"
    assert parse_point(place).lat == pytest.approx(CAMP[1], abs=2e-5)


def test_menu_lists_records_and_features_and_selects_a_record(here: MainWindow) -> None:
    menu = right_click(here, *CAMP)
    listed = [text.split("\t")[0] for text in texts(menu)]
    last = listed.index("Identify: what lies here")
    assert listed[last - 2 : last] == ["Tiva camp", "Tiva"]
    here.workspace.select(())
    choose(menu, "Tiva camp\t")
    assert here.workspace.selection == (named(here.workspace, "Tiva camp"),)


def test_menu_sets_a_hotspot_measures_and_centres(here: MainWindow) -> None:
    choose(right_click(here, 57.15, -4.35), "Centre here")
    assert here.map.canvas.view.centre == (pytest.approx(57.15, abs=5e-3), pytest.approx(-4.35, abs=5e-3))
    choose(right_click(here, 57.15, -4.35), "Set a hotspot here")
    made = here.workspace.plan.get(here.workspace.selection[0])
    assert made.geometry.distance(box(57.15, -4.35, 57.15, -4.35)) < 0.005
    choose(right_click(here, 57.2, -4.3), "Measure from here")
    assert here.map.canvas.tool.id == "measure"


def test_menu_shows_shape_commands_that_make_sense(here: MainWindow) -> None:
    ran = []
    here.commands.add(Command("turn_test", "Turn it", lambda: ran.append(1), (), "shape"))
    here.commands.add(Command("split_test", "Split it", lambda: None, (), "shape", "", lambda: False))
    menu = right_click(here, *CAMP)
    assert "Split it" not in texts(menu)
    choose(menu, "Turn it")
    assert ran == [1]


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_Menu, 0), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)]
)
def test_menu_opens_by_key_at_the_selected_record(
    qtbot: QtBot, here: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | int
) -> None:
    here.workspace.select((named(here.workspace, "Tiva camp"),))
    here.map.canvas.setFocus()
    qtbot.waitUntil(here.map.canvas.hasFocus)
    QTest.keyClick(here.map.canvas, key, Qt.KeyboardModifier(modifier))
    menu = here.places.menu.menu
    assert menu is not None
    assert any(text.startswith("Tiva camp\t") for text in texts(menu))
    menu.close()


def test_menu_without_writing_offers_no_hotspot(here: MainWindow) -> None:
    here.go_to("prioritise")
    listed = texts(right_click(here, 57.15, -4.35))
    assert "Set a hotspot here" not in listed
    assert "Centre here" in listed


def test_identify_walks_through_all_that_lies_there(here: MainWindow) -> None:
    choose(right_click(here, *CAMP), "Identify")
    panel = here.places.identifying()
    assert panel.isVisible()
    assert panel.current is not None
    assert panel.current.title == "Tiva camp"
    assert here.places.highlight.shape is panel.current.geometry
    words = told(panel)
    assert {"Tiva Peninsula › Tiva", "TS04 › TS0402", "Area", "Village"} <= set(words)
    assert any(word.startswith("Distance is not cover") for word in words)
    assert "Tiva camp" not in [word.removeprefix("Hotspot: ") for word in words if word.startswith("Hotspot: ")]
    QTest.keyClick(panel, Qt.Key.Key_PageDown)
    assert panel.current.title == "Tiva"
    assert {"adm2_pcode", "TS0402", "households", "480"} <= set(told(panel))
    assert "nothing" not in told(panel)
    here.go_to("map")
    assert here.places.highlight.shape is None


def test_identify_tells_the_nearest_with_distance_and_direction(here: MainWindow) -> None:
    canvas = here.map.canvas
    canvas.zoom_to((58.2, -4.6, 58.4, -4.4))
    panel = here.places.identify(canvas.pointing.press_at(canvas.to_px(58.3, -4.5), False, False, snaps=False))
    words = told(panel)
    assert words[words.index("Hotspot: Oruk mine") + 1].endswith("west, 270°")
    assert words[words.index("Hotspot: Cape Tessa") + 1].endswith("east, 090°")


def test_identify_copies_all_it_tells(here: MainWindow) -> None:
    choose(right_click(here, *CAMP), "Tiva\t")
    panel = here.places.identifying()
    assert panel.current is not None
    assert not panel.current.is_record
    panel.copy_all()
    text = QGuiApplication.clipboard().text()
    assert "adm2_pcode\tTS0402" in text
    assert "P-codes\tTS04 › TS0402" in text


def test_identify_shows_nothing_of_what_the_room_may_not_see(here: MainWindow) -> None:
    camp = here.workspace.plan.get(named(here.workspace, "Tiva camp"))
    here.workspace.set_values(camp, {"sensitivity": "severe"})
    panel = here.places.identify(
        here.map.canvas.pointing.press_at(here.map.canvas.to_px(*CAMP), False, False, snaps=False)
    )
    assert panel.current is not None
    assert panel.current.title == "Tiva camp"
    here.workspace.set_room(True)
    assert panel.current is not None
    assert panel.current.title == "Tiva"
    assert not any("Tiva camp" in word for word in told(panel))
    assert any("hidden in this room" in word for word in told(panel))
    here.workspace.set_room(False)


def test_right_click_on_the_bare_world_copies_without_a_plan(here: MainWindow) -> None:
    here.commands.run("close_plan")
    menu = right_click(here, 57.1, -4.4)
    assert any(text.startswith("Copy ") for text in texts(menu))
    assert not any("Identify" in text for text in texts(menu))
