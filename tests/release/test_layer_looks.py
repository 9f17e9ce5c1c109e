# SPDX-License-Identifier: MIT
"""The look of a released layer tells no kind that is not among its features."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category, Classes, LayerStyle
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer, PlanInfo
from hotmap.domain.style_data import style_as_data
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release, build_release
from hotmap.release.inspect import Inspection

CANARY = "zqcanary"
OPEN = Marking(audiences=("mission",))
Made = Callable[..., tuple[Plan, Release]]


@pytest.fixture
def made() -> Made:
    """Return what makes a plan with one layer by kind or number, and its release to the mission."""

    def make(style: LayerStyle) -> tuple[Plan, Release]:
        data = style_as_data(style, LayerStyle())
        layer = Layer(uuid="l", name="Zones", table="t", geometry_type="Area", columns=("who", "n"), marking=OPEN)
        hotspot = Hotspot(uuid="h", name="Camp", code="H-1", geometry=shapely.Point(24.5, 12.5), marking=OPEN)
        shapes = np.array([shapely.box(24 + n, 12, 25 + n, 13) for n in range(3)], dtype=object)
        table = FeatureTable(shapes, {"who": ["Amba & Co", "Bari", None], "n": [0.5, 1.5, 2.5]})
        plan = Plan([PlanInfo(uuid="p", title="Sector North"), hotspot, layer.with_values({"style": data})])
        return plan, build_release(plan, "mission", features=lambda _: table, today=date(2026, 11, 23))

    return make


KINDS = LayerStyle(
    mode="kinds",
    column="who",
    categories=(Category(CANARY, CANARY, "#0A0B0C"), Category("Amba & Co", colour="#112233")),
)
NUMBERS = LayerStyle(mode="numbers", column="n", classes=Classes(edges=(0.1234567, 1.2345678, 2.5)))


def test_release_keeps_the_places_of_kinds_and_drops_those_it_does_not_hold(made: Made) -> None:
    _, release = made(KINDS)
    ((layer, _),) = release.layers
    assert [kind["value"] for kind in layer.style["categories"]] == ["·", "Amba & Co"]
    assert CANARY not in " ".join(release.strings())


@pytest.mark.parametrize("style", [KINDS, NUMBERS], ids=["kinds", "numbers"])
@pytest.mark.parametrize("suffix", [".html", ".gpkg", ".kmz"])
def test_looks_in_files_pass_inspection_without_the_kind_that_was_taken_out(
    made: Made, tmp_path: Path, suffix: str, style: LayerStyle
) -> None:
    plan, release = made(style)
    exporter, path = exporter_for(suffix), tmp_path / f"data{suffix}"
    exporter.write(release, path, ExportOptions())
    assert CANARY.encode() not in path.read_bytes()
    inspection = Inspection(release, plan, exporter.vocabulary(), lambda _: np.empty((0, 2)))
    looks = [leak for leak in inspection.leaks(path.read_bytes()) if not leak.where.startswith("script > towns")]
    assert looks == []


def test_name_planted_in_a_style_or_the_id_of_a_drawing_is_found(made: Made, tmp_path: Path) -> None:
    plan, release = made(KINDS)
    package, page = tmp_path / "data.gpkg", tmp_path / "map.html"
    for path in (package, page):
        exporter_for(path.suffix).write(release, path, ExportOptions())
    assert _found(plan, release, ".gpkg", package.read_bytes()) == []
    planted = page.read_bytes().replace(b'<symbol id="s0"', f'<symbol id="{CANARY}"'.encode())
    assert any(CANARY in what for what in _found(plan, release, ".html", planted))
    with closing(sqlite3.connect(package, isolation_level=None)) as db:
        db.execute("UPDATE layer_styles SET styleQML = replace(styleQML, 'label=\"Amba', 'label=\"zqcanary Amba')")
    assert any(CANARY in what for what in _found(plan, release, ".gpkg", package.read_bytes()))


def _found(plan: Plan, release: Release, suffix: str, data: bytes) -> list[str]:
    inspection = Inspection(release, plan, exporter_for(suffix).vocabulary())
    return [leak.what for leak in inspection.leaks(data)]
