# SPDX-License-Identifier: MIT
"""The monthly list comes again: what is known is updated, what is new added, what is missing flagged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hotmap.domain.changes import same
from hotmap.domain.marking import MARKING_FIELDS
from hotmap.domain.records import KINDS, Population, Record
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.importers.building import Imported
from hotmap.importers.source import ImportWarning, Skipped


@dataclass(frozen=True)
class KeyMatch:
    """What an import does to the records that are already there.

    Attributes
    ----------
    added : tuple of Record
        New records, and new counts of people of new or known hotspots.
    updates : tuple of (Record, dict)
        Known records with the values that the file changes, by field code.
    updated, unchanged : int
        Rows that change a known record or its count of people, and rows that say nothing new.
    missing : tuple of Record
        Known records that the file no longer has. They stay as they are.
    skipped : tuple of Skipped
        Rows whose key is empty or stands twice in the file.
    warnings : tuple of ImportWarning
        One ``missing-from-file`` for each of `missing`, ``ambiguous-key`` where two known records
        share a key.
    """

    added: tuple[Record, ...]
    updates: tuple[tuple[Record, dict[str, Any]], ...]
    updated: int
    unchanged: int
    missing: tuple[Record, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[ImportWarning, ...]


def match_by_key(
    existing: Sequence[Record],
    imported: Imported,
    key: str,
    counts: Iterable[Population] = (),
) -> KeyMatch:
    """Return what to add and to update so that the plan agrees with a list that came again.

    Parameters
    ----------
    existing : sequence of Record
        All records of the kind in the plan.
    imported : Imported
        As `hotmap.importers.building.build` gives it, records not yet written.
    key : str
        Code of the field that names a record the same way each time, such as ``code``.
    counts : iterable of Population, optional
        The plan's counts of people.

    Notes
    -----
    Keys are compared as text without regard to case and outer spaces. A value that the file leaves
    empty stays as it is, and no update ever touches a marking: who may see a record is not for a
    list to say.

    Raises
    ------
    UsageError
        When the kind has no such field, or no row has a value in it.
    """
    if imported.kind not in KINDS or key not in KINDS[imported.kind].specs():
        raise UsageError(tr("“{key}” is no field that can match rows; use code, name or pcode.").format(key=key))
    if not any(_key(record, key) for record in imported.records):
        raise UsageError(
            tr("No row has a value for “{key}”; name the column that holds it.").format(key=key),
            option=f"--columns {key}=…",
        )
    known, warnings = _by_key(existing, key)
    before = _latest_counts(counts)
    count_of = {count.value("hotspot"): count for count in imported.children}
    added: list[Record] = []
    updates: list[tuple[Record, dict[str, Any]]] = []
    skipped: list[Skipped] = []
    seen: dict[str, int] = {}
    updated = unchanged = 0
    for record, row in zip(imported.records, imported.rows, strict=True):
        text = _key(record, key)
        if not text or text in seen:
            skipped.append(Skipped(row, _why_not(key, record, seen.get(text))))
            continue
        seen[text] = row
        count = count_of.get(record.uuid)
        old = known.get(text)
        if old is None:
            added += [record] if count is None else [record, count]
            continue
        counted, new_counts = _count_changes(before, old, count)
        changed = [(target, values) for target, values in [(old, _changes(old, record)), *counted] if values]
        updates += changed
        added += new_counts
        if changed or new_counts:
            updated += 1
        else:
            unchanged += 1
    missing = tuple(record for text, record in known.items() if text not in seen)
    warnings += [_missing(record, key) for record in missing]
    return KeyMatch(tuple(added), tuple(updates), updated, unchanged, missing, tuple(skipped), tuple(warnings))


def _key(record: Record, key: str) -> str:
    value = record.value(key)
    return "" if value is None else str(value).strip().casefold()


def _by_key(existing: Sequence[Record], key: str) -> tuple[dict[str, Record], list[ImportWarning]]:
    known: dict[str, Record] = {}
    warnings = []
    for record in existing:
        text = _key(record, key)
        if text in known:
            message = tr("“{value}” is the {key} of two records in the plan; the first is updated.").format(
                value=record.value(key), key=key
            )
            warnings.append(ImportWarning("ambiguous-key", None, message))
        elif text:
            known[text] = record
    return known, warnings


def _why_not(key: str, record: Record, first: int | None) -> str:
    if first is None:
        return tr("It has no {key} to match by.").format(key=key)
    return tr("Its {key} “{value}” stands already in row {row}.").format(key=key, value=record.value(key), row=first)


def _changes(old: Record, new: Record) -> dict[str, Any]:
    """Return the values in which a new record differs, markings and empty ones left out."""
    return {
        code: value
        for code, value in new.values().items()
        if code not in MARKING_FIELDS and "@" not in code and not same(old.value(code), value)
    }


def _latest_counts(counts: Iterable[Population]) -> dict[tuple[str | None, str | None, str | None], Population]:
    return {(count.hotspot, count.group, count.as_of): count for count in counts}


def _count_changes(
    before: dict[tuple[str | None, str | None, str | None], Population], hotspot: Record, count: Record | None
) -> tuple[list[tuple[Record, dict[str, Any]]], list[Record]]:
    """Return the update of the count of the same day, or else the count to add beside the older ones."""
    if not isinstance(count, Population):
        return [], []
    own = replace(count, hotspot=hotspot.uuid)
    old = before.get((own.hotspot, own.group, own.as_of))
    if old is not None:
        return [(old, _changes(old, own))], []
    return [], [replace(own, marking=hotspot.marking)]  # seen by whom the hotspot is seen


def _missing(record: Record, key: str) -> ImportWarning:
    message = tr("“{title}” ({key} {value}) is in the plan but no longer in the file; it was left as it is.").format(
        title=record.caption, key=key, value=record.value(key)
    )
    return ImportWarning("missing-from-file", None, message)
