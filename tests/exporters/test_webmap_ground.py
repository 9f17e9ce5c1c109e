# SPDX-License-Identifier: MIT
"""The ground of the web map: what borders on each other stays together, and one large layer spoils no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.analysis.colour_scales import kind_colour
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category, Classes, LayerStyle, Symbol
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer, PlanInfo
from hotmap.domain.style_data import style_as_data
from hotmap.exporters import webmap_defs
from hotmap.exporters.webmap_ground import BYTES_PER_VERTEX, FEWEST_VERTICES, Ground, ground_of
from hotmap.release import build_release

FRAME = (24.0, 12.0, 26.0, 14.0)
GroundOf = Callable[..., Ground]


def wavy(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Return a border that winds from one corner to another, 200 points of it."""
    share = np.linspace(0.0, 1.0, 200)[:, None]
    line = np.array(start) * (1 - share) + np.array(end) * share
    line += 0.02 * np.sin(share * 40) * [[1.0, -1.0]] * np.sin(share * np.pi)
    return [tuple(point) for point in line.tolist()]


WEST = shapely.Polygon([(24.2, 12.2), *wavy((25.0, 12.2), (25.1, 13.8)), (24.2, 13.8)])
EAST = shapely.Polygon([(25.8, 12.2), (25.8, 13.8), *wavy((25.0, 12.2), (25.1, 13.8))[::-1]])


@pytest.fixture
def ground() -> GroundOf:
    """Return what makes the ground of layers given as name and shapes."""

    def make(*layers: tuple[str, Sequence[Any]], room_bytes: int = 0) -> Ground:
        marking = Marking(audiences=("mission",))
        records = [Layer(uuid=f"l{n}", name=name, table=f"t{n}", marking=marking) for n, (name, _) in enumerate(layers)]
        tables = {f"l{n}": FeatureTable(np.array(list(s), dtype=object), {}) for n, (_, s) in enumerate(layers)}
        plan = Plan([PlanInfo(uuid="p", title="Sector North"), *records])
        release = build_release(plan, "mission", features=lambda layer: tables[layer.uuid], today=date(2026, 11, 23))
        return ground_of(release, FRAME, room_bytes)

    return make


def drawn(ground: Ground, kind: str) -> list[Any]:
    """Return the coordinates of the layers' drawings of one kind; the base map's come first."""
    return [shape for drawing in ground.drawings if kind in drawing for shape in drawing[kind]]


def sides(ring: list[list[float]]) -> set[frozenset[tuple[float, ...]]]:
    return {frozenset((tuple(a), tuple(b))) for a, b in pairwise([*ring, ring[0]])}


def test_ground_neighbouring_areas_share_their_border_when_simplified(ground: GroundOf) -> None:
    west, east = (rings[0] for rings in drawn(ground(("Zones", [WEST, EAST])), "areas")[-2:])
    assert len(west) < len(WEST.exterior.coords) - 20
    assert len(sides(west) & sides(east)) >= 5


@pytest.mark.parametrize("name", ["Districts", "States"])
def test_ground_of_borders_draws_each_once_though_the_areas_do_not_quite_meet(ground: GroundOf, name: str) -> None:
    apart = shapely.transform(EAST, lambda points: points + [0.0002, 0.0])
    only_base, found = ground(("Elsewhere", [shapely.Point(80.0, 0.0)])), ground((name, [WEST, apart]))
    assert len(drawn(found, "areas")) == len(drawn(only_base, "areas"))
    lines = drawn(found, "lines")[len(drawn(only_base, "lines")) :]
    assert len(lines) == 3  # west, east and what is between them


def test_ground_many_points_do_not_coarsen_the_borders(ground: GroundOf) -> None:
    points = shapely.points(np.random.default_rng(7).uniform(12.5, 13.5, (9_000, 2)) + [12.0, 0.0])
    alone, crowded = ground(("Districts", [WEST, EAST])), ground(("Districts", [WEST, EAST]), ("Clinics", points))
    assert crowded.is_partial
    assert len(drawn(crowded, "points")) < FEWEST_VERTICES
    assert len(drawn(crowded, "lines")) == len(drawn(alone, "lines"))
    corners = sum(map(len, drawn(crowded, "lines")))
    assert corners > 0.3 * sum(map(len, drawn(alone, "lines")))


def test_ground_road_in_many_short_pieces_stays(ground: GroundOf) -> None:
    step = np.linspace(24.3, 25.7, 2_000)
    pieces = [
        shapely.LineString([(a, 13 + 0.1 * np.sin(9 * a)), (b, 13 + 0.1 * np.sin(9 * b))]) for a, b in pairwise(step)
    ]
    road = drawn(ground(("Roads", pieces), room_bytes=FEWEST_VERTICES * BYTES_PER_VERTEX), "lines")[-1]
    assert road[0][0] == pytest.approx(24.3, abs=0.01)
    assert road[-1][0] == pytest.approx(25.7, abs=0.01)


