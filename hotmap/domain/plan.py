# SPDX-License-Identifier: MIT
"""A plan in memory: records by kind, immutable, with the look-ups that everybody needs.

A `Release` (see `hotmap.release`) is the same shape holding only what one audience may see, so
whatever draws, tables or writes a plan takes a `RecordSet` and cannot tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from hotmap.domain.changes import LIFE, ChangeSet
from hotmap.domain.codelists import CodeLists
from hotmap.domain.records import CONTENT_KINDS, KINDS, PlanInfo, Record


class RecordSet:
    """Records by kind and uuid, never changed after it was made.

    Parameters
    ----------
    records : iterable of Record
        Each with its uuid; at most one of kind ``plan``.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._by_kind: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for record in records:
            self._by_kind[record.KIND][record.uuid] = record
        self._children: dict[str, dict[str, list[Any]]] = {}

    @property
    def info(self) -> PlanInfo:
        """The plan's own record."""
        found = next(iter(self._by_kind["plan"].values()), None)
        return found if isinstance(found, PlanInfo) else PlanInfo()

    @cached_property
    def lists(self) -> CodeLists:
        """The code lists in force in this plan."""
        return CodeLists(self.info.code_lists)

    def of(self, kind: str) -> Sequence[Any]:
        """Return the records of a kind in the order in which they were added."""
        return tuple(self._by_kind[kind].values())

    def count(self, kind: str) -> int:
        """Return how many records of a kind there are."""
        return len(self._by_kind[kind])

    def content(self) -> list[Record]:
        """Return all records that people write, kind by kind."""
        return [record for kind in CONTENT_KINDS for record in self._by_kind[kind].values()]

    def get(self, uuid: str | None, kind: str | None = None) -> Any:
        """Return the record with this uuid, or None."""
        if uuid is None:
            return None
        kinds = (kind,) if kind else tuple(KINDS)
        return next((self._by_kind[k][uuid] for k in kinds if uuid in self._by_kind[k]), None)

    def children(self, kind: str, hotspot: str) -> Sequence[Any]:
        """Return the records of a kind whose field ``hotspot`` links to this uuid."""
        if kind not in self._children:
            grouped: dict[str, list[Any]] = {}
            for record in self._by_kind[kind].values():
                parent = record.value("hotspot")
                if parent:
                    grouped.setdefault(parent, []).append(record)
            self._children[kind] = grouped
        return self._children[kind].get(hotspot, ())

    def by_code(self, code: str, kinds: Iterable[str] = CONTENT_KINDS) -> list[Record]:
        """Return the records that carry this code, in any case; more than one is ambiguous."""
        wanted = code.strip().casefold()
        return [
            record
            for kind in kinds
            for record in self._by_kind[kind].values()
            if (record.value("code") or "").casefold() == wanted
        ]


class Plan(RecordSet):
    """The plan as it stands after its last action."""

    def applied(self, changes: ChangeSet) -> Plan:
        """Return the plan after `changes`; this one stays as it is.

        Kinds that do not change are shared. A delta of a record that is gone is left out.
        """
        after = Plan()
        after._by_kind = dict(self._by_kind)
        touched: set[str] = set()
        edits: dict[tuple[str, str], dict[str, Any]] = {}

        def table(kind: str) -> dict[str, Record]:
            if kind not in touched:
                touched.add(kind)
                after._by_kind[kind] = dict(after._by_kind[kind])
            return after._by_kind[kind]

        def flush() -> None:
            for (kind, uuid), values in edits.items():
                if uuid in table(kind):
                    table(kind)[uuid] = table(kind)[uuid].with_values(values)
            edits.clear()

        for delta in changes:
            if delta.field != LIFE:
                edits.setdefault((delta.kind, delta.uuid), {})[delta.field] = delta.new
                continue
            flush()
            if delta.new is None:
                table(delta.kind).pop(delta.uuid, None)
            else:
                table(delta.kind)[delta.uuid] = delta.new
        flush()
        return after


def next_code(records: Iterable[Record], prefix: str) -> str:
    """Return the next free code: ``H-025`` after ``H-024``; gaps are not filled."""
    return next_codes(records, prefix, 1)[0]


def next_codes(records: Iterable[Record], prefix: str, count: int) -> list[str]:
    """Return the next free codes, one after the other and all of one width, so that they sort."""
    head = f"{prefix}-"
    highest = 0
    for record in records:
        code = getattr(record, "code", None)
        if code and code.startswith(head) and (tail := code[len(head) :]).isdecimal():
            highest = max(highest, int(tail))
    width = max(3, len(str(highest + count)))
    return [f"{prefix}-{number:0{width}d}" for number in range(highest + 1, highest + count + 1)]
