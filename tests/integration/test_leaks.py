# SPDX-License-Identifier: MIT
"""What leaves by the command line, read back without any of our own readers.

Every text of the plan is a token. Who may find which is written down here by hand, after the
default policy, and not taken from the program.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
import shapely
from openpyxl import load_workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

Hotmap = Callable[..., Any]

TOKEN = re.compile(r"q[a-z]{2}\d{3}z")
EVERYBODY = "mission,uniformed,unct,partners,authorities,public"
OPEN = f"audiences={EVERYBODY}"
FORMATS = {
    "map.html": "map", "map.pdf": "map", "map.png": "map", "plan.pdf": "plan", "plan.docx": "plan",
    "matrix.xlsx": "matrix", "data.kmz": "data", "data.geojson": "data", "data.gpkg": "data",
}  # fmt: skip
WHERE = {
    "hotspot": (20.12345, 5.54321),
    "base": (20.34567, 5.76543),
    "incident": (20.56789, 5.98765),
    "office": (20.78901, 5.10987),
    "partner": (20.90123, 5.32109),
}
EXACT_FOR = {
    "hotspot": {"mission", "uniformed", "unct"},
    "base": {"mission", "uniformed", "unct"},
    "incident": {"mission", "uniformed"},
    "office": {"mission", "uniformed", "unct", "partners"},
    "partner": {"unct", "partners"},
}
M, MU, MUC, MUCP, MUCPA = (
    {"mission"},
    {"mission", "uniformed"},
    {"mission", "uniformed", "unct"},
    {"mission", "uniformed", "unct", "partners"},
    {"mission", "uniformed", "unct", "partners", "authorities"},
)
MAY_HAVE: dict[str, set[str]] = {
    # hotspot
    "qha001z": MUCPA, "qha002z": MUC, "qha003z": MU | {"partners"}, "qha004z": MU,
    # its people, threat, decision
    "qpa001z": M, "qpa002z": M, "qta001z": M, "qta002z": M,
    "qda001z": MUC, "qda002z": MU, "qda003z": MUC, "qda004z": MUC,
    # presence: base, patrol, civilian, alert network, humanitarian
    "qba001z": MUC, "qba002z": M, "qva001z": MU, "qca001z": MUCP, "qea001z": MUC,
    "qua001z": {"mission", "unct", "partners"}, "qua002z": set(),
    # incidents: one that may be told, one that needs care
    "qia001z": M, "qia002z": M, "qsa001z": {"mission", "unct"}, "qsa002z": set(),
    # responses of tier I and II, a visit
    "qra001z": MUCPA, "qra002z": MUCP, "qrb001z": MU, "qrb002z": MU,
    "qga001z": MUC, "qga002z": {"mission", "unct"}, "qga003z": MUC,
    # the plan's own
    "qma001z": MUCPA | {"public"}, "qma002z": set(),
    # twins that stay in: unmarked, expired, for the mission alone, with a name for the mission alone
    "qxa001z": set(), "qxb001z": set(), "qxc001z": M, "qxd001z": M,
}  # fmt: skip
FIGURE_FOR = {"mission", "unct"}
"""Who may have the exact number of people, 12,347."""
QUICK = ("map.html", "matrix.xlsx", "data.gpkg")
"""Formats that every audience is tried with; the others go to the widest, a middle and the narrowest."""


@pytest.fixture(scope="module")
def secrets(hotmap: Hotmap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which every text is a token, made by commands alone."""
    plan = tmp_path_factory.mktemp("secrets") / "plan.gpkg"
    hotmap("new", plan, "--title", "Plan qma001z", "--area", "19,4,23,8")
    hotmap("set", plan, "plan", "notes=qma002z")

    def add(kind: str, *values: str, at: str = "") -> str:
        place = ["--geometry", "POINT({} {})".format(*WHERE[at])] if at else []
        marks = [] if any(v.startswith(("audiences", "unmarked")) for v in values) else [OPEN]
        own = [v for v in values if v != "unmarked"]
        return str(hotmap("add", plan, kind, *own, *marks, *place, "--json")["id"])

    hotspot = add(
        "hotspot", "name=qha001z", "type=village", "other_names=qha002z", "description=qha003z", "notes=qha004z",
        at="hotspot",
    )  # fmt: skip
    of = f"hotspot={hotspot}"
    hotmap("mark", plan, hotspot, "--field", "description", "audiences=mission,uniformed,partners")
    add("population", of, "persons=12347", "group=idps", "unit=persons", "source=qpa001z", "notes=qpa002z")
    add("population", of, "persons=7", "group=children", "unit=persons")
    add("threat", of, "type=killing", "actor_category=armed_group", "actor_name=qta001z", "notes=qta002z")
    add(
        "decision", of, "level=must", "reason=qda001z", "dissent=qda002z", "forum=qda003z", "role=qda004z",
        "date=2026-11-20",
    )  # fmt: skip
    add(
        "presence", "domain=troops", "type=company_operating_base", "permanence=permanent", "name=qba001z",
        "notes=qba002z", at="base",
    )  # fmt: skip
    add("presence", "domain=troops", "type=vehicle_patrol", "name=qva001z", at="base")
    add("presence", "domain=civilian", "type=field_office", "permanence=permanent", "name=qca001z", at="office")
    add("presence", "domain=civilian", "type=cla", "permanence=permanent", "name=qea001z", at="base")
    add(
        "presence", "domain=humanitarian", "type=partner", "permanence=permanent", "name=qua001z", "notes=qua002z",
        at="partner",
    )  # fmt: skip
    add("incident", "type=killing", "date=2026-11-01", "source=qia001z", "notes=qia002z", at="incident")
    add("incident", "type=child_recruitment", "date=2026-11-02", "source=qsa001z", "notes=qsa002z", at="incident")
    add("response", of, "tier=i", "activity=mediation", "title=qra001z", "indicator=qra002z", "lead=civil_affairs")
    add("response", of, "tier=ii", "activity=patrol", "title=qrb001z", "indicator=qrb002z", "lead=force")
    add("visit", "name=qga001z", f"hotspots={hotspot}", "findings=qga002z", "recommendations=qga003z", at="hotspot")
    add("hotspot", "name=qxa001z", "unmarked", at="base")
    add("hotspot", "name=qxb001z", f"audiences={EVERYBODY}", "expires=2020-01-01", at="base")
    add("hotspot", "name=qxc001z", "audiences=mission", at="hotspot")
    twin = add("hotspot", "name=qxd001z", "code=H-077", at="hotspot")
    hotmap("mark", plan, twin, "--field", "name", "audiences=mission")
    return plan


