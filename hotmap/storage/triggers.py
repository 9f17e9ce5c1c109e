# SPDX-License-Identifier: MIT
"""Triggers: spatial indexes follow their tables, and edits made in QGIS join the journal.

The journal triggers are plain SQL, because they run inside whatever program edits the file. Our
own writes are told apart by ``copy.writing``, set for the length of a transaction. A trigger can
do anything a program can, so a file with a trigger or view that is not exactly ours is refused.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3

from hotmap.domain.changes import LIFE
from hotmap.i18n import mark_for_translation
from hotmap.storage.clock import COUNTER_BITS
from hotmap.storage.geopackage import quoted
from hotmap.storage.schema import KindTable, as_in_file, kind_tables

OUTSIDE_ACTOR = mark_for_translation("another program")
_NOTE = mark_for_translation("Edited in another program")
_SAVE_MS = 2000  # rows that a program saves together come within this time

OLD_TRIGGERS: frozenset[str] = frozenset()
"""Digests of what earlier versions wrote otherwise; add them when a trigger changes (`digest`)."""

_NOT_OURS = "(SELECT writing FROM copy) = 0"
_NOW_MS = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
_RANDOM = "lower(hex(randomblob({0})))"
# UUIDv7: 48 bits of milliseconds, version 7, variant 2, the rest random.
_UUID = (
    f"(SELECT substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' || substr(r, 1, 3) || '-'"
    f" || substr('89ab', 1 + abs(random() % 4), 1) || substr(r, 4, 3) || '-' || substr(r, 7, 12)"
    f" FROM (SELECT printf('%012x', {_NOW_MS}) AS ms, {_RANDOM.format(9)} AS r))"
)
# GeoPackage blob to hexadecimal WKB: the header is 8 bytes and an envelope of 0 to 8 numbers.
_WKB = (
    "CASE WHEN {0}.geom IS NULL THEN NULL ELSE hex(substr({0}.geom, 9 + CASE (instr('0123456789ABCDEF',"
    " substr(hex(substr({0}.geom, 4, 1)), 2, 1)) - 1) / 2 WHEN 0 THEN 0 WHEN 1 THEN 32 WHEN 4 THEN 64 ELSE 48 END))"
    " END"
)


def of_kind(table: KindTable) -> dict[str, str]:
    """Return the triggers of a table of records by name: journal, then spatial index."""
    found = {
        f"hotmap_{table.kind}_insert": _on_insert(table),
        f"hotmap_{table.kind}_update": _on_update(table),
        f"hotmap_{table.kind}_delete": _on_delete(table),
    }
    return {**found, **(_rtree(table.kind, of_key=" OF fid") if table.has_geometry else {})}


def of_layer(layer_table: str) -> dict[str, str]:
    """Return the triggers that keep a context layer as it was imported."""
    name = quoted(layer_table)
    refuse = "SELECT RAISE(ABORT, 'hotmap: context layers are not edited; import the changed file as a new layer')"
    return {
        f"hotmap_{layer_table}_{event.lower()}": (
            f"CREATE TRIGGER {quoted(f'hotmap_{layer_table}_{event.lower()}')} BEFORE {event} ON {name}"
            f" WHEN {_NOT_OURS} BEGIN {refuse}; END"
        )
        for event in ("INSERT", "UPDATE", "DELETE")
    }


def create(db: sqlite3.Connection, triggers: dict[str, str]) -> None:
    """Make triggers, replacing those of the same name."""
    for name, text in triggers.items():
        db.execute(f"DROP TRIGGER IF EXISTS {quoted(name)}")
        db.execute(text)


def create_all(db: sqlite3.Connection) -> None:
    """Make the triggers of all tables of records."""
    for table in kind_tables():
        create(db, of_kind(table))


def drop_all(db: sqlite3.Connection) -> None:
    """Take away the triggers of all tables of records, before a migration changes these."""
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'hotmap%'").fetchall()
    for (name,) in found:
        db.execute(f"DROP TRIGGER {quoted(name)}")


# ---- journal -------------------------------------------------------------------------------------------------


def _on_insert(table: KindTable) -> str:
    name = quoted(table.kind)
    pairs = [f"'{code}', NEW.{quoted(code)}" for code in table.specs]
    if table.has_geometry:
        pairs.append(f"'geometry', {_WKB.format('NEW')}")
    row = f"(SELECT uuid FROM {name} WHERE fid = NEW.fid)"
    return f"""CREATE TRIGGER hotmap_{table.kind}_insert AFTER INSERT ON {name} WHEN {_NOT_OURS}
