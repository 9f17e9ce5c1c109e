# SPDX-License-Identifier: MIT
"""What people want to read of a hotspot at a glance, from whatever records they may see.

Works on a plan and on a release alike: totals and levels of a release come only from what was
released, so that no figure tells of a record that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hotmap.domain.changes import LIFE, ChangeSet, Delta
from hotmap.domain.codelists import DEFAULT, LEVELS
from hotmap.domain.cover import StandingCover, standing_cover
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import HOTSPOT_CHILDREN, Decision, Hotspot, Population, Record, Response, Threat
from hotmap.domain.rubric import Rubric, Suggestion, risk_of, suggest

OPEN_STATUSES = frozenset({None, "proposed", "planned", "agreed", "funded", "started", "on_hold"})
_STATUS_GROUPS = frozenset(c.code for c in DEFAULT["civilians"].group("status"))


@dataclass(frozen=True)
class Level:
    """The level in force at a hotspot.

    Attributes
    ----------
    code : str or None
        None where nothing was decided yet.
    disputed : bool
        Two decisions stand of which neither supersedes the other; the higher counts.
    decision : Decision or None
        The one that counts.
    """

    code: str | None
    disputed: bool = False
    decision: Decision | None = None


@dataclass(frozen=True)
class People:
    """People at risk at a hotspot: one figure with its date."""

    persons: int | None
    estimated: bool = False
    as_of: str | None = None


@dataclass(frozen=True)
class HotspotSummary:
    """One row of the matrix.

    Attributes
    ----------
    level : str or None
        The agreed level, None where nothing was decided yet; `disputed` and `decision` as in `Level`.
    threats : tuple of Threat
        The gravest first.
    responses : tuple of Response
        In the order in which they were added.
    cover : StandingCover or None
        Who stands there; None where the hotspot has no place or a release may not tell.
    overdue : bool
        The review was due before today, and the hotspot is not closed.
    review_due : str or None
        ISO date.
    """

    hotspot: Hotspot
    level: str | None
    disputed: bool
    decision: Decision | None
    suggestion: Suggestion
    people: People
    threats: tuple[Threat, ...]
    responses: tuple[Response, ...]
    cover: StandingCover | None
    overdue: bool
    review_due: str | None

    @property
    def suggested(self) -> str | None:
        """The level that the rubric suggests, or None."""
        return self.suggestion.level

    @property
    def sentence(self) -> str:
        """Why the suggestion is as it is."""
        return self.suggestion.sentence

    @property
    def persons(self) -> int | None:
        """People at risk, or None when nobody has counted."""
        return self.people.persons

    @property
    def raised(self) -> int:
        """1 where the group set a higher level than suggested, −1 a lower one, else 0."""
        if self.level is None or self.suggested is None or self.level == self.suggested:
            return 0
        return 1 if LEVELS.index(self.level) < LEVELS.index(self.suggested) else -1

    @property
    def score_text(self) -> str:
        """The risk as ``12`` or, with unknown factors, ``9–12``; nothing without a threat line."""
        return self.suggestion.risk.score_text if self.suggestion.risk else ""

    @property
    def main_threat(self) -> Threat | None:
        """The threat line that sets the risk."""
        risk = self.suggestion.risk
        return risk.threat if risk and risk.threat else next(iter(self.threats), None)

    @property
    def low_confidence(self) -> bool:
        """True where the main threat rests on low confidence or unknown factors: it is drawn hatched."""
        threat = self.main_threat
        risk = self.suggestion.risk
        return bool(threat and threat.confidence == "low") or bool(risk and risk.low != risk.high)

    @property
    def months(self) -> tuple[int, ...]:
        """Months when it matters: the hotspot's own, else those of its threats."""
        if self.hotspot.months:
            return self.hotspot.months
        return tuple(sorted({month for threat in self.threats for month in threat.months or ()}))

    @property
    def lead(self) -> str | None:
        """The lead entity of the first open line that has one."""
        return next((r.lead for r in self.responses if r.lead and r.status in OPEN_STATUSES), None)