def texts_in(path: Path) -> list[str]:
    """Return what a reader can find in a file: words, properties, parts, names, rows."""
    data = path.read_bytes()
    if data[:2] == b"PK":
        with zipfile.ZipFile(path) as archive:
            inside = [html.unescape(archive.read(name).decode("utf-8", "ignore")) for name in archive.namelist()]
            return [path.name, *archive.namelist(), *inside]
    if data[:4] == b"%PDF":
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
        with pikepdf.open(path) as pdf:
            return [path.name, *pages, *(repr(thing) for thing in pdf.objects)]
    if data[:6] == b"SQLite":
        with closing(sqlite3.connect(path)) as db:
            return [path.name, *db.iterdump()]
    if path.suffix == ".png":
        return [path.name, repr(Image.open(BytesIO(data)).info)]
    return [path.name, html.unescape(data.decode())]


def raw_in(path: Path) -> str:
    """Return a file's bytes and those of its packed streams, as one text."""
    data = path.read_bytes()
    found = [data]
    if data[:4] == b"%PDF":
        with pikepdf.open(path) as pdf:
            streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
            found += [s.read_bytes() for s in streams if s.get("/Subtype") != "/Image"]
    return b"\n".join(found).decode("latin-1")


def places_in(path: Path) -> np.ndarray:
    """Return the corners of all geometries of a GeoPackage, shape (n, 2) in degrees."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall()
        blobs = [blob for t, c in tables for (blob,) in db.execute(f'SELECT "{c}" FROM "{t}"') if blob]
    envelope_bytes = (0, 32, 48, 48, 64)
    return shapely.get_coordinates([shapely.from_wkb(b[8 + envelope_bytes[b[3] >> 1 & 7] :]) for b in blobs])


def exports(hotmap: Hotmap, plan: Path, audience: str, folder: Path) -> dict[str, Path]:
    """Write every format for one audience."""
    folder.mkdir()
    for name, what in FORMATS.items():
        hotmap("export", plan, folder / name, "--audience", audience, "--what", what)
    return {name: folder / name for name in FORMATS}


@pytest.mark.parametrize("audience", EVERYBODY.split(","))
def test_exports_hold_what_the_audience_may_have_and_nothing_else(
    hotmap: Hotmap, secrets: Path, tmp_path: Path, audience: str
) -> None:
    allowed = {token for token, audiences in MAY_HAVE.items() if audience in audiences}
    for name, what in FORMATS.items():
        if audience in ("uniformed", "unct", "authorities") and name not in QUICK:
            continue
        path = tmp_path / name
        hotmap("export", secrets, path, "--audience", audience, "--what", what)
        text = "\n".join(texts_in(path))
        held = set(TOKEN.findall(text)) | set(TOKEN.findall(raw_in(path)))
        assert held <= allowed, name
        if "qha001z" in allowed and name != "map.png":
            assert "qha001z" in held, name
        for place, (lon, lat) in WHERE.items():
            if audience not in EXACT_FOR[place]:
                assert not re.search(rf"(?<!\d)({lon - 5e-6:.4f}|{lat - 5e-6:.4f})".replace(".", "[.,]"), text), name
                assert path.suffix != ".gpkg" or np.abs(places_in(path) - (lon, lat)).max(axis=1).min() > 1e-4
        if audience not in FIGURE_FOR:
            assert not re.search(r"12[\s,.\u202f\u00a0]?347", text), name
        assert hotmap("inspect", path, "--plan", secrets, "--audience", audience, "--json")["leaks"] == [], name


def test_released_identities_and_codes_are_of_one_audience(hotmap: Hotmap, secrets: Path, tmp_path: Path) -> None:
    plain = {f["id"] for f in hotmap("show", secrets, "--json")["features"]}
    seen: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for audience in ("mission", "unct", "partners", "authorities"):
        out = tmp_path / f"{audience}.geojson"
        hotmap("export", secrets, out, "--audience", audience)
        features = json.loads(out.read_text("utf-8"))["features"]
        seen[audience] = {str(feature["id"]) for feature in features}
        codes[audience] = {f["properties"]["code"] for f in features if f["properties"].get("kind") == "hotspot"}
    for audience, ids in seen.items():
        others = set().union(*(found for other, found in seen.items() if other != audience))
        assert not ids & (plain | others), audience
    assert "H-077" in codes["mission"] & codes["unct"]
    assert codes["partners"] == codes["authorities"] == {"H-001", "H-002"}


def _in_archive(path: Path, member: str, edit: Callable[[str], str]) -> None:
    """Rewrite one member of an archive, or add it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[member] = edit(parts.get(member, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _in_text(path: Path, edit: Callable[[str], str]) -> None:
    path.write_text(edit(path.read_text("utf-8")), "utf-8")


def _in_workbook(path: Path) -> None:
    book = load_workbook(path)
    sheet = book.create_sheet("Lists 2")
    sheet["C7"] = SECRET
    sheet.sheet_state = "veryHidden"
    book.save(path)


def _attached(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename="notes.txt")
        pdf.save(path)


def _in_free_page(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE x (y TEXT)")
        db.execute("INSERT INTO x VALUES (?)", (f"{SECRET} " * 40,))
        db.commit()
        db.execute("DROP TABLE x")
        db.commit()


def _in_picture(path: Path) -> None:
    notes = PngInfo()
    notes.add_text("Comment", SECRET)
    Image.open(path).save(path, pnginfo=notes)


SECRET = "qta001z"
"""The name of an armed actor, which partners do not get."""
PLANTED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "comment of a page": ("map.html", lambda p: _in_text(p, lambda t: t.replace("</body>", f"<!--{SECRET}--></body>"))),
    "escaped word of a page": ("map.html", lambda p: _in_text(p, lambda t: t.replace("</h1>", " q&#116;a001z</h1>"))),
    "property": ("data.geojson", lambda p: _in_text(p, lambda t: t.replace('"kind"', f'"x":"{SECRET}","kind"', 1))),
    "exact place": ("data.geojson", lambda p: _in_text(p, lambda t: t.replace(
        '"features":', '"at":{"type":"Point","coordinates":[20.12345,5.54321]},"features":', 1))),
    "file beside the KML": ("data.kmz", lambda p: _in_archive(p, "files/a.txt", lambda _: SECRET)),
    "description": ("data.kmz", lambda p: _in_archive(p, "doc.kml", lambda t: t.replace(
        "</Document>", f"<Placemark><description>{SECRET}</description></Placemark></Document>"))),
    "hidden sheet": ("matrix.xlsx", _in_workbook),
    "comment of a document": ("plan.docx", lambda p: _in_archive(p, "word/comments.xml", lambda _: f"<a>{SECRET}</a>")),
    "attachment": ("plan.pdf", _attached),
    "free page": ("data.gpkg", _in_free_page),
    "chunk of a picture": ("map.png", _in_picture),
}  # fmt: skip


@pytest.mark.parametrize("where", PLANTED)
def test_inspect_finds_what_somebody_planted(hotmap: Hotmap, secrets: Path, tmp_path: Path, where: str) -> None:
    name, plant = PLANTED[where]
    path = tmp_path / name
    hotmap("export", secrets, path, "--audience", "partners", "--what", FORMATS[name])
    before = path.read_bytes()
    plant(path)
    assert path.read_bytes() != before
    found = hotmap("inspect", path, "--plan", secrets, "--audience", "partners", "--json", code=1)
    assert found["audience"] == "partners"
    assert all(set(leak) == {"where", "what"} for leak in found["leaks"])
    told = " ".join(leak["what"] for leak in found["leaks"])
    assert SECRET in told or "5.54321" in told or "free pages" in told
