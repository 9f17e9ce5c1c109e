# SPDX-License-Identifier: MIT
"""GeoPackages with several layers, tables without geometry, and damage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.domain.records import PlanInfo
from hotmap.errors import InputError, UsageError
from hotmap.importers.registry import read_source, tables_in
from hotmap.importers.source import ReadOptions
from hotmap.storage.planfile import PlanFile
from hotmap.storage.schema import BOOKKEEPING


@pytest.fixture
def several(tmp_path: Path) -> Path:
    from pyogrio import raw

    path = tmp_path / "several.gpkg"
    for layer, count in (("wells", 2), ("roads", 4)):
        shapes = shapely.points(np.column_stack([np.full(count, 24.3), np.arange(count) + 10.0]))
        raw.write(
            path, geometry=shapely.to_wkb(shapes), field_data=[np.arange(count)], fields=["n"], layer=layer,
            driver="GPKG", geometry_type="Point", crs="EPSG:4326", append=path.exists(),
        )  # fmt: skip
    return path


def test_geopackage_largest_layer_is_read_and_the_others_told(several: Path) -> None:
    table = read_source(several)
    assert (table.name, len(table)) == ("roads", 4)
    assert [note.kind for note in table.notes] == ["other-tables"]
    assert "wells" in table.notes[0].message
    assert tables_in(several) == ["wells", "roads"]


def test_geopackage_layer_named_is_read(several: Path) -> None:
    table = read_source(several, ReadOptions(sheet="WELLS"))
    assert (table.name, len(table), table.notes) == ("wells", 2, ())
    assert table.features.columns["n"] == [0, 1]
    with pytest.raises(UsageError, match="wells, roads"):
        read_source(several, ReadOptions(sheet="rivers"))


def test_geopackage_values_are_plain(tmp_path: Path, import_file: Any) -> None:
    from pyogrio import raw

    path = tmp_path / "a.gpkg"
    data = [
        np.array(["2026-03-01T00:00:00", "NaT"], dtype="datetime64[ms]"),
        np.array([1.5, np.nan]),
        np.array([True, False]),
        np.array(["x", None], dtype=object),
    ]
    raw.write(
        path, geometry=shapely.to_wkb(shapely.points([[24, 12], [25, 13]])), field_data=data,
        fields=["d", "f", "b", "t"], driver="GPKG", geometry_type="Point", crs="EPSG:4326",
    )  # fmt: skip
    columns = import_file(path, "layer").features.columns
    assert columns["d"][0].startswith("2026-03-01")
    assert columns["d"][1] is None
    assert columns["f"] == [1.5, None]
    assert [type(value) for value in columns["f"]] == [float, type(None)]
    assert columns["b"] == [True, False]
    assert columns["t"] == ["x", None]


def test_geopackage_that_is_another_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "a.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (x)")
    with pytest.raises(InputError) as refusal:
        read_source(path)
    assert str(tmp_path) not in refusal.value.message


def test_geopackage_that_is_a_plan_offers_what_lies_on_a_map_and_not_its_books(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT").close()
    offered = set(tables_in(path))
    assert offered >= {"hotspot", "presence", "incident"}
    assert not offered & {*BOOKKEEPING, "plan", "layer", "population"}


def test_geopackage_styles_of_qgis_are_no_table_to_import(several: Path) -> None:
    import sqlite3

    with sqlite3.connect(several) as database:
        database.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleName TEXT)")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
            ("layer_styles", "layer_styles"),
        )
    database.close()
    assert tables_in(several) == ["wells", "roads"]
