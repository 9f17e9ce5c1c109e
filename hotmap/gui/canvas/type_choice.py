# SPDX-License-Identifier: MIT
"""Which types a drawn record can have, in the order in which the hand looks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hotmap.analysis.folding import fold
from hotmap.cartography.symbols import symbol
from hotmap.domain.codelists import CodeLists
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

DRAWN_THINGS = ("hotspot", "presence", "route")
"""What has a type when it is drawn: kinds of record, and presence that is drawn as a way."""

FIRST_TYPES = {
    "hotspot": ("idp_camp_or_settlement", "village", "farming_area", "market", "water_point"),
    "presence": ("company_operating_base", "temporary_operating_base", "team_site", "field_office", "cla"),
    "route": ("vehicle_patrol", "foot_patrol", "long_range_patrol", "night_patrol", "air_patrol"),
}
"""What is at hand before anybody has chosen or pinned a type."""
_ROUTE_TYPES = frozenset({"mobile_clinic", "joint_protection_team"})  # besides patrols
_GROUPS = {
    "base": _("Bases and posts"),
    "patrol": _("Patrols"),
    "reaction": _("Reaction"),
    "ears": _("Liaison and alert"),
    "civilian": _("Civilian"),
    "humanitarian": _("Humanitarian"),
    "host": _("Host state"),
    "": _("Kinds of place"),
}


@dataclass(frozen=True)
class TypeChoice:
    """A type that can be chosen.

    Attributes
    ----------
    code, text, symbol : str
        Code of the list, its label, and the symbol's name.
    group : str
        Heading that it stands below.
    is_pinned : bool
    """

    code: str
    text: str
    symbol: str
    group: str
    is_pinned: bool = False

    @property
    def height_px(self) -> float:
        """Height in which the sign is read well: a framed one has its echelon above it."""
        return min(max(symbol(self.symbol).height * 0.9, 20.0), 34.0)


def drawn_thing(kind: str, *, is_way: bool) -> str:
    """Return which of `DRAWN_THINGS` a kind of record is, or an empty text for one without types."""
    thing = "route" if kind == "presence" and is_way else kind
    return thing if thing in DRAWN_THINGS else ""


def type_choices(thing: str, lists: CodeLists, pinned: Collection[str] = ()) -> list[TypeChoice]:
    """Return the types of what is drawn in the order of their list.

    Parameters
    ----------
    thing : str
        One of `DRAWN_THINGS`.
    lists : CodeLists
    pinned : collection of str
        Codes of the favourites.
    """
    kind, prefix = ("hotspot", "type") if thing == "hotspot" else ("presence", "presence")
    return [
        TypeChoice(c.code, c.text, f"{prefix}-{c.code}", tr(_GROUPS.get(c.group, c.group)), c.code in pinned)
        for c in lists[f"{kind}_type"]
        if thing != "route" or c.group == "patrol" or c.code in _ROUTE_TYPES
    ]


def at_hand(
    choices: Sequence[TypeChoice], pinned: Sequence[str], recent: Sequence[str], first: Sequence[str], most: int
) -> list[TypeChoice]:
    """Return the few types that are offered at once: favourites, then those used last, then the usual ones."""
    by_code = {choice.code: choice for choice in choices}
    wanted = dict.fromkeys((*pinned, *recent, *first))
    return [by_code[code] for code in wanted if code in by_code][:most]


def listed(choices: Sequence[TypeChoice], text: str) -> list[tuple[str, list[TypeChoice]]]:
    """Return the types whose name holds a text, below their headings, favourites in a group of their own."""
    wanted = fold(text)
    groups: dict[str, list[TypeChoice]] = {}
    for choice in choices:
        if wanted in fold(choice.text):
            groups.setdefault(tr("Favourites") if choice.is_pinned else choice.group, []).append(choice)
    favourites = tr("Favourites")
    return sorted(groups.items(), key=lambda group: group[0] != favourites)
