# SPDX-License-Identifier: MIT
"""What is kept in the file beside the records: parked sketches and what was sent to whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from hotmap.domain.identity import new_uuid
from hotmap.storage import clock
from hotmap.storage.codec import dumps


def save_sketch(db: sqlite3.Connection, sketch: Mapping[str, Any]) -> str:
    """Keep a sketch under its ``id``, a fresh one when it has none; return the id."""
    id_ = str(sketch.get("id") or new_uuid())
    db.execute(
        "INSERT INTO sketch (id, saved, content) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET saved = excluded.saved, content = excluded.content",
        (id_, clock.wall_time(), dumps({**sketch, "id": id_})),
    )
    return id_


def sketches(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the parked sketches, oldest first."""
    return [json.loads(text) for (text,) in db.execute("SELECT content FROM sketch ORDER BY fid")]


def drop_sketch(db: sqlite3.Connection, sketch_id: str) -> None:
    """Forget a sketch."""
    db.execute("DELETE FROM sketch WHERE id = ?", (sketch_id,))


def record_release(db: sqlite3.Connection, actor: str, entry: Mapping[str, Any]) -> None:
    """Note what left for whom."""
    db.execute(
        "INSERT INTO release_log (time, actor, content) VALUES (?, ?, ?)",
        (clock.wall_time(), actor, dumps(dict(entry))),
    )


def releases(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what left for whom, oldest first, each with ``time`` and ``actor``."""
    rows = db.execute("SELECT time, actor, content FROM release_log ORDER BY fid")
    return [{"time": time, "actor": actor, **json.loads(content)} for time, actor, content in rows]
