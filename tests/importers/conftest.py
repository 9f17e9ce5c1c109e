# SPDX-License-Identifier: MIT
"""One small data set, written in every format that comes in."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.importers.building import Imported, build
from hotmap.importers.columns import choose_columns
from hotmap.importers.options import BuildOptions
from hotmap.importers.registry import read_source
from hotmap.importers.source import ReadOptions


@dataclass(frozen=True)
class Place:
    """One row of the data set."""

    name: str
    type: str
    population: int
    date: str
    lon: float
    lat: float


PLACES = (
    Place("North market", "market", 1200, "2026-03-01", 24.172540, 12.431270),
    Place("معسكر الشرق", "camp", 5400, "2026-03-02", 24.731500, 12.163400),
    Place("Été, “quoted” & <b>", "village", 310, "2026-03-03", 24.100000, 12.900000),
    Place("South fields", "farmland", 0, "2026-03-04", 24.550000, 11.750000),
    Place("West well", "well", 75, "2026-03-05", 23.900000, 12.250000),
)

Writer = Callable[[Path], Path]


def _properties(place: Place) -> dict[str, Any]:
    return {"name": place.name, "type": place.type, "population": place.population, "date": place.date}


def _geojson(folder: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": _properties(place),
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat, 500.0]},
        }
        for place in PLACES
    ]
    path = folder / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def _lines(folder: Path) -> Path:
    document = json.loads(_geojson(folder).read_text("utf-8"))
    path = folder / "places.ndjson"
    path.write_text("\n".join(json.dumps(feature) for feature in document["features"]) + "\n", "utf-8")
    return path


def _ogr(folder: Path, suffix: str, driver: str, crs: str = "EPSG:4326") -> Path:
    from pyogrio import raw
    from pyproj import Transformer

    move = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
    path = folder / f"places{suffix}"
    points = shapely.points([move(place.lon, place.lat) for place in PLACES])
    fields = ["name", "type", "population", "date"]
    data = [np.array([getattr(place, name) for place in PLACES], dtype=object) for name in fields]
    data[2] = data[2].astype("int64")
    raw.write(
        path,
        geometry=shapely.to_wkb(points),
        field_data=data,
        fields=fields,
        driver=driver,
        geometry_type="Point",
        crs=crs,
        encoding="UTF-8",
    )
    return path


def _geopackage(folder: Path) -> Path:
    return _ogr(folder, ".gpkg", "GPKG")


def _geopackage_utm(folder: Path) -> Path:
    return _ogr(folder, ".gpkg", "GPKG", "EPSG:32635")


def _shapefile(folder: Path) -> Path:
    return _ogr(folder, ".shp", "ESRI Shapefile")


def _zipped_shapefile(folder: Path) -> Path:
    shp = _shapefile(folder)
    path = folder / "places.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.glob("places.*"):
            if part != path:
                archive.write(part, f"data/{part.name}")
        archive.writestr("Readme.txt", "not a table")
    shp.unlink()
    return path


def _kml_text() -> str:
    from xml.sax.saxutils import escape

    marks = "".join(
        f"<Placemark><name>{escape(p.name)}</name><TimeStamp><when>{p.date}</when></TimeStamp><ExtendedData>"
        f'<Data name="type"><value>{p.type}</value></Data><Data name="population"><value>{p.population}</value></Data>'
        f"</ExtendedData><Point><coordinates>{p.lon},{p.lat},12</coordinates></Point></Placemark>"
        for p in PLACES
    )
    return f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'


def _kml(folder: Path) -> Path:
    path = folder / "places.kml"
    path.write_text(_kml_text(), "utf-8")
    return path


def _kmz(folder: Path) -> Path:
    path = folder / "places.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", _kml_text())
    return path


def _gpx(folder: Path) -> Path:
    from xml.sax.saxutils import escape

    marks = "".join(
        f'<wpt lat="{p.lat}" lon="{p.lon}"><time>{p.date}T00:00:00Z</time><name>{escape(p.name)}</name>'
        f"<type>{p.type}</type></wpt>"
        for p in PLACES
    )
    path = folder / "places.gpx"
    path.write_text(f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{marks}</gpx>', "utf-8")
    return path


HEADER = ("name", "type", "population", "date", "latitude", "longitude")


def rows_of_places() -> list[list[Any]]:
    """Return the data set as rows in the order of `HEADER`."""
    return [[p.name, p.type, p.population, p.date, p.lat, p.lon] for p in PLACES]


def _csv(folder: Path, delimiter: str = ",", encoding: str = "utf-8", comma: bool = False) -> Path:
    import csv

    path = folder / "places.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(HEADER)
        for row in rows_of_places():
            writer.writerow([str(v).replace(".", ",") if comma and isinstance(v, float) else v for v in row])
    return path


def _xlsx(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADER)
    for row in rows_of_places():
        book.active.append(row)
    path = folder / "places.xlsx"
    book.save(path)
    return path


WRITERS: dict[str, Writer] = {
    "geojson": _geojson,
    "ndjson": _lines,
    "geopackage": _geopackage,
    "geopackage in UTM": _geopackage_utm,
    "shapefile": _shapefile,
    "zipped shapefile": _zipped_shapefile,
    "kml": _kml,
    "kmz": _kmz,
    "gpx": _gpx,
    "csv": _csv,
    "csv semicolon comma": lambda folder: _csv(folder, ";", comma=True),
    "csv tab utf-16": lambda folder: _csv(folder, "\t", "utf-16"),
    "csv utf-8 mark": lambda folder: _csv(folder, "|", "utf-8-sig"),
    "xlsx": _xlsx,
}


Import = Callable[..., Imported]


@pytest.fixture
def import_file() -> Import:
    """Return a function that takes a file the whole way.

    Its options are those of `BuildOptions`, ``overrides`` of columns and ``read`` for `ReadOptions`.
    """

    def run(path: Path, as_kind: str = "hotspot", read: ReadOptions | None = None, **options: Any) -> Imported:
        overrides = options.pop("overrides", {})
        table = read_source(path, read)
        chosen = choose_columns(table, as_kind, overrides, tuple(options.get("set_values", ())))
        return build(table, as_kind, chosen.columns, BuildOptions(**options))

    return run


@pytest.fixture
def places() -> tuple[Place, ...]:
    """Return the rows of the data set."""
    return PLACES


@pytest.fixture(params=WRITERS)
def format_name(request: pytest.FixtureRequest) -> str:
    """Go through all formats."""
    return str(request.param)


@pytest.fixture
def places_file(format_name: str, tmp_path: Path) -> Path:
    """Return the data set as a file of each format in turn."""
    return WRITERS[format_name](tmp_path)


@pytest.fixture
def write_places(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes the data set in a format by its name."""
    return lambda name: WRITERS[name](tmp_path)


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a text file and returns its path."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes sheets of rows to a workbook and returns its path."""

    def write(*sheets: list[list[Any]], name: str = "book.xlsx") -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            sheet = book.create_sheet(f"Sheet{number}")
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write
