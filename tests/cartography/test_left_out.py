# SPDX-License-Identifier: MIT
"""A scene leaves out what a filter has no place for, and has it again when the filter is off."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Point

from hotmap.cartography.left_out import LeftOut
from hotmap.cartography.scene import Scene
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer

TOWNS = FeatureTable(np.array([Point(at, 0) for at in range(3)], dtype=object), {"name": ["a", "b", "c"]})


def scene() -> Scene:
    hotspots = (Hotspot(uuid=n, name=n, geometry=Point(at, 1)) for at, n in enumerate("xyz"))
    plan = Plan((*hotspots, Layer(uuid="towns", kind="place", table="t", count=3)))
    return Scene(plan, features=lambda layer: TOWNS)


def test_scene_leaves_out_records_and_rows_and_brings_them_back() -> None:
    made = scene()
    before = made.generation
    made.leave_out(LeftOut(frozenset({"x"}), {"towns": np.array([0, 2])}))
    assert [mark.uuid for mark in made.hotspots] == ["y", "z"]
    assert list(made.layers[0].table.columns["name"]) == ["a", "c"]
    assert made.whole_layer("towns").table is TOWNS  # type: ignore[union-attr]
    assert made.generation > before
    made.leave_out(LeftOut())
    assert len(made.hotspots) == 3
    assert made.layers[0].table is TOWNS


def test_scene_shows_what_is_new_while_something_is_left_out() -> None:
    made = scene()
    made.leave_out(LeftOut(frozenset({"x"})))
    hotspots = (*made.records.of("hotspot"), Hotspot(uuid="new", geometry=Point(5, 5)))
    made.update(Plan((*hotspots, *made.records.of("layer"))))
    assert [mark.uuid for mark in made.hotspots] == ["y", "z", "new"]
