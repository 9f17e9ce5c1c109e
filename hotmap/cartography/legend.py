# SPDX-License-Identifier: MIT
"""What is drawn, in words and swatches: the legend follows the picture, never a fixed list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import shapely

from hotmap.cartography.layer_legend import layer_entries
from hotmap.cartography.legend_entry import LegendEntry
from hotmap.cartography.marks import TYPES_FROM, HotspotMark
from hotmap.cartography.projection import BBox
from hotmap.cartography.scene import LEVEL_ORDER, Scene
from hotmap.domain.codelists import LEVELS
from hotmap.i18n import tr

__all__ = ["LegendEntry", "legend_entries"]


def legend_entries(
    scene: Scene, bbox: BBox, *, levels: bool = False, cover: bool = True, detail: float | None = None
) -> list[LegendEntry]:
    """Return the legend of what a scene draws on paper inside a box of degrees.

    Parameters
    ----------
    levels : bool
        Whether the levels themselves are listed; a sheet tells them in its table.
    cover : bool
        Whether coverage balls are listed.
    detail : float, optional
        CSS pixels in a kilometre: layers that are only seen from nearer are left out.
    """
    area = shapely.box(*bbox)
    marks = [m for m in scene.hotspots if scene.shows("hotspots") and scene.shows(m.level)]
    marks = [m for m in marks if m.geometry.intersects(area)]
    return [
        *_hotspot_entries(scene, marks, levels),
        *_extent_entries(marks, cover),
        *_type_entries(scene, marks, detail),
        *_event_entries(scene, area),
        *_presence_entries(scene, area),
        *_ground_entries(scene, area, detail),
    ]


def _hotspot_entries(scene: Scene, marks: list[HotspotMark], levels: bool) -> Iterator[LegendEntry]:
    if levels:
        lists = scene.records.lists
        yield from (
            _entry(level, lists.text("level", level)) for level in LEVELS if any(m.level == level for m in marks)
        )
    if any(m.level == "undecided" for m in marks):
        releases = getattr(scene.records, "releases", None)
        is_told = releases is None or releases("decision", "level")
        yield _entry("undecided", tr("no level agreed yet") if is_told else tr("hotspot; its level is not released"))
    if any(m.gap for m in marks):
        yield _entry("must+gap", tr("Must, no force stands there"))
    low = _lowest_with(marks, "+low")
    if low:
        yield _entry(f"{low}+low", tr("hatched: not well known"))
    raised, lowered = (any(flag in m.symbol for m in marks) for flag in ("+raised", "+lowered"))
    if raised and lowered:
        yield _entry("override", tr("raised, lowered by the group"))
    elif raised or lowered:
        yield _entry(
            "raised" if raised else "lowered",
            tr("raised by the group") if raised else tr("lowered by the group"),
        )


def _extent_entries(marks: list[HotspotMark], cover: bool) -> Iterator[LegendEntry]:
    words = {"area": tr("hotspot area"), "route": tr("hotspot on a route"), "cell": tr("cell: somewhere inside")}
    drawn = {extent: {m.level for m in marks if _extent(m) == extent} for extent in words}
    # One swatch stands for all levels: in the colour of the most urgent that is drawn so.
    for extent, levels in drawn.items():
        if levels:
            yield _entry(f"{extent}-{max(levels, key=LEVEL_ORDER.index)}", words[extent])
    if cover:
        words = {"held": tr("force stands there"), "ears": tr("ears only"), "open": tr("nobody stands there")}
        found = {m.summary.cover.status for m in marks if m.summary.cover is not None}
        yield from (_entry(f"cover-{status}", words[status]) for status in words if status in found)


def _extent(mark: HotspotMark) -> str:
    """Return how the extent of a hotspot is drawn: nothing for a point."""
    return "cell" if mark.cell else ("", "route", "area")[mark.dimension]


def _type_entries(scene: Scene, marks: list[HotspotMark], detail: float | None) -> Iterator[LegendEntry]:
    if detail is None or detail < TYPES_FROM or not scene.shows("types"):
        return
    lists = scene.records.lists
    found = {m.summary.hotspot.type for m in marks}
    yield from (_entry(f"type-{c.code}", c.text) for c in lists["hotspot_type"] if c.code in found)


def _event_entries(scene: Scene, area: shapely.Polygon) -> Iterator[LegendEntry]:
    for key, name, events in (("incidents", "incident", scene.incidents), ("visits", "visit", scene.visits)):
        near = [e for e in events if scene.shows(key) and e.geometry.intersects(area)]
        drawn = {e.symbol for e in near if not e.cell}
        has_cells = any(e.cell for e in near)
        words_of = {
            "incident": tr("incident, number in a cell") if has_cells else tr("incident"),
            "alert": tr("alert"),
            "visit": tr("visit"),
        }
        if has_cells and key == "incidents":
            drawn.add("incident")
        yield from (_entry(n, words_of[n]) for n in (name, "alert") if n in drawn)


def _entry(name: str, label: str) -> LegendEntry:
    return LegendEntry("hotspots", "symbol", name, label)


def _lowest_with(marks: list[HotspotMark], flag: str) -> str:
    """Return the level to show hatched: Should, whose hatch is seen best, if there is one."""
    found = {m.level for m in marks if flag in m.symbol}
    return next((level for level in ("should", "must", "could", "watch") if level in found), "")


def _presence_entries(scene: Scene, area: shapely.Polygon) -> Iterator[LegendEntry]:
    lists = scene.records.lists
    done: set[str] = set()
    marks = [m for m in scene.presence if scene.shows("presence") and scene.shows(m.domain)]
    marks = [m for m in marks if m.geometry.intersects(area)]
    order = [c.code for c in lists["presence_type"]]
    for mark in sorted(marks, key=lambda m: order.index(m.record.type) if m.record.type in order else len(order)):
        name = mark.route or mark.symbol.split("+")[0]
        if name in done or (mark.route and not scene.shows("patrols")):
            continue
        done.add(name)
        words = {
            "patrol": tr("vehicle patrol"),
            "patrol_foot": tr("foot patrol"),
            "patrol_night": tr("night patrol"),
            "patrol_air": tr("air patrol"),
            "patrol_long": tr("long-range patrol"),
        }
        label = lists.text("presence_type", mark.record.type) or lists.text("presence_domain", mark.domain)
        yield LegendEntry("presence", "line" if mark.route else "symbol", name, words.get(mark.route, label))
    if any(scene.rings.radii_km(mark) for mark in marks):
        yield LegendEntry("presence", "line", "ring", tr("distance in km, not cover; dashed: its reach"))
    if any("+" in m.symbol for m in marks):  # one line for all that is dashed
        yield LegendEntry("presence", "symbol", "presence-domain-troops+planned", tr("planned or temporary"))


def _ground_entries(scene: Scene, area: shapely.Polygon, detail: float | None) -> Iterator[LegendEntry]:
    for layer in reversed(scene.layers):
        is_silent = not layer.style.is_own and layer.style.theme in ("land", "names")
        if not scene.shows(layer.layer.uuid) or is_silent or (detail is not None and detail < layer.style.visible_from):
            continue
        rows = layer.tree().query(area)
        if len(rows):
            yield from (replace(e, layer=layer.layer.name or "") for e in layer_entries(layer, "print", rows))
    if scene.base_map is not None:
        if not any(c.style.theme == "places" for c in scene.layers):
            yield LegendEntry("ground", "symbol", "town", tr("town"))
        if len(scene.base_map.boundaries(area.bounds, 0.01)):
            yield LegendEntry("ground", "line", "border", tr("international boundary"))
