# SPDX-License-Identifier: MIT
"""How the records that leave are told: coarser places, keyed links, rounded counts, fixed phrases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from hotmap.domain.codelists import LEVELS
from hotmap.domain.cover import (
    EARS_TYPES,
    SEASONS,
    STATUSES,
    TIMES,
    StandingCover,
    is_armed,
    is_civilian,
    on_duty,
    standing_cover,
)
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.marking import CLASSIFICATIONS, Marking
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, GEOMETRY_KINDS, KINDS, Hotspot, Population, Presence, Record
from hotmap.domain.rubric import Rubric
from hotmap.i18n import tr
from hotmap.release.admin import Districts
from hotmap.release.gate import Gate, Passed
from hotmap.release.generalise import generalised
from hotmap.release.identity import Identities
from hotmap.release.population import band, rounded, whole_of
from hotmap.release.release import canonical
from hotmap.release.selection import Selection

_Record = TypeVar("_Record", bound=Record)


class Teller:
    """Makes the released records of one audience.

    Parameters
    ----------
    plan : RecordSet
    gate : Gate
    selection : Selection
    identities : Identities
    districts : callable
        Reads the boundaries the audience has too; called only when a district is to be told.

    Attributes
    ----------
    precisions, people_bands : dict
        As in `hotmap.release.release.Terms`; filled by `told`.
    """

    def __init__(
        self,
        plan: RecordSet,
        gate: Gate,
        selection: Selection,
        identities: Identities,
        districts: Callable[[], Districts],
    ) -> None:
        self._plan = plan
        self._gate = gate
        self._selection = selection
        self._identities = identities
        self._read_districts = districts
        self._districts: Districts | None = None
        self._places = {p.record.uuid: self._place(p) for p in selection.passed}
        self.precisions: dict[str, str] = {}
        self.people_bands: dict[str, str] = {}

    def told(self) -> list[Record]:
        """Return the released records, in no order yet."""
        told = [self._told(p) for p in self._selection.passed if not self._is_merged(p)]
        return self._merged_counts() + _without_repeats(told)

    def cover(self, today: str) -> dict[str, StandingCover]:
        """Return who stands at each released hotspot, where it can be told truly and tells nothing else.

        Only presence that is released too counts. Whether somebody told at another precision stands
        there would undo the coarser of the two cells, and whether somebody who stays in does would
        tell of them; but *nobody* would be false. So a hotspot in doubt is left out, and civilian
        presence in doubt stays open. The doubt follows from the released places and from what kinds
        of presence stay in, never from where those are.
        """
        if self._gate.policy.rule("coverage", (), "status", self._gate.audience) == "no":
            return {}
        hotspots: list[Hotspot] = self._told_with_a_place("hotspot")
        presence: list[Presence] = self._told_with_a_place("presence")
        kept_in = self._doubt_of_withheld({p.uuid for p in presence}, today)
        found: dict[str, StandingCover] = {}
        for precision in {self._places[h.uuid][1] for h in hotspots}:
            here = [h for h in hotspots if self._places[h.uuid][1] == precision]
            alike = [p for p in presence if self._places[p.uuid][1] == precision]
            others = [self._as_shown(p) for p in presence if self._places[p.uuid][1] != precision]
            doubtful = standing_cover([self._as_shown(h) for h in here], others, today)
            for uuid, stands in standing_cover(here, alike, today).items():
                told = _undoubted(stands, doubtful[uuid], kept_in)
                if told is not None:
                    by = self._identities.of("presence", told.by) if told.by else None
                    found[self._identities.of("hotspot", uuid)] = replace(told, by=by)
        return found

    def _doubt_of_withheld(self, told: set[str], today: str) -> StandingCover:
        """Return the most that presence which stays in could mean for any hotspot."""
        withheld = [p for p in self._plan.of("presence") if p.geometry is not None and p.uuid not in told]
        working = [p for p in withheld if any(on_duty(p, s, t, today) for s in SEASONS for t in TIMES)]
        holds, hears = any(map(is_armed, working)), any(p.type in EARS_TYPES for p in working)
        status = "held" if holds else "ears" if hears else "open"
        return StandingCover(status, any(map(is_civilian, working)))

    def _as_shown(self, record: _Record) -> _Record:
        return record.with_values({"geometry": self._places[record.uuid][0]})

    def _told_with_a_place(self, kind: str) -> list[Any]:
        told = (r for r in self._plan.of(kind) if r.uuid in self._selection.by_uuid and r.geometry is not None)
        return [record for record in told if self._places[record.uuid][1] != "withheld"]

    def _place(self, passed: Passed) -> tuple[Any, str]:
        if passed.record.KIND not in GEOMETRY_KINDS:
            return None, "withheld"
        return generalised(passed.record.geometry, passed.precision or "withheld")

    def _told(self, passed: Passed) -> Record:
        record = passed.record
        uuid = self._identities.of(record.KIND, record.uuid)
        values = {
            code: self._value(passed, spec, uuid) for code, spec in type(record).specs().items() if code in passed.rules
        }
        geometry, precision = self._places[record.uuid]
        if geometry is not None:
            self.precisions[uuid] = precision
        marking = self._marking(passed, precision if geometry is not None else None)
        return KINDS[record.KIND](uuid=uuid, geometry=geometry, marking=marking).with_values(
            {code: value for code, value in values.items() if value is not None}
        )

    def _value(self, passed: Passed, spec: FieldSpec, uuid: str) -> Any:
        """Return one value as it is told; None where there is nothing to tell."""
        value = passed.record.value(spec.code)
        rule = passed.rules[spec.code]
        if spec.kind in (Kind.LINK, Kind.LINKS):
            return self._links(passed, spec, value)
        if spec.code == "pcode" and (rule == "cell" or passed.precision != "exact"):
            return self._district(passed)
        if value is None:
            return None
        if rule == "phrase":
            return tr("Physical protection planned")
        if spec.code == "persons":
            return self._persons(rule, self._selection.figures[passed.record.uuid], uuid)
        return value

    def _links(self, passed: Passed, spec: FieldSpec, value: Any) -> Any:
        """Return links to released records, keyed; none that tells one of the two places more precisely."""
        targets = (value,) if spec.kind is Kind.LINK and value else value or ()
        own = passed.precision if passed.record.KIND in GEOMETRY_KINDS else None
        kept = tuple(
            self._identities.of(spec.links_to, target)
            for target in targets
            if target in self._selection.by_uuid and own in (None, self._selection.by_uuid[target].precision)
        )
        if spec.kind is Kind.LINK:
            return kept[0] if kept else None
        return kept or None

    def _district(self, passed: Passed) -> str | None:
        geometry, _ = self._places[passed.record.uuid]
        if self._districts is None:
            self._districts = self._read_districts()
        return self._districts.pcode_of(geometry)

    def _persons(self, rule: str, persons: int, uuid: str) -> int | None:
        if rule == "band":
            self.people_bands[uuid] = band(persons)
            return None
        return rounded(persons) if rule == "to_100" else persons

    def _is_merged(self, passed: Passed) -> bool:
        """Return whether a count goes into the whole because its group is not told."""
        return isinstance(passed.record, Population) and "group" not in passed.rules

    def _merged_counts(self) -> list[Record]:
        by_hotspot: dict[str, list[Passed]] = {}
        for passed in self._selection.passed:
            if self._is_merged(passed):
                by_hotspot.setdefault(passed.record.value("hotspot"), []).append(passed)
        size = self._plan.info.household_size or Rubric.from_data(self._plan.info.rubric).household_size
        merged: list[Record] = []
        for hotspot, counts in by_hotspot.items():
            originals: list[Any] = [p.record for p in counts]
            whole = whole_of(originals, self._selection.figures, size)
            if whole is None or whole.persons is None:
                continue
            rule = next(p.rules["persons"] for p in counts if "persons" in p.rules)
            uuid = self._identities.of("population", f"whole of {hotspot}")
            told = {code: whole.value(code) for code in ("unit", "as_of", "estimated") if code in counts[0].rules}
            told["hotspot"] = self._identities.of("hotspot", hotspot)
            told["persons"] = self._persons(rule, whole.persons, uuid)
            marking = self._marking(Passed(whole, counts[0].rules, None), None)
            merged.append(
                Population(uuid=uuid, marking=marking).with_values({c: v for c, v in told.items() if v is not None})
            )
        return merged

    def _marking(self, passed: Passed, precision: str | None) -> Marking:
        """Return the reader's own share of a marking: nothing of who else may see it."""
        record = passed.record
        told = {
            code: getattr(record.marking, code)
            for code in ("originator", "community", "sensitivity", "classification", "expires")
            if code in passed.rules
        }
        own = [m.classification for code, m in record.field_markings.items() if code in passed.rules]
        said = [c for c in (record.marking.classification, *own) if c in CLASSIFICATIONS]
        told["classification"] = max(said, key=CLASSIFICATIONS.index, default=None)
        return Marking(audiences=(self._gate.audience,), precision=precision, **told)


