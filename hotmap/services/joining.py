# SPDX-License-Identifier: MIT
"""One record of several: no field is lost, no link breaks, and nobody learns more than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hotmap.domain.changes import Delta, edited
from hotmap.domain.codelists import CodeLists
from hotmap.domain.fields import Kind, show
from hotmap.domain.marking import Marking, strictest
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import KINDS, Record
from hotmap.i18n import tr, tr_count

OWN = ("code", "geometry")
"""What the record that is kept does not take over."""


def joined(kept: Record, others: Sequence[Record], lists: CodeLists) -> Record:
    """Return a record with what others say besides.

    What it does not know it takes from them; other names and texts are added to its own; where they
    differ otherwise its own stands and theirs is written into its notes. Its marking becomes the
    strictest of all, and it belongs to all originators together, so that none can loosen it alone.

    Parameters
    ----------
    kept : Record
    others : sequence of Record
        Of the same kind.
    lists : CodeLists
        For the words of what goes into the notes.
    """
    after = kept
    for other in others:
        after = _with(after, other, lists)
    return after


def counted(kind: str, count: int) -> str:
    """Return how many records of a kind there are, in words: ``2 threat lines``."""
    if kind == "population":  # each is a count of people, not a person
        return tr_count("{n} count of people", "{n} counts of people", count)
    return f"{count} {tr(KINDS[kind].LABEL if count == 1 else KINDS[kind].PLURAL).lower()}"


def twins(plan: RecordSet, kept: Record, others: Sequence[Record]) -> dict[str, str]:
    """Return which threat lines of other records say just what one of the kept record says, and which one.

    They came by splitting; merged again, one of them is enough.
    """
    own = {_said(threat): threat.uuid for threat in plan.children("threat", kept.uuid)}
    theirs = [threat for other in others for threat in plan.children("threat", other.uuid)]
    return {threat.uuid: own[_said(threat)] for threat in theirs if _said(threat) in own}


def relinked(plan: RecordSet, heirs: Mapping[str, str]) -> Iterable[Delta]:
    """Yield the edits that lead links to records that go to those that take their place, by uuid."""
    for record in plan.content():
        if record.uuid in heirs:
            continue
        for code, spec in record.specs().items():
            value = record.value(code)
            if value is None or spec.kind not in (Kind.LINK, Kind.LINKS):
                continue
            if spec.is_many and any(uuid in heirs for uuid in value):
                yield from edited(record, {code: tuple(dict.fromkeys(heirs.get(uuid, uuid) for uuid in value))})
            elif not spec.is_many and value in heirs:
                yield from edited(record, {code: heirs[value]})


def _said(record: Record) -> str:
    """Return all that a line says, but of which hotspot."""
    return repr(sorted((code, value) for code, value in record.values().items() if code != "hotspot"))


def _with(kept: Record, other: Record, lists: CodeLists) -> Record:
    """Return a record with what one other says besides."""
    values = _names(kept, other)
    differing: dict[str, str] = {}
    for code, spec in kept.specs().items():
        own, theirs = kept.value(code), other.value(code)
        if code in OWN or code in values or theirs is None or theirs == own:
            continue
        if code == "notes" or (own is not None and spec.kind is Kind.LONG_TEXT):
            values[code] = _after(own, f"{_called(other)}: {theirs}")
        elif own is None:
            values[code] = theirs
        elif spec.kind is Kind.LINKS:
            values[code] = tuple(dict.fromkeys([*own, *theirs]))
        elif spec.kind is not Kind.LINK:
            differing[code] = f"{spec.text}: {show(spec, theirs, lists)}"
    if differing:
        line = f"{_called(other)}: {'; '.join(differing.values())}"
        values["notes"] = _after(values.get("notes", kept.value("notes")), line)
    return replace(kept.with_values(values), **_markings(kept, other, set(differing)))


def _names(kept: Record, other: Record) -> dict[str, Any]:
    """Return name and other names together, where the kind knows other names."""
    if "other_names" not in kept.specs():
        return {}
    name = kept.value("name") or other.value("name")
    further = (kept.value("other_names"), other.value("name"), other.value("other_names"))
    texts = dict.fromkeys(text for text in further if text and text != name)
    return {"name": name, "other_names": ", ".join(texts) or None}


def _after(text: str | None, more: str) -> str:
    return f"{text}\n\n{more}" if text else more


def _markings(kept: Record, other: Record, told_in_notes: set[str]) -> dict[str, Any]:
    """Return the marking of the joined record and of its fields."""
    marking = strictest(kept.marking, other.marking)
    owners = ", ".join(dict.fromkeys(_owners(kept) + _owners(other)))
    by_field = {
        code: _strictest(kept.field_markings.get(code), other.field_markings.get(code))
        for code in {*kept.field_markings, *other.field_markings}
    }
    for code in told_in_notes | ({"name"} if "other_names" in kept.specs() else set()):
        target = "notes" if code in told_in_notes else "other_names"
        if code in other.field_markings:
            by_field[target] = _strictest(by_field.get(target), other.field_markings[code])
    return {"marking": replace(marking, originator=owners or None), "field_markings": by_field}


def _strictest(one: Marking | None, other: Marking | None) -> Marking:
    """Return a field's marking that is as strict as both; what one leaves open is as the other says."""
    if one is None or other is None:
        return one or other or Marking()
    open_to = one.audiences if other.audiences is None else other.audiences
    return strictest(
        replace(one, audiences=open_to if one.audiences is None else one.audiences),
        replace(other, audiences=open_to if other.audiences is None else other.audiences),
    )


def _owners(record: Record) -> list[str]:
    return [name for name in (record.marking.originator or "").split(", ") if name]


def _called(record: Record) -> str:
    return " ".join(part for part in (record.value("code"), record.value("name") or record.value("title")) if part)
