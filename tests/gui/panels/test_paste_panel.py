# SPDX-License-Identifier: MIT
"""Places pasted on the map: reviewed beside their marks, corrected by hand, taken as one action."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shapely.geometry import box

from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.paste_panel import MOST_ROWS, PastePanel
from hotmap.gui.widgets.notice import Notice
from hotmap.services import editing

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
LOG = (
    "[12/11/2026, 14:30:05] Post 3: shots near Faroda village 40M EV 910 988, call 0912 345 678\n"
    "Oruk market -4.5120, 58.1840\n"
    "Imbaro 58.0012, -4.6103\n"
    "Keth ford 40M FA 0510 21033\n"
)


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow) -> PastePanel:
    """The panel after the log was pasted on the map with Ctrl+V."""
    QGuiApplication.clipboard().setText(LOG)
    window.map.canvas.setFocus()
    qtbot.waitUntil(window.map.canvas.hasFocus)
    qtbot.keyClick(window.map.canvas, Qt.Key.Key_V, CONTROL)
    return window.places.open_pasting()


def pressed(panel: PastePanel, text: str) -> None:
    """Click a button by its text, once it is shown."""
    QTest.qWait(1)
    [found] = [b for b in panel.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    QTest.mouseClick(found, LEFT)
    QTest.qWait(1)


def test_pasting_on_the_map_shows_rows_and_numbered_marks(window: MainWindow, panel: PastePanel) -> None:
    assert panel.isVisible()
    assert [draft.name for draft in panel.drafts] == ["Faroda village", "Oruk market", "Imbaro", "Keth ford"]
    assert [mark.text for mark in window.places.marks.marks] == ["1", "2", "3"]
    shown = window.map.canvas.rect()
    assert all(shown.contains(window.map.canvas.to_px(m.lon, m.lat).toPoint()) for m in window.places.marks.marks)


def test_taking_pasted_places_is_one_undo_step_without_words_of_their_lines(
    window: MainWindow, panel: PastePanel
) -> None:
    before = window.workspace.plan.count("hotspot")
    pressed(panel, "Add 3 hotspots")
    plan = window.workspace.plan
    assert plan.count("hotspot") == before + 3
    assert window.workspace.undo_note() == "Paste 3 places"
    added = [plan.get(uuid) for uuid in window.workspace.selection]
    assert [record.name for record in added] == ["Faroda village", "Oruk market", "Imbaro"]
    assert not any(record.notes for record in added)  # a chat holds names and telephones of persons
    assert {record.marking.audiences for record in added} == {("mission", "partners")}
    assert window.places.marks.marks == ()
    window.workspace.undo()
    assert window.workspace.plan.count("hotspot") == before


def test_unticked_renamed_and_corrected_rows_are_taken_as_they_stand(window: MainWindow, panel: PastePanel) -> None:
    first, second, _, unread = panel._rows
    QTest.mouseClick(second._tick, LEFT, pos=QPoint(8, second._tick.height() // 2))
    first._name.selectAll()
    QTest.keyClicks(first._name, "Faroda north")
    unread._text.selectAll()
    QTest.keyClicks(unread._text, "40M FA 05100 21030")
    pressed(panel, "Add 3 hotspots")
    added = [window.workspace.plan.get(uuid) for uuid in window.workspace.selection]
    assert [record.name for record in added] == ["Faroda north", "Imbaro", "Keth ford"]


def test_editing_the_text_keeps_what_was_changed_in_the_rows(panel: PastePanel) -> None:
    panel._rows[1]._name.selectAll()
    QTest.keyClicks(panel._rows[1]._name, "Oruk")
    panel._text.setPlainText("Ford -4.4001, 58.0101\n" + LOG)
    panel.read()
    assert [draft.name for draft in panel.drafts] == ["Ford", "Faroda village", "Oruk", "Imbaro", "Keth ford"]


def test_places_outside_the_area_are_told_and_swapped_by_one_click(window: MainWindow, panel: PastePanel) -> None:
    session = window.workspace.session
    assert session is not None
    editing.set_geometry(session, session.plan.info, box(57, -5, 59, -4))
    panel.paste("Name\tLat\tLon\nTiva\t58.1\t-4.5\nOruk\t58.2\t-4.6\n")
    assert len(panel.drafts.outside) == 2
    pressed(panel, "Swap them")
    assert panel.drafts.outside == []
    assert [round(draft.point.lat, 1) for draft in panel.drafts if draft.point] == [-4.5, -4.6]


def test_unsure_order_is_swapped_in_its_row(panel: PastePanel) -> None:
    panel.paste("Tiva 4.5120, 27.2840")
    row = panel._rows[0]
    assert "latitude, longitude" in row._hint.text()
    QTest.mouseClick(row._swap, LEFT)
    assert row.draft.point is not None
    assert (row.draft.point.lat, row.draft.point.lon) == (27.284, 4.512)


def test_pasted_corners_become_one_area_once_they_are_in_order(window: MainWindow, panel: PastePanel) -> None:
    panel.paste("-4.4001, 58.0001\n-4.5001, 58.1001\n-4.4001, 58.1001\n-4.5001, 58.0001\n")
    panel.foot.target_box.setCurrentIndex(panel.foot.target_box.findData("area"))
    assert not panel.foot.go.isEnabled()
    pressed(panel, "Put in order")
    panel.foot.shape_name.setText("Ileo rice fields")
    pressed(panel, "Add the shape")
    [uuid] = window.workspace.selection
    record = window.workspace.plan.get(uuid)
    assert (record.name, record.geometry.geom_type) == ("Ileo rice fields", "Polygon")


def test_leaving_the_panel_takes_the_marks_away_and_keeps_the_text(window: MainWindow, panel: PastePanel) -> None:
    window.go_to("prioritise")
    assert window.places.marks.marks == ()
    window.go_to("map")
    assert [draft.name for draft in window.places.open_pasting().drafts][:2] == ["Faroda village", "Oruk market"]
    assert len(window.places.marks.marks) == 3


def test_row_under_the_hand_is_marked_on_the_map(window: MainWindow, panel: PastePanel) -> None:
    panel._rows[1]._name.setFocus()
    assert [mark.is_current for mark in window.places.marks.marks] == [False, True, False]


def test_pasting_text_without_coordinates_opens_nothing(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Meeting at 14:30, call 0912 345 678")
    window.map.canvas.setFocus()
    with qtbot.waitSignal(window.map.canvas.hint_changed) as said:
        qtbot.keyClick(window.map.canvas, Qt.Key.Key_V, CONTROL)
    assert "no coordinates" in said.args[0]
    assert window.places.marks.marks == ()


def test_coordinates_button_opens_the_review_unless_something_is_being_drawn(window: MainWindow) -> None:
    window.map.canvas.set_tool("area")
    window.map.coordinates_wanted.emit()
    assert window.places._pasting is None
    window.map.canvas.set_tool("select")
    window.map.coordinates_wanted.emit()
    assert window.places._pasting is not None
    assert window.places._pasting.isVisible()


def test_list_too_long_to_review_says_that_it_is_cut(panel: PastePanel) -> None:
    panel.paste("\n".join(f"Place {n} -4.{1000 + n}, 58.{1000 + n}" for n in range(MOST_ROWS + 5)))
    QTest.qWait(1)
    assert len(panel.drafts) == MOST_ROWS
    assert any("Only the first" in notice.accessibleName() for notice in panel.findChildren(Notice))
