# SPDX-License-Identifier: MIT
"""One action into journal and tables. The caller opens and closes the transaction.

The tables must always be what the fold of the journal says. Most changes write straight through,
since a change made here has seen all heads and so decides alone; what can be otherwise is folded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hotmap.domain.changes import LIFE, ChangeSet, Delta
from hotmap.domain.records import KINDS, Record
from hotmap.storage import tables
from hotmap.storage.codec import dumps, record_json, spec_of, to_json
from hotmap.storage.fold import Change, RowHistory, RowKey, RowState, fold, named_by
from hotmap.storage.journal import Action, Journal
from hotmap.storage.schema import kind_table


class Writer:
    """Writes actions to one open file.

    Parameters
    ----------
    db : sqlite3.Connection
    journal : Journal
    """

    def __init__(self, db: sqlite3.Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def write(self, actor: str, changes: ChangeSet, undoes: str | None = None) -> tuple[Action, bool]:
        """Write one action.

        Returns
        -------
        tuple of Action and bool
            The action, and whether rows of the tables came out otherwise than `changes` say: a
            row that others still name stays.
        """
        keys = dict.fromkeys((delta.kind, delta.uuid) for delta in changes)
        before = self._linking(keys)
        step = _Step(self._db, self._journal, actor, changes, undoes)
        step.take()
        self._journal.append(step.changes)
        step.write_tables()
        linked = set(_targets([*before, *self._linking(keys)]))
        gone = {key for key in keys if key not in step.living_after}
        surprised = self._settle_named(gone | linked)
        self._follow_levels(keys, before)
        return replace(step.action, changes=len(step.changes)), surprised

    def settle_outside(self) -> bool:
        """Bring rows that another program edited in line with the journal; return whether there were any."""
        keys = [tuple(row) for row in self._db.execute("SELECT tbl, row_uuid FROM pending")]
        if not keys:
            return False
        found = self._journal.histories(keys)
        tables.write_states(self._db, (history.state() for history in found.values()))
        deleted = self._db.execute(
            f"SELECT DISTINCT tbl, row_uuid FROM change WHERE field = '{LIFE}' AND value IS NULL"
        ).fetchall()
        self._settle_named({(table, uuid) for table, uuid in deleted})
        tables.set_levels(self._db)
        self._db.execute("DELETE FROM pending")
        self._db.execute("UPDATE copy SET outside_action = NULL")
        return True

    def rebuild(self) -> None:
        """Write all tables anew from the journal."""
        states = fold(self._journal.changes(), self._journal.erased())
        tables.clear(self._db)
        tables.write_states(self._db, states.values())
        tables.set_levels(self._db)
        self._db.execute("DELETE FROM pending")

    def _linking(self, keys: Iterable[RowKey]) -> list[Record]:
        """Return the records among `keys` whose kind can name others."""
        by_kind: dict[str, list[str]] = {}
        for kind, uuid in keys:
            if kind in KINDS and kind_table(kind).links:
                by_kind.setdefault(kind, []).append(uuid)
        return [r for kind, uuids in by_kind.items() for r in tables.records(self._db, kind, uuids).values()]

    def _settle_named(self, candidates: set[RowKey]) -> bool:
        """Let deleted rows stay that live rows name, and go when none does any longer."""
        there = tables.present(self._db, candidates)
        suspects = self._journal.deleted_ones(there) + list(tables.named_among(self._db, candidates - there))
        dead: dict[RowKey, RowHistory] = {}
        while suspects:
            found = self._journal.histories(suspects)
            fresh = {key: h for key, h in found.items() if not h.is_alive and h.is_known and key not in dead}
            dead |= fresh
            named = {target for h in fresh.values() for target in named_by(h.state(True))}
            suspects = self._journal.deleted_ones(named - set(dead))
        there = tables.present(self._db, dead)
        tables.write_states(self._db, (RowState(*key, alive=False) for key in there))
        staying: set[RowKey] = set()
        while True:  # each row that stays can name others
            more = tables.named_among(self._db, set(dead) - staying)
            if not more:
                return bool(staying or there)
            tables.write_states(self._db, (dead[key].state(True) for key in more))
            staying |= more

    def _follow_levels(self, keys: Iterable[RowKey], before: Iterable[Record]) -> None:
        touched = set(keys)
        decisions = [uuid for kind, uuid in touched if kind == "decision"]
        after = tables.records(self._db, "decision", decisions).values()
        hotspots = {record.value("hotspot") for record in [*before, *after] if record.KIND == "decision"}
        if self._db.execute("SELECT 1 FROM decision LIMIT 1").fetchone():
            hotspots |= {uuid for kind, uuid in touched if kind == "hotspot"}
        tables.set_levels(self._db, hotspots - {None})


class _Step:
    """One action while it is being written."""

    def __init__(
        self, db: sqlite3.Connection, journal: Journal, actor: str, changes: ChangeSet, undoes: str | None
    ) -> None:
        keys = dict.fromkeys((delta.kind, delta.uuid) for delta in changes)
        self.action = journal.begin(actor, changes.note, undoes)
        self.changes: list[Change] = []
        self.living_after = tables.present(db, keys)
        self._db = db
        self._deltas = changes
        self._histories = journal.histories(keys)
        self._new: dict[RowKey, Record] = {}
        self._cells: dict[tuple[str, str], dict[str, Any]] = {}
        self._folded: set[RowKey] = set()

    def take(self) -> None:
        """Turn the deltas into changes that know what they follow."""
        for delta in self._deltas:
            if delta.field == LIFE:
                self._life(delta)
            elif (delta.kind, delta.uuid) in self.living_after:
                self._field(delta)

    def write_tables(self) -> None:
        """Write what the changes make of the rows."""
        tables.put(self._db, self._new)
        for (kind, code), cells in self._cells.items():
            tables.update_field(self._db, kind, code, list(cells.items()))
        tables.write_states(
            self._db,
            (
                self._histories[key].state(True) if key in self.living_after else RowState(*key, alive=False)
                for key in self._folded
            ),
        )

    def _life(self, delta: Delta) -> None:
        key = (delta.kind, delta.uuid)
        history = self._histories[key]
        seen = tuple(change.id for change in history.ends())
        for cells in self._cells.values():
            cells.pop(delta.uuid, None)
        if delta.new is None:
            if key not in self.living_after:
                return
            self._add(delta, None, seen)
            self.living_after.discard(key)
            self._fold(key)
            return
        record: Record = delta.new
        if not record.uuid:
            raise ValueError("a record without uuid cannot be stored")
        self._add(delta, dumps(record_json(record)), seen)
        self._folded.discard(key)
        self._new[key] = record  # it follows everything there was, so nothing of that shows through
        self.living_after.add(key)

    def _field(self, delta: Delta) -> None:
        key = (delta.kind, delta.uuid)
        value = to_json(spec_of(delta.kind, delta.field), delta.new)
        heads = self._histories[key].heads(delta.field)
        self._add(delta, dumps(value), tuple(change.id for change in heads))
        if key in self._new or not tables.has_own_column(delta.kind, delta.field):
            self._fold(key)
        elif key not in self._folded:
            self._cells.setdefault((delta.kind, delta.field), {})[delta.uuid] = delta.new

    def _fold(self, key: RowKey) -> None:
        self._new.pop(key, None)
        self._folded.add(key)

    def _add(self, delta: Delta, text: str | None, parents: tuple[str, ...]) -> None:
        action = self.action
        change = Change(
            id=f"{action.id}.{len(self.changes)}",
            action=action.id,
            table=delta.kind,
            row=delta.uuid,
            field=delta.field,
            text=text,
            hlc=action.hlc,
            actor=action.actor,
            copy=action.copy,
            parents=parents,
        )
        self._histories[delta.kind, delta.uuid].add(change)
        self.changes.append(change)


def _targets(linking: Iterable[Record]) -> Iterable[RowKey]:
    for record in linking:
        for code, spec in kind_table(record.KIND).links.items():
            value = getattr(record, code)
            if value is not None:
                yield from ((spec.links_to, uuid) for uuid in (value if spec.is_many else [value]))
