# SPDX-License-Identifier: MIT
"""What the plan checker says of the open plan; of a large one it is worked out beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from hotmap.domain.checks import Finding, check
from hotmap.domain.plan import Plan
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.workers import Jobs
from hotmap.i18n import tr

AT_ONCE = 3000  # records; checking more takes longer than a blink


class Checker(QObject):
    """The findings of the newest plan it was asked about.

    Parameters
    ----------
    jobs : Jobs
    """

    found = Signal()
    """Findings that were not there when they were asked for."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._done: tuple[Plan, date] | None = None
        self._wanted: tuple[Plan, date, Mapping[str, HotspotSummary] | None] | None = None
        self._is_busy = False
        self._findings: list[Finding] = []

    def forget(self) -> None:
        """Drop what is known: another plan is open."""
        self._done, self._wanted, self._findings = None, None, []

    def findings(self, plan: Plan, today: date, summaries: Mapping[str, HotspotSummary] | None) -> list[Finding]:
        """Return the findings; of a large plan those known so far, and `found` follows."""
        if self._done is not None and self._done[0] is plan and self._done[1] == today:
            return self._findings
        self._wanted = (plan, today, summaries)
        if len(plan.content()) <= AT_ONCE:
            self._take(plan, today, check(plan, today, summaries))
        elif not self._is_busy:
            self._begin()
        return self._findings

    def _begin(self) -> None:
        if self._wanted is None:
            return
        plan, today, summaries = self._wanted
        self._is_busy = True
        self._jobs.run(
            tr("Checking the plan"),
            lambda progress: check(plan, today, summaries),
            lambda found: self._end(plan, today, found),
            lambda _: self._end(plan, today, []),
            lambda: self._end(None, today, []),
            quiet=True,
        )

    def _end(self, plan: Plan | None, today: date, found: list[Finding]) -> None:
        self._is_busy = False
        if plan is None or self._wanted is None:
            return
        if self._wanted[0] is plan:
            self._take(plan, today, found)
            self.found.emit()
        else:
            self._begin()  # the plan has changed meanwhile

    def _take(self, plan: Plan, today: date, found: list[Finding]) -> None:
        self._done, self._findings = (plan, today), found
