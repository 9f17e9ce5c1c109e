# SPDX-License-Identifier: MIT
"""The inspection: what was put into a file beside the release is found, what belongs there is not."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Incident, Layer, PlanInfo, Population, Presence
from hotmap.errors import InputError
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release, build_release
from hotmap.release.inspect import Leak, inspect_file, inspect_typed
from hotmap.release.lexicon import words

ALL = Marking(audiences=AUDIENCES)
CAMP = Hotspot(
    uuid="01930000-0000-7000-8000-000000000001",
    code="H-001",
    name="Velmar",
    type="village",
    geometry=Point(24.27391, 12.53846),
    marking=ALL,
)
PATROL = Presence(
    uuid="01930000-0000-7000-8000-000000000002",
    code="P-771",
    name="Quorint patrol",
    domain="troops",
    type="foot_patrol",
    geometry=Point(24.61234, 12.71234),
    marking=Marking(audiences=("mission",)),
    notes="They walk at dawn. Ask Tolvar first.",
)
PEOPLE = Population(
    uuid="01930000-0000-7000-8000-000000000003", hotspot=CAMP.uuid, group="idps", persons=18_437, marking=ALL
)
PLAN = Plan([PlanInfo(uuid="p", title="Sector North", release_key="k", as_of="2026-11-16"), CAMP, PATROL, PEOPLE])
VOCABULARY = ("Page title body of a made up document", "Ostrem", "Bel Karrow")


def no_features(layer: Layer) -> FeatureTable:
    """Stand for the features of layers: these plans have none."""
    raise AssertionError(f"read {layer.name}, which is not in the plan")


@pytest.fixture
def release() -> Release:
    return build_release(PLAN, "partners", features=no_features, today=date(2026, 11, 23))


@pytest.fixture
def leaks(release: Release, tmp_path: Path) -> Callable[..., list[Leak]]:
    def inspect(content: bytes | str, name: str = "file.bin") -> list[Leak]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return inspect_file(path, release, plan=PLAN, vocabulary=VOCABULARY)

    return inspect


def said(found: list[Leak]) -> str:
    return "\n".join(f"{leak.where}: {leak.what}" for leak in found)


# ---- made up files, each with and without something in it ----------------------------------------------------------


def html(extra: str) -> bytes:
    return f"<!doctype html><html><head><title>Page</title></head><body>Velmar{extra}</body></html>".encode()


def pdf(extra: Callable[[object], None] | None = None, *, text: str = "Velmar") -> bytes:
    import pikepdf

    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    page.Contents = document.make_stream(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    if extra:
        extra(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def png(*chunks: tuple[bytes, bytes], tail: bytes = b"") -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    inner = b"".join(chunk(*c) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + header + inner + pixels + chunk(b"IEND", b"") + tail


def office(parts: dict[str, str], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.comment = comment
    return out.getvalue()


def attach(document: object) -> None:
    document.attachments["note.txt"] = b"Quorint patrol"  # type: ignore[attr-defined]


def author(document: object) -> None:
    document.docinfo["/Author"] = "Tolvar"  # type: ignore[attr-defined]


def note(document: object) -> None:
    import pikepdf

    page = document.pages[0]  # type: ignore[attr-defined]
    said_there = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Quorint patrol"
    )
    page.Annots = document.make_indirect(pikepdf.Array([said_there]))  # type: ignore[attr-defined]


def layer_off(document: object) -> None:
    import pikepdf

    group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Velmar"))  # type: ignore[attr-defined]
    default = pikepdf.Dictionary(OFF=pikepdf.Array([group]))
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([group]), D=default)  # type: ignore[attr-defined]


def revised(data: bytes) -> bytes:
    """Return a document with one more revision after it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        root, count = document.Root.objgen[0], len(document.objects) + 1
    before = int(data.rsplit(b"startxref", 1)[1].split()[0])
    added = b"%d 0 obj\n(Velmar)\nendobj\n" % count
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Prev %d /Root %d 0 R >>\n" % (
        count, len(data), count + 1, before, root,
    )  # fmt: skip
    return data + added + table + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(added))


W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
QUORINT = base64.b64encode(b"Quorint patrol").decode()
PICTURE = base64.b64encode(png((b"tEXt", b"Comment\x00Tolvar"))).decode()
SHEET = "<workbook><sheets><sheet name='Velmar' state='{state}'/></sheets></workbook>"

