# SPDX-License-Identifier: MIT
"""MBTiles: a pyramid of PNG, JPEG or WebP tiles in one SQLite file, rows counted from the south."""

from __future__ import annotations

import html
import io
import re
import sqlite3
from collections.abc import Mapping
from math import pi
from pathlib import Path
from threading import Lock
from weakref import finalize

import numpy as np

from hotmap.analysis.rasters import BBox, Georeference, RasterLevel
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.rasters.base import BlockRaster

_HALF_WORLD_M = pi * 6_378_137.0
_WORLD: BBox = (-180.0, -85.0511, 180.0, 85.0511)
_VECTOR_HEADS = (b"\x1f\x8b", b"\x1a")  # packed, or plain protocol buffers
_MOST_ANCESTORS = 6
_LONGEST_NAME, _LONGEST_CREDIT = 80, 300
_TAG = re.compile(r"<[^>]*>")


class MbtilesRaster(BlockRaster):
    """The tiles of one file.

    Parameters
    ----------
    path : Path

    Attributes
    ----------
    metadata : mapping of str to str
        What the file says of itself: name, attribution, description, …

    Raises
    ------
    InputError
        When it is no MBTiles, holds vector tiles or none at all.
    """

    def __init__(self, path: Path) -> None:
        self._db = _connected(path)
        self._reading = Lock()
        try:
            self.metadata: Mapping[str, str] = _metadata(self._db)
            # One at a time: only so does SQLite find them in its index, among millions of tiles.
            zooms = [self._db.execute(f"SELECT {end}(zoom_level) FROM tiles").fetchone()[0] for end in ("min", "max")]
            query = "SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1"
            sample = self._db.execute(query, (zooms[1],)).fetchone()
        except sqlite3.Error as error:
            raise InputError(
                tr("This MBTiles file is damaged ({reason}); get it again.").format(reason=error), path
            ) from None
        if sample is None or zooms[0] is None:
            raise InputError(tr("There are no tiles in this file."), path)
        self.zooms: tuple[int, int] = (int(zooms[0]), int(zooms[1]))
        self.tile_px = _tile_size(self.metadata, bytes(sample[0] or b""), path)
        self.bounds = _both(self._bounds_of_tiles(), _bounds(self.metadata))
        span_px = self.tile_px << self.zooms[1]
        m_per_px = 2 * _HALF_WORLD_M / span_px
        where = Georeference((m_per_px, 0.0, -_HALF_WORLD_M, 0.0, -m_per_px, _HALF_WORLD_M), "EPSG:3857")
        super().__init__(path, where, self._zoom_levels(), (span_px, span_px))
        finalize(self, self._db.close)
        self.name = plain(self.metadata.get("name", ""), _LONGEST_NAME) or path.stem
        self.attribution = plain(self.metadata.get("attribution", ""), _LONGEST_CREDIT)

    @property
    def about(self) -> str:
        """What it is, in a few words."""
        return tr("Map tiles, zoom {low} to {high}").format(low=self.zooms[0], high=self.zooms[1])

    @property
    def extent_px(self) -> BBox:
        """The box of its bounds in pixels of the last zoom."""
        west, south, east, north = self.bounds
        lat = np.radians(np.clip([south, north], -_WORLD[3], _WORLD[3]))
        x = np.radians([west, east]) / pi * _HALF_WORLD_M
        y = np.log(np.tan(pi / 4 + lat / 2)) / pi * _HALF_WORLD_M
        (left, right), (bottom, top) = self.georeference.pixels(x, y)
        return float(left), float(top), float(right), float(bottom)

    def _zoom_levels(self) -> list[RasterLevel]:
        low, high = self.zooms
        return [
            RasterLevel(*(self.tile_px << zoom,) * 2, self.tile_px, self.tile_px, *(2.0 ** (high - zoom),) * 2)
            for zoom in range(high, low - 1, -1)
        ]

    def _decoded(self, level: int, column: int, row: int) -> np.ndarray | None:
        """Decode one tile; where the file has none at this zoom, a piece of a coarser one."""
        from PIL import Image

        zoom = self.zooms[1] - level
        for up in range(min(zoom - self.zooms[0], _MOST_ANCESTORS) + 1):
            data = self._tile(zoom - up, column >> up, row >> up)
            if data is None:
                continue
            with Image.open(io.BytesIO(data)) as opened:
                tile = opened.convert("RGBA")
            size = (self.tile_px, self.tile_px)
            if up:
                part = tile.width / (1 << up)
                left, top = (column & ((1 << up) - 1)) * part, (row & ((1 << up) - 1)) * part
                tile = tile.resize(size, Image.Resampling.BILINEAR, (left, top, left + part, top + part))
            elif tile.size != size:
                tile = tile.resize(size, Image.Resampling.BILINEAR)
            return np.asarray(tile)
        return None

    def _tile(self, zoom: int, column: int, row: int) -> bytes | None:
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with self._reading:
                found = self._db.execute(query, (zoom, column, (1 << zoom) - 1 - row)).fetchone()
        except sqlite3.Error as error:
            raise InputError(
                tr("The file cannot be read any more: {reason}.").format(reason=error), self.path
            ) from None
        return bytes(found[0]) if found and found[0] else None

    def _bounds_of_tiles(self) -> BBox:
        """Return the box of degrees that the tiles of the first zoom cover."""
        zoom = self.zooms[0]
        west, south, east, north = self._db.execute(
            "SELECT min(tile_column), min(tile_row), max(tile_column) + 1, max(tile_row) + 1 FROM tiles"
            " WHERE zoom_level = ?",
            (zoom,),
        ).fetchone()
        lon = np.array([west, east]) / (1 << zoom) * 360.0 - 180.0
        angle = (np.array([south, north]) / (1 << zoom) * 2.0 - 1.0) * pi
        lat = np.degrees(2 * np.arctan(np.exp(angle)) - pi / 2)
        return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])


