# SPDX-License-Identifier: MIT
"""What the exporters write holds nothing but the release, the base map and hotmap's own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from hotmap.cartography.basemap import BaseMap
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release
from hotmap.release.inspect import inspect_file


@pytest.mark.parametrize("audience", ["mission", "partners", "public"])
@pytest.mark.parametrize(
    ("suffix", "what"), [(".html", "map"), (".pdf", "plan"), (".docx", "plan"), (".xlsx", "matrix")]
)
def test_export_passes_the_inspection(
    suffix: str, what: str, audience: str, made_up: ModuleType, released: Callable[..., Release], tmp_path: Path
) -> None:
    plan = made_up.joint_plan(2)
    release, exporter, path = released(plan, audience), exporter_for(suffix, what), tmp_path / f"export{suffix}"

    exporter.write(release, path, ExportOptions())

    vocabulary = [*exporter.vocabulary(), *BaseMap().town_names()]
    assert inspect_file(path, release, plan=plan, vocabulary=vocabulary) == []
