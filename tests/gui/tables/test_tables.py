# SPDX-License-Identifier: MIT
"""Tables sort and filter records as they are, and share one selection with the map."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hotmap.domain.plan import Plan
from hotmap.domain.records import CONTENT_KINDS, Decision, Hotspot, Population
from hotmap.domain.summary import summarise
from hotmap.gui.main_window import MainWindow
from hotmap.gui.tables.columns import HOTSPOT_COLUMNS, TableView, columns_of
from hotmap.gui.tables.model import RecordModel
from tests.gui.conftest import named

TODAY = date(2026, 11, 23)
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def model_of(plan: Plan) -> RecordModel:
    model = RecordModel(HOTSPOT_COLUMNS)
    model.show_records(plan.of("hotspot"), TableView(plan, summarise(plan, TODAY), TODAY))
    return model


def column(model: RecordModel, id_: str) -> int:
    return next(at for at, one in enumerate(model.columns) if one.id == id_)


def texts(model: RecordModel, id_: str) -> list[str]:
    return [model.index(row, column(model, id_)).data() for row in range(model.rowCount())]


def test_model_sorts_levels_by_gravity_and_people_by_number() -> None:
    hotspots = [Hotspot(uuid=n, name=n) for n in ("a", "b", "c")]
    decisions = [Decision(uuid=f"d{n}", hotspot=n, level=level) for n, level in (("a", "watch"), ("b", "must"))]
    people = [Population(uuid=f"p{n}", hotspot=n, persons=count) for n, count in (("a", 900), ("b", 1200), ("c", 20))]
    model = model_of(Plan((*hotspots, *decisions, *people)))
    model.sort(column(model, "level"), ASCENDING)
    assert texts(model, "name") == ["b", "a", "c"]
    model.sort(column(model, "people"), DESCENDING)
    assert texts(model, "people") == ["1\u202f200", "900", "20"]


@given(names=st.lists(st.text(min_size=1, max_size=6), max_size=12), kept=st.sets(st.integers(0, 11)))
def test_model_shows_each_kept_record_once_and_finds_its_row(names: list[str], kept: set[int]) -> None:
    plan = Plan(Hotspot(uuid=str(at), name=name) for at, name in enumerate(names))
    model = model_of(plan)
    model.filter(lambda record: int(record.uuid) in kept)
    shown = [model.record(row).uuid for row in range(model.rowCount())]
    assert sorted(shown) == sorted(str(at) for at in kept if at < len(names))
    assert all(model.row_of(uuid) == row for row, uuid in enumerate(shown))


@pytest.mark.parametrize("kind", CONTENT_KINDS)
def test_columns_of_every_kind_give_text_for_an_empty_record(kind: str) -> None:
    from hotmap.domain.records import KINDS

    plan = Plan((KINDS[kind](uuid="one"),))
    view = TableView(plan, summarise(plan, TODAY), TODAY)
    record = plan.of(kind)[0]
    for one in columns_of(kind):
        assert isinstance(one.text(record, view), str)
        one.key(record, view)


def test_table_and_map_share_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    tables = window.stages["map"].tables
    qtbot.waitUntil(lambda: tables.table.records.rowCount() == 3)
    uuid = named(window.workspace, "Oruk mine")
    window.map.canvas.select((uuid,))
    selected = [tables.table.records.record(i.row()).uuid for i in tables.table.selectionModel().selectedRows()]
    assert selected == [uuid]
    row = tables.table.records.row_of(named(window.workspace, "Tiva camp"))
    cell = tables.table.visualRect(tables.table.records.index(row, 1))
    qtbot.mouseClick(tables.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert window.map.canvas.selection == (named(window.workspace, "Tiva camp"),)


def test_filter_goes_to_nobody_shows_unmarked_only(qtbot: QtBot, window: MainWindow) -> None:
    from hotmap.services import editing

    assert window.workspace.session is not None
    editing.add_record(window.workspace.session, "hotspot", {"name": "Unmarked"})
    tables = window.stages["map"].tables
    tables.refresh()
    tables._filters._choose("unmarked")
    assert texts(tables.table.records, "name") == ["Unmarked"]


def test_spare_width_of_a_wide_table_goes_to_all_columns(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(2100, 1000)
    table = window.stage.tables.table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.viewport().width() > 1200)
    at = {column.id: number for number, column in enumerate(table.records.columns)}
    qtbot.waitUntil(lambda: table.columnWidth(at["type"]) > 150)
    assert table.columnWidth(at["name"]) <= table.columnWidth(at["type"]) * 2
