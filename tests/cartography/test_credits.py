# SPDX-License-Identifier: MIT
from __future__ import annotations

from hotmap.cartography.credits import layer_credits, scene_credit
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer

ROADS = Layer(uuid="roads", name="Roads", kind="road", attribution="Road office", as_of="2026-05-01")
TOWNS = Layer(uuid="towns", name="Towns", kind="place", attribution="Statistics", style={"visible_from": 4.0})


def test_sources_are_named_once_with_their_day() -> None:
    assert layer_credits([ROADS, TOWNS, ROADS]) == ["Road office (as of 1 May 2026)", "Statistics"]


def test_credit_follows_what_is_drawn() -> None:
    scene = Scene(Plan([ROADS, TOWNS]))
    assert scene_credit(scene, 5.0).startswith("Road office (as of 1 May 2026); Statistics; Base map")
    assert "Statistics" not in scene_credit(scene, 3.0)
    scene.show("roads", shown=False)
    assert "Road office" not in scene_credit(scene, 5.0)
    assert "Base map" in scene_credit(scene, 5.0)
