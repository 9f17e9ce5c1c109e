# SPDX-License-Identifier: MIT
"""Undo and redo: the inverse of an action as a new action, without touching what others did since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hotmap.domain.changes import LIFE, ChangeSet, Delta
from hotmap.domain.records import KINDS, Record
from hotmap.i18n import tr
from hotmap.storage.codec import from_json, record_from_json, spec_of
from hotmap.storage.fold import Change, RowHistory, RowKey
from hotmap.storage.journal import Action, Journal

Living = Callable[[str, Sequence[str]], Mapping[str, Record]]


@dataclass
class Inverse:
    """What takes an action back.

    Attributes
    ----------
    deltas : list of Delta
    skipped : list of str
        What stays because somebody else changed it since, in words.
    """

    deltas: list[Delta] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def changes(self, note: str) -> ChangeSet:
        """Return the inverse as one action, last change first."""
        return ChangeSet(note, tuple(self.deltas))


def undoable(journal: Journal, actor: str) -> Action | None:
    """Return the last action of this copy and actor that is not taken back."""
    undone = journal.undone()
    own = journal.own_steps(actor)
    return next((journal.action(id_) for id_, undoes in own if undoes is None and id_ not in undone), None)


def redoable(journal: Journal, actor: str) -> Action | None:
    """Return the undo that `redo` would take back: the last one that nothing new has followed."""
    undone = journal.undone()
    own = list(journal.own_steps(actor))
    turned = {id_ for id_, undoes in own if undoes is not None}
    for id_, undoes in own:
        if undoes is None and id_ not in undone:
            return None
        if undoes is not None and id_ not in undone and undoes not in turned:  # an undo, not a redo
            return journal.action(id_)
    return None


def inverse(journal: Journal, action: Action, living: Living) -> Inverse:
    """Return what takes `action` back, row by row, the last touched first.

    Parameters
    ----------
    living : callable
        Gives the records of a kind as they stand, by uuid.
    """
    by_row: dict[RowKey, list[Change]] = {}
    for change in journal.changes_of(action.id):
        by_row.setdefault((change.table, change.row), []).append(change)
    histories = journal.histories(by_row)
    now = {
        kind: living(kind, [key[1] for key in by_row if key[0] == kind])
        for kind in {kind for kind, _ in by_row if kind in KINDS}
    }
    result = Inverse()
    for key in reversed(by_row):
        if key[0] not in KINDS:
            continue
        _take_back(histories[key], {change.id for change in by_row[key]}, action, now, result)
    return result


def _take_back(
    history: RowHistory, mine: set[str], action: Action, now: Mapping[str, Mapping[str, Record]], result: Inverse
) -> None:
    own = [history.get(id_) for id_ in mine]
    before = history.only(history.ancestors(own) - mine)
    current = now[history.table].get(history.row)
    if any(change.field == LIFE for change in own):
        later = [c for c in history if c.id not in mine and _by_another(c, action) and _follows(history, c, mine)]
        if later:
            result.skipped.append(_told(_record(history), LIFE, later[-1]))
        elif (current is not None) != before.is_alive or (current and any(change.is_insert for change in own)):
            new = _record(before) if before.is_alive else None
            result.deltas.append(Delta(history.table, history.row, LIFE, current, new))
        return
    if current is None:
        return
    for code in sorted({change.field for change in own}):
        foreign = [head for head in history.heads(code) if head.id not in mine and _by_another(head, action)]
        if foreign:
            result.skipped.append(_told(current, code, foreign[0]))
            continue
        then = from_json(spec_of(history.table, code), before.settled(code))
        result.deltas.append(Delta(history.table, history.row, code, current.value(code), then))


def _by_another(change: Change, action: Action) -> bool:
    return change.copy != action.copy or change.actor != action.actor or change.outside


def _follows(history: RowHistory, change: Change, mine: set[str]) -> bool:
    return bool(history.ancestors([change]) & mine)


def _record(history: RowHistory) -> Record:
    return record_from_json(history.table, history.row, history.state(True).values)


def _told(record: Record, code: str, later: Change) -> str:
    what = record.caption or tr(record.LABEL)
    if code == LIFE:
        return tr("{what}: changed since by {actor}").format(what=what, actor=later.actor)
    spec = spec_of(record.KIND, code)
    return tr("{what}, {field}: changed since by {actor}").format(
        what=what, field=spec.text if spec else code, actor=later.actor
    )
