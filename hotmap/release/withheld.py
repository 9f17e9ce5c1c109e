# SPDX-License-Identifier: MIT
"""What did not leave: exactly for the sender's preview, in bands for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from hotmap.domain.records import Record
from hotmap.errors import RuleError
from hotmap.i18n import tr
from hotmap.release.gate import EXPIRED_REASON, UNMARKED_REASON
from hotmap.release.release import MANY


@dataclass
class Withheld:
    """Exact figures of what stays in; for the sender only, no release refers to it.

    Attributes
    ----------
    total : int
        Records that people wrote, released or not.
    records : mapping of str to str
        Reason by the uuid of each record that stays in: ``unmarked``, ``marking`` (not marked for
        this audience), ``expired``, ``policy``, ``small`` (a count under 10) or ``parent`` (its
        hotspot stays in).
    by_kind, by_originator, by_reason : Counter
    fields : Counter
        Filled fields that stay in of records that leave, by ``kind.field``.
    """

    total: int = 0
    records: dict[str, str] = field(default_factory=dict)
    by_kind: Counter[str] = field(default_factory=Counter)
    by_originator: Counter[str] = field(default_factory=Counter)
    by_reason: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def keep(self, record: Record, reason: str) -> None:
        """Note that a record stays in."""
        self.records[record.uuid] = reason
        self.by_kind[record.KIND] += 1
        self.by_originator[record.marking.originator or ""] += 1
        self.by_reason[reason] += 1

    def __len__(self) -> int:
        return len(self.records)

    def bands(self, kinds: tuple[str, ...]) -> Mapping[str, str]:
        """Return ``none``, ``some`` or ``many`` by kind: all that a reader is told."""
        return {kind: _band(self.by_kind[kind]) for kind in kinds}

    def refusal(self, audience: str) -> RuleError:
        """Return what refuses an export of nothing, with how the command line settles it."""
        unmarked, total = self.by_reason[UNMARKED_REASON], self.total
        if not total:
            return RuleError(tr("The plan is empty, so there is nothing to export. Draw or import hotspots first."))
        option = f"hotmap mark PLAN ID… audiences={audience}"
        if unmarked:
            sentence = tr(
                "{unmarked} of {total} unmarked: mark now who may have them. "
                "Nobody receives a record that is not marked."
            )
            return RuleError(sentence.format(unmarked=unmarked, total=total), option=option)
        marking, expired = self.by_reason["marking"], self.by_reason[EXPIRED_REASON]
        sentence = tr(
            "None of {total} records may go to this audience: {marking} are marked for others, {expired} permissions "
            "have ended, {policy} stay in by the release policy. Mark for this audience what it may have."
        )
        policy = total - marking - expired
        return RuleError(sentence.format(total=total, marking=marking, expired=expired, policy=policy), option=option)


def _band(count: int) -> str:
    return "none" if not count else "some" if count < MANY else "many"
