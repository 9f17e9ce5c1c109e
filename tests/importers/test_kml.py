# SPDX-License-Identifier: MIT
"""KML and KMZ with all that people and programs put into them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from hotmap.errors import InputError
from hotmap.importers.registry import read_source

KML = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{namespace}">{body}</kml>'
POINT = "<Point><coordinates>24.3,12.5,0</coordinates></Point>"


def _kml(body: str, namespace: str = "http://www.opengis.net/kml/2.2") -> str:
    return KML.format(namespace=namespace, body=body)


def _mark(inside: str) -> str:
    return f"<Placemark>{inside}</Placemark>"


@pytest.mark.parametrize(
    "namespace",
    ["http://www.opengis.net/kml/2.2", "http://earth.google.com/kml/2.0", "http://earth.google.com/kml/2.1", ""],
)
def test_kml_of_any_namespace_is_read(namespace: str, text_file: Any) -> None:
    assert len(read_source(text_file("a.kml", _kml(_mark(POINT), namespace)))) == 1


def test_kml_prefixes_never_declared_do_no_harm(text_file: Any) -> None:
    text = _kml(f"<gx:Tour/><Document>{_mark('<gx:balloonVisibility>1</gx:balloonVisibility>' + POINT)}</Document>")
    assert read_source(text_file("a.kml", text)).features.geometry[0].x == 24.3


def test_kml_nested_folders_give_the_path(text_file: Any) -> None:
    text = _kml(
        f"<Document><name>Plan</name><Folder><name>East</name><Folder><name>Camps</name>{_mark(POINT)}</Folder>"
        f"{_mark(POINT)}</Folder>{_mark(POINT)}</Document>"
    )
    assert read_source(text_file("a.kml", text)).features.columns["folder"] == [
        "Plan / East / Camps",
        "Plan / East",
        "Plan",
    ]


def test_kml_own_fields_and_times_become_columns(text_file: Any) -> None:
    text = _kml(
        _mark(
            "<name>A</name><description><![CDATA[<b>Two</b> wells<br>dry &amp; deep]]></description>"
            "<TimeSpan><begin>2026-01-01</begin><end>2026-02-01</end></TimeSpan><ExtendedData>"
            '<Data name="people"><displayName>P</displayName><value>52</value></Data>'
            '<SchemaData><SimpleData name="code">X1</SimpleData></SchemaData></ExtendedData>' + POINT
        )
    )
    row = read_source(text_file("a.kml", text)).features.row(0)
    assert row == {
        "name": "A", "description": "Two wells\ndry & deep", "begin": "2026-01-01", "end": "2026-02-01", "people": "52",
        "code": "X1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        ("<MultiGeometry>" + POINT + POINT + "</MultiGeometry>", "MultiPoint"),
        ("<MultiGeometry>" + POINT + "<MultiGeometry>" + POINT + "</MultiGeometry></MultiGeometry>", "MultiPoint"),
        ("<LineString><coordinates>24, 12, 0 25 ,13,0\n26,14</coordinates></LineString>", "LineString"),
        ("<LinearRing><coordinates>24,12 25,13 25,12 24,12</coordinates></LinearRing>", "LineString"),
        (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>24,12 25,13 25,12 24,12</coordinates></LinearRing>"
            "</outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>24.7,12.3 24.8,12.4 24.8,12.3 24.7,12.3"
            "</coordinates></LinearRing></innerBoundaryIs></Polygon>",
            "Polygon",
        ),
        ("<Track><when>2026-01-01T00:00:00Z</when><coord>24 12 0</coord><coord>25 13 0</coord></Track>", "LineString"),
    ],
)
def test_kml_geometries_of_all_kinds_are_read(geometry: str, kind: str, text_file: Any) -> None:
    shape = read_source(text_file("a.kml", _kml(_mark(geometry)))).features.geometry[0]
    assert shape.geom_type == kind
    assert not shape.has_z
    if kind == "Polygon":
        assert len(shape.interiors) == 1


def test_kml_placemarks_without_a_usable_place_are_counted(text_file: Any, import_file: Any) -> None:
    marks = [POINT, "<name>no place</name>", "<Point><coordinates>24,x</coordinates></Point>", "<Model/>"]
    imported = import_file(text_file("a.kml", _kml("".join(map(_mark, marks)))))
    assert (imported.read, imported.rows) == (4, (1,))
    assert [(s.row, s.reason) for s in imported.skipped] == [
        (2, "No coordinates."), (3, "Its coordinates are incomplete."), (4, "No coordinates."),
    ]  # fmt: skip


def test_kml_links_and_overlays_are_counted_and_never_fetched(text_file: Any) -> None:
    # the fixture that forbids the network would fail this test on any request
    link = "<NetworkLink><name>x</name><Link><href>http://192.0.2.1/secret.kml</href></Link></NetworkLink>"
    overlay = "<GroundOverlay><name>y</name><Icon><href>http://192.0.2.1/a.png</href></Icon></GroundOverlay>"
    table = read_source(text_file("a.kml", _kml(f"<Document>{link}{link}{overlay}{_mark(POINT)}</Document>")))
    assert len(table) == 1
    assert [(note.kind, note.message[:1]) for note in table.notes] == [
        ("network-links-skipped", "2"), ("overlays-skipped", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '<?xml version="1.0"?>\n<!DOCTYPE kml [<!ENTITY a "aaa">\n<!ENTITY b "&a;&a;">]><kml>&b;</kml>',
            "line 2|Line 2",
        ),
        (_kml("<Folder>" * 300 + "</Folder>" * 300), "nested more than"),
        (_kml("<Document>\n<Placemark>\n")[:-6], "cut short"),
        (_kml("<Document>\n<Placemark></Wrong>\n"), r"Not valid XML \(line 3"),
        ("<kml>&nothing;</kml>", "Not valid XML"),
    ],
)
def test_kml_that_is_hostile_or_broken_is_refused(text: str, reason: str, text_file: Any) -> None:
    with pytest.raises(InputError, match=reason):
        read_source(text_file("a.kml", text))


def test_kmz_reads_its_main_document_and_tells_of_others(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("files/other.kml", _kml(""))
        archive.writestr("doc.kml", _kml(_mark(POINT)))
        archive.writestr("files/picture.png", b"\x89PNG")
    table = read_source(path)
    assert len(table) == 1
    assert "1 more" in table.notes[0].message


def test_kmz_named_kml_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", _kml(_mark(POINT)))
    assert len(read_source(path)) == 1
