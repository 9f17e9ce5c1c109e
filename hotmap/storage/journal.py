# SPDX-License-Identifier: MIT
"""The journal: actions and their changes, appended and never rewritten."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotmap import __version__
from hotmap.domain.changes import LIFE
from hotmap.domain.identity import new_uuid
from hotmap.i18n import tr
from hotmap.storage import clock
from hotmap.storage.connection import where_in
from hotmap.storage.fold import Change, RowHistory, RowKey, histories
from hotmap.storage.lock import machine_fingerprint

_CHANGES = """
SELECT c.id, c.action, c.tbl, c.row_uuid, c.field, c.value, c.hlc, a.actor, a.copy, a.outside
FROM change c JOIN action a ON a.id = c.action"""


@dataclass(frozen=True)
class Action:
    """What somebody did, as one step.

    Attributes
    ----------
    id : str
    actor : str
        Role or team, never a person.
    time : str
        ISO 8601 with the offset of the computer it happened on.
    note : str
        What was done, in words.
    undone : bool
        Taken back and not done again since.
    changes : int
        How many changes it made.
    undoes : str or None
        The action that this one took back: an undo, or the redo of an undo.
    outside : bool
        Edited in another program, such as QGIS.
    copy : str
        The copy of the file in which it was made.
    hlc : int
        Its time stamp, see `hotmap.storage.clock`.
    """

    id: str
    actor: str
    time: str
    note: str
    undone: bool = False
    changes: int = 0
    undoes: str | None = None
    outside: bool = False
    copy: str = ""
    hlc: int = 0


class Journal:
    """The journal of one open file.

    Parameters
    ----------
    db : sqlite3.Connection
    schema_version : int
        Number of the last migration of the file, noted with each change.
    place : str
        Where the file lies: machine, device and inode, see `place_of`.
    """

    def __init__(self, db: sqlite3.Connection, schema_version: int, place: str = "") -> None:
        self._db = db
        self._schema_version = schema_version
        self._place = place

    @property
    def copy(self) -> str:
        """Id of the copy that this file is; empty when it was copied here and not yet written to."""
        row = self._db.execute("SELECT id, place FROM copy").fetchone()
        return str(row[0]) if row and row[1] == self._place else ""

    def claim(self) -> None:
        """Mint a new copy id when the file was copied here since it was last written to."""
        if not self.copy:
            self._db.execute(
                "INSERT INTO copy (fid, id, place, hlc, writing) VALUES (1, ?1, ?2, 0, 1)"
                " ON CONFLICT (fid) DO UPDATE SET id = ?1, place = ?2",
                (new_uuid(), self._place),
            )

    def begin(self, actor: str, note: str, undoes: str | None = None) -> Action:
        """Open an action with a time stamp later than everything in the file."""
        self.claim()
        copy, last = self._db.execute("SELECT id, hlc FROM copy").fetchone()
        hlc = clock.ticked(last)
        action = Action(new_uuid(), actor, clock.wall_time(), note, undoes=undoes, copy=copy, hlc=hlc)
        self._db.execute("UPDATE copy SET hlc = ?, outside_action = NULL", (hlc,))
        self._db.execute(
            "INSERT INTO action (id, actor, copy, hlc, wall_time, app_version, note, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (action.id, actor, copy, hlc, action.time, __version__, note, undoes),
        )
        return action

    def append(self, changes: Iterable[Change]) -> None:
        """Write changes with what they follow."""
        kept = list(changes)
        self._db.executemany(
            "INSERT INTO change (id, action, tbl, row_uuid, field, value, hlc, schema_version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((c.id, c.action, c.table, c.row, c.field, c.text, c.hlc, self._schema_version) for c in kept),
        )
        self._db.executemany(
            "INSERT INTO parent (child, parent) VALUES (?, ?)", ((c.id, p) for c in kept for p in c.parents)
        )

    def changes(self) -> list[Change]:
        """Return every change."""
        parents = _grouped(self._db.execute("SELECT child, parent FROM parent"))
        return [_change(row, parents) for row in self._db.execute(_CHANGES)]

    def changes_of(self, action_id: str) -> list[Change]:
        """Return the changes of one action in their order."""
        rows = self._db.execute(f"{_CHANGES} WHERE c.action = ? ORDER BY c.fid", (action_id,)).fetchall()
        return [_change(row, {}) for row in rows]

    def histories(self, keys: Iterable[RowKey]) -> dict[RowKey, RowHistory]:
        """Return the histories of some rows; a row without any change has an empty one."""
        wanted = dict.fromkeys(keys)
        uuids = list(dict.fromkeys(uuid for _, uuid in wanted))
        rows = [row for row in where_in(self._db, f"{_CHANGES} WHERE c.row_uuid", uuids) if (row[2], row[3]) in wanted]
        parents_of = "SELECT p.child, p.parent FROM parent p JOIN change c ON c.id = p.child WHERE c.row_uuid"
        parents = _grouped(where_in(self._db, parents_of, uuids)) if rows else {}
        found = histories(_change(row, parents) for row in rows)
        return {key: found.get(key) or RowHistory(*key) for key in wanted}

    def deleted_ones(self, keys: Iterable[RowKey]) -> list[RowKey]:
        """Return those of the given rows that were deleted at some time, in some copy."""
        wanted = set(keys)
        sql = f"SELECT DISTINCT tbl, row_uuid FROM change WHERE value IS NULL AND field = '{LIFE}' AND row_uuid"
        found = where_in(self._db, sql, [uuid for _, uuid in wanted])
        return [key for key in map(tuple, found) if key in wanted]

    def erased(self) -> set[str]:
        """Return the uuids of the rows that were erased for good."""
        return {row[0] for row in self._db.execute("SELECT row_uuid FROM erased")}

    def actions(self, uuid: str | None = None) -> list[Action]:
        """Return the actions, oldest first: all, or those that touched one record."""
        if uuid is None:
            return self._actions("")
        return self._actions("WHERE a.id IN (SELECT action FROM change WHERE row_uuid = ?)", uuid)

    def action(self, action_id: str) -> Action:
        """Return one action."""
        return self._actions("WHERE a.id = ?", action_id)[0]

    def own_steps(self, actor: str) -> Iterator[tuple[str, str | None]]:
        """Yield id and `undoes` of the actions of this copy and `actor`, newest first, without *New plan*."""
        yield from self._db.execute(
            "SELECT id, undoes FROM action WHERE copy = ? AND actor = ? AND NOT outside AND id NOT IN"
            f" (SELECT action FROM change WHERE row_uuid IN (SELECT uuid FROM plan) AND field = '{LIFE}')"
            " ORDER BY hlc DESC",
            (self.copy, actor),
        )

    def _actions(self, where: str, *values: str) -> list[Action]:
        rows = self._db.execute(
            "SELECT a.id, a.actor, a.wall_time, a.note, a.undoes, a.outside, a.copy, a.hlc,"
            " (SELECT count(*) FROM change c WHERE c.action = a.id)"
            f" FROM action a {where} ORDER BY a.hlc, a.actor, a.id",
            values,
        ).fetchall()
        undone = self.undone()
        return [
            Action(
                id_,
                tr(actor) if outside else actor,  # triggers write English
                time,
                tr(note) if outside else note,
                id_ in undone,
                count,
                undoes,
                bool(outside),
                copy,
                hlc,
            )
            for id_, actor, time, note, undoes, outside, copy, hlc, count in rows
        ]

    def undone(self) -> set[str]:
        """Return the ids of the actions that are taken back.

        An undo can itself be taken back by a redo, and then does not count.
        """
        rows = self._db.execute("SELECT id, undoes FROM action WHERE undoes IS NOT NULL ORDER BY hlc DESC").fetchall()
        taken_back: set[str] = set()
        for id_, undoes in rows:  # newest first, so whoever takes `id_` back has been seen
            if id_ not in taken_back:
                taken_back.add(undoes)
        return taken_back


def place_of(path: Path) -> str:
    """Return what changes when a file is copied outside hotmap: a hash of machine, device and inode."""
    stat = path.stat()
    return hashlib.sha256(f"{machine_fingerprint()}:{stat.st_dev}:{stat.st_ino}".encode()).hexdigest()[:16]


def _grouped(rows: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for child, parent in rows:
        found.setdefault(child, []).append(parent)
    return found


def _change(row: Sequence[Any], parents: dict[str, list[str]]) -> Change:
    id_, action, table, uuid, code, text, hlc, actor, copy, outside = row
    return Change(id_, action, table, uuid, code, text, hlc, actor, copy, bool(outside), tuple(parents.get(id_, ())))
