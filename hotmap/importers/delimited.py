# SPDX-License-Identifier: MIT
"""CSV and its kin: any delimiter, any encoding, HXL rows, several header rows, long and broken quotes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.files import MAX_CELLS, read_bytes
from hotmap.importers.header import table_from
from hotmap.importers.source import (
    Progress,
    ReadOptions,
    Recognised,
    SourceTable,
)
from hotmap.importers.tables import chosen_table, source_table
from hotmap.importers.texts import decode, wide_encoding

DELIMITERS = ",;\t|"
MAX_FIELD_CHARS = 20_000_000
_SAMPLE_CHARS = 100_000
_SAMPLE_ROWS = 40
# A quote that is not closed swallows the rest of the file; a written text rarely has so many lines.
_UNCLOSED_LINES = 100


class DelimitedImporter:
    """Reads delimited text."""

    id = "csv"
    label = "CSV"
    suffixes = (".csv", ".tsv", ".txt")

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return MAYBE for anything that could be text: a table cannot be told from a letter."""
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head):
            return Recognised.MAYBE
        if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|\w+:?kml)", head, re.I):
            return Recognised.NO
        return Recognised.NO if b"\0" in head else Recognised.MAYBE

    def tables(self, path: Path) -> list[str]:
        """Return the one table a text file is."""
        return [path.stem]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read all rows; see `hotmap.importers.source.Importer`."""
        chosen_table(self.tables(path), options.sheet, path)
        progress(0, None, tr("Reading {file}").format(file=path.name))
        text, notes = decode(read_bytes(path), path, options.encoding)
        table = table_from(_grid(text.removeprefix("\ufeff"), path, progress))
        if not table.rows:
            raise InputError(tr("There are no rows of data below the header."), path)
        return source_table(path.stem, table, options, notes)


def _grid(text: str, path: Path, progress: Progress) -> list[list[str | None]]:
    text, delimiter = _declared_delimiter(text)
    delimiter = delimiter or _guess_delimiter(text)
    before = csv.field_size_limit(MAX_FIELD_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    grid: list[list[str | None]] = []
    line, cells, widest_lines, widest_at = 0, 0, 0, 0
    try:
        for row in reader:
            grid.append([cell.strip() or None for cell in row])
            cells += len(row)
            if reader.line_num - line > widest_lines:
                widest_lines, widest_at = reader.line_num - line, line + 1
            line = reader.line_num
            if cells > MAX_CELLS:
                raise InputError(tr("More than {n} cells are too many; cut it first.").format(n=MAX_CELLS), path)
            if len(grid) % 20_000 == 0:
                progress(len(grid), None, tr("Reading rows"))
    except csv.Error as error:
        raise InputError(
            tr("Line {line} cannot be read as a table ({reason}).").format(line=line + 1, reason=error), path
        ) from None
    finally:
        csv.field_size_limit(before)
    if widest_lines > _UNCLOSED_LINES and text.count('"') % 2:
        raise InputError(
            tr("The quotation mark opened in line {line} is never closed; mend it there.").format(line=widest_at), path
        )
    return grid


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Take off the line ``sep=;`` with which spreadsheets name their delimiter.

    It stays as a blank row, so that rows keep their numbers.
    """
    first, end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return end + rest, first.strip()[4]
    return text, None


def _guess_delimiter(text: str) -> str:
    """Return the delimiter with which most rows have as many cells as the widest of the first ones."""
    sample = text[:_SAMPLE_CHARS]

    def score(delimiter: str) -> tuple[float, int]:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
                if len(widths) == _SAMPLE_ROWS:
                    break
        except csv.Error:
            return 0.0, 0
        if len(sample) < len(text) and len(widths) > 1 and len(widths) < _SAMPLE_ROWS:
            widths.pop()  # cut in the middle
        usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0
        return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)

    scores: dict[str, Any] = {delimiter: score(delimiter) for delimiter in DELIMITERS}
    best = max(share for share, _ in scores.values())
    # Decimal commas make a comma look regular too: of the regular ones the header's own wins.
    head = next((line for line in sample.splitlines() if line.strip()), "")
    regular = [d for d in DELIMITERS if scores[d][0] >= best - 0.1 and scores[d][1] > 1]
    return max(regular, key=lambda d: (head.count(d) > 0, scores[d][0] + scores[d][1] / 1000), default=",")
