# SPDX-License-Identifier: MIT
"""Which rows of the policy apply to a record, by what it is about."""

from __future__ import annotations

from hotmap.domain.codelists import CodeLists
from hotmap.domain.records import Incident, Presence, Record, Response, Threat

PRESENCE_CASES = ("base", "moving", "civilian", "ears", "humanitarian")

SENSITIVE_INCIDENTS = frozenset(
    {
        "conflict_related_sexual_violence",
        "child_recruitment",
        "other_grave_violation_against_children",
        "arbitrary_detention",
    }
)
"""Incidents whose place and case would lead to a survivor."""

_BY_TYPE_GROUP = {
    "base": "base",
    "patrol": "moving",
    "reaction": "moving",
    "ears": "ears",
    "civilian": "civilian",
    "humanitarian": "humanitarian",
    "host": "base",
}
_BY_DOMAIN = {
    "troops": "base",
    "police": "base",
    "civilian": "civilian",
    "humanitarian": "humanitarian",
    "host_state": "base",
}


def cases_of(record: Record, lists: CodeLists) -> tuple[str, ...]:
    """Return the cases of the policy that a record falls under; the strictest of them wins.

    A presence of which neither domain nor type is known falls under all of them.
    """
    if isinstance(record, Presence):
        return _presence(record, lists)
    if isinstance(record, Incident):
        return ("sensitive",) if record.type in SENSITIVE_INCIDENTS else ()
    if isinstance(record, Threat):
        return ("state_actor",) if _is_state(record, lists) else ()
    if isinstance(record, Response):
        return ("physical",) if _is_physical(record, lists) else ()
    return ()


def _presence(record: Presence, lists: CodeLists) -> tuple[str, ...]:
    found = set()
    entry = lists["presence_type"].get(record.type)
    if entry and entry.group in _BY_TYPE_GROUP:
        found.add(_BY_TYPE_GROUP[entry.group])
    if record.type == "joint_protection_team":
        found.add("ears")
    if record.domain in _BY_DOMAIN:
        found.add(_BY_DOMAIN[record.domain])
    passing = record.permanence == "temporary" or (
        record.type == "temporary_operating_base" and record.permanence != "permanent"
    )
    if record.permanence == "planned" or (passing and "base" in found):
        found.add("moving")
    return tuple(case for case in PRESENCE_CASES if case in found) or PRESENCE_CASES


def _is_state(threat: Threat, lists: CodeLists) -> bool:
    """Return whether it may be an allegation against state forces; a name without a category may be."""
    entry = lists["actor_category"].get(threat.actor_category)
    if entry is None:
        return bool(threat.actor_name or threat.actor_category)
    return entry.group == "state"


def _is_physical(response: Response, lists: CodeLists) -> bool:
    """Return whether it is tier II, which an unknown tier may be too."""
    entry = lists["activity"].get(response.activity)
    if response.tier == "ii" or (entry is not None and entry.group == "ii"):
        return True
    return response.tier is None and entry is None
