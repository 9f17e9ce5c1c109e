# SPDX-License-Identifier: MIT
"""Which records leave, before anything is said of how they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, Decision, Incident, Layer, Population, Record
from hotmap.domain.summary import standing
from hotmap.release.cases import cases_of
from hotmap.release.gate import PARENT_REASON, SMALL_REASON, Gate, Passed
from hotmap.release.population import SMALLEST, suppressed
from hotmap.release.withheld import Withheld

MEANINGLESS_ALONE = ("population", "threat", "decision")
"""Kinds that leave only with the hotspot they are about."""


@dataclass
class Selection:
    """What leaves and what stays in.

    Attributes
    ----------
    by_uuid : dict of str to Passed
        Records that leave, by their own uuid, in the plan's order.
    layers : list of Layer
        Context layers that leave, whole.
    figures : mapping of str to int
        What may be told of each count of people, exactly, by uuid.
    incident_counts : mapping of str to int
        Incidents by type, where the audience gets counts only.
    withheld : Withheld
    """

    by_uuid: dict[str, Passed] = field(default_factory=dict)
    layers: list[Layer] = field(default_factory=list)
    figures: Mapping[str, int] = field(default_factory=dict)
    incident_counts: Mapping[str, int] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=Withheld)

    @property
    def passed(self) -> Iterable[Passed]:
        """Everything that leaves."""
        return self.by_uuid.values()

    def drop(self, uuid: str, reason: str) -> None:
        """Keep a record in after all."""
        self.withheld.keep(self.by_uuid.pop(uuid).record, reason)


def select(plan: RecordSet, gate: Gate) -> Selection:
    """Return which records of a plan pass the gate."""
    selection = Selection()
    for kind in CONTENT_KINDS:
        for record in plan.of(kind):
            selection.withheld.total += 1
            passed = gate.passed(record)
            if isinstance(passed, str):
                selection.withheld.keep(record, passed)
            else:
                selection.by_uuid[record.uuid] = passed
    for layer in plan.of("layer"):
        passed = gate.passed(layer)
        if isinstance(passed, Passed):
            selection.by_uuid[layer.uuid] = passed
            selection.layers.append(layer)
    _drop_orphans(selection)
    _drop_superseded(selection, gate)
    _drop_small_counts(selection)
    selection.incident_counts = _counted(plan.of("incident"), gate)
    for passed in selection.passed:
        _note_fields(selection.withheld, passed)
    return selection


def _drop_orphans(selection: Selection) -> None:
    for uuid, passed in list(selection.by_uuid.items()):
        about = passed.record.value("hotspot")
        if passed.record.KIND in MEANINGLESS_ALONE and about not in selection.by_uuid:
            selection.drop(uuid, PARENT_REASON)


def _drop_superseded(selection: Selection, gate: Gate) -> None:
    """Where the history of a level is not told, only the decisions that stand are."""
    if gate.policy.rule("decision", (), "supersedes", gate.audience) != "no":
        return
    decisions = [p.record for p in selection.passed if isinstance(p.record, Decision)]
    kept = {decision.uuid for decision in standing(decisions)}
    for decision in decisions:
        if decision.uuid not in kept:
            selection.drop(decision.uuid, "policy")


def _drop_small_counts(selection: Selection) -> None:
    by_hotspot: dict[str, list[Population]] = {}
    for passed in selection.passed:
        if isinstance(passed.record, Population) and "persons" in passed.rules:
            by_hotspot.setdefault(passed.record.hotspot or "", []).append(passed.record)
    figures: dict[str, int] = {}
    for counts in by_hotspot.values():
        told = suppressed(counts)
        figures |= told
        for count in counts:
            if count.persons is not None and count.uuid not in told:
                # Even without its figure it would say that there are a few of this group.
                selection.drop(count.uuid, SMALL_REASON)
    selection.figures = figures


def _counted(incidents: Iterable[Incident], gate: Gate) -> dict[str, int]:
    """Return incidents by type where the policy tells their number and nothing else."""
    counts = Counter(
        incident.type
        for incident in incidents
        if incident.type
        and gate.policy.rule("incident", cases_of(incident, gate.lists), "type", gate.audience) == "count"
        and gate.objection(incident.marking) is None
    )
    return {type_: count for type_, count in sorted(counts.items()) if count >= SMALLEST}


def _note_fields(withheld: Withheld, passed: Passed) -> None:
    record: Record = passed.record
    for code in (*type(record).specs(), "geometry"):
        if code not in passed.rules and record.value(code) is not None:
            withheld.fields[f"{record.KIND}.{code}"] += 1
