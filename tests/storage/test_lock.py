# SPDX-License-Identifier: MIT
"""Who holds a plan: machines keep each other out, windows of one machine do not."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from pathlib import Path

import pytest

from hotmap.domain.records import PlanInfo
from hotmap.errors import LockedError
from hotmap.storage import lock
from hotmap.storage.lock import STALE_S, PlanLock
from hotmap.storage.planfile import PlanFile


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def on(monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    """Go on as another machine."""
    monkeypatch.setenv("HOTMAP_MACHINE", machine)


def test_take_on_another_machine_names_role_and_machine(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "laptop 1")
    PlanLock(path, "Civil Affairs", now=clock).take()
    on(monkeypatch, "laptop 2")
    with pytest.raises(LockedError, match="Civil Affairs is writing to this plan on laptop 1") as caught:
        PlanLock(path, "JPT", now=clock).take()
    assert caught.value.holder == "Civil Affairs, laptop 1"


def test_take_after_silence_takes_over_and_the_silent_one_learns_it(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "laptop 1")
    first = PlanLock(path, "Civil Affairs", now=clock)
    first.take()
    clock.now += STALE_S + 1
    on(monkeypatch, "laptop 2")
    PlanLock(path, "JPT", now=clock).take()
    on(monkeypatch, "laptop 1")
    with pytest.raises(LockedError):
        first.renew()


def test_renew_keeps_others_out(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "laptop 1")
    first = PlanLock(path, "Civil Affairs", now=clock)
    first.take()
    clock.now += STALE_S - 1
    first.renew()
    clock.now += STALE_S - 1
    on(monkeypatch, "laptop 2")
    with pytest.raises(LockedError):
        PlanLock(path, "JPT", now=clock).take()


def test_take_twice_on_one_machine_works_side_by_side(path: Path, clock: Clock) -> None:
    window, command = PlanLock(path, "JPT", now=clock), PlanLock(path, "JPT", now=clock)
    window.take()
    command.take()
    command.release()
    assert len(json.loads(window.file.read_text())) == 1
    window.release()
    assert not window.file.exists()


def test_take_with_torn_lock_file_takes_over(path: Path, clock: Clock) -> None:
    mine = PlanLock(path, "JPT", now=clock)
    mine.file.write_text('[{"token": "ab')
    mine.take()
    assert json.loads(mine.file.read_text())[0]["actor"] == "JPT"


def test_take_on_a_full_disk_leaves_nothing_behind(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_disk(file: Path, text: str, encoding: str) -> None:
        file.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", fill_disk)
    PlanLock(path, "JPT", now=clock).take()
    assert list(path.parent.iterdir()) == []


def test_lock_file_names_neither_host_nor_login(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "jane-does-laptop")
    lock.machine_fingerprint.cache_clear()
    mine = PlanLock(path, "JPT", now=clock)
    mine.take()
    text = mine.file.read_text()
    assert "jane" not in text
    assert getpass.getuser() not in text
    lock.machine_fingerprint.cache_clear()


def test_in_words_translates_what_no_one_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "tr", lambda text: text.replace("computer", "ordinateur"))
    assert lock.in_words("computer 7F3C") == "ordinateur 7F3C"
    assert lock.in_words("laptop 1") == "laptop 1"


def test_plan_held_elsewhere_opens_for_reading_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "laptop 1")
    with PlanFile.create(path, PlanInfo(title="Sector North"), actor="Civil Affairs"):
        on(monkeypatch, "laptop 2")
        with pytest.raises(LockedError):
            PlanFile.open(path, actor="JPT")
        with PlanFile.open(path, actor="JPT", write=False) as reader:
            assert reader.load().info.title == "Sector North"
        on(monkeypatch, "laptop 1")
    on(monkeypatch, "laptop 2")
    PlanFile.open(path, actor="JPT").close()
