# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point

from hotmap.cartography.layer_legend import figure_text, range_text
from hotmap.cartography.legend import legend_entries
from hotmap.cartography.scene import Scene
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category, LayerStyle
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_as_data

ALL = (24.0, 12.0, 26.0, 14.0)


@pytest.mark.parametrize(
    ("low", "high", "whole", "is_last", "told"),
    [
        (10, 20, True, False, "10 – 19"),
        (20, 50, True, True, "20 – 50"),
        (20, 21, True, False, "20"),
        (2.5, 4.5, True, False, "3 – 4"),
        (2.2, 2.7, True, False, "2.2 to under 2.7"),
        (0.5, 1.25, False, False, "0.5 to under 1.25"),
        (1.25, 2, False, True, "1.25 to 2"),
        (5.5, 5.5, False, True, "5.5"),
        (-4, 0, True, False, "-4 – -1"),
        (1989, 2015, True, False, "1989 – 2014"),
        (12000, 20001, True, False, "12\u202f000 – 20\u202f000"),
    ],
)
def test_range_leaves_no_doubt_where_a_number_belongs(
    low: float, high: float, whole: bool, is_last: bool, told: str
) -> None:
    assert range_text(low, high, whole=whole, is_last=is_last) == told


def test_figure_is_told_with_the_decimals_that_it_has() -> None:
    assert [figure_text(v) for v in (0.1, 3.0, 1.125, 12345.5)] == ["0.1", "3", "1.125", "12\u202f345.5"]


def _scene(style: LayerStyle) -> Scene:
    layer = Layer(uuid="x", name="Sites", kind="layer", table="x", geometry_type="Point", columns=["kind"])
    layer = layer.with_values({"style": style_as_data(style, LayerStyle())})
    places = np.array([Point(25, 13), Point(25.1, 13), Point(40, 13)], dtype=object)
    table = FeatureTable(places, {"kind": ["camp", None, "farm"]})
    return Scene(Plan([layer]), features=lambda _: table)


def test_legend_lists_the_kinds_in_view_below_the_name_of_their_layer() -> None:
    style = LayerStyle(mode="kinds", column="kind", categories=(Category("camp", "Camps"), Category("farm")))
    entries = legend_entries(_scene(style), ALL)
    assert [(entry.swatch, entry.label) for entry in entries] == [
        ("head", "Sites"),
        ("look", "Camps"),
        ("look", "not told"),
    ]


def test_legend_names_a_layer_that_is_all_alike_once() -> None:
    entries = legend_entries(_scene(LayerStyle(mode="single", colour="#445566")), ALL)
    assert [(entry.swatch, entry.label, entry.geometry) for entry in entries] == [("look", "Sites", "Point")]


def test_legend_leaves_out_what_is_only_seen_from_nearer() -> None:
    scene = _scene(LayerStyle(mode="single", visible_from=5.0))
    assert legend_entries(scene, ALL, detail=2.0) == []
    assert len(legend_entries(scene, ALL, detail=5.0)) == 1
