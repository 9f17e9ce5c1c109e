# SPDX-License-Identifier: MIT
"""Lists as missions and partners send them, brought in by the command line."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pyproj import Transformer

Hotmap = Callable[..., Any]

SITES = [(f"Site {n}", 22.1 + 0.37 * n, 11.2 + 0.29 * n, 150 * n) for n in range(1, 11)]
"""Invented places: name, longitude, latitude in degrees, people."""


@pytest.fixture
def plan(hotmap: Hotmap, tmp_path: Path) -> Path:
    """An empty plan whose area holds all sites."""
    path = tmp_path / "plan.gpkg"
    hotmap("new", path, "--title", "Lists", "--area", "21,10,28,16")
    return path


def table(path: Path, head: str, row: Callable[[str, float, float, int], str], encoding: str = "utf-8") -> Path:
    """Write a text table with one line a site."""
    path.write_text("\n".join([head, *(row(*site) for site in SITES)]) + "\n", encoding)
    return path


def dms(value_deg: float, side: str) -> str:
    """Return degrees as an Excel user types them."""
    minutes, seconds = divmod(round(value_deg * 3600, 2), 60)
    return f"{int(minutes // 60)}°{int(minutes % 60):02d}'{seconds:05.2f}\"{side}"


def comma(number: float) -> str:
    """Return a number with a decimal comma."""
    return f"{number:.5f}".replace(".", ",")


def workbook(folder: Path) -> Path:
    """Write a workbook with a title over merged cells, a hidden sheet and a line of totals."""
    book = Workbook()
    hidden = book.create_sheet("old", 0)
    hidden.sheet_state = "hidden"
    hidden.append(["Name", "Latitude", "Longitude"])
    hidden.append(["Hidden", 1, 1])
    sheet = book.create_sheet("Liste", 1)
    sheet.merge_cells("A1:E1")
    sheet["A1"] = "Liste des sites, mise à jour mensuelle"
    sheet.append([])
    sheet.append(["Nom du site", "Latitude", "Longitude", "Nombre de personnes", "Date"])
    for name, lon, lat, people in SITES:
        sheet.append([name, comma(lat), comma(lon), f"{people:,}".replace(",", "\u202f"), 45_200])
    sheet.append(["TOTAL", None, None, sum(people for *_, people in SITES), None])
    path = folder / "liste.xlsx"
    book.active = 1
    book.save(path)
    return path


def french_table(folder: Path) -> Path:
    """Write semicolons, decimal commas and the encoding of an old computer."""
    head = "Localité;Latitude;Longitude;Nombre de personnes"
    return table(folder / "l.csv", head, lambda n, x, y, p: f"{n};{comma(y)};{comma(x)};{p}", "cp1252")


def arabic_table(folder: Path) -> Path:
    """Write Arabic heads."""
    head = "اسم الموقع,خط العرض,خط الطول,عدد الأفراد"
    return table(folder / "a.csv", head, lambda n, x, y, p: f"{n},{y},{x},{p}")


def dms_table(folder: Path) -> Path:
    """Write degrees, minutes and seconds."""
    return table(folder / "d.tsv", "Site\tLat\tLong\tPop", lambda n, x, y, p: f"{n}\t{dms(y, 'N')}\t{dms(x, 'E')}\t{p}")


def one_column_table(folder: Path) -> Path:
    """Write both coordinates into one column."""
    return table(folder / "c.csv", "Site,Coordinates,Population", lambda n, x, y, p: f'{n},"{y:.5f}, {x:.5f}",{p}')


@pytest.mark.parametrize("written", [workbook, french_table, arabic_table, dms_table, one_column_table])
def test_columns_are_understood_and_rows_add_up(
    hotmap: Hotmap, plan: Path, tmp_path: Path, written: Callable[[Path], Path]
) -> None:
    report = hotmap("import", plan, written(tmp_path), "--as", "hotspot", "--json")
    assert report["imported"] == len(SITES)
    assert report["read"] == report["imported"] + len(report["skipped"])
    features = hotmap("show", plan, "hotspot", "--json")["features"]
    placed = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in features}
    for name, lon, lat, _ in SITES:
        assert placed[name] == pytest.approx([lon, lat], abs=1e-5)
    people = [f["properties"]["persons"] for f in hotmap("show", plan, "population", "--json")["features"]]
    assert people == [site[3] for site in SITES]
    hotmap("undo", plan)
    assert hotmap("show", plan, "--json")["features"] == []


def test_rehearsal_leaves_the_file_as_it_is(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(plan.read_bytes()).hexdigest()
    rehearsed = hotmap("import", plan, workbook(tmp_path), "--as", "hotspot", "--dry-run", "--json")
    assert hashlib.sha256(plan.read_bytes()).hexdigest() == before
    assert hotmap("import", plan, tmp_path / "liste.xlsx", "--as", "hotspot", "--json") == rehearsed


def test_metres_need_their_system(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    to_utm = Transformer.from_crs(4326, 32635, always_xy=True)
    path = table(
        tmp_path / "u.csv",
        "name,Easting,Northing",
        lambda n, x, y, p: "{},{:.1f},{:.1f}".format(n, *to_utm.transform(x, y)),
    )
    _, out, messages = hotmap("import", plan, path, "--as", "hotspot", code=2)
    assert out == ""
    assert "--crs" in messages
    report = hotmap("import", plan, path, "--as", "hotspot", "--crs", "EPSG:32635", "--json")
    assert report["crs"] == "EPSG:32635"
    for feature, (_, lon, lat, _) in zip(hotmap("show", plan, "hotspot", "--json")["features"], SITES, strict=True):
        assert feature["geometry"]["coordinates"] == pytest.approx([lon, lat], abs=1e-5)


def test_packed_degrees_are_told_from_metres(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    def packed(value_deg: float) -> str:
        return dms(value_deg, "").translate(str.maketrans("", "", "°'\""))

    path = table(tmp_path / "p.csv", "name,lat,lon", lambda n, x, y, p: f"{n},{packed(y)},{packed(x)}")
    hotmap("import", plan, path, "--as", "hotspot")
    for feature, (_, lon, lat, _) in zip(hotmap("show", plan, "hotspot", "--json")["features"], SITES, strict=True):
        assert feature["geometry"]["coordinates"] == pytest.approx([lon, lat], abs=1e-5)


def test_bad_rows_are_numbered_and_the_rest_comes_in(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "name,lat,lon,type\n"
        '"A, b",12.5,23.5,village\n'
        "No place,,,village\n"
        "Null island,0,0,village\n"
        "Beyond,95,23,village\n"
        "Odd type,12.5,23.5,Castle\n"
        "Swapped,23.5,12.5,market\n",
        "utf-8",
    )
    report = hotmap("import", plan, path, "--as", "hotspot", "--json")
    assert [skipped["row"] for skipped in report["skipped"]] == [3, 4, 5]
    assert {(w["kind"], w["row"]) for w in report["warnings"]} == {("unknown-value", 6), ("swapped-lat-lon", 7)}
    assert (report["read"], report["imported"]) == (6, 3)


def test_nothing_importable_is_refused_and_leaves_nothing(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    before = hotmap("log", plan, "--json")
    for name, content in (("empty.csv", ""), ("head.csv", "name,lat,lon\n"), ("zeros.csv", "name,lat,lon\nA,0,0\n")):
        (tmp_path / name).write_text(content, "utf-8")
        _, _, messages = hotmap("import", plan, tmp_path / name, "--as", "hotspot", code=2)
        assert messages.startswith("hotmap: ")
        assert messages.count("\n") == 1
    assert hotmap("log", plan, "--json") == before


def test_monthly_list_keeps_identity_marking_and_decision(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    first = table(tmp_path / "m1.csv", "code,name,lat,lon,population", lambda n, x, y, p: f"S{n[5:]},{n},{y},{x},{p}")
    hotmap("import", plan, first, "--as", "hotspot", "--key", "code", "--audiences", "mission,unct")
    hotmap("decide", plan, "S2", "--level", "must", "--forum", "SJPG", "--role", "chair")
    before = {f["properties"]["code"]: f["id"] for f in hotmap("show", plan, "hotspot", "--json")["features"]}
    lines = first.read_text("utf-8").splitlines()
    second = tmp_path / "m2.csv"
    second.write_text(
        "\n".join([lines[0], lines[2].replace("Site 2", "Site two"), *lines[4:], "S11,New,12,23,40"]) + "\n"
    )
    report = hotmap("import", plan, second, "--as", "hotspot", "--key", "code", "--json")
    assert (report["added"], report["updated"], report["imported"]) == (1, 1, 9)
    assert [w["kind"] for w in report["warnings"]] == ["missing-from-file"] * 2
    after = {f["properties"]["code"]: f for f in hotmap("show", plan, "hotspot", "--json")["features"]}
    assert {code: after[code]["id"] for code in before} == before
    assert after["S2"]["properties"]["name"] == "Site two"
    assert after["S2"]["properties"]["level"] == "must"
    assert after["S2"]["properties"]["audiences"] == ["mission", "unct"]
    assert after["S11"]["properties"]["audiences"] is None


def test_archive_with_odd_capitals_becomes_a_layer(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    import geopandas
    from shapely.geometry import LineString

    frame = geopandas.GeoDataFrame({"REF": ["A1"]}, geometry=[LineString([(23, 12), (24, 13)])], crs=4326)
    frame.to_crs(32635).to_file(tmp_path / "roads.shp")
    archive = tmp_path / "Roads.ZIP"
    with zipfile.ZipFile(archive, "w") as packed:
        for suffix in ("shp", "shx", "dbf", "prj", "cpg"):
            packed.write(tmp_path / f"roads.{suffix}", f"DATA 2026/ROADS.{suffix.upper()}")
    report = hotmap("import", plan, archive, "--as", "road", "--audiences", "mission", "--json")
    assert report["geometry_types"] == {"LineString": 1}
    hotmap("set", plan, report["layer"], "attribution=Roads of 2026")
    [road] = hotmap("show", plan, report["layer"], "--json")["features"]
    assert road["properties"]["REF"] == "A1"
    assert road["geometry"]["coordinates"][0] == pytest.approx([23, 12], abs=1e-7)


def test_geojson_of_every_trouble_is_counted(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    triangle = [[23, 12], [23.1, 12], [23.1, 12.1], [23, 12]]
    shapes = [
        {"type": "Point", "coordinates": [23, 12, 450.5]},
        None,
        {"type": "Point", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[23, 12], [24, 13], [24, 12], [23, 13], [23, 12]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [triangle]},
                                                      {"type": "Point", "coordinates": [23, 12]}]},
        {"type": "Point", "coordinates": [0, 0]},
    ]  # fmt: skip
    features = [{"type": "Feature", "properties": {"name": str(n)}, "geometry": g} for n, g in enumerate(shapes)]
    path = tmp_path / "zoo.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    report = hotmap("import", plan, path, "--as", "hotspot", "--json")
    assert [s["row"] for s in report["skipped"]] == [2, 3, 6]
    assert {w["kind"]: w["row"] for w in report["warnings"]} == {"repaired-geometry": 4, "mixed-geometry": 5}
    assert sum(report["geometry_types"].values()) == report["imported"] == 3
