# SPDX-License-Identifier: MIT
"""What a room with a projector may see: the plan without what its marking calls restricted.

Nothing else decides this: projector mode hides by it in the one window, and the projector window is
given nothing but its result. Absence must tell nothing either, so a room never hears that nobody
stands at a place, or that a factor is unknown, where the truth is only hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from hotmap.domain.cover import StandingCover
from hotmap.domain.fields import Kind
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import HOTSPOT_CHILDREN, KINDS, Decision, Record

RESTRICTED_SENSITIVITIES = frozenset({"high", "severe"})
RESTRICTED_CLASSIFICATIONS = frozenset({"confidential", "strictly_confidential"})


def is_restricted(marking: Marking) -> bool:
    """Return whether something so marked stays off the wall."""
    return marking.sensitivity in RESTRICTED_SENSITIVITIES or marking.classification in RESTRICTED_CLASSIFICATIONS


class RoomPlan(Plan):
    """The plan as a room may see it.

    Parameters
    ----------
    records : iterable of Record
    withheld : set of (str, str)
        Kinds and fields of which a record or a value is left out; the field is empty for a whole record.

    Attributes
    ----------
    cover : mapping or None
        Empty where presence is hidden: then nobody may be told who stands at a place.
    """

    def __init__(self, records: Iterable[Record] = (), withheld: frozenset[tuple[str, str]] = frozenset()) -> None:
        super().__init__(records)
        self.withheld = withheld
        self.cover: Mapping[str, StandingCover] | None = {} if ("presence", "") in withheld else None

    def releases(self, kind: str, code: str) -> bool:
        """Return whether all there is of a field can be seen, so that what is not there is not known."""
        return (kind, "") not in self.withheld and (kind, code) not in self.withheld


class Seen(NamedTuple):
    """A record, what the room sees of it, and the fields that are blank there."""

    record: Record
    told: Record
    blanks: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """A plan divided into what a room sees and what stays off the wall.

    Attributes
    ----------
    plan : RoomPlan
        What the room sees.
    hidden : frozenset of str
        uuids of the records that it does not see.
    hidden_layers : frozenset of str
        uuids of the context layers that it does not see.
    blanks : frozenset of (str, str)
        uuids of records that it sees, with the fields that are blank for it.
    """

    plan: RoomPlan
    hidden: frozenset[str] = frozenset()
    hidden_layers: frozenset[str] = frozenset()
    blanks: frozenset[tuple[str, str]] = frozenset()
    shown: Mapping[str, Seen] = field(default_factory=dict, repr=False)
    """By uuid what the room sees of a record, so that what has not changed stays the same object."""

    def hides_more_than(self, before: Room) -> bool:
        """Return whether something that a room saw before may not be seen any more."""
        return bool(
            self.hidden - before.hidden or self.hidden_layers - before.hidden_layers or self.blanks - before.blanks
        )


def for_the_room(plan: Plan, before: Room | None = None) -> Room:
    """Return what of a plan a room may see.

    A record goes with what hangs on it. Of a record that stays, restricted fields are left blank and
    links to what is gone are cut; a decision that a hidden one supersedes goes too, lest the room take
    an old level for the agreed one.

    Parameters
    ----------
    plan : Plan
    before : Room, optional
        The answer for the plan before its last change: what did not change is taken from it.
    """
    hidden = _hidden(plan)
    layers = [layer for layer in plan.of("layer") if not is_restricted(layer.marking)]
    kept = [*plan.of("plan"), *(record for record in plan.content() if record.uuid not in hidden), *layers]
    known = before.shown if before is not None and before.hidden == hidden else {}
    shown = {record.uuid: _seen(record, hidden, known) for record in kept}
    withheld = {(record.KIND, "") for record in plan.content() if record.uuid in hidden}
    withheld |= {(seen.record.KIND, code) for seen in shown.values() for code in seen.blanks}
    plan_seen = RoomPlan((seen.told for seen in shown.values()), frozenset(withheld))
    gone = frozenset(layer.uuid for layer in plan.of("layer")) - {layer.uuid for layer in layers}
    blanks = frozenset((uuid, code) for uuid, seen in shown.items() for code in seen.blanks)
    return Room(plan_seen, hidden, gone, blanks, shown)


def held_still(held: RoomPlan, room: Room) -> RoomPlan:
    """Return a picture that was held still, without what has been restricted since.

    Parameters
    ----------
    held : RoomPlan
        What the room saw when the picture was held.
    room : Room
        What it may see of the plan as it stands.
    """
    off = room.hidden | room.hidden_layers
    kept = []
    for record in (*held.of("plan"), *held.content(), *held.of("layer")):
        if record.uuid in off:
            continue
        now = room.shown.get(record.uuid)
        blanks = dict.fromkeys(now.blanks) if now else {}
        kept.append(record.with_values(blanks) if any(record.value(code) is not None for code in blanks) else record)
    return RoomPlan(kept, held.withheld | room.plan.withheld)


def _hidden(plan: Plan) -> frozenset[str]:
    hidden = {record.uuid for record in plan.content() if is_restricted(record.marking)}
    gone = {hotspot.uuid for hotspot in plan.of("hotspot") if hotspot.uuid in hidden}
    if gone:
        hidden |= {record.uuid for kind in HOTSPOT_CHILDREN for record in plan.of(kind) if record.hotspot in gone}
    return frozenset(hidden | _superseded(plan.of("decision"), hidden))


def _superseded(decisions: Iterable[Decision], hidden: Iterable[str]) -> set[str]:
    """Return what decisions supersede that are hidden, or that such ones supersede."""
    supersedes = {decision.uuid: decision.supersedes or () for decision in decisions}
    found: set[str] = set()
    waiting = [uuid for uuid in hidden if uuid in supersedes]
    while waiting:
        older = [uuid for uuid in supersedes.get(waiting.pop(), ()) if uuid not in found]
        found.update(older)
        waiting += older
    return found


def _seen(record: Record, hidden: frozenset[str], known: Mapping[str, Seen]) -> Seen:
    before = known.get(record.uuid)
    if before is not None and before.record is record:
        return before
    blanks = tuple(code for code, marking in record.field_markings.items() if is_restricted(marking))
    changed: dict[str, Any] = dict.fromkeys(blanks)
    for code, is_many in _links(record.KIND):
        value = record.value(code)
        if value is None or code in changed:
            continue
        if not is_many and value in hidden:
            changed[code] = None
        elif is_many and any(uuid in hidden for uuid in value):
            changed[code] = tuple(uuid for uuid in value if uuid not in hidden) or None
    return Seen(record, record.with_values(changed) if changed else record, blanks)


@cache
def _links(kind: str) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a kind that link to other records, and whether to several."""
    specs = KINDS[kind].specs()
    return tuple((c, s.kind is Kind.LINKS) for c, s in specs.items() if s.kind in (Kind.LINK, Kind.LINKS))