BEGIN
  {_open_action("1")}
  UPDATE {name} SET uuid = {_UUID} WHERE fid = NEW.fid AND (uuid IS NULL
    OR length(uuid) <> 36 OR EXISTS (SELECT 1 FROM {name} o WHERE o.uuid = NEW.uuid AND o.fid <> NEW.fid));
  {_change(table.kind, row, f"'{LIFE}'", f"json_object({', '.join(pairs)})")}
  {_follow_ends(table.kind, row)}
  {_close(table.kind, row)}
END"""


def _on_update(table: KindTable) -> str:
    name = quoted(table.kind)
    fields = [
        f"SELECT '{code}' AS field, json_quote(NEW.{quoted(code)}) AS value"
        f" WHERE NEW.{quoted(code)} IS NOT OLD.{quoted(code)}"
        for code in table.specs
    ]
    if table.has_geometry:
        fields.append(f"SELECT 'geometry', json_quote({_WKB.format('NEW')}) WHERE NEW.geom IS NOT OLD.geom")
    union = "\n    UNION ALL ".join(fields)
    kept = ", ".join(f"{quoted(c)} = OLD.{quoted(c)}" for c in ("uuid", *table.derived, "field_markings", "extra"))
    any_kept = " OR ".join(
        f"{quoted(c)} IS NOT OLD.{quoted(c)}" for c in ("uuid", *table.derived, "field_markings", "extra")
    )
    changed = " OR ".join(
        f"NEW.{quoted(c)} IS NOT OLD.{quoted(c)}" for c in (*table.specs, *(["geom"] if table.has_geometry else []))
    )
    return f"""CREATE TRIGGER hotmap_{table.kind}_update AFTER UPDATE ON {name} WHEN {_NOT_OURS}
BEGIN
  {_open_action(changed)}
  UPDATE {name} SET {kept} WHERE fid = NEW.fid AND ({any_kept});
  INSERT INTO change (id, action, tbl, row_uuid, field, value, hlc, schema_version)
    SELECT copy.outside_action || '.' || {_RANDOM.format(5)}, copy.outside_action, '{table.kind}', OLD.uuid, n.field,
      n.value, copy.hlc, (SELECT max(number) FROM migration) FROM copy, (
    {union}) n;
  INSERT INTO parent (child, parent)
    SELECT n.id, h.id FROM copy JOIN change n ON n.row_uuid = OLD.uuid AND n.hlc = copy.hlc
      JOIN change h ON h.row_uuid = OLD.uuid AND h.tbl = n.tbl AND h.hlc < n.hlc AND h.value IS NOT NULL
        AND h.field IN (n.field, '{LIFE}')
    WHERE n.action = copy.outside_action AND NOT EXISTS (
      SELECT 1 FROM parent p JOIN change l ON l.id = p.child
      WHERE p.parent = h.id AND l.hlc < n.hlc AND l.row_uuid = OLD.uuid AND l.field IN (n.field, '{LIFE}'));
  {_close(table.kind, "OLD.uuid")}
END"""


def _on_delete(table: KindTable) -> str:
    return f"""CREATE TRIGGER hotmap_{table.kind}_delete AFTER DELETE ON {quoted(table.kind)} WHEN {_NOT_OURS}
BEGIN
  {_open_action("1")}
  {_change(table.kind, "OLD.uuid", f"'{LIFE}'", "NULL")}
  {_follow_ends(table.kind, "OLD.uuid")}
  {_close(table.kind, "OLD.uuid")}
