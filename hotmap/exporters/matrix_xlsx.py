# SPDX-License-Identifier: MIT
"""The matrix and the 5W as a workbook: HXL row, dropdowns, frozen heads, and nothing that computes.

A text that begins like a formula is stored as text and marked so, and stays the text it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from hotmap.cartography.palette import PRINT
from hotmap.domain.codelists import LEVELS
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import Frame, frame_of, stamp
from hotmap.exporters.matrix_columns import (
    DATE_FORMAT,
    NUMBER_FORMAT,
    Column,
    matrix_columns,
    response_columns,
    rows_of_responses,
)
from hotmap.exporters.packing import repack
from hotmap.exporters.plan_summary import cover_note, cover_words, finding_of, sign_words
from hotmap.exporters.reading import Reading
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.release import Release

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
INK, PAPER, HEAD, HAIR = "16202B", "FFFFFF", "F3F5F6", "B9C2CA"
BANNER_ROW, HEAD_ROW, HXL_ROW, FIRST_ROW = 1, 2, 3, 4
FONT, LINE_PT = "Calibri", 13.0
BANNER_WIDTH = 90.0  # characters
SPARE_ROWS = 200
"""Empty rows below the table in which the dropdowns work too, for lines that people add."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class MatrixXlsx:
    """Writes the matrix as a workbook; see `hotmap.exporters.base.Exporter`."""

    id = "matrix_xlsx"
    label = _("Matrix (spreadsheet)")
    suffix = ".xlsx"
    what = "matrix"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        from openpyxl import Workbook

        reading = Reading(release)
        frame = frame_of(release, "matrix")
        book = Workbook()
        book.properties.creator = "hotmap"
        book.properties.title = frame.title or None
        book.properties.language = frame.language
        lists = _Lists()
        _table(book.active, tr("Matrix"), frame, matrix_columns(reading), reading.hotspots, lists, reading)
        progress(0.4)
        lines = rows_of_responses(reading)
        if lines:
            columns = response_columns(reading)
            _table(book.create_sheet(), tr("Responses"), frame, columns, lines, lists, reading)
        lists.write(book.create_sheet(), frame, reading)
        _about(book.create_sheet(), frame, reading)
        if frame.direction == "rtl":
            for sheet in book.worksheets:
                sheet.sheet_view.rightToLeft = True
        progress(0.7)
        buffer = BytesIO()
        book.save(buffer)
        repack(buffer.getvalue(), path, stamp(release))
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the HXL tags, number formats and colours."""
        tags = [f"#x_month+{m}" for m in "jan feb mar apr may jun jul aug sep oct nov dec".split()]
        yield from (*tags, "#x_risk", "#x_cover", "#x_cover+civilian", "#x_months", "#x_level+suggested", "#severity")
        yield from ("#geo+lat", "#geo+lon", "#geo+bounds", "#loc+precision", "#population", "#date+population")
        yield from (
            "#date+review",
            "#loc+code",
            "#loc+name",
            "#adm2+code",
            "#beneficiary+type",
            "#event+type",
            "#org+lead",
        )
        yield from (DATE_FORMAT, NUMBER_FORMAT, "hotmap", "×")


class _Lists:
    """The code lists that dropdowns choose from, one column each on a sheet of their own."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def reference(self, list_id: str, length: int) -> str:
        """Return the range that holds a list, taking it in when it is new."""
        from openpyxl.utils import get_column_letter

        if list_id not in self.ids:
            self.ids.append(list_id)
        letter = get_column_letter(self.ids.index(list_id) + 1)
        return f"'{tr('Lists')}'!${letter}${HXL_ROW}:${letter}${HXL_ROW + length - 1}"

    def write(self, sheet: Any, frame: Frame, reading: Reading) -> None:
        """Write the lists; entries start right under their heads."""
        _begin(sheet, tr("Lists"), frame, max(len(self.ids), 1))
        for number, list_id in enumerate(self.ids, 1):
            _put(sheet.cell(HEAD_ROW, number), tr(reading.lists[list_id].label), head=True)
            for row, code in enumerate(reading.lists[list_id], HXL_ROW):
                _put(sheet.cell(row, number), code.text)
            _width(sheet, number, 28)


