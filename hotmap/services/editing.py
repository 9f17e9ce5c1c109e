# SPDX-License-Identifier: MIT
"""Writing to a plan: each function is one named, durable, undoable action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from shapely.geometry.base import BaseGeometry

from hotmap.domain.changes import ChangeSet, Delta, deleted, edited, inserted
from hotmap.domain.fields import Kind
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import MARKING_FIELDS, Marking, loosens
from hotmap.domain.plan import RecordSet, next_code
from hotmap.domain.records import (
    CODE_PREFIXES,
    GEOMETRY_KINDS,
    HOTSPOT_CHILDREN,
    KINDS,
    MARKING_SPECS,
    Decision,
    Hotspot,
    Record,
)
from hotmap.domain.rubric import Rubric, suggest
from hotmap.domain.summary import standing
from hotmap.errors import RuleError, UsageError
from hotmap.i18n import tr
from hotmap.services.identifying import parse_values
from hotmap.services.session import PlanSession

_OF_ONE_HOTSPOT = ("population", "threat", "decision")
"""Kinds that mean nothing without their hotspot; an incident or a response line may concern an area."""


def add_record(
    session: PlanSession,
    kind: str,
    values: Mapping[str, Any],
    geometry: BaseGeometry | None = None,
    *,
    mark_as_plan: bool = False,
    note: str | None = None,
) -> Record:
    """Add one record.

    Parameters
    ----------
    kind : str
    values : mapping
        Texts or native values by field code.
    geometry : shapely geometry, optional
        WGS 84 degrees.
    mark_as_plan : bool
        Give it the audiences that the plan names for new records, as the window does; the command
        line leaves what is not marked unmarked.

    Returns
    -------
    Record
        With its uuid, its code and its originator.
    """
    record = new_record(session, kind, values, geometry, mark_as_plan=mark_as_plan)
    session.apply(ChangeSet(note or named("Add", record), (inserted(record),)))
    return record


def new_record(
    session: PlanSession,
    kind: str,
    values: Mapping[str, Any],
    geometry: BaseGeometry | None = None,
    *,
    mark_as_plan: bool = False,
) -> Record:
    """Return a complete new record without writing it; parameters as in `add_record`."""
    if geometry is not None and kind not in GEOMETRY_KINDS:
        raise UsageError(tr("a {kind} has no place of its own; link it to a hotspot").format(kind=kind))
    plan = session.plan
    if kind == "hotspot" and "level" in values:
        raise UsageError(tr("a level is agreed, not set: record a decision instead"), option="hotmap decide")
    given = parse_values(plan, kind, values)
    if kind in _OF_ONE_HOTSPOT and not given.get("hotspot"):
        raise UsageError(tr("a {kind} belongs to a hotspot: say which").format(kind=kind), option="hotspot=CODE")
    if kind == "decision":
        given |= _agreed(session, plan.get(given["hotspot"], "hotspot"), given)
    record = KINDS[kind](uuid=new_uuid()).with_values({**given, "geometry": geometry})
    marking = record.marking
    if not marking.originator:
        marking = replace(marking, originator=session.actor)
    if mark_as_plan and marking.audiences is None and plan.info.default_audiences:
        marking = replace(marking, audiences=plan.info.default_audiences)
    by_field = {
        code: record.field_markings.get(code, spec.default_marking)
        for code, spec in record.specs().items()
        if spec.default_marking and record.value(code) is not None
    }
    record = replace(record, marking=marking, field_markings={**record.field_markings, **by_field})
    if kind in CODE_PREFIXES and not record.value("code"):
        record = record.with_values({"code": next_code(plan.of(kind), CODE_PREFIXES[kind])})
    return record


def set_values(
    session: PlanSession, records: Sequence[Record], values: Mapping[str, Any], note: str | None = None
) -> None:
    """Give all `records` the same new values as one action.

    Raises
    ------
    UsageError
        For a field that one of them does not have, a value that does not fit, or a plan without a title.
    RuleError
        When a decision would be rewritten or another originator's marking loosened.
    """
    deltas: list[Delta] = []
    for record in records:
        given = parse_values(session.plan, record.KIND, values)
        if isinstance(record, Decision) and set(given) - set(MARKING_SPECS):
            raise RuleError(
                tr("a decision is on the record and stays as it is: decide again, and it supersedes this one")
            )
        if record.KIND == "plan" and "title" in given and not given["title"]:
            raise UsageError(tr("a plan needs a title"))
        _guard_marking(session.actor, record, given)
        deltas += edited(record, given)
    session.apply(ChangeSet(note or _edit_note(records, values), tuple(deltas)))


def set_geometry(session: PlanSession, record: Record, geometry: BaseGeometry | None, note: str | None = None) -> None:
    """Give a record another place, in WGS 84 degrees."""
    session.apply(ChangeSet(note or named("Move", record), edited(record, {"geometry": geometry})))


def mark(session: PlanSession, records: Sequence[Record], values: Mapping[str, Any], field: str | None = None) -> None:
    """Mark records, or one field of them, as one action.

    Parameters
    ----------
    values : mapping
        Texts or values by marking attribute: audiences, precision, originator, …
    field : str, optional
        Mark only this field; its marking can only be stricter than the record's.

    Raises
    ------
    RuleError
        When another originator's marking would be loosened.
    """
    unknown = set(values) - set(MARKING_FIELDS)
    if unknown:
        raise UsageError(
            tr("a marking has no “{code}”; it has: {fields}").format(
                code=", ".join(sorted(unknown)), fields=", ".join(MARKING_FIELDS)
            )
        )
    prefix = f"{field}@" if field else ""
    set_values(
        session,
        records,
        {prefix + code: value for code, value in values.items()},
        note=tr("Mark {what}").format(what=_these(records)),
    )


def delete(session: PlanSession, records: Sequence[Record]) -> None:
    """Delete records with what hangs on them, as one action that undo takes back whole.

    What has a place of its own, an incident, happened all the same: it stays and loses its link.
    """
    gone = {record.uuid: record for record in records}
    hanging = [kind for kind in HOTSPOT_CHILDREN if kind not in GEOMETRY_KINDS]
    for record in records:
        for kind in hanging if isinstance(record, Hotspot) else ():
            gone |= {child.uuid: child for child in session.plan.children(kind, record.uuid)}
    # The last first: undo turns the order round, and lines come back in the order in which they were added.
    deltas = [*_unlinked(session.plan, gone), *(deleted(record) for record in reversed(gone.values()))]
    session.apply(ChangeSet(tr("Delete {what}").format(what=_these(records)), tuple(deltas)))


def decide(
    session: PlanSession,
    hotspots: Sequence[Hotspot],
    level: str,
    *,
    reason: str | None = None,
    forum: str | None = None,
    role: str | None = None,
    on: str | None = None,
    dissent: str | None = None,
    valid_until: str | None = None,
) -> list[Decision]:
    """Put an agreed level on the record for each hotspot, as one action.

    Each decision names what it supersedes and what the rubric suggested, and takes the marking
    of its hotspot.

    Raises
    ------
    RuleError
        When it differs from the suggestion and has no reason, or names no forum or role.
    """
    plan = session.plan
    texts = {"level": level, "reason": reason, "forum": forum, "role": role, "date": on}
    values = parse_values(plan, "decision", {**texts, "dissent": dissent, "valid_until": valid_until})
    decisions = []
    for hotspot in hotspots:
        agreed = values | _agreed(session, hotspot, values) | {"hotspot": hotspot.uuid}
        decisions.append(Decision(uuid=new_uuid(), marking=hotspot.marking).with_values(agreed))
    note = tr("Decide {level}: {what}").format(
        level=plan.lists.text("level", decisions[0].level), what=_these(hotspots)
    )
    session.apply(ChangeSet(note, tuple(inserted(decision) for decision in decisions)))
    return decisions


def _agreed(session: PlanSession, hotspot: Hotspot, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a decision holds beside what people say: what was suggested, what it supersedes, the day."""
    plan, today = session.plan, session.today()
    if not values.get("level"):
        raise UsageError(tr("a decision needs a level"))
    if not values.get("forum") or not values.get("role"):
        raise RuleError(tr("a decision needs the forum that agreed it and the role that speaks for it"))
    suggested = suggest(
        plan.children("threat", hotspot.uuid),
        plan.children("incident", hotspot.uuid),
        Rubric.from_data(plan.info.rubric),
        today,
        plan.lists,
    ).level
    if suggested and values["level"] != suggested and not values.get("reason"):
        raise RuleError(
            tr("{name}: the suggestion is {suggested}; another level needs a reason").format(
                name=hotspot.caption, suggested=plan.lists.text("level", suggested)
            ),
            option="--reason …",
        )
    replaced = tuple(decision.uuid for decision in standing(plan.children("decision", hotspot.uuid)))
    return {
        "suggested": suggested,
        "supersedes": values.get("supersedes") or replaced or None,
        "date": values.get("date") or today.isoformat(),
    }