END"""


def _open_action(condition: str) -> str:
    """Take the pen, advance the clock and join the action of this save, or begin one."""
    return f"""UPDATE copy SET writing = 1,
    outside_action = CASE WHEN outside_action IS NOT NULL AND {_NOW_MS} - outside_hlc < {_SAVE_MS}
      THEN outside_action ELSE {_UUID} END,
    outside_hlc = {_NOW_MS}, hlc = max(hlc + 1, {_NOW_MS} << {COUNTER_BITS});
  INSERT OR IGNORE INTO action (id, actor, copy, hlc, wall_time, app_version, note, outside)
    SELECT outside_action, '{OUTSIDE_ACTOR}', id, hlc, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), '', '{_NOTE}', 1
    FROM copy WHERE {condition};"""


def _change(kind: str, row: str, field: str, value: str) -> str:
    return f"""INSERT INTO change (id, action, tbl, row_uuid, field, value, hlc, schema_version)
    SELECT outside_action || '.' || {_RANDOM.format(5)}, outside_action, '{kind}', {row}, {field}, {value}, hlc,
      (SELECT max(number) FROM migration) FROM copy;"""


def _follow_ends(kind: str, row: str) -> str:
    """Make the change just written follow every change of its row that nothing follows yet."""
    return f"""INSERT INTO parent (child, parent)
    SELECT n.id, h.id FROM copy JOIN change n ON n.row_uuid = {row} AND n.hlc = copy.hlc
      JOIN change h ON h.row_uuid = n.row_uuid AND h.tbl = '{kind}' AND h.hlc < n.hlc
    WHERE n.action = copy.outside_action AND NOT EXISTS (SELECT 1 FROM parent p WHERE p.parent = h.id);"""


def _close(kind: str, row: str) -> str:
    return f"""INSERT OR IGNORE INTO pending (tbl, row_uuid) SELECT '{kind}', {row};
  UPDATE copy SET writing = 0;"""


# ---- spatial index -------------------------------------------------------------------------------------------


def _rtree(table: str, geometry: str = "geom", key: str = "fid", of_key: str = "") -> dict[str, str]:
    """Return the triggers of the R-tree extension of GeoPackage 1.3 for a table.

    Ours watch for a new fid with ``OF fid``, which the standard does not say. Without it every
    edit of a name needs the ST_ functions, and a plain SQLite tool could not make one.
    """
    name, rtree, prefix = quoted(table), quoted(f"rtree_{table}_{geometry}"), f"rtree_{table}_{geometry}"
    new, old = f"NEW.{quoted(geometry)}", f"OLD.{quoted(geometry)}"
    new_id, old_id = f"NEW.{quoted(key)}", f"OLD.{quoted(key)}"
    there, none = f"({new} NOT NULL AND NOT ST_IsEmpty({new}))", f"({new} ISNULL OR ST_IsEmpty({new}))"
    box = ", ".join(f"{side}({new})" for side in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"))
    put = f"INSERT OR REPLACE INTO {rtree} VALUES ({new_id}, {box});"
    drop = f"DELETE FROM {rtree} WHERE id = {old_id};"
    moved = f"AFTER UPDATE OF {quoted(geometry)} ON {name} WHEN {old_id} = {new_id} AND"
    renumbered = f"AFTER UPDATE{of_key} ON {name} WHEN {old_id} != {new_id} AND"
    texts = {
        "insert": f"AFTER INSERT ON {name} WHEN {there} BEGIN {put} END",
        "update1": f"{moved} {there} BEGIN {put} END",
        "update2": f"{moved} {none} BEGIN {drop} END",
        "update3": f"{renumbered} {there} BEGIN {drop} {put} END",
        "update4": f"{renumbered} {none} BEGIN DELETE FROM {rtree} WHERE id IN ({old_id}, {new_id}); END",
        "delete": f"AFTER DELETE ON {name} WHEN {old} NOT NULL BEGIN {drop} END",
    }
    return {
        f"{prefix}_{event}": f"CREATE TRIGGER {quoted(f'{prefix}_{event}')} {text}" for event, text in texts.items()
    }


# ---- trust ---------------------------------------------------------------------------------------------------


def strangers(db: sqlite3.Connection) -> list[str]:
    """Return the names of triggers and views in the file that are not what we know.

    Known are our own, word for word, and the spatial indexes of the GeoPackage standard, also on
    tables that somebody added to the file with QGIS.
    """
    known: dict[str, str] = {}
    for table in kind_tables():
        known |= of_kind(as_in_file(db, table))
    found = []
    for name, table, text in db.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall():
        if text and text in (known.get(name), _on_other_table(db, name, table)):
            continue  # letter for letter, as hotmap writes it: no need to look at the spelling
        if digest(text or "") not in OLD_TRIGGERS and _plain(text or "") not in {
            _plain(ours) for ours in (known.get(name), _on_other_table(db, name, table)) if ours
        }:
            found.append(str(name))
    return found


def digest(text: str) -> str:
    """Return the SHA-256 of a trigger, however it is spelled."""
    return hashlib.sha256(_plain(text).encode()).hexdigest()


def _on_other_table(db: sqlite3.Connection, name: str, table: str) -> str | None:
    if name.startswith("hotmap_layer_"):
        return of_layer(table).get(name)
    key = [row[1] for row in db.execute(f"PRAGMA table_info({quoted(table)})") if row[5]]
    geometry = name.removeprefix(f"rtree_{table}_").rpartition("_")[0]
    return _rtree(table, geometry, key[0]).get(name) if len(key) == 1 else None


def _plain(text: str) -> str:
    """Return SQL without the spelling in which programs differ: quotes, spaces, case."""
    return re.sub(r'[\s"]', "", text).lower()
