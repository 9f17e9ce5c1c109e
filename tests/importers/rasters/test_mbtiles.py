# SPDX-License-Identifier: MIT
"""Tiles lie where the web puts them though rows count from the south; vector tiles are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmap.errors import InputError
from hotmap.importers.rasters.mbtiles import MbtilesRaster
from hotmap.importers.rasters.opening import open_raster
from tests.conftest import FIELD_FILES
from tests.pictures import tile, write_mbtiles

RED, GREEN, BLUE, GREY = (200, 0, 0), (0, 200, 0), (0, 0, 200), (90, 90, 90)
QUARTERS = {(0, 0, 0): GREY, (1, 0, 0): RED, (1, 1, 0): GREEN, (1, 0, 1): BLUE}
"""The world, and three of its quarters: north-west red, north-east green, south-west blue."""


def colour_at(raster: MbtilesRaster, level: int, column: int, row: int) -> tuple[int, ...] | None:
    block = raster.block(level, column, row)
    return None if block is None else tuple(block[128, 128].tolist())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_tiles_of_the_north_are_in_the_first_row(tmp_path: Path, kind: str) -> None:
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", QUARTERS, kind=kind))
    assert colour_at(raster, 0, 0, 0)[:3] == pytest.approx(RED, abs=3)  # type: ignore[index]
    assert colour_at(raster, 0, 0, 1)[:3] == pytest.approx(BLUE, abs=3)  # type: ignore[index]


def test_tile_that_is_not_there_is_a_piece_of_a_coarser_one(tmp_path: Path) -> None:
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", QUARTERS))
    assert colour_at(raster, 0, 1, 1) == (*GREY, 255)


def test_tile_without_any_coarser_one_is_nothing(tmp_path: Path) -> None:
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", {(1, 0, 0): RED}))
    assert colour_at(raster, 0, 1, 1) is None


def test_file_says_name_source_and_bounds(tmp_path: Path) -> None:
    said = {"name": " Sector\nmap ", "attribution": '<a href="https://example.org">&copy; Mappers</a>',
            "bounds": "10,5,20,15"}  # fmt: skip
    raster = open_raster(write_mbtiles(tmp_path / "map.mbtiles", QUARTERS, said))
    assert (raster.name, raster.attribution) == ("Sector map", "© Mappers")
    assert raster.bbox == pytest.approx((10, 5, 20, 15))
    assert raster.crs == "EPSG:3857"


@pytest.mark.parametrize("bounds", ["", "nonsense", "20,15,10,5", "-180,-85,180,85"])
def test_bounds_that_say_nothing_are_those_of_the_tiles(tmp_path: Path, bounds: str) -> None:
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", {(1, 0, 0): RED}, {"bounds": bounds}))
    assert raster.bbox == pytest.approx((-180, 0, 0, 85.05), abs=0.1)


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08rest", b"\x1a\x0evector"])
def test_vector_tiles_are_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = write_mbtiles(tmp_path / "map.mbtiles", {(0, 0, 0): data})
    with pytest.raises(InputError, match="vector tiles"):
        open_raster(path)


def test_file_without_tiles_or_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no tiles"):
        open_raster(write_mbtiles(tmp_path / "empty.mbtiles", {}))
    import sqlite3

    with sqlite3.connect(tmp_path / "other.mbtiles") as db:
        db.execute("CREATE TABLE other (x)")
    db.close()
    with pytest.raises(InputError, match="no MBTiles"):
        open_raster(tmp_path / "other.mbtiles")


def test_damaged_file_is_refused(tmp_path: Path) -> None:
    path = write_mbtiles(tmp_path / "map.mbtiles", QUARTERS)
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(InputError, match="damaged"):
        open_raster(path)


def test_tiles_of_512_pixels_keep_their_size(tmp_path: Path) -> None:
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", {(0, 0, 0): tile(RED, size_px=512)}))
    assert raster.levels[0].block_width_px == 512


def test_tiles_that_begin_at_a_high_zoom_are_read_through_within_their_bounds(tmp_path: Path) -> None:
    tiles = {(6, column, row): RED for column in range(30, 40) for row in range(30, 40)}
    raster = MbtilesRaster(write_mbtiles(tmp_path / "map.mbtiles", tiles))
    assert not raster.is_prepared
    raster.prepare()
    coarse = raster.levels[-1]
    assert coarse.width_px == 1280
    assert coarse.left == 30 * 256
    assert raster.is_complete


@pytest.mark.skipif(not FIELD_FILES.is_dir(), reason="no field files here")
def test_field_file_covers_the_world() -> None:
    raster = open_raster(FIELD_FILES / "misc" / "world_l1.mbtiles")
    assert raster.bbox == pytest.approx((-180, -85, 180, 85), abs=0.1)
    assert raster.block(0, 0, 0) is not None
