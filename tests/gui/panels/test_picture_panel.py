# SPDX-License-Identifier: MIT
"""A dropped picture is shown where it lies, asks for what it needs, and becomes a base map by one action."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hotmap.analysis.rasters import Affine
from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.picture_panel import PicturePanel
from tests.pictures import write_geotiff, write_image

AT_TIVA: Affine = (200.0, 0.0, 500_000.0, 0.0, -200.0, 9_520_000.0)
"""Where the plan's hotspots are, UTM zone 40 south."""


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(QPoint(300, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def looked_at(qtbot: QtBot, window: MainWindow, *paths: Path) -> PicturePanel:
    drop(window, *paths)
    qtbot.waitUntil(lambda: window.pictures.prepared is not None, timeout=20_000)
    return window.pictures


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A picture in another folder than the plan's."""
    (tmp_path / "maps").mkdir()
    return write_geotiff(tmp_path / "maps" / "map.tif", affine=AT_TIVA, epsg=32740, photometric="rgb")


def test_drop_shows_what_it_is_and_writes_nothing(qtbot: QtBot, window: MainWindow, outside: Path) -> None:
    panel = looked_at(qtbot, window, outside)
    assert panel.isVisible()
    assert "90 × 70 pixels" in panel._about.text()
    assert "EPSG:32740" in panel._about.text()
    assert panel._audiences.chosen == ("mission", "partners")
    assert not window.workspace.plan.count("layer")
    qtbot.waitUntil(lambda: panel.preview._drawn is not None)


def test_add_writes_one_action_with_what_was_said(qtbot: QtBot, window: MainWindow, outside: Path) -> None:
    panel = looked_at(qtbot, window, outside)
    session = window.workspace.session
    assert session is not None
    before = len(session.log())
    panel._credit.setFocus()
    QTest.keyClicks(panel._credit, "Survey 2026")
    panel._copy.setChecked(False)
    click(panel._go)
    [layer] = window.workspace.plan.of("layer")
    assert (layer.name, layer.attribution, layer.source) == ("map", "Survey 2026", "maps/map.tif")
    assert layer.marking.audiences == ("mission", "partners")
    assert len(session.log()) == before + 1
    assert not panel.isVisible()
    window.workspace.undo()
    assert not window.workspace.plan.count("layer")


def test_copy_beside_the_plan_is_offered_and_made(qtbot: QtBot, window: MainWindow, outside: Path) -> None:
    panel = looked_at(qtbot, window, outside)
    assert panel._copy.isVisible()
    panel._copy.setChecked(True)
    click(panel._go)
    qtbot.waitUntil(lambda: window.workspace.plan.count("layer") == 1, timeout=20_000)
    session = window.workspace.session
    assert session is not None
    assert window.workspace.plan.of("layer")[0].source == "map.tif"
    assert session.path.with_name("map.tif").is_file()


def test_picture_beside_the_plan_needs_no_copy(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif", affine=AT_TIVA, epsg=32740, photometric="rgb")
    panel = looked_at(qtbot, window, path)
    assert not panel._copy.isVisible()
    assert "beside the plan already" in panel._outside.text()


def test_scan_without_system_asks_and_takes_the_likely_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.png", AT_TIVA, crs=None)
    drop(window, path.with_suffix(".pgw"), path)  # the world file was selected too, and first
    panel = window.pictures
    qtbot.waitUntil(panel._problem.isVisible, timeout=20_000)
    assert panel._name.text() == "scan.png"
    assert not panel._go.isEnabled()
    [zone] = [b for b in panel._crs_box.findChildren(QPushButton) if b.text() == "UTM zone 40S"]
    click(zone)
    qtbot.waitUntil(lambda: panel.prepared is not None, timeout=20_000)
    assert not panel._problem.isVisible()
    click(panel._go)
    assert window.workspace.plan.of("layer")[0].crs == "EPSG:32740"


def test_system_typed_that_does_not_exist_is_refused_in_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    drop(window, write_image(tmp_path / "scan.png", AT_TIVA, crs=None))
    panel = window.pictures
    qtbot.waitUntil(panel._crs_box.isVisible, timeout=20_000)
    QTest.keyClicks(panel._crs, "EPSG:1")
    QTest.keyClick(panel._crs, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not a reference system" in panel._problem.accessibleName(), timeout=20_000)
    assert panel._crs_box.isVisible()


def test_photo_that_nothing_places_is_refused(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = write_image(tmp_path / "photo.jpg")
    path.with_suffix(".jgw").unlink()
    drop(window, path)
    panel = window.pictures
    qtbot.waitUntil(panel._problem.isVisible, timeout=20_000)
    assert str(tmp_path) not in panel._problem.accessibleName()
    assert not panel._crs_box.isVisible()


def test_far_picture_is_warned_of(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    panel = looked_at(qtbot, window, write_geotiff(tmp_path / "map.tif"))
    [far] = [w for w in panel._prepared.warnings if w.kind == "far-away"]  # type: ignore[union-attr]
    assert "km away" in far.message


def test_cancel_leaves_nothing(qtbot: QtBot, window: MainWindow, outside: Path) -> None:
    panel = looked_at(qtbot, window, outside)
    panel._cancel()
    assert not panel.isVisible()
    assert not window.workspace.plan.count("layer")


def test_file_window_offers_pictures(window: MainWindow) -> None:
    offered: Callable[[], str] = window.importing.file_filter
    assert "*.mbtiles" in offered()
    assert "*.tif" in offered()
