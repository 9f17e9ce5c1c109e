# SPDX-License-Identifier: MIT
from __future__ import annotations

import shapely

from hotmap.cartography.legend import LegendEntry, legend_entries
from hotmap.cartography.marks import TYPES_FROM
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import Blank
from hotmap.cartography.range_rings import RangeRings
from hotmap.cartography.scene import Scene
from hotmap.cartography.sheet_column import PanelColumn
from hotmap.cartography.sheet_legend import LegendForm
from hotmap.cartography.sheet_types import A4_TYPES
from hotmap.cartography.symbols import symbol
from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer

ALL = (24.0, 12.0, 26.0, 14.0)


def test_legend_names_only_what_is_drawn(plan: Plan) -> None:
    scene = Scene(plan)
    names = {entry.name for entry in legend_entries(scene, ALL)}
    assert {
        "must+gap",
        "area-should",
        "route-could",
        "presence-company_operating_base",
        "patrol",
        "incident",
        "visit",
    } <= names
    assert not names & {"cell", "alert", "presence-cla", "river", "road"}
    scene.show("visits", "presence", shown=False)
    names = {entry.name for entry in legend_entries(scene, ALL)}
    assert not names & {"visit", "presence-company_operating_base"}


def test_legend_leaves_out_what_lies_outside(plan: Plan) -> None:
    assert legend_entries(Scene(plan), (0.0, 0.0, 1.0, 1.0)) == []


def test_legend_tells_layers_by_their_theme(plan: Plan, two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts
    scene = Scene(plan.applied(ChangeSet("add", (inserted(layer),))), features=lambda wanted: table)
    ground = [entry for entry in legend_entries(scene, ALL) if entry.group == "ground"]
    assert [(entry.swatch, entry.name) for entry in ground] == [("line", "district")]


def test_every_swatch_can_be_painted(plan: Plan) -> None:
    entries = legend_entries(Scene(plan), ALL, levels=True)
    assert entries
    for entry in entries:  # an unknown name has no drawing and no colour
        if entry.swatch == "symbol":
            symbol(entry.name, PRINT)
        elif entry.swatch == "line":
            PRINT.line(entry.name)
        else:
            PRINT.colour(entry.name)


def test_legend_tells_kinds_of_place_only_where_they_are_drawn(plan: Plan) -> None:
    camp = edited(plan.get("camp"), {"type": "refugee_site"})
    scene = Scene(plan.applied(ChangeSet("name it", camp)))

    def told(detail: float | None) -> set[str]:
        return {e.name.removeprefix("type-") for e in legend_entries(scene, ALL, detail=detail) if "type-" in e.name}

    assert told(TYPES_FROM) == {"refugee_site"}
    assert told(TYPES_FROM - 1) == told(None) == set()
    scene.show("types", shown=False)
    assert told(TYPES_FROM) == set()


def test_legend_says_that_circles_tell_distance(plan: Plan) -> None:
    scene = Scene(plan)
    assert "ring" not in {entry.name for entry in legend_entries(scene, ALL)}
    scene.set_rings(RangeRings(None, (5.0,)))
    (entry,) = [entry for entry in legend_entries(scene, ALL) if entry.name == "ring"]
    assert "not cover" in entry.label


def test_legend_shows_an_area_in_the_colour_of_the_most_urgent_level_that_is_drawn(plan: Plan) -> None:
    undecided = edited(plan.get("new"), {"geometry": shapely.box(24.9, 13.0, 25.0, 13.2)})
    scene = Scene(plan.applied(ChangeSet("draw it", undecided)))
    assert _areas(scene) == ["area-should"]
    scene.show("should", shown=False)
    assert _areas(scene) == ["area-undecided"]
    assert symbol("area-should", PRINT) != symbol("area-undecided", PRINT)


def _areas(scene: Scene) -> list[str]:
    return [entry.name for entry in legend_entries(scene, ALL) if entry.name.startswith("area")]


def test_legend_without_room_ends_in_a_line_that_names_what_is_left_out() -> None:
    column = PanelColumn(Blank(297.0), 0.0, 0.0, 60.0, A4_TYPES)
    roads = [LegendEntry("ground", "head", "", "Roads", layer="Roads")]
    roads += [LegendEntry("ground", "line", "road", f"class {n}", layer="Roads") for n in range(20)]
    areas = [LegendEntry("ground", "fill", "farm", f"farm {n}", layer="Areas") for n in range(5)]
    whole = [*roads, *areas]
    room = column.legend_height(whole[:10], LegendForm.RUN_ON)
    fit = column.shortened_legend(whole, room)
    assert fit.entries[-1].label == f"and {len(fit.left_out)} more kinds in: Roads, Areas"
    shown = [entry for entry in fit.entries if entry.swatch not in ("head", "more")]
    assert len(shown) + len(fit.left_out) == 25
    assert column.legend_height(fit.entries, LegendForm.RUN_ON) <= room
    assert column.shortened_legend(whole, 500.0).left_out == ()
    assert [entry.swatch for entry in column.shortened_legend(whole, 9.0).entries] == ["more"]
