# SPDX-License-Identifier: MIT
"""The frame around the stages: search, undo, strips, status, keys, looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hotmap.domain.records import PlanInfo
from hotmap.gui import theme
from hotmap.gui.main_window import MainWindow
from hotmap.gui.notation import Notation
from hotmap.gui.panels.start import NewPlanForm
from hotmap.gui.shell.plan_files import file_name
from hotmap.gui.shell.status_bar import StatusBar
from hotmap.gui.stages.registry import STAGES
from hotmap.gui.widgets.fields import LineField
from tests.gui.conftest import named

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_search_finds_records_coordinates_towns_and_commands(window: MainWindow) -> None:
    find = window.answers.to
    assert find("oruk")[0].text == "Oruk mine"
    assert find("-4.512, 57.284")[0].icon == "coordinates"
    assert any(answer.text == "Juba" for answer in find("juba"))
    assert any(answer.text == "Show everything" for answer in find("everything"))
    assert find("zzzz") == []


def test_search_taken_by_enter_selects_the_hotspot(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(window.bar.search, "cape t")
    qtbot.keyClick(window.bar.search, Qt.Key.Key_Return)
    assert window.workspace.selection == (named(window.workspace, "Cape Tessa"),)
    assert not window.search_list.isVisible()


def test_undo_and_redo_by_key_and_by_name(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    workspace.set_values(workspace.plan.get(named(workspace, "Cape Tessa")), {"name": "Cape Tessa north"})
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert named(workspace, "Cape Tessa")
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert named(workspace, "Cape Tessa north")
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert named(workspace, "Cape Tessa north")


def test_delete_by_key_asks_nothing_and_offers_undo(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.select((named(window.workspace, "Cape Tessa"),))
    window.commands.run("delete")
    assert window.workspace.plan.count("hotspot") == 2
    assert window.undo_strip.isVisible()
    window.undo_strip._undo.click()
    assert window.workspace.plan.count("hotspot") == 3
    assert window.undo_strip.accessibleName().startswith("Undone")


def test_refusal_is_a_strip_that_closes(window: MainWindow) -> None:
    window.workspace.failed.emit("Not possible.")
    assert window.notices.isVisible()
    window.notices.clear()
    assert not window.notices.isVisible()


def test_history_names_every_action_newest_first(window: MainWindow) -> None:
    window.workspace.add("visit", {"name": "Joint visit"})
    window.toggle_history()
    model = window.history._model
    assert window.history.isVisible()
    assert model.rowCount() == len(window.workspace.session.log())
    assert model.index(0).data(Qt.ItemDataRole.UserRole).note == window.workspace.undo_note()
    window.toggle_history()
    assert not window.history.isVisible()


def test_status_bar_click_changes_the_notation_everywhere_and_for_good(qtbot: QtBot) -> None:
    notation = Notation()
    bar = StatusBar(notation)
    qtbot.addWidget(bar)
    bar.show_place(57.28662, -4.50615)
    first = bar._coordinates.text()
    with qtbot.waitSignal(notation.changed):
        bar._coordinates.click()
    assert bar._coordinates.text() == "-4.50615, 57.28662" != first
    assert Notation().value == "decimal"


def test_status_bar_shows_a_place_no_finer_than_a_pixel(qtbot: QtBot) -> None:
    bar = StatusBar(Notation())
    qtbot.addWidget(bar)
    bar.show_place(57.28662, -4.50615, 60.0)
    assert bar._coordinates.text() == "40M EA 317 019"


def test_status_bar_menu_copies_the_place_and_offers_the_notations(qtbot: QtBot) -> None:
    notation = Notation()
    bar = StatusBar(notation)
    qtbot.addWidget(bar)
    bar.show_place(57.28662, -4.50615)
    copy, _, *others = bar._coordinates.menu_here().actions()
    with qtbot.waitSignal(bar.copied) as copied:
        copy.trigger()
    assert copied.args[0] == QApplication.clipboard().text() == bar._coordinates.text()
    next(action for action in others if "Degrees, minutes, seconds" in action.text()).trigger()
    assert bar._coordinates.text() == "4°30'22.1\"S 57°17'11.8\"E"


def test_look_changes_and_comes_back(window: MainWindow) -> None:
    try:
        window.set_look(dark=True)
        assert theme.active().dark
        assert QApplication.palette().window().color() == theme.active().color("panel")
    finally:
        window.set_look(dark=False)
    assert not theme.active().dark


def test_every_button_in_every_stage_has_a_name(window: MainWindow) -> None:
    for stage in STAGES:
        window.go_to(stage.id)
        nameless = [
            button
            for button in window.findChildren(QAbstractButton)
            if button.isVisible() and not (button.accessibleName() or button.text())
        ]
        assert nameless == []


def test_f6_walks_through_the_parts_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.select((named(window.workspace, "Cape Tessa"),))
    window.map.canvas.setFocus()
    seen: set[QWidget | None] = set()
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.add(window.focusWidget())
    assert len(seen) >= 3


def test_new_plan_asks_for_a_name_and_for_whom(qtbot: QtBot) -> None:
    form = NewPlanForm(lambda: (21.0, 11.0, 26.0, 15.0))
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.done):
        form._finish()
    form._title.setText("Sector West")
    with qtbot.waitSignal(form.done) as caught:
        form._finish()
    info = caught.args[0]
    assert (info.title, info.default_audiences) == ("Sector West", ("mission",))


def test_file_name_is_taken_by_every_system() -> None:
    assert file_name('Sector East: Q4/2026 <draft>"') == "Sector East Q4 2026 draft"
    assert file_name("...") == "plan"


def test_new_plan_takes_the_area_of_a_close_map_and_none_of_an_overview(qtbot: QtBot) -> None:
    bounds = [(21.0, 11.0, 26.0, 15.0)]
    form = NewPlanForm(lambda: bounds[0])
    qtbot.addWidget(form)
    form.show()
    made: list[PlanInfo] = []
    form.done.connect(made.append)
    field = form.findChildren(LineField)[0]
    field.setText("Sector East")
    field.returnPressed.emit()
    bounds[0] = (-170.0, -55.0, 170.0, 70.0)
    field.returnPressed.emit()
    assert made[0].geometry.bounds == (21.0, 11.0, 26.0, 15.0)
    assert made[1].geometry is None


def test_ctrl_z_in_a_field_that_is_committed_goes_to_the_plan(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.select((named(window.workspace, "Oruk mine"),))
    qtbot.waitUntil(lambda: window.stages["map"].inspector.view is not None)
    line = window.stages["map"].inspector.view.form.editors["name"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Oruk pit")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not line.isUndoAvailable()
    qtbot.waitUntil(lambda: line.text() == "Oruk pit")
    press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press.ignore()
    QApplication.sendEvent(line, press)
    assert not press.isAccepted()


def test_role_typed_in_the_window_holds_at_once(window: MainWindow) -> None:
    window.take_role("POC adviser")
    assert window.workspace.actor == "POC adviser"
    window.workspace.add("hotspot", {"name": "Ileo"}, None)
    assert window.workspace.session.log()[-1].actor == "POC adviser"


def test_large_type_gives_the_room_of_layers_and_of_an_empty_form_to_the_map(window: MainWindow) -> None:
    window.resize(1440, 900)
    window.set_look(projector=True)
    assert window.frame.is_hidden("left")
    assert window.frame.is_hidden("right")
    window.workspace.select((window.workspace.plan.of("hotspot")[0].uuid,))
    assert not window.frame.is_hidden("right")
    window.commands.run("layers")
    window.workspace.select(())
    assert not window.frame.is_hidden("left")  # the hand has opened it
    window.show_side(window.history)
    assert not window.frame.is_hidden("right")
    window.set_look(projector=False)
    assert not window.frame.is_hidden("left")
    assert not window.frame.is_hidden("right")


def test_strip_stays_over_the_map_when_panels_change(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    window.undo_strip.say("Done", undo=True)
    window.go_to("prioritise")

    def lies_over_the_map() -> bool:
        corner = window.map.mapTo(window._centre, QPoint(0, 0))
        middle = corner.x() + window.map.width() / 2
        return abs(window.undo_strip.geometry().center().x() - middle) <= 2

    qtbot.waitUntil(lies_over_the_map)
