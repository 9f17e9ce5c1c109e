# SPDX-License-Identifier: MIT
"""Bearings, distances and sizes as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.angles import CoordinateError
from hotmap.analysis.bearings import Step, format_bearing, lacks_unit, parse_length, parse_size, parse_step


@pytest.mark.parametrize(
    ("text", "bearing", "metres"),
    [
        ("045 2.5 km", 45, 2500),
        ("45° 2,5km", 45, 2500),
        ("N45E 800 m", 45, 800),
        ("S 30° W, 1 200 m", 210, 1200),
        ("n45o 800m", 315, 800),
        ("NE 800 m", 45, 800),
        ("nnw/3km", 337.5, 3000),
        ("360 1 nm", 0, 1852),
        ("1600 mils 500 m", 90, 500),
        ("2.5 km 045", 45, 2500),
        ("135 deg @ 12 km", 135, 12_000),
        ("٠٤٥ ٢٫٥ كم", 45, 2500),
        ("090 true 4 km", 90, 4000),
    ],
)
def test_step_is_read_in_many_notations(text: str, bearing: float, metres: float) -> None:
    assert parse_step(text) == Step(pytest.approx(bearing), pytest.approx(metres))


@pytest.mark.parametrize(
    "text",
    ["45 2.5", "40M EV 310 258", "12°25'52\"N 24°10'21\"E", "-1.67 29.2", "", "2.5 km", "600 m", "045", "45 2500"],
)
def test_step_leaves_coordinates_alone(text: str) -> None:
    assert parse_step(text) is None


@pytest.mark.parametrize("text", ["400 2 km", "N95E 2 km", "EEN 2 km", "6500 mils 2 km"])
def test_step_without_a_possible_bearing_is_refused_in_words(text: str) -> None:
    with pytest.raises(CoordinateError, match=r"bearing|direction"):
        parse_step(text)


@pytest.mark.parametrize(
    ("text", "lacks"), [("045 2.5", True), ("45° 2,5", True), ("045 2.5 km", False), ("-4.5 57", False)]
)
def test_step_without_its_unit_is_told_from_coordinates_with_a_sign(text: str, lacks: bool) -> None:
    assert lacks_unit(text) is lacks


def test_step_of_no_length_is_refused() -> None:
    with pytest.raises(CoordinateError, match="distance"):
        parse_step("045 0 km")


@given(st.integers(0, 359), st.integers(1, 500_000))
def test_step_written_plainly_is_read_back(bearing: int, metres: int) -> None:
    step = parse_step(f"{bearing:03d}° {metres / 1000:.3f} km")
    assert step == Step(bearing, pytest.approx(metres))


@pytest.mark.parametrize(
    ("text", "metres"), [("500", 500), ("500 m", 500), ("2,5 km", 2500), ("1 500 m", 1500), ("2 miles", 3218.688)]
)
def test_length_is_metres_unless_it_says_more(text: str, metres: float) -> None:
    assert parse_length(text) == pytest.approx(metres)


@pytest.mark.parametrize("text", ["", "0", "much", "-5 km", "5 parsec"])
def test_length_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CoordinateError, match=r"2\.5 km"):
        parse_length(text)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("300 x 200 m", (300, 200)),
        ("300×200", (300, 200)),
        ("1,5 km x 800 m", (1500, 800)),
        ("2 by 3 km", (2000, 3000)),
        ("400 m", (400, 400)),
    ],
)
def test_size_is_width_by_height_and_one_length_a_square(text: str, size: tuple[float, float]) -> None:
    assert parse_size(text) == pytest.approx(size)


@pytest.mark.parametrize("text", ["", "300 x", "x 200", "300 x 0 m"])
def test_size_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CoordinateError, match="300 x 200 m"):
        parse_size(text)


@given(st.floats(0, 360, exclude_max=True))
def test_bearing_is_shown_in_three_figures_and_a_direction(bearing: float) -> None:
    figures, direction = format_bearing(bearing).split("° ")
    assert len(figures) == 3
    assert 0 <= int(figures) < 360
    assert direction in ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
