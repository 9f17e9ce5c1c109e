# SPDX-License-Identifier: MIT
"""Twenty messy texts with the list that a person expects of each: places, doubts, and what nobody understood."""

from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.coordinates import NOTATIONS, format_point
from hotmap.analysis.place_finding import find_points

SUDD = (24.0, 3.5, 36.0, 12.3)

WORD_TABLE = (
    "Site\tCoordinates\tPersons\tRemark\n"
    "Lul\t9.75 32.05\t12,500\tvisited 12.11.2026\n"
    "Baliet\t9.37, 32.06\t3 200\t\n"
    "Khorfulus\tnot known\t800\t\n"
)
WORD_CELLS = "Site\nLat\nLon\nLul\n9.75\n32.05\nBaliet\n9,37\n32,06\n"
CHAT = (
    "12/11/2026, 07:10 - Post Baliet: good morning, 3 families arrived 06.30 from Lul\n"
    "12/11/2026, 07:12 - Post Baliet: 9.75 32.05\n"
    "12/11/2026, 07:15 - +211 912 345 678: same place? 9,35 / 32,05\n"
    "12/11/2026, 07:21 - Post Baliet: <Media omitted>\n"
    "12/11/2026, 07:25 - Post Baliet: water 50 SSP a jerrycan, sugar 12.50 24.30 SSP"
)
RADIO_LOG = (
    "0630Z  VICTOR 21 this is VICTOR 3, radio check over\n"
    "0634Z  V3: at grid VS 12345 67890, 15 pax, 2 vehicles over\n"
    "0642Z  V3: moving 045 degrees 2.5 km, ETA 0745\n"
    "0710Z  V3: now at grid 123 678\n"
    "0712Z  V21: say again grid"
)
SITREP = (
    "SITREP 31 DTG 121430ZNOV26. At 1230hrs on 12 Nov 2026 the patrol (15 MEN) left Malakal (9.53,31.66), "
    "reached Lul [9.75 32.05] at 16.15 hrs; budget USD 12.50, 24.30; ref para 9.75 and 32.05."
)
SIGNATURE = (
    "Best regards,\nCivil Affairs | Malakal\nTel: +211 (0) 912 345 678 Ext. 12.45  Mob 0912 345 678\n"
    "Room 9.05, Bldg 32.10, P.O. Box 975\nfax 249.123.456.789, a.b@example.org\nOffice: 9.53 N, 31.66 E"
)
EXCEL_DEGREES = "1\tLul\t9.75\t32.05\t120\n2\tBaliet\t9,37\t32,06\t80\n3\tNagdiar\t9.41\t\t60\nTotal\t\t\t\t260\n"
EXCEL_METRES = "Lul\tSS0701\t345678\t1078123\t36P\nBaliet\tSS0702\t396900\t1035600\t36P\n"
FRENCH = (
    "- Camp de Lul : 9,75 32,05 (12 500 déplacés)\n- Puits près de Baliet : 9,37 ; 32,06\n"
    "• Pont, 9°45' N - 32°06' E\nPrix : 12,50 / 24,30 SSP le sac ; hausse de 3,5 % à 9,75 %\nà 14h30 le 12/11/26"
)
MGRS = (
    "Lul 36PVS12346789\nBaliet 36P VS 22345 67890\nNagdiar VS 3234 6789\nPakang 36P 12345 67890\n"
    "Khor 36PVS123456789\nWau 36PVS"
)
CURLY = (
    "Lul: 9° 45’ 00” N, 32° 03’ 00” E\nBaliet 9º22′12″N 32º03′36″E\n"
    "Nagdiar 09-24-36N 032-00-54E\nWau N 9 50 00 E 32 03 00"
)
UTM_IN_WORDS = (
    "The well is at easting 345678, northing 1078123 (zone 36P).\nBridge E 345678 N 1178123.\nFord 445678E 1078123N 36P"
)
LETTERS = "N 9.75 E 32.05 Lul\nBaliet 9.37N32.06E\nE32.01, N9.41 Nagdiar\nKhor 9.55N 32.11\nWau 9.41N\nFord lat. 9.55"
LINKS = (
    "Lul https://www.google.com/maps/place/Lul/@9.75,32.05,15z\nhttps://www.openstreetmap.org/?mlat=9.37&mlon=32.06#map=15/9.4/32.1\n"
    "https://maps.app.goo.gl/abc\nhttps://example.org/9.75,32.05"
)
ARABIC = (
    "لول: ٩٫٧٥ ٣٢٫٠٥\nبليت ٩٫٣٧ شمال ٣٢٫٠٦ شرق\n١٢٬٥٠٠ نازح في ١٢/١١/٢٠٢٦\nخط عرض ٩٫٤١ خط طول ٣٢٫٠١ هاتف ٠٩١٢٣٤٥٦٧٨"
)
LIST = (
    "1. 9.75, 32.05 Lul\n(2) [9.37; 32.06] Baliet\n3) (9.41/32.01)\n4) 9.42|32.02\n5) 9.43 and 32.03\n6) 9.44-32.04\n"
    "* 32.05; 9.45 Wau"
)
NUMBERS = (
    "12,500 IDPs, 3,200 HH; 1.5 litres, 2.5 km; 25.5 32.5 °C; ratio 1.25:3.75; $9.75 $32.05; 9.75m x 32.05m\n"
    "from 08.30 to 16.45; 08.32 – 16.47 hrs; 12.11 - 14.11; 9.11, 12.11.\n"
    "UN 1325, H-7, VICTOR 21, 121.5 MHz, 243.0 MHz, rose from 9.50% to 31.30%, 9.75 32.05 km"
)
MACHINE = (
    '{"lat": 9.75, "lng": 32.05}\n"coordinates": [32.06, 9.37]\n<lat>9.41</lat><lon>32.01</lon>\nlat=9.42&lon=32.02\n'
    '<wpt lat="9.43" lon="32.03"><ele>400</ele>'
)
SCANNED = "Lul 9 .75, 32. 05\nBaliet 9·37 32·06\nNagdiar 9.41,32.O1\nPakang 9’75 32’05"
KEYS = (
    "Coordinates: 9.75 / 32.05\nGPS: 9 37 32 06\ncoords: unknown\ncoordinates to follow\n"
    "Position: N09°24.600 E032°00.600\nGrid ref: 36P VS 12 67"
)

