# SPDX-License-Identifier: MIT
"""The tables of records: the state of the journal written down, and read back fast."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hotmap.analysis import blobs
from hotmap.domain.records import KINDS, Record
from hotmap.domain.summary import level_of
from hotmap.storage.codec import record_from_json, records_from, rows_of, to_column
from hotmap.storage.connection import where_in
from hotmap.storage.fold import RowKey, RowState
from hotmap.storage.geopackage import quoted
from hotmap.storage.schema import KindTable, columns_of, kind_table, kind_tables, links_to

_FEW = 20


def load(db: sqlite3.Connection) -> list[Record]:
    """Return all records, kind by kind, each kind in the order in which its rows were added."""
    return [record for table in kind_tables() for record in load_kind(db, table.kind)]


def load_kind(db: sqlite3.Connection, kind: str) -> list[Record]:
    """Return the records of a kind in the order in which their rows were added."""
    table = kind_table(kind)
    columns = _present(db, table)
    if not columns:  # a kind that the file's version did not know
        return []
    rows = db.execute(f"SELECT {_list(columns)} FROM {quoted(kind)} ORDER BY fid").fetchall()
    return records_from(table, columns, rows)


def records(db: sqlite3.Connection, kind: str, uuids: Iterable[str], column: str = "uuid") -> dict[str, Record]:
    """Return records of a kind by uuid.

    Parameters
    ----------
    uuids : iterable of str
        Values of `column`: the records' own uuids, or those of the record that they belong to.
    """
    wanted = list(uuids)
    if not wanted:
        return {}
    table = kind_table(kind)
    columns = _present(db, table)
    sql = f"SELECT {_list(columns)} FROM {quoted(kind)} WHERE {quoted(column)}"
    found = records_from(table, columns, list(where_in(db, sql, wanted)))
    return {record.uuid: record for record in found}


def present(db: sqlite3.Connection, keys: Iterable[RowKey]) -> set[RowKey]:
    """Return those of the given rows that their tables hold."""
    by_kind: dict[str, list[str]] = {}
    for kind, uuid in keys:
        if kind in KINDS:
            by_kind.setdefault(kind, []).append(uuid)
    return {
        (kind, uuid)
        for kind, uuids in by_kind.items()
        for (uuid,) in where_in(db, f"SELECT uuid FROM {quoted(kind)} WHERE uuid", uuids)
    }


def insert(db: sqlite3.Connection, kind: str, new: Sequence[Record]) -> None:
    """Add rows; the spatial index follows by its triggers."""
    table = kind_table(kind)
    marks = ",".join("?" * len(table.columns))
    db.executemany(f"INSERT INTO {quoted(kind)} ({_list(table.columns)}) VALUES ({marks})", rows_of(table, new))


def update(db: sqlite3.Connection, kind: str, changed: Sequence[Record]) -> None:
    """Write all columns of rows that are there; their place in the order stays."""
    table = kind_table(kind)
    rows = rows_of(table, changed)
    pairs = ", ".join(f"{quoted(column)} = ?" for column in table.columns)
    db.executemany(f"UPDATE {quoted(kind)} SET {pairs} WHERE uuid = ?", ((*row, row[0]) for row in rows))


def update_field(db: sqlite3.Connection, kind: str, code: str, values: Sequence[tuple[str, Any]]) -> None:
    """Write one column of several rows; `values` are pairs of uuid and native value."""
    if code == "geometry":
        column = "geom"
        cells: list[Any] = blobs.encode([value for _, value in values])
    else:
        column, spec = code, kind_table(kind).specs[code]
        cells = [to_column(spec, value) for _, value in values]
    db.executemany(
        f"UPDATE {quoted(kind)} SET {quoted(column)} = ? WHERE uuid = ?",
        ((cell, uuid) for cell, (uuid, _) in zip(cells, values, strict=True)),
    )


def has_own_column(kind: str, code: str) -> bool:
    """Return whether a field is one column of its table, so that `update_field` can write it."""
    table = kind_table(kind)
    return code in table.specs or (code == "geometry" and table.has_geometry)


def remove(db: sqlite3.Connection, kind: str, uuids: Iterable[str]) -> None:
    """Take rows out."""
    db.executemany(f"DELETE FROM {quoted(kind)} WHERE uuid = ?", ((uuid,) for uuid in uuids))


def write_states(db: sqlite3.Connection, states: Iterable[RowState]) -> None:
    """Make rows what their states say: add, change or take out."""
    alive: dict[RowKey, Record] = {}
    gone: dict[str, list[str]] = {}
    for state in states:
        if state.table not in KINDS:
            continue
        if state.alive:
            alive[state.table, state.row] = record_from_json(state.table, state.row, state.values)
        else:
            gone.setdefault(state.table, []).append(state.row)
    for kind, uuids in gone.items():
        remove(db, kind, uuids)
    put(db, alive)


def put(db: sqlite3.Connection, rows: Mapping[RowKey, Record]) -> None:
    """Make rows what the given records say, adding those that are not there."""
    there = present(db, rows)
    for kind in dict.fromkeys(kind for kind, _ in rows):
        of_kind = [(key in there, record) for key, record in rows.items() if key[0] == kind]
        if new := [record for known, record in of_kind if not known]:
            insert(db, kind, new)
        if changed := [record for known, record in of_kind if known]:
            update(db, kind, changed)


def clear(db: sqlite3.Connection) -> None:
    """Empty the tables of records, before they are written anew from the journal."""
    for table in kind_tables():
        db.execute(f"DELETE FROM {quoted(table.kind)}")


def set_levels(db: sqlite3.Connection, hotspots: Iterable[str] | None = None) -> None:
    """Work out the column ``level`` of hotspots from their decisions.

    Parameters
    ----------
    hotspots : iterable of str, optional
        Uuids; by default all of them.
    """
    if hotspots is None:
        hotspots = [uuid for (uuid,) in db.execute("SELECT uuid FROM hotspot")]
    uuids = [uuid for uuid in dict.fromkeys(hotspots) if uuid]
    by_hotspot: dict[str, list[Any]] = {}
    for decision in records(db, "decision", uuids, "hotspot").values():
        by_hotspot.setdefault(decision.value("hotspot"), []).append(decision)
    levels = [(level_of(by_hotspot.get(uuid, ())).code, uuid) for uuid in uuids]
    db.executemany(
        "UPDATE hotspot SET level = ?1 WHERE uuid = ?2 AND level IS NOT ?1",
        levels,
    )


def named_among(db: sqlite3.Connection, keys: Collection[RowKey]) -> set[RowKey]:
    """Return those of the given rows that any live row names in a link."""
    if len(keys) > _FEW:  # read all links once
        return {key for kind in {kind for kind, _ in keys} for key in _links_of(db, kind, "1") if key in keys}
    return {key for key in keys if any(named == key for named in _links_of(db, key[0], "{column} {test}", key[1]))}


def _links_of(db: sqlite3.Connection, kind: str, condition: str, *values: str) -> Iterator[RowKey]:
    """Yield the rows of a kind that links name, of those linking rows that meet the condition."""
    for table, name, many in links_to(kind):
        column = quoted(name)
        test = condition.format(column=column, test="LIKE '%' || ? || '%'" if many else "= ?")
        for (text,) in db.execute(
            f"SELECT {column} FROM {quoted(table)} WHERE {column} IS NOT NULL AND {test}", values
        ):
            yield from ((kind, uuid) for uuid in (str(text).split(",") if many else [str(text)]))


def _present(db: sqlite3.Connection, table: KindTable) -> list[str]:
    there = set(columns_of(db, table.kind))
    return [column for column in table.columns if column in there]


def _list(columns: Iterable[str]) -> str:
    return ", ".join(map(quoted, columns))
