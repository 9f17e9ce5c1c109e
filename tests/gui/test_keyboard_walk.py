# SPDX-License-Identifier: MIT
"""The whole window by keyboard: Tab reaches every control of every stage, each has a name, the map draws."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow
from hotmap.gui.shell.focus_order import focus_order, takes_tab
from hotmap.gui.widgets.building import button
from tests.gui.conftest import named

STAGES = ("map", "prioritise", "cover", "respond", "share")


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def settle(qtbot: QtBot) -> None:
    """Let panels that come late come."""
    qtbot.wait(150)


def walked(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Press a key on whatever has the focus until the map has it again; return what was visited."""
    window.map.canvas.setFocus()
    seen: list[QWidget] = []
    for _ in range(400):
        focus = window.focusWidget()
        if focus is window.map.canvas and seen and seen[-1] is not focus:
            return seen
        if not seen or seen[-1] is not focus:
            seen.append(focus)
        QTest.keyClick(focus, key)
    raise AssertionError(f"never left {type(seen[-1]).__name__} {name_of(seen[-1])!r}")


@pytest.mark.parametrize("stage", STAGES)
def test_tab_reaches_every_control_of_a_stage_and_each_has_a_name(qtbot: QtBot, window: MainWindow, stage: str) -> None:
    window.go_to(stage)
    window.workspace.select((named(window.workspace, "Tiva camp"),))
    settle(qtbot)
    seen = walked(window, Qt.Key.Key_Tab)
    wanted = [w for w in window.findChildren(QWidget) if takes_tab(w)]
    assert len(wanted) > 10
    assert {id(w) for w in wanted} <= {id(w) for w in seen}
    assert [type(w).__name__ for w in seen if not name_of(w)] == []


def test_shift_tab_goes_the_same_way_back(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot)
    forward = walked(window, Qt.Key.Key_Tab)
    backward = walked(window, Qt.Key.Key_Backtab)
    assert backward == [forward[0], *reversed(forward[1:])]


def test_name_of_a_button_follows_its_words_unless_it_says_more(qtbot: QtBot) -> None:
    plain, told = button("Write"), button("Write", name="Write the files")
    for made in (plain, told):
        qtbot.addWidget(made)
        made.setText("Write 6 files")
    assert [plain.accessibleName(), told.accessibleName()] == ["Write 6 files", "Write the files"]


def test_tab_follows_the_reading_order_whatever_was_made_first(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    made = {}
    for name, x, y in (("c", 10, 60), ("b", 80, 12), ("a", 10, 10)):
        made[name] = QWidget(root)
        made[name].setGeometry(x, y, 50, 20)
        made[name].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    root.show()
    assert focus_order(root) == [made["a"], made["b"], made["c"]]
    root.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert focus_order(root) == [made["b"], made["a"], made["c"]]


def test_tab_on_the_map_walks_hotspots_and_enter_opens_what_is_known(qtbot: QtBot, window: MainWindow) -> None:
    canvas, workspace = window.map.canvas, window.workspace
    settle(qtbot)
    canvas.zoom_full()
    canvas.setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        visited.append(workspace.selected.name)
    assert visited == ["Tiva camp", "Oruk mine", "Cape Tessa"]
    QTest.keyClick(canvas, Qt.Key.Key_Backtab)
    assert workspace.selected.name == "Oruk mine"
    assert "Oruk mine is selected" in window.map_walk.describe()
    assert "3 hotspots in view" in window.map_walk.describe()
    qtbot.waitUntil(lambda: window.stages["map"].inspector.view is not None)  # type: ignore[attr-defined]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    inspector = window.stages["map"].inspector  # type: ignore[attr-defined]
    assert inspector.isAncestorOf(QApplication.focusWidget())


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.map.canvas, key)


RIGHT, DOWN, LEFT = (Qt.Key.Key_Right,) * 5, (Qt.Key.Key_Down,) * 5, (Qt.Key.Key_Left,) * 5
ENTER = Qt.Key.Key_Return


@pytest.mark.parametrize(
    ("tool", "keys", "shape"),
    [
        ("point", (Qt.Key.Key_Right, ENTER), "Point"),
        ("line", (Qt.Key.Key_Right, ENTER, *RIGHT, ENTER, ENTER), "LineString"),
        ("area", (Qt.Key.Key_Right, ENTER, *RIGHT, ENTER, *DOWN, ENTER, ENTER), "Polygon"),
        ("rectangle", (Qt.Key.Key_Right, ENTER, *RIGHT, *DOWN, ENTER), "Polygon"),
        ("circle", (Qt.Key.Key_Right, ENTER, *RIGHT, ENTER), "Polygon"),
        ("freehand", (Qt.Key.Key_Right, ENTER, *RIGHT, *DOWN, *LEFT, ENTER), "Polygon"),
        ("freehand_line", (Qt.Key.Key_Right, ENTER, *RIGHT, *DOWN, ENTER), "LineString"),
    ],
)
def test_crosshair_draws_every_kind_of_shape_without_a_mouse(
    qtbot: QtBot, window: MainWindow, tool: str, keys: tuple[Qt.Key, ...], shape: str
) -> None:
    settle(qtbot)
    before = window.workspace.plan.count("hotspot")
    window.map.canvas.pointing.snapping = False
    window.map.set_tool(tool)
    press(window, *keys)
    assert window.workspace.plan.count("hotspot") == before + 1
    assert window.workspace.plan.of("hotspot")[-1].geometry.geom_type == shape


def test_crosshair_moves_the_map_at_its_edge_and_goes_when_the_mouse_moves(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot)
    canvas = window.map.canvas
    window.map.set_tool("area")
    west_before = canvas.view.bbox[0]
    press(window, *(Qt.Key.Key_Right,) * 60)
    assert canvas.view.bbox[0] > west_before
    assert window.map_walk.crosshair is not None
    QTest.mouseMove(canvas, QPoint(40, 200))
    qtbot.waitUntil(lambda: window.map_walk.crosshair is None)
    press(window, Qt.Key.Key_Right, ENTER, *RIGHT, ENTER, Qt.Key.Key_Escape)  # set aside, never destroyed
    assert len(window.sketches.waiting()) == 1


SIDES = ("history", "importing", "plan_panel", "keyboard", "bookmarks", "rings", "start")


@pytest.mark.parametrize("side", SIDES)
def test_tab_reaches_every_control_of_a_side_panel_and_each_has_a_name(
    qtbot: QtBot, window: MainWindow, side: str
) -> None:
    panel: QWidget = getattr(window, side)
    window.show_side(panel)
    settle(qtbot)
    controls = [w for w in panel.findChildren(QWidget) if takes_tab(w)]
    assert controls
    assert [type(w).__name__ for w in controls if not name_of(w)] == []
    assert {id(w) for w in controls} <= {id(w) for w in walked(window, Qt.Key.Key_Tab)}
