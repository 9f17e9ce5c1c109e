# SPDX-License-Identifier: MIT
"""Context layers: the file's own features and fields, kept as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from hotmap.domain.features import FeatureTable
from hotmap.domain.fields import ValueProblem, parse
from hotmap.domain.marking import Marking
from hotmap.domain.records import Layer
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.importers.dates import dates
from hotmap.importers.source import SourceTable
from hotmap.importers.words import phrase

_NOT_SETTABLE = ("kind", "count", "source", "crs")
_DIMENSIONS = ("Point", "Line", "Area")
_DATE_HEADERS = frozenset({"valid on", "validon", "as of", "date", "version date", "reference date"})
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,15})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+([eE][-+]?\d+)?")


def layer_from(
    table: SourceTable,
    as_kind: str,
    shapes: np.ndarray,
    kept: np.ndarray,
    set_values: Mapping[str, Any],
    marking: Marking,
) -> tuple[Layer, FeatureTable]:
    """Return a layer and its features; the layer's ``table`` is left to the storage.

    Parameters
    ----------
    table : SourceTable
    as_kind : str
        ``road``, ``area``, ``place`` or ``layer``.
    shapes : ndarray of shapely geometry, shape (k,)
        Checked places of the rows `kept`.
    kept : ndarray of int, shape (k,)
    set_values : mapping of str to object
        Fields of `hotmap.domain.records.Layer` such as ``name``, ``as_of`` or ``attribution``.
    marking : Marking
    """
    columns = {
        name: typed([values[i] for i in kept]) for name, values in table.features.columns.items() if name.strip()
    }
    dimensions = sorted(set(shapely.get_dimensions(shapes).tolist()))
    layer = Layer(
        name=table.name,
        kind=as_kind,
        count=len(kept),
        geometry_type=_DIMENSIONS[dimensions[0]] if len(dimensions) == 1 else "Mixed",
        columns=list(columns),
        bbox=[float(edge) for edge in shapely.total_bounds(shapes)],
        visible=True,
        as_of=_one_date(columns),
        marking=marking,
    )
    return layer.with_values(settled(set_values)), FeatureTable(shapes, columns)


def _one_date(columns: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the date of a layer whose column of dates says the same everywhere, as boundaries do."""
    for name, values in columns.items():
        if phrase(name) in _DATE_HEADERS:
            distinct = set(dates(list(dict.fromkeys(values))))
            if len(distinct) == 1 and (day := distinct.pop()):
                return day[:10]
    return None


def settled(set_values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values for fields of a layer as they are kept; raise `UsageError` for one that cannot be set."""
    specs = Layer.all_specs()
    settable = [
        code for code in specs if specs[code].kind.value != "data" and code not in ("kind", "count", "source", "crs")
    ]
    found = {}
    for code, value in set_values.items():
        if code not in settable:
            raise UsageError(
                tr("A layer has no field “{field}” to set; there are: {fields}.").format(
                    field=code, fields=", ".join(settable)
                )
            )
        try:
            found[code] = parse(specs[code], value)
        except ValueProblem as problem:
            raise UsageError(f"{code}: {problem}") from None
    return found


def typed(values: Sequence[Any]) -> list[Any]:
    """Return a column of texts as numbers where all of them are plain ones, so that it can be styled.

    Codes keep their text: a leading zero is no number.

    >>> typed(["1", "", "20"]), typed(["007", "8"])
    ([1, None, 20], ['007', '8'])
    """
    present = [value for value in values if value is not None and value != ""]
    if not present or not all(isinstance(value, str) for value in present):
        return list(values)
    if all(_INTEGER.fullmatch(value) for value in present):
        return [int(value) if value else None for value in values]
    if all(_DECIMAL.fullmatch(value) or _INTEGER.fullmatch(value) for value in present):
        return [float(value) if value else None for value in values]
    return list(values)
