# SPDX-License-Identifier: MIT
"""Coordinates as people write them, and the law that what is written can be read again."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hotmap.analysis.coordinates import (
    NOTATIONS,
    CoordinateError,
    find_points,
    format_point,
    parse_point,
)

DARFUR = (22.0, 9.0, 28.0, 16.0)

# A metre, and for tenths of seconds three metres, in degrees of latitude.
TOLERANCE_DEG = {
    "mgrs": 1.2e-5,
    "decimal": 6e-6,
    "decimal_comma": 6e-6,
    "dm": 1e-5,
    "dms": 1.5e-5,
    "packed_dms": 1.5e-5,
}

latitudes = st.floats(-79.9, 79.9)
longitudes = st.floats(-179.9, 179.9)


@pytest.mark.parametrize("notation", NOTATIONS)
@given(lon=longitudes, lat=latitudes)
def test_point_formatted_then_parsed_is_the_same_place(notation: str, lon: float, lat: float) -> None:
    read = parse_point(format_point(lon, lat, notation))
    shrink = 6 if notation == "mgrs" else 1  # a metre spans more degrees of longitude near the pole
    assert read.lat == pytest.approx(lat, abs=TOLERANCE_DEG[notation])
    assert read.lon == pytest.approx(lon, abs=TOLERANCE_DEG[notation] * shrink)


@given(lon=longitudes, lat=latitudes)
def test_mgrs_parsed_then_formatted_is_the_same_reference(lon: float, lat: float) -> None:
    assume(2e-4 < lon % 3 < 3 - 2e-4)  # a square that a zone's edge cuts has its middle in the next zone
    assume(2e-4 < lat % 8 < 8 - 2e-4)
    reference = format_point(lon, lat, "mgrs")
    point = parse_point(reference)
    assert format_point(point.lon, point.lat, "mgrs") == reference


@given(lon=longitudes, lat=latitudes)
def test_seconds_and_minutes_formatted_never_reach_sixty(lon: float, lat: float) -> None:
    assert "60.0" not in format_point(lon, lat, "dms").split("°", 1)[1]
    assert format_point(12.99999999, 12.99999999, "dms") == "13°00'00.0\"N 13°00'00.0\"E"


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("12.5125, 24.25", "decimal"),
        ("12.5125 24.25", "decimal"),
        ("lat 12.5125 lon 24.25", "decimal"),
        ("24.25 (lon), 12.5125 (lat)", "decimal"),
        ("E24.25 N12.5125", "decimal"),
        ("12,5125 24,25", "decimal_comma"),
        ("12,5125, 24,25", "decimal_comma"),
        ("12,5125;24,25", "decimal_comma"),
        ("12,5125,24,25", "decimal_comma"),
        ("12°30'45\"N 24°15'00\"E", "dms"),
        ("12º30′45″ Nord, 24º15′00″ Est", "dms"),
        ("12d30'45\"N 24d15'0\"E", "dms"),
        ("12 30 45 24 15 00", "dms"),
        ("12:30:45N 24:15:00E", "dms"),
        ("N 12° 30.75' E 024° 15.0'", "dm"),
        ("123045N 0241500E", "packed_dms"),
        ("١٢٫٥١٢٥ شمالاً ٢٤٫٢٥ شرقاً", "decimal"),
        ("خط العرض 12.5125 خط الطول 24.25", "decimal"),
    ],
)
def test_parse_point_many_spellings_mean_one_place(text: str, notation: str) -> None:
    point = parse_point(text)
    assert (point.lat, point.lon) == (pytest.approx(12.5125), pytest.approx(24.25))
    assert point.notation == notation


@pytest.mark.parametrize("text", ["35P KP 06534 83341", "35pkp0653483341", "MGRS: 35P KP 06534-83341"])
def test_parse_point_mgrs_spacing_and_case_do_not_matter(text: str) -> None:
    point = parse_point(text)
    assert (point.lat, point.lon) == (pytest.approx(12.5, abs=2e-5), pytest.approx(24.3, abs=2e-5))


def test_parse_point_coarse_mgrs_is_the_middle_and_says_its_size() -> None:
    point = parse_point("35P KP 0 8")
    assert "10000 m" in point.note
    assert format_point(point.lon, point.lat, "mgrs").startswith("35P KP 0")


def test_parse_point_french_west_is_negative() -> None:
    assert parse_point("12°30'N 4°15'O").lon == pytest.approx(-4.25)


def test_parse_point_bare_numbers_carry_a_hint() -> None:
    assert parse_point("12.5, 24.3").note
    assert not parse_point("12.5N 24.3E").note


def test_parse_point_bare_numbers_follow_the_area() -> None:
    swapped = parse_point("24.3, 12.5", DARFUR)
    assert (swapped.lon, swapped.lat) == (24.3, 12.5)
    assert swapped.note
    assert not parse_point("12.5, 24.3", DARFUR).note


def test_parse_point_number_beyond_ninety_is_the_longitude() -> None:
    assert parse_point("120.5 12.3").lon == 120.5


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "somewhere", "95N 24E", "12°75'N 24°E", "12.5N 24.3N", "-12N 24E", "12.5.3 24", "33 44 55",
        "35P KP 123 4567", "35P KP 12345", "61P KP 12 34", "12.5 30 N 24 E", "181 12", "100 100", "POINT(1 2)",
    ],
)  # fmt: skip
def test_parse_point_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(CoordinateError):
        parse_point(text)


@given(st.text(max_size=60))
def test_parse_point_any_text_gives_a_place_or_a_sentence(text: str) -> None:
    try:
        point = parse_point(text)
    except CoordinateError:
        return
    assert -180 <= point.lon <= 180
    assert -90 <= point.lat <= 90


def test_find_points_in_a_radio_log_finds_places_and_nothing_else() -> None:
    log = (
        "1. North market: 35P KP 06534 83341 quiet, 12, 24 families\n"
        "2) East well – 12.1634, 24.7315 (1 200 persons) tel 0912 345 678 on 12.11.2026 14:30\n"
        "seen at 12°25'52\"N 24°10'21\"E and N12.51 E24.17\n"
        "lat -4.5 lon 29.3 ; Ford 12,4313 24,1725"
    )
    found = find_points(log)
    assert [place.point.notation for place in found] == [
        "mgrs", "decimal", "dms", "decimal", "decimal", "decimal_comma",
    ]  # fmt: skip
    assert [place.label for place in found[:2]] == ["North market", "East well"]
    assert found[-1].label == "Ford"
    assert all(log[place.start : place.end].strip() == place.text for place in found)
    assert found[4].point.lat == -4.5
