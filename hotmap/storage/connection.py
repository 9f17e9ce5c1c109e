# SPDX-License-Identifier: MIT
"""Connections to a plan file: pragmas, transactions, and SQLite's refusals in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hotmap.errors import HotmapError, LockedError, OutputError, PlanFileError
from hotmap.i18n import tr
from hotmap.storage import geopackage

BUSY_MS = 5000
_BATCH = 500  # bound variables in one statement, well below the oldest limit of 999

# Durable when a transaction returns: the rollback journal is truncated and its folder synced (EXTRA).
# `trusted_schema` stays on because the triggers of spatial indexes call our ST_ functions.
_PRAGMAS = ("synchronous = EXTRA", "secure_delete = ON", f"busy_timeout = {BUSY_MS}", "cell_size_check = ON")


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Return a connection with our pragmas and functions; it opens no transaction by itself."""
    # Not `Path.as_uri`: for a shared folder it names a host, which SQLite refuses.
    name = quote(path.absolute().as_posix(), safe="/:")
    uri = f"file://{'' if name.startswith('/') else '/'}{name}?mode={'rw' if write else 'ro'}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False)
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    geopackage.register_functions(db)
    return db


def roll_back(path: Path) -> None:
    """Let SQLite take back what a program left half written when it died; only a writer can."""
    with closing(connect(path, write=True)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def force_journal_mode(db: sqlite3.Connection) -> None:
    """Go back to a rollback journal; while QGIS keeps the file in WAL mode that has to wait."""
    _set_journal_mode(db, "TRUNCATE")


def drop_journal_file(db: sqlite3.Connection) -> None:
    """Take away the emptied rollback journal before closing, so that no second file lies about."""
    _set_journal_mode(db, "DELETE")


def _set_journal_mode(db: sqlite3.Connection, mode: str) -> None:
    try:
        db.execute("PRAGMA busy_timeout = 0")
        db.execute(f"PRAGMA journal_mode = {mode}")
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    except sqlite3.ProgrammingError:
        pass  # closed already
    except sqlite3.OperationalError:  # somebody else is using the file: the mode is a wish, not a need
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run a block as one durable transaction of ours, or as if it had never begun.

    Raises
    ------
    LockedError, PlanFileError, OutputError
        SQLite's refusals, each with what to do.
    """
    with in_words(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            db.execute("UPDATE copy SET writing = 1")
            yield
            db.execute("UPDATE copy SET writing = 0")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextmanager
def reading(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Let a block see one state of the file, whatever others write meanwhile."""
    with in_words(path):
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("ROLLBACK")


def where_in(db: sqlite3.Connection, sql: str, values: Sequence[str]) -> Iterator[Any]:
    """Yield the rows of ``<sql> IN (<values>)``, however many values there are.

    Parameters
    ----------
    sql : str
        A query up to the name of the column.
    """
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from db.execute(f"{sql} IN ({','.join('?' * len(batch))})", batch).fetchall()


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's refusals into sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error


def _told(error: sqlite3.DatabaseError, path: Path) -> HotmapError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(
            tr("Another program is writing to this plan and has not finished, so nothing was changed. Try again soon."),
            path,
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return PlanFileError(damaged(), path)
    if code == sqlite3.SQLITE_FULL:
        return OutputError(
            tr("There is no room left on the disk; nothing was changed. Free some space and do it again."), path
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return PlanFileError(read_only(), path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return PlanFileError(
            tr("The file can no longer be read or written; nothing was changed. Is the drive still connected?"), path
        )
    return None


def damaged() -> str:
    """Return the sentence for a file whose content does not hold together."""
    return tr(
        "The file is damaged or only half copied. Take it from its source again, or from the folder of"
        " backups beside it."
    )


def read_only() -> str:
    """Return the sentence for a file that may not be written."""
    return tr("You may read this plan but not write to it. Copy it to a place where you may write, and open the copy.")