def _table(
    sheet: Any,
    title: str,
    frame: Frame,
    columns: Sequence[Column],
    rows: Sequence[Any],
    lists: _Lists,
    reading: Reading,
) -> None:
    from openpyxl.utils import get_column_letter

    _begin(sheet, title, frame, len(columns))
    last_row, last = FIRST_ROW + max(len(rows), 1) - 1, get_column_letter(len(columns))
    for number, column in enumerate(columns, 1):
        _put(sheet.cell(HEAD_ROW, number), column.head, head=True)
        _put(sheet.cell(HXL_ROW, number), column.hxl, hxl=True)
        _width(sheet, number, column.width)
        for row, about in enumerate(rows, FIRST_ROW):
            cell = sheet.cell(row, number)
            _put(cell, column.value(about))
            _dress(cell, column, about, reading)
        if column.codes:
            _dropdown(sheet, number, lists.reference(column.codes, len(reading.lists[column.codes].codes)), last_row)
    _heights(sheet, [column.width for column in columns])
    sheet.freeze_panes = f"C{FIRST_ROW}"
    # The filter hangs on the row of tags, so that sorting leaves heads and tags where they are.
    sheet.auto_filter.ref = f"A{HXL_ROW}:{last}{last_row}"
    on_paper = get_column_letter(_printed(columns))
    sheet.print_area = f"A{BANNER_ROW}:{on_paper}{last_row}"
    sheet.print_title_rows = f"{BANNER_ROW}:{HXL_ROW}"


def _printed(columns: Sequence[Column]) -> int:
    """Return how many columns go on paper: those that are meant to, and enough for the banner to be read whole."""
    printed, width = 0, 0.0
    for column in columns:
        if not column.printed and width >= BANNER_WIDTH:
            break
        printed, width = printed + 1, width + column.width
    return printed


def _begin(sheet: Any, title: str, frame: Frame, width: int) -> None:
    """Name a sheet, print it landscape on one page's width and write its banner."""
    from openpyxl.styles import PatternFill

    sheet.title = title
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = _for_footer(frame.running)
    sheet.oddFooter.center.text = "&P / &N"
    sheet.oddFooter.right.text = _for_footer(frame.file_id)
    banner = " · ".join(part for part in (frame.exercise.upper(), frame.banner, frame.as_of) if part)
    sheet.oddHeader.center.text = _for_footer(" · ".join(p for p in (frame.exercise.upper(), frame.banner) if p))
    _put(sheet.cell(BANNER_ROW, 1), banner)
    for number in range(1, width + 1):
        cell = sheet.cell(BANNER_ROW, number)
        cell.font = _font(bold=True, color=PAPER)
        cell.fill = PatternFill("solid", fgColor=INK)


def _for_footer(text: str) -> str:
    """Return text as headers and footers take it, where ``&`` begins a code."""
    return text.replace("&", "&&")


def _put(cell: Any, value: Any, *, head: bool = False, hxl: bool = False) -> None:
    """Write one value as what it is; a text never becomes a formula."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    cell.font = _font()
    if value is None:
        cell.alignment = Alignment(vertical="top")
        return
    if isinstance(value, str):
        text = _CONTROL.sub("", value)
        cell.value = text
        cell.data_type = "s"  # a text that begins with “=” would be taken for a formula
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    else:
        cell.value = value
        cell.number_format = (
            DATE_FORMAT if isinstance(value, date) else NUMBER_FORMAT if isinstance(value, int) else "General"
        )
    cell.alignment = Alignment(
        horizontal="left" if isinstance(value, (str, date)) else None,
        vertical="center" if head else "top",
        wrap_text=cell.row >= HEAD_ROW and not hxl,
        shrink_to_fit=hxl,
        indent=1 if isinstance(value, (str, date)) and cell.column > 1 and not head and not hxl else 0,
    )
    if head:
        cell.font = _font(bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=HEAD)
        cell.border = Border(bottom=Side("thin", color=INK))
    elif hxl:
        cell.font = _font(size=8, color="4A5662")


def _dress(cell: Any, column: Column, about: Any, reading: Reading) -> None:
    """Give a level its print colour, a month of the strip its ink, a gap its black."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    if cell.row >= FIRST_ROW:
        cell.border = Border(bottom=Side("hair", color=HAIR))
    if column.style == "level" and about.level in LEVELS:
        colours = PRINT.level(about.level)
        cell.fill = PatternFill("solid", fgColor=colours.fill.lstrip("#"))
        cell.font = _font(bold=True, color=colours.letter.lstrip("#"))
    elif column.style == "month":
        cell.alignment = Alignment(horizontal="center", vertical="top")
        cell.border = Border(
            bottom=Side("hair", color=HAIR), left=Side("thin", color=PAPER), right=Side("thin", color=PAPER)
        )
        if cell.value:
            cell.fill = PatternFill("solid", fgColor=INK)
            cell.font = _font(color=INK, size=8)
    elif column.style == "cover" and reading.is_alone(about):
        cell.fill = PatternFill("solid", fgColor=INK)
        cell.font = _font(bold=True, color=PAPER)


