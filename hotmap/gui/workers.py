# SPDX-License-Identifier: MIT
"""Work that takes longer than a blink, beside the window, with progress and Cancel.

A job gets plain data and returns plain data: the open plan's database belongs to the thread of
the window and never goes into one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from hotmap.errors import CancelledError, HotmapError
from hotmap.i18n import current_language, set_language, tr

Progress = Callable[[float, str], None]
"""Called by the work with a share from 0 to 1 and what is being done; raises when cancelled."""

COLLECT_EVERY_MS = 500


class Job(QThread):
    """One piece of work in its own thread.

    Parameters
    ----------
    title : str
        What the strip says while it runs.
    work : callable
        Takes a `Progress` and returns the result.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    _ended = Signal(str, object)

    def __init__(self, title: str, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._language = current_language()
        self._is_cancelled = False
        self.error: HotmapError | None = None  # what was refused, for those who offer a way out
        # The job itself lives in the window's thread, so its own slot is what crosses over.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nothing it began stays."""
        self._is_cancelled = True

    def run(self) -> None:
        """Do the work; Qt calls this in the new thread."""
        set_language(self._language)
        try:
            result = self._work(self._report)
            self._raise_if_cancelled()
        except CancelledError:
            self._ended.emit("cancelled", None)
        except HotmapError as error:
            self.error = error
            self._ended.emit("failed", str(error))
        except MemoryError:
            self._ended.emit(
                "failed", tr("There is not enough memory for this file. Close other programs, or split the file.")
            )
        except Exception as error:  # a defect of ours must not take the window with it
            self._ended.emit("failed", tr("That did not work, and nothing was changed: {why}").format(why=error))
        else:
            self._ended.emit("succeeded", result)

    def _on_ended(self, how: str, value: Any) -> None:
        if self._is_cancelled or how == "cancelled":
            self.cancelled.emit()
        elif how == "failed":
            self.failed.emit(value)
        else:
            self.succeeded.emit(value)

    def _report(self, share: float, what: str = "") -> None:
        self._raise_if_cancelled()
        self.progressed.emit(share, what)

    def _raise_if_cancelled(self) -> None:
        if self._is_cancelled:
            raise CancelledError(tr("Cancelled; nothing was changed."))


class _Collector(QObject):
    """Collects garbage in the window's thread alone while there are others.

    Python collects in whichever thread happens to allocate. A widget that only a cycle keeps alive
    would be destroyed there, and Qt does not survive that.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=COLLECT_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._was_enabled = False

    def begin(self) -> None:
        """A thread is about to run."""
        if not self._timer.isActive():
            self._was_enabled = gc.isenabled()
            gc.disable()
            self._timer.start()

    def end(self) -> None:
        """The last thread has ended."""
        if self._timer.isActive():
            self._timer.stop()
            if self._was_enabled:
                gc.enable()

    def _collect(self) -> None:
        due = [generation for generation in (2, 1, 0) if gc.get_count()[generation] > gc.get_threshold()[generation]]
        if due:
            gc.collect(due[0])


class Jobs(QObject):
    """The jobs that run now.

    `started` lets the window show a strip with progress and Cancel.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Job] = set()
        self._collector = _Collector(self)

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], Any],
        on_failed: Callable[[str], Any] | None = None,
        on_cancelled: Callable[[], Any] | None = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Start `work` in a thread; the callbacks run in the window's thread.

        Parameters
        ----------
        title : str
        work : callable
            Takes a `Progress`, returns the result.
        on_done, on_failed, on_cancelled : callables
            Take the result, the sentence, nothing.
        quiet : bool
            Nobody has asked for it, so no strip tells of it.
        """
        job = Job(title, work, self)
        self._running.add(job)
        job.succeeded.connect(on_done)
        # Slots of its own, never closures over itself: a job that is destroyed would let go of the last
        # reference to its parent, and the parent would destroy the job once more.
        for over in (job.succeeded, job.failed, job.cancelled):
            over.connect(self._end)
        if on_failed:
            job.failed.connect(on_failed)
        if on_cancelled:
            job.cancelled.connect(on_cancelled)
        if not quiet:
            self.started.emit(job)
        self._collector.begin()
        job.start()
        return job

    def stop_all(self) -> None:
        """Cancel what runs and wait for it, before the window closes."""
        for job in tuple(self._running):
            job.cancel()
            job.wait(3000)
        if all(job.isFinished() for job in self._running):
            self._collector.end()

    def _end(self, *_: object) -> None:
        job = self.sender()
        assert isinstance(job, Job)
        job.wait()
        self._running.discard(job)
        job.deleteLater()
        if not self._running:
            self._collector.end()