def summarise(
    records: RecordSet,
    today: date,
    cover: Mapping[str, StandingCover] | None = None,
) -> dict[str, HotspotSummary]:
    """Return the summary of each hotspot by its uuid.

    Parameters
    ----------
    records : RecordSet
        A plan or a release.
    today : date
        For overdue reviews and imminent alerts.
    cover : mapping, optional
        Known cover by hotspot; by default who stands there according to `records`.
    """
    return _summaries(records, records.of("hotspot"), today, cover)


def summarise_again(
    before: Mapping[str, HotspotSummary], records: RecordSet, changes: ChangeSet, today: date
) -> dict[str, HotspotSummary]:
    """Return what `summarise` would, looking only at the hotspots that an action has touched.

    Parameters
    ----------
    before : mapping
        The summaries of the same day before the action; of hotspots that are not touched they stay.
    records : RecordSet
        The records after the action.
    changes : ChangeSet
        The action. Where it touches the plan's own record or presence, all is summarised anew.
    today : date
        As for `summarise`.
    """
    if not changes or any(delta.kind in ("plan", "presence") for delta in changes):
        return summarise(records, today)
    touched = {uuid for delta in changes for uuid in _hotspots_of(delta, records) if uuid}
    kept = {uuid: summary for uuid, summary in before.items() if uuid not in touched}
    live = [hotspot for uuid in touched if (hotspot := records.get(uuid, "hotspot")) is not None]
    fresh = _summaries(records, live, today, None)
    if not touched or kept.keys() | fresh.keys() == before.keys():
        return {uuid: fresh.get(uuid, summary) for uuid, summary in before.items()}
    every = {**kept, **fresh}
    return {hotspot.uuid: every[hotspot.uuid] for hotspot in records.of("hotspot")}


def summarise_since(
    before: Mapping[str, HotspotSummary],
    earlier: RecordSet,
    records: RecordSet,
    today: date,
    cover: Mapping[str, StandingCover] | None = None,
) -> dict[str, HotspotSummary]:
    """Return what `summarise` would, looking only at the hotspots whose records are others than before.

    For record sets of which nobody tells the changes, such as what a room may see of a plan.

    Parameters
    ----------
    before : mapping
        The summaries of the same day of `earlier`; of hotspots that have not changed they stay.
    earlier, records : RecordSet
        Records that have not changed are the same objects in both. Where the plan's own record or
        presence differs, all is summarised anew.
    today : date
    cover : mapping, optional
        As for `summarise`, and the same as for `earlier`.
    """
    if any(True for kind in ("plan", "presence") for _ in _differing(earlier, records, kind)):
        return summarise(records, today, cover)
    touched = {record.uuid for record in _differing(earlier, records, "hotspot")}
    touched |= {r.value("hotspot") for kind in HOTSPOT_CHILDREN for r in _differing(earlier, records, kind)}
    live = [hotspot for hotspot in records.of("hotspot") if hotspot.uuid in touched or hotspot.uuid not in before]
    fresh = _summaries(records, live, today, cover)
    return {h.uuid: fresh[h.uuid] if h.uuid in fresh else before[h.uuid] for h in records.of("hotspot")}


def _differing(earlier: RecordSet, records: RecordSet, kind: str) -> Iterable[Record]:
    """Yield the records of a kind that came, went or changed, both as they were and as they are."""
    old = {record.uuid: record for record in earlier.of(kind)}
    for record in records.of(kind):
        was = old.pop(record.uuid, None)
        if was is not record:
            yield record
            if was is not None:
                yield was
    yield from old.values()


