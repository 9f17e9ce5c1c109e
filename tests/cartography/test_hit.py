# SPDX-License-Identifier: MIT
from __future__ import annotations

from shapely.geometry import Point, box

from hotmap.cartography.hit import HitTester
from hotmap.cartography.projection import View
from hotmap.cartography.scene import Scene
from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer

VIEW = View.of((24.5, 12.5, 25.5, 13.5), 800, 800)


def _at(scene: Scene, lon: float, lat: float, dx: float = 0.0, **options: object) -> list[tuple[str, str]]:
    x, y = VIEW.to_px(lon, lat)
    hits = HitTester(scene).at(VIEW, float(x) + dx, float(y), **options)  # type: ignore[arg-type]
    return [(hit.kind, hit.uuid) for hit in hits]


def test_at_prefers_points_to_lines_to_areas(plan: Plan) -> None:
    inside = plan.applied(ChangeSet("add", (inserted(Hotspot(uuid="well", geometry=Point(25.07, 13.07))),)))
    assert _at(Scene(inside), 25.07, 13.07) == [("hotspot", "well"), ("hotspot", "fields")]


def test_at_prefers_the_smaller_area(plan: Plan) -> None:
    larger = plan.applied(ChangeSet("add", (inserted(Hotspot(uuid="wide", geometry=box(24.7, 12.7, 25.4, 13.4))),)))
    assert _at(Scene(larger), 25.14, 13.06) == [("hotspot", "fields"), ("hotspot", "wide")]


def test_at_hits_a_badge_anywhere_on_it_and_a_line_within_tolerance(plan: Plan) -> None:
    scene = Scene(plan)
    assert ("hotspot", "camp") in _at(scene, 25.0, 13.0, dx=11)
    assert ("hotspot", "camp") not in _at(scene, 25.0, 13.0, dx=16)
    assert {uuid for _, uuid in _at(scene, 24.95, 12.925, dx=4)} >= {"road", "patrol"}


def test_at_hits_a_magnified_badge_anywhere_on_it(plan: Plan) -> None:
    assert ("hotspot", "camp") in _at(Scene(plan), 25.0, 13.0, dx=16, magnify=1.5)


def test_at_leaves_out_what_is_hidden(plan: Plan) -> None:
    scene = Scene(plan)
    scene.show("must", shown=False)
    assert _at(scene, 25.0, 13.0) == []


def test_at_asks_layers_last_and_only_when_told(plan: Plan, two_districts: tuple[Layer, FeatureTable]) -> None:
    layer, table = two_districts
    scene = Scene(plan.applied(ChangeSet("add", (inserted(layer),))), features=lambda wanted: table)
    assert _at(scene, 24.7, 13.3) == []
    assert _at(scene, 24.7, 13.3, layers=True) == [("layer", "areas")]
    assert _at(scene, 25.1, 13.1, layers=True)[0] == ("hotspot", "fields")


def test_inside_returns_what_meets_a_box(plan: Plan) -> None:
    hits = HitTester(Scene(plan)).inside((24.94, 12.99, 25.06, 13.11))
    assert {hit.uuid for hit in hits} == {"camp", "fields", "new"}
