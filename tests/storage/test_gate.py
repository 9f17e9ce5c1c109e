# SPDX-License-Identifier: MIT
"""Each way in which a file is no good plan: one sentence, and not a byte of it touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hotmap.domain.records import PlanInfo
from hotmap.errors import LockedError, OutputError, PlanFileError
from hotmap.storage import connection
from hotmap.storage.planfile import PlanFile


def run(path: Path, *statements: str) -> None:
    """Change a plan file behind our back."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def overwrite(path: Path, offset: int, content: bytes) -> None:
    """Damage a file."""
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(content)


def zeroed_pages(path: Path) -> None:
    """Zero all pages but the first three."""
    size = path.stat().st_size
    overwrite(path, 3 * 4096, bytes(size - 3 * 4096))


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "zero bytes": (lambda p: p.write_bytes(b""), "empty"),
    "a text": (lambda p: p.write_text("name,lat,lon\n"), "not a hotmap plan"),
    "a header alone": (lambda p: p.write_bytes(p.read_bytes()[:60]), "damaged"),
    "half a file": (lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]), "damaged"),
    "zeroed pages": (zeroed_pages, "damaged"),
    "another database": (lambda p: overwrite(p, 68, bytes(4)), "not a hotmap plan"),
    "another GeoPackage": (lambda p: run(p, "DROP TABLE migration"), "not a hotmap plan"),
    "a newer version": (lambda p: run(p, "INSERT INTO migration VALUES (9, 999, 'next', '2030')"), "newer hotmap"),
    "a foreign trigger": (
        lambda p: run(p, "CREATE TRIGGER spy AFTER INSERT ON hotspot BEGIN DELETE FROM action; END"),
        "did not put there",
    ),
    "a trigger of ours, changed": (
        lambda p: run(
            p,
            "DROP TRIGGER hotmap_threat_delete",
            "CREATE TRIGGER hotmap_threat_delete AFTER DELETE ON threat BEGIN DELETE FROM action; END",
        ),
        "did not put there",
    ),
    "a view": (lambda p: run(p, "CREATE VIEW everything AS SELECT * FROM action"), "did not put there"),
}


@pytest.fixture
def closed(path: Path) -> Path:
    """A plan file that nobody has open."""
    PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT").close()
    return path


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("case", SPOILED)
def test_open_spoiled_file_says_why_and_touches_nothing(closed: Path, case: str, write: bool) -> None:
    spoil, words = SPOILED[case]
    spoil(closed)
    before = closed.read_bytes()
    with pytest.raises(PlanFileError, match=words):
        PlanFile.open(closed, actor="JPT", write=write)
    assert closed.read_bytes() == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_open_missing_file_says_so_and_makes_none(path: Path) -> None:
    with pytest.raises(PlanFileError, match="no such file"):
        PlanFile.open(path, actor="JPT")
    assert not path.exists()


def test_open_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="folder"):
        PlanFile.open(tmp_path, actor="JPT")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_open_read_only_file_for_writing_says_what_to_do(closed: Path) -> None:
    closed.chmod(0o444)
    with pytest.raises(PlanFileError, match="not write"):
        PlanFile.open(closed, actor="JPT")


def test_open_where_writing_is_not_allowed_says_what_to_do(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(PlanFileError, match="Copy it to a place"):
        PlanFile.open(closed, actor="JPT")
    with PlanFile.open(closed, actor="JPT", write=False) as reader:
        assert reader.load().info.title == "Sector North"


def test_open_for_reading_touches_nothing(closed: Path) -> None:
    before = closed.read_bytes()
    with PlanFile.open(closed, actor="JPT", write=False) as reader:
        reader.load()
        reader.log()
    assert closed.read_bytes() == before


def test_write_while_another_program_writes_says_so(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    monkeypatch.setattr(connection, "_PRAGMAS", ("busy_timeout = 50",))
    with PlanFile.open(closed, actor="JPT") as plan, closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="Another program"):
            plan.save_sketch({"id": "s-1"})
        other.execute("ROLLBACK")
        plan.save_sketch({"id": "s-1"})
        assert len(plan.sketches()) == 1


def test_open_after_qgis_left_the_file_in_wal_mode_goes_back(closed: Path) -> None:
    run(closed, "PRAGMA journal_mode = WAL")
    with PlanFile.open(closed, actor="JPT") as plan:
        assert plan._db.execute("PRAGMA journal_mode").fetchone() == ("truncate",)


def test_commit_while_qgis_holds_the_file_in_wal_mode_works(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM hotspot").fetchone()
        with PlanFile.open(closed, actor="JPT") as plan:
            plan.save_sketch({"id": "s-1"})
    with PlanFile.open(closed, actor="JPT", write=False) as reader:
        assert len(reader.sketches()) == 1


def test_write_to_a_full_disk_says_so_and_changes_nothing(closed: Path) -> None:
    with PlanFile.open(closed, actor="JPT") as plan:
        (pages,) = plan._db.execute("PRAGMA page_count").fetchone()
        plan._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(OutputError, match="no room"):
            plan.save_sketch({"id": "s-1", "points": "x" * 50_000})
        assert plan.sketches() == []
        plan.save_sketch({"id": "s-2"})
        assert len(plan.sketches()) == 1


def test_open_table_that_somebody_added_with_its_index_is_no_stranger(closed: Path) -> None:
    import geopandas
    import pyogrio
    import shapely

    frame = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(1, 2)], crs=4326)
    pyogrio.write_dataframe(frame, closed, layer="my own notes", append=True)
    with PlanFile.open(closed, actor="JPT") as plan:
        assert plan.load().info.title == "Sector North"


def test_open_file_moved_elsewhere_is_the_same_plan(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "name with # and ? and é.gpkg"
    shutil.move(closed, target)
    with PlanFile.open(target, actor="JPT") as plan:
        assert plan.load().info.title == "Sector North"
