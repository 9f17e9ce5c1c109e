# SPDX-License-Identifier: MIT
"""The lines of the list of layers, which is the legend too: what the map draws, with counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from hotmap.cartography.context import ContextLayer
from hotmap.cartography.layer_legend import class_entries, layer_entries
from hotmap.cartography.layer_order import Entry, LayerGroup, is_ground, listed
from hotmap.cartography.legend_entry import LegendEntry
from hotmap.cartography.scene import Scene
from hotmap.cartography.style import denominator_of, style_of
from hotmap.domain.codelists import LEVELS
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import tr, tr_count
from hotmap.units import format_number

UNDECIDED = "undecided"


@dataclass(frozen=True)
class LayerLine:
    """One line of the list.

    Attributes
    ----------
    key : str
        As `hotmap.cartography.scene.Scene.hidden` names it; of groups and classes a name of its own.
    text : str
    count : int or None
    kind : str
        ``item`` of the plan's own records, ``layer``, ``group`` or ``class``.
    symbol : str
        Of an item: a symbol name, ``patrol`` for the line of a route.
    layer : Layer or None
        The layer, also of a class.
    group : LayerGroup or None
        The group, or that of the layer.
    entry : LegendEntry or None
        Of a class.
    number : int
        Of a class among those of its layer.
    hidden : bool
    open : bool or None
        Whether what belongs to it is unfolded; None where nothing does.
    asleep : str
        Why the map does not draw it at this scale.
    trouble : str
        Why it is missing, or part of it.
    """

    key: str
    text: str
    count: int | None = None
    kind: str = "item"
    symbol: str = ""
    layer: Layer | None = None
    group: LayerGroup | None = None
    entry: LegendEntry | None = None
    number: int = 0
    hidden: bool = False
    open: bool | None = None
    asleep: str = ""
    trouble: str = ""

    @property
    def depth(self) -> int:
        """How far the line is set in."""
        return (self.kind == "class") + (self.kind in ("layer", "class") and self.group is not None)

    @property
    def can_hide(self) -> bool:
        """Whether it has an eye: classes by number have none, a gap in a scale would mislead."""
        return self.kind != "class" or (self.entry is not None and self.entry.name in ("kind", "other", "untold"))

    @property
    def for_nobody(self) -> bool:
        """True for a layer that no audience will receive."""
        return self.kind == "layer" and self.layer is not None and not self.layer.marking.audiences

    @property
    def spoken(self) -> str:
        """Everything that the line shows, in words."""
        parts = [tr("Group {name}").format(name=self.text) if self.kind == "group" else self.text]
        if self.count is not None:
            counted = tr_count("{n} layer", "{n} layers", self.count) if self.kind == "group" else None
            parts.append(counted or format_number(self.count))
        if self.can_hide:
            parts.append(tr("hidden") if self.hidden else tr("shown"))
        if self.open is not None:
            parts.append(tr("unfolded") if self.open else tr("folded"))
        return ", ".join([*parts, *self.remarks])

    @property
    def remarks(self) -> list[str]:
        """What is out of the ordinary about it, as sentences."""
        found = [text for text in (self.trouble, self.asleep) if text]
        if self.for_nobody:
            found.append(tr("Nobody will receive this layer: it names no audience."))
        return found


def record_lines(
    plan: Plan,
    summaries: Collection[HotspotSummary],
    hidden: Collection[str],
    left_out: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, list[LayerLine]]]:
    """Yield a title and the lines for the plan's own records, kind by kind.

    Lines stay where all of their records are left out by a filter; those records are not counted.
    """
    members: dict[str, list[str]] = {}
    for summary in summaries:
        members.setdefault(summary.level or UNDECIDED, []).append(summary.hotspot.uuid)
    for presence in plan.of("presence"):
        is_route = presence.geometry is not None and "Line" in presence.geometry.geom_type
        members.setdefault("patrols" if is_route else presence.domain or "troops", []).append(presence.uuid)
    members["incidents"] = [incident.uuid for incident in plan.of("incident")]
    members["visits"] = [visit.uuid for visit in plan.of("visit")]

    def line(key: str, text: str, symbol: str) -> Iterator[LayerLine]:
        if found := members.get(key):
            count = sum(uuid not in left_out for uuid in found)
            yield LayerLine(key, text, count, symbol=symbol, hidden=key in hidden)

    lists = plan.lists
    hotspots = [one for code in LEVELS for one in line(code, lists.text("level", code), code)]
    yield tr("Hotspots"), [*hotspots, *line(UNDECIDED, tr("Undecided"), UNDECIDED)]
    domains = lists["presence_domain"]
    there = [one for code in domains for one in line(code.code, code.text, f"presence-domain-{code.code}")]
    yield tr("Presence"), [*there, *line("patrols", tr("Patrol routes"), "patrol")]
    events = (*line("incidents", tr("Incidents"), "incident"), *line("visits", tr("Visits"), "visit"))
    yield tr("Events"), list(events)


class BackgroundLines:
    """Lists layers, groups and classes as the map draws them, the highest first.

    Parameters
    ----------
    scene : Scene
    detail : float
        CSS pixels in a kilometre.
    ground : str
        ``light`` or ``dark``.
    is_open : callable
        Takes a key and whether it is unfolded until somebody says otherwise.
    """

    def __init__(self, scene: Scene, detail: float, ground: str, is_open: Callable[[str, bool], bool]) -> None:
        self._entries = listed(scene.records.of("layer"))
        self._detail, self._ground, self._is_open = detail, ground, is_open
        self._drawn = {context.layer.uuid: context for context in scene.layers}
        self._troubles = {one.layer.uuid: one.reason for one in scene.stack}

    def lines(self) -> list[LayerLine]:
        """Return the lines."""
        return [line for entry in self._entries for line in self._of(entry)]

    def _of(self, entry: Entry) -> Iterator[LayerLine]:
        if not isinstance(entry, LayerGroup):
            yield from self._of_layer(entry, None)
            return
        key = group_key(entry.name)
        unfolded, count = self._is_open(key, True), len(entry.layers)
        yield LayerLine(key, entry.name, count, "group", group=entry, hidden=entry.is_hidden, open=unfolded)
        for layer in entry.layers if unfolded else ():
            yield from self._of_layer(layer, entry)

    def _of_layer(self, layer: Layer, group: LayerGroup | None) -> Iterator[LayerLine]:
        style, drawn = style_of(layer), self._drawn.get(layer.uuid)
        has_classes = drawn is not None and drawn.count > 0 and _has_classes(style)
        unfolded = self._is_open(layer.uuid, style.is_own) if has_classes else None
        yield LayerLine(
            layer.uuid,
            layer.name or tr("layer"),
            layer.count,
            "layer",
            layer=layer,
            group=group,
            hidden=layer.visible is False,
            open=unfolded,
            asleep=_asleep(style.visible_from, self._detail) if not is_ground(layer) else "",
            trouble=self._troubles.get(layer.uuid, ""),
        )
        for number, entry in _classes(drawn, self._ground) if drawn is not None and unfolded else ():
            yield LayerLine(
                f"{layer.uuid}/{number}", entry.label, entry.count, "class", layer=layer, group=group, entry=entry,
                number=number, hidden=not entry.shown,
            )  # fmt: skip


def group_key(name: str) -> str:
    """Return the key of a group's line."""
    return f"group:{name}"


def _has_classes(style: LayerStyle) -> bool:
    return style.mode in ("kinds", "numbers") or (style.theme == "roads" and not style.is_own)


def _classes(drawn: ContextLayer, ground: str) -> list[tuple[int, LegendEntry]]:
    """Return the classes of a layer with their numbers; those that nobody chose only where they hold something."""
    if drawn.style.is_own:
        entries = class_entries(drawn, ground)
        return [(n, e) for n, e in enumerate(entries) if e.count or e.name in ("kind", "number")]
    return [(n, e) for n, e in enumerate(layer_entries(drawn, ground)) if e.swatch != "closed"]


def _asleep(visible_from: float, detail: float) -> str:
    if detail >= visible_from:
        return ""
    words = tr("Drawn from 1:{nearer} and closer; the map is at 1:{now}.")
    return words.format(nearer=round_scale(visible_from), now=round_scale(detail))


def round_scale(detail: float) -> str:
    """Return n of the scale 1:n with two digits that count, for so many CSS pixels in a kilometre."""
    return format_number(float(f"{denominator_of(detail):.2g}"))