def _hotspots_of(delta: Delta, records: RecordSet) -> Iterable[str | None]:
    """Return the uuids of the hotspots whose summaries a delta can change."""
    if delta.kind == "hotspot":
        return (delta.uuid,)
    if delta.kind not in HOTSPOT_CHILDREN:
        return ()
    if delta.field == LIFE:
        return tuple(record.value("hotspot") for record in (delta.old, delta.new) if record is not None)
    if delta.field == "hotspot":
        return (delta.old, delta.new)
    record = records.get(delta.uuid, delta.kind)
    return (record.value("hotspot"),) if record is not None else ()


def _summaries(
    records: RecordSet, hotspots: Sequence[Hotspot], today: date, cover: Mapping[str, StandingCover] | None
) -> dict[str, HotspotSummary]:
    rubric = Rubric.from_data(records.info.rubric)
    if cover is None:
        cover = standing_cover(hotspots, records.of("presence"), today.isoformat())
    household_size = records.info.household_size or rubric.household_size
    found = {}
    for hotspot in hotspots:
        threats = tuple(sorted(records.children("threat", hotspot.uuid), key=lambda t: -risk_of(t).high))
        level = level_of(records.children("decision", hotspot.uuid))
        due = review_due(hotspot, level, rubric)
        found[hotspot.uuid] = HotspotSummary(
            hotspot=hotspot,
            level=level.code,
            disputed=level.disputed,
            decision=level.decision,
            suggestion=suggest(threats, records.children("incident", hotspot.uuid), rubric, today, records.lists),
            people=people_at_risk(records.children("population", hotspot.uuid), household_size),
            threats=threats,
            responses=tuple(records.children("response", hotspot.uuid)),
            cover=cover.get(hotspot.uuid),
            overdue=bool(due and due < today.isoformat() and hotspot.status != "closed"),
            review_due=due,
        )
    return found


def level_of(decisions: Iterable[Decision]) -> Level:
    """Return the level in force from a hotspot's decisions, whatever their order.

    Every decision that no other supersedes stands. Several with different levels are a dispute
    and the higher level counts.
    """
    found = standing(d for d in decisions if d.level in LEVELS)  # another program may have written anything
    if not found:
        return Level(None)
    first = min(found, key=lambda d: (LEVELS.index(d.level or "watch"), d.uuid))
    return Level(first.level, len({d.level for d in found}) > 1, first)


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that none of the others supersedes, in their order."""
    decisions = list(decisions)
    superseded = {uuid for decision in decisions for uuid in decision.supersedes or ()}
    return [decision for decision in decisions if decision.uuid not in superseded]


def people_at_risk(counts: Iterable[Population], household_size: float) -> People:
    """Return the people at a hotspot without counting anybody twice.

    A count without a group is the whole. Otherwise the groups by status (IDPs, farmers, …) are
    summed; groups within others (children, older people, …) overlap, so the largest stands.
    """
    by_group: dict[str | None, Population] = {}
    for count in counts:
        before = by_group.get(count.group)
        if count.persons is not None and (before is None or (count.as_of or "") >= (before.as_of or "")):
            by_group[count.group] = count
    if not by_group:
        return People(None)
    used = [by_group[None]] if None in by_group else [c for g, c in by_group.items() if g in _STATUS_GROUPS]

    def persons(count: Population) -> int:
        return round((count.persons or 0) * (household_size if count.unit == "households" else 1))

    if not used:
        used = [max(by_group.values(), key=persons)]
    return People(
        sum(persons(count) for count in used),
        any(count.estimated or count.unit == "households" for count in used),
        min((count.as_of for count in used if count.as_of), default=None),
    )


def review_due(hotspot: Hotspot, level: Level, rubric: Rubric) -> str | None:
    """Return the ISO date of the next review: the one set, else the decision's date plus its level's days."""
    if hotspot.review_due or level.decision is None or not level.decision.date:
        return hotspot.review_due
    days = rubric.review_days[level.code or "watch"]
    return (date.fromisoformat(level.decision.date[:10]) + timedelta(days=days)).isoformat()
