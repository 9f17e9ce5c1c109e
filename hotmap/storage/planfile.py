# SPDX-License-Identifier: MIT
"""The plan file as the rest of hotmap sees it: load, commit, undo, layers, copies.

Every write is one durable transaction: when a method returns, what it did is on the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from hotmap.domain.changes import LIFE, ChangeSet, ChangeTimes, Delta, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS, Layer, PlanInfo, Record
from hotmap.errors import LockedError, PlanFileError
from hotmap.i18n import tr
from hotmap.storage import backups, gate, history, layer_styles, layers, opening, shelf, styles, tables, times
from hotmap.storage.codec import record_from_json
from hotmap.storage.connection import (
    drop_journal_file,
    in_words,
    read_only,
    reading,
    transaction,
)
from hotmap.storage.fold import Conflict, fold
from hotmap.storage.journal import Action, Journal, place_of
from hotmap.storage.lock import PlanLock
from hotmap.storage.soundness import WORTH_BYTES, SoundCheck
from hotmap.storage.writer import Writer

__all__ = ["Action", "PlanFile"]


class PlanFile:
    """An open plan file. Make one with `create` or `open`, and `close` it.

    Attributes
    ----------
    path : Path
    actor : str
        Role or team that edits.
    read_only : bool
    sound : SoundCheck or None
        The look at every page, while it is under way; None when it was made before.
    """

    def __init__(self, path: Path, actor: str, db: sqlite3.Connection, lock: PlanLock | None, version: int) -> None:
        self.path = path
        self.actor = actor
        self.read_only = lock is None
        self._db = db
        self._lock = lock
        self._journal = Journal(db, version, place_of(path))
        self._writer = Writer(db, self._journal)
        self._guard = RLock()  # features are read in worker threads
        self._is_closed = False
        self._seen_version = -1
        self._may_need_backup = True
        self.sound: SoundCheck | None = None

    # ---- opening and closing ---------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path | str, info: PlanInfo, *, actor: str) -> Self:
        """Make a new plan file and open it.

        Parameters
        ----------
        info : PlanInfo
            The plan's own record; it gets a uuid when it has none.
        actor : str
            Role or team that makes it.

        Raises
        ------
        OutputError
            When there is a file of this name, or none can be made.
        """
        path = Path(path)
        opening.make(path)
        plan = cls.open(path, actor=actor)
        plan._may_need_backup = False
        note = tr("New plan “{title}”").format(title=info.title or path.stem)
        plan.commit(ChangeSet(note, (inserted(replace(info, uuid=info.uuid or new_uuid())),)))
        return plan

    @classmethod
    def open(cls, path: Path | str, *, actor: str, write: bool = True, at_leisure: bool = False) -> Self:
        """Open a plan file, bringing an older one up to date when it may be written.

        Parameters
        ----------
        at_leisure : bool
            Look through a large file beside the work, as `sound` tells; the first write waits for it.

        Raises
        ------
        PlanFileError
            When it is missing, damaged, foreign, of a newer version or not ours to write. The file
            is then as it was.
        LockedError
            When somebody on another machine is writing to it.
        """
        path = Path(path)
        gate.check_file(path, write=write)
        lock = PlanLock(path, actor) if write else None
        if lock:
            lock.take()
        try:
            beside = at_leisure and path.stat().st_size > WORTH_BYTES
            db, version = opening.admit(path, write=write, unchecked=beside)
            made = cls(path, actor, db, lock, version)
            made.sound = SoundCheck(path) if beside else None
            return made
        except BaseException:
            if lock:
                lock.release()
            raise

    def close(self) -> None:
        """Release the file and its lock; closing twice does nothing."""
        if self.sound is not None:
            self.sound.stop()
        with self._guard:  # what another thread is reading or writing is finished first
            self._is_closed = True
            if self._lock:
                drop_journal_file(self._db)
            self._db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- records ---------------------------------------------------------------------------------------------

    def load(self) -> Plan:
        """Return the plan as it stands, with edits that other programs made."""
        if not self.read_only and self._has_outside_edits():
            with self._writing():
                pass  # every writing starts by going over them
        with self._reading():
            self._seen_version = self.data_version()
            found = tables.load(self._db)
            if self.read_only and self._has_outside_edits():
                return Plan(self._folded())
        return Plan(found)

    def commit(self, changes: ChangeSet) -> Action:
        """Write one action; it is on the disk when this returns.

        Parameters
        ----------
        changes : ChangeSet
            Edits of records that are gone are left out, as `Plan.applied` does. A record that
            others still name stays; `changed_elsewhere` then says so.
        """
        with self._writing():
            action, surprised = self._writer.write(self.actor, changes)
            self._follow(changes)
        if surprised:
            self._seen_version = -1
        return action

    def undo(self) -> tuple[Action, ChangeSet, list[str]] | None:
        """Take back the last action of this copy and actor, as a new action.

        Returns
        -------
        tuple of Action, ChangeSet and list of str, or None
            The action that was taken back, what that changed, and what stays because others
            changed it since; None when there is nothing to take back.
        """
        return self._turn(history.undoable, tr("Undo: {note}"))

    def redo(self) -> tuple[Action, ChangeSet, list[str]] | None:
        """Do again what `undo` took back last, unless something new was done since; returns as `undo`."""
        return self._turn(history.redoable, tr("Redo: {note}"))

    def undoable(self) -> Action | None:
        """Return the action that `undo` would take back."""
        with self._reading():
            return None if self.read_only else history.undoable(self._journal, self.actor)

    def redoable(self) -> Action | None:
        """Return the action that `redo` would do again."""
        with self._reading():
            turned = None if self.read_only else history.redoable(self._journal, self.actor)
            return self._journal.action(turned.undoes) if turned and turned.undoes else None

    def log(self, uuid: str | None = None) -> list[Action]:
        """Return the actions, oldest first: all, or those that touched one record."""
        with self._reading():
            return self._journal.actions(uuid)

    def changed_times(self) -> ChangeTimes:
        """Return when each field last changed, as a release needs to say as of when it is."""
        with self._reading():
            return times.changed_times(self._db)

    def conflicts(self) -> list[Conflict]:
        """Return where two copies say different things, and what waits to be confirmed."""
        with self._reading():
            states = fold(self._journal.changes(), self._journal.erased())
        return [conflict for state in states.values() for conflict in state.conflicts]

    def rebuild(self) -> None:
        """Write all tables of records anew from the journal."""
        with self._writing():
            self._writer.rebuild()
            layers.list_layers(self._db)
            layer_styles.refresh(self._db)
        self._seen_version = -1

    # ---- layers ----------------------------------------------------------------------------------------------

    def add_layer(self, layer: Layer, features: FeatureTable, note: str) -> tuple[Layer, ChangeSet]:
        """Store a context layer and its record as one action.

        Returns
        -------
        tuple of Layer and ChangeSet
            The record with uuid, table, count, type, columns and extent, and what was committed.
        """
        layer = layers.described(replace(layer, uuid=layer.uuid or new_uuid()), features)
        changes = ChangeSet(note, (inserted(layer),))
        with self._writing():
            layers.store(self._db, layer, features)
            self._writer.write(self.actor, changes)
            self._follow(changes)
        return layer, changes

    def features(self, layer: Layer) -> FeatureTable:
        """Return all features of a context layer, in WGS 84 degrees."""
        with self._reading():
            return layers.read(self._db, layer)

    def features_in_parts(self, layer: Layer) -> Iterator[FeatureTable]:
        """Yield the features of a context layer some thousand at a time, in the order of `features`.

        Each part is read when it is asked for, in any thread; between two of them the file is free for
        writing, copying and closing. Tables of layers never change, so together they are what
        `features` returns.

        Raises
        ------
        PlanFileError
            As `features` at once; later also when the plan has been closed.
        """
        if layer.kind == "raster":
            return iter((self.features(layer),))
        with self._reading():
            rows = layers.LayerRows.of(self._db, layer)
        return rows.parts(self._db, self._reading)

    # ---- beside the records ----------------------------------------------------------------------------------

    def save_sketch(self, sketch: Mapping[str, Any]) -> str:
        """Keep a sketch that was set aside; return its id."""
        with self._writing():
            return shelf.save_sketch(self._db, sketch)

    def sketches(self) -> list[dict[str, Any]]:
        """Return the sketches that were set aside, oldest first."""
        with self._reading():
            return shelf.sketches(self._db)

    def drop_sketch(self, sketch_id: str) -> None:
        """Forget a sketch."""
        with self._writing():
            shelf.drop_sketch(self._db, sketch_id)

    def record_release(self, entry: Mapping[str, Any]) -> None:
        """Note what left for whom."""
        with self._writing():
            shelf.record_release(self._db, self.actor, entry)

    def releases(self) -> list[dict[str, Any]]:
        """Return what left for whom, oldest first, each with ``time`` and ``actor``."""
        with self._reading():
            return shelf.releases(self._db)

    def data_version(self) -> int:
        """Return a number that changes when another program or window has written to the file."""
        with self._guard, in_words(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def changed_elsewhere(self) -> bool:
        """Return whether the file holds anything that the last `load` and our commits do not know.

        A window asks again and again, so this also gives the lock its sign of life.
        """
        if self._lock:
            with suppress(LockedError):  # the next write will say who took over
                self._lock.renew()
        return self.data_version() != self._seen_version

    def copy_to(self, path: Path | str) -> None:
        """Write a whole copy, compact and synced to the disk; another file of this name is replaced.

        Raises
        ------
        OutputError
            When it is the plan itself, or cannot be written.
        """
        with self._guard:
            opening.copy(self._db, self.path, Path(path))

    # ---- inside ----------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Let a block see one state of the file; one thread at a time."""
        with self._guard:
            if self._is_closed:
                raise PlanFileError(tr("The plan has been closed; open it again."), self.path)
            with reading(self._db, self.path):
                yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Open the one transaction of a write, with what has to come before it."""
        if self._lock is None:
            raise PlanFileError(read_only(), self.path)
        if self.sound is not None:
            self.sound.wait()  # nothing is written to a damaged file
        with self._guard:
            self._lock.renew()
            if self._may_need_backup:
                self._may_need_backup = False
                if backups.is_due(self.path):
                    backups.make(self._db, self.path)
            with transaction(self._db, self.path):
                settled = self._writer.settle_outside()
                yield
            if settled:
                self._seen_version = -1

    def _turn(
        self, choose: Callable[[Journal, str], Action | None], note: str
    ) -> tuple[Action, ChangeSet, list[str]] | None:
        with self._guard:
            return self._turned(choose, note) if choose(self._journal, self.actor) else None

    def _turned(
        self, choose: Callable[[Journal, str], Action | None], note: str
    ) -> tuple[Action, ChangeSet, list[str]] | None:
        with self._writing():
            action = choose(self._journal, self.actor)
            if action is None:  # another window was quicker
                return None
            inverse = history.inverse(self._journal, action, partial(tables.records, self._db))
            named = self._journal.action(action.undoes) if action.undoes else action
            changes = inverse.changes(note.format(note=named.note))
            _, surprised = self._writer.write(self.actor, changes, undoes=action.id)
            self._follow(changes)
        if surprised:
            self._seen_version = -1
        return self._journal.action(named.id), changes, inverse.skipped

    def _follow(self, changes: ChangeSet) -> None:
        """Bring what QGIS reads beside the tables in line with them."""
        layer_fields = {delta.field for delta in changes if delta.kind == "layer"}
        if layer_fields & {LIFE, "name", "table", "kind", "style"}:
            layers.list_layers(self._db)
            layer_styles.refresh(self._db)
        if any(delta.kind == "plan" and _renames_codes(delta) for delta in changes):
            styles.refresh(self._db)

    def _has_outside_edits(self) -> bool:
        return bool(self._db.execute("SELECT 1 FROM pending LIMIT 1").fetchone())

    def _folded(self) -> list[Record]:
        states = fold(self._journal.changes(), self._journal.erased()).values()
        return [record_from_json(s.table, s.row, s.values) for s in states if s.table in KINDS]


def _renames_codes(delta: Delta) -> bool:
    if delta.field == LIFE:
        return any(info is not None and info.code_lists for info in (delta.old, delta.new))
    return delta.field == "code_lists"
