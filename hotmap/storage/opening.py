# SPDX-License-Identifier: MIT
"""Plan files come into being, are let in and are copied: whole, synced, or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from hotmap.domain.identity import new_uuid
from hotmap.errors import OutputError
from hotmap.i18n import tr
from hotmap.storage import backups, gate, migrations
from hotmap.storage.connection import (
    connect,
    drop_journal_file,
    force_journal_mode,
    in_words,
    roll_back,
    transaction,
)


def make(path: Path) -> None:
    """Write a new plan file without records.

    Raises
    ------
    OutputError
        When there is a file of this name, or none can be made.
    """
    if path.exists():
        raise OutputError(tr("There is already a file of this name. Choose another name."), path)
    with _replacing(path, tr("The plan cannot be made here: {reason}.")) as part:
        part.touch()
        with closing(connect(part, write=True)) as db:
            force_journal_mode(db)
            db.execute("BEGIN IMMEDIATE")
            migrations.migrate(db, 0)
            db.execute("UPDATE copy SET writing = 0")
            db.execute("COMMIT")
            drop_journal_file(db)


def admit(path: Path, *, write: bool, unchecked: bool = False) -> tuple[sqlite3.Connection, int]:
    """Open a file that passed `gate.check_file`, bringing it up to date when it may be written.

    Parameters
    ----------
    unchecked : bool
        Do not look at every page first, unless something has to be written: somebody else does it.

    Returns
    -------
    tuple of sqlite3.Connection and int
        The connection and the file's schema version.

    Raises
    ------
    PlanFileError, LockedError
    """
    with in_words(path):
        if gate.was_cut_off(path):
            roll_back(path)
        db = connect(path, write=write)
        try:
            version = gate.check_content(db, path, migrations.NEWEST)
            gate.check_triggers(db, path)
            if not unchecked or (write and migrations.pending(version)):
                gate.check_sound(db, path)
            if write:
                force_journal_mode(db)
                if migrations.pending(version):
                    backups.make(db, path)
                    with transaction(db, path):
                        migrations.migrate(db, version)
                version = migrations.NEWEST
        except BaseException:
            db.close()
            raise
    return db, version


def copy(db: sqlite3.Connection, plan: Path, path: Path) -> None:
    """Write a compact copy of an open plan, replacing another file of this name.

    Raises
    ------
    OutputError
        When it is the plan itself, or cannot be written.
    """
    if path.exists() and path.samefile(plan):
        raise OutputError(tr("This is the plan itself. Choose another name for the copy."), path)
    with _replacing(path, tr("The copy cannot be written: {reason}.")) as part:
        db.execute("VACUUM INTO ?", (str(part),))


@contextmanager
def _replacing(path: Path, refusal: str) -> Iterator[Path]:
    """Give a name beside `path` to write to; when all went well, it is synced and takes that name."""
    part = path.with_name(f".{path.name}.{new_uuid()[-12:]}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, path)
        _sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(refusal.format(reason=reason), path) from error
    finally:
        for left in (part, part.with_name(part.name + "-journal")):  # SQLite leaves its journal on a full disk
            with suppress(OSError):  # on a read-only drive there is nothing to take away
                left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name durable, where folders can be synced (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
