# SPDX-License-Identifier: MIT
"""A dropped file is shown before it is written, comes in as one action, and Cancel leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from hotmap.gui.main_window import MainWindow

CSV = """Name;Latitude;Longitude;People
North well;-4,21;57,02;1200
Broken row;;;
Ridge school;-4,28;57,23;320
"""


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "hotspots.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(QPoint(300, 300)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def previewed(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    drop(window, path)
    qtbot.waitUntil(lambda: window.importing.prepared is not None, timeout=20_000)


def as_hotspots(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.importing
    panel._as.setCurrentIndex(panel._as.findData("hotspot"))
    panel._on_as()
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)


def test_drop_shows_counts_and_columns_and_writes_nothing(qtbot: QtBot, window: MainWindow, csv: Path) -> None:
    previewed(qtbot, window, csv)
    as_hotspots(qtbot, window)
    prepared = window.importing.prepared
    assert prepared is not None
    report = prepared.report
    assert window.importing.isVisible()
    assert (report.read, report.added, [s.row for s in report.skipped]) == (3, 2, [3])
    assert {"name", "lat", "lon"} <= {used.field for used in report.columns}
    assert window.workspace.plan.count("hotspot") == 3


def test_commit_is_one_action_with_the_plans_audiences_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, csv: Path
) -> None:
    previewed(qtbot, window, csv)
    as_hotspots(qtbot, window)
    session = window.workspace.session
    assert session is not None
    before = len(session.log())
    window.importing.commit()
    added = [h for h in window.workspace.plan.of("hotspot") if h.name in ("North well", "Ridge school")]
    assert [h.marking.audiences for h in added] == [("mission", "partners")] * 2
    assert len(session.log()) == before + 1
    assert not window.importing.isVisible()
    window.workspace.undo()
    assert window.workspace.plan.count("hotspot") == 3


def test_column_changed_by_hand_is_understood_again(qtbot: QtBot, window: MainWindow, csv: Path) -> None:
    previewed(qtbot, window, csv)
    as_hotspots(qtbot, window)
    window.importing.columns.changed.emit("name", "")
    qtbot.waitUntil(lambda: window.importing.prepared is not None, timeout=20_000)
    prepared = window.importing.prepared
    assert prepared is not None
    assert "name" not in {used.field for used in prepared.report.columns}


def test_unreadable_file_is_refused_in_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    drop(window, path)
    qtbot.waitUntil(lambda: window.importing._problem.isVisible(), timeout=20_000)
    assert window.importing.prepared is None
    assert not window.importing._go.isEnabled()


def test_cancel_closes_and_leaves_nothing(qtbot: QtBot, window: MainWindow, csv: Path) -> None:
    previewed(qtbot, window, csv)
    window.importing._cancel()
    assert not window.importing.isVisible()
    assert window.workspace.plan.count("hotspot") == 3


def test_enter_brings_in_a_file_that_was_just_shown(qtbot: QtBot, window: MainWindow, csv: Path) -> None:
    window.show()
    previewed(qtbot, window, csv)
    button = window.importing._go
    assert window.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.workspace.plan.count("layer") + window.workspace.plan.count("hotspot") > 3
