# SPDX-License-Identifier: MIT
"""In which province and district a place lies, read from the polygons of boundary layers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from hotmap.domain.features import FeatureTable

ARROW = " › "

_NAME = re.compile(r"adm(?:in)?[ _]?(\d)(?:[ _]?(name|en|fr|ref|ref_name|name_en|name_fr))?", re.I)
_PCODE = re.compile(r"adm(?:in)?[ _]?(\d)[ _]?p?[ _]?code", re.I)
_ANY_PCODE = re.compile(r"p[ _]?code|code", re.I)
_BEST_FIRST = ("name", "name_en", "en", "name_fr", "fr", "ref_name", "ref", "")


@dataclass(frozen=True)
class AdminUnit:
    """One administrative area.

    Attributes
    ----------
    name, pcode : str
        Empty where the layer does not tell; a P-code is text and no number.
    level : int or None
        0 country, 1 province, 2 district, …
    """

    name: str
    pcode: str = ""
    level: int | None = None


@dataclass(frozen=True)
class AdminAreas:
    """The polygons of one boundary layer.

    Attributes
    ----------
    table : FeatureTable
    tree : STRtree
        Of its geometries.
    name_column : str or None
        The field that names an area where no field tells its level.
    """

    table: FeatureTable
    tree: shapely.STRtree
    name_column: str | None = None


def admin_path(lon: float, lat: float, layers: Iterable[AdminAreas]) -> list[AdminUnit]:
    """Return the administrative areas around a place, the largest first, without the country.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    layers : iterable of AdminAreas

    Returns
    -------
    list of AdminUnit
        By level where the fields tell it, as those of the common operational datasets do, else by size;
        the country alone where nothing smaller is known.
    """
    point = shapely.Point(lon, lat)
    by_level: dict[int, AdminUnit] = {}
    others: list[tuple[float, AdminUnit]] = []
    for layer in layers:
        for row in layer.tree.query(point, predicate="intersects").tolist():
            geometry = layer.table.geometry[row]
            if geometry is None or shapely.get_dimensions(geometry) != 2:
                continue
            units = units_of(layer.table, row)
            for unit in units:
                if unit.level is not None:
                    by_level.setdefault(unit.level, unit)
            if not units and (name := _text(layer.table, layer.name_column, row)):
                column = next((c for c in layer.table.columns if _ANY_PCODE.search(c)), None)
                others.append((float(geometry.area), AdminUnit(name, _text(layer.table, column, row))))
    named = {unit.name for unit in by_level.values()}
    path = [by_level[level] for level in sorted(by_level) if level or (len(by_level) == 1 and not others)]
    return path + [unit for _, unit in sorted(others, key=lambda item: -item[0]) if unit.name not in named]


def path_text(units: Iterable[AdminUnit]) -> str:
    """Return a path as ``North Darfur › El Fasher``."""
    return ARROW.join(unit.name or unit.pcode for unit in units)


def units_of(table: FeatureTable, row: int) -> list[AdminUnit]:
    """Return the administrative areas that the fields of one feature name, the largest first, itself among them."""
    names: dict[int, tuple[int, str]] = {}
    codes: dict[int, str] = {}
    for column in table.columns:
        if match := _NAME.fullmatch(column.strip()):
            rank = _BEST_FIRST.index((match[2] or "").casefold())
            text = _text(table, column, row)
            level = int(match[1])
            if text and not text.isdecimal() and rank < names.get(level, (99, ""))[0]:
                names[level] = (rank, text)
        elif match := _PCODE.fullmatch(column.strip()):
            codes[int(match[1])] = _text(table, column, row)
    levels = sorted({*names, *codes})
    return [AdminUnit(names.get(n, (0, ""))[1], codes.get(n, ""), n) for n in levels if n in names or codes.get(n)]


def _text(table: FeatureTable, column: str | None, row: int) -> str:
    value = table.columns[column][row] if column is not None and column in table.columns else None
    return "" if value is None or (isinstance(value, float) and np.isnan(value)) else str(value).strip()
