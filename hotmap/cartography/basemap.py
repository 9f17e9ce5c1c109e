# SPDX-License-Identifier: MIT
"""The built-in base map: world outline, de facto borders and towns, read where they are needed.

The file is a GeoPackage made by ``resources/basemap/make_basemap.py``. Its features lie in an
R-tree and in three levels of detail, so a view reads some hundred rows and nothing is loaded
at start-up. It is an overview: about 600 m of generalisation where peace operations work.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely

from hotmap.analysis.name_index import WORD, NameIndex
from hotmap.cartography.projection import BBox
from hotmap.errors import InputError
from hotmap.i18n import mark_for_translation, tr
from hotmap.paths import resource

ATTRIBUTION = mark_for_translation("Base map: Natural Earth (public domain), GeoNames (CC BY 4.0)")
"""To be shown wherever the base map is; translate it with `tr`."""

DISCLAIMER = mark_for_translation(
    "Borders are shown as they are on the ground. The boundaries and names shown and the designations used "
    "do not imply official endorsement or acceptance by the United Nations."
)
"""To be printed wherever borders are; translate it with `tr`."""

# Shapes are cut this much (share of the view) outside the view, so that no cut edge is seen.
CLIP_MARGIN = 0.05
_SEAM_DEG = 1e-4
_HEADER_BYTES = 8  # of a GeoPackage geometry without envelope, as the base map has them
_POINT = struct.Struct("<8x5xdd")  # header, then byte order and type of WKB, then longitude and latitude


@dataclass(frozen=True)
class Place:
    """A named place of the base map.

    Attributes
    ----------
    kind : str
        ``town`` or ``country``.
    name, country : str
        Its name and the English name of its country; a country has its own.
    population : int
        Inhabitants, 0 for a country.
    rank : int
        0 country, 1 capital, then 2 (from a million) to 6 (below 20 000), for choosing type sizes.
    lon, lat : float
        Degrees WGS 84.
    """

    kind: str
    name: str
    country: str
    population: int
    rank: int
    lon: float
    lat: float


class BaseMap:
    """The base map, opened read-only when it is first asked.

    Parameters
    ----------
    path : Path, optional
        By default the file in hotmap's resources.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or resource("basemap", "basemap.gpkg")

    def land(self, bbox: BBox, tolerance_deg: float = 0.0) -> np.ndarray:
        """Return the land in a box.

        Parameters
        ----------
        bbox : tuple of float
            Degrees WGS 84; west and east may lie beyond ±180.
        tolerance_deg : float
            How far a line may be from where it should: about half a pixel. Chooses the level of detail.

        Returns
        -------
        ndarray of Polygon, shape (n,)
            Largest first, cut a little outside the box. Their outlines run along the cut too:
            draw the coast from `coast`.
        """
        return self._shapes("land", bbox, tolerance_deg, outline=False)

    def coast(self, bbox: BBox, tolerance_deg: float = 0.0) -> np.ndarray:
        """Return the coast and lake shores in a box as an array of LineString; parameters as in `land`."""
        return self._shapes("land", bbox, tolerance_deg, outline=True)

    def boundaries(self, bbox: BBox, tolerance_deg: float = 0.0) -> np.ndarray:
        """Return the de facto borders in a box as an array of LineString; show `DISCLAIMER` with them."""
        return self._shapes("boundary", bbox, tolerance_deg, outline=False)

    def towns(self, bbox: BBox, limit: int) -> list[Place]:
        """Return at most `limit` towns in a box: capitals first, then the largest."""
        return self._places("town", bbox, limit)

    def countries(self, bbox: BBox, limit: int) -> list[Place]:
        """Return at most `limit` countries whose label point lies in a box, the largest first."""
        return self._places("country", bbox, limit)

    def town_names(self) -> frozenset[str]:
        """Return every name the base map can print, towns and countries, for the inspection of exports."""
        return frozenset(place.name for place in self._gazetteer)

    def corners(self, bbox: BBox) -> np.ndarray:
        """Return every corner of land and borders in a box, in all levels of detail, for the inspection of exports.

        Parameters
        ----------
        bbox : tuple of float
            Degrees WGS 84.

        Returns
        -------
        ndarray of float, shape (n, 2)
            Longitude and latitude in degrees.
        """
        found = [np.empty((0, 2))]
        for part, shift_deg in _within_world(bbox):
            for table in (f"{layer}_{name}" for layer in ("land", "boundary") for name, _ in self._levels):
                points = shapely.get_coordinates(self._geometries(table, part))
                inside = (points >= part[:2]).all(axis=1) & (points <= part[2:]).all(axis=1)
                found.append(points[inside] + [shift_deg, 0.0])
        return np.concatenate(found)

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Return places whose name, or a word of it, begins with `text`, the best first.

        Case and diacritics do not matter. A whole name comes before a beginning of a name, that
        before a beginning of a later word; then countries, capitals and large towns lead.
        """
        return [place for place, _ in self.search_graded(text, limit)]

    def search_graded(self, text: str, limit: int = 10) -> list[tuple[Place, int]]:
        """Return what `search` returns, each with the grade of `hotmap.analysis.name_index` that it matches."""
        return [(self._gazetteer[hit.entry], hit.grade) for hit in self._names.search(text, limit, worst=WORD)]

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        if "_db" in self.__dict__:
            self._db.close()
            del self.__dict__["_db"]

    @cached_property
    def _db(self) -> sqlite3.Connection:
        try:
            # Read-only and serialised by SQLite itself, so an export in a worker may ask too.
            db = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            db.execute("SELECT count(*) FROM level").fetchone()
        except sqlite3.Error as error:
            raise InputError(
                tr("The built-in base map cannot be read. Install hotmap again."), self.path.name
            ) from error
        return db

    @cached_property
    def _levels(self) -> list[tuple[str, float]]:
        """Levels of detail and their tolerance in degrees, coarsest first."""
        return list(self._db.execute("SELECT name, tolerance_deg FROM level ORDER BY tolerance_deg DESC"))

    @cached_property
    def _gazetteer(self) -> list[Place]:
        """All places, countries first, then towns in the order of the file, the largest first."""
        world = (-180.0, -90.0, 180.0, 90.0)
        return self._places("country", world, -1) + self._places("town", world, -1)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex([[place.name] for place in self._gazetteer])

    def _level(self, tolerance_deg: float) -> str:
        """Return the coarsest level that is still good enough, else the finest."""
        return next((name for name, own_deg in self._levels if own_deg <= tolerance_deg), self._levels[-1][0])

    def _shapes(self, layer: str, bbox: BBox, tolerance_deg: float, *, outline: bool) -> np.ndarray:
        table = f"{layer}_{self._level(tolerance_deg)}"
        found = []
        for part, shift_deg in _within_world(_grown(bbox)):
            shapes = self._geometries(table, part)
            shapes = _cut(shapely.boundary(shapes), _off_the_seam(part)) if outline else _cut(shapes, part)
            found.append(_shifted(shapes, shift_deg))
        return np.concatenate(found)

    def _geometries(self, table: str, bbox: BBox) -> np.ndarray:
        rows = self._db.execute(
            f"SELECT substr(t.geom, {_HEADER_BYTES + 1})"
            f" FROM rtree_{table}_geom AS r JOIN {table} AS t ON t.fid = r.id"
            " WHERE r.maxx >= ? AND r.minx <= ? AND r.maxy >= ? AND r.miny <= ? ORDER BY r.id",
            (bbox[0], bbox[2], bbox[1], bbox[3]),
        )
        return shapely.from_wkb(np.array([wkb for (wkb,) in rows], dtype=object))

    def _places(self, table: str, bbox: BBox, limit: int) -> list[Place]:
        columns = (
            "'town', t.name, coalesce(c.name, ''), t.population, t.rank"
            if table == "town"
            else "'country', t.name, t.name, 0, 0"
        )
        join = "LEFT JOIN iso_country AS c ON c.code = t.country" if table == "town" else ""
        places = []
        for part, shift_deg in _within_world(bbox):
            rows = self._db.execute(
                f"SELECT t.geom, {columns}"
                f" FROM rtree_{table}_geom AS r JOIN {table} AS t ON t.fid = r.id {join}"
                " WHERE r.maxx >= ? AND r.minx <= ? AND r.maxy >= ? AND r.miny <= ? ORDER BY r.id LIMIT ?",
                (part[0], part[2], part[1], part[3], limit),
            )
            for geom, kind, name, country, population, rank in rows:
                lon, lat = _POINT.unpack(geom)
                places.append(Place(kind, name, country, population, rank, lon + shift_deg, lat))
        return places if limit < 0 else places[:limit]


def _grown(bbox: BBox) -> BBox:
    west, south, east, north = bbox
    dx, dy = (east - west) * CLIP_MARGIN, (north - south) * CLIP_MARGIN
    return west - dx, south - dy, east + dx, north + dy


def _within_world(bbox: BBox) -> Iterator[tuple[BBox, float]]:
    """Yield the parts of a box between ±180°, with the degrees that bring them back to their place."""
    west, south, east, north = bbox
    first, last = int((west + 180) // 360), int(np.ceil((east + 180) / 360))
    for turn in range(first, max(last, first + 1)):
        shift_deg = 360.0 * turn
        yield (max(west - shift_deg, -180.0), south, min(east - shift_deg, 180.0), north), shift_deg


def _off_the_seam(bbox: BBox) -> BBox:
    """Return the box without the antimeridian and the pole, where polygons end and no coast runs."""
    west, south, east, north = bbox
    return max(west, -180 + _SEAM_DEG), max(south, -90 + _SEAM_DEG), min(east, 180 - _SEAM_DEG), north


def _shifted(shapes: np.ndarray, shift_deg: float) -> np.ndarray:
    """Return the shapes moved eastward."""
    return shapely.transform(shapes, lambda points: points + [shift_deg, 0]) if shift_deg else shapes


def _cut(shapes: np.ndarray, bbox: BBox) -> np.ndarray:
    """Return the single parts of `shapes` inside the box, of the dimension they had."""
    if not len(shapes):
        return shapes
    dimension = shapely.get_dimensions(shapes).max()
    bounds = shapely.bounds(shapes)
    crosses = (bounds[:, :2] < bbox[:2]).any(axis=1) | (bounds[:, 2:] > bbox[2:]).any(axis=1)
    cut = shapes.copy()
    cut[crosses] = shapely.clip_by_rect(shapes[crosses], *bbox)
    parts = shapely.get_parts(cut)
    parts = parts[~shapely.is_empty(parts) & (shapely.get_dimensions(parts) == dimension)]
    return parts
