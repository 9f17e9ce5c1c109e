# SPDX-License-Identifier: MIT
"""What a gesture on the map does to records, written as one named action that undo takes back whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shapely.geometry.base import BaseGeometry

from hotmap.domain.changes import ChangeSet, Delta, deleted, edited, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.plan import Plan, next_codes
from hotmap.domain.records import CODE_PREFIXES, HOTSPOT_CHILDREN, KINDS, Hotspot, Record
from hotmap.errors import RuleError
from hotmap.i18n import tr, tr_count
from hotmap.services.joining import counted, joined, relinked, twins
from hotmap.services.session import PlanSession


@dataclass(frozen=True)
class Copy:
    """A new record with the fields and the marking of another.

    Attributes
    ----------
    of : Record
        As it was when it was copied, in case that it is gone since.
    geometry : shapely geometry
        WGS 84 degrees.
    is_part : bool
        It is a piece of the original, which keeps the rest: what happened on its ground goes with it.
    """

    of: Record
    geometry: BaseGeometry
    is_part: bool = False


@dataclass(frozen=True)
class MapEdit:
    """One gesture: shapes that changed, records that came, records that were taken into another.

    Attributes
    ----------
    note : str
        Names the action: ``Split Tiva camp in 2``.
    reshaped : mapping of str to shapely geometry
        New geometries by uuid, WGS 84 degrees.
    copies : tuple of Copy
    removed : tuple of str
        uuids of records that `heir` takes the place of.
    heir : str or None
        uuid of the record that what hangs on the removed ones goes to.
    is_told : bool
        Whether the window says what was done; a corner that moved is seen.
    """

    note: str
    reshaped: Mapping[str, BaseGeometry] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    removed: tuple[str, ...] = ()
    heir: str | None = None
    is_told: bool = True


@dataclass(frozen=True)
class Done:
    """What was written.

    Attributes
    ----------
    note : str
        The name of the action.
    remarks : tuple of str
        What became of what hangs on the records, in sentences.
    added : tuple of str
        uuids of the new records.
    """

    note: str
    remarks: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Note and remarks together."""
        return " ".join([f"{self.note}.", *self.remarks]) if self.remarks else self.note


def carry_out(session: PlanSession, edit: MapEdit) -> Done:
    """Write an edit as one action.

    Raises
    ------
    RuleError
        When a shape crosses itself or records of different kinds would become one; nothing is written.
    """
    plan = session.plan
    for shape in (*edit.reshaped.values(), *(copy.geometry for copy in edit.copies)):
        if shape.is_empty or not shape.is_valid:
            raise RuleError(tr("The outline would cross itself or have no extent, so the shape stays as it was."))
    deltas: list[Delta] = []
    for uuid, geometry in edit.reshaped.items():
        if uuid != edit.heir and (record := plan.get(uuid)) is not None:
            deltas += edited(record, {"geometry": geometry})
    copies = [replace(copy, of=plan.get(copy.of.uuid) or copy.of) for copy in edit.copies]
    made = _copies(plan, copies)
    for copy, record in zip(copies, made, strict=True):
        deltas += _inserted(plan, copy, record)
    remarks = _told_of_copies(plan, copies)
    if edit.heir:
        heir, gone = plan.get(edit.heir), [plan.get(uuid) for uuid in edit.removed]
        changes, told = _merged(plan, heir, gone, edit.reshaped.get(edit.heir, heir.geometry))
        deltas, remarks = [*deltas, *changes], [*remarks, *told]
    session.apply(ChangeSet(edit.note, tuple(deltas)))
    return Done(edit.note, tuple(remarks), tuple(record.uuid for record in made))


def next_name(name: str, taken: Iterable[str]) -> str:
    """Return the first free name of a series: ``Tiva camp 2`` beside ``Tiva camp``."""
    names = set(taken)
    head, _, number = name.rpartition(" ")
    base = head if number.isdecimal() and head in names else name
    at = 2
    while f"{base} {at}" in names:
        at += 1
    return f"{base} {at}"


