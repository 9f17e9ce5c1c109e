# SPDX-License-Identifier: MIT
"""A change is a value: what a field was and what it becomes. No class per verb.

``~delta`` takes it back and ``first + second`` folds two into one, so undo, redo, preview and
journal all speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hotmap.domain.records import Record

LIFE = "_life"
"""The field of a delta that inserts (None → record) or deletes (record → None)."""


@dataclass(frozen=True)
class Delta:
    """One field of one record goes from `old` to `new`.

    Attributes
    ----------
    kind, uuid : str
        Which record.
    field : str
        A code as in `Record.value`, or `LIFE`.
    old, new : object
        Values; for `LIFE` the whole record or None.
    """

    kind: str
    uuid: str
    field: str
    old: Any
    new: Any

    def __invert__(self) -> Delta:
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True)
class ChangeSet:
    """One user action: a note that names it and its changes in order."""

    note: str
    deltas: tuple[Delta, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.deltas)

    def __len__(self) -> int:
        return len(self.deltas)

    def __iter__(self) -> Iterator[Delta]:
        return iter(self.deltas)

    def __invert__(self) -> ChangeSet:
        return ChangeSet(self.note, tuple(~delta for delta in reversed(self.deltas)))

    def __add__(self, later: ChangeSet) -> ChangeSet:
        return ChangeSet(self.note, self.deltas + later.deltas)


def inserted(record: Record) -> Delta:
    """Return the delta that adds `record`, which must have its uuid."""
    return Delta(record.KIND, record.uuid, LIFE, None, record)


def deleted(record: Record) -> Delta:
    """Return the delta that removes `record`."""
    return Delta(record.KIND, record.uuid, LIFE, record, None)


def edited(record: Record, values: Mapping[str, Any]) -> tuple[Delta, ...]:
    """Return the deltas that give `record` new values; those that change nothing are left out."""
    return tuple(
        Delta(record.KIND, record.uuid, code, record.value(code), new)
        for code, new in values.items()
        if not same(record.value(code), new)
    )


def same(old: Any, new: Any) -> bool:
    """Return whether two values are the same; geometries to the last digit and vertex."""
    if hasattr(old, "equals_exact") and hasattr(new, "equals_exact"):
        return bool(old.geom_type == new.geom_type and old.wkb == new.wkb)
    return bool(old == new) and type(old) is type(new)


class ChangeTimes:
    """When each field last changed; false where nothing is known.

    Parameters
    ----------
    births : mapping of str to str
        ISO time when each record came, by uuid: that of every field that was never edited.
    edits : mapping of (str, str) to str
        ISO time when fields were edited since, by uuid and field code.
    """

    def __init__(
        self, births: Mapping[str, str] | None = None, edits: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._births = births or {}
        self._edits = edits or {}

    def __bool__(self) -> bool:
        return bool(self._births or self._edits)

    def of(self, uuid: str, code: str) -> str | None:
        """Return the ISO time of the last change of a field, None where it is not known."""
        return self._edits.get((uuid, code)) or self._births.get(uuid)
