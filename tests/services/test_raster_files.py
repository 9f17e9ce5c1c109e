# SPDX-License-Identifier: MIT
"""Pictures are named from the plan's folder, found beside the plan, and copied whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmap.domain.records import Layer
from hotmap.errors import CancelledError, MissingFileError, OutputError
from hotmap.services.raster_files import copied, opener, source_of, whereabouts
from tests.pictures import write_geotiff, write_image


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    return tmp_path / "plans" / "plan.gpkg"


def layer(source: str) -> Layer:
    return Layer(name="Sector map", kind="raster", source=source)


def test_source_is_the_way_from_the_plans_folder(plan: Path, tmp_path: Path) -> None:
    assert source_of(plan, plan.with_name("map.tif")) == "map.tif"
    assert source_of(plan, tmp_path / "maps" / "map.tif") == "../maps/map.tif"


def test_whereabouts_follow_the_source(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    path = write_geotiff(tmp_path / "maps" / "map.tif")
    found = whereabouts(plan, layer("../maps/map.tif"))
    assert found.path is not None
    assert found.path.resolve() == path.resolve()
    assert not found.is_beside


@pytest.mark.parametrize("source", ["../maps/map.tif", "C:\\maps\\map.tif", "/media/stick/map.tif"])
def test_whereabouts_look_beside_the_plan_where_the_way_leads_nowhere(plan: Path, source: str) -> None:
    path = write_geotiff(plan.with_name("map.tif"))
    assert whereabouts(plan, layer(source)).path == path
    assert whereabouts(plan, layer(source)).is_beside


def test_opener_says_what_to_do_about_a_missing_picture(plan: Path) -> None:
    with pytest.raises(MissingFileError, match=r"Sector map.*Find it"):
        opener(plan)(layer("map.tif"))
    with pytest.raises(MissingFileError):
        opener(plan)(Layer(name="Sector map", kind="raster"))


def test_copied_takes_along_what_says_where_it_lies(plan: Path, tmp_path: Path) -> None:
    picture = write_image(tmp_path / "scan.jpg")
    copy = copied(picture, plan.parent)
    assert copy == plan.with_name("scan.jpg")
    assert sorted(p.name for p in plan.parent.iterdir()) == ["scan.jgw", "scan.jpg", "scan.prj"]
    assert copy.read_bytes() == picture.read_bytes()


def test_copied_again_takes_the_same_file_and_never_overwrites_another(plan: Path, tmp_path: Path) -> None:
    picture = write_image(tmp_path / "scan.jpg")
    first = copied(picture, plan.parent)
    assert copied(picture, plan.parent) == first
    first.write_bytes(b"something else of that name")
    second = copied(picture, plan.parent)
    assert second.name == "scan_2.jpg"
    assert second.with_name("scan_2.jgw").is_file()
    assert first.read_bytes() == b"something else of that name"


def test_copied_that_is_cancelled_leaves_no_half_picture(plan: Path, tmp_path: Path) -> None:
    picture = write_geotiff(tmp_path / "map.tif")

    def stop(share: float, what: str) -> None:
        raise CancelledError("Cancelled.")

    with pytest.raises(CancelledError):
        copied(picture, plan.parent, stop)
    assert not list(plan.parent.iterdir())


def test_copied_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be copied"):
        copied(write_geotiff(tmp_path / "map.tif"), tmp_path / "none")
