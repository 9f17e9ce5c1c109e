# SPDX-License-Identifier: MIT
"""The search box over records, imported places, coordinates, layers, bookmarks and commands."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Layer
from hotmap.gui.main_window import MainWindow
from hotmap.gui.shell.search import Answer
from hotmap.services import bookmarking
from tests.gui.conftest import named

CONTROL = Qt.KeyboardModifier.ControlModifier
PLACES = {
    "name": ["El Fasher", "Fash", "Kfashi", "Zamzam", "Tiva village", None],
    "name_ar": ["الفاشر", None, None, "زمزم", None, None],
    "pcode": ["SD02170", None, None, None, None, None],
}
DISTRICT = {"adm2_name": ["Tiva"], "adm2_pcode": ["TS0402"], "adm1_name": ["Tiva Peninsula"], "adm1_pcode": ["TS04"]}


@pytest.fixture
def rich(window: MainWindow) -> MainWindow:
    """The window with a layer of places and one of districts."""
    session = window.workspace.session
    assert session is not None
    points = np.array([Point(57.2 + i / 10, -4.5) for i in range(6)], dtype=object)
    session.add_layer(Layer(uuid=new_uuid(), name="Villages", kind="place"), FeatureTable(points, PLACES), "Add")
    area = np.array([box(56.5, -5, 57.75, -4)], dtype=object)
    session.add_layer(Layer(uuid=new_uuid(), name="Districts", kind="area"), FeatureTable(area, DISTRICT), "Add")
    return window


def found(window: MainWindow, text: str) -> list[str]:
    return [answer.text for answer in window.answers.to(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("fash", ["Fash", "El Fasher"]),
        ("FÂSHER", ["El Fasher"]),
        ("al fasher", ["El Fasher"]),
        ("الفاشر", ["El Fasher"]),
        ("زمزم", ["Zamzam"]),
        ("SD02170", ["El Fasher"]),
        ("ts0402", ["Tiva"]),
        ("h-002", ["Oruk mine"]),
        ("tiva", ["Tiva", "Tiva camp", "Tiva village"]),
        ("villages", ["Villages"]),
    ],
)
def test_search_ranks_whole_names_first_in_any_script_and_by_code(
    rich: MainWindow, text: str, first: list[str]
) -> None:
    assert found(rich, text)[: len(first)] == first


def test_search_finds_other_names_of_hotspots(rich: MainWindow) -> None:
    rich.workspace.set_values(
        rich.workspace.plan.get(named(rich.workspace, "Oruk mine")), {"other_names": "Pit; Site 4"}
    )
    assert found(rich, "site 4")[0] == "Oruk mine"


def test_search_tells_the_district_of_a_place(rich: MainWindow) -> None:
    below = {answer.text: answer.below for answer in rich.answers.to("zamzam") + rich.answers.to("tiva village")}
    assert below["Zamzam"] == "Tiva Peninsula › Tiva · Villages"
    assert below["Tiva village"] == "Tiva Peninsula › Tiva · Villages"


def test_search_finds_bookmarks(rich: MainWindow) -> None:
    session = rich.workspace.session
    assert session is not None
    bookmarking.keep_view(session, "Northern crossing", (57.0, -4.6, 57.2, -4.4))
    assert any("Northern crossing" in text for text in found(rich, "northern"))


@pytest.mark.parametrize(
    "text",
    [
        "40M EV 31030 25850",
        "ev 310 258",
        "-5.1943, 57.28",
        "-5,1943 57,28",
        "5°11'39\"S 57°16'48\"E",
        "geo:-5.1943,57.28",
    ],
)
def test_search_goes_to_coordinates_in_every_notation(rich: MainWindow, text: str) -> None:
    session = rich.workspace.session
    assert session is not None
    answer = rich.answers.to(text)[0]
    assert answer.icon == "coordinates"
    answer.run()
    assert rich.map.canvas.view.centre == (pytest.approx(57.28, abs=2e-3), pytest.approx(-5.194, abs=2e-3))


def test_search_offers_both_readings_where_the_order_is_not_written(rich: MainWindow) -> None:
    answers = [a for a in rich.answers.to("12.5, 24.3") if a.icon == "coordinates"]
    assert [a.place for a in answers] == [(24.3, 12.5), (12.5, 24.3)]
    assert "other way round" in answers[1].below


def test_typed_coordinates_are_marked_on_the_map_before_they_are_taken(qtbot: QtBot, rich: MainWindow) -> None:
    qtbot.keyClick(rich, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(rich.bar.search, "12.5, 24.3")
    assert rich.places.target.place == (24.3, 12.5)
    QTest.keyClick(rich.bar.search, Qt.Key.Key_Down)
    assert rich.places.target.place == (12.5, 24.3)
    QTest.keyClick(rich.bar.search, Qt.Key.Key_Escape)
    assert rich.places.target.place is None


def test_mark_of_a_place_out_of_view_stands_at_the_edge(rich: MainWindow) -> None:
    canvas = rich.map.canvas
    canvas.zoom_to((57.0, -4.6, 57.4, -4.4))
    canvas.finish_picture()
    bare = canvas.grab().toImage()
    rich.places.preview(Answer("far", "", lambda: None, place=(80.0, -4.5)))
    marked = canvas.grab().toImage()
    assert marked != bare
    middle = bare.height() // 2
    right = range(bare.width() - 60, bare.width())
    assert any(marked.pixel(x, middle) != bare.pixel(x, middle) for x in right)


def test_search_in_a_room_finds_nothing_restricted(rich: MainWindow) -> None:
    camp = rich.workspace.plan.get(named(rich.workspace, "Tiva camp"))
    rich.workspace.set_values(camp, {"sensitivity": "severe"})
    assert "Tiva camp" in found(rich, "tiva")
    rich.workspace.set_room(True)
    assert "Tiva camp" not in found(rich, "tiva")
    rich.workspace.set_room(False)


def test_search_without_a_text_offers_commands(rich: MainWindow) -> None:
    assert all(answer.place is None for answer in rich.answers.to(""))
    assert rich.answers.to("")
