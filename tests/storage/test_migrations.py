# SPDX-License-Identifier: MIT
"""Plans of every earlier version open, keep what they hold, and gain what is new."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.records import CONTENT_KINDS, Hotspot
from hotmap.storage import backups, migrations, schema
from hotmap.storage.planfile import PlanFile

FROZEN = Path(__file__).parents[1] / "old_plans"
HOTSPOT = "00000000-0000-7000-8000-000000000001"


@pytest.fixture
def thawed(path: Path) -> Callable[[int], Path]:
    """Give a working copy of the frozen plan of a version."""

    def thaw(version: int) -> Path:
        path.write_bytes(gzip.decompress((FROZEN / f"v{version}.gpkg.gz").read_bytes()))
        return path

    return thaw


def test_migrations_are_numbered_without_gaps() -> None:
    assert [step.number for step in migrations.MIGRATIONS] == list(range(1, migrations.NEWEST + 1))


@pytest.mark.parametrize("step", migrations.MIGRATIONS, ids=lambda step: f"v{step.number}")
def test_every_version_has_a_frozen_plan_that_opens_whole(
    thawed: Callable[[int], Path], step: migrations.Migration
) -> None:
    path = thawed(step.number)
    with PlanFile.open(path, actor="JPT") as plan:
        found = plan.load()
        assert found.info.title == "Frozen plan"
        for kind in CONTENT_KINDS:
            (record,) = found.of(kind)
            assert record.notes == f"Note on the {kind}"
            assert record.marking.audiences == ("mission", "unct")
            assert record.extra["extra_of_later"]["kept"] == CONTENT_KINDS.index(kind) + 1
        assert found.get(HOTSPOT).name == "East"
        (layer,) = found.of("layer")
        assert list(plan.features(layer).columns["name"]) == ["a", "b"]
        assert [row[0] for row in plan._db.execute("SELECT number FROM migration ORDER BY number")] == [
            step.number for step in migrations.MIGRATIONS
        ]


def test_newest_frozen_plan_has_a_column_for_every_field(thawed: Callable[[int], Path]) -> None:
    """Fails when a field was added without its migration: see `hotmap.storage.migrations`."""
    with closing(sqlite3.connect(thawed(migrations.NEWEST))) as db:
        for table in schema.kind_tables():
            assert set(table.columns) <= set(schema.columns_of(db, table.kind)), table.kind


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let this program know one field more than the newest frozen plan: ``hotspot.access``."""
    specs = Hotspot.all_specs()
    grown = {**specs, "access": replace(specs["name"], code="access", label="Access")}
    table = replace(schema.kind_table("hotspot"), specs=grown)
    all_tables = tuple(table if other.kind == "hotspot" else other for other in schema.kind_tables())
    monkeypatch.setattr(schema, "kind_tables", lambda: all_tables)
    step = migrations.Migration(migrations.NEWEST + 1, "hotspot: access", migrations.add_columns)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    monkeypatch.setattr(migrations, "NEWEST", step.number)
    return "access"


def test_migrate_adds_the_column_of_a_new_field_after_a_backup(
    thawed: Callable[[int], Path], next_version: str
) -> None:
    path = thawed(migrations.NEWEST - 1)
    with PlanFile.open(path, actor="JPT") as plan:
        assert next_version in schema.columns_of(plan._db, "hotspot")
        assert plan.load().get(HOTSPOT).name == "East"
        plan.commit(ChangeSet("Rename", edited(plan.load().get(HOTSPOT), {"name": "North"})))
    (backup,) = backups.backups_of(path)
    with closing(sqlite3.connect(backup)) as db:
        assert next_version not in schema.columns_of(db, "hotspot")


def test_open_older_plan_for_reading_leaves_it_as_it_is(thawed: Callable[[int], Path], next_version: str) -> None:
    path = thawed(migrations.NEWEST - 1)
    before = path.read_bytes()
    with PlanFile.open(path, actor="JPT", write=False) as plan:
        assert plan.load().get(HOTSPOT).name == "East"
    assert path.read_bytes() == before


def test_migrate_that_fails_leaves_the_file_as_it_was(
    thawed: Callable[[int], Path], next_version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = thawed(migrations.NEWEST - 1)

    def broken(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE hotspot ADD COLUMN half TEXT")
        raise RuntimeError("power cut")

    step = replace(migrations.MIGRATIONS[-1], apply=broken)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS[:-1], step))
    with pytest.raises(RuntimeError):
        PlanFile.open(path, actor="JPT")
    with closing(sqlite3.connect(path)) as db:
        assert "half" not in schema.columns_of(db, "hotspot")
        assert db.execute("SELECT max(number) FROM migration").fetchone() == (migrations.NEWEST - 1,)
