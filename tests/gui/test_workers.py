# SPDX-License-Identifier: MIT
"""Work beside the window: its result, its refusal and its Cancel come back to the window's thread."""

from __future__ import annotations

import gc
import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from hotmap.errors import InputError
from hotmap.gui.workers import Jobs, Progress


def test_job_works_in_its_thread_and_reports_in_the_windows(qtbot: QtBot) -> None:
    jobs, got = Jobs(), []
    here = QThread.currentThread()

    def work(progress: Progress) -> bool:
        progress(0.5, "half")
        return QThread.currentThread() is not here

    job = jobs.run("Work", work, lambda result: got.append((result, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(True, True)]
    assert job.error is None


@pytest.mark.parametrize(
    ("error", "words"), [(InputError("Not a list."), "Not a list."), (KeyError("x"), "nothing was changed")]
)
def test_job_that_fails_says_why(qtbot: QtBot, error: Exception, words: str) -> None:
    jobs, got = Jobs(), []

    def work(progress: Progress) -> Any:
        raise error

    jobs.run("Work", work, lambda result: got.append("done"), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert words in got[0]


def test_cancelled_job_gives_no_result(qtbot: QtBot) -> None:
    jobs, got, go = Jobs(), [], threading.Event()

    def work(progress: Progress) -> str:
        go.wait(5)
        progress(0.1, "")
        return "result"

    job = jobs.run("Work", work, got.append, got.append, lambda: got.append("cancelled"))
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["cancelled"]


def test_garbage_is_collected_in_the_windows_thread_while_a_job_runs(qtbot: QtBot) -> None:
    destroyed_in: list[QThread] = []

    class Discarded(QObject):
        def __del__(self) -> None:
            destroyed_in.append(QThread.currentThread())

    jobs, got, go = Jobs(), [], threading.Event()
    before = gc.get_threshold()
    gc.collect()

    def work(progress: Progress) -> bool:
        go.wait(10)
        rubbish = [[number] for number in range(5_000)]
        return gc.isenabled() and bool(rubbish)

    try:
        jobs.run("Allocate", work, got.append)
        gc.set_threshold(1, 1, 1)
        discarded = Discarded()
        discarded.me = discarded  # type: ignore[attr-defined]
        del discarded
        qtbot.waitUntil(lambda: bool(destroyed_in))
        go.set()
        qtbot.waitUntil(lambda: bool(got))
    finally:
        gc.set_threshold(*before)
        go.set()
    assert set(destroyed_in) == {QThread.currentThread()}
    assert got == [False]  # nothing is collected in the job's own thread
    assert gc.isenabled()
