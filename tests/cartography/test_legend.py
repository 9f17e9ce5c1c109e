# SPDX-License-Identifier: MIT
from __future__ import annotations

from hotmap.cartography.legend import legend_entries
from hotmap.cartography.palette import PRINT
from hotmap.cartography.scene import Scene
from hotmap.cartography.symbols import symbol
from hotmap.domain.changes import ChangeSet, inserted
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
