# SPDX-License-Identifier: MIT
"""A fresh plan file, and records to put into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import shapely

from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.records import Hotspot, PlanInfo, Record
from hotmap.storage import connection, geopackage, tables
from hotmap.storage.planfile import PlanFile


def records_in(plan: PlanFile) -> dict[tuple[str, str], Record]:
    """Return all records of a file as its tables have them, by table and uuid, for comparing two states."""
    return {(record.KIND, record.uuid): record for record in tables.load(plan._db)}


@pytest.fixture(autouse=True)
def nobody_pulls_the_plug(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, except where durability is what is tested."""
    if not request.path.stem.endswith("durability"):
        monkeypatch.setattr(connection, "_PRAGMAS", ("synchronous = OFF", *connection._PRAGMAS[1:]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the plan lies."""
    return tmp_path / "sector north.gpkg"


@pytest.fixture
def plan(path: Path) -> Iterator[PlanFile]:
    """An open, empty plan of the JPT."""
    with PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT") as file:
        yield file


@pytest.fixture
def hotspot() -> Callable[..., Hotspot]:
    """Make a hotspot with a few values that matter."""

    def make(**values: Any) -> Hotspot:
        given = {
            "uuid": new_uuid(),
            "code": "H-001",
            "name": "Old market",
            "geometry": shapely.Point(29.2, -1.67),
            "months": (3, 4),
            "marking": Marking(originator="JPT", audiences=("mission", "unct")),
        }
        return Hotspot(**{**given, **values})

    return make


@pytest.fixture
def outside(path: Path) -> Callable[..., list[Any]]:
    """Run SQL on the file as another program would: in its own transaction, knowing what GDAL knows."""

    def run(sql: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(path)) as db, db:
            geopackage.register_functions(db)
            return db.execute(sql, values).fetchall()

    return run
