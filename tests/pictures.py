# SPDX-License-Identifier: MIT
"""Small pictures of the ground made by hand: GeoTIFF in many forms, MBTiles, images with a world file."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from PIL import Image

from hotmap.analysis.rasters import Affine

UTM_35N = "EPSG:32635"
AT_28E: Affine = (30.0, 0.0, 600_000.0, 0.0, -30.0, 1_450_000.0)
"""Pixels of 30 m with their corner at about 27.92° E, 13.11° N in UTM zone 35 north."""

_DOUBLE, _SHORT, _ASCII = 12, 3, 2
_TAGS = {"scale": 33550, "tie": 33922, "matrix": 34264, "keys": 34735, "nodata": 42113}


def board(width: int = 90, height: int = 70, cell: int = 10) -> np.ndarray:
    """Return a picture whose every part can be told: red grows eastward, green southward, blue is a chessboard."""
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 255 // width, y * 255 // height, (x // cell + y // cell) % 2 * 200 + 30], -1).astype(np.uint8)


def heights(width: int = 90, height: int = 70) -> np.ndarray:
    """Return hills of some hundred metres, nothing known (−9999) in the first corner."""
    y, x = np.mgrid[:height, :width]
    hills = (500 + 300 * np.sin(x / 18) * np.cos(y / 14)).astype(np.float32)
    hills[:8, :8] = -9999
    return hills


def geo_tags(affine: Affine = AT_28E, epsg: int | None = 32635, *, is_point: bool = False) -> list[tuple[Any, ...]]:
    """Return the tags that place a picture, as tifffile writes extra ones: code, type, count, value, writeonce."""
    a, b, c, d, e, f = affine
    if b or d or e > 0:
        matrix = (a, b, 0.0, c, d, e, 0.0, f, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
        found: list[tuple[Any, ...]] = [(_TAGS["matrix"], _DOUBLE, 16, matrix, True)]
    else:
        shift = 0.5 if is_point else 0.0
        tie = (
            (shift, shift, 0.0, c + shift * a, f + shift * e, 0.0)
            if not is_point
            else (0.0, 0.0, 0.0, c + a / 2, f + e / 2, 0.0)
        )
        found = [(_TAGS["scale"], _DOUBLE, 3, (a, -e, 0.0), True), (_TAGS["tie"], _DOUBLE, 6, tie, True)]
    if epsg is not None:
        is_geographic = 4000 <= epsg < 5000
        model, code = (2, 2048) if is_geographic else (1, 3072)
        keys = (1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 2 if is_point else 1, code, 0, 1, epsg)
        found.append((_TAGS["keys"], _SHORT, len(keys), keys, True))
    return found


def write_geotiff(
    path: Path,
    pixels: np.ndarray | None = None,
    *,
    affine: Affine = AT_28E,
    epsg: int | None = 32635,
    nodata: float | None = None,
    is_point: bool = False,
    coarser: int = 0,
    **options: Any,
) -> Path:
    """Write a GeoTIFF through tifffile; `options` are those of `tifffile.TiffWriter.write`."""
    pixels = board() if pixels is None else pixels
    extra = geo_tags(affine, epsg, is_point=is_point)
    if nodata is not None:
        text = f"{nodata}\0"
        extra.append((_TAGS["nodata"], _ASCII, len(text), text, True))
    bigtiff, byteorder = options.pop("bigtiff", False), options.pop("byteorder", "<")
    with tifffile.TiffWriter(path, bigtiff=bigtiff, byteorder=byteorder) as file:
        file.write(pixels, extratags=extra, metadata=None, **options)
        for level in range(1, coarser + 1):
            file.write(pixels[:: 2**level, :: 2**level], subfiletype=1, metadata=None, **options)
    return path


def write_packed(path: Path, packing: str, pixels: np.ndarray | None = None, **options: Any) -> Path:
    """Write a GeoTIFF in strips through libtiff, which packs in more ways: ``tiff_lzw``, ``jpeg``, ``group4``, …"""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    tags = ImageFileDirectory_v2()
    for code, kind, _, value, _ in geo_tags():
        tags.tagtype[code] = kind
        tags[code] = value
    image = Image.fromarray(board() if pixels is None else pixels)
    if packing.startswith("group") or packing == "tiff_ccitt":
        image = image.convert("1", dither=Image.Dither.NONE)
    image.save(path, "TIFF", compression=packing, tiffinfo=tags, **options)
    return path


def write_image(path: Path, affine: Affine = AT_28E, *, suffix: str = "", crs: str | None = UTM_35N) -> Path:
    """Write an image with its world file, named by the suffix, and a .prj where a system is given."""
    Image.fromarray(board()).save(path, quality=95)
    a, b, c, d, e, f = affine
    numbers = (a, d, b, e, c + (a + b) / 2, f + (d + e) / 2)
    world = suffix or {".jpg": ".jgw", ".png": ".pgw", ".gif": ".gfw", ".bmp": ".bpw"}.get(path.suffix, ".wld")
    path.with_suffix(world).write_text("\n".join(map(repr, numbers)) + "\n")
    if crs:
        from pyproj import CRS

        path.with_suffix(".prj").write_text(CRS.from_user_input(crs).to_wkt("WKT1_ESRI"))
    return path


def write_mbtiles(
    path: Path,
    tiles: Mapping[tuple[int, int, int], tuple[int, int, int] | bytes],
    metadata: Mapping[str, str] | None = None,
    *,
    kind: str = "PNG",
) -> Path:
    """Write tiles of one colour each, or of bytes, by zoom, column and row from the *north*."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        db.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
        db.executemany("INSERT INTO metadata VALUES (?, ?)", (metadata or {}).items())
        for (zoom, column, row), content in tiles.items():
            data = content if isinstance(content, bytes) else tile(content, kind)
            db.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (zoom, column, (1 << zoom) - 1 - row, data))
    db.close()
    return path


def tile(colour: tuple[int, int, int], kind: str = "PNG", size_px: int = 256) -> bytes:
    """Return one tile of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (size_px, size_px), colour).save(file, kind)
    return file.getvalue()
