# SPDX-License-Identifier: MIT
"""A picture is told by its content, placed by itself or by what lies beside it, and opened once."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hotmap.errors import InputError, MissingCrsError, UsageError
from hotmap.importers.rasters import images
from hotmap.importers.rasters.names import is_raster
from hotmap.importers.rasters.opening import open_raster
from tests.pictures import AT_28E, board, write_geotiff, write_image

TURNED = (20.0, 7.0, 600_000.0, 7.0, -20.0, 1_450_000.0)


@pytest.mark.parametrize("name", ["scan.jpg", "scan.png", "scan.gif", "scan.bmp"])
def test_image_with_world_file_lies_where_it_says(tmp_path: Path, name: str) -> None:
    raster = open_raster(write_image(tmp_path / name, TURNED))
    assert raster.georeference.affine == pytest.approx(TURNED)
    assert raster.crs == "EPSG:32635"
    raster.prepare()
    block = raster.block(0, 0, 0)
    assert block is not None
    assert np.abs(block[..., :3].astype(int) - board()).mean() < 12


def test_image_that_is_grey_or_has_a_palette_comes_in_colours(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.png")
    Image.fromarray(board()[..., 0].astype(np.uint16) * 257).save(path)
    raster = open_raster(path)
    raster.prepare()
    block = raster.block(0, 0, 0)
    assert block is not None
    assert np.abs(block[..., 0].astype(int) - board()[..., 0]).max() <= 1


def test_tiff_with_a_world_file_is_placed_by_it(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    Image.fromarray(board()).save(path)
    path.with_suffix(".TFW").write_text("30\n0\n0\n-30\n600015\n1449985\n")
    raster = open_raster(path, "EPSG:32635")
    assert raster.georeference.affine == pytest.approx(AT_28E)


def test_picture_without_system_asks_for_it_and_takes_the_one_given(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.jpg", crs=None)
    with pytest.raises(MissingCrsError, match="reference system") as refusal:
        open_raster(path)
    assert refusal.value.option == "--crs EPSG:n"
    assert open_raster(path, "32635").bbox == pytest.approx((27.92, 13.095, 27.95, 13.115), abs=0.01)


def test_system_given_wins_over_the_one_declared(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif")
    assert open_raster(path, "EPSG:32636").bbox[0] == pytest.approx(open_raster(path).bbox[0] + 6, abs=0.01)


def test_unknown_system_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a reference system"):
        open_raster(write_geotiff(tmp_path / "map.tif"), "EPSG:nothing")


def test_picture_that_nothing_places_is_refused_with_what_to_do(tmp_path: Path) -> None:
    Image.fromarray(board()).save(tmp_path / "photo.jpg")
    with pytest.raises(InputError, match=r"world file beside it \(such as photo.jgw\)"):
        open_raster(tmp_path / "photo.jpg")


def test_picture_nowhere_on_earth_is_refused(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.png", (30.0, 0.0, 9e8, 0.0, -30.0, 9e8))
    with pytest.raises(InputError, match="nowhere on the earth"):
        open_raster(path)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\nrest", b"\xff\xd8\xffrest", b"II*\0\x08\0\0\0rest", b"text"])
def test_content_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = write_image(tmp_path / "scan.png")
    path.write_bytes(content)
    with pytest.raises(InputError):
        open_raster(path)


def test_picture_cut_short_is_refused_when_it_is_read_through(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.jpg")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(InputError, match="damaged"):
        open_raster(path).prepare()


def test_image_too_large_to_unpack_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PX", 1_000)
    with pytest.raises(InputError, match="tiled GeoTIFF"):
        open_raster(write_image(tmp_path / "scan.png"))


def test_picture_is_opened_once_and_anew_when_it_or_its_world_file_changed(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.png")
    first = open_raster(path)
    assert open_raster(path) is first
    world = path.with_suffix(".pgw")
    os.utime(world, ns=(1, 1))
    assert open_raster(path) is not first


def test_picture_that_nobody_holds_is_let_go(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif")
    number = open_raster(path)._number
    gc.collect()
    assert open_raster(path)._number != number


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_raster(tmp_path / "none.tif")
    with pytest.raises(InputError, match="folder"):
        open_raster(tmp_path)


@pytest.mark.parametrize(("name", "expected"), [("a.TIF", True), ("a.mbtiles", True), ("a.csv", False), ("a", False)])
def test_is_raster_goes_by_the_name(name: str, expected: bool) -> None:
    assert is_raster(Path(name)) is expected
