# SPDX-License-Identifier: MIT
"""Every form of a GeoTIFF gives the same pixels; what cannot be read is refused at the door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hotmap.errors import InputError
from hotmap.importers.rasters import base, pyramid, tiff_plane
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.opening import open_raster
from tests.pictures import board, heights, write_geotiff, write_packed

WHITE_IS_ZERO = "miniswhite"


def whole(raster: BlockRaster, level: int = 0) -> np.ndarray:
    """Return all blocks of a level together."""
    found = raster.levels[level]
    shape = (found.height_px, found.width_px)
    pixels = np.full(shape, np.nan, np.float32) if raster.has_values else np.zeros((*shape, 4), np.uint8)
    for row in range(found.rows):
        for column in range(found.columns):
            block = raster.block(level, column, row)
            if block is not None:
                base.paste(pixels, block, column * found.block_width_px, row * found.block_height_px)
    return pixels


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"rowsperstrip": 7},
        {"tile": (32, 48)},
        {"compression": "zlib", "tile": (32, 32), "predictor": True},
        {"compression": "lzma", "rowsperstrip": 16},
        {"compression": "zlib", "byteorder": ">"},
        {"bigtiff": True, "compression": "zlib", "tile": (64, 64)},
    ],
    ids=str,
)
def test_geotiff_gives_its_pixels_in_every_form(tmp_path: Path, options: dict[str, Any]) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb", **options))
    pixels = whole(raster)
    assert (pixels[..., :3] == board()).all()
    assert (pixels[..., 3] == 255).all()
    assert raster.crs == "EPSG:32635"


@pytest.mark.parametrize(
    ("packing", "tolerance"), [("tiff_lzw", 0), ("tiff_adobe_deflate", 0), ("packbits", 0), ("jpeg", 90), ("zstd", 0)]
)
def test_geotiff_is_unpacked_by_libtiff(tmp_path: Path, packing: str, tolerance: int) -> None:
    try:
        path = write_packed(tmp_path / "map.tif", packing)
    except (OSError, RuntimeError, KeyError):
        pytest.skip(f"this Pillow cannot write {packing}")
    difference = np.abs(whole(open_raster(path))[..., :3].astype(int) - board())
    assert difference.max() <= tolerance
    assert difference.mean() <= tolerance / 10


def test_geotiff_of_a_fax_scan_is_black_on_white(tmp_path: Path) -> None:
    drawing = np.where(board()[..., 2] > 100, 255, 0).astype(np.uint8)
    pixels = whole(open_raster(write_packed(tmp_path / "scan.tif", "group4", drawing)))
    assert (pixels[..., 0] == drawing).all()


@pytest.mark.parametrize("dtype", [np.int16, np.float32, np.float64, np.int32])
@pytest.mark.parametrize("options", [{}, {"compression": "zlib", "tile": (32, 32)}])
def test_geotiff_of_heights_is_values_with_holes(tmp_path: Path, dtype: type, options: dict[str, Any]) -> None:
    made = heights().astype(dtype)
    options = {**options, "predictor": 2} if options and made.dtype.kind == "i" else options
    raster = open_raster(write_geotiff(tmp_path / "dem.tif", made, nodata=-9999, **options))
    values = whole(raster)
    assert raster.is_height
    assert np.isnan(values[:8, :8]).all()
    assert np.allclose(values[20:], made[20:].astype(np.float32))
    low, high = raster.value_range
    assert 190 < low < 300 < 700 < high < 810


def test_geotiff_of_light_in_sixteen_bits_is_grey_values_not_heights(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "pan.tif", board()[..., 0].astype(np.uint16) * 200))
    assert raster.has_values
    assert not raster.is_height


def test_geotiff_of_colours_in_sixteen_bits_is_stretched(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "sat.tif", board().astype(np.uint16) * 40, photometric="rgb"))
    pixels = whole(raster)
    assert pixels[..., :3].max() == 255
    assert pixels[..., 0].min() == 0
    assert np.abs(np.diff(pixels[0, :, 0].astype(int))).max() <= 4


def test_geotiff_with_bands_apart_is_brought_together(tmp_path: Path) -> None:
    apart = np.moveaxis(board(), -1, 0)
    path = write_geotiff(
        tmp_path / "map.tif", apart, photometric="rgb", planarconfig="separate", tile=(32, 32), compression="zlib"
    )
    assert (whole(open_raster(path))[..., :3] == board()).all()


def test_geotiff_with_alpha_is_clear_where_it_says_so(tmp_path: Path) -> None:
    alpha = np.where(board()[..., 0] > 100, 255, 0).astype(np.uint8)
    rgba = np.dstack([board(), alpha])
    path = write_geotiff(tmp_path / "map.tif", rgba, photometric="rgb", extrasamples=["unassalpha"])
    assert (whole(open_raster(path))[..., 3] == alpha).all()


def test_geotiff_with_a_palette_has_its_colours(tmp_path: Path) -> None:
    colours = np.zeros((3, 256), np.uint16)
    colours[:, 3] = (10 << 8, 200 << 8, 90 << 8)
    path = write_geotiff(
        tmp_path / "map.tif", np.full((20, 30), 3, np.uint8), photometric="palette", colormap=colours, nodata=7
    )
    assert whole(open_raster(path))[5, 5].tolist() == [10, 200, 90, 255]


def test_geotiff_without_data_is_clear(tmp_path: Path) -> None:
    grey = board()[..., 0].copy()
    grey[:10] = 0
    pixels = whole(open_raster(write_geotiff(tmp_path / "map.tif", grey, nodata=0)))
    assert (pixels[:10, :, 3] == 0).all()
    assert (pixels[11:, 5:, 3] == 255).all()


def test_geotiff_where_white_is_zero_is_turned_round(tmp_path: Path) -> None:
    grey = board()[..., 0]
    pixels = whole(open_raster(write_geotiff(tmp_path / "map.tif", grey, photometric=WHITE_IS_ZERO)))
    assert (pixels[..., 0] == 255 - grey).all()


def test_geotiff_uses_the_coarser_levels_it_brings(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif", board(512, 320), photometric="rgb", tile=(64, 64), coarser=2)
    raster = open_raster(path)
    assert [(level.width_px, level.scale_x) for level in raster.levels] == [(512, 1), (256, 2), (128, 4)]
    assert (whole(raster, 2)[..., :3] == board(512, 320)[::4, ::4]).all()
    assert raster.is_prepared


def test_geotiff_without_coarser_levels_is_read_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyramid, "SMALL_PX", 100)
    monkeypatch.setattr(base, "SMALL_PX", 100)
    raster = open_raster(write_geotiff(tmp_path / "map.tif", board(500, 320), photometric="rgb", tile=(64, 64)))
    assert not raster.is_prepared
    shares: list[float] = []
    raster.prepare(shares.append)
    assert raster.is_prepared
    assert raster.is_complete
    assert shares == sorted(shares)
    assert [level.width_px for level in raster.levels] == [500, 250, 125, 63]
    coarse = whole(raster, 3)
    assert abs(float(coarse[..., 0].mean()) - float(board(500, 320)[..., 0].mean())) < 2


def test_geotiff_of_one_large_strip_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiff_plane, "_WHOLE_BYTES", 1_000)
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb", compression="zlib", rowsperstrip=70))
    assert not raster.levels
    raster.prepare()
    assert (whole(raster)[..., :3] == board()).all()


def test_geotiff_with_a_broken_block_hatches_it_and_shows_the_rest(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif", board(256, 256), photometric="rgb", tile=(64, 64), compression="zlib")
    data = bytearray(path.read_bytes())
    from tifffile import TiffFile

    with TiffFile(path) as file:
        page = file.pages[0]
        start, count = page.dataoffsets[0], page.databytecounts[0]
    data[start : start + count] = b"x" * count
    path.write_bytes(bytes(data))
    raster = open_raster(path)
    pixels = whole(raster)
    assert raster.broken == 1
    assert not (pixels[:64, :64, :3] == board(256, 256)[:64, :64]).all()
    assert (pixels[:64, :64, 3] > 0).any()
    assert (pixels[64:, 64:, :3] == board(256, 256)[64:, 64:]).all()


def test_geotiff_that_ends_early_is_refused(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif")
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(InputError, match="damaged"):
        open_raster(path)


def test_geotiff_packed_in_an_unknown_way_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write_geotiff(tmp_path / "map.tif")
    data = path.read_bytes()
    at = data.index((259).to_bytes(2, "little") + (3).to_bytes(2, "little"))
    path.write_bytes(data[: at + 8] + (34887).to_bytes(2, "little") + data[at + 10 :])  # LERC
    with pytest.raises(InputError, match="LZW or Deflate"):
        open_raster(path)
