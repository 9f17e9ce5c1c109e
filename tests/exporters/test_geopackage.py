# SPDX-License-Identifier: MIT
"""The release GeoPackage: fresh, styled, readable elsewhere, with nothing in it that was not released."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pyogrio
import pytest
from shapely.geometry import Point, box

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.exporters.geopackage import INFO_TABLE
from hotmap.release import Release, build_release

EXPORTER = exporter_for(".gpkg")


@pytest.fixture
def package(released: Callable[..., Release], tmp_path: Path) -> Path:
    path = tmp_path / "data.gpkg"
    EXPORTER.write(released(), path, ExportOptions())
    return path


@pytest.fixture
def db(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(package)) as connection:
        yield connection


def test_geopackage_is_one_and_has_no_free_page(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchone() == (0,)


def test_geopackage_leaves_no_file_beside_it(package: Path) -> None:
    assert [path.name for path in package.parent.iterdir()] == [package.name]


def test_geopackage_has_no_journal_of_changes(db: sqlite3.Connection) -> None:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not tables & {"action", "change", "parent", "erased", "conflict"}


def test_geopackage_says_for_whom_it_is(db: sqlite3.Connection) -> None:
    told = dict(db.execute(f"SELECT key, value FROM {INFO_TABLE}"))
    assert told["audience"] == "mission"
    assert {"title", "as_of", "version", "release", "precision_note", "classification"} <= set(told)


def test_geopackage_every_layer_opens_elsewhere_with_a_style(package: Path, db: sqlite3.Connection) -> None:
    layers = [name for name, kind in pyogrio.list_layers(package) if kind is not None]
    assert "hotspot_point" in layers
    # QGIS finds a style only under an empty catalogue and schema.
    found = db.execute(
        "SELECT f_table_name FROM layer_styles WHERE useAsDefault AND f_table_catalog = '' AND f_table_schema = ''"
    )
    styled = {name for (name,) in found}
    assert set(layers) <= styled
    for layer in layers:
        info = pyogrio.read_info(package, layer=layer)
        assert info["crs"] == "EPSG:4326"
        assert info["features"] > 0


def test_geopackage_rows_are_the_released_records(package: Path, released: Callable[..., Release]) -> None:
    release = released()
    found: set[str] = set()
    for layer in ("hotspot", "hotspot_point", "hotspot_line"):
        if layer in {name for name, _ in pyogrio.list_layers(package)}:
            frame = pyogrio.read_dataframe(package, layer=layer)
            for row in frame.itertuples():
                record = release.get(row.uuid)
                assert row.geometry.equals(record.geometry)
                assert row.name == record.name
                found.add(row.uuid)
    assert found == {h.uuid for h in release.of("hotspot")}


def test_geopackage_columns_have_labels_and_choices(db: sqlite3.Connection) -> None:
    rows = dict(
        db.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'hotspot_point'").fetchall()
    )
    assert rows["pcode" if "pcode" in rows else "name"]
    choices = {
        value: label
        for value, label in db.execute(
            "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name = 'level_codes'"
        )
    }
    assert choices["must"] == "Must Protect"


def test_geopackage_holds_released_layers_whole_and_no_others(made_up: ModuleType, tmp_path: Path) -> None:
    table = FeatureTable(
        np.array([box(24, 12, 25, 13), Point(24.5, 12.5), None], dtype=object),
        {"Name": ["a", "b", None], "name": [1, 2, 3], "fid": [1.5, None, 2.5], "": [True, False, None]},
    )
    plan = made_up.joint_plan()
    layers = [
        Layer(uuid=f"l{n}", name=f"Districts {n}", kind="area", table=f"layer_{n}", marking=marking)
        for n, marking in enumerate((Marking(audiences=AUDIENCES), Marking()))
    ]
    release = build_release(
        Plan([plan.info, *plan.content(), *layers]), "partners", features=lambda layer: table, today=date(2026, 11, 23)
    )
    path = tmp_path / "data.gpkg"
    EXPORTER.write(release, path, ExportOptions())
    names = [name for name, _ in pyogrio.list_layers(path)]
    assert [name for name in names if name.startswith("context")] == ["context_1"]
    assert b"Districts 1" not in path.read_bytes()
    frame = pyogrio.read_dataframe(path, layer="context_1")
    assert len(frame) == 3
    assert list(frame.columns) == ["Name", "name_2", "fid_2", "column", "geometry"]
