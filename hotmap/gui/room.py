# SPDX-License-Identifier: MIT
"""What a room with a projector may see: the plan without what its marking calls restricted."""

from __future__ import annotations

from collections.abc import Iterable

from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import HOTSPOT_CHILDREN, Record

RESTRICTED_SENSITIVITIES = frozenset({"high", "severe"})
RESTRICTED_CLASSIFICATIONS = frozenset({"confidential", "strictly_confidential"})


def is_restricted(marking: Marking) -> bool:
    """Return whether something so marked stays off the wall."""
    return marking.sensitivity in RESTRICTED_SENSITIVITIES or marking.classification in RESTRICTED_CLASSIFICATIONS


def for_the_room(plan: Plan) -> tuple[Plan, int]:
    """Return the plan as a room may see it, and how many records stay hidden.

    A record goes with what hangs on it; of a record that stays, restricted fields are left blank.
    """
    hidden = {record.uuid for record in plan.content() if is_restricted(record.marking)}
    gone = {hotspot.uuid for hotspot in plan.of("hotspot") if hotspot.uuid in hidden}
    hidden |= {record.uuid for kind in HOTSPOT_CHILDREN for record in plan.of(kind) if record.value("hotspot") in gone}
    kept = (record for record in plan.content() if record.uuid not in hidden)
    layers = (layer for layer in plan.of("layer") if not is_restricted(layer.marking))
    return Plan((plan.info, *_without_restricted_fields(kept), *layers)), len(hidden)


def _without_restricted_fields(records: Iterable[Record]) -> Iterable[Record]:
    for record in records:
        blank = {code: None for code, marking in record.field_markings.items() if is_restricted(marking)}
        yield record.with_values(blank) if blank else record
