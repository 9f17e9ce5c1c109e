# SPDX-License-Identifier: MIT
"""What an audience would see: worked out at once, of a large plan beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from hotmap.domain.summary import HotspotSummary
from hotmap.gui.workers import Job, Progress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import releasing

AT_ONCE = 3000  # records; a release of more takes longer than a blink


@dataclass(frozen=True)
class Preview:
    """A release for one audience before anything is written.

    Attributes
    ----------
    audience : str
    prepared : Prepared
        The release beside the sender's exact figures, as `hotmap.services.releasing.preview` returns it.
    summaries : mapping
        Of the released hotspots, from what was released alone.
    """

    audience: str
    prepared: Any
    summaries: Mapping[str, HotspotSummary]


class Previews(QObject):
    """Makes previews one after the other; a newer wish takes the place of an older one under way.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """True while a preview is being made."""
        return self._job is not None

    def want(self, audience: str, language: str, on_done: Callable[[Preview], object]) -> None:
        """Make a preview of the plan as it stands and hand it to `on_done`."""
        workspace, session = self._workspace, self._workspace.session
        if session is None:
            return
        self.stop()
        make, today = releasing.previewer(session), workspace.today()

        def work(progress: Progress | None = None) -> Preview:
            prepared = make(audience, language)
            return Preview(audience, prepared, prepared.release.summaries(today))

        if len(workspace.plan.content()) <= AT_ONCE:
            preview = workspace.attempt(work)
            if preview is not None:
                on_done(preview)
            return
        name = workspace.plan.lists.text("audience", audience)
        title = tr("Working out what {audience} would see").format(audience=name)
        job = self._job = workspace.jobs.run(
            title,
            work,
            lambda preview: self._end(job, lambda: on_done(preview)),
            lambda sentence: self._end(job, lambda: workspace.failed.emit(sentence)),
            lambda: self._end(job, lambda: None),
        )

    def stop(self) -> None:
        """Give up the preview that is being made; nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _end(self, job: Job, then: Callable[[], object]) -> None:
        if self._job is job:
            self._job = None
            then()
