# SPDX-License-Identifier: MIT
"""The training scenario as a plan file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmap.domain.checks import check
from hotmap.errors import OutputError
from hotmap.services.sample import create_sample


def test_sample_is_an_exercise_that_plays_on_its_own_day(tmp_path: Path) -> None:
    with create_sample(tmp_path / "plan.gpkg", "POC adviser") as session:
        assert session.plan.info.exercise
        assert session.plan.info.exercise_mark.startswith("EXERCISE")
        assert session.today().isoformat() == (session.plan.info.as_of or "")[:10]
        assert "broken-link" not in {finding.rule for finding in check(session.plan, session.today())}


def test_undo_never_takes_the_scenario_away(tmp_path: Path) -> None:
    with create_sample(tmp_path / "plan.gpkg", "POC adviser") as session:
        assert session.undoable() is None


def test_sample_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    path.write_bytes(b"mine")
    with pytest.raises(OutputError):
        create_sample(path, "POC adviser")
    assert path.read_bytes() == b"mine"
