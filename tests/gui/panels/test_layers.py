# SPDX-License-Identifier: MIT
"""The list of layers by hand and by key, over a real plan in the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from hotmap.cartography.layer_order import drawing_order
from hotmap.domain.records import Layer
from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.layer_row import LayerRow
from hotmap.gui.panels.layers import LayerPanel
from hotmap.gui.workspace import Workspace
from hotmap.services import editing, layering
from tests.gui.conftest import ACTOR
from tests.gui.layered import add_layers, layer_named


@pytest.fixture
def plan_path(written_plan: Path, tmp_path: Path) -> Path:
    """A plan with hotspots and three layers."""
    path = Path(shutil.copy(written_plan, tmp_path / "plan.gpkg"))
    add_layers(path, ACTOR)
    return path


@pytest.fixture
def panel(window: MainWindow) -> LayerPanel:
    """The list of layers in the window, up to date."""
    made = window.stages["map"].layers
    assert isinstance(made, LayerPanel)
    made.refresh()
    QTest.qWait(20)
    return made


def _row(panel: LayerPanel, text: str) -> LayerRow:
    panel.refresh()
    return next(row for row in panel.rows if row.line.text == text)


def _names(panel: LayerPanel) -> list[str]:
    """Return what stands in the list below the plan's own records."""
    panel.refresh()
    return [row.line.text for row in panel.rows if row.line.kind in ("layer", "group")]


def _drag(qtbot: QtBot, row: LayerRow, other: LayerRow, share: float, key: Qt.Key | None = None) -> None:
    """Drag a row onto a height of another one, in parts of its height."""
    qtbot.wait(20)  # until new rows have their places
    start = QPoint(90, row.height() // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    end = row.mapFromGlobal(other.mapToGlobal(QPoint(90, round(other.height() * share))))
    QTest.mouseMove(row, start + QPoint(0, 3))
    QTest.mouseMove(row, (start + end) / 2 + QPoint(0, QApplication.startDragDistance() + 2))
    QTest.mouseMove(row, end)
    if key is not None:
        QTest.keyClick(row, key)
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=end)
    qtbot.wait(20)


def test_list_is_in_drawing_order_with_counts(panel: LayerPanel) -> None:
    assert _names(panel) == ["Camps", "Roads", "Farmland"]
    assert _row(panel, "Camps").accessibleName() == "Camps, 8, shown"