def named(verb: str, record: Record) -> str:
    """Return the name of an action on one record: ``Add hotspot: Tiva camp``."""
    label = tr(record.LABEL).lower()
    return f"{tr(verb)} {label}: {record.caption}" if record.caption else f"{tr(verb)} {label}"


def _guard_marking(actor: str, record: Record, values: Mapping[str, Any]) -> None:
    """Refuse what would loosen the marking of an originator other than `actor`."""
    owner = record.marking.originator
    if not owner or owner == actor:
        return
    after = record.with_values(values)
    fields = {*record.field_markings, *after.field_markings}
    pairs = [(record.marking, after.marking)]
    pairs += [(record.field_markings.get(f, Marking()), after.field_markings.get(f, Marking())) for f in fields]
    removed = any(f not in after.field_markings for f in record.field_markings)
    if removed or after.marking.originator != owner or any(loosens(old, new) for old, new in pairs):
        raise RuleError(
            tr(
                "{name} belongs to {owner}: only {owner} can show it to more people or more precisely. "
                "Ask them to release it."
            ).format(name=record.caption or tr(record.LABEL), owner=owner)
        )


def _unlinked(plan: RecordSet, gone: Mapping[str, Record]) -> Iterable[Delta]:
    """Yield the edits that take links to deleted records out of those that stay."""
    for record in plan.content():
        if record.uuid in gone:
            continue
        for code, spec in record.specs().items():
            value = record.value(code)
            if value is None or spec.kind not in (Kind.LINK, Kind.LINKS):
                continue
            if spec.is_many and any(uuid in gone for uuid in value):
                kept = tuple(uuid for uuid in value if uuid not in gone)
                yield from edited(record, {code: kept or None})
            elif not spec.is_many and value in gone:
                yield from edited(record, {code: None})


def _these(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return records[0].caption or tr(records[0].LABEL).lower()
    kinds = {record.PLURAL for record in records}
    what = tr(kinds.pop()).lower() if len(kinds) == 1 else tr("records")
    return f"{len(records)} {what}"


def _edit_note(records: Sequence[Record], values: Mapping[str, Any]) -> str:
    labels = (
        [
            records[0].all_specs()[code].text if code in records[0].all_specs() else code.partition("@")[0]
            for code in values
        ]
        if records
        else []
    )
    return tr("Change {fields} of {what}").format(fields=", ".join(labels[:3]), what=_these(records))
