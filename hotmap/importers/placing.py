# SPDX-License-Identifier: MIT
"""Where each row lies: by its own geometry, by its columns, or by its P-code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from hotmap.analysis.angles import CoordinateError, parse_angle
from hotmap.analysis.coordinates import Box
from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError
from hotmap.i18n import tr, tr_count
from hotmap.importers.crs import crs_name, is_in_metres, looks_like_degrees, missing_crs, to_wgs84
from hotmap.importers.header_words import PLACE_TARGETS
from hotmap.importers.joining import join_by_pcode
from hotmap.importers.numerals import numbers
from hotmap.importers.place_text import parse_place
from hotmap.importers.source import WGS84, ImportWarning, SourceTable

_SRID = re.compile(r"^\s*SRID=\d+;\s*", re.I)


@dataclass
class Placement:
    """The places of a table's rows while they are worked out.

    Attributes
    ----------
    geometry : ndarray of shapely geometry or None, shape (n,)
        WGS 84.
    skipped : dict of int to str
        Why a row has no place, by index.
    warnings : list of ImportWarning
    types : dict of int to str
        Geometry type that a repaired row had in the file, by index.
    joined : ndarray of bool, shape (n,)
        Rows placed by P-code only.
    """

    geometry: np.ndarray
    joined: np.ndarray
    skipped: dict[int, str] = field(default_factory=dict)
    warnings: list[ImportWarning] = field(default_factory=list)
    types: dict[int, str] = field(default_factory=dict)

    def open_rows(self) -> np.ndarray:
        """Return the indices of the rows that have neither a place nor a reason yet."""
        return np.array(
            [i for i in np.flatnonzero(shapely.is_missing(self.geometry)) if i not in self.skipped], dtype=int
        )


def place_rows(
    table: SourceTable,
    columns: Mapping[str, str],
    area: Box | None = None,
    boundaries: Sequence[FeatureTable] = (),
) -> Placement:
    """Return the places of all rows.

    Parameters
    ----------
    table : SourceTable
    columns : mapping of str to str
        Those of `hotmap.importers.header_words.PLACE_TARGETS` and ``pcode`` are used.
    area : tuple of four floats, optional
        Extent of the plan, to read pairs of bare numbers in the right order.
    boundaries : sequence of FeatureTable
        To join rows without coordinates to.

    Raises
    ------
    InputError
        When nothing in the file tells a place; it says what would help.
    """
    placed = Placement(table.features.geometry.copy(), np.zeros(len(table), dtype=bool))
    placed.skipped.update(table.unreadable)
    for target, place in (
        ("wkt", _from_wkt),
        ("lat", _from_lat_lon),
        ("coordinates", _from_text),
        ("mgrs", _from_text),
    ):
        if target in columns:
            place(placed, table, columns, target, area)
    _join(placed, table, columns, boundaries)
    has_way = table.has_geometry or bool(table.unreadable) or any(t in columns for t in PLACE_TARGETS)
    if not has_way and not placed.joined.any() and len(table):
        raise InputError(_no_way(boundaries), table.path, option="--as area, --columns lat=…,lon=…")
    for index in placed.open_rows():
        placed.skipped[int(index)] = (
            tr("No coordinates.") if has_way else tr("Its P-code is not in the boundary layers.")
        )
    return placed


def _no_way(boundaries: Sequence[FeatureTable]) -> str:
    if boundaries:
        return tr(
            "There are no coordinates in it, and no P-codes that the plan's boundary layers know. Import the layer "
            "with its P-codes first, as areas, or name the columns of latitude and longitude or of the P-code."
        )
    return tr(
        "There are no coordinates in it. If it has P-codes, import the boundaries with these codes first, as areas, "
        "then this file again; or name the columns of latitude and longitude."
    )


def _from_lat_lon(
    placed: Placement, table: SourceTable, columns: Mapping[str, str], target: str, area: Box | None
) -> None:
    rows = placed.open_rows()
    lat_values, lon_values = ([table.features.columns[columns[axis]][i] for i in rows] for axis in ("lat", "lon"))
    if is_in_metres(table.crs):
        lat, lon = numbers(lat_values), numbers(lon_values)
    else:
        lat, lon = _axis(lat_values, "lat"), _axis(lon_values, "lon")
    known = np.isfinite(lat) & np.isfinite(lon)
    points = np.full(len(rows), None, dtype=object)
    points[known] = shapely.points(lon[known], lat[known])
    if table.crs and crs_name(table.crs) != WGS84:
        points = to_wgs84(points, table.crs)
    elif not table.crs and not looks_like_degrees(points):
        raise missing_crs(table.path)
    placed.geometry[rows] = points
    for at in np.flatnonzero(~known):
        given = [str(v).strip() for v in (lat_values[at], lon_values[at]) if v is not None and str(v).strip()]
        if given:
            placed.skipped[int(rows[at])] = tr("“{text}” is not a latitude and longitude.").format(
                text=", ".join(given)[:60]
            )


def _axis(values: Sequence[object], axis: str) -> np.ndarray:
    """Return a column of angles in degrees: plain numbers at once, other notations one by one.

    Bare numbers beyond the world are packed degrees, minutes and seconds only if nearly all of them
    can be: of a column of metres some always can.
    """
    degrees = numbers(values)
    spaced = np.array([isinstance(value, str) and " " in value.strip() for value in values], dtype=bool)
    beyond = np.isfinite(degrees) & ~spaced & (np.abs(degrees) > (90 if axis == "lat" else 180))
    packed = np.array([_angle(values[index], axis) for index in np.flatnonzero(beyond).tolist()])
    if len(packed) and np.isfinite(packed).mean() >= _PACKED_SHARE:
        degrees[beyond] = packed
    for index in np.flatnonzero(spaced | ~np.isfinite(degrees)).tolist():
        degrees[index] = _angle(values[index], axis)
    return degrees


_PACKED_SHARE = 0.8
"""Of numbers at random every third has minutes and seconds below 60."""


def _angle(value: object, axis: str) -> float:
    """Return an angle in degrees from a text in any notation, nan where it is none."""
    try:
        return parse_angle("" if value is None else str(value).strip(), axis).degrees
    except CoordinateError:
        return float("nan")


def _from_wkt(placed: Placement, table: SourceTable, columns: Mapping[str, str], target: str, area: Box | None) -> None:
    rows = placed.open_rows()
    values = [table.features.columns[columns["wkt"]][i] for i in rows]
    texts = np.array(
        [_SRID.sub("", str(v)) if v is not None and str(v).strip() else None for v in values], dtype=object
    )
    shapes = shapely.force_2d(shapely.from_wkt(texts, on_invalid="ignore"))
    if table.crs and crs_name(table.crs) != WGS84:
        shapes = to_wgs84(shapes, table.crs)
    elif not table.crs and not looks_like_degrees(shapes):
        raise missing_crs(table.path)
    placed.geometry[rows] = shapes
    for at in np.flatnonzero(shapely.is_missing(shapes)):
        if texts[at] is not None:
            placed.skipped[int(rows[at])] = tr("“{text}” is not a geometry.").format(text=str(texts[at])[:40])


def _from_text(
    placed: Placement, table: SourceTable, columns: Mapping[str, str], target: str, area: Box | None
) -> None:
    values = table.features.columns[columns[target]]
    known: dict[str, shapely.Point | str] = {}
    for index in placed.open_rows():
        text = "" if values[index] is None else str(values[index]).strip()
        if not text:
            continue
        if text not in known:
            try:
                point = parse_place(text, area)
                known[text] = shapely.Point(point.lon, point.lat)
            except CoordinateError as error:
                known[text] = f"{error}."
        found = known[text]
        if isinstance(found, str):
            placed.skipped[int(index)] = found
        else:
            placed.geometry[index] = found


def _join(
    placed: Placement, table: SourceTable, columns: Mapping[str, str], boundaries: Sequence[FeatureTable]
) -> None:
    rows = placed.open_rows()
    if not boundaries or not len(rows):
        return
    join = join_by_pcode(table, columns.get("pcode"), boundaries)
    rows = rows[join.found[rows]]
    if not len(rows):
        return
    placed.geometry[rows] = join.points[rows]
    placed.joined[rows] = True
    message = tr_count(
        "{n} row without coordinates was placed inside its area by P-code.",
        "{n} rows without coordinates were placed inside their areas by P-code.",
        len(rows),
    )
    message = f"{message} ({', '.join(join.columns)})"
    placed.warnings.append(ImportWarning("joined-by-pcode", None, message))
