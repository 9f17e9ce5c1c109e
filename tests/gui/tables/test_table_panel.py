# SPDX-License-Identifier: MIT
"""The tables under the map: search, filters synced to the map, editing, copying, tables of layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Layer
from hotmap.gui.main_window import MainWindow
from hotmap.gui.tables import reading
from hotmap.gui.tables.filters import OneOf
from hotmap.gui.tables.panel import TablePanel
from hotmap.settings import Settings
from tests.gui.conftest import named

TOWNS = FeatureTable(
    np.array([Point(57.0, -4.6), Point(57.5, -4.6), Point(58.0, -4.6)], dtype=object),
    {"name": ["Port 10", "Port 9", "Tessa"], "people": [300, 12000, None]},
)


@pytest.fixture
def tables(qtbot: QtBot, window: MainWindow) -> TablePanel:
    """The panel with its first table filled."""
    panel: TablePanel = window.stages["map"].tables  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: panel.table.records.rowCount() == 3)
    return panel


def names(tables: TablePanel) -> list[str]:
    at = next(at for at, column in enumerate(tables.table.records.columns) if column.id == "name")
    return [tables.table.records.index(row, at).data() for row in range(tables.table.records.rowCount())]


def search(qtbot: QtBot, tables: TablePanel, text: str) -> None:
    qtbot.keyClicks(tables._bar.search, text)
    qtbot.waitUntil(lambda: tables.table.records.filters.search == text)


def drawn(window: MainWindow) -> set[str]:
    return {mark.uuid for mark in window.map.canvas.scene.hotspots}


def popup() -> Any:
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def test_search_narrows_table_and_chip_takes_it_off(qtbot: QtBot, tables: TablePanel) -> None:
    search(qtbot, tables, "mine")
    assert names(tables) == ["Oruk mine"]
    assert tables._bar._count.text() == "1 of 3"
    chip = next(b for b in tables._bar.findChildren(QPushButton) if "mine" in b.accessibleName())
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(names(tables)) == 3
    assert tables._bar.search.text() == ""


def test_filter_on_map_leaves_others_out_and_strip_shows_all(
    qtbot: QtBot, window: MainWindow, tables: TablePanel
) -> None:
    search(qtbot, tables, "mine")
    assert len(drawn(window)) == 3  # the table alone is filtered
    qtbot.mouseClick(tables._bar._on_map, Qt.MouseButton.LeftButton)
    assert drawn(window) == {named(window.workspace, "Oruk mine")}
    assert window.filter_strip.isVisible()
    assert window.filter_strip.words().startswith("2 hotspots")
    show_all = next(b for b in window.filter_strip.findChildren(QPushButton))
    qtbot.mouseClick(show_all, Qt.MouseButton.LeftButton)
    assert len(drawn(window)) == 3
    assert not window.filter_strip.isVisible()
    assert not tables._bar._on_map.isChecked()
    assert names(tables) == ["Oruk mine"]


def test_filtered_map_shows_what_is_selected_and_what_is_new(
    qtbot: QtBot, window: MainWindow, tables: TablePanel
) -> None:
    workspace = window.workspace
    search(qtbot, tables, "mine")
    qtbot.mouseClick(tables._bar._on_map, Qt.MouseButton.LeftButton)
    camp = named(workspace, "Tiva camp")
    workspace.select((camp,))
    assert camp in drawn(window)
    workspace.select(())
    assert camp not in drawn(window)
    new = workspace.add("hotspot", {"name": "Fresh"}, Point(57.2, -4.2))
    qtbot.waitUntil(lambda: tables.table.records.total == 4)
    assert new.uuid in drawn(window)
    assert window.filter_strip.words().startswith("2 hotspots")


def test_filtered_map_leaves_plan_and_prints_whole(qtbot: QtBot, window: MainWindow, tables: TablePanel) -> None:
    search(qtbot, tables, "nothing is called so")
    qtbot.mouseClick(tables._bar._on_map, Qt.MouseButton.LeftButton)
    assert not drawn(window)
    assert window.workspace.plan.count("hotspot") == 3
    path = window.workspace.session.path  # type: ignore[union-attr]
    window.workspace.close()
    assert window.workspace.open(path)
    assert len(drawn(window)) == 3
    assert not window.filter_strip.isVisible()


def test_column_filter_by_choice_is_asked_with_counts_and_keys(qtbot: QtBot, tables: TablePanel) -> None:
    table = tables.table
    table.setCurrentIndex(table.records.index(0, 3))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = popup()
    next(a for a in menu.actions() if a.text() == "Filter by Type …").trigger()
    menu.close()
    card = popup()
    assert card.first.item(0).text().split() == ["Village", "3"]
    card.first.setFocus()
    qtbot.keyClick(card.first, Qt.Key.Key_Space)
    assert table.records.filters.tests == {"type": OneOf(frozenset({"Village"}))}
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_editing_a_cell_by_f2_changes_all_selected_in_one_step(
    qtbot: QtBot, window: MainWindow, tables: TablePanel
) -> None:
    table, workspace = tables.table, window.workspace
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, 3))
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    card = popup()
    assert "3 records" in card.accessibleName()
    card.editor.commit("market")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert {h.type for h in workspace.plan.of("hotspot")} == {"market"}
    workspace.undo()
    assert {h.type for h in workspace.plan.of("hotspot")} == {"village"}


def test_editing_a_name_by_keys_writes_on_enter_and_not_on_esc(
    qtbot: QtBot, window: MainWindow, tables: TablePanel
) -> None:
    table, workspace = tables.table, window.workspace
    row = table.records.row_of(named(workspace, "Oruk mine"))
    for key, expected in ((Qt.Key.Key_Escape, "Oruk mine"), (Qt.Key.Key_Return, "Oruk pit")):
        table.selectRow(row)
        table.setCurrentIndex(table.records.index(row, 2))
        qtbot.keyClick(table, Qt.Key.Key_F2)
        line = popup().editor.line
        line.selectAll()
        QTest.keyClicks(line, "Oruk pit")
        QTest.keyClick(line, key)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        assert expected in {h.name for h in workspace.plan.of("hotspot")}


def test_copy_takes_selected_rows_as_they_are_seen(qtbot: QtBot, tables: TablePanel) -> None:
    table = tables.table
    table.selectRow(names(tables).index("Cape Tessa"))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Level\tCode\tHotspot")
    assert "Cape Tessa" in lines[1].split("\t")


def test_columns_chosen_and_moved_are_remembered(tables: TablePanel) -> None:
    from hotmap.gui.tables.menus import open_columns_menu, open_head_menu

    table = tables.table
    menu = open_columns_menu(table, QPoint())
    next(a for a in menu.actions() if a.text() == "Status").trigger()
    menu.close()
    assert "status" in [column.id for column in table.shown_columns()]
    menu = open_head_menu(table, 1, QPoint(), lambda column, place: None)
    next(a for a in menu.actions() if a.text() == "Move towards the start").trigger()
    menu.close()
    assert [column.id for column in table.shown_columns()][:2] == ["code", "level"]
    assert Settings.load().table_columns["hotspot"]["shown"][:2] == ["code", "level"]


def test_table_of_a_layer_sorts_selects_and_filters_the_map(
    qtbot: QtBot, window: MainWindow, tables: TablePanel
) -> None:
    session = window.workspace.session
    assert session is not None
    layer = Layer(uuid=new_uuid(), name="Towns", kind="place")
    session.add_layer(layer, TOWNS, "Add layer")
    tables.show_kind(layer.uuid)
    qtbot.waitUntil(lambda: tables.kind == layer.uuid and tables.table.records.rowCount() == 3)
    tables.table.sort_by_click(0, more=False)
    assert names(tables) == ["Port 9", "Port 10", "Tessa"]
    tables.table.sort_by_click(1, more=False)
    tables.table.sort_by_click(1, more=False)
    assert names(tables) == ["Port 9", "Port 10", "Tessa"]  # downwards, and the unknown still last
    window.map.canvas.zoom_to((56.9, -4.7, 58.1, -4.5))
    place = window.map.canvas.to_px(57.5, -4.6).toPoint()
    qtbot.mouseClick(window.map.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert tables.table.selected_items() == [1]
    search(qtbot, tables, "port")
    qtbot.mouseClick(tables._bar._on_map, Qt.MouseButton.LeftButton)
    context = next(c for c in window.map.canvas.scene.layers if c.layer.uuid == layer.uuid)
    assert list(context.table.columns["name"]) == ["Port 10", "Port 9"]
    assert window.filter_strip.words().startswith("1 feature")
    window.workspace.delete([window.workspace.plan.get(layer.uuid)])
    qtbot.waitUntil(lambda: tables.kind in ("visit", "hotspot", "presence", "incident"))
    assert not window.filter_strip.isVisible()


def test_search_in_a_large_table_reads_beside_the_typing_and_says_how_far(
    qtbot: QtBot, window: MainWindow, tables: TablePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SLICE_MS", 0)  # a look at the clock after each step
    count = 20 * reading.ROWS_AT_ONCE
    places = np.array([Point(57.0, -4.6)] * count, dtype=object)
    table = FeatureTable(places, {"name": [f"Port {n}" for n in range(count)]})
    layer = Layer(uuid=new_uuid(), name="Ports", kind="place")
    assert window.workspace.session is not None
    window.workspace.session.add_layer(layer, table, "Add layer")
    tables.show_kind(layer.uuid)
    qtbot.waitUntil(lambda: tables.kind == layer.uuid and tables.table.records.rowCount() == count)
    told: list[str] = []
    tables._reader.progressed.connect(lambda _: told.append(tables._bar._count.text()))
    qtbot.keyClicks(tables._bar.search, "port 12")
    qtbot.waitUntil(lambda: bool(told))
    qtbot.keyClicks(tables._bar.search, "34")
    qtbot.waitUntil(lambda: tables.table.records.filters.search == "port 1234")
    assert names(tables) == ["Port 1234"]
    assert told[0] == "Reading the table: 5 %"
    assert len(told) >= 19


def test_emptied_search_stops_reading_and_shows_all(
    qtbot: QtBot, tables: TablePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(reading, "SLICE_MS", 0)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 1)
    tables._reader.progressed.connect(asked.append)
    tables._reader.progressed.connect(lambda _: tables._bar.search.clear() if tables._bar.search.text() else None)
    tables._reader.progressed.connect(lambda _: tables._bar._typing.timeout.emit())
    qtbot.keyClicks(tables._bar.search, "no such place")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.wait(50)
    assert tables.table.records.rowCount() == 3
    assert not tables.table.records.filters
