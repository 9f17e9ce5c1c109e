# SPDX-License-Identifier: MIT
"""Tables inside pasted text: rows under a header that names latitude and longitude."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotmap.analysis.angles import LAT, LON, CoordinateError, parse_angle
from hotmap.analysis.parsed_point import ParsedPoint
from hotmap.i18n import tr

_DELIMITERS = ("\t", "|", ";", ",")
_LAT_HEADER = re.compile(r"\W*(?:gps\W*)?(?:lat(?:itude)?|y|خط العرض)(?:\W.*)?", re.I)
_LON_HEADER = re.compile(r"\W*(?:gps\W*)?(?:lon|long|lng|longitude|x|خط الطول)(?:\W.*)?", re.I)
_NAME_HEADER = re.compile(
    r".*\b(?:name|place|site|village|location|locality|town|camp|nom|lieu|localit\w*)\b.*|.*اسم.*", re.I
)


@dataclass(frozen=True)
class TableRow:
    """One row of a table of places.

    Attributes
    ----------
    start, end : int
        From the first to the last cell of its coordinate, in the whole text.
    name : str
    point : ParsedPoint or None
    problem : str
        Why it could not be read.
    """

    start: int
    end: int
    name: str
    point: ParsedPoint | None
    problem: str = ""


@dataclass(frozen=True)
class _Cell:
    text: str
    start: int
    end: int


def table_rows(text: str) -> list[TableRow]:
    """Return the rows of all tables in a text whose header names latitude and longitude.

    A table ends at an empty line, or where a line has no such cells.
    """
    rows: list[TableRow] = []
    header: tuple[str, int, int, int | None] | None = None
    for start, line in _lines(text):
        found = _header(line, start)
        if found is not None:
            header = found
            continue
        if header is None:
            continue
        delimiter, lat_at, lon_at, name_at = header
        cells = _cells(line, start, delimiter)
        if len(cells) <= max(lat_at, lon_at):
            header = None
            continue
        row = _row(cells, lat_at, lon_at, name_at)
        if row is not None and (row.point is not None or delimiter != ","):  # a comma may part other things
            rows.append(row)
    return rows


def _row(cells: Sequence[_Cell], lat_at: int, lon_at: int, name_at: int | None) -> TableRow | None:
    lat, lon = cells[lat_at], cells[lon_at]
    name = cells[name_at].text if name_at is not None and name_at < len(cells) else _first_words(cells)
    start, end = min(lat.start, lon.start), max(lat.end, lon.end)
    if not (lat.text or lon.text):
        whole = TableRow(cells[0].start, cells[-1].end, name, None, tr("No coordinates in this row."))
        return whole if name and any(cell.text for cell in cells) else None
    try:
        north, east = parse_angle(lat.text, LAT), parse_angle(lon.text, LON)
    except CoordinateError as error:
        return TableRow(start, end, name, None, str(error))
    notation = next((n for n in (north.notation, east.notation) if n != "decimal"), "decimal")
    bare = north.axis is None and east.axis is None
    return TableRow(start, end, name, ParsedPoint(east.degrees, north.degrees, notation, is_bare=bare))


def _header(line: str, start: int) -> tuple[str, int, int, int | None] | None:
    """Return delimiter and columns of latitude, longitude and name when a line is such a header."""
    for delimiter in _DELIMITERS:
        texts = [cell.text for cell in _cells(line, start, delimiter)]
        lat = [i for i, text in enumerate(texts) if _LAT_HEADER.fullmatch(text) and not re.search(r"\d", text)]
        lon = [i for i, text in enumerate(texts) if _LON_HEADER.fullmatch(text) and not re.search(r"\d", text)]
        if lat and lon and lat[0] != lon[0]:
            names = (i for i, text in enumerate(texts) if _NAME_HEADER.fullmatch(text) and i not in (lat[0], lon[0]))
            return delimiter, lat[0], lon[0], next(names, None)
    return None


def _first_words(cells: Sequence[_Cell]) -> str:
    return next((cell.text for cell in cells if re.search(r"[^\W\d_]{2}", cell.text)), "")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def _cells(line: str, start: int, delimiter: str) -> list[_Cell]:
    cells, at = [], start
    for piece in line.split(delimiter):
        bare = piece.strip(" \t\"'")
        offset = piece.find(bare) if bare else 0
        cells.append(_Cell(bare, at + offset, at + offset + len(bare)))
        at += len(piece) + len(delimiter)
    return cells
