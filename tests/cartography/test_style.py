# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import asdict

import pytest

from hotmap.cartography.style import LayerStyle, default_style, place_rank, road_class, style_of
from hotmap.domain.records import Layer


@pytest.mark.parametrize(
    ("name", "kind", "geometry", "theme"),
    [
        ("sdn_admin2", "area", "Area", "districts"),
        ("undp_states", "area", "Area", "provinces"),
        ("hotosm_sdn_populated_places_points", "place", "Point", "places"),
        ("ss_landuse_polygon", "layer", "Area", "farmland"),
        ("ss_waterway_polygon", "layer", "Area", "water"),
        ("ss_route_line", "road", "Line", "roads"),
        ("rivers", "layer", "Line", "rivers"),
        ("coast", "layer", "Area", "land"),
        ("names", "layer", "Point", "names"),
        ("undp_airfields", "layer", "Point", "plain"),
        ("anything", "road", "Line", "roads"),
        ("anything", "area", "Area", "districts"),
        ("anything", "layer", "Line", "plain"),
    ],
)
def test_default_style_knows_a_layer_by_kind_name_and_geometry(name: str, kind: str, geometry: str, theme: str) -> None:
    assert default_style(name, kind, geometry, ()).theme == theme


def test_default_style_finds_names_and_classes() -> None:
    style = default_style("roads", "road", "Line", ["osm_id", "highway", "name", "surface"])
    assert (style.label_column, style.class_column) == ("name", "highway")
    assert default_style("adm2", "area", "Area", ["ADM2_EN", "ADM2_PCODE"]).label_column == "ADM2_EN"


def test_style_of_layer_lays_what_it_keeps_over_the_default() -> None:
    layer = Layer(
        name="roads", kind="road", geometry_type="Line", columns=["name"], style={"colour": "#FF0000", "new": 1}
    )
    assert style_of(layer) == LayerStyle("roads", "name", None, "#FF0000")


def test_style_kept_in_a_plan_is_read_back_the_same() -> None:
    style = LayerStyle("roads", "name", "highway", opacity=0.5)
    layer = Layer(name="x", kind="layer", geometry_type="Line", style=asdict(style))
    assert style_of(layer) == style


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("primary", "main"),
        ("trunk_link", "main"),
        ("tertiary", "road"),
        ("track", "track"),
        ("odd", "minor"),
        (None, "road"),
    ],
)
def test_road_class_follows_what_files_say(value: str | None, known: str) -> None:
    assert road_class(value) == known


@pytest.mark.parametrize(
    ("value", "persons", "rank"), [("city", None, 1), ("Village", 1, 3), (None, "120000", 1), (None, None, 3)]
)
def test_place_rank_follows_class_then_people(value: str | None, persons: object, rank: int) -> None:
    assert place_rank(value, persons) == rank