TAMPERED = {
    "html text": html("<p>Quorint patrol"),
    "html attribute": html("<b title='Tolvar'></b>"),
    "html comment": html("<!-- Velmar -->"),
    "html json": html('<script type="application/json">{"name": "Tolvar"}</script>'),
    "html script": html("<script>var x = 'Tolvar'</script>"),
    "html data uri": html(f"<a href='data:text/plain;base64,{QUORINT}'></a>"),
    "html picture in a data uri": html(f"<img src='data:image/png;base64,{PICTURE}'>"),
    "html remote picture": html("<img src='https://example.org/x.png'>"),
    "html place in a script": html("<script>[24.61234, 12.71234]</script>"),
    "pdf text": pdf(text="Tolvar"),
    "pdf author": pdf(author),
    "pdf attachment": pdf(attach),
    "pdf note": pdf(note),
    "pdf hidden layer": pdf(layer_off),
    "pdf older revision": revised(pdf()),
    "pdf after the end": pdf() + b"Tolvar",
    "png text": png((b"tEXt", b"Comment\x00Tolvar")),
    "png packed text": png((b"zTXt", b"Comment\x00\x00" + zlib.compress(b"Tolvar"))),
    "png international text": png((b"iTXt", b"Comment\x00\x00\x00en\x00\x00Tolvar")),
    "png exif": png((b"eXIf", b"MM\x00*")),
    "png time": png((b"tIME", b"\x07\xea\x0b\x17\x00\x00\x00")),
    "png after the end": png(tail=b"Velmar"),
    "jpeg exif": b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*    \xff\xd9",
    "docx text": office({"word/document.xml": f"<w:p {W}><w:t>Tol</w:t><w:t>var</w:t></w:p>"}),
    "docx tracked change": office({"word/document.xml": f"<w:del {W}><w:t>Velmar</w:t></w:del>"}),
    "docx comments": office({"word/comments.xml": f"<w:p {W}><w:t>Velmar</w:t></w:p>"}),
    "docx picture's description": office({"word/document.xml": "<x><docPr descr='Tolvar'/></x>"}),
    "docx author": office({"docProps/core.xml": "<x><creator>Tolvar</creator></x>"}),
    "docx time": office({"docProps/core.xml": "<x><created>2026-11-23T10:15:00Z</created></x>"}),
    "xlsx hidden sheet": office({"xl/workbook.xml": SHEET.format(state="veryHidden")}),
    "xlsx exact figure": office({"xl/worksheets/sheet1.xml": "<c><v>18437</v></c>"}),
    "xlsx latitude alone": office({"xl/worksheets/sheet1.xml": "<c><v>12.71234</v></c>"}),
    "xlsx link": office({"xl/_rels/x.rels": "<r><Relationship Target='https://x.org' TargetMode='External'/></r>"}),
    "zip comment": office({"doc.kml": "<kml/>"}, b"Velmar"),
    "zip name": office({"Tolvar.kml": "<kml/>"}),
    "xml comment": office({"doc.kml": "<kml><!-- Velmar --></kml>"}),
    "kml place": office({"doc.kml": "<kml><coordinates>24.61234,12.71234,0</coordinates></kml>"}),
    "xml entity": office({"doc.kml": "<!DOCTYPE k [<!ENTITY a 'Velmar'>]><kml>&a;</kml>"}),
    "json text": json.dumps({"type": "Velmar", "name": "Tolvar"}),
    "json key": json.dumps({"Tolvar": 1}),
    "json place": json.dumps({"coordinates": [24.61234, 12.71234]}),
    "json place four decimals": json.dumps({"coordinates": [24.6123, 12.7123]}),
    "json identity": json.dumps({"name": PATROL.uuid}),
    "json identity made up": json.dumps({"name": "01930000-0000-7000-8000-00000000ffff"}),
    "decimal degrees": "Velmar 12.71234, 24.61234",
    "degrees, longitude first": "Velmar 24.6123 12.7123",
    "degrees with sides": "Velmar 12.7123° N, 24.6123° E",
    "degrees, minutes, seconds": "Velmar 12°42′44.4″N 24°36′44.4″E",
    "degrees, decimal minutes": "Velmar 12°42.740′N 24°36.740′E",
    "military grid": "Velmar 35PLP 40930 05560",
    "military grid, 100 m": "Velmar 35PLP 409 055",
    "well-known text": "POINT (24.61234 12.71234)",
    "binary geometry": f"Velmar {PATROL.geometry.wkb_hex}",
    "exact place of a cell": "Velmar 12.53846, 24.27391",
    "name in other case": "QUORINT PATROL",
    "name over two lines": "Quo-\nrint patrol",
    "sentence of a note": "Velmar: they walk at dawn",
    "code": "Velmar P-771",
    "figure with spaces": "Velmar 18\u202f437",
    "long number": "Velmar 249912345678",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_inspect_something_else_in_the_file_is_a_leak(leaks: Callable[..., list[Leak]], name: str) -> None:
    assert leaks(TAMPERED[name])


HARMLESS = {
    "html": html("<p class='anything'>H-001, village</p>"),
    "pdf": pdf(),
    "png": png((b"pHYs", b"\x00\x00\x00\x01\x00\x00\x00\x01\x00")),
    "docx": office({"word/document.xml": f"<w:p {W}><w:t>Vel</w:t><w:t>mar</w:t></w:p>"}),
    "xlsx": office({"xl/workbook.xml": SHEET.format(state="visible")}),
    "rounded figure": "Velmar 18\u202f400",
    "corner of the cell": "Velmar 12.5, 24.2",
    "town of the base map": "Ostrem and Bel Karrow, Velmar",
    "grid letters and short numbers": "Velmar 35P LP 24°30′E 1 2026",
    "cell in json": json.dumps({"coordinates": [[24.2, 12.5], [24.3, 12.6]]}),
    "digest of a file": json.dumps({"type": "ab12" * 16}),
    "own metadata time": office({"docProps/core.xml": "<x><created>2026-11-16T00:00:00Z</created></x>"}),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_inspect_what_belongs_there_is_no_leak(leaks: Callable[..., list[Leak]], name: str) -> None:
    assert said(leaks(HARMLESS[name])) == ""


def test_inspect_withheld_name_of_a_town_is_no_false_alarm(tmp_path: Path) -> None:
    hidden = replace(PATROL, name="Ostrem", notes=None)
    plan = Plan([PLAN.info, CAMP, hidden])
    release = build_release(plan, "partners", features=no_features, today=date(2026, 11, 23))
    path = tmp_path / "map.html"
    path.write_bytes(html(" Ostrem"))
    assert inspect_file(path, release, plan=plan, vocabulary=VOCABULARY) == []


def test_inspect_withheld_name_of_a_released_camp_is_no_false_alarm(tmp_path: Path) -> None:
    plan = Plan([PLAN.info, CAMP, replace(PATROL, name="Velmar", notes=None)])
    release = build_release(plan, "partners", features=no_features, today=date(2026, 11, 23))
    path = tmp_path / "map.html"
    path.write_bytes(html(""))
    assert inspect_file(path, release, plan=plan, vocabulary=VOCABULARY) == []


@pytest.mark.parametrize(
    ("coordinates", "is_leak"),
    [([24.6123, 12.7123], False), ([24.61234, 12.71234], True), ([24.612, 12.711], True)],
    ids=["rounded corner", "exact", "beside the corner"],
)
def test_inspect_withheld_place_on_a_corner_of_the_base_map_is_a_leak_only_when_exact(
    release: Release, tmp_path: Path, coordinates: list[float], is_leak: bool
) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"coordinates": coordinates}), encoding="utf-8")
    corners = np.array([[24.61234, 12.71234], [24.9, 12.9]])
    assert bool(inspect_file(path, release, plan=PLAN, ground=lambda bbox: corners)) is is_leak