def _copies(plan: Plan, copies: Sequence[Copy]) -> list[Record]:
    """Return the new records with names and codes that are free."""
    names = {record.value("name") for record in plan.content()}
    waiting = {
        kind: next_codes(plan.of(kind), prefix, count)
        for kind, prefix in CODE_PREFIXES.items()
        if (count := [copy.of.KIND for copy in copies].count(kind))
    }
    made = []
    for copy in copies:
        values: dict[str, Any] = {"geometry": copy.geometry}
        if copy.of.KIND in waiting:
            values["code"] = waiting[copy.of.KIND].pop(0)
        if name := copy.of.value("name"):
            values["name"] = next_name(name, names) if name in names else name
            names.add(values["name"])
        if isinstance(copy.of, Hotspot) and not copy.is_part:
            values["status"] = "proposed"  # nobody has agreed on the place that it is now
        made.append(replace(copy.of, uuid=new_uuid()).with_values(values))
    return made


def _inserted(plan: Plan, copy: Copy, record: Record) -> Iterable[Delta]:
    """Yield what adds a copy with its threat lines, and gives a part what happened on its ground."""
    yield inserted(record)
    if not isinstance(record, Hotspot):
        return
    for threat in plan.children("threat", copy.of.uuid):
        yield inserted(replace(threat, uuid=new_uuid(), hotspot=record.uuid))
    for incident in _on_its_ground(plan, copy):
        yield from edited(incident, {"hotspot": record.uuid})


def _on_its_ground(plan: Plan, copy: Copy) -> list[Record]:
    """Return the incidents of the original that lie in a part of it."""
    incidents = plan.children("incident", copy.of.uuid) if copy.is_part else ()
    return [i for i in incidents if i.geometry is not None and copy.geometry.covers(i.geometry)]


def _told_of_copies(plan: Plan, copies: Sequence[Copy]) -> list[str]:
    """Say what was copied along, and what was not because it would be counted twice."""
    originals = {copy.of.uuid: copy.of for copy in copies}
    threats = sum(len(plan.children("threat", uuid)) for uuid in originals)
    said = [tr_count("Its threat line is copied.", "Its {n} threat lines are copied.", threats)] if threats else []
    kept = [
        tr(KINDS[kind].PLURAL).lower()
        for kind in HOTSPOT_CHILDREN
        if kind not in ("threat", "incident") and any(plan.children(kind, uuid) for uuid in originals)
    ]
    if moved := sum(len(_on_its_ground(plan, copy)) for copy in copies):
        said.append(
            tr_count("{n} incident went with the part in which it lies.",
                     "{n} incidents went with the parts in which they lie.", moved)
        )  # fmt: skip
    if kept:
        names = ", ".join(record.value("code") or record.caption for record in originals.values())
        said.append(tr("Not copied, they stay with {name}: {what}.").format(what=", ".join(kept), name=names))
    return said


def _merged(
    plan: Plan, heir: Record, gone: Sequence[Record], geometry: BaseGeometry | None
) -> tuple[list[Delta], list[str]]:
    """Return what makes one record of several, and what there is to say about it."""
    if any(record.KIND != heir.KIND for record in gone):
        raise RuleError(
            tr("{kinds} cannot become one record: merge only records of one kind.").format(
                kinds=", ".join(sorted({tr(record.PLURAL) for record in (heir, *gone)}))
            )
        )
    after = joined(heir, gone, plan.lists).with_values({"geometry": geometry})
    codes = dict.fromkeys([*heir.values(), *after.values()])
    deltas = [*edited(heir, {code: after.value(code) for code in codes})]
    alike = twins(plan, heir, gone)
    deltas += relinked(plan, {record.uuid: heir.uuid for record in gone} | alike)
    # The last first: undo turns the order round.
    deltas += [deleted(record) for record in reversed([*gone, *(plan.get(uuid, "threat") for uuid in alike)])]
    return deltas, _told_of_merge(plan, heir, gone)


def _told_of_merge(plan: Plan, heir: Record, gone: Sequence[Record]) -> list[str]:
    alike = len(twins(plan, heir, gone))
    moved = [
        counted(kind, count)
        for kind in HOTSPOT_CHILDREN
        if (count := sum(len(plan.children(kind, r.uuid)) for r in gone) - (alike if kind == "threat" else 0))
    ]
    name = heir.value("code") or heir.caption
    said = [tr("{what} went over to {name}.").format(what=", ".join(moved), name=name)] if moved else []
    if heir.marking.originator and any(
        record.marking.originator not in (None, heir.marking.originator) for record in gone
    ):
        said.append(tr("It now belongs to all its originators, and is marked as the strictest of them says."))
    return said
