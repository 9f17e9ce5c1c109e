# SPDX-License-Identifier: MIT
from __future__ import annotations

from hotmap.cartography.legend import legend_entries
from hotmap.cartography.marks import TYPES_FROM
from hotmap.cartography.palette import PRINT
from hotmap.cartography.range_rings import RangeRings
from hotmap.cartography.scene import Scene
from hotmap.cartography.symbols import symbol
from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer

ALL = (24.0, 12.0, 26.0, 14.0)


def test_legend_names_only_what_is_drawn(plan: Plan) -> None:
    scene = Scene(plan)
    names = {entry.name for entry in legend_entries(scene, ALL)}
    assert {"must+gap", "area", "route", "presence-company_operating_base", "patrol", "incident", "visit"} <= names
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