def _without_repeats(records: list[Record]) -> list[Record]:
    """Leave out response lines that tell the same phrase of the same hotspot: their number would tell."""
    phrase = tr("Physical protection planned")
    seen: set[tuple[str | None, ...]] = set()
    kept = []
    for record in records:
        if record.KIND == "response" and record.value("title") == phrase and record.value("activity") is None:
            key = (record.value("hotspot"),)
            if key in seen:
                continue
            seen.add(key)
        kept.append(record)
    return kept


def in_told_order(records: list[Record]) -> list[Record]:
    """Return records sorted by what is told of them, so that their order tells nothing of the plan's."""
    levels: dict[str, int] = {}
    for record in records:
        if record.KIND == "decision" and record.value("level") in LEVELS:
            rank = LEVELS.index(record.value("level"))
            levels[record.value("hotspot")] = min(rank, levels.get(record.value("hotspot"), rank))
    kinds = (*CONTENT_KINDS, "layer")

    def key(record: Record) -> tuple[Any, ...]:
        values = {code: value for code, value in record.values().items() if code != "code"}
        text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=canonical)
        level = levels.get(record.uuid, len(LEVELS))
        return kinds.index(record.KIND), level, record.value("name") or "", text, record.uuid

    return sorted(records, key=key)


def _undoubted(stands: StandingCover, *doubts: StandingCover) -> StandingCover | None:
    """Return what may be told of a hotspot, given what other presence might add; None for nothing."""
    if any(STATUSES.index(doubt.status) < STATUSES.index(stands.status) for doubt in doubts):
        return None
    in_doubt = not stands.civilian and any(doubt.civilian for doubt in doubts)
    return replace(stands, civilian=None) if in_doubt else stands
