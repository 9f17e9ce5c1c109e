# SPDX-License-Identifier: MIT
"""In which order layers are drawn and listed, alone and in groups, and what a move by hand changes.

Until somebody moves one, layers lie in the order of their themes: land below, then pictures, areas,
lines, places. A move writes numbers; a layer that comes later without one goes where its theme
belongs among them. The layers of a group lie together, where the highest of them lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from hotmap.cartography.style import THEMES, style_of
from hotmap.domain.records import Layer

Drawn = TypeVar("Drawn")

_RANKS = {theme: float(rank) for rank, theme in enumerate(THEMES)}
_PICTURE = 0.5  # above the land, below all that is drawn


@dataclass(frozen=True)
class LayerGroup:
    """Layers that stand together under a name, the highest first."""

    name: str
    layers: tuple[Layer, ...]

    @property
    def is_hidden(self) -> bool:
        """True when no layer of it is shown."""
        return all(layer.visible is False for layer in self.layers)


Entry = Layer | LayerGroup
"""What stands in the list of layers at its outer level."""


def is_ground(layer: Layer) -> bool:
    """Return whether a layer is land, which lies under everything and cannot be moved."""
    style = style_of(layer)
    return layer.kind != "raster" and style.theme == "land" and not style.is_own


def drawing_order(layers: Iterable[Layer]) -> list[Layer]:
    """Return layers as they are drawn, the lowest first."""
    return list(reversed([layer for entry in listed(layers) for layer in _members(entry)]))


def in_drawing_order(drawn: Iterable[Drawn], layer_of: Callable[[Drawn], Layer]) -> list[Drawn]:
    """Return things that hold a layer each as they are drawn, the lowest first."""
    found = {layer_of(one).uuid: one for one in drawn}
    return [found[layer.uuid] for layer in drawing_order(map(layer_of, found.values()))]


def listed(layers: Iterable[Layer]) -> list[Entry]:
    """Return layers and groups as a list shows them, the highest first."""
    found: list[Entry] = []
    groups: dict[str, list[Layer]] = {}
    order = _by_hand_and_theme(layers)
    for layer in reversed(order):
        name = group_of(layer)
        if not name:
            found.append(layer)
        elif name in groups:
            groups[name].append(layer)
        else:
            groups[name] = [layer]
            found.append(LayerGroup(name, ()))
    return [LayerGroup(e.name, tuple(groups[e.name])) if isinstance(e, LayerGroup) else e for e in found]


def group_of(layer: Layer) -> str:
    """Return the group of a layer, or nothing; the ground is in none."""
    return "" if is_ground(layer) else (layer.group or "").strip()


def moved(layers: Sequence[Layer], taken: Entry, place: int, group: str = "") -> dict[str, dict[str, Any]]:
    """Return what has to be written so that a layer or a group stands elsewhere in the list.

    Parameters
    ----------
    layers : sequence of Layer
        All of them.
    taken : Layer or LayerGroup
    place : int
        How many layers of the list, members of groups counted and the taken ones not, stand above.
    group : str
        Of a layer: the group that it joins or stays in; none by default. Groups hold no groups.

    Returns
    -------
    dict of str to dict
        New values by the uuid of the layers that change.
    """
    own = {layer.uuid for layer in _members(taken)}
    rest = [layer for entry in listed(layers) for layer in _members(entry) if layer.uuid not in own]
    names = {layer.uuid: group_of(layer) for layer in layers}
    if isinstance(taken, Layer):
        names[taken.uuid] = group
    else:
        place = _between_groups(rest, place)
    floor = next((at for at, layer in enumerate(rest) if is_ground(layer)), len(rest))
    place = min(max(place, 0), floor)
    order = [*rest[:place], *_members(taken), *rest[place:]]
    found: dict[str, dict[str, Any]] = {
        layer.uuid: {"group": names[layer.uuid] or None} for layer in order if names[layer.uuid] != group_of(layer)
    }
    before = [layer.uuid for entry in listed(layers) for layer in _members(entry)]
    if [layer.uuid for layer in order] != before:  # else no number need be written
        for uuid, number in _numbers(rest, _members(taken), place).items():
            found.setdefault(uuid, {})["order"] = number
    return found


def steps(layers: Sequence[Layer], taken: Entry, step: int) -> tuple[int, str] | None:
    """Return place and group, as `moved` takes them, one step up (-1) or down (1); None at the end.

    A layer goes into a group, through it and out of it; a group goes past others.
    """
    own = [layer.uuid for layer in _members(taken)]
    slots: list[tuple[int, str]] = []
    at, place = 0, 0
    for entry in listed(layers):
        members = [layer for layer in _members(entry) if layer.uuid not in own]
        slots.append((place, ""))
        if isinstance(entry, LayerGroup) and isinstance(taken, Layer):
            for layer in entry.layers:
                if layer.uuid in own:
                    slots.append((place, entry.name))
                    at = len(slots) - 1
                    continue
                slots.append((place, entry.name))
                place += 1
            slots.append((place, entry.name))
        elif not members:
            at = len(slots) - 1
        else:
            place += len(members)
    slots.append((place, ""))
    return _next_slot(slots, at, step)


def _next_slot(slots: Sequence[tuple[int, str]], at: int, step: int) -> tuple[int, str] | None:
    """Return the next slot that is another one; where a layer stands it may be told twice."""
    found = at + step
    while 0 <= found < len(slots) and slots[found] == slots[at]:
        found += step
    return slots[found] if 0 <= found < len(slots) else None


def _numbers(rest: Sequence[Layer], taken: Sequence[Layer], place: int) -> dict[str, float]:
    """Return the numbers to be written: of the taken layers alone where the others have theirs, else of all."""
    movable = [layer for layer in rest if not is_ground(layer)]
    known = [layer.order for layer in movable if layer.order is not None]
    if known and len(known) == len(movable):
        above = known[place - 1] if place else known[0] + len(taken) + 1
        below = known[place] if place < len(known) else known[-1] - len(taken) - 1
        step = (above - below) / (len(taken) + 1)
        between = [above - step * (at + 1) for at in range(len(taken))]
        if all(a > b for a, b in pairwise([above, *between, below])):
            return {layer.uuid: number for layer, number in zip(taken, between, strict=True)}
    order = [*movable[:place], *taken, *movable[place:]]
    return {x.uuid: float(len(order) - at) for at, x in enumerate(order) if x.order != float(len(order) - at)}


def _between_groups(rest: Sequence[Layer], place: int) -> int:
    """Return the nearest place below that is not inside a group."""
    while 0 < place < len(rest) and group_of(rest[place]) and group_of(rest[place]) == group_of(rest[place - 1]):
        place += 1
    return place


def _members(entry: Entry) -> tuple[Layer, ...]:
    return entry.layers if isinstance(entry, LayerGroup) else (entry,)


def _by_hand_and_theme(layers: Iterable[Layer]) -> list[Layer]:
    """Return layers the lowest first: numbered ones by number, the others where their theme belongs."""
    layers = list(layers)
    ranks = {layer.uuid: _rank(layer) for layer in layers}
    ground = [layer for layer in layers if is_ground(layer)]
    numbered = sorted((x for x in layers if x.order is not None and not is_ground(x)), key=lambda x: x.order or 0.0)
    others = sorted((x for x in layers if x.order is None and not is_ground(x)), key=lambda x: ranks[x.uuid])
    for layer in others:
        above = [at for at, placed in enumerate(numbered) if ranks[placed.uuid] <= ranks[layer.uuid]]
        numbered.insert(above[-1] + 1 if above else 0, layer)
    return [*ground, *numbered]


def _rank(layer: Layer) -> float:
    return _PICTURE if layer.kind == "raster" else _RANKS[style_of(layer).theme]
