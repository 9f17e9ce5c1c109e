# SPDX-License-Identifier: MIT
"""A plan that turns out damaged is put away, and somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hotmap.errors import PlanFileError
from hotmap.gui.sound_watch import SoundWatch
from hotmap.gui.workspace import Workspace
from hotmap.storage import gate, planfile
from tests.gui.conftest import ACTOR


def _always_damaged(db: object, path: Path) -> None:
    raise PlanFileError("The file is damaged.", path)


def test_plan_found_damaged_beside_the_work_is_closed_with_a_sentence(
    qapp: QApplication, qtbot: QtBot, plan_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planfile, "WORTH_BYTES", 0)
    monkeypatch.setattr(gate, "check_sound", _always_damaged)
    workspace = Workspace(ACTOR)
    SoundWatch(workspace)
    assert workspace.open(plan_path)
    with qtbot.waitSignal(workspace.failed) as told:
        pass
    assert "damaged" in told.args[0]
    assert not workspace.is_open
