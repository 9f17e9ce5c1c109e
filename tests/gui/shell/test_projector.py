# SPDX-License-Identifier: MIT
"""The window on the wall: it follows, waits, holds still and blanks, and nothing restricted reaches it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Layer
from hotmap.gui import theme
from hotmap.gui.main_window import MainWindow
from hotmap.gui.shell.projector_window import ProjectorWindow
from hotmap.gui.workspace import Workspace
from hotmap.services import editing
from hotmap.services.session import PlanSession
from tests.gui.conftest import ACTOR, named

ROOT = Path(__file__).resolve().parents[3]
CANARY = "Canary"
SECRET = {"sensitivity": "severe"}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def canary_plan(written_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan with something restricted of every kind that a map draws, and restricted fields."""
    path = Path(shutil.copy(written_plan, tmp_path_factory.mktemp("canaries") / "plan.gpkg"))
    with PlanSession.open(path, ACTOR) as session:
        area = box(57.4, -4.5, 57.5, -4.4)
        spot = editing.add_record(session, "hotspot", {"name": f"{CANARY} camp", "type": "village", **SECRET}, area)
        editing.add_record(session, "threat", {"hotspot": spot.uuid, "type": "killing"})
        incident = {"hotspot": spot.uuid, "type": "killing", "notes": CANARY}
        editing.add_record(session, "incident", incident, Point(57.45, -4.6))
        base = {"name": f"{CANARY} base", "domain": "troops", "type": "company_operating_base"}
        editing.add_record(session, "presence", {**base, "classification": "confidential"}, Point(57.6, -4.5))
        editing.add_record(session, "visit", {"name": f"{CANARY} visit", **SECRET}, Point(57.7, -4.5))
        seen = next(h for h in session.plan.of("hotspot") if h.name == "Tiva camp")
        marked = {"other_names": CANARY, "other_names@sensitivity": "high"}
        editing.set_values(session, [seen], {**marked, "description": CANARY, "description@sensitivity": "high"})
        _add_layer(session, "sources", box(57.2, -4.6, 57.3, -4.5), **SECRET)
    return path


@pytest.fixture
def plan_path(canary_plan: Path, tmp_path: Path) -> Path:
    """A copy of the plan with canaries for one test."""
    return Path(shutil.copy(canary_plan, tmp_path / "plan.gpkg"))


def _add(window: MainWindow, name: str, place: Any) -> None:
    session = window.workspace.session
    assert session is not None
    editing.add_record(session, "hotspot", {"name": name, "type": "village"}, place)


def _add_layer(session: PlanSession, name: str, area: Any, **marking: str) -> Layer:
    layer = Layer(uuid=new_uuid(), name=f"{CANARY} {name}", kind="layer").with_values(marking)
    table = FeatureTable(np.array([area], dtype=object), {"name": [f"{CANARY} feature"]})
    return session.add_layer(layer, table, "Add layer")


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> Iterator[ProjectorWindow]:
    """The projector window over a plan with canaries."""
    window.commands.run("wall")
    assert window.projector.window is not None
    wall = window.projector.window
    qtbot.waitExposed(wall)
    yield wall
    window.projector.close()


def _settle(window: MainWindow) -> None:
    """Let all that waits for the next turn of the loop happen, and both pictures be finished."""
    QApplication.processEvents()
    window.map.canvas.finish_picture()
    QApplication.processEvents()
    window.projector._follow_view()
    if window.projector.window is not None:
        window.projector.window.map.picture.finish()


def _picture(window: MainWindow) -> QImage:
    _settle(window)
    assert window.projector.window is not None
    return window.projector.window.grab().toImage()


def _words(wall: ProjectorWindow) -> str:
    """Return all that the window, its records and its marks could ever say."""
    texts = [wall.windowTitle(), wall.accessibleName()]
    for widget in wall.findChildren(QWidget):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        texts += [widget.text()] if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else []
    scene = wall.map.scene
    texts += [str(asdict(r)) for kind in ("plan", "layer") for r in scene.records.of(kind)]
    texts += [str(asdict(r)) for r in scene.records.content()]
    texts += [str(mark) for marks in (scene.hotspots, scene.presence, scene.incidents, scene.visits) for mark in marks]
    texts += [str(layer.table.columns) for layer in scene.layers]
    return "\n".join(texts)


def test_nothing_restricted_ever_reaches_the_wall(window: MainWindow, shown: ProjectorWindow) -> None:
    _settle(window)
    words = _words(shown)
    assert "Tiva camp" in words
    assert CANARY not in words


def test_wall_looks_as_if_what_is_restricted_did_not_exist(
    qtbot: QtBot, window: MainWindow, window_without: MainWindow
) -> None:
    view = (56.9, -4.8, 59.1, -4.2)
    pictures = []
    for one in (window, window_without):
        one.workspace.toggle("cover")  # what nobody may be told of cover is another matter, tested on its own
        one.commands.run("wall")
        one.map.zoom_to(view)
        pictures.append(_picture(one))
        one.projector.close()
    assert pictures[0] == pictures[1]


