# SPDX-License-Identifier: MIT
"""Looking at a file before it is trusted: each way in which it is no good plan has its sentence.

Everything here only reads, so a file that is refused stays byte for byte as it was.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from hotmap.errors import PlanFileError
from hotmap.i18n import tr
from hotmap.storage import triggers
from hotmap.storage.connection import damaged, read_only
from hotmap.storage.geopackage import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"


def check_file(path: Path, *, write: bool) -> None:
    """Refuse what cannot be a plan, judged by its name, size and first bytes.

    Raises
    ------
    PlanFileError
    """
    head, size = _head(path)
    if size == 0:
        raise PlanFileError(tr("The file is empty (0 bytes). Copy it again from where it came."), path)
    if not head.startswith(_MAGIC):
        raise PlanFileError(
            tr("This is not a hotmap plan. To take data out of it, open or make a plan and import the file."), path
        )
    if len(head) < 100:
        raise PlanFileError(damaged(), path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise PlanFileError(
            tr("This is a database, but not a hotmap plan. To take data out of it, open or make a plan and import it."),
            path,
        )
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if not was_cut_off(path) and size < page_size * int.from_bytes(head[28:32], "big"):
        raise PlanFileError(damaged(), path)
    if write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise PlanFileError(read_only(), path)


def was_cut_off(path: Path) -> bool:
    """Return whether a program died while it wrote: a journal beside the file is not empty."""
    for suffix in ("-journal", "-wal"):
        with suppress(OSError):
            if path.with_name(path.name + suffix).stat().st_size > 0:
                return True
    return False


def check_content(db: sqlite3.Connection, path: Path, newest: int) -> int:
    """Refuse a foreign or newer database; return its schema version.

    Parameters
    ----------
    newest : int
        Number of the last migration that this program knows.
    """
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"migration", "action", "change", "parent", "copy", "plan", "hotspot", "layer"} <= tables:
        raise PlanFileError(
            tr(
                "This is a GeoPackage, but not a hotmap plan. To use its data, open or make a plan and import the file."
            ),
            path,
        )
    version = db.execute("SELECT max(number) FROM migration").fetchone()[0] or 0
    if version > newest:
        raise PlanFileError(
            tr(
                "This plan was made by a newer hotmap (format {theirs}; this program knows up to {ours})."
                " Install the newer version to open it."
            ).format(theirs=version, ours=newest),
            path,
        )
    return int(version)


def check_sound(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose pages do not hold together; looks at each of them."""
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged_error(path)


def damaged_error(path: Path) -> PlanFileError:
    """Return the refusal of a damaged file."""
    return PlanFileError(damaged(), path)


def check_triggers(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with a trigger or view that is not ours: opening it would run its program."""
    strangers = triggers.strangers(db)
    if strangers:
        raise PlanFileError(
            tr(
                "The file contains a program that hotmap did not put there ({names}), so it was not opened."
                " Ask its sender for a fresh copy."
            ).format(names=", ".join(sorted(strangers)[:3])),
            path,
        )


def _head(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_dir():
            raise PlanFileError(tr("This is a folder, not a plan. Choose the plan file inside it."), path)
        with path.open("rb") as file:
            return file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise PlanFileError(
            tr("There is no such file. Check the name, or make a new plan with this name."), path
        ) from None
    except PermissionError:
        raise PlanFileError(tr("You have no right to read this file. Ask its owner for access."), path) from None
    except OSError as error:
        raise PlanFileError(tr("The file cannot be read: {reason}.").format(reason=error.strerror), path) from None