EXPECTED = {
    "word table": (WORD_TABLE, ["Lul 9.75 32.05 check", "Baliet 9.37 32.06 check", "Khorfulus unread"]),
    "word cells": (WORD_CELLS, ["Lul 9.75 32.05 doubtful", "Baliet 9.37 32.06 doubtful"]),
    "chat": (CHAT, ["9.75 32.05 check", "9.35 32.05 check"]),
    "radio log": (RADIO_LOG, ["10.56 32.2 check", "unread"]),
    "situation report": (SITREP, ["Malakal 9.53 31.66 check", "Lul 9.75 32.05 check"]),
    "signature": (SIGNATURE, ["Office 9.53 31.66 sure"]),
    "excel degrees": (EXCEL_DEGREES, ["Lul 9.75 32.05 check", "Baliet 9.37 32.06 check", "Nagdiar unread"]),
    "excel metres": (EXCEL_METRES, ["Lul 9.75 31.59 sure", "Baliet 9.37 32.06 sure"]),
    "french": (
        FRENCH, ["Camp de Lul 9.75 32.05 check", "Puits près de Baliet 9.37 32.06 check", "Pont 9.75 32.1 sure"]
    ),
    "mgrs": (
        MGRS,
        ["Lul 10.56 32.2 sure", "Baliet 10.56 32.29 sure", "Nagdiar 10.56 32.38 check", "Pakang unread", "Khor unread",
         "Wau unread"],
    ),
    "curly quotes": (
        CURLY,
        ["Lul 9.75 32.05 sure", "Baliet 9.37 32.06 sure", "Nagdiar 9.41 32.02 sure", "Wau 9.83 32.05 sure"],
    ),
    "utm in words": (UTM_IN_WORDS, ["well 9.75 31.59 sure", "Bridge unread", "Ford 9.75 32.5 sure"]),
    "letters": (
        LETTERS,
        ["Lul 9.75 32.05 sure", "Baliet 9.37 32.06 sure", "Nagdiar 9.41 32.01 sure", "Khor 9.55 32.11 check",
         "Wau unread", "Ford unread"],
    ),
    "links": (LINKS, ["Lul 9.75 32.05 check", "9.37 32.06 sure", "unread"]),
    "arabic": (ARABIC, ["لول 9.75 32.05 check", "بليت 9.37 32.06 sure", "9.41 32.01 sure"]),
    "list": (
        LIST,
        ["Lul 9.75 32.05 check", "Baliet 9.37 32.06 check", "9.41 32.01 check", "9.42 32.02 check",
         "9.43 32.03 doubtful", "9.44 32.04 doubtful", "Wau 9.45 32.05 check"],
    ),
    "numbers": (NUMBERS, []),
    "machine": (
        MACHINE, ["9.75 32.05 sure", "9.37 32.06 check", "9.41 32.01 sure", "9.42 32.02 sure", "9.43 32.03 sure"]
    ),
    "scanned": (
        SCANNED,
        ["Lul 9.75 32.05 doubtful", "Baliet 9.37 32.06 doubtful", "Nagdiar 9.41 32.01 doubtful", "Pakang unread"],
    ),
    "keys": (KEYS, ["9.75 32.05 sure", "unread", "9.41 32.01 sure", "10.56 32.2 sure"]),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_messy_text_gives_the_list_that_a_person_expects(name: str) -> None:
    text, expected = EXPECTED[name]
    told = []
    for place in find_points(text, SUDD):
        read = [f"{place.point.lat:.2f}", f"{place.point.lon:.2f}"] if place.point else []
        told.append(" ".join([place.label, *(f"{float(value):g}" for value in read), place.confidence]).strip())
        assert place.confidence != "unread" or place.hint
    assert told == expected


TEMPLATES = (
    "Lul {}",
    "- Lul: {} (12 500 IDPs)",
    "{} is where 15 men were seen at 14:30",
    "1. Lul, {}; 30 families",
    "[12/11/2026, 14:30] Post 3: shots at {}, 3 men",
    "Lul\t{}\t120\tvisited 12.11.2026",
    "GPS: {}",
    "On 12 Nov 2026 the patrol (15 MEN) moved via {} to Lul.",
    "({})",
    "Lul – {} – tel +211 912 345 678",
    "1430hrs at {} over",
)


@pytest.mark.parametrize("notation", NOTATIONS)
@given(
    lon=st.floats(-179, 179),
    lat=st.floats(-79, 79),
    size_m=st.sampled_from([1, 10, 100]),
    words=st.sampled_from(TEMPLATES),
)
def test_point_in_any_notation_is_found_in_any_sentence_to_its_precision(
    notation: str, lon: float, lat: float, size_m: int, words: str
) -> None:
    written = format_point(lon, lat, notation, size_m)
    [found] = find_points(words.format(written))
    assert found.text == written
    assert found.point is not None
    near_deg = 4 * max(size_m, 40 if "dms" in notation else 5) / 111_000
    assert abs(found.point.lat - lat) < near_deg
    assert abs(found.point.lon - lon) * cos(radians(lat)) < near_deg


def test_pair_in_plain_decimals_is_never_passed_over_in_the_area() -> None:
    for hundredths in range(350, 1230, 7):
        for separator in (" ", ", ", "; ", " / ", "\t", " - ", " and "):
            lat, lon = f"{hundredths / 100:.2f}", f"{24 + hundredths / 103:.2f}"
            assert len(find_points(f"Lul {lat}{separator}{lon}", SUDD)) == 1