def test_inspect_file_name_is_searched(leaks: Callable[..., list[Leak]]) -> None:
    assert "file name" in said(leaks(html(""), "map quorint patrol.html"))


# ---- databases -----------------------------------------------------------------------------------------------------


def test_typed_words_are_the_senders_own_but_tell_nothing_withheld(release: Release) -> None:
    typed = ("Sheet for the convoy of Monday", f"Seen by the {PATROL.name}", "Meet at 12.71234, 24.61234")
    found = said(inspect_typed(typed, release, plan=PLAN, vocabulary=VOCABULARY))
    assert str(PATROL.name) in found
    assert "12.71234" in found
    assert "convoy" not in found


@pytest.fixture
def package(release: Release, tmp_path: Path) -> Path:
    path = tmp_path / "data.gpkg"
    exporter_for(".gpkg").write(release, path, ExportOptions())
    return path


def _leaks_after(package: Path, release: Release, *statements: str) -> str:
    db = sqlite3.connect(package, isolation_level=None)
    db.execute("PRAGMA secure_delete = OFF")
    for statement in statements:
        db.execute(statement)
    db.close()
    return said(inspect_file(package, release, plan=PLAN, vocabulary=exporter_for(".gpkg").vocabulary()))


def test_inspect_package_as_written_is_clean(package: Path, release: Release) -> None:
    assert _leaks_after(package, release) == ""


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE hotspot SET name = 'Tolvar'"], "Tolvar"),
        (["UPDATE hotspot SET type = 'school'"], "Not the value that was released"),
        (["UPDATE population SET persons = 18437"], "18437"),
        (["CREATE TABLE tolvar (a)"], "tolvar"),
        (["CREATE VIEW v AS SELECT 1"], "view"),
        (["CREATE TRIGGER t AFTER INSERT ON hotspot BEGIN SELECT 1; END"], "trigger"),
        (["INSERT INTO hotmap_release (key, value) VALUES ('key', X'0102')"], "binary data"),
        (
            [
                "INSERT INTO hotmap_release (key, value) VALUES ('key', 'Quorint patrol walks here')",
                "DELETE FROM hotmap_release WHERE key = 'key'",
            ],
            "raw bytes",
        ),
        (
            ["CREATE TABLE gone AS SELECT randomblob(20000) AS a", "DROP TABLE gone"],
            "free pages",
        ),
    ],
    ids=["name", "value of another field", "figure", "table", "view", "trigger", "blob", "deleted row", "free pages"],
)
def test_inspect_changed_package_is_a_leak(package: Path, release: Release, statements: list[str], told: str) -> None:
    assert told.casefold() in _leaks_after(package, release, *statements).casefold()


