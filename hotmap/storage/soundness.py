# SPDX-License-Identifier: MIT
"""Looking through a large file in a thread of its own, while its plan can already be looked at."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

from hotmap.errors import PlanFileError
from hotmap.storage import gate
from hotmap.storage.connection import connect

WORTH_BYTES = 4_000_000
"""From this size a file is looked through beside the work; a smaller one is done in a few milliseconds."""


class SoundCheck:
    """Looks through the whole file, over a connection of its own; begins at once.

    Parameters
    ----------
    path : Path
        The plan file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._error: PlanFileError | None = None
        self._thread = Thread(target=self._look, name="sound check", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """True when the last page has been looked at."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait for the end.

        Raises
        ------
        PlanFileError
            When the file is damaged.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Leave off: nobody needs to know any more."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.interrupt()
        self._thread.join()

    def _look(self) -> None:
        try:
            with closing(connect(self._path, write=False)) as db:
                self._db = db
                gate.check_sound(db, self._path)
        except PlanFileError as error:
            self._error = error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                self._error = gate.damaged_error(self._path)
        finally:
            self._db = None
