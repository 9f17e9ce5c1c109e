# SPDX-License-Identifier: MIT
"""Base maps in the window: drawn in slices, read through beside it, and told of once when they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hotmap.analysis.rasters import Affine
from hotmap.domain.records import Layer
from hotmap.gui.looks.picture_section import PictureSection
from hotmap.gui.main_window import MainWindow
from hotmap.importers.rasters import base, pyramid
from hotmap.services import bringing_pictures, editing
from hotmap.services.bringing_pictures import PictureRequest
from tests.pictures import board, heights, write_geotiff

AT_TIVA: Affine = (20.0, 0.0, 500_000.0, 0.0, -20.0, 9_520_000.0)


def added(window: MainWindow, path: Path) -> Layer:
    session = window.workspace.session
    assert session is not None
    prepared = bringing_pictures.prepare(session.plan, PictureRequest(path), session.actor)
    return bringing_pictures.commit(session, prepared)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return write_geotiff(
        tmp_path / "map.tif", board(600, 500, 40), affine=AT_TIVA, epsg=32740, photometric="rgb", tile=(64, 64)
    )


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.map.canvas.picture.is_settled, timeout=20_000)


def colour_at(window: MainWindow, lon: float, lat: float) -> tuple[int, int, int]:
    at = window.map.canvas.to_px(lon, lat).toPoint()
    colour = window.map.canvas.grab().toImage().pixelColor(at)
    return colour.red(), colour.green(), colour.blue()


def test_base_map_is_drawn_hidden_and_undone(qtbot: QtBot, window: MainWindow, picture: Path) -> None:
    layer = added(window, picture)
    window.map.zoom_to(tuple(layer.bbox))
    settled(qtbot, window)
    west, south, east, north = layer.bbox
    place = (west + (east - west) * 0.9, south + (north - south) * 0.9)
    shown = colour_at(window, *place)
    window.workspace.toggle(layer.uuid)
    settled(qtbot, window)
    hidden = colour_at(window, *place)
    window.workspace.undo()
    settled(qtbot, window)
    assert shown != hidden
    assert colour_at(window, *place) == shown
    window.workspace.undo()
    settled(qtbot, window)
    assert colour_at(window, *place) == hidden


def test_picture_without_coarse_levels_is_read_through_beside_the_window(
    qtbot: QtBot, window: MainWindow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyramid, "SMALL_PX", 60)
    monkeypatch.setattr(base, "SMALL_PX", 60)
    layer = added(window, picture)
    window.map.zoom_to(tuple(layer.bbox))
    window.map.canvas.zoom_by(0.2)
    [drawn] = window.map.canvas.scene.rasters
    assert drawn.raster is not None
    qtbot.waitUntil(lambda: drawn.raster is not None and drawn.raster.is_prepared, timeout=20_000)
    settled(qtbot, window)
    assert not window.map.canvas.scene.rasters[0].is_wanted


def test_missing_picture_is_told_once_found_again_and_drawn(
    qtbot: QtBot, window: MainWindow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = added(window, picture)
    path = window.workspace.session.path  # type: ignore[union-attr]
    moved = picture.rename(picture.with_name("elsewhere.tif"))
    window.workspace.close()
    window.workspace.open(path)
    qtbot.waitUntil(window.notices.isVisible, timeout=20_000)
    [find] = [b for b in window.notices.findChildren(QPushButton) if b.text() == "Find it …"]
    told: list[object] = []
    window.map.rasters.problems_found.connect(told.append)
    row = window.stages["map"].layers.row_of(layer.uuid)  # type: ignore[attr-defined]
    assert "Find it" in row.line.trouble
    window.map.canvas.zoom_by(0.8)
    settled(qtbot, window)
    assert not told
    monkeypatch.setattr("hotmap.gui.shell.base_map_commands.QFileDialog.getOpenFileName", lambda *_: (str(moved), ""))
    QTest.mouseClick(find, Qt.MouseButton.LeftButton)
    assert window.workspace.plan.get(layer.uuid).source == "elsewhere.tif"
    assert not window.notices.isVisible()
    assert window.map.canvas.scene.rasters[0].raster is not None
    qtbot.waitUntil(lambda: not row.line.trouble)


def test_picture_that_comes_back_is_drawn_again(qtbot: QtBot, window: MainWindow, picture: Path) -> None:
    added(window, picture)
    path = window.workspace.session.path  # type: ignore[union-attr]
    away = picture.rename(picture.with_name("away.tif"))
    window.workspace.close()
    window.workspace.open(path)
    settled(qtbot, window)
    assert window.map.canvas.scene.rasters[0].problem
    assert window.notices.isVisible()
    away.rename(picture)
    window.map.rasters.look_again()
    assert not window.map.canvas.scene.rasters[0].problem
    assert not window.notices.isVisible()


def test_look_of_a_base_map_tells_where_its_file_is_and_how_heights_are_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    path = write_geotiff(tmp_path / "maps" / "dem.tif", heights(), affine=AT_TIVA, epsg=32740, nodata=-9999)
    layer = added(window, path)
    window.workspace.look_wanted.emit(layer.uuid)
    section = window.findChild(PictureSection)
    assert section is not None
    qtbot.waitUntil(section.isVisible)
    assert section._where.text() == "maps/dem.tif"
    assert section.shading.currentData() == "relief"
    section.shading.setCurrentIndex(section.shading.findData("grey"))
    section.shading.activated.emit(1)
    assert window.workspace.plan.get(layer.uuid).style == {"shading": "grey"}
    assert not window.map.canvas.scene.rasters[0].is_relief
    QTest.mouseClick(section.copying, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workspace.plan.get(layer.uuid).source == "dem.tif", timeout=20_000)
    qtbot.waitUntil(lambda: not section.copying.isVisible())
    (tmp_path / "dem.tif").unlink()
    section.show_style()
    assert section.finding.isVisible()


def test_commands_find_and_copy_are_offered_only_where_they_help(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    picture = write_geotiff(tmp_path / "maps" / "map.tif", affine=AT_TIVA, epsg=32740, photometric="rgb")
    offered = {command.id: command for command in window.commands}
    find, copy = offered["picture_find"], offered["picture_copy"]
    assert not find.is_enabled()
    assert not copy.is_enabled()
    added(window, picture)
    assert copy.is_enabled()
    copy.run()
    qtbot.waitUntil(lambda: not copy.is_enabled(), timeout=20_000)
    assert window.workspace.plan.of("layer")[0].source == "map.tif"
    (tmp_path / "map.tif").unlink()
    assert find.is_enabled()


def test_room_sees_a_base_map_until_it_is_restricted(qtbot: QtBot, window: MainWindow, picture: Path) -> None:
    layer, session = added(window, picture), window.workspace.session
    assert session is not None
    window.map.zoom_to(tuple(layer.bbox))
    window.commands.run("wall")
    wall = window.projector.window
    assert wall is not None
    qtbot.waitUntil(lambda: len(wall.map.scene.rasters) == 1 and wall.map.picture.is_settled, timeout=20_000)
    shown = wall.map.grab().toImage()
    editing.mark(session, [session.plan.get(layer.uuid)], {"sensitivity": "severe"})
    qtbot.waitUntil(lambda: not wall.map.scene.rasters and wall.map.picture.is_settled, timeout=20_000)
    assert wall.map.grab().toImage() != shown
    window.projector.close()
