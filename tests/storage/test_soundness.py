# SPDX-License-Identifier: MIT
"""A large file is looked through beside the work; nothing is ever written to a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Hotspot, Layer
from hotmap.errors import PlanFileError
from hotmap.storage import planfile
from hotmap.storage.planfile import PlanFile

PAGE_BYTES = 4096


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planfile, "WORTH_BYTES", 0)


@pytest.fixture
def damaged(path: Path, plan: PlanFile) -> Path:
    """A closed plan of which one page, of a layer that nobody reads first, is gone."""
    table = FeatureTable(shapely.points(np.zeros((2000, 2))), {"name": ["Somewhere beyond the river"] * 2000})
    plan.add_layer(Layer(name="Places"), table, "Add places")
    plan.close()
    data = bytearray(path.read_bytes())
    at = data.index(b"Somewhere beyond the river", len(data) // 2) // PAGE_BYTES * PAGE_BYTES
    data[at : at + PAGE_BYTES] = bytes(PAGE_BYTES)
    path.write_bytes(data)
    return path


def test_damaged_file_opened_at_leisure_is_looked_at_and_never_written(
    damaged: Path, hotspot: Callable[..., Hotspot]
) -> None:
    before = damaged.read_bytes()
    with PlanFile.open(damaged, actor="JPT", at_leisure=True) as plan:
        assert plan.load().info.title == "Sector North"
        with pytest.raises(PlanFileError, match="damaged"):
            plan.commit(ChangeSet("draw", (inserted(hotspot()),)))
    assert damaged.read_bytes() == before


def test_damaged_file_is_refused_where_nobody_asked_for_leisure(damaged: Path) -> None:
    with pytest.raises(PlanFileError, match="damaged"):
        PlanFile.open(damaged, actor="JPT")


def test_sound_file_opened_at_leisure_is_written_once_it_has_been_looked_through(
    path: Path, plan: PlanFile, hotspot: Callable[..., Hotspot]
) -> None:
    plan.close()
    with PlanFile.open(path, actor="JPT", at_leisure=True) as again:
        again.commit(ChangeSet("draw", (inserted(hotspot()),)))
        assert again.sound is not None
        assert again.sound.is_over
    with PlanFile.open(path, actor="JPT", write=False) as reader:
        assert reader.load().count("hotspot") == 1


def test_file_closed_before_the_end_leaves_off(path: Path, plan: PlanFile) -> None:
    plan.close()
    again = PlanFile.open(path, actor="JPT", at_leisure=True)
    again.close()
    assert again.sound is not None
    assert again.sound.is_over
