# SPDX-License-Identifier: MIT
"""Work beside the window: its result, its refusal and its Cancel come back to the window's thread."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QThread
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
