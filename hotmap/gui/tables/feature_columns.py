# SPDX-License-Identifier: MIT
"""Columns of a context layer: all of the file's own fields, told apart by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from hotmap.domain.features import FeatureTable
from hotmap.domain.fields import show_date
from hotmap.gui.tables.column import Column
from hotmap.gui.tables.ordering import is_unknown
from hotmap.i18n import tr
from hotmap.units import format_number

MOST_CHOICES = 40  # kinds of texts that are offered one by one; more are looked for by their letters
LOOKED_AT = 5_000  # rows from which a field is judged
NAME_PX, WIDTH_PX, FIGURE_PX = 150, 120, 96
_ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?([T ].*)?")


def feature_columns(table: FeatureTable) -> tuple[Column, ...]:
    """Return the columns of a layer; a row's item is the number of its feature, the view the table itself."""
    return tuple(_column(name, values) for name, values in table.columns.items())


def _column(name: str, values: Sequence[Any]) -> Column:
    form = _form(values[:LOOKED_AT])
    show = {"number": _figure, "date": _date}.get(form, _plain)
    return Column(
        name,
        name,
        _reader(name, show),
        _reader(name, lambda value: None if is_unknown(value) else value),
        width_px=FIGURE_PX if form == "number" else NAME_PX if "name" in name.casefold() else WIDTH_PX,
        numeric=form == "number",
        strong=name.casefold() == "name",
        form=form,
        whole=lambda table: table.columns[name],
        reads=show,
    )


def _reader(name: str, show: Callable[[Any], Any]) -> Callable[[int, FeatureTable], Any]:
    return lambda row, table: show(table.columns[name][row])


def _form(values: Sequence[Any]) -> str:
    told = [value for value in values if not is_unknown(value)]
    if told and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in told):
        return "number"
    if told and all(isinstance(value, str) and _ISO_DATE.fullmatch(value) for value in told):
        return "date"
    return "choice" if told and len({str(value) for value in told}) <= MOST_CHOICES else "text"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if is_unknown(value):
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)


def _figure(value: Any) -> str:
    if is_unknown(value) or isinstance(value, str):  # a text among numbers, far down the file
        return value if isinstance(value, str) else ""
    is_large_whole = abs(value) >= 10_000 and float(value).is_integer()
    return format_number(value) if is_large_whole else f"{value:.10g}"


def _date(value: Any) -> str:
    return "" if is_unknown(value) else show_date(str(value))
