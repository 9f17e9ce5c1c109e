# SPDX-License-Identifier: MIT
"""Coordinates as people write them, and the law that what is written can be read again."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hotmap.analysis.coordinates import (
    NOTATIONS,
    CoordinateError,
    format_point,
    parse_point,
)
from hotmap.analysis.geodesy import distance_m

DARFUR = (22.0, 9.0, 28.0, 16.0)

# A metre, and for tenths of seconds three metres, in degrees of latitude.
TOLERANCE_DEG = {
    "mgrs": 1.2e-5,
    "utm": 1.2e-5,
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
@example(lon=0.0, lat=-1e-9)
def test_point_formatted_then_parsed_is_the_same_place(notation: str, lon: float, lat: float) -> None:
    read = parse_point(format_point(lon, lat, notation))
    shrink = 6 if notation in ("mgrs", "utm") else 1  # a metre spans more degrees of longitude near the pole
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


ISLAND = (56.5, -5.5, 58.5, -4.0)


@pytest.mark.parametrize("text", ["40M EV 310 258", "40mev310258", "EV 310 258", "ev310258", "40M, EV/310-258"])
def test_parse_point_mgrs_in_an_area_needs_no_zone_and_says_which_it_took(text: str) -> None:
    point = parse_point(text, ISLAND)
    assert format_point(point.lon, point.lat, "mgrs", 100) == "40M EV 310 258"
    assert point.is_sure == text.startswith("40")
    assert point.is_sure or "40M" in point.note


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("EV 310 258", "write the zone first"),
        ("40N EV 310 258", "no MGRS square"),
        ("UTM 531030 9425851", "needs its zone"),
        ("36N 12345 1234567", "lies in no UTM zone"),
        ("https://maps.app.goo.gl/abcd", "never goes online"),
    ],
)
def test_parse_point_incomplete_reference_says_what_to_add(text: str, says: str) -> None:
    with pytest.raises(CoordinateError, match=says):
        parse_point(text)


@pytest.mark.parametrize(
    "text",
    [
        "36N 612345 1234567", "36P 612345 1234567", "UTM 36 N 612345mE 1234567mN", "E 612345 N 1234567 zone 36N",
        "36n 1234567 612345", "36N 612345,1234567", "N 1234567 E 612345, zone 36P",
        "WGS84 UTM Zone 36N: 612345 1234567",
        "X: 612345 Y: 1234567 zone 36 N",
    ],
)  # fmt: skip
def test_parse_point_utm_in_many_spellings(text: str) -> None:
    point = parse_point(text)
    assert (point.lat, point.lon) == (pytest.approx(11.16634, abs=1e-5), pytest.approx(34.02892, abs=1e-5))
    assert point.notation == "utm"


def test_parse_point_utm_letter_s_is_south_or_the_band_and_the_guess_is_told() -> None:
    south, band = parse_point("36S 612345 9123456"), parse_point("36S 612345 3623456")
    assert south.lat < 0
    assert south.is_sure
    assert 32 < band.lat < 40
    assert not band.is_sure


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("geo:-4.5,57.25;u=35", (-4.5, 57.25)),
        ("geo:0,0?q=-4.5,57.25(Tiva)", (-4.5, 57.25)),
        ("https://maps.google.com/?q=-4.5,57.25", (-4.5, 57.25)),
        ("https://www.google.com/maps/place/Tiva/@-4.6,57.3,14z/data=!8m2!3d-4.5!4d57.25", (-4.5, 57.25)),
        ("https://www.google.com/maps/search/?api=1&query=-4.5%2C57.25", (-4.5, 57.25)),
        ("https://www.openstreetmap.org/?mlat=-4.5&mlon=57.25#map=12/-4.6/57.3", (-4.5, 57.25)),
        ("https://yandex.com/maps/?ll=57.25%2C-4.5&z=12", (-4.5, 57.25)),
        ("https://waze.com/ul?ll=-4.5,57.25&navigate=yes", (-4.5, 57.25)),
    ],
)
def test_parse_point_link_is_read_as_text(link: str, place: tuple[float, float]) -> None:
    point = parse_point(link)
    assert (point.lat, point.lon) == place
    assert point.is_sure


def test_parse_point_middle_of_a_linked_map_is_no_sure_place() -> None:
    assert not parse_point("https://www.openstreetmap.org/#map=12/-4.6/57.3").is_sure


@pytest.mark.parametrize("text", ["-4.5, 57.25", "-4,5 57,25", "lat -4.5 lon 57.25", "4°30'S 57°15'E", "57.25E 4.5S"])
def test_parse_point_order_can_be_swapped_only_where_it_is_not_written(text: str) -> None:
    point = parse_point(text)
    assert (point.swapped is not None) == (text[0] == "-")


@given(lon=st.floats(-89, 89), lat=st.floats(-89, 89))
def test_parse_point_bare_pair_is_never_turned_silently(lon: float, lat: float) -> None:
    first, second = round(lat, 4), round(lon, 4)
    point = parse_point(f"{first:.4f}, {second:.4f}", DARFUR)
    if (point.lat, point.lon) != (first, second):
        assert "longitude, latitude" in point.note
        assert not point.is_sure


@pytest.mark.parametrize(
    ("size_m", "text"), [(1, "40M EV 31030 25850"), (8, "40M EV 3103 2585"), (90, "40M EV 310 258")]
)
def test_format_point_writes_no_more_figures_than_are_known(size_m: float, text: str) -> None:
    assert format_point(57.280005, -5.194303, "mgrs", size_m) == text


@pytest.mark.parametrize("notation", NOTATIONS)
@given(lon=longitudes, lat=latitudes, size_m=st.sampled_from([1, 5, 20, 100, 900]))
def test_point_formatted_coarsely_is_within_its_size(notation: str, lon: float, lat: float, size_m: float) -> None:
    read = parse_point(format_point(lon, lat, notation, size_m))
    assert distance_m(lon, lat, read.lon, read.lat) <= 12 * size_m + 5
