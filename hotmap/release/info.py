# SPDX-License-Identifier: MIT
"""What a release says of the plan itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hotmap.domain.codelists import DEFAULT
from hotmap.domain.fields import Kind
from hotmap.domain.marking import Marking
from hotmap.domain.records import PlanInfo, Record
from hotmap.domain.rubric import Rubric
from hotmap.release.gate import Gate

FRAME_LISTS = frozenset({"audience", "classification", "level", "precision"})
"""Lists whose labels every export prints, whether a record uses them or not."""


def released_info(info: PlanInfo, gate: Gate, records: Iterable[Record]) -> PlanInfo:
    """Return the plan's own record as an audience may see it.

    Title, version and the like leave without a marking, they name what was sent; a field that has
    a marking of its own leaves only to whom that names. The exercise mark always leaves.

    Parameters
    ----------
    info : PlanInfo
    gate : Gate
    records : iterable of Record
        What is released: the plan's own labels leave only for codes in there.
    """
    values: dict[str, Any] = {}
    for code in PlanInfo.specs():
        rule = gate.policy.rule("plan", (), code, gate.audience)
        if rule == "yes" and _unmarked_or_allowed(info.field_markings.get(code), gate):
            values[code] = info.value(code)
    values["exercise"] = info.exercise
    values["rubric"] = _rules_of(values.get("rubric"))
    values["code_lists"] = _used_lists(values.get("code_lists"), records)
    return PlanInfo(uuid="").with_values({code: value for code, value in values.items() if value is not None})


def _unmarked_or_allowed(marking: Marking | None, gate: Gate) -> bool:
    return marking is None or marking.audiences is None or marking.allows(gate.audience, gate.today)


def _rules_of(rubric: Any) -> dict[str, Any] | None:
    """Return the rubric's thresholds and terms, without anything else that was kept beside them."""
    if not isinstance(rubric, Mapping):
        return None
    return {key: value for key, value in rubric.items() if key in Rubric.__dataclass_fields__}


def _used_lists(lists: Any, records: Iterable[Record]) -> dict[str, list[dict[str, Any]]] | None:
    """Return the plan's own code lists with only those entries that a reader meets, or that are default."""
    if not isinstance(lists, Mapping):
        return None
    used = _used_codes(records)
    kept = {}
    for list_id, entries in lists.items():
        default = {(c.code, c.label) for c in DEFAULT[list_id]} if list_id in DEFAULT else set()
        kept[str(list_id)] = [
            dict(entry)
            for entry in entries
            if list_id in FRAME_LISTS
            or entry["code"] in used.get(list_id, ())
            or (entry["code"], entry.get("label")) in default
        ]
    return kept


def _used_codes(records: Iterable[Record]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for record in records:
        for code, spec in type(record).all_specs().items():
            value = record.value(code)
            if spec.kind is Kind.CHOICE and value is not None:
                used.setdefault(spec.codes, set()).add(value)
            elif spec.kind is Kind.CHOICES and value:
                used.setdefault(spec.codes, set()).update(value)
    return used