def _connected(path: Path) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    for mode in ("?mode=ro", "?mode=ro&immutable=1"):  # the second where its folder cannot be written
        try:
            db = sqlite3.connect(uri + mode, uri=True, check_same_thread=False)
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        except sqlite3.Error as error:
            failure = error
            continue
        if "tiles" in names:
            return db
        raise InputError(tr("This is no MBTiles file: it has no table of tiles."), path)
    raise InputError(tr("This MBTiles file is damaged ({reason}); get it again.").format(reason=failure), path)


def _metadata(db: sqlite3.Connection) -> dict[str, str]:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'metadata'").fetchone():
        return {}
    return {
        str(name): str(value) for name, value in db.execute("SELECT name, value FROM metadata") if value is not None
    }


def _tile_size(metadata: Mapping[str, str], sample: bytes, path: Path) -> int:
    """Return how many pixels a tile has along each side; refuse what is no picture."""
    from PIL import Image, UnidentifiedImageError

    if metadata.get("format") in ("pbf", "mvt") or sample.startswith(_VECTOR_HEADS):
        raise InputError(
            tr(
                "These are vector tiles, which hotmap does not draw. Take the same map as raster tiles "
                "(PNG, JPEG or WebP), or bring in its features as a GeoPackage."
            ),
            path,
        )
    try:
        with Image.open(io.BytesIO(sample)) as tile:
            return int(tile.width)
    except (UnidentifiedImageError, OSError, ValueError):
        raise InputError(tr("Its tiles are no pictures that can be read (PNG, JPEG or WebP)."), path) from None


def _bounds(metadata: Mapping[str, str]) -> BBox | None:
    try:
        west, south, east, north = (float(part) for part in metadata.get("bounds", "").split(","))
    except ValueError:
        return None
    is_box = -180.5 <= west < east <= 540.0 and -90.0 <= south < north <= 90.0
    return (west, south, east, north) if is_box else None


def _both(tiles: BBox, said: BBox | None) -> BBox:
    """Return what the file says of its bounds, within the tiles it has; many say the whole world."""
    if said is None or said[0] >= tiles[2] or said[2] <= tiles[0] or said[1] >= tiles[3] or said[3] <= tiles[1]:
        return tiles
    return max(said[0], tiles[0]), max(said[1], tiles[1]), min(said[2], tiles[2]), min(said[3], tiles[3])


def plain(text: str, longest: int) -> str:
    """Return a text of a file on one line, without the tags that web maps put into their credits.

    >>> plain('<a href="https://example.org">&copy; Mappers</a>', 80)
    '© Mappers'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())[:longest]