# ---- without a plan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (html("<p>someone@example.org"), "contact"),
        (html("<p>+249 91 234 5678"), "contact"),
        (html("<p>12.71234, 24.61234"), "exact place"),
        (json.dumps({"coordinates": [24.61234, 12.71234]}), "exact place"),
        (office({"docProps/core.xml": "<x><creator>T. Writer</creator></x>"}), "metadata"),
        (office({"xl/workbook.xml": SHEET.format(state="hidden")}), "hidden"),
        (pdf(attach), "hidden"),
    ],
    ids=["email", "phone", "place", "coordinates", "author", "sheet", "attachment"],
)
def test_inspect_alone_reports_what_people_forget(tmp_path: Path, content: bytes | str, told: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert told in said(inspect_file(path)).casefold()


def test_inspect_alone_finds_nothing_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [[[24.2, 12.5], [24.3, 12.5], [24.3, 12.6]]]}))
    assert inspect_file(path) == []


def test_inspect_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        inspect_file(tmp_path / "nothing.pdf")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"SQLite format 3\x00", b"%PDF-broken", b"{broken"])
def test_inspect_broken_file_never_passes_for_clean_or_fails(leaks: Callable[..., list[Leak]], content: bytes) -> None:
    assert bool(leaks(content)) is bool(content)


def test_words_fold_what_looks_the_same() -> None:
    assert words("Ｑuorint ﬁeld, 18\u00a0437 Vel\u00admar") == ["quorint", "field", "18437", "velmar"]


def test_withheld_day_inside_a_released_moment_is_no_leak(tmp_path: Path) -> None:
    told = Incident(uuid="i1", type="alert", date="2026-02-12T18:00+00:00", marking=ALL)
    kept = Incident(uuid="i2", type="alert", date="2026-02-12")
    plan = Plan([*PLAN.of("plan"), told, kept])
    made = build_release(plan, "mission", features=no_features, today=date(2026, 11, 23))
    path = tmp_path / "data.geojson"
    exporter_for(".geojson").write(made, path, ExportOptions())
    assert inspect_file(path, made, plan=plan) == []
