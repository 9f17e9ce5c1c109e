# SPDX-License-Identifier: MIT
"""A plan to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmap.domain.records import PlanInfo
from hotmap.services.session import PlanSession

ACTOR = "Civil Affairs"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[PlanSession]:
    """An empty plan whose new records mission and partners may see."""
    info = PlanInfo(title="Exercise", default_audiences=("mission", "partners"))
    with PlanSession.create(tmp_path / "plan.gpkg", info, ACTOR) as made:
        yield made
