# SPDX-License-Identifier: MIT
"""What a type of presence says of itself: to which domain it belongs."""

from __future__ import annotations

from hotmap.domain.codelists import CodeLists

DOMAIN_OF_GROUP = {
    "base": "troops",
    "patrol": "troops",
    "reaction": "troops",
    "ears": "civilian",
    "civilian": "civilian",
    "humanitarian": "humanitarian",
    "host": "host_state",
}
POLICE_TYPES = frozenset({"fpu", "unpol_post"})


def presence_domain(presence_type: str | None, lists: CodeLists) -> str | None:
    """Return the domain that a type of presence belongs to, or None when its group does not tell."""
    if presence_type in POLICE_TYPES:
        return "police"
    entry = lists["presence_type"].get(presence_type)
    return DOMAIN_OF_GROUP.get(entry.group) if entry else None
