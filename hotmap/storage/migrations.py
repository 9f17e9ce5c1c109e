# SPDX-License-Identifier: MIT
"""Steps that bring an older plan file up to date.

To add a field: describe it in `hotmap.domain.records`, append one line
``Migration(n, "what it brings", add_columns)`` below, and freeze a plan of the version before in
``tests/old_plans`` (see the test of this module). The journal itself is never rewritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from hotmap.storage import clock, geopackage, schema, styles, triggers
from hotmap.storage.journal import Journal
from hotmap.storage.writer import Writer


@dataclass(frozen=True)
class Migration:
    """One step.

    Attributes
    ----------
    number : int
        The schema version that the file has afterwards.
    name : str
        What it brings, noted in the file.
    apply : callable
        Takes the connection inside a transaction.
    """

    number: int
    name: str
    apply: Callable[[sqlite3.Connection], None]


def create_plan(db: sqlite3.Connection) -> None:
    """Lay out a new plan file."""
    geopackage.create_metadata(db)
    schema.create_bookkeeping(db)
    schema.create_kind_tables(db)
    db.execute("INSERT INTO copy (fid, id, place, hlc, writing) VALUES (1, '', '', 0, 1)")


def add_columns(db: sqlite3.Connection) -> None:
    """Give every described field its column, and its values from the journal where a newer copy wrote some."""
    schema.add_missing_columns(db)


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "records, journal, layers and styles", create_plan),
    Migration(2, "bookmarks, groups of layers, pictures outside the plan", add_columns),
    Migration(3, "reference systems of pictures that do not name their own", add_columns),
)

NEWEST = MIGRATIONS[-1].number


def pending(version: int) -> tuple[Migration, ...]:
    """Return the steps that a file of this version still needs."""
    return tuple(step for step in MIGRATIONS if step.number > version)


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Apply the steps after `version`, inside the caller's transaction.

    Tables of records are written anew from the journal, so that what an older program had to
    pass through unread finds its column.
    """
    steps = pending(version)
    if not steps:
        return
    triggers.drop_all(db)
    for step in steps:
        step.apply(db)
        db.execute(
            "INSERT INTO migration (number, name, applied) VALUES (?, ?, ?)",
            (step.number, step.name, clock.wall_time()),
        )
    if version:
        Writer(db, Journal(db, NEWEST)).rebuild()
    triggers.create_all(db)
    styles.refresh(db)
