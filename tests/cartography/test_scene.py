# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from hotmap.cartography.scene import Scene
from hotmap.domain.changes import ChangeSet, deleted, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer, PlanInfo, Presence, Threat
from hotmap.errors import PlanFileError


def test_update_rebuilds_only_what_changed(plan: Plan) -> None:
    scene = Scene(plan)
    hotspots, generation = scene.hotspots, scene.generation
    visit = plan.get("visit")
    changed = scene.update(plan.applied(ChangeSet("move", edited(visit, {"geometry": Point(24.0, 13.0)}))))
    assert changed == {"visit"}
    assert scene.hotspots is hotspots
    assert scene.generation == generation + 1


def test_update_with_nothing_new_keeps_the_generation(plan: Plan) -> None:
    scene = Scene(plan)
    before = scene.generation
    assert scene.update(plan.applied(ChangeSet("nothing"))) == frozenset()
    assert scene.generation == before


def test_update_takes_out_what_was_deleted(plan: Plan) -> None:
    scene = Scene(plan)
    scene.update(plan.applied(ChangeSet("delete", (deleted(plan.get("camp")),))))
    assert "camp" not in {mark.uuid for mark in scene.hotspots}


def test_hotspot_marks_tell_level_gap_and_confidence(plan: Plan) -> None:
    marks = {mark.uuid: mark for mark in Scene(plan).hotspots}
    assert marks["camp"].symbol.startswith("must+gap")  # the base is far away: nobody stands there
    assert "+low" in marks["fields"].symbol
    assert marks["new"].level == "undecided"
    assert marks["camp"].second == "H-001 · 1\u202f200 people"
    assert marks["fields"].areas is not None
    assert marks["road"].lines is not None


def test_hotspot_without_a_place_or_closed_has_no_mark(plan: Plan) -> None:
    more = plan.applied(
        ChangeSet(
            "add", (inserted(Hotspot(uuid="a")), inserted(Hotspot(uuid="b", geometry=Point(1, 1), status="closed")))
        )
    )
    assert {"a", "b"} & {mark.uuid for mark in Scene(more).hotspots} == set()


def test_release_hotspots_are_cells_and_factors_not_told_are_not_unknown(plan: Plan) -> None:
    class Cells(Plan):
        cover: dict[str, object] = {}  # noqa: RUF012

        def precision_of(self, uuid: str) -> str:
            return "cell_10km"

        def people_band(self, uuid: str) -> str:
            return "100–999"

        def releases(self, kind: str, code: str) -> bool:
            return False

    hotspot = Hotspot(uuid="cell", name="Somewhere", geometry=box(25.0, 13.0, 25.1, 13.1))
    scene = Scene(Cells([hotspot, Threat(uuid="t", hotspot="cell", type="killing")]))
    (mark,) = scene.hotspots
    assert mark.cell == "cell_10km"
    assert not mark.low_confidence
    assert not mark.gap
    assert mark.second == "100–999 people"


def test_layer_arrays_survive_a_new_style(plan: Plan, two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts
    asked = []

    def features(wanted: Layer) -> FeatureTable:
        asked.append(wanted.uuid)
        return table

    with_layer = plan.applied(ChangeSet("add", (inserted(layer),)))
    scene = Scene(with_layer, features=features)
    pages = list(scene.layers[0].pages())
    scene.update(with_layer.applied(ChangeSet("style", edited(layer, {"style": {"theme": "farmland"}}))))
    assert asked == ["areas"]
    assert scene.layers[0].style.theme == "farmland"
    assert list(scene.layers[0].pages()) == pages


def test_extent_is_that_of_hotspots_first(plan: Plan) -> None:
    assert Scene(plan).extent() == (24.9, 12.9, 25.15, 13.12)
    assert Scene(Plan()).extent() is None


def test_show_counts_as_a_change_only_when_it_is_one(plan: Plan) -> None:
    scene = Scene(plan)
    before = scene.generation
    scene.show("must")
    assert scene.generation == before
    scene.show("must", shown=False)
    assert scene.generation == before + 1
    assert not scene.shows("must")


@pytest.mark.parametrize(
    ("dates", "symbol"),
    [
        ({}, "presence-team_site"),
        ({"from_date": "2026-12-01"}, "presence-team_site+planned"),
        ({"from_date": "2026-11", "to_date": "2026-11"}, "presence-team_site"),
        ({"to_date": "2026-11-15"}, None),
        ({"to_date": "2026-10"}, None),
    ],
)
def test_presence_is_drawn_as_it_stands_on_the_day_of_the_plan(dates: dict[str, str], symbol: str | None) -> None:
    base = Presence(uuid="b", type="team_site", geometry=Point(20, 2), **dates)
    info = PlanInfo(uuid="p", exercise=True, as_of="2026-11-16T18:00:00-02:00")
    assert [mark.symbol for mark in Scene(Plan((info, base))).presence] == ([symbol] if symbol else [])


def test_layer_whose_features_cannot_be_read_is_empty_and_says_why(two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts

    def features(wanted: Layer) -> FeatureTable:
        if wanted.uuid == "gone":
            raise PlanFileError("The features are missing.")
        return table

    gone = replace(layer, uuid="gone", table="layer_gone")
    scene = Scene(Plan([layer, gone]), features=features)
    reasons = {context.layer.uuid: context.reason for context in scene.layers}
    assert reasons == {layer.uuid: "", "gone": "The features are missing."}
    scene.update(Plan([layer, gone.with_values({"name": "still gone"})]))
    assert {context.layer.uuid: context.reason for context in scene.layers} == reasons


def test_layer_that_lost_features_says_how_many_are_left(two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts
    scene = Scene(Plan([layer.with_values({"count": 5})]), features=lambda _: table)
    assert scene.layers[0].reason.startswith("Only 2 of 5 features")


def test_layers_are_drawn_in_the_order_that_the_hand_gave(two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts
    roads = Layer(uuid="roads", name="roads", kind="road", geometry_type="Line", table="roads")
    scene = Scene(Plan([roads, layer]), features=lambda _: table)
    assert [context.layer.uuid for context in scene.layers] == [layer.uuid, "roads"]
    scene.update(Plan([roads.with_values({"order": 1}), layer.with_values({"order": 2})]))
    assert [context.layer.uuid for context in scene.layers] == ["roads", layer.uuid]


def test_code_that_stands_for_the_name_is_said_once() -> None:
    place = Point(25.0, 13.0)
    coded = Hotspot(uuid="coded", code="H-001", geometry=place)
    named = Hotspot(uuid="named", code="H-002", name="Camp", geometry=place)
    marks = {m.uuid: m for m in Scene(Plan((PlanInfo(uuid="plan"), coded, named))).hotspots}
    assert (marks["coded"].name, marks["coded"].second) == ("H-001", "")
    assert (marks["named"].name, marks["named"].second) == ("Camp", "H-002")
