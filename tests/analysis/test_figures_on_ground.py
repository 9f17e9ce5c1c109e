# SPDX-License-Identifier: MIT
"""Figures on the ground, measured with the ellipsoid itself at any latitude."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString

from hotmap.analysis.figures_on_ground import (
    FigureError,
    circle_on_ground,
    corridor_on_ground,
    distance_to_line_m,
    in_steps,
    opposite_corner,
    rectangle_between,
    sides_m,
    square_corner,
)
from hotmap.analysis.geodesy import area_m2, bearing_deg, destination, distance_m, length_m

lats = st.floats(-80, 80)
lons = st.floats(-170, 170)
sizes_m = st.floats(10, 100_000)


@given(lons, lats, sizes_m)
def test_every_corner_of_a_circle_lies_at_its_radius(lon: float, lat: float, radius_m: float) -> None:
    circle = circle_on_ground((lon, lat), radius_m)
    assert circle.is_valid
    for x, y in circle.exterior.coords:
        assert distance_m(lon, lat, x, y) == pytest.approx(radius_m, abs=0.001)


@given(lons, lats, sizes_m, sizes_m, st.booleans(), st.booleans())
def test_rectangle_has_the_sides_it_was_asked_for(
    lon: float, lat: float, width_m: float, height_m: float, east: bool, north: bool
) -> None:
    toward = (lon + (1 if east else -1), lat + (1 if north else -1))
    far = opposite_corner((lon, lat), width_m, height_m, toward)
    assert sides_m((lon, lat), far) == pytest.approx((width_m, height_m), rel=1e-6)
    assert (far[0] > lon, far[1] > lat) == (east, north)
    assert rectangle_between((lon, lat), far).is_valid


@given(lons, st.floats(-75, 75), st.floats(-1, 1), st.floats(-1, 1))
def test_square_has_equal_sides_and_reaches_as_far_as_the_hand(lon: float, lat: float, dx: float, dy: float) -> None:
    hand = (lon + dx, lat + dy)
    assume(max(sides_m((lon, lat), hand)) > 1)
    width_m, height_m = sides_m((lon, lat), square_corner((lon, lat), hand))
    assert width_m == pytest.approx(height_m, rel=1e-6)
    assert width_m == pytest.approx(max(sides_m((lon, lat), hand)), rel=0.03)


@given(lons, lats, st.floats(0, 359.9), st.floats(10, 50_000))
def test_steps_keep_to_multiples_of_their_angle(lon: float, lat: float, bearing: float, metres: float) -> None:
    hand = destination(lon, lat, bearing, metres)
    place = in_steps((lon, lat), hand)
    turned = bearing_deg(lon, lat, *place) % 45
    assert min(turned, 45 - turned) < 1e-3
    assert distance_m(*place, *hand) <= metres * 0.3827 + 1  # sine of 22.5°, half a step


@settings(max_examples=40)
@given(
    st.tuples(lons, lats),
    st.lists(st.tuples(st.floats(0, 360), st.floats(500, 40_000)), min_size=1, max_size=4),
    st.floats(50, 5000),
)
def test_corridor_is_as_wide_as_asked_for_at_any_latitude(
    start: tuple[float, float], steps: list[tuple[float, float]], width_m: float
) -> None:
    line = [start]
    for bearing, metres in steps:
        line.append(destination(*line[-1], bearing, metres))
    assume(all(abs(lat) < 82 and abs(lon) < 179 for lon, lat in line))
    corridor = corridor_on_ground(line, width_m)
    assert corridor.is_valid
    for place in corridor.exterior.coords[::5]:
        assert distance_to_line_m(line, place) == pytest.approx(width_m / 2, rel=0.005, abs=0.1)


def test_corridor_of_a_long_line_keeps_its_width_and_its_place() -> None:
    line = [(10.0, 12.0), (14.0, 12.0), (16.0, 9.0)]
    corridor = corridor_on_ground(line, 2000.0)
    assert area_m2(corridor) == pytest.approx(length_m(LineString(line)) * 2000, rel=0.01)
    assert corridor.contains(LineString(line))


def test_corridor_round_a_place_keeps_the_hole() -> None:
    ring = [(10.0, 12.0), (10.2, 12.0), (10.2, 12.2), (10.0, 12.2), (10.0, 12.0)]
    assert len(corridor_on_ground(ring, 2000.0).interiors) == 1


@pytest.mark.parametrize(
    "draw",
    [
        lambda: circle_on_ground((179.99, 10.0), 5000),
        lambda: circle_on_ground((10.0, 89.99), 5000),
        lambda: circle_on_ground((10.0, 10.0), 2_000_000),
        lambda: circle_on_ground((10.0, 10.0), 0),
        lambda: opposite_corner((-179.99, 10.0), 5000, 5000, (-180, 11)),
        lambda: opposite_corner((10.0, 89.99), 5000, 5000, (11, 90)),
        lambda: corridor_on_ground([(179.9, 10.0), (179.999, 10.0)], 5000),
        lambda: corridor_on_ground([(10.0, 89.5), (11.0, 89.5)], 5000),
    ],
)
def test_figures_over_the_edge_of_the_map_are_refused_in_words(draw: object) -> None:
    with pytest.raises(FigureError, match=r"\.$"):
        draw()  # type: ignore[operator]


@given(st.floats(-80, 80))
def test_circle_is_as_large_as_a_circle(lat: float) -> None:
    area = area_m2(circle_on_ground((20.0, lat), 1000.0))
    assert area == pytest.approx(3.14159 * 1000**2, rel=0.002)
    assert shapely.is_valid(circle_on_ground((20.0, lat), 1000.0))