def _font(**style: Any) -> Any:
    from openpyxl.styles import Font

    return Font(name=FONT, **{"size": 10, **style})


def _heights(sheet: Any, widths: Sequence[float]) -> None:
    """Give each row the height of its wrapped text: not every program works it out by itself."""
    for row in range(HEAD_ROW, sheet.max_row + 1):
        if row == HXL_ROW and len(widths) > 2:
            continue
        lines = max(_lines(sheet.cell(row, number).value, width) for number, width in enumerate(widths, 1))
        sheet.row_dimensions[row].height = LINE_PT * lines + 3


def _lines(value: Any, width: float) -> int:
    text = str(value) if isinstance(value, str) else ""
    return sum(max(1, ceil(len(part) * 1.08 / width)) for part in text.split("\n"))


def _dropdown(sheet: Any, number: int, reference: str, last_row: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=reference, allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = tr("Not in the list"), tr("Choose one of the list.")
    letter = get_column_letter(number)
    choice.add(f"{letter}{FIRST_ROW}:{letter}{last_row + SPARE_ROWS}")
    sheet.add_data_validation(choice)


def _width(sheet: Any, number: int, characters: float) -> None:
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions[get_column_letter(number)].width = characters


def _about(sheet: Any, frame: Frame, reading: Reading) -> None:
    """Write what a reader of this file alone has to know."""
    _begin(sheet, tr("About"), frame, 2)
    for row, (label, text) in enumerate(_about_rows(frame, reading), HEAD_ROW):
        _put(sheet.cell(row, 1), label)
        _put(sheet.cell(row, 2), text)
        sheet.cell(row, 1).font = _font(bold=True)
    for number, width in enumerate((26, 96), 1):
        _width(sheet, number, width)
    _heights(sheet, (26, 96))


def _about_rows(frame: Frame, reading: Reading) -> list[tuple[str, str]]:
    from hotmap.cartography.basemap import DISCLAIMER

    rows = [
        (tr("Title"), frame.title),
        (tr("In one sentence"), f"{finding_of(reading)}."),
        (tr("Sector"), frame.sector),
        (tr("Period"), frame.period),
        (tr("Forum"), frame.forum),
        (tr("Contact"), frame.contact),
        (tr("Classification"), frame.classification),
        (tr("Audience"), frame.audience),
        (tr("Exercise"), frame.exercise),
        (tr("Version"), frame.version),
        (tr("As of"), frame.as_of),
        (tr("Precision"), frame.precision),
        (tr("Withheld"), frame.withheld),
        (tr("Cover"), cover_note(reading)),
        *((words.head, words.text) for sign, words in sign_words(reading)),
        *((words.head, words.text) for status, words in cover_words(reading)),
        (tr("Levels"), tr("People decide levels. A score is not a prediction; silence is not safety.")),
        (tr("Boundaries"), tr(DISCLAIMER)),
        (tr("Row of tags"), tr("The second row of each table holds HXL hashtags, so that other programs can read it.")),
        (tr("File"), frame.file_id),
    ]
    return [(label, text) for label, text in rows if text]


EXPORTER = MatrixXlsx()
