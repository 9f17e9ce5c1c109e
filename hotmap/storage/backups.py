# SPDX-License-Identifier: MIT
"""Rotating backups beside the plan: few, whole, and made before the first write to a changed file."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

KEEP = 5
EVERY_S = 900
"""Seconds between two backups, so that a row of commands does not push out all older ones."""


def folder_of(plan: Path) -> Path:
    """Return the folder of a plan's backups; it may not exist."""
    return plan.with_name(plan.name + ".backups")


def backups_of(plan: Path) -> list[Path]:
    """Return the backups of a plan, oldest first."""
    return sorted(folder_of(plan).glob("*.gpkg"))


def is_due(plan: Path) -> bool:
    """Return whether the plan has changed since its newest backup and that one is old enough."""
    newest = next(reversed(backups_of(plan)), None)
    if newest is None:
        return True
    made = newest.stat().st_mtime
    return plan.stat().st_mtime > made and time.time() - made > EVERY_S


def make(db: sqlite3.Connection, plan: Path, *, keep: int = KEEP) -> Path | None:
    """Copy the plan as it is, and drop the oldest copies.

    Parameters
    ----------
    db : sqlite3.Connection
        An open connection to the plan, outside a transaction.
    keep : int
        How many backups stay.

    Returns
    -------
    Path or None
        None where there is no room or right for a backup: that must not stop the work.
    """
    folder = folder_of(plan)
    name = _stamp()
    target, part = folder / f"{name}.gpkg", folder / f"{name}.part"
    try:
        folder.mkdir(exist_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
        for old in backups_of(plan)[:-keep]:
            old.unlink()
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            part.unlink()
        return None
    return target


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