@pytest.fixture
def window_without(qtbot: QtBot, still: None, written_plan: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """Another window, over the same plan as it was before anything restricted was written."""
    workspace = Workspace(ACTOR)
    workspace.open(Path(shutil.copy(written_plan, tmp_path / "other.gpkg")))
    made = MainWindow(workspace)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def test_record_that_becomes_restricted_leaves_the_wall_at_once(window: MainWindow, shown: ProjectorWindow) -> None:
    session, before = window.workspace.session, _picture(window)
    assert session is not None
    editing.mark(session, [session.plan.get(named(window.workspace, "Oruk mine"))], {"sensitivity": "high"})
    QApplication.processEvents()
    assert "Oruk" not in _words(shown)
    assert _picture(window) != before


def test_edit_is_seen_by_the_room(window: MainWindow, shown: ProjectorWindow) -> None:
    before = _picture(window)
    _add(window, "Ileo fields", Point(58.5, -4.5))
    assert _picture(window) != before
    assert "Ileo fields" in _words(shown)


def test_wall_follows_the_view_and_shows_all_of_it(window: MainWindow, shown: ProjectorWindow) -> None:
    window.map.zoom_to((57.9, -4.6, 58.1, -4.4))
    _settle(window)
    west, south, east, north = window.map.bounds()
    wall = shown.map.view.bbox
    assert shown.map.view.centre == pytest.approx(window.map.canvas.view.centre)
    assert wall[0] <= west + 1e-9
    assert wall[1] <= south + 1e-9
    assert wall[2] >= east - 1e-9
    assert wall[3] >= north - 1e-9


def test_wall_waits_while_something_hidden_is_selected(window: MainWindow, shown: ProjectorWindow) -> None:
    _settle(window)
    workspace, before = window.workspace, shown.map.view
    hidden = workspace.plan.get(named(workspace, f"{CANARY} camp"))
    workspace.show(hidden)  # selects it and flies there
    _settle(window)
    assert shown.map.view == before
    assert shown.map.selection == ()
    assert window.projector.waits_for == f"{CANARY} camp"
    workspace.select(())
    window.resize(window.width() - 40, window.height())  # the map has another size and looks at the same place
    _settle(window)
    assert shown.map.view == before  # bare ground in the middle would tell as much
    workspace.show(workspace.plan.get(named(workspace, "Oruk mine")))
    _settle(window)
    assert shown.map.view.centre == pytest.approx((58.0, -4.5), abs=0.01)


def test_wall_that_has_to_wait_from_the_start_shows_all_that_the_room_may_see(window: MainWindow) -> None:
    window.workspace.show(window.workspace.plan.get(named(window.workspace, f"{CANARY} camp")))
    window.commands.run("wall")
    wall = window.projector.window
    assert wall is not None
    west, _, east, _ = wall.map.view.bbox
    assert west < 57.0 < 59.0 < east < 70
    assert window.projector.waits_for
    window.projector.close()


def test_selection_is_marked_on_the_wall(window: MainWindow, shown: ProjectorWindow) -> None:
    before, uuid = _picture(window), named(window.workspace, "Oruk mine")
    window.workspace.select((uuid,))
    assert shown.map.selection == (uuid,)
    assert _picture(window) != before


def test_picture_held_still_shows_neither_moves_nor_edits(window: MainWindow, shown: ProjectorWindow) -> None:
    _settle(window)
    window.commands.run("wall_hold")
    before = _picture(window)
    window.map.zoom_to((57.9, -4.6, 58.1, -4.4))
    _add(window, "Ileo fields", Point(57.5, -4.5))
    window.workspace.select((named(window.workspace, "Oruk mine"),))
    window.workspace.toggle("undecided")
    assert _picture(window) == before
    window.commands.run("wall_hold")
    assert _picture(window) != before
    assert "Ileo fields" in _words(shown)


def test_what_is_restricted_leaves_even_a_picture_held_still(window: MainWindow, shown: ProjectorWindow) -> None:
    session = window.workspace.session
    assert session is not None
    window.projector.hold_still(True)
    editing.mark(session, [session.plan.get(named(window.workspace, "Oruk mine"))], SECRET)
    _settle(window)
    assert "Oruk" not in _words(shown)
    assert "Cape Tessa" in _words(shown)


def test_name_that_is_restricted_leaves_even_a_picture_held_still(window: MainWindow, shown: ProjectorWindow) -> None:
    session = window.workspace.session
    assert session is not None
    uuids = [named(window.workspace, name) for name in ("Oruk mine", "Cape Tessa")]
    editing.mark(session, [session.plan.get(uuids[0])], {"sensitivity": "high"}, field="name")
    _settle(window)
    window.projector.hold_still(True)
    editing.mark(session, [session.plan.get(uuids[1])], {"sensitivity": "high"}, field="name")
    QApplication.processEvents()
    assert shown.map.picture.image is None  # the picture with the name is gone at once
    _settle(window)
    assert "Tessa" not in _words(shown)


def test_what_the_facilitator_switches_off_goes_from_the_wall(window: MainWindow, shown: ProjectorWindow) -> None:
    before = _picture(window)
    window.workspace.toggle("undecided")
    assert _picture(window) != before
    assert not shown.map.scene.shows("undecided")


def test_restricted_layer_is_not_drawn_and_a_released_one_is(window: MainWindow, shown: ProjectorWindow) -> None:
    session = window.workspace.session
    assert session is not None
    assert shown.map.scene.layers == ()
    layer = _add_layer(session, "roads", box(57.0, -4.6, 57.1, -4.5))
    _settle(window)
    assert [own.layer.uuid for own in shown.map.scene.layers] == [layer.uuid]
    editing.mark(session, [session.plan.get(layer.uuid)], SECRET)
    _settle(window)
    assert shown.map.scene.layers == ()


def test_blank_shows_the_title_alone(window: MainWindow, shown: ProjectorWindow) -> None:
    window.commands.run("wall_blank")
    assert not shown.shows_map
    assert not shown.map.isVisible()
    window.commands.run("wall_blank")
    assert shown.shows_map


def test_closing_the_plan_blanks_the_wall_until_the_map_is_shown_again(
    qtbot: QtBot, window: MainWindow, shown: ProjectorWindow, plan_path: Path
) -> None:
    window.commands.run("close_plan")
    assert "Tiva" not in _words(shown)
    assert not shown.shows_map
    window.files.open_path(plan_path)
    _settle(window)
    assert not shown.shows_map
    window.commands.run("wall_blank")
    _settle(window)
    assert shown.shows_map
    assert "Tiva camp" in _words(shown)
    assert CANARY not in _words(shown)


def test_facilitator_is_told_what_the_room_does_not_see(window: MainWindow, shown: ProjectorWindow) -> None:
    workspace = window.workspace
    hidden = named(workspace, f"{CANARY} camp")
    assert hidden in workspace.off_wall
    bar = window.wall_bar
    assert bar.isVisible()
    assert bar.accessibleName() == f"The room sees this map. {len(workspace.off_wall)} records stay off the wall"
    before = window.map.canvas.grab().toImage()
    window.projector.close()
    assert window.map.canvas.grab().toImage() != before  # the struck eyes are gone
    assert not bar.isVisible()
    assert workspace.off_wall == frozenset()


def test_inspector_says_that_a_record_is_not_on_the_wall(
    qtbot: QtBot, window: MainWindow, shown: ProjectorWindow
) -> None:
    window.workspace.select((named(window.workspace, f"{CANARY} camp"),))
    qtbot.waitUntil(lambda: window.stages["map"].inspector.view is not None)
    assert window.stages["map"].inspector.view._off_wall.isVisible()
    window.workspace.select((named(window.workspace, "Oruk mine"),))
    qtbot.waitUntil(lambda: not window.stages["map"].inspector.view._off_wall.isVisible())


def test_wall_draws_only_when_the_facilitators_map_is_done(window: MainWindow, shown: ProjectorWindow) -> None:
    _settle(window)
    canvas, wall = window.map.canvas, shown.map.picture
    canvas.set_view(canvas.view.panned(300, 0))
    window.projector._follow_view()
    canvas.picture._begin()
    wall._begin()
    assert wall._renderer is not None
    before = wall._renderer.image.copy()
    wall._step()
    assert wall._renderer.image == before  # not a stroke yet
    canvas.finish_picture()
    wall._step()
    assert wall._renderer is None or wall._renderer.image != before


def test_wall_is_large_while_the_window_keeps_its_type(window: MainWindow, shown: ProjectorWindow) -> None:
    assert not theme.active().projector
    assert shown.map.picture.magnify > 1.4
    assert window.map.canvas.picture.magnify == 1.0
    assert shown._as_of.fontMetrics().height() > window.bar._subtitle.fontMetrics().height()


def test_key_opens_and_closes_it_and_the_window_takes_it_along(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL | SHIFT)
    assert window.projector.is_open
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL | SHIFT)
    assert not window.projector.is_open
    window.commands.run("wall")
    window.close()
    assert not window.projector.is_open


TWO_SCREENS = {
    "screens": [
        {"name": name, "x": x, "y": 0, "width": width, "height": 800, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, x, width in (("laptop", 0, 1200), ("projector", 1200, 1000))
    ]
}
OPEN_ON_TWO = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.shell.projector_window import ProjectorWindow
canvas = MapCanvas(Scene(Plan()))
canvas.setGeometry(10, 10, 400, 300)
canvas.show()
wall = ProjectorWindow(canvas.picture, canvas)
wall.appear(canvas)
app.processEvents()
print(canvas.screen().name(), wall.screen().name(), wall.isFullScreen(), wall.width(), wall.height())
"""


def test_wall_fills_the_second_screen_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "screens.json").write_text(json.dumps(TWO_SCREENS), encoding="utf-8")
    # Qt reads a colon as the end of the name: the file is named from where it lies.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen:configfile=screens.json", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_ON_TWO], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["laptop", "projector", "True", "1000", "800"]
