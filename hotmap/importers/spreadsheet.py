# SPDX-License-Identifier: MIT
"""Excel workbooks (.xlsx): the sheet with places unless one is named; formulas as last computed."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.files import MAX_CELLS, open_zip
from hotmap.importers.guessing import guess_columns
from hotmap.importers.header import Table, table_from
from hotmap.importers.header_words import PLACE_TARGETS
from hotmap.importers.source import Progress, ReadOptions, Recognised, SourceTable
from hotmap.importers.tables import chosen_table, other_tables_note, source_table

MAX_ROWS = 1_048_576  # of a sheet, by the format
# Formatting alone can stretch a sheet to its last row.
_BLANK_ROWS_END = 2_000
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, SyntaxError,
           zipfile.BadZipFile, zlib.error)  # fmt: skip


class SpreadsheetImporter:
    """Reads one sheet of a workbook."""

    id = "xlsx"
    label = "Excel"
    suffixes = (".xlsx", ".xlsm")

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file is an archive with a workbook in it."""
        if not head.startswith(b"PK"):
            return Recognised.NO
        with open_zip(path) as archive:
            return Recognised.YES if "xl/workbook.xml" in archive.namelist() else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the names of the sheets, hidden ones last."""
        with _workbook(path) as book:
            return [sheet.title for sheet in _sheets(book)]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read one sheet; see `hotmap.importers.source.Importer`."""
        progress(0, None, tr("Reading {file}").format(file=path.name))
        with _workbook(path) as book:
            sheets = {sheet.title: sheet for sheet in _sheets(book)}
            chosen = chosen_table(list(sheets), options.sheet, path)
            shown = [s.title for s in sheets.values() if s.sheet_state == "visible"] or list(sheets)
            candidates = [chosen] if chosen is not None else shown
            grids = {name: _grid(sheets[name], path, progress) for name in candidates}
        tables = {name: table_from(grid) for name, grid in grids.items() if grid}
        filled = {name: table for name, table in tables.items() if table.rows}
        if not filled:
            raise InputError(tr("There are no rows of data in it."), path)
        used = max(filled, key=lambda name: _usefulness(filled[name]))
        name = used if len(sheets) > 1 else path.stem
        return source_table(name, filled[used], options, other_tables_note(list(filled), used))


def _usefulness(table: Table) -> tuple[int, int]:
    """Return how well a sheet will do: places in it count more than its size.

    Forms export their repeated groups as longer sheets beside the one with the coordinates.
    """
    guessed = set(guess_columns(source_table("", table, ReadOptions()), "place"))
    way = 2 if guessed & set(PLACE_TARGETS) else 1 if guessed else 0
    return way, sum(cell is not None for column in table.columns.values() for cell in column)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with open_zip(path) as archive:
        _refuse_entities(archive, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # styles and extensions that do not matter here
        try:
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except (*_BROKEN, InvalidFileException) as error:
            raise _broken(error, path) from None
        try:
            yield book
        except _BROKEN as error:
            raise _broken(error, path) from None
        finally:
            book.close()


def _broken(error: Exception, path: Path) -> InputError:
    reason = str(error).split("\n")[0][:120]
    return InputError(tr("The workbook is damaged ({reason}); save it anew.").format(reason=reason), path)


def _refuse_entities(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse parts with a document type: no workbook needs one, and entities in it can be a bomb."""
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(member) as part:
                head = part.read(2048).replace(b"\0", b"")
        except _BROKEN as error:
            raise _broken(error, path) from None
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise InputError(
                tr("“{member}” declares XML entities, which no workbook needs; refused.").format(
                    member=member.filename
                ),
                path,
            )


def _sheets(book: Any) -> list[Any]:
    """Return the sheets with cells (charts have none), hidden ones last."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    return sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")


def _grid(sheet: Any, path: Path, progress: Progress) -> list[list[Any]]:
    sheet.reset_dimensions()  # many programs write wrong ones
    grid: list[list[Any]] = []
    blank, cells = 0, 0
    for values in sheet.iter_rows(values_only=True):
        row = [_plain(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        grid.append(row)
        blank = 0 if row else blank + 1
        cells += len(row)
        if cells > MAX_CELLS:
            raise InputError(tr("More than {n} cells are too many; cut it first.").format(n=MAX_CELLS), path)
        if blank > _BLANK_ROWS_END or len(grid) >= MAX_ROWS:
            break
        if len(grid) % 5_000 == 0:
            progress(len(grid), None, tr("Reading rows"))
    while grid and not grid[-1]:
        grid.pop()
    return grid


def _plain(value: Any) -> Any:
    """Return a cell as text, number or truth value; days without a time as ISO dates."""
    if isinstance(value, str):
        text = value.strip()
        return None if not text or text in _ERRORS else text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value
