# SPDX-License-Identifier: MIT
"""Backups: made before the first write to a changed file, whole, and few."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.records import Hotspot
from hotmap.storage import backups
from hotmap.storage.planfile import PlanFile


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every session make its backup."""
    monkeypatch.setattr(backups, "EVERY_S", -1)


def draw(path: Path, hotspot: Hotspot) -> None:
    """Open the plan, draw one hotspot, close it."""
    with PlanFile.open(path, actor="JPT") as plan:
        plan.commit(ChangeSet("Draw", (inserted(hotspot),)))


def age(path: Path, seconds: float) -> None:
    """Make files look older."""
    stamp = time.time() - seconds
    os.utime(path, (stamp, stamp))


def test_backup_holds_the_plan_before_the_first_write(
    plan: PlanFile, path: Path, hotspot: Callable[..., Hotspot]
) -> None:
    plan.close()
    draw(path, hotspot())
    (backup,) = backups.backups_of(path)
    with PlanFile.open(backup, actor="JPT", write=False) as old:
        assert old.load().count("hotspot") == 0
        assert old.load().info.title == "Sector North"


def test_backup_is_not_made_by_opening_and_looking(plan: PlanFile, path: Path) -> None:
    plan.close()
    with PlanFile.open(path, actor="JPT") as again:
        again.load()
    assert backups.backups_of(path) == []


def test_backup_of_an_unchanged_file_is_not_made_again(plan: PlanFile, path: Path) -> None:
    backups.make(plan._db, path)
    age(path, 60)
    assert not backups.is_due(path)


def test_backups_stay_few(plan: PlanFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        stamp = f"2026-11-{number + 1:02d}"
        monkeypatch.setattr(backups, "_stamp", lambda stamp=stamp: stamp)
        backups.make(plan._db, path)
    assert [file.stem for file in backups.backups_of(path)] == [f"2026-11-{n:02d}" for n in range(3, 8)]
    assert len(list(backups.folder_of(path).iterdir())) == backups.KEEP


def test_backup_that_finds_no_room_does_not_stop_the_work(
    plan: PlanFile, path: Path, hotspot: Callable[..., Hotspot]
) -> None:
    plan.close()
    backups.folder_of(path).write_text("a file where the folder should be")
    draw(path, hotspot())
    with PlanFile.open(path, actor="JPT", write=False) as again:
        assert again.load().count("hotspot") == 1
