# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point

from hotmap.cartography.range_rings import RangeRings
from hotmap.gui.main_window import MainWindow
from hotmap.gui.panels.rings import read_distances_km


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5, 10, 20", [5, 10, 20]),
        ("5,10,20", [5, 10, 20]),
        ("20 km; 2,5 km", [2.5, 20]),
        ("10", [10]),
        ("2,5", [2.5]),
        ("", []),
        ("far", None),
        ("0", None),
        ("-3", None),
        ("1 2 3 4 5 6 7", None),
    ],
)
def test_distances_are_read_as_people_type_them(text: str, expected: list[float] | None) -> None:
    assert read_distances_km(text) == expected


def test_circles_follow_the_selection_and_go_when_asked_again(window: MainWindow) -> None:
    base = window.workspace.add("presence", {"type": "team_site"}, Point(57.5, -4.5))
    window.workspace.select((base.uuid,))
    window.commands.run("rings_selected")
    scene = window.map.canvas.scene
    assert scene.rings.about == {base.uuid}
    assert scene.rings.distances_km == (5.0, 10.0, 20.0)
    window.workspace.select(())
    assert scene.rings.about == frozenset()
    window.commands.run("rings_all")
    assert scene.rings.about is None
    window.commands.run("rings_all")
    assert scene.rings == RangeRings(frozenset(), ())


def test_route_is_reversed_in_one_step_and_turned_back_by_undo(window: MainWindow) -> None:
    workspace = window.workspace
    route = workspace.add("presence", {"type": "foot_patrol"}, LineString([(57, -4), (58, -4)]))
    workspace.select((route.uuid,))
    window.commands.run("reverse")
    assert list(workspace.plan.get(route.uuid).geometry.coords) == [(58, -4), (57, -4)]
    workspace.undo()
    assert list(workspace.plan.get(route.uuid).geometry.coords) == [(57, -4), (58, -4)]
