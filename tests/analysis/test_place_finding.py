# SPDX-License-Identifier: MIT
"""Messy texts as people paste them: every place found, nothing else taken for one, each doubt told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.coordinates import NOTATIONS, format_point
from hotmap.analysis.place_finding import FoundPoint, find_points

ISLAND = (56.5, -5.5, 58.5, -4.0)
SAHEL = (22.0, 9.0, 28.0, 16.0)


def places(found: list[FoundPoint]) -> list[tuple[str, float, float]]:
    """Return name, latitude and longitude of what was read, to a hundredth of a degree."""
    return [(p.label, round(p.point.lat, 2), round(p.point.lon, 2)) for p in found if p.point is not None]


def confidences(found: list[FoundPoint]) -> list[str]:
    return [place.confidence for place in found]


def test_radio_log_counts_and_telephones_are_no_places() -> None:
    log = (
        "1. North market: 35P KP 06534 83341 quiet, 12, 24 families\n"
        "2) East well – 12.1634, 24.7315 (1 200 persons) tel 0912 345 678 on 12.11.2026 14:30\n"
        "seen at 12°25'52\"N 24°10'21\"E and N12.51 E24.17\n"
        "lat -4.5 lon 29.3 ; Ford 12,4313 24,1725"
    )
    found = find_points(log)
    assert [place.point.notation for place in found if place.point] == [
        "mgrs", "decimal", "dms", "decimal", "decimal", "decimal_comma",
    ]  # fmt: skip
    assert [found[0].label, found[1].label, found[-1].label] == ["North market", "East well", "Ford"]
    assert all(log[place.start : place.end].strip() == place.text for place in found)
    assert [place.line for place in found] == [1, 2, 3, 3, 4, 4]
    assert found[1].time == "12.11.2026 14:30"


def test_chat_gives_place_and_time_but_no_sender_and_fetches_no_link() -> None:
    chat = (
        "[12/11/2026, 14:30:05] Post 3: Shots heard near Faroda village 40M EV 310 258, 3 men on foot\n"
        "[12/11/2026, 14:42:11] CLA Tiva: confirmed. Call me 0912 345 678\n"
        "[12/11/2026, 15:01:00] Post 3: now at https://maps.google.com/?q=-4.7061,57.2866\n"
        "[12/11/2026, 15:03:00] Post 3: \u200elocation: https://maps.app.goo.gl/Xy12\n"
        "13/11/2026, 07:10 - +249 912 345 678: crowd of 150 at -4.512, 57.284 since 06:30\n"
    )
    found = find_points(chat, ISLAND)
    assert places(found) == [("Faroda village", -5.19, 57.28), ("", -4.71, 57.29), ("", -4.51, 57.28)]
    assert [place.time for place in found] == [
        "12/11/2026, 14:30:05", "12/11/2026, 15:01:00", "12/11/2026, 15:03:00", "13/11/2026, 07:10",
    ]  # fmt: skip
    assert confidences(found) == ["sure", "sure", "unread", "sure"]
    assert "never goes online" in found[2].hint


def test_situation_report_dates_and_men_are_no_grid_references() -> None:
    report = (
        "SITREP 124 DTG 121430ZNOV26. 1. At 1230hrs on 12 Nov 2026 an armed group of 15 men attacked Dunmara "
        "(40M EV 5120 4410), killing 3. 2. TF patrol (15 MEN 2045) moved via 40M EV 49 40 to Cape Tessa vic "
        "40M EV 530 4411. Reports of 13 MAR 2026 and 7 Jul 2026 refer."
    )
    found = find_points(report, ISLAND)
    assert places(found) == [("Dunmara", -5.03, 57.46), ("", -5.06, 57.45)]
    assert found[0].time == "12 Nov 2026 1230hrs"
    assert (found[2].label, found[2].confidence) == ("Cape Tessa", "unread")
    assert "as many digits east as north" in found[2].hint


def test_word_table_is_read_by_its_header_and_tells_bad_rows() -> None:
    table = (
        "No\tName\tLat\tLong\tPersons\n"
        "1\tTiva camp\t-4.51\t57.28\t14 200\n"
        "2\tFaroda fields\t-4,42\t57,31\t5 400\n"
        "3\tHaleke camp\t\t\t6 900\n"
        "4\tOruk\tS 4°30'12\"\tE 57°20'\t780\n"
        "5\tGap\t-97.2\t57.1\t3\n\n"
        "Total\t25 283\n"
    )
    found = find_points(table, ISLAND)
    assert places(found) == [("Tiva camp", -4.51, 57.28), ("Faroda fields", -4.42, 57.31), ("Oruk", -4.5, 57.33)]
    assert [(p.label, p.hint) for p in found if p.point is None] == [
        ("Haleke camp", "No coordinates in this row."), ("Gap", "-97.2 is beyond 90 degrees"),
    ]  # fmt: skip


def test_table_whose_columns_are_swapped_is_told_not_turned() -> None:
    found = find_points("Site\tLat\tLon\nTiva camp\t57.28\t-4.51\n", ISLAND)
    assert places(found) == [("Tiva camp", 57.28, -4.51)]
    assert found[0].confidence == "check"
    assert "swapped" in found[0].hint


def test_numbered_list_without_a_header_finds_names_before_and_after() -> None:
    text = (
        "1\tTiva camp\t-4.5120\t57.2840\t14 200\n(b) 40M EV 31030 25850 – Haleke camp (IDPs)\n• Oruk: -4.6001 57.4002"
    )
    assert places(find_points(text, ISLAND)) == [
        ("Tiva camp", -4.51, 57.28), ("Haleke camp", -5.19, 57.28), ("Oruk", -4.6, 57.4),
    ]  # fmt: skip


SUDD = (24.0, 3.5, 36.0, 12.3)


@pytest.mark.parametrize(
    "line",
    [
        "Lul 9.75 32.05",
        "Lul, 9,75 32,05",
        "- Lul: 9.75 / 32.05 (IDPs)",
        "Lul\t9.75\t32.05",
        "9.75;32.05 - Lul",
        "32.05 9.75 Lul",
    ],
)
def test_pair_of_two_decimals_is_offered_and_doubtful_without_an_area(line: str) -> None:
    (place,) = find_points(line, SUDD)
    assert (place.point.lat, place.point.lon, place.confidence, place.label) == (9.75, 32.05, "check", "Lul")
    assert [place.confidence for place in find_points(line)] == ["doubtful"]


@pytest.mark.parametrize(
    "line", ["12.50, 24.30 SDG a sack", "rose from 9.50% 31.30%", "shelling 09.30, 10.45", "rate 3.5 4.5"]
)
def test_prices_shares_hours_and_rates_are_no_places(line: str) -> None:
    assert find_points(line, (0.0, 0.0, 3.0, 3.0)) == []


def test_kind_of_place_before_near_belongs_to_the_name() -> None:
    (place,) = find_points("Water point near Baliet 9.372, 32.061", SUDD)
    assert place.label == "Water point near Baliet"
    (place,) = find_points("shots heard near Faroda village 9.372, 32.061", SUDD)
    assert place.label == "Faroda village"


def test_mgrs_with_typos_is_corrected_aloud_or_not_read() -> None:
    text = (
        "A 35P KP 0653 83341\nB 35P KP O6534 8334l\nC 35pkp 10000 80000\nD 35PKP2000080000 twelve families\n"
        "E KP 3000 8000\nF 35N KP 40000 80000\nG 35P KP 5000 12 families"
    )
    found = find_points(text, SAHEL)
    assert confidences(found) == ["unread", "check", "sure", "sure", "check", "unread", "sure"]
    assert "Letters among the digits" in found[1].hint
    assert found[4].hint == "Zone 35P taken from the area."
    assert "perhaps 35P is meant" in found[5].hint
    assert found[6].text == "35P KP 5000"


def test_french_decimal_commas_and_words_for_directions() -> None:
    text = (
        "- Camp de Tiva : -4,5120 ; 57,2840 (environ 14 200 personnes)\n"
        "- Faroda : 4°25'15,6\" S, 57°18'39,6\" E, le 12 novembre 2026 à 14h30\n"
        "– Marché d'Oruk, 4° 30,2' Sud 57° 20,1' Est\n"
    )
    found = find_points(text, ISLAND)
    assert places(found) == [("Camp de Tiva", -4.51, 57.28), ("Faroda", -4.42, 57.31), ("Marché d'Oruk", -4.5, 57.34)]
    assert confidences(found) == ["sure"] * 3
    assert found[1].time == "12 novembre 2026 14h30"


def test_curly_quotes_primes_and_a_place_under_its_name() -> None:
    text = (
        "El Fasher town 13°37’42” N, 25°21’00” E\nN 13°29′10″ E 25°18′00″ – Zamzam\n"
        "Kutum:\n14° 12´ 00´´ N 24° 40´ 00´´ E\n"
        "Name: Tawila\nLatitude: 13° 29' 10\" N\nLongitude: 24° 52' 0\" E\n"
    )
    assert places(find_points(text, SAHEL)) == [
        ("El Fasher town", 13.63, 25.35), ("Zamzam", 13.49, 25.3), ("Kutum", 14.2, 24.67), ("Tawila", 13.49, 24.87),
    ]  # fmt: skip


def test_arabic_text_with_its_own_digits() -> None:
    text = "مخيم زمزم: ١٣٫٤٨٣ شمالاً ٢٥٫٣١ شرقاً\nالفاشر خط العرض 13.62 خط الطول 25.35 هاتف ٠٩١٢٣٤٥٦٧٨"
    assert places(find_points(text, SAHEL)) == [("مخيم زمزم", 13.48, 25.31), ("الفاشر", 13.62, 25.35)]


def test_mail_with_quoted_lines_links_and_machine_forms() -> None:
    mail = (
        "Dear all,\n> please note the following GPS: 13.63, 25.35 (market).\nWaypoint 001,N13.72785,E025.34936\n"
        "UTM 35P 537800 1506800 well\nX: 25.31 Y: 13.48\nPOINT(25.1 13.4)\ngeo:13.2,25.2;u=10\n"
        "Best, +249 912 345678, a.b@example.org, https://example.org/13.1234,25.1234"
    )
    assert [(lat, lon) for _, lat, lon in places(find_points(mail, SAHEL))] == [
        (13.63, 25.35), (13.73, 25.35), (13.63, 27.35), (13.48, 25.31), (13.4, 25.1), (13.2, 25.2),
    ]  # fmt: skip


def test_amounts_versions_times_and_codes_are_no_sure_places() -> None:
    text = (
        "Price 12,500, 24,300 SDG; +249 91 234 5678; 2026-11-12; 10.0.0.1; IBAN 12.345 67.890; 14:30, 15:45; H-001; "
        "the N 12, E 24 road; 12.4 and 24.1 percent; 5 Feb 2026; 3 km SE 1200; UN 123456"
    )
    assert set(confidences(find_points(text, ISLAND))) <= {"doubtful"}
    assert set(confidences(find_points(text))) <= {"doubtful", "check"}


def test_longitude_first_is_settled_by_the_area_or_the_head_and_always_told() -> None:
    by_area = find_points("Tiva camp 57.2840, -4.5120\nFaroda 57.3110 -4.4210", ISLAND)
    assert places(by_area) == [("Tiva camp", -4.51, 57.28), ("Faroda", -4.42, 57.31)]
    by_head = find_points("(lon, lat)\nTiva camp 27.2840, 4.5120\nFaroda 27.3110 4.4210")
    assert places(by_head) == [("Tiva camp", 4.51, 27.28), ("Faroda", 4.42, 27.31)]
    assert confidences(by_area + by_head) == ["check"] * 4
    assert all("longitude, latitude" in place.hint for place in by_area + by_head)


def test_order_of_one_row_settles_that_of_the_others() -> None:
    found = find_points("Aro 120.1234, 12.1234\nBiri 27.2840, 4.5120")
    assert places(found) == [("Aro", 12.12, 120.12), ("Biri", 4.51, 27.28)]
    assert found[1].confidence == "check"


def test_unsure_pair_can_be_swapped_by_one_click() -> None:
    [found] = find_points("Tiva 4.5120, 27.2840")
    assert found.confidence == "check"
    assert found.point is not None
    other = found.point.swapped
    assert other is not None
    assert (other.lat, other.lon) == (found.point.lon, found.point.lat)


def test_second_notation_of_the_same_place_is_not_a_second_place() -> None:
    found = find_points("Tiva camp 40M EV 31030 25850 (-5.1943, 57.2800) 12 families", ISLAND)
    assert confidences(found) == ["sure", "doubtful"]
    assert found[1].hint == "The same place as number 1."


def test_dash_before_a_number_is_told_either_way() -> None:
    text = "Ileo - 4.5061, 57.2866"
    [inside] = find_points(text, ISLAND)
    [anywhere] = find_points(text)
    assert inside.point is not None
    assert anywhere.point is not None
    assert (inside.point.lat, anywhere.point.lat) == (-4.5061, 4.5061)
    assert "dash" in inside.hint
    assert "dash" in anywhere.hint


def test_place_outside_the_area_is_to_be_checked() -> None:
    [found] = find_points("Camp 13.6278 N 25.3493 E", ISLAND)
    assert (found.confidence, found.hint) == ("check", "Outside the plan's area.")


@pytest.mark.parametrize("notation", NOTATIONS)
@given(lon=st.floats(-179, 179), lat=st.floats(-79, 79), words=st.sampled_from(["", "Camp ", "\tWell\t", "at "]))
def test_place_in_any_notation_is_found_among_words(notation: str, lon: float, lat: float, words: str) -> None:
    written = format_point(lon, lat, notation)
    found = find_points(f"{words}{written} 12 families\nno place here, 14:30")
    readings = [place.point for place in found if place.point is not None]
    assert len(found) == len(readings) == 1
    assert found[0].text == written
    assert abs(readings[0].lat - lat) < 2e-4
    assert abs(readings[0].lon - lon) < 2e-4


@given(st.text(alphabet="0123456789.,°'\"-NSEWO KPLM:/\n\té\u200e١", max_size=80))
def test_find_points_any_text_gives_places_on_earth_in_their_order(text: str) -> None:
    found = find_points(text, SAHEL)
    assert [place.start for place in found] == sorted(place.start for place in found)
    for place in found:
        assert 0 <= place.start < place.end <= len(text)
        assert place.point is not None or place.hint
        assert place.point is None or (abs(place.point.lat) <= 90 and abs(place.point.lon) <= 180)
