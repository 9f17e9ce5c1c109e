# SPDX-License-Identifier: MIT
"""Places in a file, in whatever notation, and whether each of them was released."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from hotmap.analysis.coordinates import CoordinateError, parse_point
from hotmap.release.release import Release

EXACT_DECIMALS = 4
"""From this many decimals on (11 m) a bare pair of numbers is an exact place."""
_GROUND_DECIMALS = 4
"""The base map is drawn with no more; a place like that is only suspicious where one was withheld."""
_CELL_DECIMALS = 2
_MOST_DECIMALS = 9

_DECIMAL = r"[-+−]?\d{1,3}[.,]\d{3,}"
_PAIR = re.compile(rf"(?<![\d.])({_DECIMAL})\s*°?\s*([NSEW]?)\s*[,;/|\s]\s*({_DECIMAL})\s*°?\s*([NSEW]?)(?![\d])")
_DMS = re.compile(
    r"\d{1,3}\s*°\s*\d{1,2}\s*['′’]\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”]\s*[NSEW]\s*[,;/|]?\s*"
    r"\d{1,3}\s*°\s*\d{1,2}\s*['′’]\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”]\s*[NSEW]"
)
_MINUTES = re.compile(
    r"\d{1,3}\s*°\s*\d{1,2}[.,]\d{2,}\s*['′’]\s*[NSEW]\s*[,;/|]?\s*\d{1,3}\s*°\s*\d{1,2}[.,]\d{2,}\s*['′’]\s*[NSEW]"
)
_MGRS = re.compile(r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})\b")
_MGRS_DEG = {6: 1e-3, 8: 1e-4, 10: 1e-5}
_WKT = re.compile(r"\b(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\(([^A-Za-z]*)\)", re.IGNORECASE)
_WKB_HEX = re.compile(r"\b(?:47500[0-9A-F]{5,}|0[01][0-9A-F]{40,})\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class FoundPlace:
    """A place in a text.

    Attributes
    ----------
    text : str
        As it stands there.
    lon_deg, lat_deg : float
    tolerance_deg : float
        How far off its notation may be.
    either_order : bool
        Two bare numbers: longitude may come first.
    """

    text: str
    lon_deg: float
    lat_deg: float
    tolerance_deg: float
    either_order: bool = False


def places_in(text: str) -> Iterator[FoundPlace]:
    """Yield exact places: decimal degrees, degrees with minutes and seconds, MGRS, WKT, hexadecimal WKB."""
    for match in _PAIR.finditer(text):
        first, first_side, second, second_side = match.groups()
        decimals = min(_decimals(first), _decimals(second))
        lat, lon = _signed(first, first_side), _signed(second, second_side)
        if first_side in ("E", "W"):
            lat, lon = lon, lat
        if decimals >= EXACT_DECIMALS or first_side:
            yield FoundPlace(match.group(), lon, lat, 0.6 * 10.0**-decimals, not first_side)
    for pattern, tolerance_deg in ((_DMS, 2e-4), (_MINUTES, 2e-4), (_MGRS, 0.0)):
        for match in pattern.finditer(text):
            try:
                point = parse_point(match.group())
            except CoordinateError:
                continue
            digits = sum(c.isdigit() for c in re.sub(r"^\d{1,2}", "", match.group()))
            yield FoundPlace(match.group(), point.lon, point.lat, tolerance_deg or _MGRS_DEG[digits])
    for match in _WKT.finditer(text):
        numbers = [float(n) for n in _NUMBER.findall(match.group(1))]
        for lon, lat in zip(numbers[::2], numbers[1::2], strict=False):
            yield FoundPlace(f"{lon} {lat}", lon, lat, 1e-9)
    for match in _WKB_HEX.finditer(text):
        for lon, lat in _hex_places(match.group()):
            yield FoundPlace(f"{lon} {lat}", lon, lat, 1e-9)


def _hex_places(digits: str) -> list[list[float]]:
    from hotmap.release.containers.sqlite import geometry_of

    try:
        shape = geometry_of(bytes.fromhex(digits))
    except ValueError:
        return []
    return [] if shape is None else shapely.get_coordinates(shape).tolist()


def _decimals(number: str) -> int:
    return len(re.split(r"[.,]", number)[-1])


def _signed(number: str, side: str) -> float:
    value = float(number.replace(",", ".").replace("−", "-"))
    return -abs(value) if side in ("S", "W") else value


class KnownPlaces:
    """A set of places that answers fast, to the last digit or within a tolerance.

    Parameters
    ----------
    places : ndarray of float, shape (n, 2)
        Longitude and latitude in degrees.
    """

    def __init__(self, places: np.ndarray) -> None:
        self._places = np.ascontiguousarray(places, dtype=float) + 0.0  # −0.0 is 0.0
        self._keys = np.unique(_as_keys(self._places))
        self._rounded: dict[int, set[tuple[int, int]]] = {}
        self._components: dict[int, set[int]] = {}

    def __contains__(self, place: FoundPlace) -> bool:
        orders = [(place.lon_deg, place.lat_deg)]
        if place.either_order:
            orders.append((place.lat_deg, place.lon_deg))
        return any(self.near(lon, lat, place.tolerance_deg) for lon, lat in orders)

    def near(self, lon_deg: float, lat_deg: float, tolerance_deg: float) -> bool:
        """Return whether one of the places is there, within a tolerance."""
        digits = int(np.clip(np.floor(-np.log10(max(tolerance_deg, 1e-9))), 0, _MOST_DECIMALS))
        known = self._grid(digits)
        column, row = round(lon_deg * 10**digits), round(lat_deg * 10**digits)
        return any((column + dx, row + dy) in known for dx in (-1, 0, 1) for dy in (-1, 0, 1))

    def is_at(self, place: np.ndarray) -> bool:
        """Return whether one of the places is there, as precisely as the place is written."""
        return self.near(float(place[0]), float(place[1]), 0.6 * 10.0 ** -decimals_of(*place.tolist()))

    def holds(self, places: np.ndarray) -> np.ndarray:
        """Return which places are in the set to the last digit, as an array of bool."""
        keys = _as_keys(places)
        if not len(self._keys):
            return np.zeros(len(keys), dtype=bool)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.asarray(self._keys[at] == keys)

    def has_component(self, value_deg: float) -> bool:
        """Return whether a number is the longitude or latitude of one of the places, rounded as it is."""
        decimals = decimals_of(value_deg)
        if decimals not in self._components:
            rounded = np.rint(self._places * 10**decimals).astype(np.int64)
            self._components[decimals] = set(np.unique(rounded).tolist())
        number = round(value_deg * 10**decimals)
        return any(number + step in self._components[decimals] for step in (-1, 0, 1))

    def _grid(self, digits: int) -> set[tuple[int, int]]:
        if digits not in self._rounded:
            rounded = np.rint(self._places * 10**digits).astype(np.int64)
            self._rounded[digits] = set(map(tuple, rounded.tolist()))
        return self._rounded[digits]


def strange_places(
    places: np.ndarray, known: KnownPlaces, withheld: KnownPlaces | None = None, decimals: int = _GROUND_DECIMALS
) -> np.ndarray:
    """Return the places of a geometry that were not released.

    Parameters
    ----------
    places : ndarray of float, shape (n, 2)
        Longitude and latitude in degrees.
    known : KnownPlaces
        What was released.
    withheld : KnownPlaces, optional
        Places that must not appear roughly either.
    decimals : int
        Places of so many decimals or fewer, such as the corners of cells and the base map, need
        not be known.
    """
    places = np.ascontiguousarray(places, dtype=float) + 0.0
    unknown = places[~known.holds(places)]
    rough = _has_decimals(unknown, decimals)
    suspects = [unknown[~rough]]
    if withheld is not None:
        on_grid = _has_decimals(unknown, _CELL_DECIMALS)
        suspects += [place.reshape(1, 2) for place in unknown[rough & ~on_grid] if withheld.is_at(place)]
    strange = [place for place in np.concatenate(suspects) if not known.is_at(place)]
    return np.array(strange).reshape(-1, 2)


def _as_keys(places: np.ndarray) -> np.ndarray:
    pairs = np.ascontiguousarray(places, dtype=float).reshape(-1, 2)
    keys: np.ndarray = pairs[:, 0] + 1j * pairs[:, 1]
    return keys


def _has_decimals(places: np.ndarray, decimals: int) -> np.ndarray:
    """Return which places need no more than so many decimals in both coordinates."""
    return np.asarray((np.abs(places - np.round(places, decimals)) < 1e-9).all(axis=1))


def decimals_of(*values: float) -> int:
    """Return how many decimals some numbers are written with, the noise of binary numbers aside.

    >>> decimals_of(9.037706999999999, 24.5)
    6
    """
    for decimals in range(_MOST_DECIMALS):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in values):
            return decimals
    return _MOST_DECIMALS


def released_places(release: Release) -> np.ndarray:
    """Return every corner that was released, with what maps derive from it: middles and boxes."""
    shapes = [r.geometry for r in release.content() if r.geometry is not None]
    return _corners(shapes + [g for _, table in release.layers for g in table.geometry if g is not None])


def _corners(shapes: Iterable[object]) -> np.ndarray:
    array = np.array(list(shapes), dtype=object)
    if not len(array):
        return np.empty((0, 2))
    lines = shapely.get_parts(array)
    lines = lines[shapely.get_dimensions(lines) == 1]
    bounds = shapely.bounds(array)
    total = shapely.total_bounds(array)
    return np.concatenate(
        [
            shapely.get_coordinates(array),
            shapely.get_coordinates(shapely.centroid(array)),
            shapely.get_coordinates(shapely.point_on_surface(array)),
            shapely.get_coordinates(shapely.line_interpolate_point(lines, 0.5, normalized=True)),
            bounds[:, :2],
            bounds[:, 2:],
            np.column_stack([(bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2]),
            np.array([[(total[0] + total[2]) / 2, (total[1] + total[3]) / 2]]),
        ]
    )
