# SPDX-License-Identifier: MIT
"""Who may see a record or a field, and how precisely. Unmarked means not released.

The strictest rule always wins: `strictest` is a meet, so it is commutative, associative and
idempotent, and no combination of markings ever releases more than one of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from hotmap.domain.codelists import AUDIENCES, PRECISIONS

CLASSIFICATIONS = ("unclassified", "confidential", "strictly_confidential")
SENSITIVITIES = ("low", "moderate", "high", "severe")


@dataclass(frozen=True)
class Marking:
    """What an originator allows for a record or one of its fields.

    Attributes
    ----------
    originator : str or None
        Role or team that owns the information; only it may loosen the marking.
    community : str or None
        ``mission``, ``humanitarian`` or ``shared``.
    classification, sensitivity : str or None
        Codes of the lists of those names.
    audiences : tuple of str or None
        Who may receive it. None is *unmarked*, and like an empty tuple goes to nobody.
    precision : str or None
        Finest precision of the place; None leaves it to the policy.
    expires : str or None
        ISO date after which the permission ends.
    """

    originator: str | None = None
    community: str | None = None
    classification: str | None = None
    sensitivity: str | None = None
    audiences: tuple[str, ...] | None = None
    precision: str | None = None
    expires: str | None = None

    @property
    def is_unmarked(self) -> bool:
        """True when nobody has said yet who may see it."""
        return self.audiences is None

    def allows(self, audience: str, today: str) -> bool:
        """Return whether `audience` is named and the permission has not ended on ISO date `today`."""
        if self.audiences is None or audience not in self.audiences:
            return False
        return self.expires is None or today <= self.expires[:10]

    def replaced(self, **values: Any) -> Marking:
        """Return the marking with some attributes changed."""
        return replace(self, **values)


MARKING_FIELDS = tuple(f.name for f in fields(Marking))
UNMARKED = Marking()


def coarsest(precisions: Iterable[str | None]) -> str | None:
    """Return the least precise of the given precisions, None counting as not said.

    >>> coarsest(["exact", None, "cell_10km"])
    'cell_10km'
    """
    said = [p for p in precisions if p is not None]
    return max(said, key=PRECISIONS.index) if said else None


def strictest(*markings: Marking) -> Marking:
    """Return the marking that allows only what each of `markings` allows.

    Audiences are intersected, an unmarked part leaves the whole unmarked, precision is the
    coarsest, classification and sensitivity the highest, expiry the earliest. Originator and
    community are the first that is said.
    """
    if not markings:
        return UNMARKED
    audiences: tuple[str, ...] | None = None
    if all(m.audiences is not None for m in markings):
        audiences = tuple(a for a in AUDIENCES if all(a in (m.audiences or ()) for m in markings))
    return Marking(
        originator=next((m.originator for m in markings if m.originator), None),
        community=next((m.community for m in markings if m.community), None),
        classification=_highest(CLASSIFICATIONS, (m.classification for m in markings)),
        sensitivity=_highest(SENSITIVITIES, (m.sensitivity for m in markings)),
        audiences=audiences,
        precision=coarsest(m.precision for m in markings),
        expires=min((m.expires for m in markings if m.expires), default=None),
    )


def field_marking(record: Marking, field: Marking | None) -> Marking:
    """Return the marking in force for a field: its own where that is stricter, else the record's.

    What the field's marking leaves open, its audiences too, is as the record says.
    """
    if field is None:
        return record
    audiences = record.audiences if field.audiences is None else field.audiences
    return strictest(record, replace(field, audiences=audiences))


def loosens(old: Marking, new: Marking) -> bool:
    """Return whether `new` would let anybody see more than `old` does.

    Marking what was unmarked loosens too, but not against anybody: see
    `hotmap.services.editing`, which asks only where an originator has spoken.
    """
    gained = set(new.audiences or ()) - set(old.audiences or ())
    finer = old.precision is not None and (
        new.precision is None or PRECISIONS.index(new.precision) < PRECISIONS.index(old.precision)
    )
    longer = old.expires is not None and (new.expires is None or new.expires > old.expires)
    lower = _rank(CLASSIFICATIONS, new.classification) < _rank(CLASSIFICATIONS, old.classification)
    milder = _rank(SENSITIVITIES, new.sensitivity) < _rank(SENSITIVITIES, old.sensitivity)
    return bool(gained) or finer or longer or lower or milder


def _rank(order: tuple[str, ...], value: str | None) -> int:
    return -1 if value is None else order.index(value)


def _highest(order: tuple[str, ...], values: Iterable[str | None]) -> str | None:
    return max((v for v in values if v is not None), key=order.index, default=None)
