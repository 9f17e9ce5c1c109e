# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.palette import DARK, LIGHT
from hotmap.cartography.snapshot import snapshot
from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.errors import OutputError


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_snapshot_is_a_picture_of_the_size_and_theme_asked_for(
    plan: Plan, tmp_path: Path, theme: str, palette: object
) -> None:
    snapshot(plan, None, None, tmp_path / "map.png", size=(320, 200), theme=theme)
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (320, 200)
    assert QColor(image.pixel(2, 2)).name().upper() == palette.colour("land")  # type: ignore[attr-defined]


def test_snapshot_draws_layers_given_as_pairs(
    plan: Plan, two_districts: tuple[Layer, FeatureTable], tmp_path: Path
) -> None:
    with_layer = plan.applied(ChangeSet("add", (inserted(two_districts[0]),)))
    snapshot(plan, None, None, tmp_path / "bare.png", size=(200, 200))
    snapshot(with_layer, [two_districts], None, tmp_path / "layer.png", size=(200, 200))
    assert QImage(str(tmp_path / "bare.png")) != QImage(str(tmp_path / "layer.png"))


def test_snapshot_of_an_empty_plan_is_the_world(tmp_path: Path) -> None:
    snapshot(Plan(), None, None, tmp_path / "world.png", size=(100, 60))
    assert QImage(str(tmp_path / "world.png")).width() == 100


def test_snapshot_into_no_folder_is_refused(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        snapshot(plan, None, None, tmp_path / "missing" / "map.png", size=(50, 50))


def test_snapshot_says_whom_its_layers_are_owed_to(
    plan: Plan, two_districts: tuple[Layer, FeatureTable], tmp_path: Path
) -> None:
    layer, table = two_districts
    pictures = []
    for attribution in ("Survey office", "Another office, at some length"):
        owed = plan.applied(ChangeSet("add", (inserted(layer.with_values({"attribution": attribution})),)))
        snapshot(owed, [(layer, table)], BaseMap(), tmp_path / "map.png", size=(400, 240))
        pictures.append(QImage(str(tmp_path / "map.png")))
    assert pictures[0].copy(0, 0, 400, 200) == pictures[1].copy(0, 0, 400, 200)
    assert pictures[0].copy(0, 200, 400, 40) != pictures[1].copy(0, 200, 400, 40)
