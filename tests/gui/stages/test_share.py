# SPDX-License-Identifier: MIT
"""What a recipient will see is shown before anything is written, and then written as shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot
from shapely.geometry import box

from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.records import Layer
from hotmap.gui.main_window import MainWindow
from hotmap.gui.stages.share import ShareStage
from hotmap.services import editing
from tests.gui.conftest import named
from tests.gui.layered import layer_named


def shared(window: MainWindow, audience: str) -> ShareStage:
    window.go_to("share")
    stage = window.stage
    assert isinstance(stage, ShareStage)
    stage.audiences.choose(audience)
    return stage


def test_share_shows_only_what_is_marked_for_the_audience(window: MainWindow) -> None:
    session, workspace = window.workspace.session, window.workspace
    assert session is not None
    editing.mark(session, [workspace.plan.get(named(workspace, "Oruk mine"))], {"audiences": ("mission",)})
    assert shared(window, "partners").table.records.rowCount() == 2
    assert shared(window, "mission").table.records.rowCount() == 3
    assert shared(window, "public").table.records.rowCount() == 0


def test_share_counts_every_audience_while_idle(qtbot: QtBot, window: MainWindow) -> None:
    stage = shared(window, "partners")
    qtbot.waitUntil(lambda: not stage._waiting)
    counts = {code: row._count for code, row in stage.audiences._rows.items()}
    assert counts["mission"] == counts["partners"] == "3 of 3"
    assert counts["public"] == "0 of 3"


def test_share_tells_places_of_partners_as_cells(window: MainWindow) -> None:
    model = shared(window, "partners").table.records
    column = next(at for at, column in enumerate(model.columns) if column.id == "place")
    assert {model.index(row, column).data() for row in range(model.rowCount())} == {"10 km cell"}


def test_mark_now_gives_unmarked_records_the_plans_audiences(window: MainWindow) -> None:
    session, workspace = window.workspace.session, window.workspace
    assert session is not None
    record = editing.add_record(session, "hotspot", {"name": "Unmarked"})
    stage = shared(window, "mission")
    assert stage.open_questions()[0] == 1
    stage.panel.mark_wanted.emit()
    assert workspace.plan.get(record.uuid).marking.audiences == ("mission", "partners")
    assert stage.open_questions()[0] == 0


def test_write_puts_an_inspected_file_and_remembers_it(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    stage = shared(window, "partners")
    out = tmp_path / "out"
    stage.write(out, ("geojson",))
    qtbot.waitUntil(lambda: not window.workspace.jobs._running, timeout=20_000)
    assert {path.suffix for path in out.iterdir()} == {".geojson", ".json"}  # the file and the manifest
    assert window.notices.isHidden()
    assert window.workspace.session is not None
    assert [entry["audience"] for entry in window.workspace.session.releases()] == ["partners"]


def test_send_button_waits_while_files_are_written(window: MainWindow) -> None:
    panel = shared(window, "mission").panel
    panel.show_busy(True)
    assert not panel._send.isEnabled()
    panel.show_busy(False)
    assert panel._send.isEnabled()


def test_share_shows_a_recipient_no_layer_that_the_plan_hides(window: MainWindow) -> None:
    session, workspace = window.workspace.session, window.workspace
    assert session is not None
    shapes = np.array([box(57.0, -4.6, 57.1, -4.5)], dtype=object)
    layer = Layer(name="Farmland", kind="layer", marking=Marking(audiences=("mission", "partners")))
    session.add_layer(layer, FeatureTable(shapes, {"crop": ["rice"]}), "Add Farmland")
    for is_hidden in (True, False, True):
        workspace.toggle(layer_named(workspace, "Farmland").uuid)
        for audience in ("mission", "partners"):
            scene = shared(window, audience).theirs.canvas.scene
            assert [scene.shows(context.layer.uuid) for context in scene.layers] == [not is_hidden]


def test_share_of_nothing_cannot_be_written_and_says_why(window: MainWindow) -> None:
    panel = shared(window, "public").panel
    assert not panel._send.isEnabled()
    assert "None of" in panel._about.text() or "unmarked" in panel._about.text()
    panel = shared(window, "partners").panel
    assert panel._send.isEnabled()
    assert panel._mark.isHidden()


def test_share_of_unmarked_records_offers_to_mark_them(window: MainWindow) -> None:
    session, workspace = window.workspace.session, window.workspace
    assert session is not None
    editing.mark(session, workspace.plan.content(), {"audiences": None})
    panel = shared(window, "partners").panel
    assert "unmarked: mark now" in panel._about.text()
    panel._mark.click()
    assert shared(window, "partners").panel._send.isEnabled()
