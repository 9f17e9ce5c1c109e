# SPDX-License-Identifier: MIT
"""A small plan in a real file, a workspace over it, and the window where a test needs it whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.domain.records import PlanInfo
from hotmap.gui import theme
from hotmap.gui.main_window import MainWindow
from hotmap.gui.workspace import Workspace
from hotmap.services import editing
from hotmap.services.session import PlanSession

ACTOR = "Civil Affairs"
INFO = {"title": "Sector East", "forum": "Sector group", "default_audiences": ("mission", "partners")}


def fill(session: PlanSession) -> None:
    """Write three hotspots: one that suggests Must, one that suggests Could, one without a threat."""
    scores = {"Tiva camp": (4, 5), "Oruk mine": (2, 2), "Cape Tessa": None}
    for at, (name, score) in enumerate(scores.items()):
        place = box(57.0 + at, -4.5, 57.1 + at, -4.4) if at == 0 else Point(57.0 + at, -4.5)
        hotspot = editing.add_record(session, "hotspot", {"name": name, "type": "village"}, place, mark_as_plan=True)
        if score:
            factors = dict.fromkeys(("intent", "capability", "opportunity", "history"), score[0])
            factors |= dict.fromkeys(("severity", "exposure", "vulnerability"), score[1])
            values = {"hotspot": hotspot.uuid, "type": "armed_attack", **factors}
            editing.add_record(session, "threat", values, mark_as_plan=True)


@pytest.fixture(scope="session")
def written_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan file with three hotspots, written once: each action waits for the disk."""
    path = tmp_path_factory.mktemp("plan") / "plan.gpkg"
    with PlanSession.create(path, PlanInfo().with_values(INFO), ACTOR) as session:
        fill(session)
    return path


@pytest.fixture
def plan_path(written_plan: Path, tmp_path: Path) -> Path:
    """A copy of that plan for one test."""
    return Path(shutil.copy(written_plan, tmp_path / "plan.gpkg"))


@pytest.fixture
def workspace(qapp: QApplication, plan_path: Path) -> Iterator[Workspace]:
    """A workspace over the plan."""
    made = Workspace(ACTOR)
    assert made.open(plan_path)
    yield made
    made.jobs.stop_all()
    made.close()


@pytest.fixture(scope="session")
def still(qapp: QApplication) -> None:
    """The ordinary look without motion, put on once."""
    theme.apply(qapp, theme.Look.of(still=True))


@pytest.fixture
def window(qtbot: QtBot, still: None, workspace: Workspace) -> Iterator[MainWindow]:
    """The whole window over the plan, without motion."""
    made = MainWindow(workspace)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    # Outside of an event loop Qt keeps what is to be deleted, and every look would dress it again.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def named(workspace: Workspace, name: str) -> str:
    """Return the uuid of the hotspot of this name."""
    return next(h.uuid for h in workspace.plan.of("hotspot") if h.name == name)
