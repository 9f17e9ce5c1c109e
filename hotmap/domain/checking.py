# SPDX-License-Identifier: MIT
"""How the plan checker works; its rules are in `hotmap.domain.checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Response
from hotmap.domain.rubric import Rubric
from hotmap.domain.summary import OPEN_STATUSES, HotspotSummary, summarise

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One thing that the plan should not be sent with, or should be looked at.

    Attributes
    ----------
    rule : str
        Id of the rule.
    severity : str
        ``error``, ``warning`` or ``info``.
    uuid : str
        The record to go to.
    message : str
        What is wrong and how to mend it, in the current language.
    """

    rule: str
    severity: str
    uuid: str
    message: str


@dataclass(frozen=True)
class Checked:
    """What the rules look at: the records, the day and the hotspots' summaries."""

    records: RecordSet
    today: date
    summaries: Mapping[str, HotspotSummary] | None = None

    @cached_property
    def hotspots(self) -> list[HotspotSummary]:
        """Summaries of the hotspots that are not closed."""
        found = summarise(self.records, self.today) if self.summaries is None else self.summaries
        return [summary for summary in found.values() if summary.hotspot.status != "closed"]

    @cached_property
    def open_lines(self) -> list[Response]:
        """Response lines that are neither done nor cancelled."""
        return [line for line in self.records.of("response") if line.status in OPEN_STATUSES]

    @property
    def rubric(self) -> Rubric:
        """The rubric in force."""
        return Rubric.from_data(self.records.info.rubric)


Check = Callable[[Checked], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its severity and the function that yields (uuid, sentence)."""

    id: str
    severity: str
    find: Check


RULES: list[Rule] = []


def rule(id: str, severity: str) -> Callable[[Check], Check]:
    """Register a function as the rule `id`."""

    def register(find: Check) -> Check:
        RULES.append(Rule(id, severity, find))
        return find

    return register


def check(records: RecordSet, today: date, summaries: Mapping[str, HotspotSummary] | None = None) -> list[Finding]:
    """Return what the rules find, errors first, then in the order of the rules.

    Parameters
    ----------
    records : RecordSet
    today : date
        For overdue reviews and lines.
    summaries : mapping, optional
        Of the hotspots of `records` on that day, where somebody has them already.
    """
    checked = Checked(records, today, summaries)
    found = [Finding(rule.id, rule.severity, uuid, message) for rule in RULES for uuid, message in rule.find(checked)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