def test_space_hides_and_the_row_keeps_the_focus(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    qtbot.wait(20)
    assert layer_named(window.workspace, "Camps").visible is False
    assert layer_named(window.workspace, "Camps").uuid in window.map.canvas.scene.hidden
    assert _row(panel, "Camps").hasFocus()
    assert _row(panel, "Camps").accessibleName() == "Camps, 8, hidden"
    window.workspace.undo()
    assert _row(panel, "Camps").accessibleName() == "Camps, 8, shown"


def test_click_on_the_eye_hides_a_level(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Undecided")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 22, row.height() // 2))
    qtbot.wait(20)
    assert "undecided" in window.workspace.hidden


def test_arrows_walk_and_tab_stops_once(panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert _row(panel, "Roads").hasFocus()
    stops = [made for made in panel.rows if made.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [made.line.text for made in stops] == ["Roads"]


def test_f2_renames_and_undo_takes_it_back(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Sites")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert "Sites" in _names(panel)
    window.workspace.undo()
    assert "Camps" in _names(panel)


def test_escape_leaves_the_name_as_it_was(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Sites")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.wait(20)
    assert "Camps" in _names(panel)


def test_delete_removes_a_layer_and_undo_brings_it_back(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    qtbot.wait(20)
    assert _names(panel) == ["Roads", "Farmland"]
    window.workspace.undo()
    assert _names(panel) == ["Camps", "Roads", "Farmland"]


def test_row_dragged_below_another_is_drawn_below_it(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    _drag(qtbot, _row(panel, "Camps"), _row(panel, "Farmland"), 0.8)
    assert _names(panel) == ["Roads", "Farmland", "Camps"]
    drawn = [context.layer.name for context in window.map.canvas.scene.layers]
    assert drawn == ["Camps", "Farmland", "Roads"]
    window.workspace.undo()
    assert _names(panel) == ["Camps", "Roads", "Farmland"]


def test_escape_puts_a_dragged_row_back(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    note = window.workspace.undo_note()
    _drag(qtbot, _row(panel, "Camps"), _row(panel, "Farmland"), 0.8, key=Qt.Key.Key_Escape)
    assert _names(panel) == ["Camps", "Roads", "Farmland"]
    assert window.workspace.undo_note() == note


def test_row_is_dragged_into_a_group_and_out_again(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    session = window.workspace.session
    assert session is not None
    layering.name_group(session, [layer_named(window.workspace, "Farmland")], "Base")
    _drag(qtbot, _row(panel, "Camps"), _row(panel, "Base"), 0.7)
    assert _names(panel) == ["Roads", "Base", "Camps", "Farmland"]
    assert layer_named(window.workspace, "Camps").group == "Base"
    _drag(qtbot, _row(panel, "Camps"), _row(panel, "Roads"), 0.2)
    assert _names(panel) == ["Camps", "Roads", "Base", "Farmland"]
    assert layer_named(window.workspace, "Camps").group is None


def test_group_is_dragged_as_a_whole(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    session = window.workspace.session
    assert session is not None
    layering.name_group(
        session, [layer_named(window.workspace, "Farmland"), layer_named(window.workspace, "Roads")], "Base"
    )
    assert _names(panel) == ["Camps", "Base", "Roads", "Farmland"]
    _drag(qtbot, _row(panel, "Base"), _row(panel, "Camps"), 0.2)
    assert _names(panel) == ["Base", "Roads", "Farmland", "Camps"]


def test_alt_and_arrows_move_a_layer_through_a_group(qtbot: QtBot, window: MainWindow, panel: LayerPanel) -> None:
    session = window.workspace.session
    assert session is not None
    layering.name_group(session, [layer_named(window.workspace, "Roads")], "Base")
    steps = []
    for _ in range(4):
        row = _row(panel, "Camps")
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.wait(10)
        steps.append((_names(panel), layer_named(window.workspace, "Camps").group))
    assert steps == [
        (["Base", "Camps", "Roads", "Farmland"], "Base"),
        (["Base", "Roads", "Camps", "Farmland"], "Base"),
        (["Base", "Roads", "Camps", "Farmland"], None),
        (["Base", "Roads", "Farmland", "Camps"], None),
    ]


def test_eye_of_a_group_hides_its_layers_and_shows_those_that_were_shown(
    qtbot: QtBot, window: MainWindow, panel: LayerPanel
) -> None:
    workspace = window.workspace
    session = workspace.session
    assert session is not None
    layering.name_group(session, workspace.plan.of("layer"), "Base")
    workspace.toggle(layer_named(workspace, "Roads").uuid)
    for shown in (set(), {"Farmland", "Camps"}):
        row = _row(panel, "Base")
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Space)
        qtbot.wait(20)
        assert {layer.name for layer in workspace.plan.of("layer") if layer.visible is not False} == shown


def test_left_folds_a_group_and_right_unfolds_it(window: MainWindow, panel: LayerPanel) -> None:
    session = window.workspace.session
    assert session is not None
    layering.name_group(session, window.workspace.plan.of("layer"), "Base")
    row = _row(panel, "Base")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Left)
    assert _names(panel) == ["Base"]
    QTest.keyClick(_row(panel, "Base"), Qt.Key.Key_Right)
    assert _names(panel) == ["Base", "Camps", "Roads", "Farmland"]


def test_classes_stand_below_their_layer_with_counts(window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Roads")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Right)
    panel.refresh()
    below = [made.line for made in panel.rows if made.line.kind == "class"]
    assert [(line.text, line.count) for line in below] == [("main road", 1), ("track", 2)]


def test_layer_that_nobody_will_receive_says_so(window: MainWindow, panel: LayerPanel) -> None:
    session, camps = window.workspace.session, layer_named(window.workspace, "Camps")
    assert session is not None
    editing.set_values(session, [camps], {"audiences": None})
    assert "Nobody will receive this layer" in _row(panel, "Camps").accessibleName()
    assert "Nobody will receive this layer" not in _row(panel, "Roads").accessibleName()


def test_layer_out_of_scale_says_from_where_it_is_drawn(window: MainWindow, panel: LayerPanel) -> None:
    window.workspace.set_values(layer_named(window.workspace, "Camps"), {"style": {"visible_from": 500.0}})
    assert "Drawn from 1:7 600 and closer" in _row(panel, "Camps").accessibleName().replace("\u202f", " ")
    assert _row(panel, "Camps").line.asleep == _row(panel, "Camps").toolTip().split("\n")[1]


def test_layer_whose_table_is_gone_is_shown_as_missing(qtbot: QtBot, plan_path: Path, window: MainWindow) -> None:
    import sqlite3

    workspace = window.workspace
    table = layer_named(workspace, "Camps").table
    workspace.close()
    with sqlite3.connect(plan_path) as db:
        db.execute(f'DROP TABLE "{table}"')
    db.close()
    assert workspace.open(plan_path)
    panel = window.stages["map"].layers
    assert isinstance(panel, LayerPanel)
    assert "are missing in this file" in _row(panel, "Camps").accessibleName()


def test_button_asks_for_a_file(
    qtbot: QtBot, window: MainWindow, panel: LayerPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.waitSignal(window.workspace.command_wanted) as asked:
        panel.add.click()
    assert asked.args == ["import"]


def test_menu_offers_what_the_keys_do(window: MainWindow, panel: LayerPanel) -> None:
    row = _row(panel, "Camps")
    at = QPoint(80, 10)
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, row.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    table = next(action for action in menu.actions() if action.text() == "Show its table")
    menu.close()
    table.trigger()
    tables = window.stages["map"].tables  # type: ignore[attr-defined]
    assert tables.kind == layer_named(window.workspace, "Camps").uuid
    assert {"Rename", "Raise", "Lower", "Copy this look", "Remove this layer"} <= set(texts)


def test_new_group_is_named_at_once(qtbot: QtBot, workspace: Workspace, window: MainWindow, panel: LayerPanel) -> None:
    camps: Layer = layer_named(workspace, "Camps")
    panel.doing.join(camps, "")
    qtbot.wait(30)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Sites of the displaced")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert layer_named(workspace, "Camps").group == "Sites of the displaced"
    assert [layer.name for layer in drawing_order(workspace.plan.of("layer"))][-1] == "Camps"
