# SPDX-License-Identifier: MIT
"""When fields last changed, read from the journal."""

from __future__ import annotations

import sqlite3

from hotmap.domain.changes import LIFE, ChangeTimes


def changed_times(db: sqlite3.Connection) -> ChangeTimes:
    """Return the time of the last change of each field of each record in the journal."""
    births: dict[str, str] = {}
    edits: dict[tuple[str, str], str] = {}
    rows = db.execute(
        "SELECT c.row_uuid, c.field, a.wall_time FROM change c JOIN action a ON a.id = c.action ORDER BY c.hlc, a.id"
    )
    for uuid, field, time in rows:
        if field == LIFE:
            births[uuid] = time
        else:
            edits[uuid, field] = time
    return ChangeTimes(births, edits)