def test_ground_land_is_filled_and_lies_below_its_fields_and_inner_borders(ground: GroundOf) -> None:
    field, land = shapely.box(24.4, 12.4, 24.8, 13.0), shapely.union_all([WEST, EAST])
    found = ground(("Districts", [WEST, EAST]), ("Farmland", [field]), ("Island", [land])).drawings
    filled = [drawing["style"][0] for drawing in found if "areas" in drawing]
    assert all(style["fill"] and style["fillColor"] for style in filled)
    assert [len(d["areas"][0][0]) for d in found if "areas" in d][-1] == 4  # the field comes last
    borders = [drawing["lines"] for drawing in found if "lines" in drawing][-1]
    assert len(borders) == 1  # the coast is drawn already, so only what the districts share


def styled(name: str, shapes: Sequence[Any], columns: dict[str, list[Any]], style: LayerStyle) -> Ground:
    """Return the ground of one layer in a look that somebody chose."""
    family = {"Point": "Point", "LineString": "Line", "Polygon": "Area"}[shapes[0].geom_type]
    layer = Layer(uuid="l", name=name, table="t", geometry_type=family, marking=Marking(audiences=("mission",)))
    layer = layer.with_values({"style": style_as_data(style, LayerStyle()), "columns": list(columns)})
    table = FeatureTable(np.array(list(shapes), dtype=object), columns)
    plan = Plan([PlanInfo(uuid="p", title="Sector North"), layer])
    release = build_release(plan, "mission", features=lambda _: table, today=date(2026, 11, 23))
    return ground_of(release, FRAME, 0)


def test_ground_draws_kinds_in_their_colours_and_neighbours_stay_joined() -> None:
    style = LayerStyle(mode="kinds", column="who", categories=(Category("a", "Clan A", "#112233"), Category("b")))
    found = styled("Land use", [WEST, EAST], {"who": ["a", "b"]}, style)
    first, second = [d for d in found.drawings if "areas" in d][-2:]
    assert first["style"][0]["fillColor"] == "#112233"
    assert second["style"][0]["fillColor"] == kind_colour(1, "print")
    shared = sides(first["areas"][0][0]) & sides(second["areas"][0][0])
    assert len(shared) > 10
    (key,) = found.keys
    assert (key["n"], [row[2] for row in key["r"]]) == ("Land use", ["Clan A", "b"])
    assert key["r"][0][0] == first["style"][0]


def test_ground_tells_numbers_in_honest_ranges() -> None:
    style = LayerStyle(mode="numbers", column="n", classes=Classes(edges=(0, 10, 20), whole=True))
    points = [shapely.Point(24.5 + i / 10, 13) for i in range(4)]
    found = styled("Wells", points, {"n": [1, 10, 20, None]}, style)
    assert [len(d["points"]) for d in found.drawings if "points" in d] == [1, 1, 2]  # what is not told lies below
    assert [row[2] for row in found.keys[0]["r"]] == ["0 – 9", "10 – 20", "no figure"]


def test_ground_spreads_points_that_are_too_many_and_says_so() -> None:
    rng = np.random.default_rng(1)
    points = shapely.points(rng.uniform(24.1, 25.9, 6_000), rng.uniform(12.1, 13.9, 6_000))
    found = styled("Huts", points, {"n": [1] * 6_000}, LayerStyle(mode="single", colour="#445566"))
    (places,) = [d["points"] for d in found.drawings if "points" in d]
    assert found.is_partial
    assert 500 < len(places) <= 1_600
    assert np.ptp(np.array(places), axis=0) == pytest.approx([1.8, 1.8], abs=0.1)


def test_ground_points_and_hatches_are_drawn_as_on_the_map_and_alike_in_the_legend() -> None:
    style = LayerStyle(mode="single", colour="#445566", symbol=Symbol(shape="diamond", size_px=9), visible_from=3.0)
    dots = styled("Wells", [shapely.Point(25, 13)], {}, style)
    hatched = styled("Zones", [WEST], {}, LayerStyle(mode="single", colour="#445566", symbol=Symbol(hatch="grid")))
    data = {"ground": dots.drawings + hatched.drawings, "keys": dots.keys + hatched.keys}
    drawings = webmap_defs.referred(data)
    assert drawings.count("<marker") == drawings.count("<pattern") == 1
    assert 'id="k0"' in drawings
    assert "#445566" in drawings
    point = next(d for d in data["ground"] if "points" in d)
    assert point["from"] == data["keys"][0]["from"] == 3.0
    assert point["style"][0] == data["keys"][0]["r"][0][0] == {"mark": 0, "opacity": 1.0}
    assert data["keys"][1]["r"][0][0]["hatch"] == 0


def test_ground_kinds_lie_over_all_others_and_hidden_ones_are_left_out() -> None:
    kinds = (Category("a", colour="#112233"), Category("b", colour="#223344", shown=False))
    shapes = [shapely.box(24.2 + n / 2, 12.5, 24.5 + n / 2, 13.5) for n in range(3)]
    style = LayerStyle(mode="kinds", column="k", categories=kinds, other_colour="#998877")
    found = styled("Zones", shapes, {"k": ["a", "b", "c"]}, style)
    fills = [d["style"][0]["fillColor"] for d in found.drawings if "areas" in d and "edge" in d["style"][0]]
    assert fills == ["#998877", "#112233"]
