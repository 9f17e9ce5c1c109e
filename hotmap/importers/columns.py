# SPDX-License-Identifier: MIT
"""Which column goes into which field: the guess, and what the user says instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hotmap.domain.codelists import DEFAULT, CodeLists
from hotmap.domain.records import KINDS
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.importers.guessing import LAYER_KINDS, guess_columns, targets_of
from hotmap.importers.header import column_letter
from hotmap.importers.header_words import PLACE_TARGETS
from hotmap.importers.source import ImportWarning, SourceTable
from hotmap.importers.words import phrase


@dataclass(frozen=True)
class ColumnChoice:
    """The columns in use, to be shown before the import.

    Attributes
    ----------
    columns : dict of str to str
        Target to column name; see `hotmap.importers.guessing.guess_columns`.
    warnings : tuple of ImportWarning
        Where a header that repeats was named.
    """

    columns: dict[str, str]
    warnings: tuple[ImportWarning, ...] = ()


def choose_columns(
    table: SourceTable,
    as_kind: str,
    overrides: Mapping[str, str] | None = None,
    fixed: Collection[str] = (),
    lists: CodeLists = DEFAULT,
) -> ColumnChoice:
    """Return the guessed columns with the user's own choice laid over them.

    Parameters
    ----------
    table : SourceTable
    as_kind : str
    overrides : mapping of str to str
        Target to a header, an HXL hashtag, a column letter or number; an empty text unmaps it.
    fixed : collection of str
        Targets to which one value is given for all rows: they are not guessed.
    lists : CodeLists

    Raises
    ------
    UsageError
        When a target or a column does not exist; it lists those that do.
    """
    overrides = overrides or {}
    known = {*targets_of(as_kind), *_explicit_targets(as_kind)}
    for target in overrides:
        if target not in known:
            raise UsageError(
                tr("There is no field “{field}” to import into; there are: {fields}.").format(
                    field=target, fields=", ".join(sorted(known))
                )
            )
    chosen = {t: name for t, name in guess_columns(table, as_kind, lists).items() if t not in fixed}
    warnings: list[ImportWarning] = []
    said: dict[str, str] = {}
    for target, text in overrides.items():
        if text.strip():
            said[target] = _column(table, text, warnings)
    kept = {
        target: name
        for target, name in chosen.items()
        if target not in overrides and target not in _replaced(said) and name not in said.values()
    }
    columns = {**kept, **said}
    if ("lat" in columns) != ("lon" in columns):
        raise UsageError(
            tr("A latitude needs its longitude: name the columns of both."), option="--columns lat=…,lon=…"
        )
    return ColumnChoice(columns, tuple(warnings))


def _replaced(said: Mapping[str, str]) -> set[str]:
    """Return the guesses that go because the user has said which way leads to the place."""
    ways = set(PLACE_TARGETS)
    if not ways & set(said):
        return set()
    return ways - {"lat", "lon"} if {"lat", "lon"} & set(said) else ways


def _explicit_targets(as_kind: str) -> tuple[str, ...]:
    """Return what a column is only when the user says so: links and markings."""
    return () if as_kind in LAYER_KINDS else tuple(KINDS[as_kind].all_specs())


def _column(table: SourceTable, text: str, warnings: list[ImportWarning]) -> str:
    """Return the name of the column that a text names."""
    wanted = text.strip()
    by_name = [f for f in table.fields if f.name == wanted]
    by_header = [f for f in table.fields if f.header.casefold() == wanted.casefold()]
    by_tag = [f for f in table.fields if f.hxl and _tag(f.hxl) == _tag(wanted)]
    by_words = [f for f in table.fields if phrase(wanted) and phrase(wanted) in (phrase(f.name), phrase(f.header))]
    by_place = [f for f in table.fields if _is_place(f.position, wanted)]
    for found in (by_name, by_header, by_tag, by_words, by_place):
        if not found:
            continue
        if len(found) > 1:
            message = tr("“{header}” stands above {n} columns; {letter} is used. Name another by its letter.").format(
                header=wanted, n=len(found), letter=column_letter(found[0].position)
            )
            warnings.append(ImportWarning("ambiguous-column", None, message))
        return found[0].name
    names = ", ".join(f"{column_letter(f.position)} “{f.header or f.name}”" for f in table.fields)
    raise UsageError(tr("There is no column “{column}”; there are: {columns}.").format(column=wanted, columns=names))


def _tag(hxl: str) -> tuple[str, frozenset[str]]:
    tag, *attributes = hxl.replace(" ", "").lower().split("+")
    return tag, frozenset(attributes)


def _is_place(position: int, text: str) -> bool:
    if text.isdecimal():
        return position == int(text) - 1
    return text.isalpha() and text.isascii() and len(text) <= 3 and column_letter(position) == text.upper()
