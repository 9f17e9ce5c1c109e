# SPDX-License-Identifier: MIT
"""The state of a plan as a pure function of a set of changes.

Nothing here knows of files, order of arrival or clocks on walls: whoever holds the same changes
computes the same state, so a merge is the union of two sets followed by this fold.

The rules
---------
- A change names as parents the changes of its row that it replaced. Of a field, the changes that
  no later one has seen are its *heads*; more than one with different values is a conflict, and
  the highest (clock, actor, id) is shown.
- Of a marking the strictest of the heads holds, and a looser marking that came from another
  program does not take effect until somebody confirms it here.
- A row lives while its history ends in anything but deletes: an edit that a delete had not seen
  beats it. A row that a live row names stays as well.
- Erased rows are dropped with everything that was ever said of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hotmap.domain.changes import LIFE
from hotmap.domain.fields import Kind
from hotmap.domain.marking import MARKING_FIELDS, Marking, strictest
from hotmap.domain.records import KINDS, MARKING_SPECS
from hotmap.storage.codec import from_json, normal, spec_of, to_json

RowKey = tuple[str, str]
"""Table and uuid."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal.

    Attributes
    ----------
    id, action : str
    table, row, field : str
        What it is about; `LIFE` as field inserts or deletes the row.
    text : str or None
        JSON of the new value, of the whole row for an insert, None for a delete.
    hlc : int
        Time stamp, see `hotmap.storage.clock`.
    actor, copy : str
        Who made it, in which copy of the file.
    outside : bool
        Made by another program, such as QGIS.
    parents : tuple of str
        Ids of the changes that it replaced.
    """

    id: str
    action: str
    table: str
    row: str
    field: str
    text: str | None
    hlc: int
    actor: str
    copy: str = ""
    outside: bool = False
    parents: tuple[str, ...] = ()

    @property
    def is_delete(self) -> bool:
        """True when it removes the row."""
        return self.field == LIFE and self.text is None

    @property
    def is_insert(self) -> bool:
        """True when it brings the whole row."""
        return self.field == LIFE and self.text is not None

    @property
    def rank(self) -> tuple[int, str, str]:
        """What decides which of two heads is shown."""
        return self.hlc, self.actor, self.id


@dataclass(frozen=True)
class Conflict:
    """Heads that nobody has seen together.

    Attributes
    ----------
    kind : str
        ``value`` (two values), ``marking`` (the strictest holds), ``life`` (edited here, deleted
        there), ``unconfirmed`` (a looser marking from another program waits).
    heads : tuple of Change
        The one that is shown first.
    """

    table: str
    row: str
    field: str
    kind: str
    heads: tuple[Change, ...]


@dataclass(frozen=True)
class RowState:
    """A row as its changes make it; `values` are JSON values by field code."""

    table: str
    row: str
    alive: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


class RowHistory:
    """The changes of one row and how they follow each other."""

    def __init__(self, table: str, row: str, changes: Iterable[Change] = ()) -> None:
        self.table = table
        self.row = row
        self._changes: dict[str, Change] = {change.id: change for change in changes}
        self._values: dict[str, dict[str, Any]] = {}

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes.values())

    def __contains__(self, change_id: object) -> bool:
        return change_id in self._changes

    def __len__(self) -> int:
        return len(self._changes)

    def get(self, change_id: str) -> Change:
        """Return one of the changes."""
        return self._changes[change_id]

    def add(self, change: Change) -> None:
        """Take in one more change."""
        self._changes[change.id] = change

    def ancestors(self, changes: Iterable[Change]) -> set[str]:
        """Return the ids of all changes of this row that the given ones follow."""
        seen: set[str] = set()
        open_ids = [parent for change in changes for parent in change.parents]
        while open_ids:
            current = open_ids.pop()
            if current in self._changes and current not in seen:
                seen.add(current)
                open_ids.extend(self._changes[current].parents)
        return seen

    def ends(self) -> list[Change]:
        """Return the changes that nothing follows: what a delete has seen."""
        followed = {parent for change in self for parent in change.parents}
        return [change for change in self if change.id not in followed]

    def heads(self, code: str) -> list[Change]:
        """Return the changes that give the field its value, the one that is shown first."""
        giving = [change for change in self if change.is_insert or (change.field == code and code != LIFE)]
        if len(giving) < 2:
            return giving
        followed = self.ancestors(giving)
        heads = [change for change in giving if change.id not in followed]
        return sorted(heads or giving, key=lambda change: change.rank, reverse=True)

    @property
    def is_alive(self) -> bool:
        """Whether the row stands by itself, whoever names it."""
        return self.is_known and not all(change.is_delete for change in self.ends())

    @property
    def is_known(self) -> bool:
        """Whether the change that brought the row is here."""
        return any(change.is_insert for change in self)

    def without(self, ids: Collection[str]) -> RowHistory:
        """Return the history as if some changes had not been made."""
        return RowHistory(self.table, self.row, (change for change in self if change.id not in ids))

    def only(self, ids: Collection[str]) -> RowHistory:
        """Return the history of some of its changes."""
        return RowHistory(self.table, self.row, (change for change in self if change.id in ids))

    def value(self, change: Change, code: str) -> Any:
        """Return the normal JSON value that a change gives to a field, None for nothing."""
        if change.id not in self._values:
            loaded: Any = json.loads(change.text) if change.text is not None else None
            whole = isinstance(loaded, dict) and change.is_insert
            self._values[change.id] = loaded if whole else {change.field: loaded}
        return normal(spec_of(self.table, code), self._values[change.id].get(code))

    def codes(self) -> set[str]:
        """Return the codes of all fields that were ever given a value."""
        found = {change.field for change in self if change.field != LIFE}
        for change in self:
            if change.is_insert:
                self.value(change, "")
                found.update(self._values[change.id])
        return found

    def settled(self, code: str) -> Any:
        """Return the normal JSON value in force of a field, None for nothing."""
        heads = self.heads(code)
        return self._settled(code, heads)[0] if heads else None

    def state(self, alive: bool | None = None) -> RowState:
        """Return the row.

        Parameters
        ----------
        alive : bool, optional
            When it is already known, as for a row that stays because a live row names it.
        """
        alive = self.is_alive if alive is None else alive
        values: dict[str, Any] = {}
        conflicts: list[Conflict] = []
        edited = {change.field for change in self if change.field != LIFE}
        unedited = self.heads(LIFE)
        for code in sorted(self.codes()):
            heads = self.heads(code) if code in edited else unedited
            value, kind = self._settled(code, heads) if len(heads) > 1 or edited else (self.value(heads[0], code), "")
            if value is not None:
                values[code] = value
            if kind:
                conflicts.append(Conflict(self.table, self.row, code, kind, tuple(heads)))
        ends = self.ends()
        if alive and any(change.is_delete for change in ends):
            newest_first = sorted(ends, key=lambda change: change.rank, reverse=True)
            conflicts.append(Conflict(self.table, self.row, LIFE, "life", tuple(newest_first)))
        return RowState(self.table, self.row, alive, values, tuple(conflicts))

    def _settled(self, code: str, heads: list[Change]) -> tuple[Any, str]:
        """Return the value in force and the kind of conflict, if any."""
        shown = self.value(heads[0], code)
        if is_marking(code):
            allowed = self._allowed(code)
            value = strictest_of(code, [allowed[head.id] for head in heads])
            if any(self.value(head, code) != value for head in heads):
                return value, "marking" if len(heads) > 1 else "unconfirmed"
            return value, ""
        differ = any(self.value(head, code) != shown for head in heads[1:])
        return shown, "value" if differ else ""

    def _allowed(self, code: str) -> dict[str, Any]:
        """Return what each change makes of a marking: outside edits tighten, they never loosen."""
        giving = sorted((c for c in self if c.field == code or c.is_insert), key=lambda change: change.rank)
        allowed: dict[str, Any] = {}
        for change in giving:
            own = self.value(change, code)
            if change.outside and not change.is_insert:
                before = self.only(self.ancestors([change])).heads(code)
                own = strictest_of(code, [own, *(allowed[c.id] for c in before if c.id in allowed)])
            allowed[change.id] = own
        return allowed


def is_marking(code: str) -> bool:
    """Return whether a field code is part of a marking."""
    return code in MARKING_FIELDS or "@" in code


def strictest_of(code: str, values: list[Any]) -> Any:
    """Return the strictest of JSON values of one part of a marking.

    For the marking of a field (``name@audiences``) nothing said means *as the record*, so what is
    said wins; for the marking of a record nothing said means *nobody*.
    """
    if "@" in code:
        values = [value for value in values if value is not None] or [None]
    attribute = code.split("@")[-1]
    spec = MARKING_SPECS.get(attribute)
    if spec is None or len(values) == 1:
        return values[0]
    markings = [Marking(**{attribute: from_json(spec, value)}) for value in values]
    return to_json(spec, getattr(strictest(*markings), attribute))


def histories(changes: Iterable[Change], erased: Collection[str] = ()) -> dict[RowKey, RowHistory]:
    """Return the changes by row, without those of erased rows."""
    rows: dict[RowKey, RowHistory] = {}
    for change in changes:
        if change.row in erased:
            continue
        key = (change.table, change.row)
        if key not in rows:
            rows[key] = RowHistory(*key)
        rows[key].add(change)
    return rows


def fold(changes: Iterable[Change], erased: Collection[str] = ()) -> dict[RowKey, RowState]:
    """Return the state of every row that is alive, whatever the order of `changes`."""
    rows = histories(changes, erased)
    states = {key: history.state(True) for key, history in rows.items() if history.is_alive}
    fresh = list(states.values())
    while fresh:  # a row that a live row names stays, and so do those that it names
        named = {target for state in fresh for target in named_by(state) if target not in states}
        fresh = [rows[key].state(True) for key in named if key in rows and rows[key].is_known]
        states |= {(state.table, state.row): state for state in fresh}
    return states


def named_by(state: RowState) -> Iterator[RowKey]:
    """Yield the rows that the links of a row name."""
    cls = KINDS.get(state.table)
    if cls is None:
        return
    for code, spec in cls.specs().items():
        value = state.values.get(code)
        if value is not None and spec.kind in (Kind.LINK, Kind.LINKS):
            yield from ((spec.links_to, uuid) for uuid in (value if spec.is_many else [value]))
